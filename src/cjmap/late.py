"""Packages of which we use a part, brought in fast: their patterns are worked out when somebody asks them something.

PyYAML's reader in Python, of which libyaml needs nothing, has one that takes as long as Python takes to start.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any


class Late:
    """A pattern that is worked out when it is asked something."""

    def __init__(self, pattern: Any, flags: int = 0) -> None:
        self.asked = pattern, flags

    @cached_property
    def made(self) -> re.Pattern[Any]:
        """The pattern itself."""
        return re.compile(*self.asked)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)


@contextmanager
def late_patterns(package: str) -> Iterator[None]:
    """While a package is imported here, its own modules get late patterns; those that it imports get plain ones."""
    compile_ = re.compile

    def compile_late(pattern: Any, flags: int = 0) -> Any:
        asking = str(sys._getframe(1).f_globals["__name__"])  # noqa: SLF001 -- there is no other way to know who asks
        return (Late if asking.partition(".")[0] == package else compile_)(pattern, flags)

    re.compile = compile_late
    try:
        yield
    finally:
        re.compile = compile_
