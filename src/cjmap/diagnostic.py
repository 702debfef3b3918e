"""What is wrong with a text, where, and what to do about it: one shape for every sort of finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from cjmap.source import Position, Source, Span, reason

Severity = Literal["error", "warning", "note"]


class Edit(NamedTuple):
    """Replace the text of a span."""

    span: Span
    text: str


class Fix(NamedTuple):
    """Edits that mend a finding, and what they do in a phrase; `safe` when the meaning cannot change.

    `making` are the edits, or what works them out where that takes longer than finding the mistake.
    """

    title: str
    making: tuple[Edit, ...] | Callable[[], tuple[Edit, ...]]
    safe: bool = True

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits; none where it turned out that nothing can be done."""
        return self.making() if callable(self.making) else self.making


class Related(NamedTuple):
    """A second place that a finding speaks of, such as the first use of an id."""

    source: Source
    span: Span
    message: str


class Diagnostic(NamedTuple):
    """One finding.

    `message` is a lower-case phrase without a full stop that quotes what was found; `label` is the few words under
    the caret; `help` says what to do. `span` is None when the finding concerns the file as a whole (it is missing,
    say). `unreadable` marks the findings that end with exit status 2: the tool could not look at the file at all.
    """

    rule: str
    message: str
    source: Source
    span: Span | None = None
    severity: Severity = "error"
    label: str = ""
    help: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    unreadable: bool = False

    @property
    def start(self) -> Position:
        """Where it begins; line 1, column 1 when it concerns the whole file."""
        return self.source.position(self.span.start if self.span else 0)

    @property
    def end(self) -> Position:
        """Where it ends, exclusive."""
        return self.source.position(self.span.end if self.span else 0)


def unreadable(name: str, error: OSError) -> Diagnostic:
    """The finding for a file that the system does not let us read."""
    help_text = "check that it is a file and that you have permission to read it"
    return Diagnostic(
        "unreadable-file", f"cannot read this file: {reason(error)}", Source(name, ""), help=help_text, unreadable=True
    )


def in_order(diagnostics: list[Diagnostic]) -> list[Diagnostic]:
    """The findings by file name, then by place, then by rule; equal ones once."""
    seen: dict[tuple[str, int, str, str], Diagnostic] = {}
    for found in diagnostics:
        seen.setdefault((found.source.name, found.span.start if found.span else -1, found.rule, found.message), found)
    return [seen[key] for key in sorted(seen)]
