"""The project file `cjmap.yaml`, which marks the project's root."""

from typing import Literal

from pydantic import Field

from cjmap.model.base import Language, Part, Text
from cjmap.model.lint import LintSettings
from cjmap.model.map import LaneEntry
from cjmap.model.research import Metric, ResearchSource, ScaleField
from cjmap.model.theme import ThemeSettings

Paper = Literal["a4", "a3", "a2", "a1", "letter", "tabloid", "fit"]


class RenderSettings(Part):
    """How maps are rendered when the command line does not say."""

    paper: Paper | None = Field(None, description="The paper of PDFs.")


class ProjectFile(Part):
    """What the maps of a project share; a map's own entry wins."""

    cjmap: Literal["1"] = Field(description="The format's version: 1.", json_schema_extra={"enum": [1, "1"]})
    title: Text | None = Field(None, description="The project's name.")
    language: Language | None = Field(None, description="The default language of the maps.")
    owner: Text | None = Field(None, description="The default owner of the maps.")
    lanes: tuple[LaneEntry, ...] = Field((), description="Lanes that every map may use.")
    emotion_scale: ScaleField | None = Field(None, description="The default emotion scale of the maps.")
    sources: tuple[ResearchSource, ...] = Field((), description="Sources that every map may cite.")
    metrics: tuple[Metric, ...] = Field((), description="Metrics that every map may use.")
    personas: Text = Field("personas", description="The folder of the persona files.")
    render: RenderSettings = Field(default_factory=RenderSettings.model_construct, description="How maps are rendered.")
    lint: LintSettings = Field(default_factory=LintSettings.model_construct, description="How maps are linted.")
    theme: ThemeSettings = Field(
        default_factory=ThemeSettings.model_construct, description="How maps look: a theme's name, or more."
    )
