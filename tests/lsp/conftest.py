"""Editors with a copy of a project open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lsp.asking import SHOP
from lsp.talking import Editor, editing


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the editor has open."""
    return tmp_path_factory.mktemp("work").resolve()


@pytest.fixture(scope="module")
def editor(folder: Path) -> Iterator[Editor]:
    """An editor that counts in UTF-16, as most do."""
    with editing(folder) as running:
        yield running


@pytest.fixture
def shop(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of the project of groceries in the open folder."""
    return Path(shutil.copytree(SHOP, folder / request.node.name.replace("/", "-")[:60]))
