"""The settings of lint in the project file."""

from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from cjmap.model.base import Part, Percent, Text, as_list
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

RuleName = Annotated[str, AfterValidator(_rule), WithJsonSchema(_RULE_SCHEMA)]
"""The name of a lint rule."""
RuleNames = Annotated[
    tuple[RuleName, ...],
    BeforeValidator(as_list),
    WithJsonSchema({"anyOf": [_RULE_SCHEMA, {"type": "array", "items": _RULE_SCHEMA}]}),
]
"""The name of a lint rule, or a list of them."""

SeverityName = Annotated[str, AfterValidator(_level), WithJsonSchema({"enum": list(LEVELS)})]
"""How grave a finding is."""


class RuleChoice(Part):
    """Which rules are checked, and how grave they are."""

    select: RuleNames | None = Field(None, description="Only these rules; all of them when absent.")
    ignore: RuleNames = Field((), description="Not these rules.")
    severity: dict[RuleName, SeverityName] = Field({}, description="Rules and their severity: error, warning or note.")


class LintSettings(RuleChoice):
    """How maps are linted when the command line does not say."""

    per_path: dict[Text, RuleChoice] = Field(
        {}, description="Path patterns, seen from the project's root, and what is otherwise for them."
    )
    min_sourced: Percent | None = Field(None, description="How many per cent of a map's claims must rest on evidence.")
    max_age: Text | None = Field(None, description="How long ago the last review may be, such as `180 days`.")
    source_age: Text | None = Field(
        None, description="From which age on a source counts as stale; `2 years` when absent."
    )
