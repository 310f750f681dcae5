"""Real chronologies that may not be copied here: read from beside the repository, or skipped.

What the files say is not repeated here either. Sentences to look for come from the "Spot" lines
of the README that stands beside them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from workshop_tui.intake.reading import Reading, read_chronology

FOLDER = Path(__file__).parents[3] / "shared" / "real-chronologies"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real chronologies are not here")

_SPOT = re.compile(r'(?:row (\d+) )?(?:-> )?(\d{4}(?:-\d\d){0,2})([^";]*)"([^"]+)"')


def read(name: str) -> Reading:
    return read_chronology(next(FOLDER.glob(name + "*")))


def spots(name: str) -> list[tuple[int | None, str, str]]:
    """Row (or None), beginning of the ISO date and words, as the README lists them."""
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    section = next(part for part in text.split("\n## ") if part.startswith(name))
    line = section.partition("- Spot:")[2]
    return [(int(row) if row else None, day, words) for row, day, _, words in _SPOT.findall(line)]


def check_spots(name: str, found: Reading) -> None:
    wanted = spots(name)
    assert len(wanted) >= 3
    for row, day, words in wanted:
        entries = [entry for entry in found.entries if words in " ".join(entry.text.split())]
        assert entries, words
        assert any(str(entry.when.earliest).startswith(day) for entry in entries), words
        assert row is None or row in {entry.origin.row for entry in entries}, words


def spans(found: Reading) -> tuple[int, str, str]:
    return len(found.entries), str(found.first), str(found.last)


def ascending(found: Reading) -> bool:
    days = [e.when.earliest for e in found.entries if e.when.earliest]
    return days == sorted(days)


def test_03_text_dates_and_another_script() -> None:
    found = read("03")
    check_spots("03", found)
    assert spans(found) == (32, "2004-01-01", "2004-12-29") and ascending(found)
    (row,) = [e for e in found.entries if not e.when.earliest]
    assert row.origin.row == 44 and row.text and "undated" in row.flags
    assert not any(e.agency for e in found.entries)
    assert not found.doubts


def test_07_titles_hidden_years_and_a_range() -> None:
    found = read("07")
    check_spots("07", found)
    assert spans(found) == (119, "2012-02-16", "2012-04-27") and ascending(found)
    (ranged,) = [e.when for e in found.entries if e.origin.row == 92]
    assert (ranged.earliest, ranged.latest) == (dt.date(2012, 3, 27), dt.date(2012, 3, 29))
    assert sorted(Counter(e.source for e in found.entries).values()) == [1, 118]
    assert [table.name for table in found.skipped] == ["Sheet2", "Sheet3"]
    assert not found.doubts


def test_08_dates_before_any_spreadsheet_day() -> None:
    found = read("08")
    check_spots("08", found)
    assert spans(found) == (11, "1875-09-07", "1875-11-17")
    assert [table.events for table in found.tables] == [7, 4]
    assert not found.eyes


def test_10_a_doubled_slash_and_hours_that_are_no_time() -> None:
    found = read("10")
    check_spots("10", found)
    assert spans(found) == (9, "2020-11-11", "2020-12-11") and ascending(found)
    assert all(e.when.time is None and "TIME SPENT" in e.fields for e in found.entries)


def test_11_dated_paragraphs_with_a_misspelt_month() -> None:
    found = read("11")
    check_spots("11", found)
    days = [16, 17, 18, 19, 24, 25, 26, 27, 30, 31]
    assert [e.when.earliest for e in found.entries] == [dt.date(2017, 1, day) for day in days]


def test_12_dated_headings_and_a_clock_turned_back() -> None:
    found = read("12")
    check_spots("12", found)
    days = Counter(str(e.when.earliest) for e in found.entries)
    assert days == {"2015-12-12": 13, "2015-12-11": 2}
    times = [e.when.time for e in found.entries]
    assert (times[0], times[2]) == ("02:14:14", "03:02:42")
    assert times[-3:] == ["03:30:35", "17:30:45", "19:18:54"]
    assert [table.reason for table in found.skipped] == ["it has times but no dates"]
    assert not found.doubts


def test_15_old_mac_lines() -> None:
    found = read("15")
    check_spots("15", found)
    assert spans(found) == (55, "2015-03-11", "2015-03-28") and ascending(found)
    assert Counter(e.fields["category"] for e in found.entries)["operations"] == 22
    assert not found.eyes


def test_18_precision_is_kept() -> None:
    found = read("18")
    check_spots("18", found)
    assert spans(found) == (26, "1931-12-01", "2027-03-01")
    by_row = {e.origin.row: e.when for e in found.entries}
    assert (by_row[4].earliest, by_row[4].latest) == (dt.date(1943, 1, 1), dt.date(1945, 12, 31))
    assert (by_row[18].earliest, by_row[19].earliest) == (
        dt.date(2019, 10, 14),
        dt.date(2015, 1, 30),
    )
    exact = Counter(when.earliest == when.latest for when in by_row.values())
    assert exact == {True: 15, False: 11}


def test_20_iso_beside_its_parts() -> None:
    found = read("20")
    check_spots("20", found)
    assert spans(found) == (75, "1946-12-01", "2018-10-28")
    assert len({e.agency for e in found.entries}) == 16
    assert [eye.row for eye in found.eyes] == [37]


def test_23_bullets_under_dates() -> None:
    found = read("23")
    check_spots("23", found)
    assert spans(found) == (20, "2020-01-20", "2020-03-26")
    days = Counter(str(e.when.earliest) for e in found.entries)
    assert (days["2020-02-10"], days["2020-03-04"], days["2020-03-12"]) == (1, 1, 1)
    (month,) = [e for e in found.entries if e.when.text.startswith("month/")]
    assert (month.when.earliest, month.when.latest) == (dt.date(2020, 2, 1), dt.date(2020, 2, 29))
    assert sorted(days.values())[-3:] == [3, 3, 3]
    (runs_on,) = [e for e in found.entries if "\n" in e.text]
    assert runs_on.when.earliest == dt.date(2020, 3, 23)
