"""Plain data as YAML in whatever form people may type it: any indentation, order, quotation marks, comments."""

from __future__ import annotations

import json
import re
from random import Random
from typing import Any

from hypothesis import strategies as st
from properties.maps import documents

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]*( [A-Za-z0-9\u4e00-\u9fff]+)*")


def messy_maps() -> st.SearchStrategy[str]:
    """Random valid maps, untidily typed."""
    return st.builds(lambda data, seed: Untidy(Random(seed)).document(data), documents(), st.integers(0, 2**32))


class Untidy:
    """Types data as a person in a hurry does."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments = 0

    def flip(self, one_in: int = 2) -> bool:
        return self.random.randrange(one_in) == 0

    def document(self, data: dict[str, Any]) -> str:
        text = self.lines("") + self.mapping(data, 0) + self.lines("")
        text = text if self.flip(4) else text.rstrip("\n")
        return text.replace("\n", "\r\n") if self.flip(4) else text

    def comment(self, *, spaced: bool = False) -> str:
        self.comments += 1
        more = self.random.choice(["", ": x", "- y", "[", "👍"])
        return f"#{' ' if spaced or self.flip() else ''}c{self.comments} {more}"

    def lines(self, indent: str) -> str:
        """Comments and blank lines between others."""
        found = []
        while self.flip(4):
            deeper = " " * self.random.randrange(6) if self.flip(3) else indent
            found.append(self.random.choice(["", "   ", deeper + self.comment(), deeper + self.comment() + "  "]))
        return "".join(line + "\n" for line in found)

    def tail(self) -> str:
        """The end of a line. Comments there have two spaces before them, and one after the sign."""
        if self.flip(8):
            self.comments += 1
            return f"{' ' * self.random.randrange(2, 9)}# c{self.comments}{'  ' if self.flip() else ''}\n"
        return "  \n" if self.flip(6) else "\n"

    def mapping(self, data: dict[str, Any], column: int, first: bool = False) -> str:
        """`first` when the first key goes on with a line."""
        indent = " " * column
        entries = list(data.items())
        if self.flip(3):
            self.random.shuffle(entries)
        found = []
        for number, (key, value) in enumerate(entries):
            start = "" if first and number == 0 else self.lines(indent) + indent
            typed = json.dumps(key, ensure_ascii=False) if self.flip(9) else key
            found.append(f"{start}{typed}:{self.value(value, column)}")
        return "".join(found)

    def value(self, value: Any, column: int) -> str:
        if isinstance(value, dict) and value and not self.flip(3):
            inner = column + self.random.randint(1, 5)
            return self.tail() + self.mapping(value, inner)
        if isinstance(value, list) and value and not self.flip(3):
            inner = column + self.random.randrange(4)
            return self.tail() + self.sequence(value, inner)
        if isinstance(value, dict | list):
            gap = f"\n{' ' * (column + 2)}" if self.flip(8) else " "
            return gap + self.flow(value, column + 1) + self.tail()
        if isinstance(value, str) and self.flip(4):
            return self.block(value, column)
        gap = " " * self.random.randint(1, 3)
        if self.flip(9):
            gap = f"\n{self.lines(' ' * (column + 1))}{' ' * (column + 3)}"
        return gap + self.scalar(value, column) + self.tail()

    def sequence(self, data: list[Any], column: int) -> str:
        indent = " " * column
        found = []
        for value in data:
            found.append(self.lines(indent) + indent + "-")
            if isinstance(value, dict) and value and not self.flip(3):
                spaces = self.random.randint(1, 3)
                if self.flip(8):
                    inner = column + self.random.randint(1, 4)
                    found.append(self.tail() + self.mapping(value, inner))
                else:
                    found.append(" " * spaces + self.mapping(value, column + 1 + spaces, first=True))
            else:
                found.append(self.value(value, column) if not isinstance(value, dict | list) else
                             f" {self.flow(value, column + 1)}{self.tail()}")  # fmt: skip
        return "".join(found)

    def flow(self, value: Any, column: int) -> str:
        """In brackets, on one line or several."""
        if isinstance(value, dict):
            entries = list(value.items())
            parts = [f"{key}: {self.flow(each, column)}" for key, each in entries]
            return "{" + self.joined(parts, column) + "}"
        if isinstance(value, list):
            return "[" + self.joined([self.flow(each, column) for each in value], column) + "]"
        text = str(value)
        if isinstance(value, int | float) or (_PLAIN.fullmatch(text) and self.flip()):
            return text
        return json.dumps(text, ensure_ascii=False)

    def joined(self, parts: list[str], column: int) -> str:
        if not self.flip(4):
            return ", ".join(parts)
        indent = " " * column
        found = ""
        for number, part in enumerate(parts):
            comma = "," if number < len(parts) - 1 or self.flip() else ""
            found += f"\n{indent}{part}{comma}"
            found += f"  {self.comment(spaced=not comma)}" if self.flip(8) else ""
        return found + f"\n{indent}" if parts else ""

    def scalar(self, value: Any, column: int) -> str:
        text = str(value)
        if isinstance(value, int | float):
            return text
        if _PLAIN.fullmatch(text) and self.flip():
            return self.folded(text, column)
        if "\\" not in text and self.flip():
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False)

    def folded(self, text: str, column: int) -> str:
        """A text over several lines."""
        if not self.flip(4):
            return text
        return text.replace(" ", f" \n{' ' * (column + self.random.randint(2, 5))}", self.random.randrange(3))

    def block(self, text: str, column: int) -> str:
        inner = " " * (column + (digit := self.random.randint(1, 4)))
        spaces = " " * self.random.randrange(3)
        sign = self.random.choice(["|", ">"]) + (str(digit) if spaces or self.flip(4) else "")
        sign += self.random.choice(["", "-", "+"])
        words = text.split(" ")
        rows = [spaces + " ".join(words[:2]), *([""] if self.flip(3) else []), *(["more  "] if self.flip(3) else [])]
        rest = [" ".join(words[2:])] if words[2:] else []
        body = "".join(f"{inner}{row}\n" if row else "\n" for row in (*rows, *rest))
        return f" {sign}{self.tail()}{body}" + ("\n" * self.random.randrange(3))
