"""Which column is what: headings, contents, and a person's own choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from workshop_tui.intake.columns import ColumnMap, NoChronology, propose_columns
from workshop_tui.intake.evidence import find_header
from workshop_tui.intake.headings import match_heading
from workshop_tui.intake.raw import Cell, RawRow, RawTable, UnreadableFile

PROSE = "The health visitor saw mother and baby at home; the flat was cold."


def table(*rows: Sequence[str | Cell], name: str = "Sheet1") -> RawTable:
    cells = [tuple(c if isinstance(c, Cell) else Cell(c) for c in row) for row in rows]
    return RawTable(name, "sheet", tuple(RawRow(n, row) for n, row in enumerate(cells, start=1)))


def proposed(*rows: Sequence[str | Cell], chosen: dict[str, str] | None = None) -> ColumnMap:
    found = propose_columns(table(*rows), chosen)
    assert isinstance(found, ColumnMap), found
    return found


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Date", "date"),
        ("DATE OF CONTACT", "date"),
        ("When?", "date"),
        ("Date/Time", "date"),
        ("Date and time", "date"),
        ("Date (dd/mm/yyyy)", "date"),
        ("1. Date of Event", "date"),
        ("date_local", "date"),
        ("Dat of event", "date"),
        ("Time", "time"),
        ("Time of day (24 hr)", "time"),
        ("End date", "end"),
        ("Date to", "end"),
        ("End time", "end_time"),
        ("Agency", "agency"),
        ("Who/Agency", "agency"),
        ("Agency involved", "agency"),
        ("Organisation", "agency"),
        ("Bundesland", "agency"),
        ("Record", "source"),
        ("Source of information", "source"),
        ("Prof. involved", "source"),
        ("Source / evidence", "source"),
        ("Details of event", "event"),
        ("Event / contact", "event"),
        ("Summary", "event"),
        ("What happened", "event"),
        ("title", "event"),
        ("description", "event"),
        ("event_en", "event"),
        ("Activities", "event"),
        ("Beschreibung", "event"),
        ("Significant Events", "event"),
        ("Child seen?", "child"),
        ("Was the child seen? Y/N", "child"),
        ("Voice of the Child", "child"),
        ("Child's voice / lived experience", "child"),
        ("Agency response", "response"),
        ("Action taken", "response"),
        ("Actions/decisions", "response"),
        ("Outcome", "outcome"),
        ("Outcome / impact", "outcome"),
        ("Comments", "comment"),
        ("ContactDate", "date"),
        ("Child's words", "child"),
        ("Logged by", "source"),
        ("Plan / liaison", "response"),
        ("Analysis", "comment"),
    ],
)
def test_knows_what_agencies_call_a_column(heading: str, field: str) -> None:
    found = match_heading(heading)
    assert found is not None and found.field == field


@pytest.mark.parametrize(
    "heading",
    [
        "Time spent",
        "TIME SPENT",
        "category",
        "type",
        "Ref",
        "link-1",
        "Kürzel",
        "No.",
        "DOB",
        "",
        "Total hours",
        "Age",
        "Postcode",
        "Updated",
        "A" * 90,
    ],
)
def test_leaves_other_headings_alone(heading: str) -> None:
    assert match_heading(heading) is None


def test_maps_a_whole_safeguarding_chronology() -> None:
    found = proposed(
        (
            "Date",
            "Time",
            "Agency",
            "Source of information",
            "Details of event",
            "Child seen?",
            "Action taken",
            "Outcome",
            "Comments",
            "Ref",
        ),
        ("12/03/2024", "14:30", "Health", "HV record", PROSE, "Yes", "Referral", "NFA", "", "1"),
    )
    assert found.named() == {
        "date": "Date",
        "time": "Time",
        "agency": "Agency",
        "source": "Source of information",
        "event": "Details of event",
        "child": "Child seen?",
        "response": "Action taken",
        "outcome": "Outcome",
        "comment": "Comments",
    }
    assert found.header_row == 1


def test_passes_titles_over_to_find_the_header() -> None:
    found = proposed(
        ("Chronology of Child A", "", ""),
        ("Prepared by the school, 12 March 2024", "", ""),
        ("Total entries", "2", ""),
        ("When", "What happened", "Who"),
        ("12/03/2024", PROSE, "HV"),
        ("13/03/2024", PROSE, "GP"),
    )
    assert found.header_row == 4
    assert found.named() == {"date": "When", "event": "What happened", "source": "Who"}


def test_reads_a_table_without_header_by_its_contents() -> None:
    found = proposed(("1", "12/03/2024", PROSE), ("2", "13/03/2024", PROSE))
    assert found.header_row is None and found.first == 0
    assert found.named() == {"date": "column B", "event": "column C"}


def test_a_single_dated_row_without_header_is_no_chronology() -> None:
    found = propose_columns(table(("Name", "Child A"), ("Report date", "12/03/2024")))
    assert isinstance(found, NoChronology)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("Name", "DOB", "Relationship"), ("A", "12/03/2014", "child")], "dates of birth"),
        ([("Version", "Date", "Changes"), ("0.1", "12/03/2024", "First draft")], "history"),
        ([("Order", "Time", "Event"), ("1", "14:30", PROSE), ("2", "15:00", PROSE)], "times"),
        ([("Term", "Meaning"), ("HV", "Health visitor")], "no column of dates"),
        ([("Action", "Lead", "Target date"), (PROSE, "HV", "12/03/2024")], "deadlines"),
    ],
)
def test_says_why_a_table_is_no_chronology(rows: list[tuple[str, ...]], reason: str) -> None:
    found = propose_columns(table(*rows))
    assert isinstance(found, NoChronology)
    assert reason in found.reason


def test_a_signature_table_is_no_chronology() -> None:
    found = propose_columns(
        table(("Role", "Completed by", "Date"), ("Quality assured", "A Person", "12/03/2024"))
    )
    assert isinstance(found, NoChronology) and "signed" in found.reason


def test_a_form_is_no_chronology() -> None:
    rows = (("Name of child", "Child A"), ("Date of birth", "1/2/2014"), ("Date of report", "2019"))
    found = propose_columns(table(*rows))
    assert isinstance(found, NoChronology) and "form" in found.reason


def test_the_cells_can_speak_against_a_heading() -> None:
    found = proposed(("Date", "Contact", "Record"), ("12/03/2024", "Visit", PROSE))
    assert found.named() == {"date": "Date", "event": "Contact + Record"}
    found = proposed(("Date", "Occurrence", "Summary"), ("12/03/2024", "VC-23-041877", PROSE))
    assert found.named() == {"date": "Date", "event": "Summary"}


def test_notes_are_the_event_where_nothing_else_is() -> None:
    found = proposed(("ContactDate", "ContactType", "Notes"), ("12/03/2024", "Visit", PROSE))
    assert found.named() == {"date": "ContactDate", "event": "Notes"}


def test_agencies_are_known_by_their_names() -> None:
    found = proposed(("12/03/2024", PROSE, "Police"), ("13/03/2024", PROSE, "School"))
    assert found.named() == {"date": "column A", "agency": "column C", "event": "column B"}


def test_the_event_date_wins_over_other_dates() -> None:
    found = proposed(
        ("DOB", "Date recorded", "Date of event", "Event"),
        ("1/2/2014", "14/03/2024", "12/03/2024", PROSE),
    )
    assert found.named()["date"] in {"Date of event"}


def test_titles_and_descriptions_make_one_event() -> None:
    found = proposed(
        ("date_local", "category", "title", "description"),
        ("11-Mar-15", "operations", "Begins", PROSE),
    )
    assert found.named() == {"date": "date_local", "event": "title + description"}


def test_the_same_in_another_language_stands_in() -> None:
    found = proposed(
        ("date", "event_en", "event_cy", "description_cy"),
        ("12/03/2024", "", "Ymweliad", PROSE),
        ("13/03/2024", "Visit", "Ymweliad", PROSE),
    )
    assert found.fields["event"] == (1, 3)
    assert found.instead == {1: (2,)}


def test_year_month_and_day_apart_make_a_date() -> None:
    found = proposed(("Year", "Month", "Day", "Event"), ("2024", "3", "12", PROSE))
    assert found.fields["date"] == (0, 1, 2)


def test_a_whole_date_wins_over_its_parts() -> None:
    found = proposed(
        ("Reform", "Jahr", "Monat", "Tag", "Beschreibung"), ("1994-07-13", "1994", "7", "13", PROSE)
    )
    assert found.named() == {"date": "Reform", "event": "Beschreibung"}


def test_agency_columns_are_lanes() -> None:
    found = proposed(
        ("Date", "Health", "Police", "Children's Social Care"),
        ("12/03/2024", PROSE, "", PROSE),
        ("13/03/2024", "", PROSE, ""),
    )
    assert found.lanes == (1, 2, 3)
    assert found.named()["event"] == "Health | Police | Children's Social Care"


def test_a_column_named_time_must_hold_times() -> None:
    found = proposed(("Date", "Time", "Event"), ("12/03/2024", "3h", PROSE))
    assert "time" not in found.fields


def test_real_dates_and_a_column_of_years() -> None:
    found = proposed(("Year", "Event"), (Cell("1995", 1995), PROSE), (Cell("2004", 2004), PROSE))
    assert found.named() == {"date": "Year", "event": "Event"}
    stored = Cell("12/03/2024", dt.datetime(2024, 3, 12), "dd/mm/yyyy")
    assert proposed(("day", "event"), (stored, PROSE)).named()["date"] == "day"


def test_a_person_can_choose_by_heading_letter_and_number() -> None:
    rows = (("Date", "Noted", "Words", "More"), ("12/03/2024", "13/03/2024", PROSE, PROSE))
    found = proposed(*rows, chosen={"date": "b", "event": "words + 4", "comment": ""})
    assert found.named() == {"date": "Noted", "event": "Words + More"}


@pytest.mark.parametrize(
    ("chosen", "words"),
    [({"date": "Datum"}, "no column “Datum”"), ({"dates": "A"}, "no field “dates”")],
)
def test_a_wrong_choice_is_refused_in_words(chosen: dict[str, str], words: str) -> None:
    with pytest.raises(UnreadableFile, match=words):
        propose_columns(table(("Date", "Event"), ("12/03/2024", PROSE)), chosen)


def test_twin_headings_keep_their_own_names() -> None:
    found = proposed(("Date", "Event", "Ref", "Ref"), ("12/03/2024", PROSE, "1", "2"))
    assert found.headers == ("Date", "Event", "Ref", "Ref (D)")


def test_a_row_of_dates_is_never_a_header() -> None:
    assert find_header(table(("12/03/2024", "Event"), ("13/03/2024", "Visit")).rows) is None
