"""The style rules that are made for one map, of numbers and names of our own only; and the legend's swatches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from cjmap.labels import Catalog, shipped
from cjmap.render import marks, sky
from cjmap.render.grid import SHADES, SHRINKING, Measures, pass_class, shade_share
from cjmap.render.look import look
from cjmap.render.marks import Svg, escape
from cjmap.render.strokes import dashes

_LATIN_SANS = "'Helvetica Neue','Segoe UI','Noto Sans','Liberation Sans',Arial"
_LATIN_SERIF = "'Iowan Old Style',Charter,'Noto Serif',Georgia,'Liberation Serif'"
_SANS = {
    "zh-TW": "'PingFang TC','Noto Sans TC','Noto Sans CJK TC','Source Han Sans TC','Microsoft JhengHei',sans-serif",
    "zh-CN": "'PingFang SC','Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei',sans-serif",
}
_SERIF = {
    "zh-TW": "'Songti TC','Noto Serif TC','Noto Serif CJK TC','Source Han Serif TC','Microsoft JhengHei',serif",
    "zh-CN": "'Songti SC','Noto Serif SC','Noto Serif CJK SC','Source Han Serif SC',SimSun,serif",
}
_FALLBACK_SANS, _FALLBACK_SERIF = "'Noto Sans CJK TC','Noto Sans CJK SC',sans-serif", "'Noto Serif CJK TC',serif"


def sans(language: str) -> str:
    """The families of facts in a language; Latin ones first where its script is Latin."""
    return look().sans + _SANS.get(shipped(language), f"{_LATIN_SANS},{_FALLBACK_SANS}")


def serif(language: str) -> str:
    """The families of voices in a language."""
    return look().serif + _SERIF.get(shipped(language), f"{_LATIN_SERIF},{_FALLBACK_SERIF}")


def drawing_family(language: str) -> str:
    """The families as an attribute of a drawing."""
    return sans(language).replace("'", "")


def families(language: str) -> str:
    """The type of the page, and of words in other languages on it."""
    rules = [f":root{{--sans:{sans(language)};--serif:{serif(language)}}}"]
    for tag in ("en", "zh-TW", "zh-CN"):
        other = {"en": "ms", "zh-TW": "zh-HK", "zh-CN": "zh-SG"}[tag]
        rules.append(f".x:lang({tag}),.x:lang({other}){{--sans:{sans(tag)};--serif:{serif(tag)}}}")
    return "\n".join(rules)


# compiled when a sheet for paper asks for them: a page has none of that
_ROOT = r"(?m)^:root\{([^}]*)\}"
_PROPERTY = r"(--\w+):([^;]+)"
_LOCAL = r"(?m)^(?!:root\{|@|\.x:lang).*--.*"
_GIVEN = r"[{;](--\w+):"
_ASKING = r"(?m)^\.x\{.*|var\((--\w+)\)"


def settled(css: str) -> str:
    """A sheet for paper with the values of custom properties in their places; WeasyPrint would ask at every element.

    A property that some elements have a value of their own for stays, and so does the rule for words in another
    language, which have families of their own.
    """
    values = dict(token for root in re.findall(_ROOT, css) for token in re.findall(_PROPERTY, root))
    for line in re.findall(_LOCAL, css):
        for name in re.findall(_GIVEN, line):
            values.pop(name, None)
    # a property may be made of another, such as the face of titles
    values = {name: _filled(value, values) for name, value in values.items()}
    return _filled(css, values)


def _filled(css: str, values: Mapping[str, str]) -> str:
    return re.sub(_ASKING, lambda asked: values.get(asked[1], asked[0]), css)


def ramp(stages: int) -> str:
    """The stages' colours, sampled evenly from the theme's: as bars, or as grounds with a tint for what lies below."""
    shares = {n: shade_share(n, stages) for n in range(min(stages, SHADES))} if stages > 1 else {3: 0.75}
    rule = _fill if look().light["stages"] == "fill" else _bar
    light, dark = ("".join(rule(n, share, dark) for n, share in shares.items()) for dark in (False, True))
    return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _bar(stage: int, share: float, dark: bool) -> str:
    return f".map .s{stage},.ls.s{stage}{{border-top-color:{look().stage(share, dark=dark)}}}"


def _fill(stage: int, share: float, dark: bool) -> str:
    colour, tint = look().stage(share, dark=dark), look().tint(share, dark=dark)
    own = f".map .stage.s{stage},.ls.s{stage}>summary{{background:{colour}}}"
    return f"{own}.map .t{stage}{{background:{tint}}}.f-t{stage}{{fill:{tint}}}"


def widths(columns: int, measures: Measures, gutter: float, *, fixed: bool) -> str:
    """The widths of a table with so many columns: shares of the page on a screen, fixed ones on paper."""
    lane, column = measures.lane, measures.column
    total = lane + columns * column
    table = f".map.w{columns}"
    if fixed:
        size = f"{table}{{width:{total / 16:.4g}rem}}"
        parts = ((".cl", lane), (".cc", column - gutter), (".cg", gutter))
        return size + "".join(f"{table} {name}{{width:{units / 16:.4g}rem}}" for name, units in parts)
    floor = SHRINKING * total if gutter else min(total, lane + columns * measures.least)
    least = round((total if total > 1376 else floor) / 16, 2)
    most = f";max-width:{total / 16:.4g}rem" if column >= 340 else ""
    parts = ((".cl", lane), (".cc", column - gutter), (".cg", gutter))
    rules = "".join(f"{table} {name}{{width:{100 * units / total:.5f}%}}" for name, units in parts if units)
    return f"{table}{{min-width:{least:g}rem{most}}}{rules}" + beyond(f"w{columns}", least)


def front(lane: float, column: float) -> str:
    """The widths of the table that shows the whole curve on a first page."""
    return "".join(f".map.front .{name}{{width:{units / 16:.4g}rem}}" for name, units in (("cl", lane), ("cc", column)))


def beyond(name: str, least: float) -> str:
    """The words that tables of a class go on beyond the window, where it is narrower than their `least` rem."""
    return f"@media screen{{@container wide (max-width:{least - 0.01:g}rem){{.cue.{name}{{display:block}}}}}}"


def moments(patterns: Iterable[str]) -> str:
    """The grounds of cells that only partly stand in moments of truth, with hard stops (never `transparent`)."""
    rules = []
    for pattern in sorted(patterns):
        stops = []
        for n, here in enumerate(pattern):
            colour = "var(--mot)" if here == "1" else "var(--paper)"
            stops.append(f"{colour} {100 * n / len(pattern):.4g}%,{colour} {100 * (n + 1) / len(pattern):.4g}%")
        rules.append(f".map .m{pattern}{{background:linear-gradient(to right,{','.join(stops)})}}")
    return "".join(rules)


def passes(shares: Iterable[tuple[float, ...]]) -> str:
    """Arrows that pass a row in its gutter: lines painted as the gutter's ground."""
    rules = []
    half = 0.05 * look().number("weight")
    for group in sorted(shares):
        stops, before = [], "var(--ground) 0%"
        for share in group:
            left, right = f"calc({share:g}% - {half:g}rem)", f"calc({share:g}% + {half:g}rem)"
            stops += [before, f"var(--ground) {left}", f"var(--arrow) {left}", f"var(--arrow) {right}"]
            before = f"var(--ground) {right}"
        stops += [before, "var(--ground) 100%"]
        rules.append(f".map.bp td.{pass_class(group)}{{background-image:linear-gradient(to right,{','.join(stops)})}}")
    return "".join(rules)


