"""`cjmap completion`: a script for the shell, made from the verbs and their options."""

import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from cjmap.cli import VERBS, module_of

Takes = tuple[str, ...] | Literal["files", "any"] | None
"""What an option takes: one of some words, a file, anything; None takes no value."""


@dataclass(frozen=True, slots=True)
class Options:
    """The shell."""

    shell: str


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb: its options with what each takes, and what its arguments are."""

    name: str
    help: str
    options: dict[str, Takes]
    helps: dict[str, str]
    words: tuple[str, ...]
    files: bool


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, one_of

    def signature(
        shell: Annotated[str, typer.Argument(metavar="SHELL", help=f"One of {', '.join(SCRIPTS)}.")],
    ) -> Options | int:
        named = one_of(shell, tuple(SCRIPTS), "shell")
        return Options(named) if isinstance(named, str) else named

    return by_typer("completion", signature, arguments)


def run(options: Options) -> int:
    """Print the script."""
    sys.stdout.write(SCRIPTS[options.shell]([_verb(name) for name in VERBS]))
    return 0


def _verb(name: str) -> Verb:
    from cjmap.cli.parsing import DESCRIBE, Described

    module = __import__(module_of(name), fromlist=["parse"])
    command: Any = None
    try:
        module.parse(DESCRIBE)
    except Described as found:
        command = found.command
    options: dict[str, Takes] = {}
    helps: dict[str, str] = {}
    files = False
    for each in command.params if command is not None else ():
        if each.param_type_name == "argument":
            files = files or each.metavar in ("PATH", "MAP", "FILE")
            continue
        for word in each.opts:
            if word.startswith("--"):
                options[word] = None if each.is_flag else _takes(name, word, each.metavar or "")
                helps[word] = (each.help or "").partition(". ")[0].rstrip(".")
    options["--help"] = None
    helps["--help"] = "Show how it is used"
    words = {"explain": _rules(), "completion": tuple(SCRIPTS)}.get(name, ())
    return Verb(name, VERBS[name], options, helps, words, files)


def _takes(verb: str, option: str, metavar: str) -> Takes:
    values = _values()
    words = values.get((verb, option)) or values.get(("", option))
    return words or ("files" if "FILE" in metavar else "any")


def _rules() -> tuple[str, ...]:
    from cjmap.rulebook import BY_NAME

    return tuple(BY_NAME)


def _values() -> dict[tuple[str, str], tuple[str, ...]]:
    """The words that options take, by verb and option; without a verb for every verb."""
    from cjmap.kinds import KINDS
    from cjmap.labels import LANGUAGES
    from cjmap.report import REPORTERS

    return {
        ("validate", "--format"): tuple(REPORTERS),
        ("lint", "--format"): tuple(REPORTERS),
        ("", "--format"): ("text", "json"),
        ("", "--select"): _rules(),
        ("", "--ignore"): _rules(),
        ("", "--language"): LANGUAGES,
        ("", "--kind"): tuple(KINDS),
        ("", "--to"): ("html", "pdf", "text"),
        ("", "--paper"): ("a4", "a3", "a2", "a1", "letter", "tabloid", "fit"),
    }


def _compgen(words: Iterable[str]) -> str:
    return f'COMPREPLY=($(compgen -W {shlex.quote(" ".join(words))} -- "$word"))'


def _bash(verbs: list[Verb]) -> str:
    cases = []
    for verb in verbs:
        values = [
            f'        {option}) COMPREPLY=($(compgen -W {shlex.quote(" ".join(words))} -- "$word")); return ;;'
            for option, words in verb.options.items()
            if isinstance(words, tuple)
        ]
        for sort, does in (("files", 'COMPREPLY=($(compgen -f -- "$word"))'), ("any", "COMPREPLY=()")):
            takes = [option for option, words in verb.options.items() if words == sort]
            if takes:
                values.append(f"        {'|'.join(takes)}) {does}; return ;;")
        rest = f'COMPREPLY=($(compgen -W {shlex.quote(" ".join(verb.words))} -- "$word"))' if verb.words else ""
        rest = rest or ('COMPREPLY=($(compgen -f -- "$word"))' if verb.files else "COMPREPLY=()")
        cases.append(
            f"    {verb.name})\n"
            + ('      case "$before" in\n' + "\n".join(values) + "\n      esac\n" if values else "")
            + f'      if [[ "$word" == -* ]]; then {_compgen(verb.options)}\n'
            + f"      else {rest}; fi ;;"
        )
    names = shlex.quote(" ".join([*VERBS, "--help", "--version"]))
    return (
        '# completion of cjmap in bash: eval "$(cjmap completion bash)"\n_cjmap() {\n'
        '  local word="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}"\n'
        f'  if (( COMP_CWORD == 1 )); then COMPREPLY=($(compgen -W {names} -- "$word")); return; fi\n'
        '  case "${COMP_WORDS[1]}" in\n' + "\n".join(cases) + "\n  esac\n}\n"
        "complete -o filenames -o bashdefault -F _cjmap cjmap\n"
    )


def _zsh(verbs: list[Verb]) -> str:
    def spec(verb: Verb, option: str) -> str:
        words = verb.options[option]
        about = verb.helps[option].replace("[", "(").replace("]", ")").replace(":", " ")
        if isinstance(words, tuple):
            action = f":value:({' '.join(words)})"
        else:
            action = {None: "", "files": ":file:_files", "any": ":value: "}[words]
        return shlex.quote(f"{option}[{about}]{action}")

    cases = []
    for verb in verbs:
        specs = [spec(verb, option) for option in verb.options]
        if verb.words:
            specs.append(shlex.quote(f"1:word:({' '.join(verb.words)})"))
        elif verb.files:
            specs.append("'*:file:_files'")
        cases.append(f"    {verb.name}) _arguments {' '.join(specs)} ;;")
    names = " ".join(shlex.quote(f"{verb.name}:{verb.help}".rstrip(".")) for verb in verbs)
    return (
        "#compdef cjmap\n# completion of cjmap in zsh: write this to a file _cjmap in a folder of $fpath\n_cjmap() {\n"
        f"  local -a verbs=({names})\n"
        "  if (( CURRENT == 2 )); then _describe verb verbs; return; fi\n"
        "  local verb=$words[2]\n  shift words; (( CURRENT-- ))\n"
        "  case $verb in\n" + "\n".join(cases) + "\n  esac\n}\ncompdef _cjmap cjmap\n"
    )


def _fish(verbs: list[Verb]) -> str:
    lines = ["# completion of cjmap in fish: cjmap completion fish > ~/.config/fish/completions/cjmap.fish"]
    lines.append("complete -c cjmap -f")
    for verb in verbs:
        lines.append(f"complete -c cjmap -n __fish_use_subcommand -a {verb.name} -d {shlex.quote(verb.help)}")
        when = shlex.quote(f"__fish_seen_subcommand_from {verb.name}")
        if verb.files:
            lines.append(f"complete -c cjmap -n {when} -F")
        if verb.words:
            lines.append(f"complete -c cjmap -n {when} -a {shlex.quote(' '.join(verb.words))}")
        for option, words in verb.options.items():
            if isinstance(words, tuple):
                takes = f" -x -a {shlex.quote(' '.join(words))}"
            else:
                takes = {None: "", "files": " -r -F", "any": " -x"}[words]
            about = shlex.quote(verb.helps[option])
            lines.append(f"complete -c cjmap -n {when} -l {option[2:]}{takes} -d {about}")
    return "\n".join(lines) + "\n"


SCRIPTS: dict[str, Callable[[list[Verb]], str]] = {"bash": _bash, "zsh": _zsh, "fish": _fish}
"""The shells, and what makes the script of each."""
