"""Method, checked: which rules apply, what they find, what is waived, and the gates."""

from __future__ import annotations

from cjmap.lint.choice import Wanted
from cjmap.lint.examine import Examined, examine

__all__ = ["Examined", "Wanted", "examine"]
