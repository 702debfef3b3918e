"""What the models know of their fields: which class stands below a key, and which words a key takes."""

from functools import lru_cache
from typing import Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from cjmap.model.base import Part


@lru_cache(maxsize=4096)
def field(part: type[Part], key: str) -> FieldInfo | None:
    """The field that a typed key fills, or None."""
    found = part.model_fields.get(key)
    if found is not None and found.alias in (None, key):
        return found
    return next((each for each in part.model_fields.values() if each.alias == key), None)


@lru_cache(maxsize=4096)
def below(part: type[Part], key: str) -> type[Part] | None:
    """The class of what stands below a key, or of the items of its list; None where plain values stand."""
    found = field(part, key)
    return next(iter(_parts(found.annotation)), None) if found else None


@lru_cache(maxsize=4096)
def words(part: type[Part], key: str) -> tuple[str, ...]:
    """The words that the format knows for a key's value; none where it takes any."""
    found = field(part, key)
    return tuple(_literals(found.annotation)) if found else ()


@lru_cache(maxsize=4096)
def closed(part: type[Part], key: str) -> bool:
    """Whether a key takes those words and nothing else."""
    found = field(part, key)
    return found is not None and bool(words(part, key)) and not _takes_text(found.annotation)


def _parts(annotation: Any) -> list[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return [annotation]
    return [found for each in get_args(annotation) for found in _parts(each)]


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
