"""What parts of the document are: classes that pydantic validates, without pydantic being loaded for them.

Parts are dataclasses. What pydantic has to know beyond their annotations it asks them and their fields' types by its
own protocol, and only where no validator is kept from an earlier run: see `checker`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast, dataclass_transform

from pydantic_core import core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema, SchemaValidator

Json = dict[str, Any]


def key(description: str, *, default: Any = MISSING, default_factory: Any = MISSING, **more: Any) -> Any:
    """A key of a part: what it means, and what holds where it is absent; `more` is what pydantic's `Field` takes."""
    return field(default=default, default_factory=default_factory, metadata={"description": description, **more})


def _as_typed(name: str) -> str:
    """The key that fills a field: `from` is no name in Python."""
    return name.rstrip("_")


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False, field_specifiers=(key, field))
class Part:
    """A part of the document: immutable, without keys that the format does not know.

    Made by hand, nothing of it is checked; `read` does that.
    """

    _keys: ClassVar[dict[str, Field[Any]]]
    _absent: ClassVar[Json]
    _validator: ClassVar[SchemaValidator]
    __pydantic_config__: ClassVar[Json] = {"extra": "forbid", "alias_generator": _as_typed}

    def __init_subclass__(cls) -> None:
        # writing the usual methods for each class would take longer than reading most maps: they stand here once
        dataclass(init=False, repr=False, eq=False, match_args=False, kw_only=True)(cls)
        cls._keys = {_as_typed(each.name): each for each in fields(cast("Any", cls))}
        # nothing equals what stands for a required key
        cls._absent = {each.name: each.default if is_required(each) else _default(each) for each in cls._keys.values()}

    def __init__(self, **values: Any) -> None:
        known = {each.name: each for each in keys(type(self)).values()}
        if strange := values.keys() - known:
            raise TypeError(f"{type(self).__name__} has no {', '.join(sorted(strange))}")
        vars(self).update((name, values[name] if name in values else _default(each)) for name, each in known.items())

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to {name!r}")

    def __eq__(self, other: object) -> bool:
        return vars(self) == vars(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(vars(self).values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in sorted(self.filled))})"

    @property
    def filled(self) -> set[str]:
        """The names of the fields that say something: those that are not as they are where they are absent."""
        absent = self._absent
        return {name for name, value in vars(self).items() if value is not absent[name] and value != absent[name]}

    @classmethod
    def read(cls, data: Any, context: Json | None = None) -> Self:
        """The part that some data stands for, as it was typed.

        Raises pydantic_core.ValidationError, which holds every mistake.
        """
        if "_validator" not in vars(cls):
            from cjmap.model.checker import validator

            cls._validator = validator(cls)
        found: Self = cls._validator.validate_python(data, context=context)
        return found

    @classmethod
    def _typed(cls, value: Any) -> Any:
        """What was typed, in its full form; a known key without a value is not filled in, an unknown one is refused."""
        if isinstance(value, dict) and None in value.values():
            known = keys(cls)
            return {name: each for name, each in value.items() if each is not None or name not in known}
        return value

    def _checked(self) -> Self:
        """The part itself, when what its fields say fits together; else raises PydanticCustomError."""
        return self

    @classmethod
    def _before(cls, schema: CoreSchema, name: str) -> CoreSchema:
        return core_schema.no_info_before_validator_function(cls._typed, schema, ref=name)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema: Any = {**handler.resolve_ref_schema(handler(source))}
        # where the part stands again, pydantic goes by this name, so it is that of the whole
        name = schema.pop("ref")
        if cls._checked is not Part._checked:
            schema = core_schema.no_info_after_validator_function(cls._checked, schema)
        return cls._before(schema, name)


def keys(part: type[Part]) -> dict[str, Field[Any]]:
    """The fields of a part by their keys, as they are typed, in the order in which they stand in the class."""
    return part._keys  # noqa: SLF001 -- its own


def is_required(found: Field[Any]) -> bool:
    """Whether a key must be there."""
    return found.default is MISSING and found.default_factory is MISSING


def _default(found: Field[Any]) -> Any:
    if is_required(found):
        raise TypeError(f"{found.name} is missing")
    return found.default if found.default_factory is MISSING else found.default_factory()


class Reads:
    """How a field's type reads what was typed, and the JSON Schema that says so to editors.

    `before` gets what was typed, `after` what the type made of it; both return the value or raise
    PydanticCustomError. `bounds` are limits by pydantic-core's names, such as `ge`.
    """

    def __init__(
        self,
        schema: Json | None = None,
        *,
        before: Callable[[Any], Any] | None = None,
        after: Callable[[Any], Any] | None = None,
        **bounds: float,
    ) -> None:
        self.schema = schema
        self.before = before
        self.after = after
        self.bounds = bounds

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        found: Any = {**handler(source), **self.bounds}
        if self.before is not None:
            found = core_schema.no_info_before_validator_function(self.before, found)
        if self.after is not None:
            found = core_schema.no_info_after_validator_function(self.after, found)
        return cast("CoreSchema", found)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        return handler(schema) if self.schema is None else dict(self.schema)


def as_list(value: Any) -> Any:
    """One thing stands for a list of one."""
    return value if isinstance(value, list | tuple) else [value]


ONE_OR_MORE = Reads(before=as_list)
"""Of a tuple: a single thing need not be a list."""
