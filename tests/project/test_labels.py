"""The four catalogs say the same things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter
from typing import Any, get_args

import pytest

from cjmap import resources
from cjmap.diff.fields import FIELDS
from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES, catalog, channel_words, comparison_catalog, shipped
from cjmap.lanes import LANES, LINES, ROLES
from cjmap.model.base import Basis
from cjmap.model.cells import Severity
from cjmap.model.map import Status
from cjmap.model.research import Method, SourceType
from cjmap.nearest import normal
from cjmap.render.marks import ICONS
from cjmap.view.legend import ORDER


def leaves(data: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every text or list of a catalog with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, f"{path}/{key}")
    else:
        yield path, data


def placeholders(text: Any) -> set[str | None]:
    """The names in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None} if isinstance(text, str) else set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_catalog_has_the_keys_and_placeholders_of_english(language: str):
    english, other = dict(leaves(catalog("en").data)), dict(leaves(catalog(language).data))
    assert other.keys() == english.keys()
    dates = re.compile(r"^/dates/")
    for key, text in english.items():
        assert type(other[key]) is type(text), key
        if not dates.match(key):
            assert placeholders(other[key]) == placeholders(text), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_comparison_says_what_the_english_one_says(language: str):
    english, other = (dict(leaves(comparison_catalog(name).data)) for name in ("en", language))
    assert other.keys() == english.keys()
    for key, text in english.items():
        assert isinstance(other[key], str), key
        assert other[key].strip() or key == "/sentence_separator", key
        assert placeholders(other[key]) == placeholders(text), key
    assert {name for fields in FIELDS.values() for name in fields} <= set(comparison_catalog(language).data["fields"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_names_and_nothing_else(language: str):
    """What a phrase is filled in with is written as it is: how a number looks is decided before."""
    for data in (catalog(language).data, comparison_catalog(language).data):
        for key, text in leaves(data):
            for _, name, form, conversion in Formatter().parse(text) if isinstance(text, str) else ():
                assert name is None or (name.isidentifier() and not form and not conversion), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_label_is_empty_and_texts_are_texts(language: str):
    for key, value in leaves(catalog(language).data):
        for text in value if isinstance(value, list) else [value]:
            assert isinstance(text, str), key
            assert text.strip() or key.endswith("separator"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_of_the_format_has_a_label(language: str):
    data = catalog(language).data
    assert set(data["lanes"]) == set(LANES)
    assert set(data["kinds"]) >= set(KINDS)
    assert set(data["roles"]) == set(ROLES)
    assert set(data["lines"]) == set(LINES.values())
    for group, terms in (
        ("basis", Basis), ("severity", Severity), ("status", Status), ("methods", Method), ("source_types", SourceType),
    ):  # fmt: skip
        assert set(data[group]) == set(get_args(terms)), group
    assert {f"legend_{mark}" for mark in ORDER} <= set(data["words"])
    assert len(data["scale"]) == 5
    assert len(data["quotes"]) == 2
    assert len(data["dates"]["months"]) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_unit_or_lane_name_means_two_things(language: str):
    units = [spelling.casefold() for spellings in catalog(language).data["units"].values() for spelling in spellings]
    assert len(units) == len(set(units))


def test_no_name_of_a_channel_has_two_icons():
    keys: dict[str, set[str]] = {}
    for key, names in channel_words().items():
        assert key in ICONS
        for name in names:
            keys.setdefault(normal(name), set()).add(key)
    assert {name: found for name, found in keys.items() if len(found) > 1} == {}
    groups = [catalog(language).data["channel_words"] for language in LANGUAGES]
    assert all(set(group) == set(groups[0]) and all(group.values()) for group in groups)


def test_quotation_marks_are_those_of_the_place():
    assert {language: catalog(language).quotes for language in LANGUAGES} == {
        "en": ("“", "”"), "zh-TW": ("「", "」"), "zh-CN": ("“", "”"), "ms": ("“", "”"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "name"),
    [("en-GB", "en"), ("zh", "zh-CN"), ("zh-HK", "zh-TW"), ("zh-Hant-HK", "zh-TW"), ("zh-SG", "zh-CN"),
     ("ZH-tw", "zh-TW"), ("zh-Hans", "zh-CN"), ("ms-MY", "ms"), ("fr", "en"), ("msx", "en")],
)  # fmt: skip
def test_a_language_without_labels_gets_its_sibling_or_english(tag: str, name: str):
    assert shipped(tag) == name


@pytest.mark.parametrize(
    ("language", "phrase", "values", "said"),
    [
        ("zh-TW", "{where}的{pain}", {"where": "「運費」", "pain": "P4「太貴」"}, "「運費」的 P4「太貴」"),
        ("zh-CN", "{where}的{lane}{item}", {"where": "“B”", "lane": "痛点", "item": "P4“贵”"}, "“B”的痛点 P4“贵”"),
        ("zh-TW", "從 {before} 到{after}。", {"before": "−1", "after": "+0.5"}, "從 −1 到 +0.5。"),
        ("zh-TW", "其中包括「{text}」", {"text": "按下「加入購物車」"}, "其中包括「按下『加入購物車』」"),
        ("zh-CN", "其中包括“{text}”", {"text": "按下“加入购物车”"}, "其中包括“按下‘加入购物车’”"),
        ("en", "including “{text}”", {"text": "the “Buy” button"}, "including “the ‘Buy’ button”"),
        ("zh-TW", "{name}的{field}", {"name": "a用字照舊b", "field": "c也是d"}, "a用字照舊b 的 c也是d"),
        ("en", "{n} of {n}", {"n": 3}, "3 of 3"),
    ],
)
def test_phrases_are_filled_as_the_language_writes_them(language, phrase, values, said):
    assert catalog(language).filled(phrase, values) == said
    assert comparison_catalog(language).filled(phrase, values) == said


def test_what_is_kept_of_a_catalog_is_what_it_says_now(tmp_path, monkeypatch):
    monkeypatch.setattr(resources, "cache_folder", lambda: tmp_path / "cache")
    source, asked = tmp_path / "en.yaml", []

    def read(text: str) -> list[str]:
        asked.append(text)
        return text.split()

    (tmp_path / "cache").mkdir()
    for text in ("a b", "a b", "a c", "a b"):
        source.write_text(text, encoding="utf-8")
        assert resources.kept(source, read) == text.split()
    assert asked == ["a b", "a c"]
    for place in (tmp_path / "cache").iterdir():
        place.write_bytes(place.read_bytes()[:3])
    assert resources.kept(source, read) == ["a", "b"]
    assert asked == ["a b", "a c", "a b"]
    monkeypatch.setattr(resources, "cache_folder", lambda: None)
    assert resources.kept(source, read) == ["a", "b"]
