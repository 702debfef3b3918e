"""Which files of two folders are the same map."""

from __future__ import annotations

from cjmap.diff.files import FilePair, Sheet, pair_files


def test_paths_then_ids_then_titles():
    olds = [Sheet("a", "x", "A"), Sheet("b", "y", "B"), Sheet("c", None, "C"), Sheet("d", None, "D")]
    news = [Sheet("b", "x", "New"), Sheet("e", "x2", "c "), Sheet("f", "y", "B"), Sheet("a", None, "A")]
    assert pair_files(olds, news) == (
        FilePair(1, 0), FilePair(2, 1), FilePair(None, 2), FilePair(0, 3), FilePair(3, None),
    )  # fmt: skip


def test_what_two_files_claim_tells_nothing():
    olds = [Sheet("a", "x", "A"), Sheet("b", "x", "A")]
    assert pair_files(olds, [Sheet("c", "x", "A")]) == (FilePair(None, 0), FilePair(0, None), FilePair(1, None))
