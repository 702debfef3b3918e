"""The HTML page: one self-contained file without script, and the same templates in the form for paper.

All texts pass through the templates' escaping; only drawings of our own making, and style sheets made of numbers,
are printed as they are. Links are printed when their scheme is one of three, or they stay on the page.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from cjmap.labels import shipped
from cjmap.record import record
from cjmap.render import ViewName, flow, marks, style
from cjmap.render import ribbon as ribbons
from cjmap.render.frame import css_file, environment, policy, still
from cjmap.render.front import front
from cjmap.render.grid import Builder, Measures, all_items
from cjmap.render.lettering import is_wide, measure
from cjmap.render.look import look
from cjmap.render.marks import Svg
from cjmap.render.paper import LANE_REM
from cjmap.render.paper import Sheet as PaperSheet
from cjmap.render.table import Sheet
from cjmap.render.thumbnail import thumbnail
from cjmap.render.ties import bound
from cjmap.view.ribbon import ribbon
from cjmap.view.shapes import CellView, ColumnView, EmotionView, OpportunityView, Row, StageView, View
from cjmap.view.tree import tree
from cjmap.words import count, says_none, spoken

WIDEST, LEAST = 340.0, 114.0
"""The widest column, and the narrowest before a page scrolls, unless a title needs more."""

_WIDTHS = {(True, True): (160.0, 174.0), (True, False): (176.0, 190.0), (False, True): (104.0, 114.0)}
_WIDTHS[False, False] = (122.0, 132.0)
"""How wide a column is at least where all fit on the page, and where they do not: by blueprint, by wide script."""

ReadImage = Callable[[Path], bytes | None]

INNER, NARROW = 1376.0, 288.0
"""The widths of a page's content on the screens for which it was drawn, 16 units a rem."""


def render(view: View, *, shown: ViewName = "auto", read_image: ReadImage | None = None) -> bytes:
    """A map as one HTML file. `read_image` gives a picture's bytes; without it pictures are told in words."""
    return page_html(view, shown=shown, read_image=read_image).encode()


def page_html(
    view: View,
    *,
    shown: ViewName = "auto",
    paper: PaperSheet | None = None,
    slices: tuple[tuple[int, int], ...] | None = None,
    extra_css: str = "",
    read_image: ReadImage | None = None,
) -> str:
    """A map as a page.

    `shown` is the view that is chosen at first. With `paper` it is the only one, made for sheets: the grid is a table
    for each of the `slices` of columns, there are no controls, and drawings are made for the width that they have
    there. `extra_css` must hold no text of a map unescaped.
    """
    shown = "grid" if paper is not None and shown == "auto" else shown
    columns = len(view.columns)
    measures = _measures(view, paper)
    builder = Builder(view, measures)
    sheets = builder.sheets(slices or ((0, columns),))
    flows = _flows(view, builder, paper) if paper is None or shown == "flow" else None
    first = front(builder, paper.inner, paper.front) if paper is not None and shown == "grid" else None
    css = _style(view, builder, sheets, measures, paper)
    css += style.front(first.lane, first.column) if first else ""
    css += flow.css(flows.sheets, fixed=paper is not None) + "\n" if flows else ""
    css += extra_css + (f".{shown}{{display:block}}" if paper is not None and shown != "grid" else "") + look().css
    # without white space at its ends, which some readers of the policy leave out of what they hash
    css = css.strip()
    if paper is not None:
        css = style.settled(css)
    page = (
        environment()
        .get_template("page.html.j2")
        .render(
            **_names(view, builder, read_image or _no_image, paper is not None),
            view=view,
            catalog=view.catalog,
            css=Svg(css),
            policy=policy(css),
            paper=paper is not None,
            shown=shown,
            all_sheets=sheets,
            front=first,
            list_stages=list(_list(view, builder)) if paper is None or shown == "list" else [],
            thumb=_thumb(view, measures.family) if paper is None or shown == "list" else None,
            limbs=tree(view),
            flow=flows,
            ribbon=_ribbon(view, measures.family, paper),
            shade=builder.shade,
        )
    )
    return (
        page if paper is None or shown == "grid" else _anchored(page, {"flow": "fl-w", "tree": "t", "list": "l"}[shown])
    )


_TO_ANCHOR = r' href="#([^"]+)"'
_ANCHOR = r' id="([^"]+)"'


def _anchored(page: str, prefix: str) -> str:
    """A page on paper without its grid: links go to where the view has the same column or item, or nowhere."""
    anchors = frozenset(re.findall(_ANCHOR, page))

    def settled(link: re.Match[str]) -> str:
        found = next((each for each in (link[1], f"{prefix}-{link[1]}") if each in anchors), None)
        return f' href="#{found}"' if found else ""

    return re.sub(_TO_ANCHOR, settled, page)


@record
class Flows:
    """The flow for the widths of a page, its legend, and its words."""

    sheets: tuple[flow.Sheet, ...]
    legend: list[tuple[Svg, str]]
    said: list[tuple[str, list[str]]]


