"""Dates in texts by month or counted: no day survives, no number that is no date is touched."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_tui.practice.date_words import MONTH_NAMES
from workshop_tui.privacy.coarse.calendars import Months, Relative
from workshop_tui.privacy.coarse.finding import find_dates

MONTHS = Months()
COUNTED = Relative(dt.date(2023, 1, 9), dt.date(2025, 2, 28))


@pytest.mark.parametrize(
    ("text", "coarse"),
    [
        ("seen on 12/03/2024 at home", "seen in March 2024 at home"),
        ("On 12/03/2024 she rang", "In March 2024 she rang"),
        ("12.3.24, 2-3-2024, 03/25/24", "March 2024, March 2024, March 2024"),
        ("2024-03-12 2024/03/12 20240312", "March 2024 March 2024 March 2024"),
        ("2024-03-12T14:30", "March 2024 14:30"),
        ("12th March 2024; 12 Mar", "March 2024; March"),
        ("on the 3rd of June, 12Mar24, 12-Mar-24", "in June, March 2024, March 2024"),
        ("March 12, 2024; March 12th; dec 12", "March 2024; March; December"),
        ("Tuesday 12 March 2024; Tues 12/3; 12 March (Tuesday)", "March 2024; March; March"),
        ("w/c 4/3/24 or w/e 10/3/24", "a week in March 2024 or a week ending in March 2024"),
        ("week commencing Monday 4 March", "a week in March"),
        ("between 12 March and 15 March 2024", "in March 2024"),
        ("from 12/03/24 to 15/03/24, 12.03.24-15.03.24", "in March 2024, in March 2024"),
        ("from 12 December to 3 January 2024", "from December 2023 to January 2024"),
        ("5-7 March 2024; 5, 6 and 7 March; 5th–7th of March", "March 2024; March; March"),
        ("the morning of 18 January", "the morning of a day in January"),
        ("12 Febuary 2024, 3 Mawrth 2024, 12 mars 2024", "February 2024, March 2024, March 2024"),
        ("on the 12th she rang; Tuesday 12th.", "on a day that month she rang; a day that month."),
        ("on Christmas Eve 2023; Boxing Day", "in December 2023; December"),
        (
            "message of 7/12. (11/6, verbal) Seen 24/11.",
            "message of December. (June, verbal) Seen in November.",
        ),
        ("12 March 24 home visit; 12 March '24", "March 2024 home visit; March 2024"),
        ("12\u200b/03/2024, １２/０３/２０２４, 12⁄03⁄24", "March 2024, March 2024, March 2024"),
        ("12 March\n2024", "March\n2024"),
        ("on12 March", "on March"),
        ("A/L 23/12–3/1, sent 12/10", "A/L December–January, sent in October"),
        (
            "asked on 22nd and 29th. Rang on 17th",
            "asked on a day that month. Rang on a day that month",
        ),
        ("leave 20/12/24 to 6/1/25", "leave December 2024 to January 2025"),
        ("moved from School 1 on 11/06/2023", "moved from School 1 in June 2023"),
        ("child 3 12 March 2024", "child 3 – March 2024"),
        ("Mar-24, Mar '24", "March 2024, March 2024"),
    ],
)
def test_days_become_months(text: str, coarse: str) -> None:
    assert MONTHS.text(text) == coarse


@pytest.mark.parametrize(
    "text",
    [
        "in March 2024, since September, in 2024, 03/2024, summer 2023",
        "NHS 943 476 5919, NHS 9434765919, 0191 496 0123",
        "24/7 care, 1/2 tablet, 3/4 of the bottle, scored 8/10, a score of 7/10",
        "36/40, 20+2, BP 120/80, 14.30, 30/500, 6/52, for 3/7, 5/12 pregnant, 50th/25th",
        "2½ hours, on 2½, 40/13/2024, 1.2.3.4, £412.60 May, £12 March",
        "given 1/2 now, review 3/12, audit in 6/12, 1/2 - 3/4 tablet, on 2nd visit",
        "he may 3 times, the 3 may have gone, 2 Marsh Lane, 2 Mars bars, 5 marks",
        "review 6–8/52, come since May. 14 families, Oct. was busy",
        "SW1 March was busy, PC12 May said, PHQ-9 15. March was fine",
        "on the 2nd visit, on the 3rd floor, the 12th child, Year 1",
        "three days in March, 12 children, room 4",
    ],
)
def test_what_is_no_day_is_left_alone(text: str) -> None:
    assert MONTHS.text(text) == text


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("On 12/03/2024 she rang", "On day 429 she rang"),
        ("seen 9 January 2023", "seen on day 1"),
        ("in March 2024; since March 2024", "between day 418 and day 448; since day 418 to 448"),
        ("w/c 4/3/24", "day 421 to 427"),
        ("12 March to 3 April 2024", "day 429 to day 451"),
        ("between 12 March and 15 March 2024", "between day 429 and day 432"),
        ("born 14 May 2019, on 3/5/20", "born before day 1, before day 1"),
        ("in January 2023", "by day 23"),
        ("on 12 March, by 12 March", "on a certain day, by a certain day"),
        ("on 3 July 2025, in July 2025", "in July 2025, in July 2025"),
        ("24/7 and 1/2 tablet", "24/7 and 1/2 tablet"),
    ],
)
def test_days_are_counted(text: str, counted: str) -> None:
    assert COUNTED.text(text) == counted


@pytest.mark.parametrize(
    ("earliest", "latest", "month", "counted"),
    [
        ("2023-01-09", "2023-01-09", "January 2023", "day 1"),
        ("2023-03-01", "2023-03-31", "March 2023", "day 52 to 82"),
        ("2023-03-01", "2023-05-31", "March to May 2023", "day 52 to 143"),
        ("2022-12-01", "2023-02-28", "December 2022 to February 2023", "by day 51"),
        ("2023-03-01", None, "from March 2023", "from day 52"),
        (None, "2023-03-31", "until March 2023", "until day 82"),
        (None, None, "undated", "undated"),
        ("2020-01-01", "2020-12-31", "January to December 2020", "before day 1"),
    ],
)
def test_an_honest_period(
    earliest: str | None, latest: str | None, month: str, counted: str
) -> None:
    assert MONTHS.period(earliest, latest) == month
    assert COUNTED.period(earliest, latest) == counted


def test_the_reviews_own_days_are_months_in_every_calendar() -> None:
    assert MONTHS.work("2025-07-03T10:00:00+01:00") == COUNTED.work("2025-07-03") == "2025-07"
    assert MONTHS.work("soon") == "soon" and MONTHS.work(None) is None
    assert COUNTED.day("2023-01-10") == "day 2" and MONTHS.day("2023-01-10") == "2023-01"


DAY = st.dates(dt.date(1990, 1, 1), dt.date(2039, 12, 31))
FORMS = (
    "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{yy:02}", "{d}-{m}-{y}", "{y}-{m:02}-{d:02}",
    "{d} {M} {y}", "{d}{th} {M} {y}", "{d} {M}", "the {d}{th} of {M}", "{D} {d} {M} {y}",
    "{d} {Mon} {yy:02}", "{d}{Mon}{yy:02}", "{d}-{Mon}-{yy:02}", "{Mon} {d}", "{M} {d}, {y}",
    "{M} {d}{th}", "w/c {d}/{m}/{yy:02}", "{y}{m:02}{d:02}", "on {d}/{m}", "{D} {d}/{m}",
    "{d} {MON} {y}", "{d} {m_} {y}", "{d}/{m}/{y} 14:30", "{d} / {m} / {y}", "{d}{th}-{e}{eth} {M}",
)  # fmt: skip
AROUND = st.sampled_from(
    ["", "seen ", "Seen on ", "(", "T/C, ", "by ", "since the ", "Room 4, ", "12 children; "]
)
AFTER = st.sampled_from(["", ".", " at home", ", rang", ")"])
BESIDE_A_MONTH = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?[ \t-]*(?:of[ \t]+)?(?:{'|'.join(MONTH_NAMES)})"
    rf"|(?:{'|'.join(MONTH_NAMES)})[ \t-]+\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)


def written(form: str, date: dt.date) -> str:
    name = MONTH_NAMES[date.month - 1]
    end = min(28, date.day + 1)

    def th(day: int) -> str:
        return "th" if 10 < day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")

    return form.format(
        d=date.day, m=date.month, y=date.year, yy=date.year % 100, M=name, Mon=name[:3],
        MON=name.upper(), m_=name.lower(), D=f"{date:%A}", th=th(date.day), e=end, eth=th(end),
    )  # fmt: skip


@settings(max_examples=400)
@given(
    day=DAY,
    form=st.sampled_from(FORMS),
    before=AROUND,
    after=st.sampled_from(["", ".", " at home", ", rang", ")"]),
)
def test_no_day_survives_in_any_form(day: dt.date, form: str, before: str, after: str) -> None:
    if (day.day, day.month) == (24, 7) and "{y" not in form and "{M" not in form:
        return  # "on 24/7" may be care round the clock
    text = before + written(form, day) + after
    left = MONTHS.text(text)
    assert not BESIDE_A_MONTH.search(left), (text, left)
    allowed = {str(day.year), *re.findall(r"\d+", before), "14", "30"}
    assert set(re.findall(r"\d+", left)) <= allowed, (text, left)
    assert MONTH_NAMES[day.month - 1] in left, (text, left)
    counted = COUNTED.text(text)
    assert MONTH_NAMES[day.month - 1] not in counted or f"{day.year}" in counted, (text, counted)


@settings(max_examples=200)
@given(day=DAY, other=DAY, joint=st.sampled_from([" to ", "-", " – ", " and ", ", ", " until "]))
def test_no_day_survives_in_a_period(day: dt.date, other: dt.date, joint: str) -> None:
    for form in ("{d}/{m}/{y}", "{d} {M} {y}", "{d}.{m}.{yy:02}"):
        left = MONTHS.text(f"from {written(form, day)}{joint}{written(form, other)} she was away")
        assert not [one for one in find_dates(left) if one.first is not None], left
        assert left.endswith(" she was away")


@settings(max_examples=300)
@given(
    st.text(st.sampled_from("0123456789/.- \n:MaychrJuntsdhofoW'½/"), max_size=40)
    | st.text(max_size=80)
)
def test_no_text_is_too_odd(text: str) -> None:
    for calendar in (MONTHS, COUNTED):
        left = calendar.text(text)
        assert isinstance(left, str)
        assert calendar.text("no date here") == "no date here"
        spans = [(one.start, one.end) for one in find_dates(text)]
        assert spans == sorted(spans) and all(0 <= a < b <= len(text) for a, b in spans)


@settings(max_examples=200)
@given(st.text(max_size=60), DAY)
def test_the_words_around_a_date_stay(words: str, day: dt.date) -> None:
    plain = "".join(char for char in words if char.isalpha() or char == " ")
    text = f"{plain} | {day:%d/%m/%Y} | {plain}"
    if not find_dates(plain):
        assert MONTHS.text(text) == f"{plain} | {day:%B %Y} | {plain}"
