"""Titles of lanes, kinds and words in the map's language, from `templates/labels/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple

from cjmap import __version__
from cjmap.kept import kept, stamp
from cjmap.resources import templates

FALLBACK = "en"
LANGUAGES: tuple[str, ...] = ("en", "zh-TW", "zh-CN", "ms")
"""The shipped languages."""

_REGIONS = {"zh-hk": "zh-TW", "zh-mo": "zh-TW", "zh-hant": "zh-TW", "zh-sg": "zh-CN", "zh-hans": "zh-CN", "zh": "zh-CN"}


class LaneLabel(NamedTuple):
    """A lane's title, the question a workshop would ask for it, and other names people use for it."""

    title: str
    question: str
    aliases: tuple[str, ...]


def shipped(language: str) -> str:
    """The shipped language that serves a BCP 47 tag: the same one, a sibling script, else English."""
    tag = language.lower()
    parts = tag.split("-")
    for size in range(len(parts), 0, -1):
        head = "-".join(parts[:size])
        for name in LANGUAGES:
            if name.lower() == head:
                return name
        if head in _REGIONS:
            return _REGIONS[head]
    return FALLBACK


class Catalog:
    """The labels of one language, from a folder of `templates/`.

    Unknown words raise KeyError: a test keeps all catalogs complete.
    """

    def __init__(self, language: str, folder: str) -> None:
        self.language = language
        self.folder = folder

    @cached_property
    def data(self) -> dict[str, Any]:
        """The content of the catalog's file, read when it is first asked for."""
        file = templates() / self.folder / f"{self.language}.yaml"
        return kept(f"{self.folder}.{self.language}", stamp([file], __version__), lambda: _read(file))

    def word(self, key: str, **values: object) -> str:
        """A phrase with its placeholders filled in."""
        text: str = self.data["words"][key]
        return self.filled(text, values) if values else text

    def filled(self, text: str, values: Mapping[str, object]) -> str:
        """A phrase of this catalog with its placeholders filled in, as the language writes it.

        Quotation marks inside what the phrase puts in quotation marks become the inner ones. Where the phrase sets a
        Chinese character beside a Latin letter or a figure, such as an id, a space stands between them.
        """
        left, _ = self.quotes
        parts = []
        for literal, name in _pieces(text):
            parts.append(literal)
            if name:
                value = str(values[name])
                parts.append(self.inside(value) if literal.endswith(left) else value)
        return spaced(parts)

    def quoted(self, text: str) -> str:
        """A name in the language's quotation marks; marks of the same sort inside become the inner ones."""
        left, right = self.quotes
        return left + self.inside(text) + right

    def inside(self, text: str) -> str:
        """A text as it stands inside quotation marks."""
        left, right = self.quotes
        inner_left, inner_right = self._labels["inner_quotes"]
        return text.replace(left, inner_left).replace(right, inner_right)

    @property
    def _labels(self) -> dict[str, Any]:
        """The labels of the language: only they have its quotation marks."""
        return self.data if "quotes" in self.data else catalog(self.language).data

    def term(self, group: str, key: str) -> str:
        """A term of a vocabulary (basis, severity, status, …); the key itself when the vocabulary lacks it."""
        return str(self.data[group].get(key, key))

    def lane(self, lane: str, kind: str) -> LaneLabel:
        """The label of a built-in lane in a kind of map. Raises KeyError for other lanes."""
        entry = {**self.data["lanes"][lane], **self.data["kind_lanes"].get(kind, {}).get(lane, {})}
        return LaneLabel(entry["title"], entry.get("question", ""), tuple(entry.get("aliases", ())))

    @property
    def quotes(self) -> tuple[str, str]:
        """The quotation marks of the language."""
        left, right = self._labels["quotes"]
        return left, right

    def join(self, parts: list[str] | tuple[str, ...]) -> str:
        """A list in running text."""
        return str(self.data["list_separator"]).join(parts)


def _read(file: Path) -> dict[str, Any]:
    """A catalog as its translators write it; reading one takes as long as drawing a small map."""
    from cjmap.libyaml import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)
    return found


@cache
def _pieces(text: str) -> tuple[tuple[str, str | None], ...]:
    """A phrase as what stands before each placeholder, and the placeholder's name; None after the last."""
    return tuple((literal, name) for literal, name, _, _ in Formatter().parse(text))


def spaced(parts: Iterable[str]) -> str:
    """Parts of a sentence in a row, with a space where a Chinese character meets a Latin letter or a figure."""
    found = ""
    for part in parts:
        found += f" {part}" if part and found and _apart(found[-1], part[0]) else part
    return found


def _apart(before: str, after: str) -> bool:
    """Whether a space stands between two characters: one Chinese, the other a Latin letter, a figure or its sign."""
    han, other = (before, after) if _han(before) else (after, before)
    return _han(han) and (other in "+−" or (other.isascii() and other.isalnum()))


def _han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


@cache
def catalog(language: str) -> Catalog:
    """The catalog that serves a BCP 47 tag."""
    return Catalog(shipped(language), "labels")


@cache
def comparison_catalog(language: str) -> Catalog:
    """What is said when two maps are compared, in the shipped language that serves a BCP 47 tag."""
    return Catalog(shipped(language), "diff")


@cache
def channel_words() -> dict[str, tuple[str, ...]]:
    """What channels are called in every shipped language, by the key of the icon that stands for them."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        data = catalog(language).data
        for key, label in data["channels"].items():
            found.setdefault(key, []).extend((key, str(label)))
        for key, spellings in data["channel_words"].items():
            found.setdefault(key, []).extend(str(spelling) for spelling in spellings)
    return {key: tuple(dict.fromkeys(spellings)) for key, spellings in found.items()}


@cache
def time_units() -> dict[str, list[str]]:
    """The spellings of the units of time in every shipped language."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for unit, spellings in catalog(language).data["units"].items():
            found.setdefault(unit, []).extend(str(spelling) for spelling in spellings)
    return found
