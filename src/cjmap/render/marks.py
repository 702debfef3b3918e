"""The drawn marks: channel icons, bars, stars, faces, monograms; and the few SVG strokes all drawings are made of.

Every colour stands twice: as a presentation attribute (the theme in light, for engines that ignore page styles inside
SVG) and as a class that the page's style sheet maps to the theme. No text of a map gets into an attribute unescaped.
"""

from __future__ import annotations

from math import cos, pi, sin

from cjmap.render.look import colour as value
from cjmap.render.look import heavy

ICONS: dict[str, str] = {
    "app": "M4.5 1.5h7v13h-7zM7 12.6h2",
    "web": "M1.5 3.5h13v9.5h-13zM1.5 6.3h13M3.4 4.9h.1M5.2 4.9h.1",
    "email": "M1.5 3.5h13v9.5h-13zM1.5 4l6.5 5 6.5-5",
    "phone": "M3.2 1.8l2.3-.6 1.6 3.4-1.6 1.3c.8 1.9 2.2 3.4 4.2 4.4l1.5-1.5 3.3 1.7-.7 2.4c-.2.8-1 1.3-1.8 1.2"
    "C6.5 13.5 2.5 9.2 2 3.6c0-.8.4-1.6 1.2-1.8z",
    "sms": "M1.5 2.5h13v8.5h-7l-3.5 3v-3h-2.5zM4.5 6.7h.1M8 6.7h.1M11.5 6.7h.1",
    "chat": "M1.5 2.5h13v8.5h-7l-3.5 3v-3h-2.5z",
    "social": "M1.5 2h9v6h-5l-2.5 2v-2h-1.5zM6.5 10.2v.8h4.2l2.3 2v-2h1.5V5.2h-1.8",
    "video": "M1.5 3h13v10h-13zM6.5 5.6l4 2.4-4 2.4z",
    "in-person": "M8 8.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.2 14.2c.3-3.2 2.7-4.6 5.8-4.6s5.5 1.4 5.8 4.6",
    "store": "M2.5 7v7h11V7M1.5 5.8l1.5-3.8h10l1.5 3.8zM1.5 5.8c0 1.6 3.2 1.6 3.2 0 0 1.6 3.3 1.6 3.3 0 0 1.6 3.3 "
    "1.6 3.3 0 0 1.6 3.2 1.6 3.2 0M6.3 14v-4h3.4v4",
    "branch": "M2.5 14.2V2h7v12.2M9.5 6h4v8.2M1 14.2h14M4.7 4.7h.1M7.2 4.7h.1M4.7 7.4h.1M7.2 7.4h.1"
    "M11.5 8.6h.1M11.5 11.2h.1M5 14.2v-3.5h2v3.5",
    "bank": "M1.8 6.2L8 2l6.2 4.2zM2 14h12M3.5 6.5v7M6.5 6.5v7M9.5 6.5v7M12.5 6.5v7",
    "form": "M3.5 2.5h9v12h-9zM6 1.3h4v2.4h-4zM5.8 6.6l.8.8 1.4-1.5M9.6 6.7h1.4M5.8 10.2l.8.8 1.4-1.5M9.6 10.3h1.4",
    "transport": "M1.5 11.5V8.5l1.7-.8 1.5-3.4h6.6l1.5 3.4 1.7.8v3zM3.4 7.7h9.2M3.3 11.5v1.7M12.7 11.5v1.7M4 9.6h.9"
    "M11.1 9.6h.9",
    "payment": "M1.5 3.5h13v9h-13zM1.5 6.3h13M3.7 10h3M11.2 10h1",
    "advert": "M2 6.5h2.5L11.5 3v10L4.5 9.5H2zM4.5 9.5v4h2.2v-2.9M13.5 6.2c.9 1 .9 2.6 0 3.6",
    "home": "M1.5 8L8 2l6.5 6M3.3 6.6v7.4h9.4V6.6M6.5 14v-4h3v4",
    "workshop": "M13.9 4.2l-2.3 2.3-2-.1-.1-2L11.8 2c-1.7-.6-3.6.1-4.3 1.7-.4.9-.4 1.8-.1 2.6L2 11.7a1.5 1.5 0 0 0 2.2 "
    "2.2l5.4-5.4c1.3.4 2.8 0 3.7-1.1.8-.9 1-2.1.6-3.2z",
    "paper": "M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3M5.6 7.5h4.8M5.6 9.8h4.8M5.6 12h3",
    "post": "M2.2 4h11.6v8H2.2zM2.2 4.4L8 8.6l5.8-4.2M10.8 12V9.6h3",
    "kiosk": "M3.5 1.5h9v8h-9zM8 9.5v4M4.5 14.5h7M5.5 3.6h5",
    "courier": "M1.2 4h8.3v7.2H1.2zM9.5 6.4h2.8l2.5 2.4v2.4H9.5M4.2 13a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8z"
    "M11.8 13a1.4 1.4 0 1 0 0-2.8 1.4 1.4 0 0 0 0 2.8z",
    "thing": "M2 4.8l6-3 6 3v6.6l-6 3-6-3zM2 4.8l6 3 6-3M8 7.8v6.6",
    "screen": "M1.5 2.5h13v8.5h-13zM8 11v2.5M5 14h6",
    "actor": "M8 8.2a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.2 14.2c.3-3.2 2.7-4.6 5.8-4.6s5.5 1.4 5.8 4.6",
    "system": "M2 3h12v3.4H2zM2 9.6h12V13H2zM4.2 4.7h.1M4.2 11.3h.1M7 4.7h5M7 11.3h5",
    "wait": "M4 1.5h8M4 14.5h8M5 1.5v2.4L8 8l3-4.1V1.5M5 14.5v-2.4L8 8l3 4.1v2.4",
    "clock": "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM8 4.3V8l2.6 1.7",
    "back": "M6.5 2.5L3 6l3.5 3.5M3.5 6H10a3.75 3.75 0 0 1 0 7.5H5.5",
    "picture": "M1.5 2.5h13v11h-13zM1.5 11l3.8-4 3.4 3.6 2.3-2.3 3.5 3.5M11 5.8h.1",
    "out": "M6.5 3.5h-4v10h10v-4M9 2h5v5M14 2L7.5 8.5",
}  # fmt: skip
"""Outlines on a 16-unit square, by channel key or by what they mark."""


