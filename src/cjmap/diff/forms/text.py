"""Comparisons for the terminal and for mails: plain lines, a mark and the line numbers at each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cjmap.diff.comparison import Comparison, Told
from cjmap.diff.facts import Row
from cjmap.diff.forms import Outcome
from cjmap.diff.forms.lines import FATES, fate_lines, lines, mark, measure, summary, title
from cjmap.visible import visible

if TYPE_CHECKING:
    # loaded for a gap report alone
    from cjmap.diff.fates import Fate


def to_text(outcome: Outcome) -> str:
    """Every comparison, one after the other."""
    blocks = ["\n".join(_block(comparison)) for comparison in outcome.comparisons]
    if outcome.failed and outcome.comparisons:
        words = outcome.comparisons[0].words
        blocks.append(words.say("failed", "report", rules=words.listed(list(outcome.failed))))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _block(comparison: Comparison) -> Iterator[str]:
    words = comparison.words
    yield title(comparison)
    before, after = map(visible, comparison.names)
    yield f"  {before} → {after}" if before and after and before != after else f"  {after or before}"
    if comparison.fates is not None:
        yield from _gap(comparison)
        yield from _measures(comparison)
        return
    yield f"  {summary(comparison)}"
    for level in comparison.counts:
        yield ""
        yield words.say(f"level-{level}", "report")
        for told in comparison.told:
            if told.level == level:
                yield from _change(comparison, told)
    yield from _measures(comparison)


def _change(comparison: Comparison, told: Told) -> Iterator[str]:
    where = lines(comparison, [told.old], [told.new])
    if told.pieces:
        yield f"  {mark(told)} {told.subject}  [{where}]"
        kinds = {"same": ("", ""), "gone": ("[-", "-]"), "new": ("{+", "+}")}
        text = "".join(f"{kinds[kind][0]}{text}{kinds[kind][1]}" for kind, text in told.pieces)
        yield from (f"      {line}" for line in text.split("\n"))
    else:
        first, *rest = told.summary.split("\n")
        yield f"  {mark(told)} {first}" + (f"  [{where}]" if where and not rest else "")
        yield from (f"    {line}" for line in rest)


def _measures(comparison: Comparison) -> Iterator[str]:
    facts = comparison.facts
    if facts is None:
        return
    sentences = [each for each in (facts.scales(), *([] if comparison.gap else facts.pains())) if each]
    if not sentences and not comparison.rows:
        return
    yield ""
    yield comparison.words.say("impact", "report")
    yield from (f"  {sentence}" for sentence in sentences)
    for row in comparison.rows:
        yield f"  {_row(comparison, row)}"


def _row(comparison: Comparison, row: Row) -> str:
    data = comparison.words.labels.data
    change = measure(comparison, row)
    text = f"{row.label}{data['colon']}{row.before} → {row.after}"
    return f"{text}{data['fact_separator']}{change}" if change else text


def _gap(comparison: Comparison) -> Iterator[str]:
    fates = comparison.fates
    if fates is None:
        return
    yield from (f"  {sentence}" for sentence in fates.verdict())
    for key, found in fates.sections():
        yield ""
        yield comparison.words.say(key, "report")
        for fate in found:
            yield from _fate(comparison, fate)


def _fate(comparison: Comparison, fate: Fate) -> Iterator[str]:
    colon = comparison.words.labels.data["colon"]
    label = f"{fate.label}{colon}" if fate.label else ""
    yield f"  {FATES[fate.mark]} {label}{fate.text}  [{fate_lines(comparison, fate)}]"
    yield from (f"      {fact}" for fact in fate.facts)
