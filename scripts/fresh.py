"""Write the generated files again; with --check, say which are stale and exit with 1 if any is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))


def schema(target: str) -> str:
    """A JSON Schema as committed."""
    from cjmap.schema import json_schema

    return json.dumps(json_schema(target), ensure_ascii=False, indent=2) + "\n"


def report_schema() -> str:
    """The JSON Schema of the diff report as committed."""
    from cjmap.diff.forms.schema import diff_schema

    return json.dumps(diff_schema(), ensure_ascii=False, indent=2) + "\n"


def story_schema() -> str:
    """The JSON Schema of a map's story as committed."""
    from cjmap.diff.forms.log_schema import log_schema

    return json.dumps(log_schema(), ensure_ascii=False, indent=2) + "\n"


def format_reference() -> str:
    """The format reference."""
    from reference import reference

    return reference()


def rules() -> str:
    """The lint rules' pages."""
    from rule_pages import rule_pages

    return rule_pages()


def cli_reference() -> str:
    """The command line's help texts, verb by verb."""
    from cjmap.cli import VERBS

    verbs = ["", *VERBS]
    parts = ["# Command line\n\nGenerated from `--help` by `make fresh`; do not edit.\n"]
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb"}
    for verb in verbs:
        command = [sys.executable, "-m", "cjmap", *verb.split(), "--help"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT)
        text = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        parts.append(f"## `{'cjmap ' + verb if verb else 'cjmap'}`\n\n```text\n{text}\n```\n")
    return "\n".join(parts)


FILES: dict[str, Callable[[], str]] = {
    "docs/schema/cjmap.v1.json": lambda: schema("map"),
    "docs/schema/cjmap.project.v1.json": lambda: schema("project"),
    "docs/schema/cjmap.diff.v1.json": report_schema,
    "docs/schema/cjmap.log.v1.json": story_schema,
    "docs/format-reference.md": format_reference,
    "docs/rules.md": rules,
    "docs/cli.md": cli_reference,
}
"""Every generated file and what makes it."""


def main() -> int:
    """Write, or check."""
    check = "--check" in sys.argv
    stale = []
    for name, make in FILES.items():
        path = ROOT / name
        text = make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    if check and stale:
        print(f"stale: {', '.join(stale)}; run `make fresh`")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
