"""A map's story as a page: its commits, newest first, each with the emotion curve as it was then. No script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cjmap.record import record
from cjmap.render import style
from cjmap.render.frame import css_file, environment, policy
from cjmap.render.look import look
from cjmap.render.marks import Svg
from cjmap.render.thumbnail import thumbnail

if TYPE_CHECKING:
    from cjmap.view.spark import Spark


@record
class Line:
    """A commit on the page: its short name, day, author and first line; what became of the map, and its curve then."""

    commit: str
    date: str
    day: str
    author: str
    subject: str
    status: str
    summary: str
    spark: Spark | None


@record
class Heads:
    """The words around the lines; `no_curve` stands where a version has none, `ghost` says which curve is dashed."""

    language: str
    title: str
    path: str
    count: str
    commit: str
    author: str
    no_curve: str
    ghost: str


def log_html(heads: Heads, lines: Sequence[Line]) -> bytes:
    """The page: one file, which loads nothing and runs nothing."""
    parts = [look().faces, look().sheet(), css_file("tokens"), style.families(heads.language), css_file("log")]
    css = "\n".join(part.strip() for part in parts if part)
    family = style.drawing_family(heads.language)
    sparks = [_drawn(line.spark, f"curve-{at}-", family) for at, line in enumerate(lines)]
    page = environment().get_template("log.html.j2")
    pairs = list(zip(lines, sparks, strict=True))
    return page.render(heads=heads, lines=pairs, css=Svg(css), policy=policy(css)).encode()


def _drawn(spark: Spark | None, name: str, family: str) -> Svg | None:
    if spark is None:
        return None
    return thumbnail(spark.plot, spark.columns, spark.starts, spark.plot.description, family, name)
