"""PyYAML: its events and errors; what it has for reading in Python alone stays asleep."""

from __future__ import annotations

from cjmap.late import late_patterns

with late_patterns("yaml"):
    import yaml as yaml  # noqa: PLC0414 -- for those who read their own files with it

AliasEvent = yaml.AliasEvent
DocumentStartEvent = yaml.DocumentStartEvent
MappingEndEvent = yaml.MappingEndEvent
MappingStartEvent = yaml.MappingStartEvent
ScalarEvent = yaml.ScalarEvent
SequenceEndEvent = yaml.SequenceEndEvent
SequenceStartEvent = yaml.SequenceStartEvent
StreamEndEvent = yaml.StreamEndEvent
YAMLError = yaml.YAMLError
