"""Records are frozen values, as frozen dataclasses are."""

from __future__ import annotations

import pickle

import pytest

from cjmap.record import changing, record, replace


@record
class Point:
    """A point."""

    x: int
    y: int = 0

    @property
    def both(self) -> int:
        """What it computes."""
        return self.x + self.y


@record
class Named(Point):
    """A point with a name."""

    name: str = ""


def test_values_by_position_name_and_default():
    assert Point(1) == Point(1, 0) == Point(x=1, y=0)
    assert Point(2, y=3).both == 5
    assert repr(Named(1, 2, name="a")) == "Named(x=1, y=2, name='a')"
    match Named(1, 2, "a"):
        case Named(x, y, name):
            assert (x, y, name) == (1, 2, "a")


def test_equal_by_class_and_values():
    assert Point(1, 2) != Point(1, 3)
    assert Point(1, 2) != Named(1, 2)
    assert Point(1, 2) != (1, 2)
    assert len({Point(1), Point(1, 0), Point(2)}) == 2


def test_frozen():
    point = Point(1)
    with pytest.raises(AttributeError, match="cannot change 'x' of a Point"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="cannot change 'x' of a Point"):
        del point.x
    with pytest.raises(AttributeError, match="cannot change 'z' of a Point"):
        point.z = 2  # type: ignore[attr-defined]


def test_replaced_and_carried_to_a_worker():
    named = Named(1, 2, "a")
    assert replace(named, y=5) == Named(1, 5, "a")
    assert named == Named(1, 2, "a")
    assert pickle.loads(pickle.dumps(named)) == named  # noqa: S301 -- its own record


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), ((1, 2, 3), {}), ((1,), {"z": 2}), ((), {"y": 2, "z": 1}), ((), {"z": 1})]
)
def test_wrong_values_are_refused(values, named):
    with pytest.raises(TypeError, match="Point is made of x, y, not of"):
        Point(*values, **named)
    with pytest.raises(TypeError, match="Point is made of x, y, not of"):
        replace(Point(1), z=1)


def test_a_changing_record_is_equal_to_itself_only():
    @changing
    class Open:
        """A record that changes."""

        x: int
        y: int = 0

    opened = Open(1)
    opened.y = 3
    assert (opened.x, opened.y, opened == Open(1, 3), len({opened, opened})) == (1, 3, False, 1)
    assert repr(opened) == "Open(x=1, y=3)"
