"""Pages follow the files: whatever a page was made of, a change of it gives another version."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

MAP = """\
cjmap: 1
kind: current-state
title: {title}
persona: mei
lanes: [links, images]
stages:
  - title: Pay
    actions: Pays by card
    images: {{path: card.png, alt: The card}}
"""
PERSONA = "cjmap: 1\nkind: persona\nname: {name}\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project of one map, one persona and one picture."""
    folder = tmp_path / "shop"
    (folder / "personas").mkdir(parents=True)
    (folder / "cjmap.yaml").write_text("cjmap: 1\nlanguage: ms\n", encoding="utf-8")
    (folder / "pay.cjm.yaml").write_text(MAP.format(title="At the till"), encoding="utf-8")
    (folder / "personas" / "mei.cjm.yaml").write_text(PERSONA.format(name="Mei Lin"), encoding="utf-8")
    (folder / "card.png").write_bytes(PNG)
    return folder


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


CHANGES = {
    "the map": (lambda shop: write(shop / "pay.cjm.yaml", MAP.format(title="At the counter")), "At the counter"),
    "its persona": (
        lambda shop: write(shop / "personas" / "mei.cjm.yaml", PERSONA.format(name="Mei Ling")), "Mei Ling"
    ),
    "the project file gone": (lambda shop: (shop / "cjmap.yaml").unlink(), '<html lang="en"'),
    "the project file": (lambda shop: write(shop / "cjmap.yaml", "cjmap: 1\nlanguage: zh-CN\n"), 'lang="zh-CN"'),
    "a picture": (lambda shop: (shop / "card.png").write_bytes(PNG + b"more"), "data:image/png"),
    "a picture that goes": (lambda shop: (shop / "card.png").unlink(), "card.png"),
    "the map replaced": (
        lambda shop: (
            write(shop / "new.tmp", MAP.format(title="At the counter")),
            (shop / "new.tmp").replace(shop / "pay.cjm.yaml"),
        ),
        "At the counter",
    ),
    "the map gone": (lambda shop: (shop / "pay.cjm.yaml").unlink(), "no such file or directory"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_follows(preview, shop, change):
    make, shown = CHANGES[change]
    served = preview(shop)
    versions = served.versions("/pay.html")
    first = next(versions)
    before = served.get("/pay.html").text
    assert f'data-version="{first}"' in before
    make(shop)
    second = next(versions)
    after = served.get("/pay.html").text
    assert second != first
    assert f'data-version="{second}"' in after
    assert shown.casefold() in after.casefold()


def test_a_persona_that_appears(preview, shop):
    """The folder of personas counts, and so does a file that was named before it was there."""
    (shop / "personas" / "mei.cjm.yaml").rename(shop / "mei")
    served = preview(shop / "pay.cjm.yaml")
    versions = served.versions()
    next(versions)
    (shop / "mei").rename(shop / "personas" / "mei.cjm.yaml")
    next(versions)
    assert "Mei Lin" in served.get().text


def test_a_broken_map_says_what_is_wrong_until_it_is_mended(preview, shop):
    served = preview(shop / "pay.cjm.yaml")
    versions = served.versions()
    good = next(versions)
    write(shop / "pay.cjm.yaml", MAP.format(title="At the till") + "    acitons: Pays <b>by card</b> \x1b[31m\n")
    next(versions)
    text = served.get().text
    assert "error" in text
    assert "<script" in text
    assert "<b>by card" not in text
    write(shop / "pay.cjm.yaml", MAP.format(title="At the till") + "    acitons: Pays <b>by card</b>\n")
    next(versions)
    text = served.get().text
    assert "<mark>acitons</mark>" in text
    assert "&lt;b&gt;by card" in text
    assert "actions" in text
    write(shop / "pay.cjm.yaml", MAP.format(title="At the till"))
    assert next(versions) == good
    assert "Pays by card" in served.get().text
    status, said = served.end()
    assert status == 0
    assert said.count("acitons") >= 2
    assert said.endswith("pay.cjm.yaml is valid again\n")
    assert "\x1b" not in said


def test_what_is_saved_without_a_change_reloads_nothing(preview, shop):
    """The first version after the one in the page is that of a real change, not that of the saving before it."""
    served = preview(shop / "pay.cjm.yaml")
    versions = served.versions()
    first = next(versions)
    os.utime(shop / "pay.cjm.yaml")
    write(shop / "pay.cjm.yaml", MAP.format(title="At the till"))
    assert f'data-version="{first}"' in served.get().text
    write(shop / "pay.cjm.yaml", MAP.format(title="At the counter"))
    assert next(versions) != first
    assert "At the counter" in served.get().text


def test_the_index_follows(preview, shop):
    served = preview(shop)
    versions = served.versions("/")
    next(versions)
    missing = served.versions("/deep/er/refund.html")
    next(missing)
    (shop / "deep" / "er").mkdir(parents=True)
    write(shop / "refund.tmp", MAP.format(title="The refund").replace("images: {path: card.png, alt: The card}", ""))
    shutil.move(shop / "refund.tmp", shop / "deep" / "er" / "refund.cjm.yaml")
    next(versions)
    next(missing)
    assert 'href="/deep/er/refund.html"' in served.get().text
    assert "Pays by card" in served.get("/deep/er/refund.html").text
    write(shop / "pay.cjm.yaml", "cjmap: 1\nkind: current-state\n")
    next(versions)
    assert "2 errors" in served.get().text
    (shop / "pay.cjm.yaml").unlink()
    next(versions)
    assert "pay.cjm.yaml" not in served.get().text


def test_a_name_of_any_script_is_a_route(preview, shop):
    write(shop / "付款 #1?.cjm.yaml", MAP.format(title="付款"))
    served = preview(shop)
    route = "/%E4%BB%98%E6%AC%BE%20%231%3F.html"
    assert f'href="{route}"' in served.get().text
    assert "Pays by card" in served.get(route).text
    assert next(served.versions(route)) in served.get(route).text


def test_a_picture_that_leads_out_of_the_project_is_not_shown(preview, shop, tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG + b"secret")
    (shop / "card.png").unlink()
    (shop / "card.png").symlink_to(tmp_path / "secret.png")
    answer = preview(shop).get("/pay.html")
    assert "data:image/png" not in answer.text