class Svg(str):
    """Markup of our own making, which the templates print as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """The markup itself: tells the templates not to escape it."""
        return self


def escape(words: str) -> str:
    """A text as markup, as `html.escape` writes it; that module loads all named characters of HTML along with it."""
    words = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return words.replace('"', "&quot;").replace("'", "&#x27;")


def num(value: float) -> str:
    """A coordinate with at most one decimal, without a trailing zero or a negative zero."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def paint(fill: str | None = None, stroke: str | None = None, width: float = 0, extra: str = "") -> str:
    """The attributes that colour a shape by tokens: classes for the theme, values for everything else."""
    classes = [f"f-{fill}"] if fill else []
    attributes = f' fill="{value(fill)}"' if fill else ' fill="none"'
    if stroke:
        classes.append(f"k-{stroke}")
        attributes += f' stroke="{value(stroke)}" stroke-width="{heavy(width):g}"'
    return f' class="{" ".join(classes)}"{attributes}{extra}'


def path(d: str, *, fill: str | None = None, stroke: str | None = None, width: float = 1, dash: str = "") -> str:
    """A path; stroked ones have round ends."""
    extra = ' stroke-linecap="round" stroke-linejoin="round"' if stroke else ""
    extra += f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path{paint(fill, stroke, width, extra)} d="{d}"/>'


