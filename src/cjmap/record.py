"""Frozen records: like frozen dataclasses, and declared at next to no cost.

`dataclasses` writes, compiles and runs a program for every class when its module is imported: for the classes of a
page that took longer than drawing it. Here all classes share the same few methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make a class with annotated fields a frozen record.

    It is made of values by position or name, equal to one of its class with equal values, hashable where they are, and
    shown with them. A field with a value in the class may be left out; all records share that value, so it must be one
    that never changes. A class below another record has that one's fields first.
    """
    return _made(cls, _METHODS)


@dataclass_transform()
def changing(cls: type[T]) -> type[T]:
    """Make a class with annotated fields a record whose values may change; it is equal to itself only."""
    return _made(cls, {"__init__": _init, "__repr__": _repr})


def _made(cls: type[T], methods: Mapping[str, Any]) -> type[T]:
    names = (*getattr(cls, "__match_args__", ()), *vars(cls).get("__annotations__", ()))
    defaults = {name: getattr(cls, name) for name in names if hasattr(cls, name)}
    made = {"__match_args__": names, "__names__": frozenset(names), "__defaults__": defaults}
    for name, value in {**made, **methods}.items():
        setattr(cls, name, value)
    return cls


def replace(old: T, /, **changes: Any) -> T:
    """A record like another but for some values."""
    # not all that it has: what a cached property found is another in the new one
    return type(old)(**{**dict(zip(old.__match_args__, _values(old), strict=True)), **changes})  # type: ignore[attr-defined]


def _init(self: Any, /, *values: Any, **named: Any) -> None:
    # written past the guard below, and all at once
    own = self.__dict__
    own.update(self.__defaults__)
    if values:
        own.update(zip(self.__match_args__, values, strict=False))
    if named:
        own.update(named)
    if own.keys() != self.__names__ or len(values) > len(own):
        raise TypeError(f"{type(self).__name__} is made of {', '.join(self.__match_args__)}, not of {', '.join(own)}")


def _guard(self: Any, name: str, *_: Any) -> NoReturn:
    raise AttributeError(f"cannot change {name!r} of a {type(self).__name__}")


def _values(self: Any) -> tuple[Any, ...]:
    own = vars(self)
    return tuple([own[name] for name in self.__match_args__])


def _equal(self: Any, other: Any) -> bool:
    return _values(self) == _values(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(_values(self))


def _repr(self: Any) -> str:
    return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"


_METHODS = {
    "__init__": _init,
    "__setattr__": _guard,
    "__delattr__": _guard,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
}
