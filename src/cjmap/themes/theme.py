"""A theme's values, and the built-in themes, read from `templates/themes/`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from cjmap.record import record, replace
from cjmap.resources import templates
from cjmap.themes.contrast import mix
from cjmap.themes.properties import PROPERTIES

NAMES: tuple[str, ...] = ("editorial", "studio", "mono", "contrast")
"""The built-in themes."""
DEFAULT = "editorial"


@record
class Theme:
    """The values of all properties in light (and on paper), those that differ in the dark, and rules of its own.

    `sans` and `serif` are families to name before the language's own, as CSS writes them. `faces` are rules for
    embedded fonts. `logo` is a picture as a `data:` address, `logo_words` what it says. `css` is a person's own sheet,
    after all others.
    """

    name: str
    light: Mapping[str, str]
    dark: Mapping[str, str] = MappingProxyType({})
    rules: str = ""
    sans: str = ""
    serif: str = ""
    faces: str = ""
    logo: str = ""
    logo_words: str = ""
    css: str = ""

    def over(self, light: Mapping[str, str], dark: Mapping[str, str] | None = None) -> Theme:
        """The theme with some values replaced."""
        return replace(self, light={**self.light, **light}, dark={**self.dark, **(dark or {})})

    def sheet(self) -> str:
        """The values as rules: in light and on paper, and on dark screens."""
        return (
            f":root{{color-scheme:light dark;{_declared(self.light)}}}\n"
            f"@media screen and (prefers-color-scheme:dark){{:root{{{_declared(self.dark)}}}}}"
        )

    def number(self, name: str) -> float:
        """The value of a property that takes a number."""
        return float(self.light[name])

    def stage(self, share: float, *, dark: bool = False) -> str:
        """The colour of a stage at a share of the way from the first to the last."""
        values = {**self.light, **self.dark} if dark else self.light
        at = share * 4
        low = min(int(at), 3)
        return mix(values[f"stage{low + 1}"], values[f"stage{low + 2}"], at - low)

    def tint(self, share: float, *, dark: bool = False) -> str:
        """A stage's colour as a ground for words."""
        paper = self.dark.get("paper", self.light["paper"]) if dark else self.light["paper"]
        return mix(paper, self.stage(share, dark=dark), 0.14 if dark else 0.075)


def _declared(values: Mapping[str, str]) -> str:
    return ";".join(f"--{name}:{values[name]}" for name in PROPERTIES if name in values)


_ROOT = re.compile(r":root\{([^}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@cache
def built_in(name: str) -> Theme:
    """A built-in theme; KeyError for any other name.

    Its file holds two `:root` rules, light and dark, one line a property, and after them the theme's own rules.
    """
    if name not in NAMES:
        raise KeyError(name)
    text = _COMMENT.sub("", (templates() / "themes" / f"{name}.css").read_text(encoding="utf-8"))
    roots = list(_ROOT.finditer(text))
    light, dark = (_values(root[1]) for root in roots[:2])
    rules = text[roots[1].end() :].partition("}")[2].strip()
    return Theme(name, light, dark, rules)


def _values(block: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in block.split(";") if line.strip())
    return {name.strip().removeprefix("--"): value.strip() for name, _, value in pairs}
