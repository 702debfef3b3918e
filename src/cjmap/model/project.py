"""The project file `cjmap.yaml`, which marks the project's root."""

from typing import Literal

from cjmap.model.base import Language, Text
from cjmap.model.lint import LintSettings
from cjmap.model.map import LaneEntry
from cjmap.model.part import Part, key
from cjmap.model.research import Metric, ResearchSource, ScaleField
from cjmap.model.theme import ThemeSettings

Paper = Literal["a4", "a3", "a2", "a1", "letter", "tabloid", "fit"]


class RenderSettings(Part):
    """How maps are rendered when the command line does not say."""

    paper: Paper | None = key("The paper of PDFs.", default=None)


class ProjectFile(Part):
    """What the maps of a project share; a map's own entry wins."""

    cjmap: Literal["1"] = key("The format's version: 1.", json_schema_extra={"enum": [1, "1"]})
    title: Text | None = key("The project's name.", default=None)
    language: Language | None = key("The default language of the maps.", default=None)
    owner: Text | None = key("The default owner of the maps.", default=None)
    lanes: tuple[LaneEntry, ...] = key("Lanes that every map may use.", default=())
    emotion_scale: ScaleField | None = key("The default emotion scale of the maps.", default=None)
    sources: tuple[ResearchSource, ...] = key("Sources that every map may cite.", default=())
    metrics: tuple[Metric, ...] = key("Metrics that every map may use.", default=())
    personas: Text = key("The folder of the persona files.", default="personas")
    render: RenderSettings = key("How maps are rendered.", default_factory=RenderSettings)
    lint: LintSettings = key("How maps are linted.", default_factory=LintSettings)
    theme: ThemeSettings = key("How maps look: a theme's name, or more.", default_factory=ThemeSettings)
