"""A verbatim holds what identifies a person.

Maps travel: into wikis, pull requests, printed on walls, rendered in public CI logs. An e-mail address, a telephone
or an identity number in a quotation was never meant to. Data protection law asks to keep no more personal data than
the purpose needs (data minimisation, GDPR article 5; to like effect the laws of Malaysia, China and Taiwan).

Looked for in thoughts, quotes, actions, pain points and other words about customers, in notes, and in personas'
quotes and stories: e-mail addresses (but those of `example.com` and the like), international and local mobile numbers
of Malaysia, China and Taiwan, and identity and card numbers whose check digits or dates are right. Touchpoints, links
and what the organisation does may name its own addresses.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Receive
    quotes:
      - Call me on +60 12-345 6789 before you come
      #            ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Receive
    quotes:
      - Call me on [number] before you come
```

## How to fix

Replace it by what it is, in brackets. If it was pushed already, the history still holds it: ask whoever answers for
data protection.
"""

import re
from collections.abc import Iterator
from datetime import date

from cjmap.document import Document
from cjmap.model.persona import Persona
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

CELLS = ("items", "needs", "quotes", "emotion", "pain_points")
KEYS = {"emotion": ("word", "text", "when", "note"), "pain_points": ("text", "impact", "note")}
ROLES = ("customer", "product")

_EMAIL = re.compile(r"[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_RESERVED = re.compile(r"(?:^|[@.])(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d ().-]{6,}[\dXx]").search
_PHONE = re.compile(
    r"(?<![\w.+-])(?:\+\d{1,3}[ .-]?(?:\(\d+\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,3}"
    r"|09\d{2}-?\d{3}-?\d{3}|01\d-\d{3,4} ?\d{4}|1[3-9]\d[ -]?\d{4}[ -]?\d{4})(?![\w-])"
)
_IDS = re.compile(r"(?<![\w-])(?:[A-Z][12]\d{8}|\d{17}[\dXx]|\d{6}-\d{2}-\d{4}|(?:\d{4}[ -]?){3}\d{1,7})(?![\w-])")


def found_in(text: str) -> tuple[str, str] | None:
    """What sort of personal data a text holds, and the words; None where it holds none."""
    if "@" in text:
        for match in _EMAIL.finditer(text):
            if not _RESERVED.search(match[0]):
                return "an e-mail address", match[0]
    if not _DIGITS(text):
        return None
    for match in _IDS.finditer(text):
        what = _identity(match[0])
        if what:
            return what, match[0]
    phone = _PHONE.search(text)
    return ("a telephone number", phone[0]) if phone else None


def _identity(text: str) -> str | None:
    """What number it is, when its check digits or its date are right."""
    digits = re.sub(r"\D", "", text)
    if text[0].isalpha():
        code = "ABCDEFGHJKLMNPQRSTUVXYWZIO".index(text[0]) + 10
        weighed = code // 10 + code % 10 * 9 + sum(int(d) * w for d, w in zip(text[1:9], range(8, 0, -1), strict=True))
        return "an identity number" if (weighed + int(text[9])) % 10 == 0 else None
    if re.fullmatch(r"\d{17}[\dXx]", text) and _is_day(text[6:14]):
        weights = [2 ** (17 - at) % 11 for at in range(17)]
        check = "10X98765432"[sum(int(d) * w for d, w in zip(text, weights, strict=False)) % 11]
        return "an identity number" if check == text[17].upper() else None
    if re.fullmatch(r"\d{6}-\d{2}-\d{4}", text):
        return "an identity number" if _is_day("19" + text[:6]) or _is_day("20" + text[:6]) else None
    doubled = [int(d) if at % 2 == 0 else sum(divmod(2 * int(d), 10)) for at, d in enumerate(reversed(digits))]
    return "a card number" if 13 <= len(digits) <= 19 and sum(doubled) % 10 == 0 and set(digits) != {"0"} else None


def _is_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return True


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each text about customers that holds personal data."""
    roles = {lane.id: lane.role for lane in subject.document.lanes.values()}
    for at in subject.items:
        item = at.item
        told = at.cell in CELLS and roles[at.lane] in ROLES
        for key in KEYS.get(at.cell, ("text", "note")) if told else ("note",):
            text = getattr(item, key)
            what = found_in(text) if text else None
            if what:
                yield _finding((*at.location, key), *what)


def check_persona(document: Document, persona: Persona) -> Iterator[Finding]:
    """One finding for each text of a persona file that holds personal data."""
    del document  # the persona says it all
    for key in ("quote", "bio", "note", "family"):
        text = getattr(persona, key)
        what = found_in(text) if text else None
        if what:
            yield _finding((key,), *what)


def _finding(where: tuple[str | int, ...], what: str, words: str) -> Finding:
    return Finding(where, f"{what} identifies a person", "write what it is in brackets instead", words=words)
