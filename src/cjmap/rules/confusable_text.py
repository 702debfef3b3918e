"""Letters that look like others, or like nothing.

A Cyrillic “а” in “Рay” makes a word that no search finds and no reference fits, and nobody can see why (Unicode
Technical Standard 39 describes such confusables). Text copied from PDF files brings Kangxi radicals in place of
characters (⼈ for 人) and invisible spaces.

Found are: Latin words with Cyrillic or Greek letters in them that look Latin, Kangxi and CJK radicals, and zero-width
spaces and joiners that no script needs where they stand.

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
from cjmap.source import Source, Span

_TWINS = "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ"
_HIDDEN = "\u200b\u2060\ufeff"
_RADICALS = "\u2e80-\u2ef3\u2f00-\u2fd5"
_ANY = re.compile(f"[{_TWINS}{_RADICALS}{_HIDDEN}]").search
SUSPECT = re.compile(rf"(?<=[A-Za-z])[{_TWINS}]+|[{_TWINS}]+(?=[A-Za-z])|[{_RADICALS}{_HIDDEN}]+")


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
        if texts is not None and texts.cover(match.start()):
            yield _finding(source, match)


def _finding(source: Source, match: re.Match[str]) -> Finding:
    text = source.text
    start, end = match.span()
    while start and (text[start - 1].isalnum() and not text[start - 1].isspace()):
        start -= 1
    letter = next(each for each in match[0] if not each.isascii())
    code = f"U+{ord(letter):04X} {name(letter, '').lower()}".strip()
    plain = normalize("NFKC", letter)
    if plain != letter:
        return Finding((), f"‘{letter}’ is {code}, not ‘{plain}’", f"type {plain}", span=Span(*match.span()))
    if letter in _HIDDEN:
        return Finding((), f"{code} cannot be seen", "take it out", span=Span(*match.span()))
    while end < len(text) and text[end].isalnum():
        end += 1
    return Finding((), f"‘{letter}’ in ‘{text[start:end]}’ is {code}", "type the word again", span=Span(start, end))
