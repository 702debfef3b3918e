"""What ships is clean, and one run says everything."""

from __future__ import annotations

from pathlib import Path

import pytest
from validate.checking import check, places

from cjmap.collect import collect
from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES

ROOT = Path(__file__).parents[2]
BAD = Path(__file__).parent / "bad"
EXAMPLES = sorted(folder.name for folder in (ROOT / "examples").iterdir() if folder.is_dir())


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_are_clean(name: str):
    assert check(ROOT / "examples" / name) == []


@pytest.mark.parametrize("kind", KINDS)
def test_starter_maps_are_clean_in_every_language(kind: str):
    folder = ROOT / "templates" / "maps" / kind
    assert len(collect([str(folder)]).files) == len(LANGUAGES)
    assert check(folder) == []


def test_all_mistakes_of_a_file_in_one_run():
    assert places(check(BAD / "several-mistakes.cjm.yaml")) == [
        "4:8 wrong-type", "5:14 not-a-date", "8:22 score-outside-scale", "8:37 unknown-key", "9:42 unknown-value",
        "10:14 unknown-source", "12:11 unknown-column", "15:34 unknown-pain-point",
    ]  # fmt: skip


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path):
    for at in range(3):
        (tmp_path / f"{at}.cjm.yaml").write_text("cjmap: [\n" if at == 1 else "title: A\n", encoding="utf-8")
    assert {Path(each.source.name).name for each in check(tmp_path)} == {"0.cjm.yaml", "1.cjm.yaml", "2.cjm.yaml"}
