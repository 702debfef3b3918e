"""What the models know of their fields: which class stands below a key, and which words a key takes."""

from functools import cache
from typing import Any, Literal, get_args, get_origin

from cjmap.model.part import Part, keys


def below(part: type[Part], key: str) -> type[Part] | None:
    """The class of what stands below a key, or of the items of its list; None where plain values stand."""
    return next(iter(_parts(_type(part, key))), None)


def words(part: type[Part], key: str) -> tuple[str, ...]:
    """The words that the format knows for a key's value; none where it takes any."""
    return tuple(_literals(_type(part, key)))


def closed(part: type[Part], key: str) -> bool:
    """Whether a key takes those words and nothing else."""
    return bool(words(part, key)) and not _takes_text(_type(part, key))


def _type(part: type[Part], key: str) -> Any:
    found = keys(part).get(key)
    return found.type if found else None


@cache
def _parts(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [found for each in get_args(annotation) for found in _parts(each)]


@cache
def _literals(annotation: Any) -> list[str]:
    if annotation is bool:
        return ["true", "false"]
    if get_origin(annotation) is Literal:
        return [str(word).lower() if isinstance(word, bool) else str(word) for word in get_args(annotation)]
    return [word for each in get_args(annotation) for word in _literals(each)]


def _takes_text(annotation: Any) -> bool:
    return annotation is str or (
        get_origin(annotation) is not Literal and any(_takes_text(each) for each in get_args(annotation))
    )
