"""The kinds of map as one table of data."""

from __future__ import annotations

from typing import Literal

from cjmap.lanes import Role
from cjmap.record import record

KindName = Literal["current-state", "future-state", "day-in-the-life", "service-blueprint"]


@record
class Kind:
    """A kind of map: its default lanes in order, and a role of which it needs at least one lane.

    `future` kinds say what should happen, so that what they hold rests on targets.
    """

    name: KindName
    lanes: tuple[str, ...]
    needs_roles: tuple[Role, ...] = ()
    future: bool = False
    stateful: bool = False


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "current-state",
            ("actions", "thoughts", "emotion", "touchpoints", "pain_points", "opportunities", "changes", "metrics"),
        ),
        Kind(
            "future-state",
            ("actions", "thoughts", "emotion", "touchpoints", "pain_points", "opportunities", "changes", "metrics"),
            future=True,
        ),
        Kind(
            "day-in-the-life",
            ("actions", "thoughts", "emotion", "touchpoints", "product_use", "better_use"),
        ),
        Kind(
            "service-blueprint",
            (
                "thoughts", "emotion", "reasons", "evidence", "actions", "communication", "frontstage", "backstage",
                "policies", "support", "systems", "metrics",
            ),
            needs_roles=("frontstage", "backstage", "support"),
            stateful=True,
        ),
    )
}  # fmt: skip
"""The four kinds of journey map, in the order in which they are listed to people."""

PERSONA = "persona"
"""The kind of a file that holds a persona."""
