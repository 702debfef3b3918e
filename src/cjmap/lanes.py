"""The lanes as one table of data: id, cell type, role."""

from __future__ import annotations

from typing import Literal

from cjmap.record import record

CellType = Literal[
    "items", "needs", "quotes", "emotion", "touchpoints", "pain_points", "activities", "risks", "metrics",
    "opportunities", "changes", "images", "links",
]  # fmt: skip
Role = Literal["evidence", "customer", "frontstage", "backstage", "support", "product", "organisation"]

ROLES: tuple[Role, ...] = ("evidence", "customer", "frontstage", "backstage", "support", "product", "organisation")
"""The roles from the top of a blueprint to its bottom."""

LINES: dict[tuple[Role, Role], str] = {
    ("customer", "frontstage"): "interaction",
    ("frontstage", "backstage"): "visibility",
    ("backstage", "support"): "internal",
}
"""The blueprint's lines, named by the roles above and below (Shostack 1984; Bitner et al. 2008)."""


@record
class Lane:
    """A row of a map: `cell` says what its cells hold, `role` where it stands in a blueprint."""

    id: str
    cell: CellType
    role: Role


LANES: dict[str, Lane] = {
    lane.id: lane
    for lane in (
        Lane("context", "items", "customer"),
        Lane("goal", "items", "customer"),
        Lane("business_goal", "items", "customer"),
        Lane("needs", "needs", "customer"),
        Lane("expectations", "items", "customer"),
        Lane("questions", "items", "customer"),
        Lane("actions", "items", "customer"),
        Lane("thoughts", "quotes", "customer"),
        Lane("quotes", "quotes", "customer"),
        Lane("emotion", "emotion", "customer"),
        Lane("reasons", "items", "customer"),
        Lane("touchpoints", "touchpoints", "customer"),
        Lane("pain_points", "pain_points", "customer"),
        Lane("gains", "items", "customer"),
        Lane("evidence", "touchpoints", "evidence"),
        Lane("product_use", "items", "product"),
        Lane("better_use", "items", "product"),
        Lane("communication", "activities", "frontstage"),
        Lane("frontstage", "activities", "frontstage"),
        Lane("backstage", "activities", "backstage"),
        Lane("policies", "activities", "backstage"),
        Lane("support", "activities", "support"),
        Lane("systems", "activities", "support"),
        Lane("opportunities", "opportunities", "organisation"),
        Lane("changes", "changes", "organisation"),
        Lane("metrics", "metrics", "organisation"),
        Lane("risks", "risks", "organisation"),
        Lane("owners", "items", "organisation"),
        Lane("marketing", "items", "organisation"),
        Lane("images", "images", "organisation"),
        Lane("links", "links", "organisation"),
    )
}
"""Every built-in lane, in the order in which lanes stand when neither map nor kind says otherwise."""
