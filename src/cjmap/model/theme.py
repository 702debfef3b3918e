"""How a project's maps look: a built-in theme, and the project's own colours, logo and type."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from cjmap.model.base import Part, Text, as_list

ThemeName = Literal["editorial", "studio", "mono", "contrast"]
"""The built-in themes."""

_COLOUR = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_FAMILY = re.compile(r"[^\W_][\w .-]{0,63}")


def _colour(value: str) -> str:
    found = _COLOUR.fullmatch(value)
    if not found:
        raise PydanticCustomError("not_a_colour", "not a colour")
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


def _family(value: str) -> str:
    if not _FAMILY.fullmatch(value):
        raise PydanticCustomError("not_a_font", "not the name of a font")
    return value


Colour = Annotated[str, AfterValidator(_colour), WithJsonSchema({"type": ["string", "integer"]})]
"""A colour as `1d4f80` or `"#1d4f80"`."""
Family = Annotated[str, AfterValidator(_family), WithJsonSchema({"type": "string"})]
"""The name of a font family."""
Colours = Annotated[tuple[Colour, ...], BeforeValidator(as_list), Field(min_length=1, max_length=12)]
"""A colour, or a list of them."""


class Palette(Part):
    """Colours of a theme, as `1d4f80` or `"#1d4f80"`; docs/themes.md says where each stands."""

    page: Colour | None = Field(None, description="The page around the map.")
    paper: Colour | None = Field(None, description="The ground of the map.")
    ink: Colour | None = Field(None, description="Words, and the curve.")
    ink2: Colour | None = Field(None, description="Second words.")
    ink3: Colour | None = Field(None, description="Quiet words.")
    rule: Colour | None = Field(None, description="Lines between lanes and between stages.")
    hair: Colour | None = Field(None, description="Lines between steps.")
    pos: Colour | None = Field(None, description="What is good.")
    post: Colour | None = Field(None, description="The tint of what is good.")
    neg: Colour | None = Field(None, description="What is bad.")
    negt: Colour | None = Field(None, description="The tint of what is bad.")
    mot: Colour | None = Field(None, description="The ground of a moment of truth.")
    star: Colour | None = Field(None, description="The star of a moment of truth.")
    link: Colour | None = Field(None, description="References and links: the place for a brand's first colour.")
    plum: Colour | None = Field(None, description="A third persona's curve.")
    shade: Colour | None = Field(None, description="The ground below a blueprint's line of visibility.")
    arrow: Colour | None = Field(None, description="A blueprint's arrows.")
    on: Colour | None = Field(None, description="Words on a stage's colour.")
    stages: Colours | None = Field(None, description="The stages' colours from first to last, mixed for more.")


class FontFamily(Part):
    """A font: the name alone where readers have it, or with files to embed, one a weight."""

    family: Family = Field(description="The font's name.")
    regular: Text | None = Field(None, description="A WOFF2, WOFF, TTF or OTF file below the project's root.")
    bold: Text | None = Field(None, description="The same in bold.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {"family": value} if isinstance(value, str) else value


class Fonts(Part):
    """The fonts of facts and of voices; a name alone is that of facts."""

    sans: FontFamily | None = Field(None, description="For facts: everything but quotes.")
    serif: FontFamily | None = Field(None, description="For voices: quotes, and titles where the theme says so.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {"sans": value} if isinstance(value, str) else value


class ThemeSettings(Part):
    """How maps look; a name alone is that of a built-in theme."""

    base: ThemeName = Field("editorial", description="The built-in theme to start from; `editorial` unless said.")
    colours: Palette = Field(default_factory=Palette.model_construct, description="Colours in light and on paper.")
    dark: Palette = Field(default_factory=Palette.model_construct, description="Colours on dark screens.")
    logo: Text | None = Field(
        None, description="A picture below the project's root: PNG, JPEG, GIF, WebP or SVG. It is embedded."
    )
    logo_text: Text | None = Field(None, description="What the logo says, for readers who do not see it.")
    font: Fonts | None = Field(None, description="The project's type.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {"base": value} if isinstance(value, str) else value


def values(palette: Palette) -> dict[str, str]:
    """The colours that a palette sets, by the theme's property; stages as the five that a theme has."""
    found = {name: value for name, value in palette if isinstance(value, str)}
    stages = palette.stages or ()
    for n in range(5 if stages else 0):
        found[f"stage{n + 1}"] = _sampled(stages, n / 4)
    return found


def _sampled(colours: tuple[str, ...], share: float) -> str:
    from cjmap.themes.contrast import mix

    at = share * (len(colours) - 1)
    low = min(int(at), max(0, len(colours) - 2))
    return mix(colours[low], colours[min(low + 1, len(colours) - 1)], at - low)
