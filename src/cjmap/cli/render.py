"""`cjmap render`."""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

from cjmap.cli.drawing import Drawn, Task, Wish, draw
from cjmap.cli.parsing import by_typer, comma_list, factor, nearest_help, whole_number
from cjmap.cli.plainly import plainly
from cjmap.cli.progress import Progress
from cjmap.cli.slices import uncollected
from cjmap.cli.talk import COULD_NOT, colourful, columns, fail, say
from cjmap.cli.targets import Refusal, Targets, form_of, targets
from cjmap.cli.today import today
from cjmap.collect import File, collect, open_source
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.jobs import Failure, Limits, Outcome, processors, run_here
from cjmap.jobs import run as run_jobs
from cjmap.labels import LANGUAGES
from cjmap.record import record, replace
from cjmap.render import RENDERERS, VIEWS, PdfError, ViewName
from cjmap.report import REPORTERS
from cjmap.report.closing import closing, count
from cjmap.source import Source, read, reason
from cjmap.themes import NAMES

FEW = 8
"""Up to so many maps are drawn in this process where nothing needs a limit."""

BACKGROUNDS = ("paper", "transparent")
"""What a picture's words may stand on."""

LIMITS = Limits(seconds=120, memory=2 * 1024**3)
"""What one map may take to draw."""


@record
class Options:
    """What to render, in which forms, and where to."""

    paths: tuple[str, ...]
    forms: tuple[str, ...]
    output: str | None = None
    language: str | None = None
    paper: str | None = None
    jobs: int | None = None
    revision: str = ""
    scale: float | None = None
    background: str = BACKGROUNDS[0]
    theme: str | None = None
    css: str | None = None
    shown: ViewName = "auto"


