"""Everything on the map comes from asking people.

People cannot tell all that they do and why (R. E. Nisbett and T. D. Wilson, *Telling More Than We Can Know*,
Psychological Review, 1977), and those who answer surveys are not those who leave. What was never asked for shows the
rest: behaviour, calls, complaints, reviews, operations. One method alone carries its own blind spot; triangulation is
the remedy (N. K. Denzin, *The Research Act*, 1970).

Two cited sources or more are looked at. `collection` counts; where it is absent the type decides (surveys,
interviews, diaries and workshops ask), and a source that could be either satisfies the rule.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: nps-q3, title: NPS survey, type: survey}
  #      ^
  - {id: interviews, title: Twelve interviews, type: interview}
stages:
  - title: Choose
    pain_points: {text: No list of earlier purchases, sources: [nps-q3, interviews]}
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: nps-q3, title: NPS survey, type: survey}
  - {id: searches, title: Searches in the app, type: analytics}
stages:
  - title: Choose
    pain_points: {text: No list of earlier purchases, sources: [nps-q3, searches]}
```

## How to fix

Add one thing nobody was asked for: the log, the hotline's tickets, the reviews.
"""

from collections.abc import Iterator

from cjmap.model.research import ResearchSource
from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject

FEWEST = 2
_BY_TYPE = {
    "survey": "solicited", "interview": "solicited", "workshop": "solicited", "diary": "solicited",
    "analytics": "unsolicited", "operations": "unsolicited", "complaint": "unsolicited", "review": "unsolicited",
    "support": "unsolicited", "call": "unsolicited", "chat": "unsolicited",
}  # fmt: skip


def collection(source: ResearchSource) -> str | None:
    """How a source was collected: as stated, else as its type says; None when it could be either."""
    return source.collection or _BY_TYPE.get(source.type or "")


def one_sided(subject: Subject, side: str, message: str, help_: str) -> Iterator[Finding]:
    """One finding when all that is cited was collected in this way."""
    cited = subject.cited
    if subject.future or len(cited) < FEWEST or any(collection(each.source) != side for each in cited):
        return
    own = next((each for each in cited if not each.shared), None)
    yield Finding(("sources", own.index, "id") if own else MAP, message, help_)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when everybody was asked and nothing was observed."""
    message = "everything here comes from asking: all cited sources are solicited"
    return one_sided(subject, "solicited", message, "cite behaviour, calls, complaints or reviews beside them")
