"""The settings of lint in the project file."""

from typing import Annotated

from pydantic_core import PydanticCustomError

from cjmap.model.base import Percent, Text
from cjmap.model.part import Part, Reads, as_list, key
from cjmap.rulebook import BY_NAME, LEVELS, RULES


def _rule(value: str) -> str:
    if value not in BY_NAME:
        raise PydanticCustomError("unknown_rule", "no such rule")
    return value


def _level(value: str) -> str:
    if value not in LEVELS:
        raise PydanticCustomError("unknown_level", "no such severity")
    return value


_RULE_SCHEMA = {"enum": [rule.name for rule in RULES]}

RuleName = Annotated[str, Reads(_RULE_SCHEMA, after=_rule)]
"""The name of a lint rule."""
RuleNames = Annotated[
    tuple[RuleName, ...],
    Reads({"anyOf": [_RULE_SCHEMA, {"type": "array", "items": _RULE_SCHEMA}]}, before=as_list),
]
"""The name of a lint rule, or a list of them."""

SeverityName = Annotated[str, Reads({"enum": list(LEVELS)}, after=_level)]
"""How grave a finding is."""


class RuleChoice(Part):
    """Which rules are checked, and how grave they are."""

    select: RuleNames | None = key("Only these rules; all of them when absent.", default=None)
    ignore: RuleNames = key("Not these rules.", default=())
    severity: dict[RuleName, SeverityName] = key(
        "Rules and their severity: error, warning or note.", default_factory=dict
    )


class LintSettings(RuleChoice):
    """How maps are linted when the command line does not say."""

    per_path: dict[Text, RuleChoice] = key(
        "Path patterns, seen from the project's root, and what is otherwise for them.", default_factory=dict
    )
    min_sourced: Percent | None = key("How many per cent of a map's claims must rest on evidence.", default=None)
    max_age: Text | None = key("How long ago the last review may be, such as `180 days`.", default=None)
    source_age: Text | None = key("From which age on a source counts as stale; `2 years` when absent.", default=None)
