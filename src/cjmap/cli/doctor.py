"""`cjmap doctor`."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Annotated

from cjmap import __version__, machine
from cjmap.cli.talk import colourful, columns
from cjmap.render.remedies import fonts_remedy, pango_remedy, subset_remedy
from cjmap.visible import visible

FORMATS = ("text", "json")
VERSION = 1
"""The version of the JSON form."""

WEASYPRINT = "70."
"""The line of WeasyPrint that PDFs are made with."""

REGIONAL = {"zh-TW": "TC", "zh-CN": "SC", "en": "Sans", "ms": "Sans"}
"""How the names of a language's own fonts end."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to report."""

    format: str = "text"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, whether it will do, and else what to do."""

    name: str
    found: str
    ok: bool = True
    remedy: str = ""


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, one_of

    def signature(
        format: Annotated[str, typer.Option(metavar="FORMAT", help=f"How to report: {', '.join(FORMATS)}.")] = "text",
    ) -> Options | int:
        named = one_of(format, FORMATS, "format")
        return Options(named) if isinstance(named, str) else named

    return by_typer("doctor", signature, arguments)


def run(options: Options) -> int:
    """Print what was found, with a remedy for each lack; 1 when something lacks."""
    checks = [*_versions(), *_libraries(), *_own_fonts(), *_terminal()]
    lacking = [check for check in checks if not check.ok]
    if options.format == "json":
        from cjmap.json_text import dumps

        report = {"version": VERSION, "ok": not lacking, "checks": [asdict(check) for check in checks]}
        sys.stdout.write(dumps(report))
    else:
        sys.stdout.write("".join(_lines(checks)))
    return int(bool(lacking))


def _lines(checks: list[Check]) -> Iterator[str]:
    width = max(len(check.name) for check in checks)
    for check in checks:
        yield visible(f"{check.name:<{width}}  {check.found}") + "\n"
        if not check.ok:
            yield visible(f"{'':<{width}}  → {check.remedy}") + "\n"
    lacking = sum(not check.ok for check in checks)
    say = {0: "Everything works: HTML, PDF and the terminal.", 1: "One thing is missing; see → above."}
    yield f"\n{say.get(lacking, f'{lacking} things are missing; see → above.')}\n"


def _versions() -> Iterator[Check]:
    yield Check("cjmap", __version__)
    yield Check("Python", machine.python())
    for package, version in machine.versions().items():
        if version is None:
            yield Check(package, "not installed", ok=False, remedy=f"install it with: pip install {package}")
        elif package == "weasyprint" and not version.startswith(WEASYPRINT):
            yield Check(package, version, ok=False, remedy="install it with: pip install 'weasyprint>=70,<71'")
        else:
            yield Check(package, version)


def _libraries() -> Iterator[Check]:
    pango = machine.pango()
    if pango.found:
        yield Check("Pango", pango.version)
    else:
        yield Check("Pango", "not found, so no PDF can be made", ok=False, remedy=pango_remedy())
    if machine.subsetter().found:
        yield Check("HarfBuzz subset", "found")
    else:
        slow = "not found, so PDFs of Chinese text take many times longer"
        yield Check("HarfBuzz subset", slow, ok=False, remedy=subset_remedy())


def _own_fonts() -> Iterator[Check]:
    own = machine.own_fonts()
    if own is None:
        yield from _fonts(machine.fonts())
    else:
        yield Check("Fonts", f"cjmap-fonts {own}: PDFs and pictures use its fonts and no others")


def _fonts(fonts: machine.Fonts | None) -> Iterator[Check]:
    if fonts is None:
        yield Check("Fonts", "fontconfig not found, so no PDF can be made", ok=False, remedy=pango_remedy())
        return
    if not fonts.families:
        yield Check("Fonts", "none at all, so no PDF can be made", ok=False, remedy=fonts_remedy())
        return
    yield Check("Fonts", f"{fonts.families} families")
    for language, families in fonts.covering.items():
        name = f"  for {language}"
        if families:
            first = max(families, key=lambda each: (each.startswith("Noto Sans"), each.endswith(REGIONAL[language])))
            others = f" and {len(families) - 1} more" if len(families) > 1 else ""
            yield Check(name, first + others)
        else:
            yield Check(name, "none, so PDFs print empty boxes", ok=False, remedy=fonts_remedy())


def _terminal() -> Iterator[Check]:
    found = machine.terminal(columns=columns(sys.stdout), colour=colourful(sys.stdout))
    where = "terminal" if found.is_terminal else "no terminal"
    colour = "colour" if found.colour else "no colour"
    yield Check("Output", f"{where}, {found.columns} columns, {colour}")
    if found.encoding.casefold().replace("-", "") == "utf8":
        yield Check("Encoding", found.encoding)
    else:
        remedy = "set a UTF-8 locale, such as: export LC_ALL=C.UTF-8"
        yield Check("Encoding", f"{found.encoding}, which shows most characters as \\u…", ok=False, remedy=remedy)
    yield Check("Locale", found.locale or "not set")
