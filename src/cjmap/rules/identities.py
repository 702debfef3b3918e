"""What in a text identifies a person: e-mail addresses, telephone, identity and card numbers."""

from __future__ import annotations

import re
from datetime import date

_WIDE = {ord("０") + at: ord("0") + at for at in range(10)} | {
    ord(w): ord(n) for w, n in zip("＋－（）　＠", "+-() @", strict=True)
}
"""Full-width forms, one letter for one, so that places stay where they are."""

# Letters and digits are those of ASCII throughout: in Chinese a number stands in a sentence without spaces.
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}(?P<top>[A-Za-z]{2,24})(?![A-Za-z0-9-])"
)
_RESERVED = re.compile(r"[@.](?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$", re.IGNORECASE)
_FILES = re.compile(
    r"avif|css|csv|docx?|gif|html?|ico|jpe?g|js|json|mp[34]|pdf|png|pptx?|svg|txt|webp|xlsx?|ya?ml", re.IGNORECASE
).fullmatch
"""Endings of files that no mail goes to: `logo@2x.png`."""

_DIGITS = re.compile(r"[0-9][0-9 ().-]{6,}[0-9Xx]").search
_PHONE = re.compile(
    r"(?<![A-Za-z0-9_.+#-])(?:(?P<abroad>\+[1-9](?:[ .()-]{0,2}[0-9]){6,14})"
    r"|09[0-9]{2}[ -]?[0-9]{3}[ -]?[0-9]{3}|(?P<my>01[0-9][ -]?[0-9]{3,4}[ -]?[0-9]{4})"
    r"|(?P<cn>1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}))(?![A-Za-z0-9_-]|\.[0-9])"
)
_IDS = re.compile(
    r"(?<![A-Za-z0-9_.+#-])(?:[A-Z][1289][0-9]{8}|[0-9]{17}[0-9Xx]|[0-9]{6}-[0-9]{2}-[0-9]{4}|[2-6][0-9]{12,18}"
    r"|[2-6][0-9]{3}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1[0-9]{3})?|3[47][0-9]{2}([ -])[0-9]{6}\2[0-9]{5})"
    r"(?![A-Za-z0-9_-]|\.[0-9])"
)
_CARD = re.compile(
    r"4(?:[0-9]{12}|[0-9]{15}|[0-9]{18})|5[1-5][0-9]{14}|2(?:22[1-9]|2[3-9][0-9]|[3-6][0-9]{2}|7[01][0-9]|720)[0-9]{12}"
    r"|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|35(?:2[89]|[3-8][0-9])[0-9]{12}|(?:6011|65[0-9]{2}|64[4-9][0-9])[0-9]{12}"
    r"|62[0-9]{14,17}"
)
"""Card numbers by their issuers' prefixes and lengths (ISO/IEC 7812)."""
_COUNTRY = re.compile(
    r"(?:2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|21[1-368]|2[2-689][0-9]|3[578][0-9]|42[0-9]|5[09][0-9]"
    r"|6[789][0-9]|8[058][0-9]|9[679][0-9])(?P<rest>[0-9]+)"
)
"""A country code (ITU-T E.164) but 1 and 7, which have ten digits after them."""


_MAY = re.compile("[@0-9](?:(?<=@)|(?:[ ().\u3000（）－-]{0,2}[0-9]){6})").search
_WIDE_SIGNS = "＠０１２３４５６７８９"


def may_identify(text: str) -> bool:
    """Whether a text holds what every such text does, and few others: a sign of an address, or seven digits."""
    # a pattern with full-width digits in it takes ten times as long
    return _MAY(text) is not None or any(sign in text for sign in _WIDE_SIGNS)


def found_in(text: str) -> tuple[str, str] | None:
    """What sort of personal data a text holds, and the words; None where it holds none."""
    if not may_identify(text):
        return None
    plain = text if text.isascii() else text.translate(_WIDE)
    if "@" in plain:
        for match in _EMAIL.finditer(plain):
            if not _RESERVED.search(match[0]) and not _FILES(match["top"]):
                return "an e-mail address", text[slice(*match.span())]
    if not _DIGITS(plain):
        return None
    for match in _IDS.finditer(plain):
        what = _identity(match[0])
        if what:
            return what, text[slice(*match.span())]
    for match in _PHONE.finditer(plain):
        if _rings(match):
            return "a telephone number", text[slice(*match.span())]
    return None


def _rings(match: re.Match[str]) -> bool:
    """Whether a number that looks like a telephone's may be one: its country is known, and it holds no date."""
    digits = re.sub(r"\D", "", match[0])
    if match["abroad"]:
        if digits[0] in "17":
            return len(digits) == 11 and digits[1] not in "01" and not digits.endswith("00000")
        country = _COUNTRY.fullmatch(digits)
        if country is None or len(country["rest"]) < 6 or digits.endswith("00000"):
            return False
        return country["rest"][0] != "0" or digits.startswith("39") or "(0)" in match[0]
    if match["cn"]:
        return not _is_recent(digits[3:])
    return not (match["my"] and _is_recent(digits[4:8] + digits[2:4] + digits[:2]))


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
    if not _CARD.fullmatch(digits):
        return None
    doubled = [int(d) if at % 2 == 0 else sum(divmod(2 * int(d), 10)) for at, d in enumerate(reversed(digits))]
    return "a card number" if sum(doubled) % 10 == 0 else None


def _is_recent(text: str) -> bool:
    """Whether eight digits are a day that an order or a booking may be numbered by."""
    return "2000" <= text[:4] < "2040" and _is_day(text)


def _is_day(text: str) -> bool:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        return False
    return True
