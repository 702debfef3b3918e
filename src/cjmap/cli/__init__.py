"""The `cjmap` command: one module a verb, of which only the one that is asked for is imported.

This module answers `--version` and `--help` by itself, so it imports next to nothing.
"""

import gc
import os
import sys

from cjmap import __version__

VERBS = {
    "validate": "Check maps, and show every mistake with its place.",
    "lint": "Check maps for method as well: evidence, owners, moments of truth, and more.",
    "rules": "List the rules of lint.",
    "explain": "Explain a rule: why, a bad map, a good map, how to fix.",
    "stats": "Print how healthy maps are: evidence, freshness, counts, scores.",
    "fmt": "Write maps in their canonical form: order, indentation, quotation marks.",
    "render": "Draw maps as HTML pages, PDF files, pictures or text.",
    "preview": "Show maps in the browser, and draw them again whenever a file is saved.",
    "show": "Print a map in the terminal.",
    "diff": "Say what changed between two maps, and what it means for the customer.",
    "log": "Tell a map's story over its commits: what changed in each.",
    "new": "Start a map from a template.",
    "schema": "Print the JSON Schema that editors check maps with.",
    "git-setup": "Teach git to compare and merge maps; --undo removes it.",
    "merge": "Merge two versions of a map, as git's merge driver.",
    "git-diff": "Print what changed in a map, called by git for `git cjdiff`.",
    "textconv": "Print a map one fact a line, as git shows it in diffs.",
    "lsp": "Serve an editor: findings, completion and renaming as maps are typed.",
    "doctor": "Show what this machine can render, and how to install what is missing.",
    "completion": "Print a script that completes cjmap's words in a shell.",
}
"""The verbs in the order in which people meet them, each with its line in the help."""

HELP = (
    "Usage: cjmap VERB [ARGUMENTS]...\n\n"
    "  Customer journey maps as text: check them, draw them, print them.\n\n"
    "Verbs:\n" + "".join(f"  {verb:<12}{line}\n" for verb, line in VERBS.items()) + "\nOptions:\n"
    "  -V, --version  Print the version.\n"
    "  -h, --help     Print this help; `cjmap VERB --help` prints help for a verb.\n"
    "\nExit status: 0 all is well, 1 errors were found, 2 the command could not run.\n"
)

INTERRUPTED = 130
PIPE_CLOSED = 141


def main() -> None:
    """Run the command with the arguments of the process, and end the process."""
    # a closed stream is None; characters that the terminal cannot show must not end the program
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 -- for the whole run
        else:
            stream.reconfigure(errors="backslashreplace")
    # looking for plugins of pydantic's reads a file of every package that is installed, and we have no use for any
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    status = guarded(sys.argv[1:])
    # everything is written and every worker has ended: taking the interpreter apart would only cost time
    os._exit(status)


def guarded(arguments: list[str]) -> int:
    """Run the command; what can go wrong around it becomes a line and an exit status."""
    try:
        try:
            return run(arguments)
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        return _last_words("interrupted", INTERRUPTED)
    except BrokenPipeError:
        return PIPE_CLOSED
    except OSError as error:
        from cjmap.visible import visible

        words = error.strerror or str(error)
        where = f"{error.filename}: " if isinstance(error.filename, str) else ""
        return _last_words(visible(f"error: {where}{words[:1].lower()}{words[1:]}"), 2)
    except Exception as error:  # whatever it is, it is ours, and a traceback helps nobody but us
        if os.environ.get("CJMAP_DEBUG"):
            raise
        return _defect(error)
    finally:
        _flush_quietly()


def run(arguments: list[str]) -> int:
    """Run a verb and give the exit status."""
    first = arguments[0] if arguments else "--help"
    if first in ("--version", "-V"):
        print(f"cjmap {__version__}")  # noqa: T201 -- the command's own output
        return 0
    if first in ("--help", "-h"):
        print(HELP, end="")  # noqa: T201 -- the command's own output
        return 0
    if first not in VERBS:
        return _unknown(first)
    # modules stay to the end: looking for garbage while they are loaded finds none
    gc.disable()
    module = __import__(module_of(first), fromlist=["parse", "run"])
    gc.enable()
    options = module.parse(arguments[1:])
    if isinstance(options, int):
        return options
    status: int = module.run(options)
    return status


def module_of(verb: str) -> str:
    """The name of a verb's module."""
    return f"cjmap.cli.{verb.replace('-', '_')}"


def _unknown(word: str) -> int:
    from difflib import get_close_matches

    from cjmap.cli.talk import fail

    close = get_close_matches(word, VERBS, n=1)
    hint = f"did you mean `cjmap {close[0]}`?" if close else f"the verbs are {', '.join(VERBS)}"
    what = "option" if word.startswith("-") else "verb"
    return fail(f"cjmap has no {what} ‘{word}’", hint)


def _defect(error: Exception) -> int:
    from cjmap.visible import visible

    what = f"{type(error).__name__}: {error}".rstrip(": ")
    help_ = "please report this line and what you typed; CJMAP_DEBUG=1 prints the traceback"
    return _last_words(f"{visible(f'error: cjmap {__version__} has a defect: {what}')}\n  help: {help_}", 2)


def _last_words(text: str, status: int) -> int:
    try:  # noqa: SIM105 -- contextlib would be the one import that `--version` waits for
        sys.stderr.write(text + "\n")
    except OSError:
        pass
    return status


def _flush_quietly() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:  # noqa: SIM105 -- as above; what could not be written was said already, or nobody is listening
            stream.flush()
        except OSError:
            pass
