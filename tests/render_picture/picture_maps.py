"""Maps to draw as pictures, drawn once."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image
from render_pdf.pdf_maps import EXAMPLES, example, from_data, pictures

from cjmap.render import RENDERERS, Rendered, Wanted
from cjmap.view.shapes import View

HOSTILE = "</title><script>alert(1)</script> & \"quoted\" 'single' ]]> {{ 7 * 7 }}"


def small(language: str = "en") -> View:
    """A map of three columns, with every sort of drawing that a page has and hostile words."""
    return from_data(
        {
            "cjmap": 1,
            "kind": "current-state",
            "title": HOSTILE,
            "summary": HOSTILE,
            "language": language,
            "lanes": ["actions", "emotion", "touchpoints", "pain_points", "goal"],
            "stages": [
                {
                    "title": "Choose",
                    "goal": "Across both steps",
                    "steps": [
                        {"title": "Search", "actions": HOSTILE, "emotion": {"score": -1, "word": "impatient"}},
                        {"title": "Compare 選", "emotion": {"score": 1.5, "word": "sure"}, "moment_of_truth": True},
                    ],
                },
                {
                    "title": "Pay",
                    "emotion": 2,
                    "touchpoints": "App",
                    "pain_points": {"text": "Slow", "severity": "high"},
                },
            ],
        }
    )


def draw(form: str, scale: float | None = None, transparent: bool = False, example_number: int = -1) -> Rendered:
    """The small map, or an example, in a form."""
    view = small() if example_number < 0 else example(EXAMPLES[example_number])
    return RENDERERS[form].draw(view, Wanted(None, scale, transparent), pictures)


drawn = cache(draw)
"""The same, drawn once."""


def opened(rendered: Rendered) -> Image.Image:
    """A PNG as a picture."""
    return Image.open(BytesIO(rendered.data))