def line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 1, dash: str = "") -> str:
    """A straight line."""
    extra = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f' x1="{num(x1)}" y1="{num(y1)}" x2="{num(x2)}" y2="{num(y2)}"'
    return f"<line{paint(None, stroke, width, extra)}{ends}/>"


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle."""
    return f'<rect{paint(fill)} x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"/>'


def text(x: float, y: float, words: str, *, size: float, fill: str = "ink", weight: int = 400, anchor: str = "") -> str:
    """A line of words at a baseline."""
    extra = f' font-size="{size:g}"' + (f' font-weight="{weight}"' if weight != 400 else "")
    extra += f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{paint(fill, extra=extra)} x="{num(x)}" y="{num(y)}">{escape(words)}</text>'


def halo(x: float, y: float, words: str, *, size: float, ground: str, weight: int = 400, anchor: str = "") -> str:
    """The ground's colour around words that stand on lines: the same words, stroked, underneath."""
    extra = f' font-size="{size:g}" stroke-linejoin="round" aria-hidden="true"'
    extra += (f' font-weight="{weight}"' if weight != 400 else "") + (f' text-anchor="{anchor}"' if anchor else "")
    return f'<text{paint(ground, ground, 4, extra)} x="{num(x)}" y="{num(y)}">{escape(words)}</text>'


def star_path(x: float, y: float, size: float) -> str:
    """The outline of a five-pointed star around a point."""
    points = []
    for corner in range(10):
        reach = size if corner % 2 == 0 else size * 0.42
        angle = -pi / 2 + corner * pi / 5
        points.append(f"{num(x + reach * cos(angle))} {num(y + reach * sin(angle))}")
    return "M" + "L".join(points) + "Z"


def drawing(body: str, width: float, height: float, kind: str = "ic", extra: str = ' aria-hidden="true"') -> Svg:
    """A drawing of its own size."""
    size = f'width="{num(width)}" height="{num(height)}" viewBox="0 0 {num(width)} {num(height)}"'
    return Svg(f'<svg class="{kind}"{extra} {size}>{body}</svg>')


def _glyph(body: str, size: float) -> Svg:
    return Svg(
        f'<svg class="ic" aria-hidden="true" width="{size:g}" height="{size:g}" viewBox="0 0 16 16">{body}</svg>'
    )


def icon(key: str, size: float = 13, colour: str = "ink3") -> Svg:
    """An outline icon; "" for a key that has none."""
    return _glyph(path(ICONS[key], stroke=colour, width=1.25), size) if key in ICONS else Svg("")


def channel_icon(key: str | None, presence: str | None) -> Svg:
    """The icon of a touchpoint's channel; without a known one a screen, a thing, or nothing."""
    fallback = {"online": "screen", "offline": "thing"}.get(presence or "", "")
    return icon(key if key in ICONS else fallback)


def star(size: float = 13, colour: str = "star") -> Svg:
    """The star of a moment of truth."""
    return _glyph(path(star_path(8, 8, 7.4), fill=colour), size)


def fail_mark(size: float = 13) -> Svg:
    """The mark of a fail point."""
    body = path("M8 1.2L13.9 4.6V11.4L8 14.8L2.1 11.4V4.6Z", fill="neg")
    return _glyph(body + path("M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8", stroke="paper", width=1.6), size)


def severity(level: int, size: float = 14) -> Svg:
    """Rising bars, as many filled as the severity (1 to 3; critical stands on a solid ground)."""
    bars = ((1, 9, 5), (6, 5, 9), (11, 1, 13))
    parts = [f'<rect{paint("neg")} x="0" y="14.600" width="15.600" height="1.4"/>'] if level > 3 else []
    for number, (x, y, height) in enumerate(bars, 1):
        if level >= number:
            parts.append(rect(x, y, 3.6, height, "neg"))
        else:
            hollow = f'x="{num(x + 0.5)}" y="{num(y + 0.5)}" width="2.6" height="{height - 1}"'
            parts.append(f"<rect{paint(None, 'neg', 1)} {hollow}/>")
    return _glyph("".join(parts), size)


