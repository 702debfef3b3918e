"""The objects of a PDF before it is written, as WeasyPrint's finisher gets them."""

from __future__ import annotations

from typing import Any


class Objects:
    """Looks references up: `b"12 0 R"` is the twelfth object."""

    def __init__(self, pdf: Any) -> None:
        self.all = pdf.objects
        kids = pdf.pages["Kids"]
        self.pages = [self.get(f"{number} 0 R".encode()) for number in kids[::3]]

    def get(self, value: Any) -> Any:
        """What a value stands for: the object, where it is a reference."""
        if isinstance(value, str):
            value = value.encode()
        if isinstance(value, bytes) and value.endswith(b" 0 R"):
            return self.all[int(value.split()[0])]
        return value

    def named(self, resources: Any, kind: str, name: str) -> Any:
        """A resource such as the font `/F1`."""
        return self.get(self.get(self.get(resources)[kind])[name.removeprefix("/")])


def stream_bytes(stream: Any) -> bytes:
    """The bytes of a stream."""
    return b"\n".join(_bytes(part) for part in stream.stream)


def _bytes(part: Any) -> bytes:
    if isinstance(part, bytes):
        return part
    return part.encode() if isinstance(part, str) else bytes(part.data)
