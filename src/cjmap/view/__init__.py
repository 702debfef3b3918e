"""The model laid out: columns, rows, cells, curve points; every renderer draws from this and from nothing else."""

from cjmap.view.build import lay_out
from cjmap.view.shapes import View

__all__ = ["View", "lay_out"]
