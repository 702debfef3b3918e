"""`cjmap render`: where things are written, what is not, and what is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import cjmap.cli
from cjmap.cli import render
from cjmap.jobs import Failure
from cjmap.render import weasy


def files(folder: Path) -> list[str]:
    """The files below a folder, hidden ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_beside_the_map(cjmap, shop):
    before = files(shop)
    result = cjmap("render", shop / "online.cjm.yaml")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == f"wrote {shop}/online.html\n"
    assert set(files(shop)) - set(before) == {"online.html"}


def test_a_folder_mirrors_the_tree(cjmap, shop, tmp_path):
    result = cjmap("render", "shop", "--to", "html,text", "-o", "build")
    assert result.returncode == 0
    assert files(tmp_path / "build") == ["online.html", "online.txt", "stores/market.html", "stores/market.txt"]
    assert sorted(result.stderr.splitlines()) == [
        "4 files written",
        "wrote build/online.html",
        "wrote build/online.txt",
        "wrote build/stores/market.html",
        "wrote build/stores/market.txt",
    ]


def test_one_file(cjmap, shop, tmp_path):
    assert cjmap("render", shop / "online.cjm.yaml", "-o", "deep/page.html").returncode == 0
    assert (tmp_path / "deep" / "page.html").read_bytes().startswith(b"<!")
    # the name says the form
    assert cjmap("render", shop / "online.cjm.yaml", "-o", "map.txt").returncode == 0
    assert "search box" in (tmp_path / "map.txt").read_text()


