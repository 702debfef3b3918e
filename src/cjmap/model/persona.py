"""The people whom a map is about."""

from typing import Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from cjmap.model.base import Id, Language, Part, References, Text, Texts


class Persona(Part):
    """A persona, written in the map or in a file of its own; a plain name stands for one who has only that."""

    id: Id | None = Field(None, description="The name that maps use; a persona file's is its file name.")
    name: Text | None = Field(None, description="What the persona is called.")
    age: Text | None = Field(None, description="The persona's age.")
    role: Text | None = Field(None, description="Occupation, or the role in this journey.")
    family: Text | None = Field(None, description="Who lives with them.")
    career_goals: Texts = Field((), description="What they want from their work.")
    personal_goals: Texts = Field((), description="What they want for themselves.")
    needs: Texts = Field((), description="What they need.")
    frustrations: Texts = Field((), description="What frustrates them.")
    channels: Texts = Field((), description="Where they can be met.")
    quote: Text | None = Field(None, description="A sentence in their own words.")
    bio: Text | None = Field(None, description="Their story in a few sentences.")
    image: Text | None = Field(None, description="The path of a picture, relative to the file.")
    segment: Text | None = Field(None, description="The customer segment they stand for.")
    sources: References = Field((), description="Ids of the sources that the persona rests on.")
    note: Text | None = Field(None, description="A remark for readers.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if not (self.id or self.name):
            raise PydanticCustomError("persona_unnamed", "a persona without a name")
        return self

    @property
    def key(self) -> str:
        """What references call the persona by: the id, else the name."""
        return self.id or self.name or ""


class PersonaFile(Persona):
    """A file that holds one persona."""

    cjmap: Literal["1"] = Field(description="The format's version: 1.", json_schema_extra={"enum": [1, "1"]})
    kind: Literal["persona"] = Field(description="persona")
    language: Language | None = Field(None, description="The language of the words.")
    title: Text | None = Field(None, description="A heading, where it is not the name.")
