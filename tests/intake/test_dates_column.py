"""A column of dates: its own witnesses, its contradictions, and what a spreadsheet hides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.intake.dates import ColumnDates, read_column
from workshop_tui.intake.dates.column import declared_order
from workshop_tui.intake.raw import Cell


def column(*texts: str, **how: object) -> ColumnDates:
    return read_column([Cell(text) for text in texts], **how)  # type: ignore[arg-type]


def real(day: str, number_format: str | None = "dd/mm/yyyy") -> Cell:
    moment = dt.datetime.fromisoformat(day)
    return Cell(f"{moment:%d/%m/%Y}", moment, number_format)


def days(found: ColumnDates) -> list[str | None]:
    return [when.earliest.isoformat() if when and when.earliest else None for when in found.whens]


def kinds(found: ColumnDates) -> list[str]:
    return [doubt.kind for doubt in found.doubts]


def test_a_day_above_twelve_settles_the_column() -> None:
    found = column("03/04/2019", "25/04/2019", "01/05/2019")
    assert days(found) == ["2019-04-03", "2019-04-25", "2019-05-01"]
    assert found.order == "dmy" and not found.doubts
    assert found.witnesses == ('row 2 "25/04/2019" can only be read day first (1 such)',)


def test_a_month_first_column_is_read_month_first() -> None:
    found = column("03/04/2019", "03/25/2019", "04/01/2019")
    assert days(found) == ["2019-03-04", "2019-03-25", "2019-04-01"]
    assert found.order == "mdy" and not found.doubts


def test_both_orders_witnessed_is_a_question_not_a_guess() -> None:
    found = column("25/03/2019", "03/04/2019", "03/26/2019", rows=[4, 5, 9])
    assert kinds(found) == ["both-orders"]
    assert "row 4" in found.doubts[0].question and "row 9" in found.doubts[0].question
    assert found.doubts[0].rows == (5,)
    assert "order-doubt" in found.readings[1].flags
    assert days(found)[2] is None


def test_a_chosen_order_answers_and_never_bends() -> None:
    found = column("25/03/2019", "03/04/2019", "03/26/2019", order="mdy")
    assert days(found) == [None, "2019-03-04", "2019-03-26"]
    assert not found.doubts
    assert "month first" in (found.readings[0].reason or "")


def test_without_a_witness_the_uk_order_is_taken_and_said() -> None:
    found = column("03/04/2019", "05/04/2019")
    assert days(found) == ["2019-04-03", "2019-04-05"]
    assert not found.doubts


def test_rows_in_order_bear_witness() -> None:
    found = column("11/01/2019", "12/01/2019", "01/02/2019", "03/02/2019", "02/03/2019")
    assert found.order == "dmy" and not found.doubts
    assert "date order" in found.witnesses[0]


def test_rows_in_order_month_first_only_raise_a_question() -> None:
    found = column("01/11/2019", "01/12/2019", "02/01/2019", "02/03/2019", "03/02/2019")
    assert kinds(found) == ["row-order"]
    assert all("order-doubt" in reading.flags for reading in found.readings[:1])


def test_newest_first_is_an_order_too() -> None:
    found = column("02/03/2019", "03/02/2019", "01/02/2019", "12/01/2019", "11/01/2019")
    assert found.order == "dmy" and not found.doubts


def test_a_weekday_bears_witness() -> None:
    found = column("Thu 03/04/2025", "05/06/2025")
    assert found.order == "dmy"
    found = column("Tue 03/04/2025", "05/06/2025")
    assert found.order == "mdy"


def test_the_header_bears_witness_and_can_be_contradicted() -> None:
    assert declared_order("Date (dd/mm/yyyy)") == "dmy"
    assert declared_order("Date MM-DD-YY") == "mdy"
    assert declared_order("yyyy-mm-dd") == "ymd"
    assert declared_order("Date and time") is None
    assert column("03/04/2019", declared="mdy").order == "mdy"
    assert kinds(column("03/25/2019", "03/04/2019", declared="dmy")) == ["header-order"]


def test_swapped_by_another_countrys_settings() -> None:
    cells = [
        Cell("25/03/2019"),
        Cell("28/03/2019"),
        real("2019-01-04"),
        real("2019-03-04"),
        Cell("13/04/2019"),
    ]
    found = read_column(cells)
    assert kinds(found) == ["swapped-dates"]
    assert found.doubts[0].options == ("as-stored", "swapped")
    assert days(found) == ["2019-03-25", "2019-03-28", "2019-01-04", "2019-03-04", "2019-04-13"]
    assert [("order-doubt" in reading.flags) for reading in found.readings] == [0, 0, 1, 1, 0]


def test_an_answer_exchanges_stored_dates() -> None:
    cells = [Cell("25/03/2019"), Cell("28/03/2019"), real("2019-01-04"), real("2019-03-04")]
    found = read_column(cells, stored="swapped")
    assert days(found)[2:] == ["2019-04-01", "2019-04-03"]
    assert "exchanged" in (found.whens[2].note or "")  # type: ignore[union-attr]
    assert not found.doubts
    assert days(read_column(cells, stored="as-stored"))[2:] == ["2019-01-04", "2019-03-04"]


def test_a_chosen_order_leaves_stored_dates_and_flags_them() -> None:
    cells = [Cell("25/03/2019"), Cell("28/03/2019"), real("2019-01-04"), real("2019-03-04")]
    found = read_column(cells, order="dmy")
    assert not found.doubts
    assert days(found)[2:] == ["2019-01-04", "2019-03-04"]
    assert "order-doubt" in found.readings[2].flags


def test_stored_dates_with_days_above_twelve_are_trusted() -> None:
    cells = [Cell("25/03/2019"), real("2019-03-26"), real("2019-04-03")]
    assert not read_column(cells).doubts


def test_stored_dates_alone_are_trusted() -> None:
    assert not read_column([real("2019-04-01"), real("2019-05-01"), real("2019-06-02")]).doubts


def test_three_numbers_that_can_be_read_three_ways() -> None:
    found = column("03/04/05", "04/05/06")
    assert kinds(found) == ["two-digit-years"]
    assert found.doubts[0].options == ("dmy", "mdy", "ymd")
    assert all("order-doubt" in reading.flags for reading in found.readings)
    assert days(column("03/04/05", order="ymd")) == ["2003-04-05"]


def test_two_digit_years_are_settled_by_the_column() -> None:
    found = column("13/04/05", "03/05/05", "28/06/05", "01/07/05")
    assert days(found) == ["2005-04-13", "2005-05-03", "2005-06-28", "2005-07-01"]
    assert not found.doubts


def test_a_year_that_may_come_first_is_asked() -> None:
    found = column("19/03/25", "19/04/02", "19/04/11", "20/01/15", "20/02/28")
    assert kinds(found) == ["two-digit-years"]


def test_two_digit_years_follow_the_column_into_its_century() -> None:
    found = column("12/03/1935", "13/04/35", "5 May 1936")
    assert days(found) == ["1935-03-12", "1935-04-13", "1936-05-05"]
    assert days(column("12/03/2019", "13/04/19")) == ["2019-03-12", "2019-04-13"]


def test_a_year_is_lent_by_the_rows_around() -> None:
    found = column("24/03/2012", "27/3-29/3", "30/03/2012")
    when = found.whens[1]
    assert when is not None
    assert (when.earliest, when.latest) == (dt.date(2012, 3, 27), dt.date(2012, 3, 29))
    assert "2012" in (when.note or "")
    assert "year-from-context" in found.readings[1].flags


@pytest.mark.parametrize(
    "texts",
    [
        ("24/03/2012", "27/3", "30/03/2013"),
        ("24/03/2012", "27/7", "30/04/2012"),
        ("24/03/2012", "27/3"),
        ("27/3", "30/03/2013"),
    ],
)
def test_a_year_is_not_lent_where_it_does_not_fit(texts: Sequence[str]) -> None:
    found = column(*texts)
    place = next(n for n, text in enumerate(texts) if text.startswith("27"))
    assert found.whens[place] is None
    assert found.readings[place].reason == "the year is not written"


def test_a_heading_lends_its_year() -> None:
    found = column("12 March", "3 April", years=[2019, 2020])
    assert days(found) == ["2019-03-12", "2020-04-03"]


@pytest.mark.parametrize(
    ("number_format", "bounds"),
    [
        ("dd/mm/yyyy", ("2019-03-01", "2019-03-01")),
        ("mmm-yy", ("2019-03-01", "2019-03-31")),
        ("mmmm yyyy;@", ("2019-03-01", "2019-03-31")),
        ('[$-809]mmmm" "yyyy', ("2019-03-01", "2019-03-31")),
        ("yyyy", ("2019-01-01", "2019-12-31")),
        ("d/m;@", ("2019-03-01", "2019-03-01")),
        ("[$-F800]dddd, mmmm dd, yyyy", ("2019-03-01", "2019-03-01")),
        ("General", ("2019-03-01", "2019-03-01")),
        (None, ("2019-03-01", "2019-03-01")),
    ],
)
def test_a_real_date_is_as_fine_as_its_format_shows(
    number_format: str | None, bounds: tuple[str, str]
) -> None:
    when = read_column([real("2019-03-01", number_format)]).whens[0]
    assert when is not None and when.earliest is not None and when.latest is not None
    assert (when.earliest.isoformat(), when.latest.isoformat()) == bounds


def test_a_hidden_year_and_a_hidden_day_are_said() -> None:
    hidden = read_column([real("2012-02-16", "M/D;@"), real("2019-03-15", "mmm-yy")])
    assert hidden.readings[0].flags == ("year-not-shown",)
    assert "16 February 2012" in (hidden.whens[0].note or "")  # type: ignore[union-attr]
    assert "15 March 2019" in (hidden.whens[1].note or "")  # type: ignore[union-attr]


def test_a_moment_is_read_to_the_second_it_was_typed_as() -> None:
    late = dt.datetime(2019, 3, 12, 14, 29, 59, 999_998)
    when = read_column([Cell("", late, "dd/mm/yyyy hh:mm")]).whens[0]
    assert when is not None and when.time == "14:30"
    when = read_column([Cell("", dt.datetime(2019, 3, 12, 23, 59, 59, 999_999), None)]).whens[0]
    assert when is not None and (when.earliest, when.time) == (dt.date(2019, 3, 13), None)


def test_numbers_are_serials_or_years_or_nothing() -> None:
    found = read_column([Cell("43536", 43536), Cell("1995", 1995), Cell("7", 7), Cell("43536.5")])
    assert days(found) == ["2019-03-12", "1995-01-01", None, "2019-03-12"]
    assert found.readings[0].flags == ("date-from-serial",)
    assert found.readings[1].flags == ("partial-date",)
    assert found.whens[3].time == "12:00"  # type: ignore[union-attr]


def test_a_date_with_words_behind_it_counts_if_it_is_the_only_one() -> None:
    found = column("12/03/2019 home visit", "12/03/2019 (amended 14/03/2019)", "see above")
    assert days(found) == ["2019-03-12", None, None]
    assert "date-with-words" in found.readings[0].flags


def test_midnight_everywhere_is_no_time() -> None:
    found = column("12/03/2019 00:00", "13/03/2019 00:00:00")
    assert [when.time for when in found.whens if when] == [None, None]
    assert "00:00" in (found.whens[0].note or "")  # type: ignore[union-attr]
    found = column("12/03/2019 00:00", "13/03/2019 14:30")
    assert [when.time for when in found.whens if when] == ["00:00", "14:30"]


def test_a_split_year_is_not_completed() -> None:
    assert days(column("12/03/20 19", "14/03/2019")) == [None, "2019-03-14"]


def test_a_reference_to_another_row_is_not_followed() -> None:
    found = column("12/03/2019", "ditto", '"')
    assert days(found) == ["2019-03-12", None, None]
    assert found.readings[1].reason == "it refers to another row"


def test_few_two_digit_dates_with_one_year_are_day_first() -> None:
    found = column("8/9/23", "9/9/23", "10/9/23")
    assert days(found) == ["2023-09-08", "2023-09-09", "2023-09-10"]
    assert not found.doubts


def test_a_chronology_of_another_century_is_not_unusual_to_itself() -> None:
    found = column("7 September 1875", "9 September 1875")
    assert all(reading.flags == () for reading in found.readings)
    assert "year-unusual" in column("7 Sept 2019", "9 Sept 2019", "9 Sept 1875").readings[2].flags


FORMS = ("{:%d/%m/%Y}", "{:%d/%m/%y}", "{:%d %b %Y}", "{:%Y-%m-%d}")


@given(
    st.lists(st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31)), min_size=1, max_size=12),
    st.data(),
)
def test_a_uk_column_is_never_silently_misread(dates: list[dt.date], data: st.DataObject) -> None:
    texts = [data.draw(st.sampled_from(FORMS)).format(day) for day in dates]
    found = column(*texts)
    if not found.doubts:
        assert days(found) == [day.isoformat() for day in dates]


@given(st.lists(st.dates(dt.date(2000, 1, 1), dt.date(2030, 12, 31)), min_size=3, max_size=12))
def test_an_american_column_with_a_witness_is_never_silently_misread(dates: list[dt.date]) -> None:
    dates = sorted([*dates, dt.date(2019, 3, 25)])
    found = column(*[f"{day:%m/%d/%Y}" for day in dates])
    assert found.doubts or days(found) == [day.isoformat() for day in dates]
