"""Comparisons → the page: its headline, a section a map, each with its summary, its grids and every change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath, PureWindowsPath

from cjmap.diff.changes import LEVELS, Regrouped
from cjmap.diff.comparison import Comparison, Told
from cjmap.diff.facts import Row
from cjmap.diff.fates import Fate
from cjmap.diff.forms import Outcome
from cjmap.diff.forms.lines import FATES, fate_lines, lines, mark, measure, summary, title
from cjmap.diff.gap import Gap, PainFate
from cjmap.labels import FALLBACK, Catalog, catalog, comparison_catalog
from cjmap.view.compared import shapes as s
from cjmap.view.compared.entries import begun
from cjmap.view.compared.gap import gap_grid
from cjmap.view.compared.notes import entries, legend
from cjmap.view.compared.sides import stage_pairs
from cjmap.visible import visible

STRIP: tuple[tuple[str, ...], ...] = (
    ("steps",), ("duration",), ("wait",), ("channel-switches",), ("hand-offs",), ("emotion-low", "emotion-mean"),
    ("metric",),
)  # fmt: skip
"""The measures of the strip at the top, the first of each group that changed, and metrics; at most five."""
MOST = 5
URGENT = 6
"""About so many things that must not be missed are named at the top."""
_SIGNS: dict[str, tuple[str, s.Mark]] = {
    "+": ("+", "added"), "-": ("−", "removed"), "~": ("~", "changed"), ">": ("↔", "moved"), "?": ("?", "changed"),
}  # fmt: skip
"""The signs of changes as the page shows them, by those of the text form."""


def compared(outcome: Outcome, language: str | None = None) -> s.Page:
    """The page of some comparisons, in a language; else in that of the first, and in English where there is none."""
    found = outcome.comparisons
    language = language or (found[0].language if found else FALLBACK)
    labels, words = catalog(language), comparison_catalog(language)
    sections = tuple(_section(each, number) for number, each in enumerate(found, 1))
    say = words.data["page"]
    unread = say["unread"].format(n=outcome.unread) if outcome.unread else ""
    if len(sections) == 1 and not unread:
        headline, deck = sections[0].title, ""
    elif sections:
        headline = say["maps-changed"].format(n=len(found), total=outcome.maps)
        deck = unread
    elif unread:
        headline, deck = say["not-compared"], unread
    else:
        headline, deck = say["nothing"], say["maps-compared"].format(n=outcome.maps)
    failed = ""
    if outcome.failed:
        failed = _listed(words, list(outcome.failed))
    return s.Page(labels, words, language, headline, deck, failed, sections)


def _listed(words: Catalog, parts: list[str]) -> str:
    return str(words.data["list_separator"]).join(parts)


def _section(comparison: Comparison, number: int) -> s.Section:
    words, labels = comparison.words, comparison.words.labels
    gap = comparison.gap is not None
    kind = "gap" if gap else "added" if comparison.old is None else "removed" if comparison.new is None else "changed"
    tag = labels.word("gap_report") if gap else words.say("tag" if kind == "changed" else f"map-{kind}", "page")
    numbers = [_number(comparison, row) for row in comparison.rows]
    urgent, counts, fates = _fates(comparison)
    sides = (
        (labels.word("current"), labels.word("future"))
        if gap
        else (words.say("before", "report"), words.say("after", "report"))
    )
    grid = gap_grid(comparison)
    return s.Section(
        catalog=labels,
        words=words.catalog,
        language=comparison.language,
        kind=kind,  # type: ignore[arg-type]  # one of the four above
        anchor=f"m{number}",
        tag=tag,
        kicker=_kicker(comparison),
        title=_headline(comparison),
        deck=tuple(_deck(comparison)),
        files=_files(comparison),
        languages=_languages(comparison),
        sides=sides,
        urgent=urgent,
        counts=counts,
        numbers=tuple(numbers),
        strip=tuple(_strip(comparison.rows, numbers)),
        scales=comparison.facts.scales() if comparison.facts else "",
        grid=grid,
        fates=fates,
        stages=stage_pairs(comparison),
        changes=tuple(_changes(comparison)),
        sources=entries(comparison, f"m{number}"),
        legend=legend(comparison, grid),
    )


def _languages(comparison: Comparison) -> tuple[str, str]:
    found = []
    for document in (comparison.old, comparison.new):
        own = document.map.language if document is not None and document.map is not None else None
        found.append(own or (document.project.file.language if document is not None else None) or FALLBACK)
    if comparison.diff is not None:
        found = [comparison.diff.old.language, comparison.diff.new.language]
    return found[0], found[1]


def _files(comparison: Comparison) -> tuple[str, str]:
    """The files as they were named; of an absolute path, which says more of a machine than of a map, only the name."""
    before, after = (
        visible(PurePath(name).name if PurePath(name).is_absolute() or PureWindowsPath(name).is_absolute() else name)
        for name in comparison.names
    )
    return before, after


def _kicker(comparison: Comparison) -> str:
    """What is compared, where the headline says what came of it."""
    if comparison.gap is None:
        return ""
    separator = str(comparison.words.labels.data["fact_separator"])
    return separator.join((comparison.titles[0], comparison.words.labels.word("current_to_future")))


def _headline(comparison: Comparison) -> str:
    """The finding, in a gap report with pain points; else the map's title."""
    gap = comparison.gap
    if gap is None or not gap.pains:
        return title(comparison)
    forgotten = len(gap.with_fate("forgotten"))
    values = {"resolved": len(gap.with_fate("resolved")), "total": len(gap.pains), "n": forgotten}
    headline = comparison.words.say("headline-forgotten" if forgotten else "headline", "page", **values)
    if not gap.worse:
        return headline
    key = "headline-worse_one" if len(gap.worse) == 1 else "headline-worse_other"
    return comparison.words.say(key, "page", headline=headline, n=len(gap.worse))


