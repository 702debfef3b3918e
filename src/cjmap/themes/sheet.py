"""A person's own style sheet, given with `--css`: what it sets of a theme, and what it may not ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cjmap.diagnostic import Diagnostic
from cjmap.record import replace
from cjmap.source import Source, Span
from cjmap.themes.properties import PROPERTIES, fits, takes
from cjmap.themes.theme import Theme

ASKING = frozenset(
    ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade", "element", "paint"]
)
"""The functions that fetch something, or would in some browser."""
RULES = frozenset(["import", "font-face", "namespace", "charset", "document", "-moz-document"])
"""The rules that fetch something, or that have no place at the end of a sheet."""
ENDS = ("</", "<!--", "-->", "]]>")
"""What would end the element that the sheet stands in."""
DARK = "prefers-color-scheme:dark"


def dressed(theme: Theme, source: Source) -> tuple[Theme, list[Diagnostic]]:
    """The theme with a style sheet over it, and what is wrong with the sheet; the theme as it was where anything is.

    The theme's properties that the sheet sets on `:root` are taken into the theme, so that drawings and paper have
    them as well; what else it says is appended as it stands.
    """
    import tinycss2

    found = list(_ends(source))
    rules = tinycss2.parse_stylesheet(source.text, skip_comments=True, skip_whitespace=True)
    found += _refused(source, rules)
    values: dict[bool, dict[str, str]] = {False: {}, True: {}}
    kept = [rule for rule in rules if not _taken(source, rule, values, found)]
    if found:
        return theme, found

    return replace(theme.over(values[False], values[True]), css=tinycss2.serialize(kept)), []


def _place(source: Source, node: Any) -> Span:
    """The place of a node, to the end of its line."""
    whole = source.line_span(node.source_line)
    return Span(min(whole.start + node.source_column - 1, whole.end), whole.end)


def _ends(source: Source) -> Iterator[Diagnostic]:
    for mark in ENDS:
        at = source.text.find(mark)
        if at >= 0:
            message = f"‘{mark}’ would end the style sheet of the page"
            yield Diagnostic("css-refused", message, source, Span(at, at + len(mark)), help="leave it out")


def _refused(source: Source, nodes: list[Any]) -> Iterator[Diagnostic]:
    """What a page that fetches nothing cannot have, and what is no CSS, wherever it stands."""
    for node in nodes:
        kind = node.type
        if kind == "error":
            yield Diagnostic("css-broken", f"this is no CSS: {node.message}", source, _place(source, node))
        elif kind == "at-rule" and node.lower_at_keyword in RULES:
            yield _no(source, node, f"@{node.at_keyword}")
        elif kind == "at-keyword" and node.lower_value in RULES:
            yield _no(source, node, f"@{node.value}")
        elif kind == "url" or (kind == "function" and node.lower_name in ASKING):
            yield _no(source, node, f"{'url' if kind == 'url' else node.name}()")
        for part in ("prelude", "content", "arguments"):
            yield from _refused(source, getattr(node, part, None) or [])


def _no(source: Source, node: Any, what: str) -> Diagnostic:
    help_text = "a page fetches nothing; a logo and fonts are embedded through theme: in cjmap.yaml"
    return Diagnostic("css-refused", f"‘{what}’ is refused", source, _place(source, node), help=help_text)


def _taken(source: Source, rule: Any, values: dict[bool, dict[str, str]], found: list[Diagnostic]) -> bool:
    """Whether a rule set properties of a theme and nothing else; then it is no longer needed."""
    import tinycss2

    dark = rule.type == "at-rule" and rule.lower_at_keyword == "media" and rule.content is not None
    if dark:
        if DARK not in "".join(tinycss2.serialize(rule.prelude).split()):
            return False
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
    else:
        inner = [rule]
    done = [_values(source, each, values[dark], found) for each in inner]
    return all(done)


def _values(source: Source, rule: Any, values: dict[str, str], found: list[Diagnostic]) -> bool:
    import tinycss2

    if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root":
        return False
    whole = True
    for each in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        name = each.name.removeprefix("--") if each.type == "declaration" else ""
        if name not in PROPERTIES or not each.name.startswith("--"):
            whole = False
            continue
        value = tinycss2.serialize(each.value).strip()
        if fits(name, value):
            values[name] = value
        else:
            message = f"‘--{name}’ takes {takes(name)}, found ‘{value}’"
            found.append(Diagnostic("css-value", message, source, _place(source, each)))
    return whole