PLAIN = {
    "--to": "to",
    "--output": "output",
    "-o": "output",
    "--language": "language",
    "--view": "view",
    "--theme": "theme",
    "--css": "css",
    "--revision": "revision",
}
"""The options that are understood without typer when they are rightly typed, with their names below."""


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong; typer takes longer to load than a map to draw."""
    typed = plainly(arguments, dict.fromkeys(PLAIN))
    if typed is None:
        return _by_typer(arguments)
    paths, found = typed
    return _chosen(paths, **{PLAIN[option]: value for option, value in found.items()})


def _chosen(
    paths: Sequence[str], *, to: str | None = None, view: str = "auto", output: str | None = None, **others: Any
) -> Options | int:
    """The options as they were typed, or the exit status when one of them is none of the words that it takes."""
    chosen = Options(tuple(paths), comma_list(to) or (form_of(output) or "html",), output, **others)
    for word, names, what in (
        *((form, tuple(RENDERERS), "form") for form in chosen.forms),
        (chosen.paper, _papers() if chosen.paper else (), "paper"),
        (chosen.language, LANGUAGES, "language"),
        (chosen.background, BACKGROUNDS, "background"),
        (chosen.theme, NAMES, "theme"),
        (view, VIEWS, "view"),
    ):
        if word is not None and word not in names:
            return fail(f"there is no {what} ‘{word}’", nearest_help(word, names))
    return replace(chosen, shown=view)


def _papers() -> tuple[str, ...]:
    from cjmap.render.paper import PAPERS

    return tuple(PAPERS)


def _by_typer(arguments: Sequence[str]) -> Options | int:
    import typer

    def signature(
        paths: Annotated[
            list[str], typer.Argument(metavar="PATH", help="Maps, folders of maps, or - for standard input.")
        ],
        to: Annotated[
            str | None,
            typer.Option(
                metavar="FORMS", help=f"One or more of {', '.join(RENDERERS)}, separated by commas; html by default."
            ),
        ] = None,
        output: Annotated[
            str | None,
            typer.Option("--output", "-o", metavar="FILE|DIR|-", help="Where to write; next to each map by default."),
        ] = None,
        language: Annotated[
            str | None, typer.Option(metavar="LANGUAGE", help=f"The language of the labels: {', '.join(LANGUAGES)}.")
        ] = None,
        view: Annotated[
            str,
            typer.Option(
                metavar="VIEW", help=f"The view: {', '.join(VIEWS)}; on a page its reader can choose another."
            ),
        ] = "auto",
        paper: Annotated[str | None, typer.Option(metavar="PAPER", help=f"For PDF: {', '.join(_papers())}.")] = None,
        scale: Annotated[
            float | None,
            typer.Option(parser=factor, metavar="N", help="For PNG and SVG: how large; 2 and 1 by default."),
        ] = None,
        background: Annotated[
            str, typer.Option(metavar="GROUND", help=f"For PNG and SVG: {', '.join(BACKGROUNDS)}.")
        ] = BACKGROUNDS[0],
        theme: Annotated[
            str | None, typer.Option(metavar="THEME", help=f"For pages and PDF: {', '.join(NAMES)}.")
        ] = None,
        css: Annotated[
            str | None, typer.Option(metavar="FILE", help="A style sheet of your own, after the theme's.")
        ] = None,
        jobs: Annotated[
            int | None,
            typer.Option(parser=whole_number, metavar="N", help="How many worker processes to use."),
        ] = None,
        revision: Annotated[
            str, typer.Option(metavar="TEXT", help="A revision to print in the maps' provenance.")
        ] = "",
    ) -> Options | int:
        return _chosen(
            paths, to=to, output=output, language=language, view=view, paper=paper, scale=scale,
            background=background, theme=theme, css=css, jobs=jobs, revision=revision,
        )  # fmt: skip

    return by_typer("render", signature, arguments)


def run(options: Options) -> int:
    """Render every map that has no errors, say what is wrong with the others, and give the exit status."""
    collection = collect(options.paths)
    files = tuple(file for file in collection.files if not file.is_project)
    planned = targets(files, options.forms, options.output)
    if isinstance(planned, Refusal):
        return fail(planned.message, planned.help)
    css = _sheet(options.css)
    if isinstance(css, int):
        return css
    wish = Wish(
        options.forms,
        options.language,
        options.paper,
        options.revision,
        today(),
        options.scale,
        options.background == "transparent",
        options.theme,
        css,
        options.shown,
    )
    session = _Session(files, planned, list(collection.problems))
    if not (session.writable() and files):
        return session.close()
    usable = session.forms(wish.forms)
    if usable:
        session.draw(replace(wish, forms=usable), options.jobs)
    return session.close()


def _sheet(path: str | None) -> Source | int | None:
    """The style sheet of `--css`, or the exit status where it cannot be used."""
    if path is None:
        return None
    from cjmap.themes import DEFAULT, built_in
    from cjmap.themes.sheet import dressed

    try:
        source = read(Path(path))
    except OSError as error:
        return fail(f"cannot read {path}: {reason(error)}", "")
    if source.fault is not None:
        return fail(f"cannot read {path}: {source.fault.detail}", "write it as UTF-8")
    _, found = dressed(built_in(DEFAULT), source)
    if found:
        sys.stderr.write(REPORTERS["text"](in_order(found), 1, columns(sys.stderr), colourful(sys.stderr)))
    return 1 if found else source


class _Session:
    """One run of `render`: what was written, what was found, what could not be done."""

    def __init__(self, files: tuple[File, ...], planned: Targets, problems: list[Diagnostic]) -> None:
        self.files = files
        self.planned = planned
        self.findings = problems
        self.could_not = bool(problems)
        self.written = 0
        self.rendered = 0
        self.maps = 0
        self.warned: set[str] = set()

    def writable(self) -> bool:
        """Whether the folders of the outputs can be written to: asked before the work, not after it."""
        for folder in sorted({path.parent for path in self.planned.values()}):
            there = next((above for above in (folder, *folder.parents) if above.exists()), folder)
            if not there.is_dir():
                self.fail(f"cannot write to {folder}: {there} is a file", "give another folder with -o")
                return False
            if not os.access(there, os.W_OK | os.X_OK):
                self.fail(f"cannot write to {there}: permission denied", "give another folder with -o")
                return False
        return True

    def fail(self, message: str, help_: str) -> None:
        """Say what could not be done, and remember it for the exit status."""
        self.could_not = True
        fail(message, help_)

    def forms(self, forms: tuple[str, ...]) -> tuple[str, ...]:
        """The forms that this machine can draw; says what PDF lacks, and with it what is made of a PDF."""
        lost = [form for form in forms if RENDERERS[form].by_pdf]
        if not lost:
            return forms
        from cjmap.render import weasy

        try:
            # loaded once, here, and shared by the workers that are forked from this process
            weasy.fonts(weasy.load())
        except PdfError as error:
            self.fail(
                f"cannot make {' or '.join(form.upper() for form in lost)} files here: {error.message}", error.help
            )
            return tuple(form for form in forms if form not in lost)
        return forms

    def draw(self, wish: Wish, jobs: int | None) -> None:
        """Draw and write every map, as they get ready."""
        tasks = [Task(file, wish, self.read_stdin(file)) for file in self.files]
        with _Stoppable(), Progress(len(tasks), sys.stderr) as progress:
            for outcome in _outcomes(tasks, wish.forms, jobs):
                name = self.files[outcome.index].name
                progress.advance(name)
                if outcome.failure is not None:
                    self.maps += 1
                    self.could_not = True
                    self.findings.append(_failed(name, outcome.failure))
                elif outcome.result is not None and not self.take(outcome.index, outcome.result, progress):
                    return

    def read_stdin(self, file: File) -> Source | None:
        """Standard input belongs to this process, not to the workers."""
        if file.path is not None:
            return None
        source = open_source(file)
        return source if isinstance(source, Source) else None

    def take(self, index: int, drawn: Drawn, progress: Progress) -> bool:
        """Write what was drawn; False when writing is not possible."""
        name = self.files[index].name
        self.findings += drawn.findings
        self.could_not |= any(found.unreadable for found in drawn.findings)
        self.maps += not drawn.persona
        if drawn.persona and self.files[index].given and not drawn.findings:
            progress.say(f"{name}: not a map, so there is nothing to render")
        for form, data in drawn.outputs:
            if not self.write(self.planned.get((index, form)), data, progress):
                return False
        self.rendered += bool(drawn.outputs)
        for warning in drawn.warnings:
            if warning not in self.warned:
                self.warned.add(warning)
                progress.say(f"{name}: warning: {warning}")
        if drawn.trouble is not None:
            self.could_not = True
            self.findings.append(Diagnostic("not-rendered", drawn.trouble[0], Source(name, ""), help=drawn.trouble[1]))
        return True

    def write(self, path: Path | None, data: bytes, progress: Progress) -> bool:
        """Write one form of one map; False, with the reason said, when that is not possible."""
        if path is None:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return True
        from cjmap import output

        try:
            output.write(path, data)
        except OSError as error:
            self.could_not = True
            progress.say(f"error: cannot write {path}: {reason(error)}")
            return False
        self.written += 1
        progress.say(f"wrote {path}")
        return True

    def close(self) -> int:
        """Report what was found, say how much was done, and give the exit status."""
        findings = in_order(self.findings)
        sys.stderr.write(REPORTERS["text"](findings, len(self.files), columns(sys.stderr), colourful(sys.stderr)))
        errors = any(found.severity == "error" for found in findings)
        if self.written > 1 or (errors and self.maps > 1):
            done = f"{count(self.written, 'file')} written"
            missed = f", from {self.rendered} of {count(self.maps, 'map')}" if self.rendered < self.maps else ""
            say(f"{done}{missed}" + (f"; {closing(findings, 1).partition(' in ')[0]}" if errors else ""))
        return COULD_NOT if self.could_not else int(errors)


class _Stoppable:
    """Ends the work on a request to terminate as on an interruption: no worker and no temporary file stays behind."""

    def __enter__(self) -> None:
        self.before = signal.signal(signal.SIGTERM, signal.default_int_handler)

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGTERM, self.before)


def _outcomes(tasks: list[Task], forms: tuple[str, ...], jobs: int | None) -> Iterator[Outcome[Drawn]]:
    if not any(RENDERERS[form].by_pdf for form in forms) and jobs is None and len(tasks) <= FEW:
        with uncollected():
            yield from run_here(draw, tasks)
    else:
        yield from run_jobs(draw, tasks, workers=jobs or processors(), limits=LIMITS)


def _failed(name: str, failure: Failure) -> Diagnostic:
    """A worker's failure in words."""
    gigabytes = (LIMITS.memory or 0) // 1024**3
    message, help_ = {
        "out-of-time": (
            f"drawing this map took more than {failure.detail} and was stopped",
            "render it as HTML, or split it into several maps",
        ),
        "out-of-memory": (
            f"drawing this map took more than {gigabytes} GiB of memory and was stopped",
            "render it as HTML, or split it into several maps",
        ),
        "crashed": (
            f"the process that drew this map crashed ({failure.detail})",
            "run `cjmap doctor`: broken or missing fonts and libraries can cause this",
        ),
    }.get(
        failure.kind,
        (
            f"cjmap failed on this map: {failure.detail}",
            "this is a defect of cjmap, not of the map; please report it with this line",
        ),
    )
    return Diagnostic("not-rendered", message, Source(name, ""), help=help_)
