"""PyYAML, brought in fast: its events and errors, and its parser over libyaml.

What it has for reading in Python alone works out its patterns when it is loaded. That of the characters that cannot be
printed takes as long as Python takes to start, and libyaml, which reads for us, needs none of them. So they are worked
out when somebody asks them something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any


class _Late:
    """A pattern that is worked out when it is asked something."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.asked = pattern, flags

    @cached_property
    def made(self) -> re.Pattern[str]:
        return re.compile(*self.asked)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.made, name)


@contextmanager
def _late_patterns() -> Iterator[None]:
    compile_ = re.compile
    re.compile = _Late  # type: ignore[assignment]  # while this one package is loaded
    try:
        yield
    finally:
        re.compile = compile_


with _late_patterns():
    import yaml as yaml  # noqa: PLC0414 -- for those who read their own files with it

AliasEvent = yaml.AliasEvent
DocumentStartEvent = yaml.DocumentStartEvent
MappingEndEvent = yaml.MappingEndEvent
MappingStartEvent = yaml.MappingStartEvent
ScalarEvent = yaml.ScalarEvent
SequenceEndEvent = yaml.SequenceEndEvent
SequenceStartEvent = yaml.SequenceStartEvent
StreamEndEvent = yaml.StreamEndEvent
YAMLError = yaml.YAMLError
