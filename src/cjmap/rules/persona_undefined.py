"""A persona is a name and nothing more.

A name without a person behind it decides nothing: everybody fills in somebody else. Personas help when goals and
behaviour found in research stand behind the name (J. Pruitt and T. Adlin, *The Persona Lifecycle*, 2006).

A plain name is fine to begin with. This rule names the file to create.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
persona: Mei Lin
#        ^
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
persona: mei-lin
stages:
  - title: Choose
```

```yaml personas/mei-lin.cjm.yaml
cjmap: 1
kind: persona
name: Mei Lin
age: 34
personal_goals: Dinner on the table by eight
```

## How to fix

Create the file that the message names, with `kind: persona` and what research says about this person; or write the
persona's keys in the map.
"""

import re
from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each plain name that no persona file answers to."""
    project = subject.document.project
    for index, persona in enumerate(subject.journey.persona):
        name = persona.name
        if name and persona.filled <= {"name"} and project.persona(name) is None:
            file = f"{project.file.personas.rstrip('/')}/{slug(name)}.cjm.yaml"
            yield Finding(
                ("persona", index), f"the persona {quoted(name)} has a name and nothing more", f"describe it in {file}"
            )


def slug(name: str) -> str:
    """A file name from a name's own letters: spaces and signs become single hyphens."""
    return re.sub(r"[^\w.]+", "-", name.casefold()).strip("-") or "persona"
