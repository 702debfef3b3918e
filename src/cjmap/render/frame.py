"""What every page of ours has: its templates, its style sheets, and the policy that lets nothing else in."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from cjmap.late import late_patterns
from cjmap.render.ties import tied
from cjmap.resources import cache_folder, templates

if TYPE_CHECKING:
    import jinja2


def digest(text: str) -> str:
    """A text's hash as policies name it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def policy(css: str) -> str:
    """The policy of a page with one style sheet: nothing runs, and nothing is fetched."""
    return (
        f"default-src 'none'; style-src '{digest(css)}'; img-src data:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def still(css: str) -> str:
    """A style sheet without what costs WeasyPrint most: the controls' rules look through the whole page for each

    element, a rule for every ::before and ::after has it work out three styles an element, and each weight of a
    Chinese font is a file of 20 MB to be read.
    """
    css = "\n".join(line for line in css.splitlines() if ":has(" not in line)
    css = css.replace("*,*::before,*::after{", "*{")
    return re.sub(r"(font(?:-weight)?:)([56])00\b", lambda found: found[1] + ("400" if found[2] == "5" else "700"), css)


@cache
def css_file(name: str, folder: str = "html") -> str:
    """A style sheet of the templates."""
    return (templates() / folder / f"{name}.css").read_text(encoding="utf-8")


@cache
def environment(folder: str = "html") -> jinja2.Environment:
    """The templates of a folder; everything that they print is escaped unless it is markup of ours."""
    with late_patterns("jinja2"):
        import jinja2

    cache_ = cache_folder()
    found = jinja2.Environment(
        # compiling the templates takes longer than all the rest of a page
        bytecode_cache=jinja2.FileSystemBytecodeCache(str(cache_)) if cache_ else None,
        loader=jinja2.FileSystemLoader(templates() / folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    found.filters["tied"] = tied
    return found
