"""`cjmap doctor`: what is there, what lacks, and how to get it."""

from __future__ import annotations

import json

import pytest

from cjmap import machine
from cjmap.cli import doctor


def test_text_and_json_agree(cjmap):
    text, report = cjmap("doctor"), json.loads(cjmap("doctor", "--format", "json").stdout)
    assert text.returncode == int(not report["ok"])
    assert report["version"] == 1
    for check in report["checks"]:
        assert f"{check['name']} " in text.stdout
        assert check["ok"] or check["remedy"] in text.stdout


def test_an_encoding_that_cannot_show_maps_is_a_lack(cjmap):
    result = cjmap("doctor", env={"PYTHONIOENCODING": "ascii"})
    assert result.returncode == 1
    assert "C.UTF-8" in result.stdout


@pytest.fixture
def lines(capsys):
    def run() -> tuple[int, str]:
        status = doctor.run(doctor.Options())
        return status, capsys.readouterr().out

    return run


def test_without_pango(monkeypatch, lines):
    monkeypatch.setattr(machine, "_PANGO", ("libno-such-library.so",))
    status, text = lines()
    assert status == 1
    assert "not found, so no PDF can be made" in text
    assert "→ install" in text


def test_without_fonts(monkeypatch, lines):
    monkeypatch.setattr(machine, "fonts", lambda: machine.Fonts(0, {}))
    status, text = lines()
    assert status == 1
    assert "none at all, so no PDF can be made" in text


def test_without_chinese_fonts(monkeypatch, lines):
    covering = {"en": ("A Sans",), "ms": ("A Sans",), "zh-TW": (), "zh-CN": ()}
    monkeypatch.setattr(machine, "fonts", lambda: machine.Fonts(1, covering))
    status, text = lines()
    assert status == 1
    assert text.count("none, so PDFs print empty boxes") == 2
