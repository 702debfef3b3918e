"""One item of a cell as lines, each cell type in its own grammar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.text import Text

from cjmap.render.terminal.ink import BAD, BADGE, BOLD, DIM, GOOD, LINK, STAR, feeling
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import (
    ActivityView,
    Detail,
    EmotionView,
    ImageView,
    ItemView,
    LinkView,
    MetricView,
    OpportunityView,
    SevereView,
    TouchpointView,
)
from cjmap.words import spoken

SHORT = 28
"""Details up to this many cells share a line."""
WIDE = 34
"""From this width on, marks and values stand before the words instead of above them."""
SCORE = 6
"""The cells of an opportunity's score."""
_SAID = frozenset({"inferred", "observed", "validated"})


def body(pen: Pen, item: ItemView, width: int) -> Lines:
    """An item in the grammar of its cell type, without its details and arrows."""
    if item.cell == "quotes":
        return quote(pen, item, width)
    return _GRAMMAR.get(type(item), plain)(pen, item, width)


def bare(item: ItemView) -> bool:
    """Whether an item has no mark of its own, so that a bullet sets it off from the others of its cell."""
    return item.cell != "quotes" and type(item) not in _MARKED


def refs(numbers: Sequence[int]) -> Text:
    """The numbers of sources, as `[1][2]`."""
    return Text("".join(f"[{number}]" for number in numbers), DIM)


def guess(pen: Pen, words: str) -> Text:
    """The mark of what nobody has found out yet."""
    edge = pen.glyphs.dashed
    return Text.assemble((edge, DIM), pen.line(words, DIM), (edge, DIM))


def tail(pen: Pen, item: ItemView) -> Text:
    """What follows an item's words: what it rests on, and its sources."""
    parts: list[Text] = []
    if item.assumed:
        if item.basis != pen.view.understood:
            parts.append(guess(pen, item.basis_label))
    elif item.basis_label and item.basis in _SAID:
        parts.append(pen.line(item.basis_label, DIM))
    if item.refs:
        parts.append(refs(item.refs))
    return Text(" ").join([Text(), *parts]) if parts else Text()


def details(pen: Pen, found: Sequence[Detail], width: int) -> Lines:
    """Labelled facts but whose they are: the short ones share lines, the long ones have their own."""
    lines: Lines = []
    short: list[Text] = []
    for detail in found:
        if detail.key == "persona":
            continue
        line = detail_text(pen, detail)
        if pen.cells(line.plain.replace("\n", "")) <= SHORT and not detail.warn:
            short.append(line)
        else:
            lines += pen.wrap(line, width, 2)
    return (joined(pen, short, width) if short else []) + lines


def joined(pen: Pen, parts: Sequence[Text], width: int) -> Lines:
    """Short texts with a dot between them, broken before a part where it helps."""
    lines: Lines = []
    for part in parts:
        if lines and pen.cells(lines[-1]) + pen.cells(part) + 3 <= width:
            lines[-1] = Text.assemble(lines[-1], (pen.dot, DIM), part)
        else:
            lines += pen.wrap(part, width, 2)
    return lines


def detail_text(pen: Pen, detail: Detail) -> Text:
    """A labelled fact; an address outside the map is written out."""
    style = BAD if detail.warn else DIM
    line = Text(f"{pen.glyphs.warn} ", BAD) if detail.warn else Text()
    if detail.label and detail.text:
        line.append_text(pen.labelled(detail.label, detail.text, style))
    else:
        # a label that says everything is followed by nothing
        line.append_text(pen.text(detail.label or detail.text, style))
    return Text.assemble(line, address(pen, detail.href, detail.text))


def address(pen: Pen, href: str | None, beside: str = "") -> Text:
    """The address of a link that leads out of the map, unless it already stands beside it."""
    if not href or href.startswith(("#", "./", "../")) or href in beside:
        return Text()
    return Text.assemble(" ", pen.line(f"<{href}>", LINK))


def leads(pen: Pen, item: ItemView, width: int) -> Lines:
    """Where an item's arrows lead, in words."""
    lines: Lines = []
    for anchor in item.to:
        name = pen.line(pen.names.get(anchor) or anchor, DIM)
        lines += pen.wrap(Text.assemble((f"{pen.glyphs.arrow} ", LINK), name), width, 2)
    return lines


