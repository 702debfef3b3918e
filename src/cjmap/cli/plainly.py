"""Arguments typed plainly, understood without typer: it takes longer to load than a map to check or to draw."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def plainly(
    arguments: Sequence[str], options: Mapping[str, Collection[str] | None], switches: Collection[str] = ()
) -> tuple[list[str], dict[str, str]] | None:
    """The paths, and the words by option; None for what is left to typer: all else, and whatever is wrong.

    `options` are names that a value follows, as a word of its own or after `=`, with the values that are right (None
    for any); a short name is written with its value as two words. `switches` stand alone.
    """
    paths: list[str] = []
    found: dict[str, str] = {}
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name in options:
            value = value if equals else next(rest, "")
            right = options[name]
            option = value.startswith("-") and value != "-"
            if not value or option or (right is not None and value not in right):
                return None
            found[name] = value
        elif word in switches:
            found[word] = ""
        elif word.startswith("-") and word != "-":
            return None
        else:
            paths.append(word)
    return (paths, found) if paths else None
