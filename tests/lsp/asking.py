"""Questions about files on disk, without an editor."""

from __future__ import annotations

from pathlib import Path

from cjmap.lsp.buffers import Buffer, Overlay
from cjmap.lsp.completion import offers
from cjmap.lsp.lookup import Lookup, Shelf
from cjmap.lsp.names import Offer
from cjmap.lsp.sketch import Sketch
from cjmap.project import Projects
from cjmap.validate import check

ROOT = Path(__file__).parents[2]
SHOP = Path(__file__).parent / "shop"
HEAD = "cjmap: 1\nkind: current-state\ntitle: Groceries\n"


def lookup(*buffers: Buffer, root: Path | None = None) -> Lookup:
    """The files on disk under some open texts."""
    return Lookup(Overlay(buffers), Shelf(), (root,) if root else ())


def sketch(path: Path, known: Lookup | None = None) -> Sketch:
    """The sketch of a file."""
    found = (known or lookup()).open(path.resolve())
    assert found is not None
    return found


def offered(text: str, path: Path = SHOP / "new.cjm.yaml", *others: Buffer) -> dict[str, Offer]:
    """What may be typed at `▮` in a text that lies unsaved at a path, by label."""
    before, _, after = text.partition("▮")
    buffer = Buffer.of(path.as_uri(), path, 1, before + after, "utf-16")
    known = lookup(buffer, *others)
    found = offers(before + after, len(before), known.sketch(buffer.source), known)
    labels = [offer.label for offer in found]
    assert len(labels) == len(set(labels)), "offered twice"
    return {offer.label: offer for offer in found}


def typed(text: str, label: str, path: Path = SHOP / "new.cjm.yaml") -> str:
    """The text after choosing one of the offers at `▮`."""
    offer = offered(text, path)[label]
    text = text.replace("▮", "")
    return text[: offer.span.start] + offer.insert + text[offer.span.end :]


def wrong(folder: Path) -> list[str]:
    """What `validate` says of the maps of a folder."""
    projects = Projects()
    found = []
    for path in sorted(folder.rglob("*.cjm.yaml")):
        project = projects.of(path)
        document = project.open(path.resolve())
        assert document is not None
        found += [f"{path.name}: {each.rule}: {each.message}" for each in (*project.diagnostics, *check(document))]
    return found
