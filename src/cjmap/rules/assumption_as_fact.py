"""A figure stands in a statement that rests on nothing.

“38 % give up here” sounds measured. Where the map says that the statement is assumed, or cites nothing, either
somebody knows the figure and did not say from where, or nobody does.

Shares and counts of people are looked for, in digits and in words (`38% give up`, `40% of customers`, `7 of 9`, `one in
three`, `三成`, `7 daripada 9`), in statements about what is and in the `impact` of pain points. Other percentages (`20%
off`, a battery at `5%`) and `step 2 of 5` are left alone, and so are future maps, which state aims. While a map cites
nothing at all, one finding stands for all.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: nps-q3, title: NPS survey, date: 2026-09-30, n: 412}
stages:
  - title: Choose
    pain_points:
      - {text: No list of earlier purchases, sources: nps-q3}
      - {text: 38% give up when the search fails, basis: assumed}
      #        ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: nps-q3, title: NPS survey, date: 2026-09-30, n: 412}
stages:
  - title: Choose
    pain_points:
      - {text: No list of earlier purchases, sources: nps-q3}
      - {text: 38% give up when the search fails, sources: nps-q3}
```

## How to fix

Cite where the figure comes from, or say it without one (“many give up”).
"""

import re
from collections.abc import Iterator

from cjmap.model.cells import PainPoint
from cjmap.model.walk import ItemAt
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

_WORDS = (
    "one two three four five six seven eight nine ten",
    "satu dua tiga empat lima enam tujuh lapan sembilan sepuluh",
)
_NUMBERS = {word: number for words in _WORDS for number, word in enumerate(words.split(), 1)}
_NUMBER = rf"(?:\d{{1,9}}|{'|'.join(_NUMBERS)})"
_PEOPLE = (
    r"(?:adults?|applicants?|buyers?|callers?|citizens?|clients?|customers?|drivers?|employees?|famil(?:y|ies)|guests?|"
    r"households?|learners?|members?|owners?|parents?|passengers?|patients?|people|persons?|readers?|respondents?|"
    r"shoppers?|students?|subscribers?|tenants?|travell?ers?|users?|viewers?|visitors?|women|men|everyone|us|them|"
    r"orang|pelanggan|pembeli|pengguna|penumpang|pesakit|pelawat|pelajar|responden|ahli|keluarga|ibu bapa)\b"
)
_VERBS = (
    r"(?:abandon|ask|book|bounce|buy|call|cancel|choose|click|come|complain|complete|convert|do not|don't|drop|fail|"
    r"feel|find|finish|forget|get lost|give|go|hear|know|leave|look|miss|need|never|notice|open|order|pay|prefer|quit|"
    r"read|recommend|return|say|see|share|skip|spend|start|stop|struggle|switch|tell|think|trust|try|use|visit|wait|want)"
    r"(?:s|e?d|p?ped)?\b|(?:are|were) (?:angry|annoyed|confused|happy|lost|satisfied|unhappy)\b|left (?:because|before|"
    r"the|when|without)\b|(?:bought|came|chose|could not|did not|didn't|felt|forgot|found|gave|knew|paid|said|thought|"
    r"told|tried|went)\b"
    r"|(?:berhenti|membatalkan|membeli|meninggalkan|mengadu|mengatakan|menunggu|tidak)\b"
)
_ZH_PEOPLE = (
    "(?:人|顾客|顧客|客人|客户|客戶|用户|用戶|使用者|乘客|患者|病人|家長|家长|"
    "會員|会员|學生|学生|受訪者|受访者|消費者|消费者)"
)
_ZH_VERBS = (
    "(?:会|會|不|没|沒|未|在|都|放弃|放棄|离开|離開|离开|流失|抱怨|投诉|投訴|"
    "取消|退|表示|觉得|覺得|认为|認為|说|說|选|選)"
)
_PERCENT = (
    r"(?<![\d.,])(?:\d{1,6}(?:[.,]\d{1,3})?\s?(?:[%％]|per ?cent\b|peratus\b)"
    r"|百分之[一二三四五六七八九十百两兩零點点\d]{1,8})"
)
_MARKS = ("%", "％", "成", "百分之")
_WORDS_BESIDE = (b"cent", b"peratus", b" of ", b" in ", b" daripada ")
"""What a text with a figure holds one of: a mark, or one of these words in small letters."""
_PERCENT_SIGN = re.compile(r"[%％]|per ?cent|peratus|百分之", re.IGNORECASE).search
_OF = re.compile(r" (?:of|in|daripada) ", re.IGNORECASE).search
_SHARE = re.compile(
    rf"(?:(?P<before>{_PEOPLE} \(?|{_ZH_PEOPLE}[中里裡當当]{{0,2}}[有約约]{{0,2}}))?(?P<percent>{_PERCENT})"
    rf"(?P<after>\)? (?:(?:of|daripada|the|our|all) )*(?:[a-z-]{{1,20}} )?{_PEOPLE}"
    rf"|\)? (?:(?:still|even|just|then|also|simply|[a-z]{{1,20}}ly) )?(?:{_VERBS})|\s?的?{_ZH_VERBS}"
    rf"|\s?的?\w{{0,4}}?{_ZH_PEOPLE})?",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?<![A-Za-z\d.,])(?P<some>{_NUMBER}) (?:out of|in every|of|in|daripada) (?P<all>{_NUMBER})(?![A-Za-z\d]|[.,]\d)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:chapter|day|item|level|line|no\.|number|page|part|photo|question|round|screen|section|slide|stage|step|week|"
    r"halaman|langkah|bahagian|soalan)\s*$",
    re.IGNORECASE,
)
_MEASURED = re.compile(
    r"[ -](?:seconds?|min|minutes?|hours?|h|days?|weeks?|months?|years?|minit|jam|hari)\b", re.IGNORECASE
)
_TENTHS = re.compile(
    "(?<![一二三四五六七八九十\\d])[一二三四五六七八九两兩\\d]成"
    "(?![人本功员員年为為熟新立交品分果就长長效绩績语語像型套双雙对對是费費价價折利]|不[变變])"
)
_PRICED = re.compile("(?:[省降漲涨升減减剩率打]|便宜|優惠|优惠|電量|电量|首付|頭款|頭期款)[^，。；,.;]{0,2}$").search
"""What tenths are taken of that are no people: prices and the like."""


