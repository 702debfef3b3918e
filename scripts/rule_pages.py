"""The rules' pages in one document, generated from the rulebook and the rules' docstrings."""

from __future__ import annotations

from cjmap.cli.explain import applies_to
from cjmap.errors import ERRORS
from cjmap.rulebook import GATES, GROUPS, RULES, VALIDATED, Rule
from cjmap.rules.page import page, summary

HEAD = """# Lint rules

Generated from the rules by `make fresh`; do not edit. [Lint](lint.md) says how rules are chosen, waived and gated;
`cjmap explain RULE` prints a page. In a bad map `# ^` points at the place above where the finding begins, and `# v` at
the place below.
"""


def rule_pages() -> str:
    """The whole document as Markdown: an index by group, then a page a rule."""
    parts = [HEAD]
    for group, heading in GROUPS.items():
        rows = [_row(rule) for rule in RULES if rule.group == group]
        parts.append(
            "\n".join([f"## {heading}", "", "| rule | severity | finds |", "| --- | --- | --- |", *rows]) + "\n"
        )
    parts.append("## Said by validate\n")
    parts.append(
        "Method that is no matter of taste is an error of `cjmap validate`. It cannot be chosen or waived here.\n"
    )
    rows = [f"| `{name}` | {said} |" for name, said in VALIDATED.items()]
    parts.append("\n".join(["| error | says |", "| --- | --- |", *rows]) + "\n")
    parts.append("## Gates\n")
    parts.append("What a team demands of each map besides the rules is an error where it is asked for.\n")
    rows = [f"| `{name}` | {said} |" for name, said in GATES.items()]
    parts.append("\n".join(["| error | says |", "| --- | --- |", *rows]) + "\n")
    parts.append("## Errors of form\n")
    parts.append("What keeps a file from being read as a map, of `cjmap validate` and the commands that read maps.\n")
    rows = [f"| `{name}` | {said} |" for name, said in ERRORS.items()]
    parts.append("\n".join(["| error | says |", "| --- | --- |", *rows]) + "\n")
    parts.append("# The pages\n")
    parts += [_page(rule) for rule in RULES]
    return "\n".join(parts)


def _row(rule: Rule) -> str:
    return f"| [`{rule.name}`](#{rule.name}) | {rule.severity} | {summary(rule)} |"


def _page(rule: Rule) -> str:
    lines = []
    for line in page(rule).splitlines():
        if line.startswith("## "):
            lines.append(f"**{line[3:]}**")
        elif line.startswith("```yaml "):
            lines += [f"`{line[8:]}`:", "", "```yaml"]
        else:
            lines.append(line)
    first, *rest = lines
    return "\n".join([f"## {rule.name}", "", f"**{first}** *{rule.severity}; {applies_to(rule)}*", *rest]) + "\n"
