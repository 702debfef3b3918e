"""What a rule finds, said symbolically: locations are made spans once, where the diagnostic is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cjmap.diagnostic import Fix
    from cjmap.document import Document
    from cjmap.model.walk import Location
    from cjmap.source import Span


class Finding(NamedTuple):
    """A finding at a location of the map.

    `on_key` marks the key and not its value; `words` marks these words within the place when they stand there as
    typed. `span` is the place itself where it has no location, such as that of a comment. `related` are further
    locations with what to say of each. `document` is where the location is when that is not the file under
    examination (the project file, say). `fix` mends it.
    """

    where: Location
    message: str
    help: str
    label: str = ""
    on_key: bool = False
    words: str = ""
    span: Span | None = None
    related: tuple[tuple[Location, str], ...] = ()
    document: Document | None = None
    fix: Fix | None = None


MAP: Location = ("kind",)
"""The location of findings that concern the map as a whole: its kind, which changes least of its head."""
