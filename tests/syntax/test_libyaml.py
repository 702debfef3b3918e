"""PyYAML is loaded fast, and all of it still works."""

from __future__ import annotations

import subprocess
import sys

CODE = """
import re
compile_ = re.compile
from cjmap.libyaml import yaml
assert re.compile is compile_
late = type(yaml.reader.Reader.NON_PRINTABLE)
assert late.__name__ == "Late" and "made" not in vars(yaml.reader.Reader.NON_PRINTABLE)
text = "a: [1, 2.5, yes, 2026-01-31, 0x1f, ~]\\nb: 2026-01-31 10:00:00"
for loader in (yaml.SafeLoader, yaml.CSafeLoader):
    print(repr(yaml.load(text, Loader=loader)))
try:
    yaml.load("a: \\x07", Loader=yaml.SafeLoader)
except yaml.reader.ReaderError as error:
    print(error.reason)
print(yaml.safe_dump({"a": ["yes", "1", 1, None]}), end="")
"""


def said(code: str) -> str:
    """What some code prints in a process of its own."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def test_what_is_late_is_made_when_it_is_asked():
    plain = CODE.replace("from cjmap.libyaml import yaml", "import yaml").replace("assert late", "assert True or late")
    assert said(CODE) == said(plain)
    assert "special characters are not allowed" in said(CODE)
    assert said(CODE).count("datetime.date(2026, 1, 31)") == 2