def _deck(comparison: Comparison) -> list[str]:
    """The sentences below the headline."""
    fates, facts = comparison.fates, comparison.facts
    if fates is not None:
        # the headline and the bar say already how many pain points have which fate
        return fates.verdict()[bool(comparison.gap and comparison.gap.pains) :]
    if comparison.diff is None:
        return [told.summary for told in comparison.told]
    return [summary(comparison), *(facts.pains() if facts else [])]


def _number(comparison: Comparison, row: Row) -> s.Number:
    change = measure(comparison, row)
    return s.Number(
        row.label, row.before, row.after, change, row.better, row.brief or (row.before, row.after), row.ends
    )


def _strip(rows: Sequence[Row], numbers: list[s.Number]) -> list[s.Number]:
    """The few measures at the top: those that changed and are known on both sides, metrics where room is left."""
    found: list[s.Number] = []
    for keys in STRIP:
        mine = [number for key in keys for row, number in zip(rows, numbers, strict=True) if row.key == key]
        mine = [each for each in mine if each.ends is not None and each.brief[0] != each.brief[1]]
        found += mine if keys == ("metric",) else mine[:1]
    return found[:MOST]


def _fates(comparison: Comparison) -> tuple[tuple[s.Urgent, ...], tuple[s.FateCount, ...], tuple[s.FateList, ...]]:
    """What a reader must not miss, how many pain points have which fate, and all lines of the gap report."""
    fates, gap, words = comparison.fates, comparison.gap, comparison.words
    if fates is None or gap is None:
        return (), (), ()
    lists = []
    for key, found in fates.sections():
        told = tuple(_fate(comparison, each) for each in found)
        lists.append(s.FateList(key, words.say(key, "report"), told))
    urgent = []
    for name, shown, left in fates.urgent(URGENT):
        mark, more = shown[0].mark, words.say("more", "report", n=left) if left else ""
        lines = tuple(_fate(comparison, each._replace(text=each.brief or each.text)) for each in shown)
        urgent.append(s.Urgent(mark, FATES[mark], begun(name), lines, more))
    return tuple(urgent), tuple(_counts(comparison, gap)), tuple(lists)


def _counts(comparison: Comparison, gap: Gap) -> list[s.FateCount]:
    order: tuple[PainFate, ...] = ("resolved", "left", "remains", "gone", "forgotten")
    words = comparison.words
    found = []
    for fate in order:
        size = len(gap.with_fate(fate))
        kind = {"resolved": "good", "forgotten": "bad"}.get(fate, "left")
        if size:
            text = words.say("fate-count", "report", n=size, fate=words.say(f"fate-{fate}", "report"))
            found.append(s.FateCount(kind, FATES[kind], text, size))
    return found


def _fate(comparison: Comparison, fate: Fate) -> s.FateLine:
    where = fate_lines(comparison, fate)
    return s.FateLine(fate.mark, FATES[fate.mark], begun(fate.label), fate.text, fate.facts, where, fate.severity)


def _changes(comparison: Comparison) -> list[s.ChangeList]:
    """Every change that is told, level by level."""
    if comparison.diff is None:
        return []
    words = comparison.words
    found = []
    for level in LEVELS:
        told = tuple(_change(comparison, each) for each in comparison.told if each.level == level)
        if told:
            found.append(s.ChangeList(words.say(f"level-{level}", "report"), told))
    return found


def _change(comparison: Comparison, told: Told) -> s.ChangeLine:
    sign, kind = _SIGNS[mark(told)]
    words = comparison.words
    if told.open:
        kind = "lost"
    if isinstance(told.change, Regrouped) and told.change.how in ("merged", "split"):
        sign, kind = FATES["changed"], "merged" if told.change.how == "merged" else "split"
    word = {
        "moved": words.say("moved", "page"),
        "merged": words.say("column-merged", "report"),
        "split": words.say("column-split", "report"),
        "lost": words.say("forgotten-column", "report"),
    }.get(kind) or words.labels.word(kind)
    runs = tuple(s.Run(piece.kind, piece.text) for piece in told.pieces)
    text = told.subject if runs else told.summary
    return s.ChangeLine(kind, sign, word, text, runs, lines(comparison, [told.old], [told.new]))
