"""Three versions of some lines made one, as every merge of texts does it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher


def merge_lines(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """The lines with the changes of both; None where both changed the same or neighbouring lines differently."""
    merged: list[str] = []
    at = at_ours = at_theirs = 0
    for start, end, start_ours, start_theirs in _common(base, ours, theirs):
        before = list(base[at:start])
        one, other = list(ours[at_ours:start_ours]), list(theirs[at_theirs:start_theirs])
        if one != other and before not in (one, other):
            return None
        merged += other if one == before else one
        size = end - start
        merged += base[start:end]
        at, at_ours, at_theirs = end, start_ours + size, start_theirs + size
    return merged


def keep_both(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """As `merge_lines`; where both changed the same lines, ours and what only theirs has. For comments."""
    merged = merge_lines(base, ours, theirs)
    return merged if merged is not None else [*ours, *(line for line in theirs if line not in (*ours, *base))]


def _common(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that all three share: start and end in the base, start in ours, start in theirs; then the ends."""
    one = _matches(base, ours)
    other = _matches(base, theirs)
    i = j = 0
    while i < len(one) and j < len(other):
        start = max(one[i][0], other[j][0])
        end = min(one[i][0] + one[i][2], other[j][0] + other[j][2])
        if start < end:
            yield start, end, one[i][1] + start - one[i][0], other[j][1] + start - other[j][0]
        if one[i][0] + one[i][2] <= other[j][0] + other[j][2]:
            i += 1
        else:
            j += 1
    yield len(base), len(base), len(ours), len(theirs)


def _matches(base: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]
