"""One touchpoint or channel is spelt in two ways.

“Live chat”, “live-chat” and “LiveChat” are one thing to a reader and three to everything that counts: overviews by
touchpoint, filters, a portfolio of journeys. Spellings that differ in case, spaces, hyphens or full-width letters
alone are found, within a map and, when several maps of a project are linted together, across them.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    touchpoints: Live chat
  - title: Complain
    touchpoints: live-chat
    #            ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    touchpoints: Live chat
  - title: Complain
    touchpoints: Live chat
```

## How to fix

Choose one spelling for the project. If two different things are meant, name them so that a reader can tell.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cjmap.nearest import normal
from cjmap.project import Project
from cjmap.rules.finding import Finding
from cjmap.rules.gist import Gist, Said
from cjmap.rules.subject import Subject

ACROSS = True
"""Its findings in a map may come from other maps."""
WHAT = {"touchpoint": "touchpoints", "channel": "channels"}


class Use(NamedTuple):
    """A spelling, where it stands, and the map."""

    said: Said
    map: Path


def bare(text: str) -> str:
    """A name without what spellings differ in: case, spaces, hyphens, width."""
    return "".join(letter for letter in normal(text) if letter not in " -_‐‑–.·・")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each spelling that differs from the first of the map."""
    for what, found in zip(WHAT, subject.spellings, strict=True):
        first: dict[str, Said] = {}
        for each in found:
            before = first.setdefault(bare(each.text), each)
            if before is not each:
                message, help_ = _words(what, each.text, before.text)
                yield Finding(each.where, message, help_, related=((before.where, "the first spelling"),))


def check_project(project: Project, gists: Sequence[Gist]) -> Iterator[Finding]:
    """One finding for each map's spelling that differs from that of a map before it."""
    for what, key in WHAT.items():
        first: dict[str, Use] = {}
        for gist in gists:
            mine: set[str] = set()
            for each in getattr(gist, key):
                name = bare(each.text)
                before = first.setdefault(name, Use(each, gist.path))
                if before.map != gist.path and before.said.text != each.text and name not in mine:
                    place = f"in {before.map.relative_to(gist.root).as_posix()}"
                    message, help_ = _words(what, each.text, before.said.text, place)
                    yield Finding(each.where, message, help_, document=project.open(gist.path))
                mine.add(name)


def _words(what: str, text: str, before: str, place: str = "elsewhere") -> tuple[str, str]:
    return f"the {what} ‘{text}’ is spelt ‘{before}’ {place}", f"write {before}, or name the other differently"
