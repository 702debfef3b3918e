"""Findings mended: their fixes made in the text, which is read again until nothing more can be mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cjmap.diagnostic import Diagnostic
from cjmap.edit import Accepted, apply
from cjmap.record import record
from cjmap.source import Source

ROUNDS = 10
"""How often a text is mended and read again: what one fix uncovers, another may mend."""

Find = Callable[[Source], Sequence[Diagnostic]]
"""Everything that is found in a text; what is found in other files is passed over."""


@record
class Fixed:
    """A text after its fixes, the findings that were mended, and those that are left in it."""

    source: Source
    made: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


def fix(source: Source, find: Find, *, unsafe: bool = False) -> Fixed:
    """Make the safe fixes of all that `find` finds, and with `unsafe` the others; nothing is written.

    Fixes that clash wait for the next round. It ends when nothing more can be mended, when a text comes up that was
    there before, or after ten rounds. A round in which a fix changes what cannot be read into more of it is undone.
    """
    found = tuple(find(source))
    made: list[Diagnostic] = []
    seen = {source.text}
    for _ in range(ROUNDS):
        mended, text = _round(source, found, unsafe=unsafe)
        if not mended or text in seen:
            break
        seen.add(text)
        after = Source(source.name, text, source.path, marked=source.marked)
        again = tuple(find(after))
        if _worse(mended, found, again):
            break
        made += mended
        source, found = after, again
    return Fixed(source, tuple(made), found)


def fixable(finding: Diagnostic, source: Source, *, unsafe: bool) -> bool:
    """Whether a finding is one of this text and can be mended."""
    here = finding.source.name == source.name and finding.source.text == source.text
    return here and finding.fix is not None and (finding.fix.safe or unsafe)


def _round(source: Source, found: Sequence[Diagnostic], *, unsafe: bool) -> tuple[list[Diagnostic], str]:
    """The findings that are mended together, safe fixes first, and the text after them."""
    accepted = Accepted()
    candidates = [(each, each.fix) for each in found if each.fix and fixable(each, source, unsafe=unsafe)]
    candidates.sort(key=lambda candidate: not candidate[1].safe)
    mended = [each for each, its in candidates if (edits := its.edits) and accepted.take(edits)]
    return mended, apply(source.text, accepted.edits)


def _worse(mended: Sequence[Diagnostic], before: Sequence[Diagnostic], after: Sequence[Diagnostic]) -> bool:
    """Whether more findings of the rules that were mended are there than before."""
    rules = {each.rule for each in mended}
    count = [sum(each.rule in rules for each in found) for found in (before, after)]
    return count[1] > count[0]
