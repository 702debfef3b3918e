"""What holds of every two maps."""

from __future__ import annotations

import pytest
from diff.mutation import changed
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from properties.maps import Json, documents, to_yaml
from properties.reading import read

from cjmap.diff.changes import Diff, Edited
from cjmap.diff.compare import diff
from cjmap.diff.edition import Edition
from cjmap.diff.facts import Facts
from cjmap.diff.fields import FIELDS, NOUNS, RULES
from cjmap.diff.impact import impact
from cjmap.diff.patch import REASONS, apply, invert
from cjmap.diff.tell import Teller
from cjmap.diff.wording import Wording
from cjmap.labels import LANGUAGES
from cjmap.model.cells import ITEM_CLASSES
from cjmap.model.map import JourneyMap, LaneEntry, Stage, Step
from cjmap.model.part import Part, keys
from cjmap.model.persona import Persona
from cjmap.model.research import Metric, ResearchSource

# as in `properties`: a smaller seed makes no simpler map
few = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
pairs = st.builds(
    lambda document, seed, other: (document, changed(document, seed) if seed % 4 else other),
    documents(), st.integers(0, 2**32), documents(),
)  # fmt: skip


def edition(document: Json) -> Edition:
    """A map's edition. References that an edit broke are let through: what they say is still data."""
    return Edition.of(read(to_yaml(document).encode())[0])


def check(old: Edition, new: Edition, found: Diff) -> None:
    """The laws."""
    assert apply(found, old.journey) == new.journey
    assert apply(invert(found), new.journey) == old.journey
    assert apply(invert(invert(found)), old.journey) == new.journey
    for change in found.changes:
        assert RULES[change.rule] == change.level, change
    prints = [found.fingerprint(change) for change in found.told]
    assert len(prints) == len(set(prints))


@given(pairs)
@few
def test_a_diff_leads_from_the_one_to_the_other_and_back(pair: tuple[Json, Json]):
    old, new = edition(pair[0]), edition(pair[1])
    check(old, new, diff(old, new))


@given(documents())
@few
def test_a_map_and_itself_have_no_differences(document: Json):
    assert diff(edition(document), edition(document)).changes == ()


@given(pairs)
@few
def test_differences_are_the_same_both_ways(pair: tuple[Json, Json]):
    old, new = edition(pair[0]), edition(pair[1])
    there, back = diff(old, new), diff(new, old)
    assert bool(there) is bool(back)
    for first, second in ((there, back), (back, there)):
        came = [change.new for change in first.changes if change.rule in ("stage-added", "step-added")]
        went = [change.old for change in second.changes if change.rule in ("stage-removed", "step-removed")]
        assert sorted(came, key=str) == sorted(went, key=str)


@given(pairs, st.sampled_from(LANGUAGES))
@few
def test_every_change_has_a_sentence_and_every_measure_a_row(pair: tuple[Json, Json], language: str):
    found = diff(edition(pair[0]), edition(pair[1]))
    teller = Teller(found, language)
    for change in found.changes:
        sentence = teller.tell(change)
        assert sentence.text
        assert "".join(text for kind, text in sentence.pieces if kind != "new") == (
            change.edits[0].before if isinstance(change, Edited) and sentence.pieces else ""
        )
    facts = Facts(found, impact(found), Wording(language))
    assert all(row.label and row.before and row.after for row in facts.rows())
    assert all(facts.pains())


def test_every_added_kind_has_its_removed_twin():
    added = {rule.removesuffix("-added") for rule in RULES if rule.endswith("-added")}
    removed = {rule.removesuffix("-removed") for rule in RULES if rule.endswith("-removed")}
    assert added == removed
    assert len(added) > 20


@pytest.mark.parametrize(
    ("thing", "model", "elsewhere"),
    [
        ("map", JourneyMap, {"cjmap", "sources", "persona", "metrics", "lanes", "stages", "overall", *REASONS}),
        ("stage", Stage, {"cells", "steps"}),
        ("step", Step, {"cells"}),
        ("lane", LaneEntry, {"id"}),
        ("source", ResearchSource, {"id"}),
        ("metric", Metric, {"id"}),
        ("persona", Persona, set()),
        *((NOUNS[cell], item, set()) for cell, item in ITEM_CLASSES.items()),
    ],
)  # fmt: skip
def test_every_field_of_the_format_makes_a_change(thing: str, model: type[Part], elsewhere: set[str]):
    assert set(FIELDS[thing]) | elsewhere >= {each.name for each in keys(model).values()}
