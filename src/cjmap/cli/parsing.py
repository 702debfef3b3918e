"""Arguments by typer: each verb's signature is a function that gives its options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from cjmap.cli import VERBS
from cjmap.cli.talk import COULD_NOT, fail

Options = TypeVar("Options")
SMALLEST, LARGEST = 0.1, 8.0


DESCRIBE: Sequence[str] = ("--describe",)
"""In place of arguments: raise `Described` with the command instead of running it."""


class Described(Exception):  # noqa: N818 -- no error: the way out with a verb's command
    """A verb's command, for those who want to know its options."""

    def __init__(self, command: Any) -> None:
        self.command = command


def by_typer(verb: str, signature: Callable[..., Options | int], arguments: Sequence[str]) -> Options | int:
    """The options of a verb, or the exit status when there is nothing to run: help was printed, or usage is wrong."""
    import typer

    app = typer.Typer(
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.command(help=VERBS[verb])(signature)
    command = typer.main.get_command(app)
    if arguments is DESCRIBE:
        raise Described(command)
    for parameter in command.params:
        _speak_plainly(parameter)
    try:
        result = command.main(args=list(arguments), prog_name=f"cjmap {verb}", standalone_mode=False)
    except typer.TyperException as error:
        # usage errors know how to show themselves below the line of usage; typer has no public name for them
        show: Callable[[], None] | None = getattr(error, "show", None)
        if show is None:
            return fail(error.format_message())
        show()
        return COULD_NOT
    return cast("Options | int", result)


def _speak_plainly(parameter: Any) -> None:
    """Leave Python's types out of what the help says of arguments, and write them as manual pages do."""
    if parameter.param_type_name == "argument":
        shown = parameter.metavar + ("..." if parameter.nargs != 1 else "")
        usage = shown if parameter.required else f"[{shown}]"
        parameter.display_type_rich = lambda **_: ""
        parameter.get_usage_pieces = lambda _: [usage]
        parameter.get_error_hint = lambda *_: parameter.metavar


def whole_number(word: str) -> int:
    """A count of one or more."""
    import typer

    if not word.isascii() or not word.isdecimal() or not 0 < len(word) < 10 or int(word) == 0:
        raise typer.BadParameter(f"‘{word}’ is not a whole number above zero")
    return int(word)


def factor(word: str) -> float:
    """How many times as large: 0.1 to 8."""
    import typer

    parts = word.split(".")
    plain = len(parts) <= 2 and all(part.isascii() and part.isdecimal() for part in parts) and len(word) < 10
    if not plain or not SMALLEST <= float(word) <= LARGEST:
        raise typer.BadParameter(f"‘{word}’ is not a number from {SMALLEST:g} to {LARGEST:g}")
    return float(word)


def one_of(word: str, names: Sequence[str], what: str) -> str | int:
    """The word when it is one of the names; else the exit status after naming the nearest."""
    if word in names:
        return word
    return fail(f"there is no {what} ‘{word}’", nearest_help(word, names))


def nearest_help(word: str, names: Sequence[str]) -> str:
    """The name that was probably meant, and all of them."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.5)
    choice = f"choose from: {', '.join(names)}"
    return f"did you mean ‘{folded[close[0]]}’?\n{choice}" if close else choice


def comma_list(value: str | None) -> tuple[str, ...]:
    """`a,b` as two words; nothing and empty parts as none."""
    return tuple(dict.fromkeys(part.strip() for part in (value or "").split(",") if part.strip()))


def formats() -> str:
    """What `--format` takes, for the help."""
    from cjmap.report import REPORTERS

    return f"How to report: {', '.join(REPORTERS)}. If absent text, and github under GitHub Actions."
