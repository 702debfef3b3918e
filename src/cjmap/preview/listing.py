"""The index of a folder: every map with its state; and the page for what is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjmap.diagnostic import Diagnostic
from cjmap.preview.markup import fill
from cjmap.report.closing import count
from cjmap.visible import visible


@dataclass(frozen=True, slots=True)
class Line:
    """A file of the index. What has no kind is no map that could be drawn: a persona, or a broken file."""

    route: str
    name: str
    title: str
    kind: str
    language: str
    findings: Sequence[Diagnostic]

    @property
    def state(self) -> str:
        """What was found, in words; empty when nothing was."""
        numbers = {
            noun: sum(found.severity == noun for found in self.findings) for noun in ("error", "warning", "note")
        }
        return ", ".join(count(number, noun) for noun, number in numbers.items() if number)

    @property
    def shown(self) -> str:
        """The title, but not that of a broken map: it may be the very thing that is broken."""
        return "" if self.broken else self.title

    @property
    def broken(self) -> bool:
        """Whether it has errors."""
        return any(found.severity == "error" for found in self.findings)


def index_page(folder: str, lines: Sequence[Line]) -> bytes:
    """The page that lists a folder's maps, and after them the personas that have errors or not."""
    maps = [line for line in lines if line.kind or line.broken]
    personas = [line for line in lines if not (line.kind or line.broken)]
    return fill("index", folder=visible(folder), maps=maps, personas=personas, visible=visible)


def missing_page(route: str) -> bytes:
    """The page at a route where no map is."""
    return fill("missing", route=visible(route))
