"""Comparisons as a comment on a pull request: a short summary, everything else folded, within a comment's size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cjmap.diff.comparison import Comparison, Told
from cjmap.diff.fates import Fate
from cjmap.diff.forms import Outcome
from cjmap.diff.forms.lines import FATES, fate_lines, lines, mark, measure, summary, title
from cjmap.visible import visible

LIMIT = 60_000
"""The most characters: GitHub takes 65 536 in a comment, and GitLab more."""
SHOWN = 8
"""The most changes that are shown unfolded; what concerns structure and experience comes first."""
ROOM = 200
"""What is kept free for saying how much is left out."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$&#])")
_LINKED = re.compile(
    r"[@#!%&$~](?=\w)"  # people, issues, merge requests, milestones, labels
    r"|:(?=//|[\w+-]+:)"  # addresses, and :names: of pictures
    r"|\b(?:GH(?=-\d)|www(?=\.))",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^([-+=]|\d+(?=[.)]))")


def to_markdown(outcome: Outcome) -> str:
    """Every comparison, one after the other; those for which there is no room are counted."""
    page = _Page()
    comparisons = list(outcome.comparisons)
    if outcome.failed and comparisons:
        words = comparisons[0].words
        page.add([f"**{escaped(words.say('failed', 'report', rules=words.listed(list(outcome.failed))))}**", ""])
    for index, comparison in enumerate(comparisons):
        if not page.add(_head(comparison)):
            page.close(comparison.words.say("more", "report", n=len(comparisons) - index))
            break
        for label, found in _folded(comparison):
            page.fold(label, found, comparison.words.say("more", "report", n="{n}"))
    return page.text()


def escaped(text: str) -> str:
    """Words as they are, whatever Markdown would make of them.

    Nobody is called by name, and nothing is linked. Forges look for that in the words that Markdown leaves, where an
    escape no longer stands: so a character without width comes between.
    """
    text = _SPECIAL.sub(r"\\\1", _LINKED.sub("\\g<0>\u200b", visible(" ".join(text.split()))))
    return _LEADING.sub(lambda match: f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}", text)


class _Page:
    """Lines that are added as long as there is room."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.left = LIMIT - ROOM

    def add(self, lines: Iterable[str]) -> bool:
        """Add lines that belong together, or none of them."""
        found = list(lines)
        size = _size(found)
        if size > self.left:
            return False
        self.lines += found
        self.left -= size
        return True

    def fold(self, label: str, items: list[str], more: str) -> None:
        """Lines below a label that opens them; as many as there is room for, and how many are left out."""
        closing = ["", "</details>", ""]
        cut = ["", more.replace("{n}", str(len(items)))]
        kept = _size([*cut, *closing])  # whatever is opened can be closed
        self.left -= kept
        if not items or not self.add(["<details>", f"<summary>{label}</summary>", ""]):
            self.left += kept
            return
        for index, item in enumerate(items):
            if not self.add([item]):
                self.lines += ["", more.replace("{n}", str(len(items) - index))]
                break
        else:
            self.left += _size(cut)
        self.lines += closing

    def close(self, more: str) -> None:
        """Say what is left out."""
        self.lines += ["", more]

    def text(self) -> str:
        """The page."""
        return "\n".join(self.lines).rstrip() + "\n" if self.lines else ""


def _size(lines: Iterable[str]) -> int:
    """How many characters some lines take."""
    return sum(len(line) + 1 for line in lines)


def _head(comparison: Comparison) -> Iterator[str]:
    """The title, the files, the summary, and the few lines that a reader must not miss."""
    yield f"### {escaped(title(comparison))}"
    yield ""
    before, after = comparison.names
    yield f"{_code(before)} → {_code(after)}" if before and after and before != after else _code(after or before)
    yield ""
    if comparison.fates is not None:
        space = str(comparison.words.catalog.data["sentence_separator"])
        yield f"**{space.join(map(escaped, comparison.fates.verdict()))}**"
        yield ""
        for _, shown, left in comparison.fates.urgent(SHOWN):
            yield from (_fate(comparison, fate) for fate in shown)
            if left:
                yield f"- {FATES[shown[-1].mark]} {escaped(comparison.words.say('more', 'report', n=left))}"
    else:
        yield f"**{escaped(summary(comparison))}**"
        yield ""
        facts = comparison.facts
        yield from (f"- {escaped(sentence)}" for sentence in (facts.pains() if facts else []))
        first = [told for level in ("structure", "experience") for told in comparison.told if told.level == level]
        yield from (_change(comparison, told) for told in first[:SHOWN])
    yield ""


def _folded(comparison: Comparison) -> Iterator[tuple[str, list[str]]]:
    """The rest, under its labels."""
    words = comparison.words
    if comparison.rows:
        heads = [words.say(key, "report") for key in ("before", "after", "change")]
        table = [f"| | {' | '.join(heads)} |", "| --- | --- | --- | --- |"]
        for row in comparison.rows:
            cells = (row.label, row.before, row.after, measure(comparison, row))
            table.append(f"| {' | '.join(map(escaped, cells))} |")
        note = comparison.facts.scales() if comparison.facts else ""
        yield words.say("impact", "report"), [*([escaped(note), ""] if note else []), *table]
    if comparison.fates is not None:
        for key, found in comparison.fates.sections():
            yield f"{words.say(key, 'report')} ({len(found)})", [_fate(comparison, fate) for fate in found]
    shown = sum(told.level in ("structure", "experience") for told in comparison.told) <= SHOWN
    if comparison.gap is not None or not shown or set(comparison.counts) - {"structure", "experience"}:
        for level, size in comparison.counts.items():
            label = f"{words.say(f'level-{level}', 'report')} ({size})"
            yield label, [_change(comparison, told) for told in comparison.told if told.level == level]


def _change(comparison: Comparison, told: Told) -> str:
    where = lines(comparison, [told.old], [told.new])
    text = escaped(told.summary)
    if told.pieces:
        kinds = {"same": "{}", "gone": "<del>{}</del>", "new": "<ins>{}</ins>"}
        inside = "".join(kinds[piece.kind].format(_inline(piece.text)) for piece in told.pieces)
        text = f"{escaped(told.subject)}{comparison.words.labels.data['colon']}{inside}"
    return f"- `{mark(told)}` {text} <sub>{where}</sub>"


def _inline(text: str) -> str:
    """A run of words inside a line, its outer spaces kept."""
    start = " " if text[:1].isspace() else ""
    end = " " if text[-1:].isspace() and text.strip() else ""
    return f"{start}{escaped(text)}{end}"


def _fate(comparison: Comparison, fate: Fate) -> str:
    label = f"**{escaped(fate.label)}** " if fate.label else ""
    between = str(comparison.words.catalog.data["clause_separator"])
    facts = "".join(f"{between}{escaped(fact)}" for fact in fate.facts)
    return f"- {FATES[fate.mark]} {label}{escaped(fate.text)}{facts} <sub>{fate_lines(comparison, fate)}</sub>"


def _code(text: str) -> str:
    """A name as it is, in a line of its own letters."""
    text = visible(text)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", text)), default=0) + 1)
    return f"{fence}{text}{fence}" if "`" not in text else f"{fence} {text} {fence}"
