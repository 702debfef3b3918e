"""The gates: how much of a map must rest on evidence, and how long ago its review may be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import floor

from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.durations import days
from cjmap.model.lint import LintSettings
from cjmap.record import record
from cjmap.rules.finding import MAP
from cjmap.rules.subject import Subject
from cjmap.stats import coverage


@record
class Gates:
    """At least so many per cent on evidence, a review at most so many days old; None asks for nothing."""

    min_sourced: float | None = None
    max_age: int | None = None

    def over(self, settings: LintSettings) -> Gates:
        """The gates of the command line, and the project's where it does not say."""
        stated = days(settings.max_age) if settings.max_age else None
        return Gates(
            self.min_sourced if self.min_sourced is not None else settings.min_sourced,
            self.max_age if self.max_age is not None else stated,
        )


def check_gates(document: Document, gates: Gates, today: date) -> Iterator[Diagnostic]:
    """What a map misses of the gates.

    Maps of what should be have no evidence to show, nor have those that claim nothing; retired maps may be old.
    """
    journey = document.map
    gates = gates.over(document.project.file.lint)
    if journey is None or document.partial:
        return
    if gates.min_sourced is not None:
        subject = Subject(document, journey, today)
        covered = coverage(subject)
        percent = covered.percent
        if not subject.future and percent is not None and percent < gates.min_sourced:
            said = f"{percent:.0f}"
            if float(said) >= gates.min_sourced:
                said = f"{floor(10 * percent) / 10:.1f}"  # what was rounded up would seem to be enough
            message = f"{said}% of this map rests on evidence, and {gates.min_sourced:g}% must"
            help_ = "cite sources, or look with `cjmap stats` where they lack"
            yield Diagnostic("too-little-evidence", message, document.source, document.span(MAP), help=help_)
    if gates.max_age is not None and journey.status != "retired":
        reviewed = journey.reviewed_on
        if reviewed is None:
            message = f"this map was never reviewed, and a review may be {gates.max_age} days old"
            help_ = "add reviewed_on: with the day"
            yield Diagnostic("review-too-old", message, document.source, document.span(MAP), help=help_)
        elif (today - reviewed).days > gates.max_age:
            message = f"the last review was {(today - reviewed).days} days ago, and may be {gates.max_age}"
            where = document.span(("reviewed_on",))
            yield Diagnostic("review-too-old", message, document.source, where, help="review it, and write the day")
