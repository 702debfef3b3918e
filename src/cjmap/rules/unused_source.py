"""A source stands in the register, and nothing cites it.

The register at the foot of a page says what the map rests on. A source that no cell cites makes it look better
founded than it is, or its findings were never put in.

A source of the project file is judged when all maps of the project are linted together.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - id: nps-q3
    title: NPS survey
  - id: interviews
    #   ^
    title: Twelve interviews
stages:
  - title: Choose
    pain_points: {text: No list of earlier purchases, sources: nps-q3}
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - id: nps-q3
    title: NPS survey
  - id: interviews
    title: Twelve interviews
stages:
  - title: Choose
    pain_points: {text: No list of earlier purchases, sources: [nps-q3, interviews]}
```

## How to fix

Cite it where it speaks, or take it out.
"""

from collections.abc import Iterator, Sequence

from cjmap.project import Project
from cjmap.rules.finding import Finding
from cjmap.rules.gist import Gist
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each source of the map that nothing cites."""
    cited = {each.index for each in subject.cited if not each.shared}
    for index, source in enumerate(subject.journey.sources):
        if index not in cited:
            message = f"nothing cites the source {quoted(source.title)}"
            yield Finding(("sources", index, "id"), message, "cite it, or take it out")


def check_project(project: Project, gists: Sequence[Gist]) -> Iterator[Finding]:
    """One finding for each source of the project file that none of its maps cites."""
    cited = {source for gist in gists for source in gist.sources}
    for index, source in enumerate(project.file.sources):
        names = {source.id, source.title}
        if cited.isdisjoint(names) and not any(names.intersection(each) for each in _by_personas(project)):
            message = f"no map of this project cites the source {quoted(source.title)}"
            where = ("sources", index, "id")
            yield Finding(where, message, "cite it, or take it out", document=project.document)


def _by_personas(project: Project) -> Iterator[tuple[str, ...]]:
    """What each persona file of the project cites; most projects need not read them for this."""
    for document in project.personas.values():
        if document.persona is not None:
            yield document.persona.sources
