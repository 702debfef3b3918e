"""The people whom a map is about."""

from typing import Any, Literal, Self

from pydantic_core import PydanticCustomError

from cjmap.model.base import Id, Language, References, Text, Texts
from cjmap.model.part import Part, key


class Persona(Part):
    """A persona, written in the map or in a file of its own; a plain name stands for one who has only that."""

    id: Id | None = key("The name that maps use; a persona file's is its file name.", default=None)
    name: Text | None = key("What the persona is called.", default=None)
    age: Text | None = key("The persona's age.", default=None)
    role: Text | None = key("Occupation, or the role in this journey.", default=None)
    family: Text | None = key("Who lives with them.", default=None)
    career_goals: Texts = key("What they want from their work.", default=())
    personal_goals: Texts = key("What they want for themselves.", default=())
    needs: Texts = key("What they need.", default=())
    frustrations: Texts = key("What frustrates them.", default=())
    channels: Texts = key("Where they can be met.", default=())
    quote: Text | None = key("A sentence in their own words.", default=None)
    bio: Text | None = key("Their story in a few sentences.", default=None)
    image: Text | None = key("The path of a picture, relative to the file.", default=None)
    segment: Text | None = key("The customer segment they stand for.", default=None)
    sources: References = key("Ids of the sources that the persona rests on.", default=())
    note: Text | None = key("A remark for readers.", default=None)

    @classmethod
    def _typed(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else super()._typed(value)

    def _checked(self) -> Self:
        if not (self.id or self.name):
            raise PydanticCustomError("persona_unnamed", "a persona without a name")
        return self

    @property
    def key(self) -> str:
        """What references call the persona by: the id, else the name."""
        return self.id or self.name or ""


class PersonaFile(Persona):
    """A file that holds one persona."""

    cjmap: Literal["1"] = key("The format's version: 1.", json_schema_extra={"enum": [1, "1"]})
    kind: Literal["persona"] = key("persona")
    language: Language | None = key("The language of the words.", default=None)
    title: Text | None = key("A heading, where it is not the name.", default=None)