def words(pen: Pen, item: ItemView, left: str = "", right: str = "") -> Text:
    """An item's words between what may enclose them, behind the name of the persona they belong to."""
    who = next((detail.text for detail in item.details if detail.key == "persona"), "")
    said = pen.labelled(who, "") if who else Text()
    return Text.assemble(said, pen.text(f"{left}{item.text}{right}"), tail(pen, item))


def plain(pen: Pen, item: ItemView, width: int) -> Lines:
    """An item without a grammar of its own."""
    return pen.wrap(words(pen, item), width)


def quote(pen: Pen, item: ItemView, width: int) -> Lines:
    """What somebody says or thinks, in the quotation marks of the language."""
    return pen.wrap(words(pen, item, *pen.view.quotes), width)


def chip(pen: Pen, item: TouchpointView) -> Text:
    """A touchpoint: (round) for online, [square] for offline, bare for neither."""
    left, right = {"online": "()", "offline": "[]", None: ("", "")}[item.presence]
    name = pen.line(item.text)
    if item.channel and item.channel.casefold() not in item.text.casefold():
        name = Text.assemble(name, (pen.dot, DIM), pen.line(item.channel, DIM))
    return Text.assemble((left, DIM), name, (right, DIM), tail(pen, item))


def touchpoint(pen: Pen, item: TouchpointView, width: int) -> Lines:
    """A touchpoint with lines of its own."""
    return pen.wrap(chip(pen, item), width, 1)


def severe(pen: Pen, item: SevereView, width: int) -> Lines:
    """A pain point or a risk: bars, the word, its id where people say it aloud, and then what it is."""
    mark = Text()
    if item.severity:
        full = pen.glyphs.full * item.severity
        style = BAD if item.severity > 1 else ""
        mark = Text.assemble((full + pen.glyphs.hollow * (3 - item.severity), style), " ")
        mark.append_text(pen.line(item.severity_label, style))
    if item.id and spoken(item.id):
        mark = Text.assemble(mark, " " if mark else "", pen.line(item.id, DIM))
    said = words(pen, item)
    whole = Text.assemble(mark, " ", said) if mark else said
    if not mark or (width >= WIDE and pen.cells(mark) <= 20) or pen.cells(whole) <= width:
        return pen.wrap(whole, width, 4 if mark else 0)
    return pen.wrap(mark, width) + pen.wrap(said, width)


def activity(pen: Pen, item: ActivityView, width: int) -> Lines:
    """Work of a blueprint: what is done, by whom, how long it takes and waits, and where it fails."""
    lines = plain(pen, item, width)
    facts = [pen.line(fact, DIM) for fact in (item.actor, item.system, item.duration) if fact]
    lines += joined(pen, facts, width)
    if item.wait:
        lines += pen.wrap(pen.text(pen.word("waiting", text=item.wait), STAR), width, 2)
    if item.fail_point is not None:
        lines += pen.wrap(failure(pen, item), width, 2)
    return lines


def failure(pen: Pen, item: ActivityView) -> Text:
    """A fail point's mark, number and words."""
    number = item.fail_number or ""
    mark = f"{pen.glyphs.fail}{number} {pen.word('fail_point')}"
    return pen.labelled(mark, item.fail_point, BAD) if item.fail_point else Text(mark, BAD)


def opportunity(pen: Pen, item: OpportunityView, width: int) -> Lines:
    """An opportunity behind its score; the map's best one reversed."""
    said = words(pen, item)
    if not item.score:
        return pen.wrap(said, width)
    score = pen.line(item.score).plain
    if width < WIDE:
        box = Text.assemble((f" {score} ", BADGE) if item.best else (score, BOLD))
        return pen.wrap(Text.assemble(box, " ", said), width)
    box = Text(f"{score:>{SCORE - 1}} ", BADGE if item.best else BOLD)
    return pen.lay([(0, [box]), (max(SCORE, pen.cells(box)) + 1, pen.wrap(said, width - SCORE - 1))])


