"""`cjmap stats`."""

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from cjmap.cli.loading import load
from cjmap.cli.talk import COULD_NOT, colourful, columns
from cjmap.cli.today import today
from cjmap.collect import collect
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.project import Projects
from cjmap.report import REPORTERS
from cjmap.stats import Share, Stats, stats

FORMATS = ("text", "json")
VERSION = 1
"""The version of the figures' shape as JSON."""
Table = list[list[str]]


@dataclass(frozen=True, slots=True)
class Options:
    """Whose figures to print, and how."""

    paths: tuple[str, ...]
    format: str = "text"


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, one_of

    def signature(
        paths: Annotated[
            list[str], typer.Argument(metavar="PATH", help="Maps, folders of maps, or - for standard input.")
        ],
        format: Annotated[str, typer.Option(metavar="FORMAT", help=f"{' or '.join(FORMATS)}.")] = "text",
    ) -> Options | int:
        named = one_of(format, FORMATS, "format")
        return Options(tuple(paths), named) if isinstance(named, str) else named

    return by_typer("stats", signature, arguments)


def run(options: Options) -> int:
    """Print the figures of every valid map, what is wrong with the others, and give the exit status."""
    collection = collect(options.paths)
    findings: list[Diagnostic] = list(collection.problems)
    found: list[Stats] = []
    projects = Projects()
    for file in collection.files:
        loaded = load(file, projects)
        findings += loaded.findings
        if loaded.sound and loaded.document is not None and loaded.document.map is not None:
            found.append(stats(loaded.document, today()))
    sys.stdout.write(_json(found) if options.format == "json" else _text(found))
    if findings:
        sys.stdout.flush()
        report = REPORTERS["text"](
            in_order(findings), len(collection.files), columns(sys.stderr), colourful(sys.stderr)
        )
        sys.stderr.write(report)
    if any(each.unreadable for each in findings):
        return COULD_NOT
    return int(any(each.severity == "error" for each in findings))


def _json(found: list[Stats]) -> str:
    from cjmap.json_text import dumps

    return dumps({"version": VERSION, "maps": [each.as_json() for each in found]})


def _text(found: list[Stats]) -> str:
    from cjmap.visible import visible

    if not found:
        return ""
    parts = [_table([_HEAD, *(_line(each) for each in found)])]
    if len(found) == 1:
        parts += _details(found[0])
    text = "\n".join(parts)
    return "\n".join(visible(line) for line in text.split("\n"))


_HEAD = [
    "map",
    "evidence",
    "reviewed",
    "next review",
    "columns",
    "pains",
    "severe",
    "opportunities",
    "moments",
    "low",
    "peak",
]


def _line(each: Stats) -> list[str]:
    counts, due, emotion = each.counts(), each.due(), each.emotion()
    reviewed = each.journey.reviewed_on
    late = due is not None and each.subject.today > due
    lows = [curve["low"]["score"] for curve in emotion]
    peaks = [curve["peak"]["score"] for curve in emotion]
    return [
        os.path.relpath(each.path) if os.path.isabs(each.path) else each.path,  # noqa: PTH117 -- a name, not a file
        _percent(each.coverage),
        reviewed.isoformat() if reviewed else "never",
        f"{due.isoformat()}{' (overdue)' if late else ''}" if due else "–",
        str(counts["columns"]),
        str(counts["pain_points"]),
        str(counts["severe_pain_points"]),
        str(counts["opportunities"]),
        str(counts["moments_of_truth"]),
        _score(min(lows)) if lows else "–",
        _score(max(peaks)) if peaks else "–",
    ]


def _details(each: Stats) -> list[str]:
    """For a single map: where evidence lacks, how the emotion runs, what scores best, which targets are met."""
    journey = each.subject
    lanes = [[lane, _percent(share), f"{share.sourced} of {share.total}"] for lane, share in each.by_lane().items()]
    stages = [[name, _percent(share), f"{share.sourced} of {share.total}"] for name, share in each.by_stage()]
    parts = [_table([["lane", "evidence", "cells"], *lanes])] if lanes else []
    parts.append(_table([["stage", "evidence", "cells"], *stages]))
    curves = [
        [curve["persona"] or "everybody", *(f"{_score(curve[key]['score'])} {curve[key]['column']}" for key in _ENDS)]
        for curve in each.emotion()
    ]
    if curves:
        parts.append(_table([["emotion", *_ENDS], *curves]))
    ideas = [[f"{idea['score']:g}", idea["status"] or "–", idea["text"]] for idea in each.opportunities()[:5]]
    if ideas:
        parts.append(_table([["score", "status", "opportunity"], *ideas]))
    targets = each.targets()
    if any(targets.values()) and journey.of("metrics"):
        parts.append(
            _table([["targets met", "missed", "no target", "no direction"], [str(value) for value in targets.values()]])
        )
    return parts


_ENDS = ("peak", "low", "end")


def _score(value: float) -> str:
    return f"{value:g}".replace("-", "−")


def _percent(share: Share) -> str:
    return "–" if share.percent is None else f"{share.percent:.0f}%"


def _table(rows: Iterable[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; wide characters count two."""
    from rich.cells import cell_len

    table = [list(row) for row in rows]
    widths = [max(cell_len(row[at]) for row in table) for at in range(len(table[0]))]
    lines = [
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in table
    ]
    return "\n".join(lines) + "\n"
