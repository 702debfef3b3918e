"""JSON as the command prints it."""

from __future__ import annotations

import json
import re
from typing import Any

# what a terminal may act on, and what UTF-8 cannot hold
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dumps(value: Any) -> str:
    """JSON in which words of any script stay legible and nothing can steer a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