def figure(text: str) -> str | None:
    """The share or count of people that a text states; None where it states none."""
    for match in _SHARE.finditer(text) if _PERCENT_SIGN(text) else ():
        if match["before"] or match["after"]:
            return match["percent"]
    for match in _COUNT.finditer(text) if _OF(text) else ():
        if _is_share(text, match):
            return match[0]
    for match in _TENTHS.finditer(text) if "成" in text else ():
        if not _PRICED(text[max(0, match.start() - 6) : match.start()]):
            return match[0]
    return None


def _is_share(text: str, match: re.Match[str]) -> bool:
    """Whether `2 of 5` is said of people: not of a step, nor `3 in 10 minutes`."""
    some, every = (_NUMBERS.get(word.lower()) or int(word) for word in (match["some"], match["all"]))
    if some > every or _NUMBERED.search(text[max(0, match.start() - 20) : match.start()]):
        return False
    between = " in " in match[0].lower()
    return not between or (some < every <= 1000 and not _MEASURED.match(text, match.end()))


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each figure without evidence."""
    if subject.future:
        return
    found = list(_figures(subject))
    yield from found[:1] if not subject.citations else found


def _figures(subject: Subject) -> Iterator[Finding]:
    for at, key, text in _texts(subject):
        words = figure(text)
        if words and subject.claims(at) and not subject.ground(at.item, at.column).sourced:
            message = f"‘{words}’ is a figure, and rests on nothing"
            yield Finding((*at.location, key), message, "cite its source, or say it without a figure")


def _texts(subject: Subject) -> Iterator[tuple[ItemAt, str, str]]:
    """The texts that may state a figure, each with its key."""
    # few texts hold any of the marks, and the patterns for all that may stand around them are slow
    if _marked("\n".join(words for _, words in subject.said)):
        for at, words in subject.said:
            if at.cell != "metrics" and _marked(words):
                yield at, "text", words
    for at in subject.of("pain_points"):
        if isinstance(at.item, PainPoint) and at.item.impact:
            yield at, "impact", at.item.impact


def _marked(text: str) -> bool:
    # small letters of Chinese are long in the making, and there are none
    latin = text.encode("ascii", "ignore").lower()
    return any(mark in text for mark in _MARKS) or any(word in latin for word in _WORDS_BESIDE)