def _flows(view: View, builder: Builder, paper: PaperSheet | None) -> Flows:
    maker = flow.Maker(view, builder.shade, paper=paper is not None)
    sheets = (maker.wide(INNER), maker.narrow()) if paper is None else (maker.wide(paper.inner * 16),)
    return Flows(sheets, flow.legend(view, maker.chart), flow.said(view, maker.chart))


@record
class Ribbons:
    """The time ribbon and its drawings for the widths of a page."""

    data: Any
    drawings: tuple[Svg, ...]


def _ribbon(view: View, family: str, paper: PaperSheet | None) -> Ribbons | None:
    found = ribbon(view)
    if found is None:
        return None
    widths = (
        {"w": INNER, "l": 1088.0, "m": 960.0, "s": 560.0, "n": NARROW} if paper is None else {"w": paper.inner * 16}
    )
    return Ribbons(found, tuple(ribbons.draw(view, found, size, family, name) for name, size in widths.items()))


def _no_image(path: Path) -> bytes | None:
    del path
    return None


def _measures(view: View, paper: PaperSheet | None) -> Measures:
    family = style.drawing_family(view.language)
    if paper is not None:
        return Measures(LANE_REM * 16, paper.column * 16, family)
    wide = shipped(view.language).startswith("zh")
    lane = 122.0 if wide and not view.blueprint else 150.0
    tight, roomy = _WIDTHS[view.blueprint, wide]
    least = _least(view)
    tight, roomy = max(tight, least), max(roomy, least)
    share = (INNER - lane) / max(1, len(view.columns))
    column = min(share, WIDEST) if share >= tight else roomy
    return Measures(lane, round(column, 2), family, least)


def _least(view: View) -> float:
    """The least width of a column, so that no word of a stage's title is torn where a stage is one column."""
    longest = 0.0
    for head in (stage.head for stage in view.stages if stage.alone):
        words = [measure(word, 15, 700) for word in head.title.split() if not any(map(is_wide, word))]
        if words:
            longest = max(longest, *words, measure(head.number, 15, 700) + 6 + words[0])
    return min(max(LEAST, longest + 18), WIDEST / 2)


def _style(view: View, builder: Builder, sheets: list[Sheet], measures: Measures, paper: PaperSheet | None) -> str:
    """The page's one style sheet: the files, and the rules made for this map, of numbers only."""
    page = css_file("page") + css_file("views")
    page = page if paper is None else still(page)
    parts = [
        look().faces,
        look().sheet(),
        css_file("tokens"),
        style.families(view.language),
        page,
        style.ramp(len(view.stages)),
    ]
    gutters = {sheet.gutter for sheet in sheets}
    sizes = sorted({sheet.end - sheet.start for sheet in sheets})
    parts += [style.widths(size, measures, max(gutters), fixed=paper is not None) for size in sizes]
    parts.append(style.moments(builder.patterns))
    parts.append(style.passes(builder.passes))
    if paper is None:
        boxed = set(range(len(builder.numbers))) if view.blueprint else set()
        parts.append(style.toggles(len(builder.numbers), boxed, evidence=any(c.evidence for c in view.columns)))
    parts.append(look().rules if paper is None else still(look().rules))
    parts.append(css_file("print"))
    return "\n".join(part.strip() for part in parts if part) + "\n"


def _names(view: View, builder: Builder, read_image: ReadImage, paper: bool) -> dict[str, Any]:
    """What the templates call beside the view."""
    word = view.catalog.word
    names = {each.anchor: each.id if spoken(each.id) else each.text or each.id for each in all_items(view)}
    sources = {source.number: source.anchor for source in view.sources}
    anchors = frozenset(sources.values())
    left, right = view.catalog.data["parentheses"]
    lanes = [(str(number), row.title) for number, row in enumerate(r for r in view.rows if isinstance(r, Row))]
    if any(column.evidence for column in view.columns):
        lanes.append(("ev", word("evidence_row")))
    wide = shipped(view.catalog.language).startswith("zh")
    family = style.drawing_family(view.language)

    def portrait(card: Any) -> Svg:
        data = _data_uri(read_image(card.image)) if card.image else None
        # a tagged PDF has no picture that says nothing
        alt = card.name if paper else ""
        return marks.portrait(data, alt) if data else marks.monogram(card.initials, family)

    return {
        "word": word,
        "lanes": lanes,
        "look": look(),
        "link": (lambda href: None if (href or "").startswith(".") else safe_link(href)) if paper else safe_link,
        "is_source": lambda href: href[1:] in anchors,
        "source_anchor": lambda number: sources[number],
        "name_of": lambda anchor: names.get(anchor, ""),
        "names_of": lambda anchors: [names.get(anchor, "") for anchor in anchors],
        "shows_id": spoken,
        "says_none": says_none,
        "bracket": lambda parts: left + view.catalog.join([part for part in parts if part]) + right,
        "dot": "・" if wide else "·",
        "dot_spaced": "・" if wide else " · ",
        "bound": bound,
        "understood": view.understood,
        "caption": _caption(view),
        "legend": list(_legend(view)),
        "portrait": portrait,
        "picture": lambda path: _data_uri(read_image(path)) if path else None,
        "drawn": builder.told,
        "icon": marks.icon,
        "channel_icon": marks.channel_icon,
        "star": marks.star,
        "finding_icon": marks.finding if look().light["points"] == "face" else lambda _: "",
        "fail_mark": marks.fail_mark,
        "severity": marks.severity,
        "metric_bar": marks.metric_bar,
        "share_bar": marks.share_bar,
        "squares": marks.squares,
        "face": marks.face,
        "gauge": marks.gauge,
        "time_swatch": ribbons.swatch,
        "steps_word": lambda number: count(view.catalog, "step", number),
    }