def metric(pen: Pen, item: MetricView, width: int) -> Lines:
    """A metric: value, target and a bar, how the two compare, and where the number comes from."""
    if not (item.value or item.title or item.target):
        return plain(pen, item, width)
    value = pen.line(item.value, BOLD)
    if item.target:
        value = Text.assemble(value, (f" {pen.glyphs.arrow} ", DIM), pen.line(item.target))
    title = pen.line(item.title or item.text)
    lines = pen.flow([part for part in ((title, value) if width < WIDE else (value, title)) if part], width)
    if item.title and item.text not in {"", item.title}:
        lines += pen.wrap(pen.text(item.text), width)
    bar = metric_bar(pen, item, min(20, width))
    verdict = pen.line(item.verdict, GOOD if item.met else "" if item.met is None else BAD)
    lines += pen.flow([part for part in (bar, verdict) if part.plain], width)
    ground = tail(pen, item)
    facts = [pen.line(fact, DIM) for fact in item.facts]
    if facts:
        facts[-1] = Text.assemble(facts[-1], ground)
    elif ground:
        facts.append(ground[1:])
    earlier = [_with_refs(pen.labelled(old.label, old.text, DIM), old.refs) for old in item.history]
    return lines + joined(pen, [*facts, *earlier], width)


def _with_refs(text: Text, numbers: Sequence[int]) -> Text:
    return Text.assemble(text, " ", refs(numbers)) if numbers else text


def metric_bar(pen: Pen, item: MetricView, width: int) -> Text:
    """The value as a heavy line in halves of a cell, the target as a tick between cells.

    The line ends on its own side of the tick, however near the two are.
    """
    if item.fraction is None:
        return Text()
    marked = item.target_fraction is not None
    cells = width - marked
    halves = round(_share(item.fraction) * cells * 2)
    tick = round(_share(item.target_fraction or 0.0) * cells)
    if item.target_fraction is not None:
        over = item.fraction - item.target_fraction
        halves = max(halves, 2 * tick + 1) if over > 0 else min(halves, 2 * tick - 1) if over < 0 else 2 * tick
        halves = min(max(halves, 0), 2 * cells)
    line = pen.glyphs.heavy * (halves // 2) + pen.glyphs.half * (halves % 2)
    bar = Text.assemble((line, GOOD if item.met else ""), (pen.glyphs.rule * (cells - len(line)), DIM))
    return Text.assemble(bar[:tick], (pen.glyphs.tick, BOLD), bar[tick:]) if marked else bar


def _share(fraction: float) -> float:
    return min(max(fraction, 0.0), 1.0)


def emotion(pen: Pen, item: EmotionView, width: int) -> Lines:
    """How a persona feels: the score and its word, what it rests on, and a sentence."""
    style = feeling(item.level) if item.score else BOLD
    felt = Text(" ").join([pen.line(part, style) for part in (item.score, item.text) if part])
    if item.persona:
        felt = Text.assemble(pen.line(item.persona, DIM), "  ", felt)
    if item.when:
        felt = Text.assemble(felt, "  ", pen.line(pen.word("if_when", when=item.when), DIM))
    basis = guess(pen, item.basis_label) if item.assumed else pen.line(item.basis_label, DIM)
    ground = Text(" ").join([part for part in (basis, refs(item.refs)) if part.plain])
    lines = pen.flow([part for part in (felt, ground) if part.plain], width)
    return lines + (pen.wrap(pen.text(item.sentence), width) if item.sentence else [])


def image(pen: Pen, item: ImageView, width: int) -> Lines:
    """A picture as what it shows."""
    shown = item.alt or item.text
    lines = pen.wrap(Text.assemble(pen.text(shown), tail(pen, item)), width)
    if item.text and item.text != shown:
        lines += pen.wrap(pen.text(item.text, DIM), width)
    return lines


def link(pen: Pen, item: LinkView, width: int) -> Lines:
    """A link with its address written out."""
    return pen.wrap(Text.assemble(pen.text(item.text), address(pen, item.href, item.text), tail(pen, item)), width)


_GRAMMAR: dict[type[ItemView], Callable[[Pen, Any, int], Lines]] = {
    TouchpointView: touchpoint,
    SevereView: severe,
    ActivityView: activity,
    OpportunityView: opportunity,
    MetricView: metric,
    EmotionView: emotion,
    ImageView: image,
    LinkView: link,
}
_MARKED = frozenset((TouchpointView, SevereView, OpportunityView, EmotionView, MetricView))