def metric_bar(fraction: float, target: float | None, met: bool | None, width: float = 190) -> Svg:
    """A value on its scale, with a tick at the target; coloured only when it is met."""
    parts = [rect(0, 7, width, 2, "rule")]
    parts.append(rect(0, 4.5, width * min(max(fraction, 0.0), 1.0), 7, "pos" if met else "ink2"))
    if target is not None:
        at = width * min(max(target, 0.0), 1.0)
        parts.append(line(at, 0, at, 16, "ink", 2))
    return drawing("".join(parts), width, 16, "bl")


def share_bar(part: int, whole: int, width: float = 120) -> Svg:
    """A filled share of a whole."""
    share = part / whole if whole else 0.0
    return drawing(rect(0, 0, width, 8, "rule") + rect(0, 0, width * share, 8, "ink2"), width, 8, "cvb")


def squares(evidence: tuple[bool, ...]) -> Svg:
    """A square for each item that makes a claim: filled where it is sourced, dashed where it is not."""
    across = 6
    parts = []
    for number, sourced in enumerate(evidence):
        x, y = number % across * 14, number // across * 14
        if sourced:
            parts.append(rect(x, y + 1, 11, 11, "ink2"))
        else:
            dashed = paint(None, "ink3", 1.2, ' stroke-dasharray="2 1.6"')
            parts.append(f'<rect{dashed} x="{x + 0.6:g}" y="{y + 1.6:g}" width="9.8" height="9.8"/>')
    rows = -(-len(evidence) // across)
    return drawing("".join(parts), 14 * min(len(evidence), across), 14 * rows - 1)


def face(level: float, size: float = 18) -> Svg:
    """A face for an emotion from −1 (worst) to +1 (best)."""
    return drawing(face_body(9, 9, level), size, size)


def face_body(x: float, y: float, level: float) -> str:
    """The strokes of a face of radius 8 around a point; the mouth bends with the level."""
    ring = f'<circle{paint(None, "ink2", 1.2)} cx="{num(x)}" cy="{num(y)}" r="8"/>'
    return ring + _features(x, y, level, "ink2", 1.2)


def _features(x: float, y: float, level: float, colour: str, width: float = 1.5) -> str:
    """Eyes, and a mouth that bends with the level."""
    bend = 3.1 * level
    corner = num(y + 2.9 - bend * 0.4)
    mouth = f"M{num(x - 3.8)} {corner}Q{num(x)} {num(y + 2.9 + bend)} {num(x + 3.8)} {corner}"
    eyes = "".join(f'<circle{paint(colour)} cx="{num(x + side)}" cy="{num(y - 1.8)}" r="1"/>' for side in (-2.9, 2.9))
    return eyes + path(mouth, stroke=colour, width=width)


def gauge(level: float, assumed: bool, starred: bool) -> Svg:
    """An emotion on a short scale, for the list: it swings left of the middle and right of it."""
    at = 75 + 69 * level
    parts = [line(6, 9, 144, 9, "rule", 2)]
    parts += [line(x, 5, x, 13, "rule", 1.5) for x in (6.0, 40.5, 109.5, 144.0)]
    parts.append(line(75, 2, 75, 16, "ink3", 1.5))
    colour = "pos" if level > 0 else "neg" if level < 0 else "ink2"
    if at != 75:
        parts.append(line(75, 9, at, 9, colour, 4, "1.5 3" if assumed else ""))
    star_ = path(star_path(at, 9, 9), fill="star", stroke="paper", width=1)
    parts.append(star_ if starred else dot(at, 9, level, assumed, 6))
    return drawing("".join(parts), 150, 18, "mini")


def dot(x: float, y: float, level: float, assumed: bool, radius: float = 5) -> str:
    """A score's point: filled where it rests on evidence, hollow and dashed where it is assumed."""
    colour = "pos" if level > 0 else "neg" if level < 0 else "ink2"
    where = f' cx="{num(x)}" cy="{num(y)}"'
    if assumed:
        dashed = paint("paper", colour, 1.8, ' stroke-dasharray="2.2 1.8"')
        return f'<circle{dashed}{where} r="{num(radius - 0.6)}"/>'
    return f'<circle{paint(colour, "paper", 1.6)}{where} r="{num(radius)}"/>'


def face_point(x: float, y: float, level: float, assumed: bool) -> str:
    """A score's point as a face: filled where it rests on evidence, hollow and dashed where it is assumed."""
    colour = "pos" if level > 0 else "neg" if level < 0 else "ink2"
    if assumed:
        ring = paint("paper", colour, 1.6, ' stroke-dasharray="2.6 2"')
        return f'<circle{ring} cx="{num(x)}" cy="{num(y)}" r="9.5"/>' + _features(x, y, level, colour)
    ring = paint(colour, "paper", 2)
    return f'<circle{ring} cx="{num(x)}" cy="{num(y)}" r="11"/>' + _features(x, y, level, "paper")


def finding(key: str) -> Svg:
    """The mark of a finding in the strip under the head; "" for one that has none."""
    body = {
        "peak": face_point(13, 13, 1, False),
        "low": face_point(13, 13, -1, False),
        "pains": "".join(rect(x, 24 - height, 5, height, "neg") for x, height in ((2, 8), (10, 14), (18, 22))),
        "opportunity": path(star_path(13, 13.5, 12), fill="link"),
    }
    return drawing(body[key], 26, 26, "fi") if key in body else Svg("")


def pill(x: float, y: float, width: float, size: float, fill: str) -> str:
    """A rounded ground around a line of words centred at an x, from a height down."""
    box = f'x="{num(x - width / 2 - 7)}" y="{num(y - 1.5)}" width="{num(width + 14)}" height="{num(size * 1.22 + 3)}"'
    return f'<rect{paint(fill, "paper", 1.5)} {box} rx="{num(size * 0.61 + 1.5)}"/>'


def monogram(initials: str, family: str) -> Svg:
    """A persona without a picture: the initials in a circle, never a guessed face."""
    size = 34 if len(initials) < 3 else 26
    body = f'<circle{paint("shade", "rule", 1)} cx="52" cy="52" r="50"/>'
    body += text(52, 52 + size * 0.36, initials, size=size, fill="ink2", weight=600, anchor="middle")
    return drawing(body, 104, 104, "av", f' aria-hidden="true" font-family="{escape(family)}"')


def portrait(data: str, alt: str) -> Svg:
    """A persona's picture: a `data:` URL of ours, and what stands for it; "" where the name beside it is enough."""
    return Svg(f'<img class="av" src="{data}" alt="{escape(alt)}">')


def diamond(x: float, y: float, level: float) -> str:
    """A target's point: a hollow diamond."""
    colour = "pos" if level > 0 else "neg" if level < 0 else "ink2"
    corners = ((x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y))
    outline = "M" + "L".join(f"{num(a)} {num(b)}" for a, b in corners) + "Z"
    return path(outline, fill="paper", stroke=colour, width=1.8)


SHAPES = ("M-4.5 -4.5H4.5V4.5H-4.5Z", "M0 -6L5.5 4H-5.500Z", "M0 -6L6 0L0 6L-6 0Z")
"""The points of the other personas' curves: a square, a triangle, a diamond."""


def shape_around(number: int, x: float, y: float, colour: str) -> str:
    """Another persona's shape, open and large enough to hold a star."""
    colours = paint("paper", colour, 0.6)
    return f'<path{colours} transform="translate({num(x)} {num(y)}) scale(2.6)" d="{SHAPES[(number - 1) % 3]}"/>'


def badge(number: int, x: float, y: float, colour: str, assumed: bool) -> str:
    """The point of another persona's curve, in the shape of its number."""
    shape = SHAPES[(number - 1) % 3]
    dash = ' stroke-dasharray="2.2 1.8"' if assumed else ""
    colours = paint("paper" if assumed else colour, colour if assumed else "paper", 1.6, dash)
    return f'<path{colours} transform="translate({num(x)} {num(y)})" d="{shape}"/>'