def test_standard_output(cjmap, shop):
    result = cjmap("render", "-", "-o", "-", "--to", "html", stdin=(shop / "online.cjm.yaml").read_text())
    assert result.returncode == 0
    assert result.stdout.startswith("<!")
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["shop", "-o", "-"], "standard output takes one map in one form"),
        (["shop", "-o", "all.html"], "which cannot hold 2 maps"),
        (["shop/online.cjm.yaml", "--to", "html,text", "-o", "a.html"], "which cannot hold one map in 2 forms"),
        (["shop/online.cjm.yaml", "--to", "html", "-o", "a.pdf"], "is not a file name for html"),
        (["shop/online.cjm.yaml", "--to", "html", "-o", "shop/cjmap.yaml"], "would overwrite a map"),
        (["-"], "no file to write next to"),
        (["shop/online.cjm.yaml", "shop/other/online.cjm.yaml", "-o", "build/"], "would both be written"),
        (["shop/online.cjm.yaml", "--to", "htm"], "did you mean ‘html’?"),
        (["shop/online.cjm.yaml", "--paper", "a5"], "there is no paper ‘a5’"),
        (["shop/online.cjm.yaml", "--language", "fr"], "there is no language ‘fr’"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_written(cjmap, shop, tmp_path, arguments, words):
    (shop / "other").mkdir()
    (shop / "other" / "online.cjm.yaml").write_text((shop / "online.cjm.yaml").read_text())
    (shop / "stores" / "market.cjm.yaml").unlink()
    before = {name: (tmp_path / name).read_bytes() for name in files(tmp_path)}
    result = cjmap("render", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert words in result.stderr
    assert {name: (tmp_path / name).read_bytes() for name in files(tmp_path)} == before


def test_one_map_among_personas_is_one_map(cjmap, shop, tmp_path):
    page = cjmap("render", shop / "online.cjm.yaml", "-o", "-")
    (shop / "stores" / "market.cjm.yaml").unlink()
    result = cjmap("render", shop, "-o", "-")
    assert (result.returncode, result.stdout) == (0, page.stdout)
    assert cjmap("render", shop, "-o", "page.html").stderr == "wrote page.html\n"
    assert (tmp_path / "page.html").read_text() == page.stdout
    (shop / "online.cjm.yaml").unlink()
    result = cjmap("render", shop / "personas", "-o", "-")
    assert (result.returncode, result.stdout) == (0, "")


def test_personas_of_one_name_do_not_clash(cjmap, shop, tmp_path):
    (shop.parent / "second" / "personas").mkdir(parents=True)
    (shop.parent / "second" / "personas" / "mei.cjm.yaml").write_text((shop / "personas" / "mei.cjm.yaml").read_text())
    assert cjmap("render", "shop", "second", "-o", "build").returncode == 0
    assert files(tmp_path / "build") == ["online.html", "stores/market.html"]


def test_a_map_with_errors_gets_no_output_and_the_others_go_on(cjmap, shop, bad):
    (shop / "wrong.cjm.yaml").write_text((bad / "unknown-key.cjm.yaml").read_text())
    (shop / "wrong.html").write_text("as it was")
    result = cjmap("render", shop)
    assert result.returncode == 1
    assert (shop / "wrong.html").read_text() == "as it was"
    assert {"online.html", "stores/market.html"} <= set(files(shop))
    assert "painPoint" in result.stderr
    assert result.stderr.endswith("2 files written, from 2 of 3 maps; 1 error\n")


def test_a_missing_file_is_status_2_and_the_others_go_on(cjmap, shop):
    result = cjmap("render", "nope.cjm.yaml", shop / "online.cjm.yaml")
    assert result.returncode == 2
    assert (shop / "online.html").exists()
    assert "nope.cjm.yaml:1:1: error[missing-file]" in result.stderr


def test_same_input_same_bytes(cjmap, shop):
    pages = []
    for seed in ("1", "2"):
        env = {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1767225600"}
        pages.append(cjmap("render", shop / "online.cjm.yaml", "-o", "-", env=env).stdout)
    assert pages[0] == pages[1]


def test_modes_and_links_are_kept(cjmap, shop):
    page = shop / "online.html"
    real = shop / "real.html"
    real.write_text("old")
    real.chmod(0o640)
    page.symlink_to(real)
    assert cjmap("render", shop / "online.cjm.yaml").returncode == 0
    assert page.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o640
    assert real.read_bytes().startswith(b"<!")


def test_a_read_only_folder_is_one_line(cjmap, shop, tmp_path):
    (tmp_path / "build").mkdir(mode=0o555)
    result = cjmap("render", shop, "-o", "build", permitted=False)
    assert result.returncode == 2
    assert result.stderr.splitlines()[0] == "error: cannot write to build: permission denied"


def test_a_folder_that_is_a_file(cjmap, shop, tmp_path):
    (tmp_path / "build").write_text("mine")
    result = cjmap("render", shop, "-o", "build/")
    assert result.returncode == 2
    assert "error: cannot write to build: build is a file" in result.stderr
    assert (tmp_path / "build").read_text() == "mine"


def test_an_output_that_is_a_folder(cjmap, shop):
    (shop / "online.html").mkdir()
    result = cjmap("render", shop / "online.cjm.yaml")
    assert result.returncode == 2
    assert f"error: cannot write {shop}/online.html: is a directory" in result.stderr
    assert not list(shop.glob(".*"))


def test_workers_write_the_same(cjmap, shop, tmp_path):
    for index in range(10):
        (shop / f"map-{index}.cjm.yaml").write_text((shop / "online.cjm.yaml").read_text())
    assert cjmap("render", "shop", "-o", "here", "--jobs", "2").returncode == 0
    assert cjmap("render", "shop", "-o", "there").returncode == 0
    assert len(files(tmp_path / "here")) == 12
    for name in files(tmp_path / "here"):
        assert (tmp_path / "here" / name).read_bytes() == (tmp_path / "there" / name).read_bytes()


@pytest.mark.pdf
def test_pdf_on_a_paper(cjmap, shop, tmp_path):
    result = cjmap("render", shop, "--to", "html,pdf", "--paper", "a3", "-o", "build")
    assert result.returncode == 0, result.stderr
    assert files(tmp_path / "build") == ["online.html", "online.pdf", "stores/market.html", "stores/market.pdf"]
    assert (tmp_path / "build" / "online.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.pdf
def test_without_fonts_the_pages_are_written_and_the_remedy_is_said(cjmap, shop, tmp_path):
    nothing = tmp_path / "fonts.conf"
    nothing.write_text("<fontconfig></fontconfig>")
    result = cjmap("render", shop, "--to", "html,pdf", "-o", "build", env={"FONTCONFIG_FILE": str(nothing)})
    assert result.returncode == 2
    assert result.stderr.count("error: cannot make PDF files here: ") == 1
    assert "  help: install" in result.stderr
    assert files(tmp_path / "build") == ["online.html", "stores/market.html"]


def test_without_pango_the_pages_are_written(monkeypatch, capsys, shop):
    def load() -> None:
        raise weasy.PangoMissingError("WeasyPrint cannot load its libraries (libpango)", "install with: get pango")

    monkeypatch.setattr(weasy, "load", load)
    assert cjmap.cli.run(["render", str(shop / "online.cjm.yaml"), "--to", "pdf,html"]) == 2
    assert (shop / "online.html").exists()
    assert not (shop / "online.pdf").exists()
    said = capsys.readouterr().err
    assert said.startswith("error: cannot make PDF files here: WeasyPrint cannot load its libraries")
    assert "  help: install with: get pango\n" in said


@pytest.mark.pdf
@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_stopped_in_the_middle_of_forty_pdfs(shop, environment, sign):
    for index in range(40):
        (shop / f"map-{index:02}.cjm.yaml").write_text((shop / "online.cjm.yaml").read_text())
    command = [sys.executable, "-m", "cjmap", "render", str(shop), "--to", "pdf", "-o", str(shop / "out")]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env=environment, start_new_session=True
    ) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        # a terminal interrupts the whole group
        os.killpg(process.pid, sign) if sign == signal.SIGINT else process.send_signal(sign)
        rest = process.stderr.read()
    assert first.startswith("wrote "), first + rest
    assert process.returncode == 130
    assert rest.splitlines()[-1] == "interrupted"
    assert "Traceback" not in rest
    written = list((shop / "out").rglob("*"))
    assert 0 < len(written) < 42
    for path in written:
        assert path.is_dir() or (path.name.endswith(".pdf") and path.read_bytes().rstrip().endswith(b"%%EOF"))
    time.sleep(0.2)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("out-of-time", "took more than"),
        ("out-of-memory", "2 GiB of memory"),
        ("crashed", "crashed (SIGSEGV)"),
        ("defect", "cjmap failed on this map"),
    ],
)
def test_each_failure_names_the_map_and_says_what_to_do(kind, words):
    found = render._failed("a.cjm.yaml", Failure(kind, "SIGSEGV"))
    assert found.source.name == "a.cjm.yaml"
    assert words in found.message
    assert found.help


def test_pictures(cjmap, shop, tmp_path):
    result = cjmap("render", shop / "online.cjm.yaml", "--to", "png,svg", "--scale", "0.5", "-o", "build")
    assert (result.returncode, files(tmp_path / "build")) == (0, ["online.png", "online.svg"])
    assert (tmp_path / "build" / "online.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "build" / "online.svg").read_bytes().startswith(b"<?xml")
    # the name says the form
    assert cjmap("render", shop / "online.cjm.yaml", "--background", "transparent", "-o", "map.svg").returncode == 0
    assert (tmp_path / "map.svg").exists()


def test_what_no_picture_can_be(cjmap, shop):
    for value in ("0", "9", "-1", "1e3", "nan", "two", "0.05", "１"):
        result = cjmap("render", shop / "online.cjm.yaml", "--to", "png", "--scale", value)
        assert result.returncode == 2
        assert f"‘{value}’ is not a number from 0.1 to 8" in result.stderr
    result = cjmap("render", shop / "online.cjm.yaml", "--to", "svg", "--background", "transparant")
    assert result.stderr.startswith("error: there is no background ‘transparant’\n  help: did you mean ‘transparent’?")


def test_a_target_without_a_value_is_on_the_page_and_in_the_terminal(cjmap):
    text = "cjmap: 1\nkind: current-state\ntitle: A\nstages:\n  - title: B\n    metrics: {text: Orders, target: 2000}\n"
    assert "target 2,000" in cjmap("render", "-", "--to", "html", "-o", "-", stdin=text).stdout
    assert "2,000" in cjmap("show", "-", stdin=text).stdout
