"""How a project's maps look: a built-in theme, and the project's own colours, logo and type."""

import re
from typing import Annotated, Any, Literal

from pydantic_core import PydanticCustomError

from cjmap.model.base import Text
from cjmap.model.part import Part, Reads, as_list, key

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


Colour = Annotated[str, Reads({"type": ["string", "integer"]}, after=_colour)]
"""A colour as `1d4f80` or `"#1d4f80"`."""
Family = Annotated[str, Reads({"type": "string"}, after=_family)]
"""The name of a font family."""
Colours = Annotated[tuple[Colour, ...], Reads(before=as_list, min_length=1, max_length=12)]
"""A colour, or a list of them."""


class Palette(Part):
    """Colours of a theme, as `1d4f80` or `"#1d4f80"`; docs/themes.md says where each stands."""

    page: Colour | None = key("The page around the map.", default=None)
    paper: Colour | None = key("The ground of the map.", default=None)
    ink: Colour | None = key("Words, and the curve.", default=None)
    ink2: Colour | None = key("Second words.", default=None)
    ink3: Colour | None = key("Quiet words.", default=None)
    rule: Colour | None = key("Lines between lanes and between stages.", default=None)
    hair: Colour | None = key("Lines between steps.", default=None)
    pos: Colour | None = key("What is good.", default=None)
    post: Colour | None = key("The tint of what is good.", default=None)
    neg: Colour | None = key("What is bad.", default=None)
    negt: Colour | None = key("The tint of what is bad.", default=None)
    mot: Colour | None = key("The ground of a moment of truth.", default=None)
    star: Colour | None = key("The star of a moment of truth.", default=None)
    link: Colour | None = key("References and links: the place for a brand's first colour.", default=None)
    plum: Colour | None = key("A third persona's curve.", default=None)
    shade: Colour | None = key("The ground below a blueprint's line of visibility.", default=None)
    arrow: Colour | None = key("A blueprint's arrows.", default=None)
    on: Colour | None = key("Words on a stage's colour.", default=None)
    stages: Colours | None = key("The stages' colours from first to last, mixed for more.", default=None)


class FontFamily(Part):
    """A font: the name alone where readers have it, or with files to embed, one a weight."""

    family: Family = key("The font's name.")
    regular: Text | None = key("A WOFF2, WOFF, TTF or OTF file below the project's root.", default=None)
    bold: Text | None = key("The same in bold.", default=None)

    @classmethod
    def _typed(cls, value: Any) -> Any:
        return {"family": value} if isinstance(value, str) else super()._typed(value)


class Fonts(Part):
    """The fonts of facts and of voices; a name alone is that of facts."""

    sans: FontFamily | None = key("For facts: everything but quotes.", default=None)
    serif: FontFamily | None = key("For voices: quotes, and titles where the theme says so.", default=None)

    @classmethod
    def _typed(cls, value: Any) -> Any:
        return {"sans": value} if isinstance(value, str) else super()._typed(value)


class ThemeSettings(Part):
    """How maps look; a name alone is that of a built-in theme."""

    base: ThemeName = key("The built-in theme to start from; `editorial` unless said.", default="editorial")
    colours: Palette = key("Colours in light and on paper.", default_factory=Palette)
    dark: Palette = key("Colours on dark screens.", default_factory=Palette)
    logo: Text | None = key(
        "A picture below the project's root: PNG, JPEG, GIF, WebP or SVG. It is embedded.", default=None
    )
    logo_text: Text | None = key("What the logo says, for readers who do not see it.", default=None)
    font: Fonts | None = key("The project's type.", default=None)

    @classmethod
    def _typed(cls, value: Any) -> Any:
        return {"base": value} if isinstance(value, str) else super()._typed(value)


def values(palette: Palette) -> dict[str, str]:
    """The colours that a palette sets, by the theme's property; stages as the five that a theme has."""
    found = {name: value for name, value in vars(palette).items() if isinstance(value, str)}
    stages = palette.stages or ()
    for n in range(5 if stages else 0):
        found[f"stage{n + 1}"] = _sampled(stages, n / 4)
    return found


def _sampled(colours: tuple[str, ...], share: float) -> str:
    from cjmap.themes.contrast import mix

    at = share * (len(colours) - 1)
    low = min(int(at), max(0, len(colours) - 2))
    return mix(colours[low], colours[min(low + 1, len(colours) - 1)], at - low)
