"""The waivers of a file: comments such as `# cjmap: ignore[rule] reason until 2027-03-01`, and what they speak for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence as Sequence_
from datetime import date
from itertools import accumulate
from operator import itemgetter

from cjmap import reach
from cjmap.nearest import nearest
from cjmap.rulebook import BY_NAME, GATES, VALIDATED
from cjmap.rules.texts import Texts
from cjmap.rules.waiver import Waiver
from cjmap.source import Source, Span
from cjmap.syntax import Mapping, Node

_COMMENT = re.compile(r"#[ \t]*cjmap[ \t]*:?[ \t]*(?:ignore|waive|allow|disable|noqa)\b[^\r\n]*", re.IGNORECASE)
_WRITTEN = re.compile(r"#[ \t]*cjmap:[ \t]*ignore\[(?P<names>[^\]]*)\](?P<rest>.*)")
_UNTIL = re.compile(r"(?:^|\s)until[ \t]+(?P<day>\d\S*)$")
FORM = "write # cjmap: ignore[rule] reason, with until 2027-03-01 where it is for a time"


def waivers(source: Source, root: Node | None) -> list[Waiver]:
    """The waivers of a text, in order. A comment is what no text of the node tree covers."""
    matches = list(_COMMENT.finditer(source.text))
    if not matches or not isinstance(root, Mapping):
        return []
    texts = Texts(root)
    return [
        _waiver(source, root, match)
        for match in matches
        if (match.start() == 0 or source.text[match.start() - 1] in " \t\r\n#") and not texts.cover(match.start())
    ]


def _waiver(source: Source, root: Mapping, match: re.Match[str]) -> Waiver:
    words = match[0].rstrip()
    span = Span(match.start(), match.start() + len(words))
    covers = reach.covers(source, root, span)
    written = _WRITTEN.fullmatch(words)
    if written is None:
        return Waiver((), "", None, span, covers, ("this comment is no waiver yet", FORM))
    names = tuple(name for name in re.split(r"[,\s]+", written["names"]) if name)
    reason, until, wrong = _reason(written["rest"].strip())
    return Waiver(names, reason, until, span, covers, _wrong_names(names) or wrong)


def _reason(rest: str) -> tuple[str, date | None, tuple[str, str] | None]:
    """The reason, the day it holds until, and what is wrong with that."""
    until = _UNTIL.search(rest)
    if until is None:
        return rest.strip(" \t-–—:,"), None, None
    reason = rest[: until.start()].strip(" \t-–—:,")
    try:
        return reason, date.fromisoformat(until["day"].rstrip(".")), None
    except ValueError:
        return reason, None, (f"‘{until['day']}’ is not a day", "write it as 2027-03-01")


def _wrong_names(names: tuple[str, ...]) -> tuple[str, str] | None:
    if not names:
        return "this waiver names no rule", FORM
    for name in names:
        if name in VALIDATED:
            return f"‘{name}’ is an error that validate finds, and errors cannot be waived", "mend it"
        if name in GATES:
            return f"‘{name}’ is a gate, and gates cannot be waived", "mend it, or ask for less in cjmap.yaml"
        if name not in BY_NAME:
            close = nearest(name, BY_NAME)
            return f"there is no lint rule ‘{name}’", f"write {close}" if close else "`cjmap rules` lists them"
        if BY_NAME[name].group == "waivers":
            return f"‘{name}’ is about waivers, and cannot be waived", "put it under lint: ignore: in cjmap.yaml"
    return None


class Spoken:
    """The waivers of a file, to be asked which of them speak for a place."""

    def __init__(self, found: Sequence_[Waiver]) -> None:
        self.all = found
        self._by_rule: dict[str, list[tuple[int, int, int]]] = {}
        for at, waiver in enumerate(found):
            for name in waiver.names if waiver.wrong is None else ():
                self._by_rule.setdefault(name, []).append((waiver.covers.start, waiver.covers.end, at))
        self._reach: dict[str, list[int]] = {}
        for name, spans in self._by_rule.items():
            spans.sort()
            # how far any of the spans up to here reaches: looking back ends where none reaches the place
            self._reach[name] = list(accumulate((end for _, end, _ in spans), max))

    def speak_for(self, rule: str, place: int) -> list[int]:
        """The indexes of the waivers of a rule that cover an offset."""
        spans = self._by_rule.get(rule, [])
        at = bisect_right(spans, place, key=itemgetter(0)) - 1
        found = []
        while at >= 0 and self._reach[rule][at] >= place:
            if spans[at][1] >= place:
                found.append(spans[at][2])
            at -= 1
        return found
