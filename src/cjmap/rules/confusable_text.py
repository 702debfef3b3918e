"""Letters that look like others, or like nothing.

A Cyrillic “а” in “Рay” makes a word that no search finds and no reference fits, and nobody can see why (Unicode
Technical Standard 39 describes such confusables). Text copied from PDF files brings Kangxi radicals in place of
characters (⼈ for 人) and invisible spaces.

Found are: Latin words with Cyrillic or Greek letters in them that look Latin, Kangxi and CJK radicals, zero-width
spaces, and zero-width joiners between Latin letters, where no script needs them.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Рay at the door
    #      ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Pay at the door
```

## How to fix

Type the word again; do not copy it.
"""

import re
from collections.abc import Iterator
from unicodedata import name, normalize

from cjmap.document import Document
from cjmap.model.persona import Persona
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.rules.texts import Texts
from cjmap.source import Span
from cjmap.validate.wording import quoted

_TWINS = "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ"
_JOINERS = "\u200c\u200d"
_HIDDEN = "\u200b\u2060\ufeff"
_RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
_LATIN = "A-Za-z\u00c0-\u024f"
_ANY = re.compile(f"[{_TWINS}{_RADICALS}{_HIDDEN}{_JOINERS}]").search
SUSPECT = re.compile(
    rf"[{_LATIN}\u0370-\u03ff\u0400-\u052f]+|[{_RADICALS}{_HIDDEN}]+|(?<=[{_LATIN}])[{_JOINERS}]+(?=[{_LATIN}])"
)
"""Words of Latin, Greek and Cyrillic letters, which may be mixed, and what is wrong wherever it stands."""
_MIXED = re.compile(rf"(?<=[A-Za-z])[{_TWINS}]|[{_TWINS}](?=[A-Za-z])").search


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each word of a map with a letter that looks like another."""
    yield from _in(subject.document)


def check_persona(document: Document, persona: Persona) -> Iterator[Finding]:
    """One finding for each word of a persona file with a letter that looks like another."""
    del persona  # the words are looked at as typed
    yield from _in(document)


def _in(document: Document) -> Iterator[Finding]:
    source = document.source
    if source.text.isascii() or not _ANY(source.text):
        return
    texts = Texts(document.root) if document.root is not None else None
    for match in SUSPECT.finditer(source.text):
        if match[0].isascii() or (texts is not None and not texts.cover(match.start())):
            continue
        letter = match[0][0]
        if letter.isalpha():
            mixed = _MIXED(match[0])
            if mixed is None:
                continue
            letter = mixed[0]
        yield _finding(letter, match)


def _finding(letter: str, match: re.Match[str]) -> Finding:
    """What is wrong with a letter in a word or a run of signs."""
    code = f"U+{ord(letter):04X} {name(letter, '').lower()}".strip()
    span = Span(*match.span())
    plain = normalize("NFKC", letter)
    if plain != letter:
        return Finding((), f"‘{letter}’ is {code}, not ‘{plain}’", f"type {plain}", span=span)
    if letter in _HIDDEN or letter in _JOINERS:
        return Finding((), f"{code} cannot be seen", "take it out", span=span)
    where = f" in {quoted(match[0])}" if len(match[0]) > 1 else ""
    return Finding((), f"‘{letter}’{where} is {code}", "type the word again", span=span)
