"""The lint rules as one table of data: name, severity, and the kinds of document that each looks at.

A rule's page and its check are the module of the same name in `rules/`; this table is read where neither is needed.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

Level = Literal["error", "warning", "note"]
LEVELS: tuple[Level, ...] = ("error", "warning", "note")
"""The severities that a rule may have, the gravest first."""

_CURRENT, _FUTURE, _DAY, _BLUEPRINT = "current-state", "future-state", "day-in-the-life", "service-blueprint"
MAPS = (_CURRENT, _FUTURE, _DAY, _BLUEPRINT)
EVERY = (*MAPS, "persona")


class Rule(NamedTuple):
    """A lint rule. `kinds` are the kinds of document that it looks at, `persona` among them."""

    name: str
    group: str
    severity: Level = "warning"
    kinds: tuple[str, ...] = MAPS

    @property
    def module(self) -> str:
        """The name of its module in `rules/`."""
        return self.name.replace("-", "_")


GROUPS: dict[str, str] = {
    "frame": "Who, why, and how fresh",
    "references": "Names and references",
    "structure": "Stages, steps and lanes",
    "emotion": "The emotional journey",
    "touchpoints": "Touchpoints",
    "evidence": "What it rests on",
    "pains": "Pains and opportunities",
    "metrics": "Metrics",
    "service": "Behind the scenes",
    "words": "Words",
    "waivers": "Waivers",
}
"""The groups in which the rules are listed, with their headings."""

RULES: tuple[Rule, ...] = (
    Rule("missing-owner", "frame"),
    Rule("missing-review-date", "frame"),
    Rule("overdue-review", "frame"),
    Rule("missing-persona", "frame"),
    Rule("too-many-personas", "frame"),
    Rule("persona-undefined", "frame"),
    Rule("persona-without-goals", "frame", kinds=EVERY),
    Rule("missing-goal", "frame", kinds=(_CURRENT, _FUTURE, _BLUEPRINT)),
    Rule("missing-future-of", "frame", kinds=(_FUTURE,)),
    Rule("fragile-reference", "references"),
    Rule("equal-titles", "references"),
    Rule("empty-stage", "structure"),
    Rule("empty-lane", "structure"),
    Rule("interleaved-roles", "structure", kinds=(_BLUEPRINT,)),
    Rule("unordered-times", "structure"),
    Rule("missing-time", "structure", kinds=(_DAY,)),
    Rule("missing-emotion", "emotion", kinds=(_CURRENT, _FUTURE, _DAY)),
    Rule("flat-emotion-curve", "emotion", kinds=(_CURRENT, _DAY, _BLUEPRINT)),
    Rule("scale-undeclared", "emotion"),
    Rule("mixed-scales", "emotion"),
    Rule("unexplained-drop", "emotion", kinds=(_CURRENT, _BLUEPRINT)),
    Rule("unmarked-moment-of-truth", "emotion", kinds=(_CURRENT, _BLUEPRINT)),
    Rule("moment-without-metric", "emotion", "note", kinds=(_CURRENT, _FUTURE, _BLUEPRINT)),
    Rule("missing-touchpoint", "touchpoints", kinds=(_CURRENT, _FUTURE, _DAY)),
    Rule("duplicate-touchpoint-name", "touchpoints"),
    Rule("channel-switch-without-owner", "touchpoints", kinds=(_CURRENT, _FUTURE, _BLUEPRINT)),
    Rule("pain-without-source", "evidence", kinds=(_CURRENT, _DAY, _BLUEPRINT)),
    Rule("unsupported-claim", "evidence"),
    Rule("assumption-as-fact", "evidence"),
    Rule("stale-source", "evidence"),
    Rule("unused-source", "evidence"),
    Rule("only-solicited-sources", "evidence", kinds=(_CURRENT, _DAY, _BLUEPRINT)),
    Rule("only-unsolicited-sources", "evidence", kinds=(_CURRENT, _DAY, _BLUEPRINT)),
    Rule("pain-without-opportunity", "pains", kinds=(_CURRENT,)),
    Rule("unresolved-pain", "pains", kinds=(_FUTURE, _BLUEPRINT)),
    Rule("opportunity-without-owner", "pains"),
    Rule("bare-metric", "metrics"),
    Rule("mixed-metric-methods", "metrics"),
    Rule("missed-target", "metrics", kinds=(_CURRENT, _BLUEPRINT)),
    Rule("product-everywhere", "service", kinds=(_DAY,)),
    Rule("missing-backstage", "service", kinds=(_BLUEPRINT,)),
    Rule("wait-without-owner", "service"),
    Rule("fail-point-without-recovery", "service"),
    Rule("risk-without-control", "service"),
    Rule("company-voice", "words"),
    Rule("long-cell", "words"),
    Rule("key-order", "words", "note", kinds=EVERY),
    Rule("personal-data", "words", kinds=EVERY),
    Rule("confusable-text", "words", kinds=EVERY),
    Rule("unused-ignore", "waivers", kinds=EVERY),
    Rule("expired-ignore", "waivers", kinds=EVERY),
    Rule("ignore-without-reason", "waivers", kinds=EVERY),
    Rule("broken-ignore", "waivers", kinds=EVERY),
)
"""Every rule, in the order in which people meet them."""

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
"""The rules by name."""

VALIDATED: dict[str, str] = {
    "unknown-source": "a source that is cited must stand in the register of the map or of the project",
    "measured-future": "an emotion or a metric of a future map cannot be observed, reported or validated",
    "missing-file": "a file that a map names must be there",
    "broken-link": "a map that another one names must be valid itself",
}
"""Method that is no matter of taste: `validate` says it, as an error that cannot be waived."""

GATES: dict[str, str] = {
    "too-little-evidence": "less of the map's claims rests on evidence than `--min-sourced` or `min_sourced` asks",
    "review-too-old": "the last review is longer ago than `--max-age` or `max_age` allows",
}
"""What a team demands of each map besides the rules: `lint` says it, as an error that cannot be waived."""
