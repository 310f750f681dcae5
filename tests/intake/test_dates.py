"""One date at a time: what is read, what is refused, and that nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_tui.intake.dates import ORDERS, is_date, read_column, read_date, read_time, split_date
from workshop_tui.intake.raw import Cell

EXACT = {
    "12/03/2019": "2019-03-12",
    "12.3.2019": "2019-03-12",
    "12-03-19": "2019-03-12",
    "12 03 2019": "2019-03-12",
    "12/11//2020": "2020-11-12",
    "2019-03-12": "2019-03-12",
    "2019/03/12": "2019-03-12",
    "20190312": "2019-03-12",
    "12 March 2019": "2019-03-12",
    "12th March 2019": "2019-03-12",
    "the 12th of March, 2019": "2019-03-12",
    "March 12th, 2019": "2019-03-12",
    "Mar 12 2019": "2019-03-12",
    "2019 March 12": "2019-03-12",
    "12Mar2019": "2019-03-12",
    "12-MAR-19": "2019-03-12",
    "12 Mar '19": "2019-03-12",
    "31 December 1974": "1974-12-31",
    "Tue 12 Mar 2019": "2019-03-12",
    "Tuesday, 12th March 2019.": "2019-03-12",
    "27 Janurary 2017,": "2017-01-27",
    "3 Febuary 2017": "2017-02-03",
    "3 Setpember 2017": "2017-09-03",
    "(12/03/2019)": "2019-03-12",
    "Date: 12/03/2019": "2019-03-12",
    "on 12 March 2019": "2019-03-12",
    "12 Mawrth 2019": "2019-03-12",
    "Christmas Day 2019": "2019-12-25",
    "29/02/2020": "2020-02-29",
    "'12/03/2019": "2019-03-12",
    "12/03/2019 (Tuesday)": "2019-03-12",
    "12/03/2019*": "2019-03-12",
    "12th ?March 2019": "2019-03-12",
    "12 / 03 / 2019": "2019-03-12",
    "12 March 2019 (pm)": "2019-03-12",
    "early hours of 12/03/2019": "2019-03-12",
}

PERIODS = {
    "March 2019": ("2019-03-01", "2019-03-31"),
    "Mar-19": ("2019-03-01", "2019-03-31"),
    "Sept. 2019": ("2019-09-01", "2019-09-30"),
    "03/2019": ("2019-03-01", "2019-03-31"),
    "2019-03": ("2019-03-01", "2019-03-31"),
    "2008-09": ("2008-09-01", "2008-09-30"),
    "month/02/2020": ("2020-02-01", "2020-02-29"),
    "??/03/2019": ("2019-03-01", "2019-03-31"),
    "00/03/2019": ("2019-03-01", "2019-03-31"),
    "Approx. March/April 2019": ("2019-03-01", "2019-04-30"),
    "night of 12/13 March 2019": ("2019-03-12", "2019-03-13"),
    "academic year 2019/20": ("2019-09-01", "2020-08-31"),
    "FY 2019/20": ("2019-04-01", "2020-03-31"),
    "2015 -": ("2015-01-01", None),
    "ongoing since 2018": ("2018-01-01", None),
    "pre-2019": (None, "2018-12-31"),
    "Date unknown - March 2019": ("2019-03-01", "2019-03-31"),
    "xx/xx/2019": ("2019-01-01", "2019-12-31"),
    "2019": ("2019-01-01", "2019-12-31"),
    "1990s": ("1990-01-01", "1999-12-31"),
    "2018/19": ("2018-01-01", "2019-12-31"),
    "early 2018": ("2018-01-01", "2018-04-30"),
    "mid 2018": ("2018-05-01", "2018-08-31"),
    "late 2018": ("2018-09-01", "2018-12-31"),
    "early March 2024": ("2024-03-01", "2024-03-10"),
    "mid-March 2024": ("2024-03-11", "2024-03-20"),
    "end of March 2024": ("2024-03-21", "2024-03-31"),
    "beginning of Feb 2024": ("2024-02-01", "2024-02-10"),
    "first half of 2019": ("2019-01-01", "2019-06-30"),
    "last week of March 2024": ("2024-03-25", "2024-03-31"),
    "summer 2018": ("2018-06-01", "2018-08-31"),
    "winter 2018/19": ("2018-12-01", "2019-02-28"),
    "Autumn term 2018": ("2018-09-01", "2018-12-31"),
    "Q1 2020": ("2020-01-01", "2020-06-30"),
    "Q1 2020/21": ("2020-04-01", "2020-06-30"),
    "12-14 March 2020": ("2020-03-12", "2020-03-14"),
    "12 March - 3 April 2020": ("2020-03-12", "2020-04-03"),
    "28 Dec - 3 Jan 2020": ("2019-12-28", "2020-01-03"),
    "28 Dec 2019 – 3 Jan": ("2019-12-28", "2020-01-03"),
    "12/03/2020 to 14/03/2020": ("2020-03-12", "2020-03-14"),
    "12/03-14/03/2020": ("2020-03-12", "2020-03-14"),
    "2020-03-12/2020-03-14": ("2020-03-12", "2020-03-14"),
    "between 12 March 2020 and 3 April 2020": ("2020-03-12", "2020-04-03"),
    "March to May 2020": ("2020-03-01", "2020-05-31"),
    "1943 to 1945": ("1943-01-01", "1945-12-31"),
    "8/9 January 2020": ("2020-01-08", "2020-01-09"),
    "late 2019/early 2020": ("2019-09-01", "2020-04-30"),
    "w/c 4/3/24": ("2024-03-04", "2024-03-10"),
    "Week commencing Monday 4 March 2024": ("2024-03-04", "2024-03-10"),
    "w/e 8/3/24": ("2024-03-02", "2024-03-08"),
    "before March 2019": (None, "2019-02-28"),
    "until June 2020": (None, "2020-06-30"),
    "by 3 June 2020": (None, "2020-06-03"),
    "since 2015": ("2015-01-01", None),
    "from March 2020 onwards": ("2020-03-01", None),
    "12/03/2020 - ongoing": ("2020-03-12", None),
    "after 12/03/2020": ("2020-03-13", None),
}

TIMES = {
    "12/03/2024 14:30": "14:30",
    "12/03/2024 at 2.30pm": "14:30",
    "12/03/2024 14.30 hrs": "14:30",
    "12/03/2024 1430hrs": "14:30",
    "12/03/2024 1430": "14:30",
    "12/03/2024, 9am": "09:00",
    "12/03/2024 12am": "00:00",
    "12/03/2024 noon": "12:00",
    "9 a.m. on 12 March 2024": "09:00",
    "12/03/2024 2-3pm": "14:00",
    "12/03/2024 11-1pm": "11:00",
    "12/03/2024 10:00 - 11:30": "10:00",
    "12/03/2024 — 03:30:35.244": "03:30:35",
    "2024-03-12T14:30:00Z": "14:30:00",
    "12/03/2024 at approx 14:30": "14:30",
    "Tues 12 March 2024, approx 14.30": "14:30",
    "12 March 2024, 14:00-15:00": "14:00",
    "2024-03-12 14:30:00+01:00": "14:30:00",
    "12/03/2024\nTuesday\n2.30 pm": "14:30",
    "12/03/2024 2:30 PM": "14:30",
}

HEDGED = (
    "approx 12/03/2019",
    "circa March 2019",
    "c. 2015",
    "c2015",
    "on or about 12 March 2019",
    "?22 May 2016",
    "around 12 March 2019",
    "12/03/2019 (approx)",
    "12/03/2019?",
)

UNDATED = (
    "undated",
    "n/k",
    "N/K",
    "not known",
    "Date unknown",
    "no date",
    "-",
    "?",
    "TBC",
    "dd/mm/yyyy",
)

NO_DATE = (
    "12/03/20 19",
    "as above",
    "2 weeks before 12/03/2019",
    "2 weeks later",
    "1, 2 and 3 March 2019",
    "Wk 12",
    "12/03/219",
    "home visit",
    "Visit on 12/03/2020",
    "13/25/2020",
    "30 February 2020",
    "31/04/2020",
    "12/O3/2020",
    "3h",
    "12:03:2020",
    "1/1/1",
    "99/99/99",
    "8/12 January 2020",
    "14 - 12 March 2020",
    "May 2019 saw a change",
    "Smith v Jones 2019",
    "020 7946 0000",
    "SW1A 2AA",
    "943 476 5919",
    "12345678",
    "£20",
    "15 people",
    "aged 3",
    "12",
    "March",
    "12/03",
    "Monday",
    "07700 900123",
    "1/2",
    "0.5",
)


@pytest.mark.parametrize(("text", "day"), EXACT.items())
def test_reads_a_day(text: str, day: str) -> None:
    when = read_date(text).when
    assert when is not None
    assert when.text == text
    assert when.earliest == when.latest == dt.date.fromisoformat(day)


@pytest.mark.parametrize(("text", "bounds"), PERIODS.items())
def test_reads_a_period_as_wide_as_it_is(text: str, bounds: tuple[str | None, str | None]) -> None:
    reading = read_date(text)
    assert reading.when is not None
    found = tuple(day and day.isoformat() for day in (reading.when.earliest, reading.when.latest))
    assert found == bounds
    assert "partial-date" in reading.flags


@pytest.mark.parametrize(("text", "time"), TIMES.items())
def test_reads_the_time_beside_a_day(text: str, time: str) -> None:
    when = read_date(text).when
    assert when is not None
    assert when.earliest == when.latest == dt.date(2024, 3, 12)
    assert when.time == time


@pytest.mark.parametrize("text", HEDGED)
def test_keeps_a_hedge_as_a_note(text: str) -> None:
    reading = read_date(text)
    assert reading.when is not None and reading.when.earliest is not None
    assert "approximate" in reading.flags
    assert "the source says" in (reading.when.note or "")


@pytest.mark.parametrize("text", UNDATED)
def test_undated_is_an_answer(text: str) -> None:
    reading = read_date(text)
    assert reading.when is not None
    assert (reading.when.earliest, reading.when.latest) == (None, None)
    assert reading.flags == ("undated",)
    assert reading.when.note == "the source gives no date"


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_date_is_not_read(text: str) -> None:
    reading = read_date(text)
    assert reading.when is None or reading.when.earliest is None, reading
    assert not is_date(Cell(text)) or text in {
        "13/25/2020",
        "30 February 2020",
        "31/04/2020",
        "99/99/99",
        "14 - 12 March 2020",
    }


def test_iso_is_iso_in_every_order() -> None:
    for order in ORDERS:
        when = read_date("2019-03-12", order).when
        assert when is not None and when.earliest == dt.date(2019, 3, 12)


def test_a_weekday_that_contradicts_the_date_is_flagged() -> None:
    reading = read_date("Wed 12 Mar 2024")
    assert reading.flags == ("weekday-mismatch",)
    assert reading.when is not None
    assert "was a Tuesday" in (reading.when.note or "")


def test_a_misspelt_month_is_said() -> None:
    when = read_date("27 Janurary 2017,").when
    assert when is not None and when.note == '"Janurary" read as January'


def test_two_readings_are_flagged() -> None:
    assert "two-readings" in read_date("March 19").flags
    assert "two-readings" in read_date("2008-09").flags
    assert "two-readings" not in read_date("Mar-19").flags


def test_an_impossible_time_does_not_take_the_date_away() -> None:
    reading = read_date("12/03/2020 25:00")
    assert reading.when is not None and reading.when.time is None
    assert reading.flags == ("time-unreadable",)


def test_a_time_alone_stays_dateless() -> None:
    reading = read_date("14:30")
    assert reading.when is not None
    assert (reading.when.earliest, reading.when.time) == (None, "14:30")
    assert reading.flags == ("time-only",)


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        (Cell("14:30"), "14:30"),
        (Cell("1430"), "14:30"),
        (Cell("2.30pm"), "14:30"),
        (Cell("9.15"), "09:15"),
        (Cell("approx. 2pm"), "14:00"),
        (Cell("1000-1100hrs"), "10:00"),
        (Cell("17:30:37 (after rollback)"), "17:30:37"),
        (Cell("14:30", dt.time(14, 30)), "14:30"),
        (Cell("14:30", dt.timedelta(hours=14, minutes=29, seconds=59.9999)), "14:30"),
        (Cell("0.604", 0.604166667), "14:30"),
        (Cell("3h"), None),
        (Cell("evening"), None),
        (Cell("—"), None),
        (Cell("99:99"), None),
        (Cell("5"), None),
    ],
)
def test_reads_a_time_column(cell: Cell, time: str | None) -> None:
    found = read_time(cell)
    assert (found[0] if found else None) == time


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("12 March 2020 – Home visit", ("12 March 2020", " – Home visit")),
        ("12/03/2020: call", ("12/03/2020", ": call")),
        ("12/12/2015 — 03:02:42", ("12/12/2015 — 03:02:42", "")),
        ("12/03/2020 14:30 Call from school", ("12/03/2020 14:30", " Call from school")),
        ("w/c 4/3/24 - no visits", ("w/c 4/3/24", " - no visits")),
        ("To: 11/12/2015 — 17:30:37", None),
        ("Mother said on 12/03/2020", None),
        ("", None),
        ("12 people came", None),
    ],
)
def test_splits_a_leading_date(text: str, parts: tuple[str, str] | None) -> None:
    assert split_date(text) == parts


FORMATS = (
    "%d/%m/%Y",
    "%Y-%m-%d",
    "%d.%m.%Y",
    "%d %B %Y",
    "%d %b %Y",
    "%A %d %B %Y",
    "%a, %d %b %Y",
    "%B %d, %Y",
    "%d-%b-%Y",
    "%Y %B %d",
    "%d%b%Y",
    "%Y%m%d",
    "Date: %d/%m/%Y",
)
WITH_TIME = (
    "%d/%m/%Y %H:%M",
    "%d %B %Y at %H:%M",
    "%Y-%m-%dT%H:%M",
    "%H:%M on %d %b %Y",
    "%d/%m/%Y %I.%M%p",
    "%d/%m/%Y %H%M hrs",
)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31)), st.sampled_from(FORMATS))
def test_any_day_in_a_known_form_comes_back(day: dt.date, form: str) -> None:
    reading = read_date(day.strftime(form))
    assert reading.when is not None
    assert reading.when.earliest == reading.when.latest == day
    assert reading.flags == ()


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 12, 31)), st.sampled_from(WITH_TIME))
def test_any_moment_in_a_known_form_comes_back(moment: dt.datetime, form: str) -> None:
    when = read_date(moment.strftime(form)).when
    assert when is not None
    assert when.earliest == when.latest == moment.date()
    assert when.time == f"{moment:%H:%M}"


@given(
    st.tuples(
        st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
        st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    ).map(sorted)
)
def test_any_range_comes_back(days: list[dt.date]) -> None:
    when = read_date(f"{days[0]:%d/%m/%Y} - {days[1]:%d %B %Y}").when
    assert when is not None
    assert (when.earliest, when.latest) == tuple(days)


DATELIKE = st.text(
    alphabet=st.sampled_from("0123456789/-. :,?'()½²٣ abcdefghijlmnoprstuvwyJMS–—\n\t"), max_size=40
)
WORDS = (
    "12 3 31 2019 19 1999 March mar w/c early circa before to - / 14:30 pm and Tue of 2nd "
    "summer Q1 s ? onwards between late undated night 0 00 99 1066 3000 ( ) , approx"
)
PIECES = st.lists(
    st.sampled_from(WORDS.split()),
    max_size=9,
).map(" ".join)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=200), DATELIKE, PIECES))
def test_arbitrary_text_never_fails_and_never_strays(text: str) -> None:
    for order in ORDERS:
        when = read_date(text, order).when
        for day in (when.earliest, when.latest) if when else ():
            if day is not None and not 1899 <= day.year <= 2101:
                assert re.search(r"\d{4}", text), (text, day)
        if when and when.earliest and when.latest:
            assert when.earliest <= when.latest
        if when and when.time:
            assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", when.time)
    split = split_date(text)
    assert split is None or split[0] + split[1] == text
    read_column([Cell(text), Cell("12/03/2019"), Cell(text)])
    read_time(Cell(text))
