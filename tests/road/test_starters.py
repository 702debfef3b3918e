"""The whole road for every kind in every language: new, validate, render to HTML and PDF, show at all widths."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from cjmap.cli import run
from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES

WIDTHS = (60, 80, 120, 200)
NAMES = [f"{kind}.{language}" for kind in KINDS for language in LANGUAGES]


def cjmap(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cjmap", *map(str, arguments)]
    quiet = {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "FORCE_COLOR", "NO_COLOR")}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=quiet | environment, timeout=600, check=False
    )


def cells(line: str) -> int:
    shown = [char for char in line if not unicodedata.combining(char)]
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in shown)


@pytest.fixture(scope="module")
def maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("maps")
    for kind in KINDS:
        for language in LANGUAGES:
            path = folder / f"{kind}.{language}.cjm.yaml"
            assert run(["new", str(path), "--kind", kind, "--language", language]) == 0
    return folder


def test_all_are_valid(maps):
    done = cjmap("validate", maps)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.pdf
@pytest.mark.slow
def test_all_render(maps, tmp_path):
    done = cjmap("render", maps, "--to", "html,pdf,text", "-o", tmp_path)
    assert done.returncode == 0, done.stderr
    for name in NAMES:
        page = (tmp_path / f"{name}.html").read_text(encoding="utf-8")
        language = name.rpartition(".")[2]
        assert f'<html lang="{language}"' in page
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF-")
        assert (tmp_path / f"{name}.txt").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize("name", NAMES)
def test_shown_through_a_pipe(maps, name, monkeypatch, capsys):
    """At one width by a process of its own, at the others in this one, which has no terminal either."""
    path = maps / f"{name}.cjm.yaml"
    titles = re.findall(r"^  - title: (.+)$|^    title: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    for each in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(each, raising=False)
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        assert run(["show", str(path)]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        if width == WIDTHS[1]:
            done = cjmap("show", path, COLUMNS=str(width))
            assert (done.returncode, done.stdout, done.stderr) == (0, said.out, "")
        assert "\x1b" not in said.out
        assert max(map(cells, said.out.splitlines())) <= width
        shown = re.sub(r"[\s─│]+", "", said.out)
        for word in " ".join(a or b for a, b in titles).split():
            # in a grid the lines of neighbouring titles alternate, so a CJK title is looked for by its characters
            assert all(part in shown for part in (word if word[0] > "\u2e80" else [word.strip("'\"")]))


@pytest.mark.parametrize("name", ["current-state.zh-TW", "service-blueprint.en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_shown_on_a_terminal(maps, name, width):
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(width), "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "cjmap", "show", str(maps / f"{name}.cjm.yaml")]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            said += piece
    os.close(ours)
    assert process.returncode == 0
    text = re.sub(r"\x1b\[[0-9;]*m", "", said.decode())
    assert "\x1b" not in text
    assert "\x1b[" in said.decode()
    assert max(map(cells, text.replace("\r", "").splitlines())) <= width
