"""The preview's own pages, in English: templates filled in, under as strict a policy as a map's page."""

from __future__ import annotations

from cjmap.render.frame import css_file, digest, environment

FOLDER = "preview"


def fill(template: str, **names: object) -> bytes:
    """A template of `templates/preview` with its names filled in; every text is escaped."""
    css = css_file("preview", FOLDER)
    policy = f"default-src 'none'; style-src '{digest(css)}'; base-uri 'none'; form-action 'none'"
    return environment(FOLDER).get_template(f"{template}.html.j2").render(policy=policy, css=css, **names).encode()
