"""From raw rows to entries: nothing lost, nothing invented, everything said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_tui.intake.raw import Cell, RawDocument, RawRow, RawTable, UnreadableFile
from workshop_tui.intake.reading import ReadEntry, Reading, assemble

PROSE = "The health visitor saw mother and baby at home; the flat was cold."
HEAD = ("Date", "Agency", "Event")


def table(*rows: Sequence[str | Cell], name: str = "Sheet1", hidden: bool = False) -> RawTable:
    cells = [tuple(c if isinstance(c, Cell) else Cell(c) for c in row) for row in rows]
    numbered = tuple(RawRow(n, row) for n, row in enumerate(cells, start=1))
    return RawTable(name, "sheet", numbered, hidden)


def read(*tables: RawTable, **how: object) -> Reading:
    return assemble(RawDocument("agency.xlsx", tables), **how)  # type: ignore[arg-type]


def paragraphs(*texts: str | tuple[str, str]) -> RawTable:
    rows = [
        RawRow(n, (Cell(text), Cell("Normal")) if isinstance(text, str) else tuple(map(Cell, text)))
        for n, text in enumerate(texts, start=1)
    ]
    return RawTable("paragraphs", "paragraphs", tuple(rows))


def lines(text: str) -> RawTable:
    rows = [
        RawRow(n, (Cell(line),)) for n, line in enumerate(text.split("\n"), start=1) if line.strip()
    ]
    return RawTable("lines", "lines", tuple(rows))


def days(reading: Reading) -> list[str | None]:
    return [str(e.when.earliest) if e.when.earliest else None for e in reading.entries]


def texts(reading: Reading) -> list[str]:
    return [entry.text for entry in reading.entries]


def only(reading: Reading) -> ReadEntry:
    (entry,) = reading.entries
    return entry


def reasons(reading: Reading) -> dict[int, str]:
    return {eye.row: eye.reason for eye in reading.eyes}


# Tables


def test_an_entry_has_everything_of_its_row() -> None:
    head = ("Date", "Time", "Agency", "Source", "Event", "Child seen?", "Outcome", "Ref")
    row = ("12/03/2024", "2.30pm", "Health", "HV record p. 12", PROSE, "Yes", "NFA", "7")
    entry = only(read(table(head, row)))
    assert entry.when.text == "12/03/2024"
    assert entry.when.earliest == entry.when.latest == dt.date(2024, 3, 12)
    assert entry.when.time == "14:30"
    assert (entry.agency, entry.source, entry.text) == ("Health", "HV record p. 12", PROSE)
    assert entry.fields == {"child": "Yes", "outcome": "NFA", "Ref": "7"}
    assert entry.flags == ()
    assert (entry.origin.table, entry.origin.kind, entry.origin.row) == ("Sheet1", "sheet", 2)


def test_undated_rows_stay_and_the_row_above_is_told_not_taken() -> None:
    found = read(table(HEAD, ("12/03/2024", "Health", PROSE), ("", "Health", "Then a call.")))
    assert days(found) == ["2024-03-12", None]
    assert found.entries[1].flags == ("undated",)
    assert "the row above says “12/03/2024”" in reasons(found)[3]


def test_a_merged_date_is_filled_down_and_said() -> None:
    below = Cell("12/03/2024", note="merged from row 2")
    found = read(table(HEAD, ("12/03/2024", "Health", PROSE), (below, "Health", "A call.")))
    assert days(found) == ["2024-03-12", "2024-03-12"]
    assert "filled-down" in found.entries[1].flags
    assert "merged from row 2" in (found.entries[1].when.note or "")
    assert any("merged" in note for note in found.notes)


def test_an_unreadable_date_is_kept_as_written() -> None:
    found = read(table(HEAD, ("12/03/2024", "", PROSE), ("after the party", "", "A call.")))
    assert found.entries[1].when.text == "after the party"
    assert found.entries[1].when.earliest is None
    assert found.entries[1].flags == ("undated", "date-unreadable")
    assert "cannot be read" in reasons(found)[3]


def test_repeated_headings_totals_and_banners_are_left_out_and_said() -> None:
    found = read(
        table(
            HEAD,
            ("2019", "", ""),
            ("12 March", "Health", PROSE),
            HEAD,
            ("2020", "", ""),
            ("3 April", "Health", PROSE),
            ("Key episode 2", "", ""),
            ("4 May", "Health", PROSE),
            ("Total entries", "", "3"),
        )
    )
    assert days(found) == ["2019-03-12", "2020-04-03", "2020-05-04"]
    assert any("repeated in row 4" in note for note in found.notes)
    assert {2, 5, 7, 9} <= set(reasons(found))
    assert "year-from-heading" in found.entries[0].flags


def test_a_date_across_the_table_heads_the_rows_below() -> None:
    found = read(
        table(
            ("Date", "Agency", "Event"),
            ("Monday 11 March 2024", "", ""),
            ("09:30", "School", PROSE),
            ("14:00", "GP", PROSE),
            ("12/03/2024", "GP", PROSE),
        )
    )
    assert days(found) == ["2024-03-11", "2024-03-11", "2024-03-12"]
    assert [entry.when.time for entry in found.entries] == ["09:30", "14:00", None]
    assert "date-from-heading" in found.entries[0].flags
    assert "row 2" in (found.entries[0].when.note or "")


def test_a_date_without_text_is_kept() -> None:
    found = read(table(HEAD, ("12/03/2024", "", ""), ("13/03/2024", "Health", PROSE)))
    assert days(found) == ["2024-03-12", "2024-03-13"]
    assert found.entries[0].flags == ("no-text",)


def test_title_and_description_are_joined_and_blank_ones_stand_aside() -> None:
    head = ("date", "category", "title", "description")
    found = read(
        table(
            head,
            ("11-Mar-15", "ops", "Begins", PROSE),
            ("12-Mar-15", "ops", "", PROSE),
            ("13-Mar-15", "ops", "Same", "Same"),
        )
    )
    assert texts(found) == [f"Begins — {PROSE}", PROSE, "Same"]
    assert found.entries[0].fields == {"category": "ops"}


def test_another_language_stands_in_and_is_kept() -> None:
    found = read(
        table(
            ("date", "event_en", "event_cy"),
            ("12/03/2024", "Visit", "Ymweliad"),
            ("13/03/2024", "", "Ymweliad arall"),
        )
    )
    assert texts(found) == ["Visit", "Ymweliad arall"]
    assert found.entries[0].fields == {"event_cy": "Ymweliad"}
    assert found.entries[1].fields == {}


def test_a_blank_event_takes_another_column_of_prose() -> None:
    found = read(
        table(
            ("Date", "Event", "Background"),
            ("12/03/2024", "Visit", PROSE),
            ("13/03/2024", "", PROSE),
        )
    )
    assert found.entries[1].text == PROSE
    assert found.entries[1].flags == ("text-from-other-column",)


def test_lanes_make_an_entry_for_each_agency() -> None:
    found = read(
        table(
            ("Date", "Health", "Police", "Notes"),
            ("12/03/2024", PROSE, "Call-out to the address.", "x"),
            ("13/03/2024", "", "Arrest.", ""),
        )
    )
    assert [(e.agency, e.text) for e in found.entries] == [
        ("Health", PROSE),
        ("Police", "Call-out to the address."),
        ("Police", "Arrest."),
    ]
    assert found.entries[0].fields == {"comment": "x"}


def test_ends_are_read_and_checked() -> None:
    found = read(
        table(
            ("Start date", "End date", "Event"),
            ("12/03/2024", "14/03/2024", PROSE),
            ("12/03/2024", "02/03/2024", PROSE),
            ("12/03/2024", "still open", PROSE),
        )
    )
    first, second, third = found.entries
    assert first.end is not None and first.end.latest == dt.date(2024, 3, 14)
    assert "end-before-start" in second.flags
    assert third.end is None and third.fields == {"End date": "still open"}


def test_an_end_time_is_the_same_day() -> None:
    head = ("Date", "Time", "End time", "Event")
    entry = only(read(table(head, ("12/03/2024", "14:30", "15:45", PROSE))))
    assert entry.end is not None
    assert (entry.end.earliest, entry.end.time) == (dt.date(2024, 3, 12), "15:45")


def test_an_unreadable_time_is_kept() -> None:
    found = read(
        table(
            ("Date", "Time", "Event"),
            ("12/03/2024", "14:30", PROSE),
            ("13/03/2024", "about teatime", PROSE),
            ("14/03/2024", "25:70", PROSE),
            ("14/03/2024", "15:00", PROSE),
        )
    )
    assert found.entries[1].fields == {"Time": "about teatime"}
    assert "time-unreadable" in found.entries[2].flags


def test_year_month_and_day_apart() -> None:
    found = read(
        table(
            ("Year", "Month", "Day", "Event"),
            ("2024", "3", "12", PROSE),
            ("2024", "March", "", PROSE),
            ("1994", "13", "7", PROSE),
        )
    )
    assert days(found) == ["2024-03-12", "2024-03-01", None]
    assert found.entries[0].when.text == "2024 3 12"
    assert "date-unreadable" in found.entries[2].flags


def test_a_year_column_that_disagrees_is_flagged() -> None:
    found = read(
        table(("Date", "Year", "Event"), ("1995-01-07", "1994", PROSE), ("1995-02-07", "1995", "x"))
    )
    assert "year-mismatch" in found.entries[0].flags
    assert found.entries[1].flags == ()


def test_notes_on_cells_are_kept() -> None:
    found = read(
        table(HEAD, ("12/03/2024", "Health", Cell(PROSE, note="comment: Author: see the file")))
    )
    assert only(found).fields == {"note on Event": "Author: see the file"}


def test_a_formula_without_result_is_said() -> None:
    broken = Cell("", note="formula without a stored result: =A2+1")
    found = read(table(HEAD, ("12/03/2024", "", PROSE), (broken, "", "A call.")))
    assert "formula without a stored result" in reasons(found)[3]


def test_titles_above_the_header_are_told() -> None:
    found = read(table(("Chronology of Child A", "", ""), HEAD, ("12/03/2024", "Health", PROSE)))
    assert "Chronology of Child A" in found.notes[0]


# Several tables


def test_chooses_the_chronology_and_says_what_it_skipped() -> None:
    family = table(("Name", "DOB"), ("Child A", "12/03/2014"), name="family")
    hidden = table(HEAD, ("12/03/2023", "Health", PROSE), name="old", hidden=True)
    main = table(HEAD, ("12/03/2024", "Health", PROSE), name="chronology")
    found = read(family, hidden, main)
    assert [t.name for t in found.tables] == ["chronology"]
    assert {t.name: t.reason.split(";")[0] for t in found.skipped} == {
        "family": "its only dates are dates of birth, deadlines or the like",
        "old": "it is hidden",
    }
    assert days(read(family, hidden, main, sheet="OLD")) == ["2023-03-12"]


def test_a_table_that_goes_on_without_header_is_read_like_the_one_before() -> None:
    found = read(
        table(HEAD, ("12/03/2024", "Health", PROSE), name="table 1"),
        table(("13/03/2024", "Police", PROSE), name="table 2"),
    )
    assert days(found) == ["2024-03-12", "2024-03-13"]
    assert found.entries[1].agency == "Police"


def test_nothing_to_read_is_refused_with_reasons() -> None:
    with pytest.raises(UnreadableFile, match="no column of dates"):
        read(table(("Term", "Meaning"), ("HV", "Health visitor")))
    with pytest.raises(UnreadableFile, match="no paragraph"):
        read(paragraphs("A letter", "with no dates."))
    with pytest.raises(UnreadableFile, match="has no sheet or table “Nowhere”"):
        read(table(HEAD), sheet="Nowhere")
    with pytest.raises(UnreadableFile):
        read()


def test_a_doubt_is_asked_and_answered() -> None:
    rows = (HEAD, ("25/03/2019", "", "a"), ("03/04/2019", "", "b"), ("03/26/2019", "", "c"))
    found = read(table(*rows))
    assert [q.doubt.kind for q in found.doubts] == ["both-orders"]
    assert "day and month" in reasons(found)[3]
    assert not read(table(*rows), date_order="dmy").doubts


def test_first_and_last() -> None:
    found = read(table(HEAD, ("since 2015", "", "a"), ("March 2019", "", "b"), ("", "", "c")))
    assert (found.first, found.last) == (dt.date(2015, 1, 1), dt.date(2019, 3, 31))


# Paragraphs and lines


def test_dated_paragraphs_gather_the_text_below() -> None:
    found = read(
        paragraphs(
            "Log of Child A",
            "16 January 2024,",
            "Home visit.",
            "- Mother tired",
            "27 Janurary 2024,",
            "Call on 12/03/2020 was mentioned.",
            "12/03/2020 is when it began.",
        )
    )
    assert days(found) == ["2024-01-16", "2024-01-27"]
    assert found.entries[0].when.text == "16 January 2024,"
    assert texts(found)[0] == "Home visit.\n- Mother tired"
    assert found.entries[0].origin.row == 2
    assert any("Log of Child A" in note for note in found.notes)


def test_labelled_dates_and_undated_paragraphs() -> None:
    found = read(
        paragraphs(
            "Date: 12/03/2024", "Visit.", "Undated – a letter from the school", "13/03/2024: x"
        )
    )
    assert days(found) == ["2024-03-12", None, "2024-03-13"]
    assert texts(found)[1] == "a letter from the school"
    assert found.entries[1].flags == ("undated",)


def test_a_date_in_running_text_starts_nothing_where_dates_stand_alone() -> None:
    found = read(
        paragraphs(
            "12/03/2024",
            "Visit.",
            "13/03/2024",
            "Call.",
            "To: 11/12/2015 — 17:30",
            "2019 was hard.",
        )
    )
    assert len(found.entries) == 2
    assert texts(found)[1] == "Call.\nTo: 11/12/2015 — 17:30\n2019 was hard."


def test_paragraphs_that_begin_with_a_date() -> None:
    found = read(
        paragraphs(
            "12/03/2024 – Home visit.", "Mother tired.", "13/03/2024: call", "14/03/2024 Visit"
        )
    )
    assert texts(found) == ["Home visit.\nMother tired.", "call", "Visit"]


def test_headings_break_and_carry_times() -> None:
    found = read(
        paragraphs(
            ("12/12/2015 — 03:02:42", "Heading 3"),
            "Account created",
            ("Missing logs", "Heading 3"),
            "Deleted.",
            ("11/12/2015 — 19:18:54.244", "Heading 3"),
            "Executed again",
        )
    )
    assert days(found) == ["2015-12-12", "2015-12-11"]
    assert [e.when.time for e in found.entries] == ["03:02:42", "19:18:54"]
    assert texts(found) == ["Account created", "Executed again"]
    assert "Missing logs" in reasons(found)[3]


def test_bullets_under_a_date_are_entries() -> None:
    found = read(
        lines(
            "# Log\n\n**12/03/2024**\n- Home visit\n  runs on\n- 14:30 Call\n  - detail\n\n"
            "month/04/2024  \n- Review\n\n### 5 May 2024 – Meeting\nAll agreed.\n\n"
            "Other sources:\n1. [Guide](https://example.org/2024/03/12)\n"
        )
    )
    assert days(found) == ["2024-03-12", "2024-03-12", "2024-04-01", "2024-05-05"]
    assert texts(found) == [
        "Home visit\nruns on",
        "14:30 Call\n- detail",
        "Review",
        "Meeting\nAll agreed.",
    ]
    assert found.entries[1].when.time == "14:30"
    assert "Other sources" in reasons(found)[15]


def test_dated_bullets() -> None:
    found = read(lines("- 12/03/2024: visit\n- 13 March 2024 call\n* **14/03/2024** - review\n"))
    assert days(found) == ["2024-03-12", "2024-03-13", "2024-03-14"]
    assert texts(found) == ["visit", "call", "review"]


def test_a_year_heading_lends_its_year_to_lines() -> None:
    found = read(lines("## 2023\n- 12 March: visit\n## 2024\n- 3 April: call\n"))
    assert days(found) == ["2023-03-12", "2024-04-03"]


def test_a_markdown_table_is_a_table() -> None:
    found = read(
        lines(
            "Log\n\n| Date | Event |\n|------|-------|\n| 12/03/2024 | visit |\n| 2024 | call |\n"
        )
    )
    assert days(found) == ["2024-03-12", "2024-01-01"]
    assert texts(found) == ["visit", "call"]
    assert found.entries[0].origin.row == 5


def test_a_dated_paragraph_beside_a_table_is_kept_and_flagged() -> None:
    found = read(
        paragraphs("12 March 2024", "Report", "13/03/2024 – Mother rang."),
        table(HEAD, ("12/03/2024", "Health", PROSE)),
    )
    assert texts(found) == [PROSE, "Mother rang."]
    assert "outside-table" in found.entries[1].flags


# Whatever comes


CELL = st.one_of(
    st.text(max_size=30).map(Cell),
    st.sampled_from(["12/03/2024", "Date", "Event", "Total", "2020", "March 2019", ""]).map(Cell),
    st.dates().map(lambda day: Cell(str(day), day, "mmm-yy")),
    st.datetimes().map(lambda day: Cell(str(day), day)),
    st.floats().map(lambda number: Cell(str(number), number)),
    st.timedeltas().map(lambda length: Cell(str(length), length)),
    st.integers().map(lambda number: Cell(str(number), number)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, max_size=5), max_size=12), st.booleans())
def test_any_table_is_read_or_refused_and_no_row_vanishes(
    rows: list[list[Cell]], headed: bool
) -> None:
    start = [[Cell("Date"), Cell("Agency"), Cell("Event")]] if headed else []
    raw = table(*start, *rows)
    try:
        found = read(raw)
    except UnreadableFile:
        return
    told = {entry.origin.row for entry in found.entries} | {eye.row for eye in found.eyes}
    told |= {one.header_row for one in found.tables if one.header_row is not None}
    words = " ".join(found.notes)
    for row in raw.rows:
        if any(cell.text.strip() for cell in row.cells) and row.number not in told:
            assert "row" in words


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    "12/03/2024",
                    "- a",
                    "## b",
                    "14/03/2024: c",
                    "---",
                    "2020",
                    "| a | b |",
                    "|---|---|",
                ]
            ),
        ),
        max_size=14,
    )
)
def test_any_lines_are_read_or_refused(texts_: list[str]) -> None:
    for raw in (lines("\n".join(texts_)), paragraphs(*texts_)):
        try:
            found = read(raw)
        except UnreadableFile:
            continue
        assert found.entries


@pytest.mark.parametrize("mark", ["Example: 12/03/2024", "EXAMPLE", "e.g. 12/03/2024", "(Example)"])
def test_a_row_marked_as_an_example_is_left_out_with_a_word(mark: str) -> None:
    reading = read(
        table(
            ["Date", "Event"],
            [mark, "Home visit (this row is not read)"],
            ["13/03/2024", "Example of good practice at the clinic"],
        )
    )
    assert [entry.when.text for entry in reading.entries] == ["13/03/2024"]
    assert any("row 2 is marked as an example; left out" in note for note in reading.notes)
