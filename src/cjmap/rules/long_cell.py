"""A text is too long to be read on a map.

A map is read at a glance, from two metres away. The longest of 656 cells measured in public maps has 477 characters,
half of them have less than 26; an item beyond 600 is a report.

Texts and notes of items are measured one by one. A list of short items is not long.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    actions:
      # v
      - "Opens the app on the train home, finds that the list of last week is gone, and begins to type milk,
        eggs, bread and rice into the search box one by one. Each search brings up forty results of which
        the first ten are advertisements, so she scrolls, forgets what came next, goes back to the paper
        list on the fridge in her mind, and types again. At the third item the train enters a tunnel and the
        basket is empty afterwards. She starts over on the platform, gives up at the escalator, and finishes
        at home after dinner, when the evening slots are gone and only the early morning is left, which she
        takes because the children need milk for breakfast the next day."
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    actions:
      - Opens the app on the train home
      - Types each item into the search box
```

## How to fix

Make a list of it, or keep the sentence that matters and `link` to the report.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

MOST = 600


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each text or note beyond the limit."""
    texts = [(at, "text", words) for at, words in subject.said if len(words) > MOST]
    texts += [(at, "note", at.item.note or "") for at in subject.having("note")]
    for at, key, text in texts:
        if len(text) > MOST:
            message = f"{len(text)} characters are too many to read on a map"
            yield Finding((*at.location, key), message, f"make it a list, or shorten it below {MOST} characters")
