"""How often a map is reviewed, as people write it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from validate.checking import HEAD, check_text

from cjmap.cadence import FORMS, cadence


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("90 days", "2027-02-28"), ("90 天", "2027-02-28"), ("90 hari", "2027-02-28"), ("daily", "2026-12-01"),
        ("Weekly", "2026-12-07"), ("every 2 weeks", "2026-12-14"), ("每兩週", "2026-12-14"), ("monthly", "2026-12-30"),
        ("every month", "2026-12-30"), ("quarterly", "2027-02-28"), ("每季", "2027-02-28"), ("每季度", "2027-02-28"),
        ("每３個月", "2027-02-28"), ("三个月一次", "2027-02-28"), ("suku tahunan", "2027-02-28"),
        ("half-yearly", "2027-05-30"), ("每半年", "2027-05-30"), ("半年一次", "2027-05-30"),
        ("setiap 6 bulan", "2027-05-30"), ("setengah tahun sekali", "2027-05-30"), ("yearly", "2027-11-30"),
        ("once a year", "2027-11-30"), ("每年", "2027-11-30"), ("setahun sekali", "2027-11-30"),
        ("two years", "2028-11-30"),
    ],
)  # fmt: skip
def test_the_day_that_is_due_after_the_last_of_november(text: str, due: str):
    found = cadence(text)
    assert found is not None
    assert found.after(date(2026, 11, 30)) == date.fromisoformat(due)


@pytest.mark.parametrize("text", FORMS.replace(" or ", ", ").split(", "))
def test_every_form_that_messages_offer_is_understood(text: str):
    assert cadence(text) is not None


@pytest.mark.parametrize(
    "text", ["", "month", "0 days", "every spring", "3", "每", "1.5 years", "90 days or so", "-1 day"]
)
def test_what_is_no_interval_is_an_error_at_its_place(tmp_path: Path, text: str):
    assert cadence(text) is None
    [found] = check_text(tmp_path, HEAD + f"review_every: '{text}'\nstages:\n  - title: Choose\n")
    assert (found.rule, found.start) == ("not-an-interval", (4, 15))
    assert "quarterly" in found.help


def test_a_day_beyond_the_calendar_is_none():
    assert cadence("9999 years").after(date(2026, 1, 1)) is None  # type: ignore[union-attr]