def toggles(lanes: int, boxed: set[int], *, evidence: bool) -> str:
    """The rules behind the lanes' checkboxes; arrows go when a lane of a blueprint goes."""
    keys = [str(n) for n in range(lanes)] + (["ev"] if evidence else [])
    rules = [f"body:has(#t-{key}:not(:checked)) .l-{key}{{display:none}}" for key in keys]
    for n in sorted(boxed):
        off = f"body:has(#t-{n}:not(:checked))"
        rules.append(f"{off} .arr{{visibility:hidden}}{off} .map.bp td{{background-image:none}}")
    return "".join(rules)


def _short(body: str, width: float = 60) -> Svg:
    return marks.drawing(body, width, 14)


def _faces(*faces: tuple[float, float, bool]) -> Svg:
    return marks.drawing("".join(marks.face_point(x, 12, level, assumed) for x, level, assumed in faces), 60, 24)


def swatches(catalog: Catalog, best: str) -> dict[str, Svg]:
    """The mark of each key of the legend; `best` is the map's highest opportunity score."""
    wave = "M2 9C14 9 18 4 30 4S46 9 58 7"
    dash = dashes("1.5 5")
    faced, thick = look().light["points"] == "face", look().number("curve")
    ink = "pos" if look().light["plot"] == "hue" else "ink"
    names = {key: str(label) for key, label in catalog.data["presence"].items()}
    chip = '<span class="chip {kind}">{icon}<span>{words}</span></span>'

    def touchpoint(key: str, kind: str, icon: str) -> Svg:
        return Svg(chip.format(kind=kind, icon=marks.icon(icon), words=escape(names[key])))

    def ruled(name: str, dash: str, width: float) -> Svg:
        del name
        return _short(marks.path("M1 7H59", stroke="ink", width=width, dash=dash))

    arrow = marks.line(4, 7, 46, 7, "arrow", 1.6) + marks.path("M54 7l-7-4.5v9z", fill="arrow")
    bars = Svg(marks.severity(1) + marks.severity(2) + marks.severity(3))
    tag = str(catalog.data["basis"]["assumed"])
    span = (
        marks.line(30, 1, 30, 13, "rule", 7) + marks.dot(30, 2.5, 1, False, 2.5) + marks.dot(30, 11.5, -1, False, 2.5)
    )
    second = marks.path(wave, stroke="link", width=1.5) + marks.badge(1, 30, 5, "link", False)
    return {
        "line_evidence": _short(marks.path(wave, stroke=ink, width=thick)),
        "line_assumed": _short(marks.path(wave, stroke=ink, width=thick, dash=dash)),
        "line_target": _short(marks.path(wave, stroke=ink, width=thick, dash=dash)),
        "line_now": _short(marks.path(wave, stroke="ink3", width=1.3) + marks.dot(30, 4, 0, True, 3)),
        "line_persona": _short(second),
        "line_alternatives": _short(span),
        "points": _faces((18, 1, False), (42, -1, False)) if faced else _short(
            marks.dot(18, 7, 1, False) + marks.dot(42, 7, -1, False)
        ),
        "point_assumed": _faces((30, 1, True)) if faced else _short(marks.dot(30, 7, 1, True)),
        "point_target": _faces((30, 1, True)) if faced else _short(marks.diamond(30, 7, 1)),
        "star": marks.star(15),
        "online": touchpoint("online", "on", "web"),
        "offline": touchpoint("offline", "off", "store"),
        "severity": bars,
        "score": Svg(f'<span class="sc hi">{escape(best)}</span>'),
        "metric": marks.drawing(
            marks.rect(0, 7, 70, 2, "rule") + marks.rect(0, 4.5, 44, 7, "ink2") + marks.line(58, 0, 58, 16, "ink", 2),
            74, 16,
        ),
        "assumed": Svg(f'<span class="asm">{escape(tag)}</span>'),
        "reference": Svg('<span class="ref">1</span>'),
        "none": Svg('<span class="nil">–</span>'),
        "wait": marks.icon("wait", 15, "ink"),
        "fail_point": marks.fail_mark(15),
        "arrow": _short(arrow),
        "actor": marks.icon("actor", 15),
        "system": marks.icon("system", 15),
        "actor_system": Svg(marks.icon("actor", 15) + marks.icon("system", 15)),
        "line_interaction": ruled("interaction", "", 2),
        "line_visibility": ruled("visibility", "12 6", 2),
        "line_internal": ruled("internal", "0 6", 2.2),
        "product_in": Svg('<span class="prs in"></span>'),
        "product_out": Svg('<span class="prs out"></span>'),
        "daylight": sky.swatch(),
        "evidence_row": marks.squares((True, True, False)),
    }  # fmt: skip