_BESIDE = r"\.{1,2}/[A-Za-z0-9%/._~-]+\.html(#c[0-9]+)?"
"""The path of another map's page."""


def safe_link(href: str | None) -> str | None:
    """A link that may be printed: to an anchor of the page, to the page of another map by a relative path, or by http,

    https or mailto; None for any other.
    """
    if not href:
        return None
    return (
        href
        if href.startswith("#")
        or href.lower().startswith(("http://", "https://", "mailto:"))
        or re.fullmatch(_BESIDE, href)
        else None
    )


_MAGIC = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF87a": "gif", b"GIF89a": "gif"}


def _data_uri(data: bytes | None) -> str | None:
    """A picture inside the page; None for what is no PNG, JPEG, GIF or WebP."""
    if not data:
        return None
    kind = next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        kind = "webp"
    return f"data:image/{kind};base64,{b64encode(data).decode()}" if kind else None


def _caption(view: View) -> str:
    rows = [row for row in view.rows if isinstance(row, Row)]
    counts = {"stage": len(view.stages), "column": len(view.columns), "lane": len(rows)}
    told = {}
    for key, number in counts.items():
        forms: Mapping[str, str] = view.catalog.data["counts"][key]
        told[f"{key}s"] = forms.get("one" if number == 1 else "other", forms["other"]).format(n=number)
    return view.catalog.word("map_caption_counts", title=view.title, **told)


def _legend(view: View) -> list[tuple[Svg, str]]:
    """The legend's swatches with their words."""
    word = view.catalog.word
    best = next((i.score for i in all_items(view) if isinstance(i, OpportunityView) and i.best), "")
    swatches = style.swatches(view.catalog, best)
    found = []
    for key in view.marks:
        if key == "arrow" and not view.blueprint:
            continue
        told = f"{key}_faces" if key.startswith("point") and look().light["points"] == "face" else key
        values = {"formula": view.score_formula, "threshold": best} if key == "score" else {}
        found.append((swatches.get(key, Svg("")), word(f"legend_{told}", **values)))
    return found


def _thumb(view: View, family: str) -> Svg | None:
    if view.plot is None or not view.columns:
        return None
    starts = [(stage.start, stage.head.number or str(stage.index + 1)) for stage in view.stages]
    return thumbnail(view.plot, len(view.columns), starts, view.catalog.word("curve_thumbnail"), family)


@record
class Entry:
    """A column in the list: its cells and its emotions, each with its row's number."""

    column: ColumnView
    alone: bool
    moment: bool
    flow: tuple[str, ...]
    feelings: tuple[tuple[int, EmotionView], ...]
    cells: tuple[tuple[int, Row, CellView], ...]


@record
class ListStage:
    """A stage in the list: the cells of the whole stage, then its columns."""

    stage: StageView
    classes: str
    whole: tuple[tuple[int, Row, CellView], ...]
    columns: tuple[Entry, ...]


def _list(view: View, builder: Builder) -> list[ListStage]:
    whole: dict[int, list[tuple[int, Row, CellView]]] = {}
    single: dict[int, list[tuple[int, Row, CellView]]] = {}
    for row in view.rows:
        if isinstance(row, Row):
            for tier in row.tiers:
                for cell in tier:
                    (whole if cell.span > 1 else single).setdefault(cell.start, []).append(
                        (builder.numbers[row.lane], row, cell)
                    )
    stages = []
    for stage in view.stages:
        entries = []
        for column in view.columns[stage.start : stage.start + stage.span]:
            found = single.get(column.index, ())
            cells = tuple(part for part in found if part[1].cell != "emotion")
            feelings = tuple(
                (number, item) for number, row, cell in found for item in cell.items if isinstance(item, EmotionView)
            )
            moment = column.index in builder.moments
            flow = builder.flow.get(column.index, ())
            entries.append(Entry(column, stage.alone, moment, flow, feelings, cells))
        over = tuple(found for at in range(stage.start, stage.start + stage.span) for found in whole.get(at, ()))
        stages.append(ListStage(stage, builder.shade(stage.index), over, tuple(entries)))
    return stages
