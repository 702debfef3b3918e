"""Node tree → model or diagnostics, and the references that tie maps together."""

from __future__ import annotations

from cjmap.diagnostic import Diagnostic, in_order
from cjmap.document import Document
from cjmap.validate.cycles import check_cycles
from cjmap.validate.facts import check_facts, check_persona
from cjmap.validate.read import read_document
from cjmap.validate.references import Checker

__all__ = ["check", "check_alone", "read_document"]


def check(document: Document) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with a document: the file by itself, its references, the files it names."""
    found = list(check_alone(document))
    journey = document.map
    if journey is not None:
        found += Checker(document, journey).run()
        found += check_cycles(document, journey)
    return tuple(in_order(found))


def check_alone(document: Document) -> tuple[Diagnostic, ...]:
    """What is wrong with a document whatever its references mean: enough to know that what it says can be read."""
    found = list(document.diagnostics)
    if document.map is not None:
        found += check_facts(document, document.map)
    found += check_persona(document)
    return tuple(in_order(found))
