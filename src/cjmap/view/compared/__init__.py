"""Comparisons laid out as a page: the summary, the gap report on its grid, both sides of every cell, every change."""

from __future__ import annotations

from cjmap.view.compared.page import compared
from cjmap.view.compared.shapes import Page

__all__ = ["Page", "compared"]
