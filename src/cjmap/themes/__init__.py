"""Themes: a small table of properties, the built-in themes that fill it, and what readers need of the contrast."""

from cjmap.themes.properties import PROPERTIES, Kind, Property
from cjmap.themes.theme import DEFAULT, NAMES, Theme, built_in

__all__ = ["DEFAULT", "NAMES", "PROPERTIES", "Kind", "Property", "Theme", "built_in"]
