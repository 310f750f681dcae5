"""The import screen: files chosen, looked at, corrected, answered, accepted or left alone."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual import events

from workshop_tui.practice.records import SourceFile
from workshop_tui.practice.roles import Role
from workshop_tui.review.making import create
from workshop_tui.store.resources import data_folder
from workshop_tui.tui import import_reader

CLEAN = [
    ["Date", "Event", "Source", "Remarks on file"],
    ["25/03/2023", "Home visit. Child seen.", "HV record", "typed later"],
    ["02/04/2023", "Telephone call to school.", "HV record", ""],
]
DOUBTFUL = [
    ["Date", "Event"],
    ["03/04/05", "Referral received."],
    ["06/07/08", "Visit to the home."],
]


def write(path: Path, rows: list[list[str]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.review"
    create(path, None, reference="LR-01", title="“Child B”", name="Maker")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sent"
    made.mkdir()
    return made


def said_by(read: Any) -> list[tuple[str, str, str, list[str]]]:
    """What the entries say, whatever the order in which their files came."""
    entries = read.entries(read.order())
    return sorted((e.sort_key, e.date_text, e.text, sorted(e.fields.values())) for e in entries)


def seen(room: Any) -> str:
    """All rows of the list, as they are shown."""
    sheet = room.screen.sheet
    return "\n".join(sheet._show(row.text) for row in sheet.rows)


def detail(room: Any) -> str:
    return room.screen.query_one("#sheet-detail").plain


async def read_files(room: Any, *paths: Path) -> None:
    """Open the import screen and choose files, as a drop on the window does."""
    if not hasattr(room.screen, "files"):
        await room.press("I" if room.seat.role is Role.CHAIR else "alt+i")
    chooser = room.screen.query_one("#chooser")
    assert chooser.pasted("\n".join(map(str, paths)))
    await room.press("enter")
    await all_read(room)


async def all_read(room: Any) -> None:
    screen = room.screen
    await room.until(lambda: not any(one.stale for one in screen.files), "everything is read")
    await room.pilot.pause()


async def go_to(room: Any, what: str, *at: int | str) -> None:
    sheet = room.screen.sheet
    place = sheet.find(lambda row: row.what == what and row.at[: len(at)] == at)
    assert place >= 0, seen(room)
    sheet.go_to(place)


async def choose(room: Any, words: str) -> None:
    """Take one of the things that are offered."""
    sheet = room.screen.sheet
    place = sheet.find(lambda row: row.what == "choice" and row.text.startswith(words))
    assert place >= 0, seen(room)
    sheet.go_to(place)
    await room.press("enter")


async def say_agency(room: Any, name: str) -> None:
    await room.press("a")
    await choose(room, "A new agency")
    await room.burst(*name, "enter")
    await room.until(lambda: not room.line.open, "the agency is said")


async def test_an_empty_review_says_how_to_begin(enter: Callable[..., Any], empty: Path) -> None:
    async with enter(empty, size=(80, 24)) as room:
        assert "press I" in room.screen.query_one("#entry").plain
        await room.press("I")
        assert room.text_of("#import-step").startswith("IMPORT CHOOSING FILES")
        await room.press("escape")
        assert room.screen.IS_EVENT


async def test_the_note_taker_imports_too(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty, Role.NOTE_TAKER) as room:
        assert "alt+i" in room.screen.query_one("#entry").plain
        await read_files(room, write(folder / "hv.csv", CLEAN))
        await say_agency(room, "HV")
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        assert len(room.seat.read.order()) == 2
        assert room.here == 1


async def test_the_eight_files_of_the_demo(
    enter: Callable[..., Any], empty: Path, demo: Path, sit: Callable[..., Any]
) -> None:
    """What the screen imports is what the demo's own maker imports."""
    wanted = sit(path=demo)
    agencies = {a.id: a.short for a in wanted.read.agencies().values()}
    owners = {s.name: agencies[s.agency_id] for s in wanted.read.source_files().values()}
    paths = [data_folder("demo") / name for name in sorted(owners)]
    assert len(paths) == 8
    async with enter(empty) as room:
        await read_files(room, *paths)
        for path in paths:
            assert room.screen.current.path == path
            await say_agency(room, owners[path.name])
        assert "A accepts" in room.text_of("#import-step")
        assert not room.seat.read.order()
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "everything was accepted")
        await room.settled()
        read = room.seat.read
        texts, same = said_by(read), wanted.read
        assert texts == said_by(same)
        assert {s.name: s.sha256 for s in read.source_files().values()} == {
            s.name: s.sha256 for s in same.source_files().values()
        }
        assert room.says(f"{len(texts)} entries added")()
        assert room.here == 1


async def test_files_are_marked_and_read_however_fast_somebody_types(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    for name in ("a.csv", "b.csv", "c.csv"):
        write(folder / name, CLEAN)
    async with enter(empty) as room:
        await room.press("I")
        await room.burst("s", "e", "n", "t", "enter", "space", "down", "down", "space", "enter")
        await room.until(lambda: room.screen.checking, "files are read")
        await all_read(room)
        assert [one.path.name for one in room.screen.files] == ["a.csv", "c.csv"]


async def test_a_path_can_be_typed(enter: Callable[..., Any], empty: Path, folder: Path) -> None:
    path = write(folder / "police notes.csv", CLEAN)
    async with enter(empty) as room:
        await room.press("I")
        await room.burst(*str(path), "enter")
        await room.until(lambda: room.screen.checking, "the file is read")
        assert room.screen.current.path == path
        await room.press("escape")
        assert not room.screen.checking


async def test_letters_find_files_and_do_nothing_else(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    write(folder / "quiet.csv", CLEAN)
    async with enter(empty) as room:
        await room.press("I")
        await room.burst("q", "A", "x", "u", "z", "?")
        await room.pilot.pause()
        assert room.app.is_running
        assert room.screen.query_one("#path").value == "qAxuz?"
        assert room.desk.view.shows_names


async def test_whoever_comes_back_for_another_file_finds_all_of_them(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    for name in ("first.csv", "second.csv"):
        write(folder / name, CLEAN)
    async with enter(empty, size=(80, 24)) as room:
        await room.press("I")
        room.screen.query_one("#chooser")._open(folder)
        await room.press(*"first", "enter")
        await all_read(room)
        await room.press("escape")
        assert room.screen.query_one("#path").value == ""
        await room.press(*"second", "backspace", "d", "enter")
        await all_read(room)
        assert [one.path.name for one in room.screen.files] == ["second.csv"]


async def test_a_doubt_must_be_answered(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await read_files(room, write(folder / "school.csv", DOUBTFUL))
        await say_agency(room, "School")
        assert "1 question" in room.text_of("#import-step")
        await room.press("A")
        await room.settled()
        assert not room.screen.IS_EVENT
        assert room.seat.read.order() == []
        await go_to(room, "answer", 0, "ymd")
        assert "03/04/05" in detail(room)
        await room.press("enter")
        await all_read(room)
        assert "year first" in seen(room)
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        entries = room.seat.read.entries(room.seat.read.order())
        assert [e.earliest for e in entries] == ["2003-04-05", "2006-07-08"]


async def test_an_answer_can_be_taken_back(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await read_files(room, write(folder / "school.csv", DOUBTFUL))
        await go_to(room, "answer", 0, "mdy")
        await room.press("enter")
        await all_read(room)
        assert not room.screen.current.reading.doubts
        await room.press("u")
        await all_read(room)
        assert room.screen.current.reading.doubts


async def test_a_column_is_given_another_field(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await read_files(room, write(folder / "hv.csv", CLEAN))
        await say_agency(room, "HV")
        await go_to(room, "column", 0, 3)
        assert "typed later" in detail(room)
        await room.press("enter")
        await choose(room, "comment")
        await all_read(room)
        await go_to(room, "column", 0, 2)
        await room.press("enter")
        await choose(room, "event")
        await all_read(room)
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        first, second = room.seat.read.entries(room.seat.read.order())
        assert first.text == "Home visit. Child seen. — HV record"
        assert first.source == ""
        assert first.fields == {"comment": "typed later"}
        assert second.fields == {}
        source = next(iter(room.seat.read.source_files().values()))
        assert "Event + Source" in source.columns.values()


async def test_the_column_of_dates_is_not_given_away(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await read_files(room, write(folder / "hv.csv", CLEAN))
        await go_to(room, "column", 0, 0)
        await room.press("enter")
        await choose(room, "comment")
        assert "choose another column as the date" in room.notice
        assert not room.screen.current.choices.columns


async def test_a_choice_that_reads_nothing_is_taken_back(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await read_files(room, write(folder / "hv.csv", CLEAN))
        await go_to(room, "column", 0, 1)
        await room.press("enter")
        await choose(room, "date")
        await all_read(room)
        assert room.screen.current.problem
        assert "hv.csv" in seen(room)
        await go_to(room, "again")
        await room.press("enter")
        await all_read(room)
        assert len(room.screen.current.reading.entries) == 2


@pytest.mark.parametrize("how", ["escape", "event"])
async def test_going_back_leaves_nothing_behind(
    enter: Callable[..., Any], empty: Path, folder: Path, how: str
) -> None:
    async with enter(empty) as room:
        before = list(room.seat.read.changes())
        await read_files(room, write(folder / "hv.csv", CLEAN), write(folder / "s.csv", DOUBTFUL))
        await say_agency(room, "HV")
        await go_to(room, "column", 0, 1)
        await room.press("enter", "up", "enter")
        await room.press(*(["escape", "escape"] if how == "escape" else ["2"]))
        assert room.screen.IS_EVENT
        await room.settled()
        assert room.seat.read.changes() == before
        assert room.seat.read.order() == []
        assert room.seat.read.agencies() == {}
        assert room.seat.read.drafts() == []


async def test_what_cannot_be_read_is_said_and_the_others_go_on(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    broken = folder / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook at all")
    async with enter(empty) as room:
        await read_files(room, broken, write(folder / "hv.csv", CLEAN))
        assert "broken.xlsx" in seen(room) and "cannot be read" in seen(room)
        await room.press("n")
        assert room.screen.current.path.name == "hv.csv"
        await say_agency(room, "HV")
        assert "is left aside" in seen(room)
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "the good file was accepted")
        assert [s.name for s in room.seat.read.source_files().values()] == ["hv.csv"]


async def test_the_same_file_twice_is_refused_in_a_sentence(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    path = write(folder / "hv.csv", CLEAN)
    async with enter(empty) as room:
        await read_files(room, path)
        await say_agency(room, "HV")
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        await read_files(room, path)
        await room.press("a")
        await choose(room, "HV")
        await room.press("A")
        await room.until(room.says("already"), "it is said")
        assert len(room.seat.read.order()) == 2


async def test_hostile_text_is_shown_and_kept_as_it_is(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    hostile = "[bold red]x[/] \x1b[2J\x07 {0} %s \u202eevil [@click=app.quit]y[/]"
    rows = [["Date", "Event[/]"], ["no idea", hostile], ["25/03/2023", hostile]]
    async with enter(empty, size=(80, 24)) as room:
        await read_files(room, write(folder / "ev[il].csv", rows))
        for place in range(len(room.screen.sheet.rows)):
            room.screen.sheet.go_to(place)
            await room.pilot.pause()
            assert "\x1b" not in room.shown()
        await go_to(room, "eye", 0)
        assert "[bold red]x[/] ␛[2J␇ {0} %s �evil [@click=app.quit]y[/]" in detail(room)
        await say_agency(room, "[/]")
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        assert {e.text for e in room.seat.read.entries(room.seat.read.order())} == {hostile}


async def test_pseudonyms_hold_on_this_screen(
    enter: Callable[..., Any], review: Path, folder: Path
) -> None:
    rows = [
        ["Date", "Event", "Seen by Ruth Ainsworth"],
        ["soon", "Callum Birtwistle seen with Ruth Ainsworth.", "yes"],
        ["25/03/2023", "Callum Birtwistle at school.", ""],
    ]
    async with enter(review) as room:
        await room.press("z")
        await read_files(room, write(folder / "Callum Birtwistle.csv", rows))
        for place in range(len(room.screen.sheet.rows)):
            room.screen.sheet.go_to(place)
            await room.pilot.pause()
            assert "Birtwistle" not in room.shown() and "Ainsworth" not in room.shown()
        assert "Child A" in seen(room)
        await room.press("escape")
        await room.pilot.pause()
        assert "Birtwistle" not in room.shown()


async def test_a_large_file_is_read_while_the_screen_stays_live(
    enter: Callable[..., Any], empty: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [["Date", "Event", "Source"]]
    rows += [
        [f"{n % 28 + 1:02}/{n % 12 + 1:02}/20{n % 20:02}", f"Event {n}.", f"p. {n}"]
        for n in range(10_000)
    ]
    path, read = write(folder / "large.csv", rows), import_reader.read

    def several_times(opened: Any, choices: Any) -> Any:
        """A machine that is eight times as slow."""
        for _ in range(7):
            read(opened, choices)
        return read(opened, choices)

    monkeypatch.setattr(import_reader, "read", several_times)
    async with enter(empty) as room:
        await room.press("I")
        room.screen.query_one("#chooser").pasted(str(path))
        driver, heard = room.app._driver, 0
        driver.send_message(events.Key("enter", None))
        await room.until(lambda: "READING" in room.text_of("#import-step"), "it is being read")
        while room.screen.current.stale:
            names = room.desk.view.shows_names
            driver.send_message(events.Key("z", "z"))  # the Pilot would wait for an idle processor
            await room.until(lambda n=names: room.desk.view.shows_names is not n, "a key is heard")
            heard += 1
        assert heard > 2
        assert "Found · 10000 entries" in seen(room)
        await say_agency(room, "Police")
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        assert len(room.seat.read.order()) == 10_000


async def test_reading_can_be_stopped(
    enter: Callable[..., Any], empty: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reading that goes on unheard, as a slow disk makes it, changes nothing at all."""
    go_on, opened = threading.Event(), import_reader.open_file

    def slowly(path: Path, password: str) -> Any:
        go_on.wait(10)
        return opened(path, password)

    monkeypatch.setattr(import_reader, "open_file", slowly)
    async with enter(empty) as room:
        await room.press("I")
        room.screen.query_one("#chooser").pasted(str(write(folder / "hv.csv", CLEAN)))
        await room.press("enter", "down", "A", "a", "escape")
        assert "READING hv.csv" in room.text_of("#import-step")
        screen = room.screen
        await room.press("escape")
        assert not screen.checking
        assert room.says("was stopped. Nothing was added.")()
        go_on.set()
        await room.pilot.pause(0.3)
        assert screen.files[0].found is None
        await room.press("escape")
        assert room.screen.IS_EVENT
        assert room.seat.read.order() == []


async def test_a_hidden_sheet_is_offered_by_name(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in CLEAN:
        book.active.append(row)
    hidden = book.create_sheet("Not shown")
    for row in DOUBTFUL:
        hidden.append(row)
    hidden.sheet_state = "hidden"
    path = folder / "book.xlsx"
    book.save(path)
    async with enter(empty) as room:
        await read_files(room, path)
        assert "Not shown is left out" in seen(room)
        await go_to(room, "sheets")
        await room.press("enter")
        assert "(hidden in the file)" in seen(room)
        await choose(room, "Not shown")
        await all_read(room)
        assert [t.name for t in room.screen.current.reading.tables] == ["Not shown"]


async def test_the_file_is_kept_as_it_was_sent(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    path = write(folder / "hv.csv", CLEAN)
    sent = path.read_bytes()
    async with enter(empty) as room:
        await read_files(room, path)
        path.unlink()
        await say_agency(room, "HV")
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        source: SourceFile = next(iter(room.seat.read.source_files().values()))
        assert room.seat.read.source_bytes(source.id) == sent


async def imported(room: Any, path: Path, agency: str) -> None:
    await read_files(room, path)
    await say_agency(room, agency)
    await room.press("A")
    await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
    await room.settled()


async def test_a_corrected_file_shows_first_what_changed(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    rows = [
        ["Date", "Event"],
        ["25/03/2023", "Home visit by the health visitor, child seen with Mother."],
        ["02/04/2023", "Telephone call to school about attendance this term."],
        ["20/04/2023", "Clinic appointment was missed and a letter was sent."],
        ["21/05/2023", "Review meeting at the children's centre with the nursery."],
    ]
    async with enter(empty) as room:
        await imported(room, write(folder / "hv.csv", rows), "HV")
        first = room.seat.read.order()
        changed = [*rows]
        changed[2] = ["02/04/2023", "Telephone call to school about attendance this half term."]
        changed[3] = ["30/06/2023", "A wholly new matter was raised by somebody else."]
        await read_files(room, write(folder / "hv 2.csv", changed))
        await room.press("a")
        await choose(room, "HV")
        await all_read(room)
        assert "1 new, 1 altered, 1 gone, 2 as they were" in seen(room)
        assert "ACCEPT: add 1 entry, alter 1, exclude 1 that are gone" in seen(room)
        await go_to(room, "altered")
        assert "this term" in detail(room)
        assert "this half term" in room.screen.query_one("#sheet-other").plain
        assert room.seat.read.order() == first
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        await room.settled()
        assert room.says("1 entry added, 1 altered, 1 excluded")()
        assert len(room.seat.read.order()) == 4
        assert len(room.seat.read.excluded()) == 1
        assert first[1] in room.seat.read.order()


async def test_a_file_can_be_called_a_further_one(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await imported(room, write(folder / "hv.csv", CLEAN), "HV")
        await read_files(room, write(folder / "more.csv", CLEAN[:2]))
        await room.press("a")
        await choose(room, "HV")
        await all_read(room)
        await go_to(room, "against")
        await room.press("enter")
        await choose(room, "a further document")
        await all_read(room)
        assert "ACCEPT: add 1 entry" in seen(room)
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        assert len(room.seat.read.order()) == 3


async def test_an_agencys_columns_are_remembered(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await read_files(room, write(folder / "hv.csv", CLEAN))
        await say_agency(room, "HV")
        await go_to(room, "column", 0, 3)
        await room.press("enter")
        await choose(room, "outcome")
        await all_read(room)
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        await room.settled()
        later = [CLEAN[0], ["01/09/2024", "School began.", "HV record", "settled"]]
        await read_files(room, write(folder / "autumn.csv", later))
        assert room.screen.current.reading.tables[0].columns.get("outcome") is None
        await room.press("a")
        await choose(room, "HV")
        await all_read(room)
        assert room.screen.current.reading.tables[0].columns["outcome"] == "Remarks on file"


async def test_a_column_can_be_left_out_and_that_is_said(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await read_files(room, write(folder / "hv.csv", CLEAN))
        await say_agency(room, "HV")
        for column in (2, 3):
            await go_to(room, "column", 0, column)
            await room.press("enter")
            await choose(room, "leave out")
            await all_read(room)
        assert "“Remarks on file” is left out, as chosen." in seen(room)
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        entries = room.seat.read.entries(room.seat.read.order())
        assert [(e.source, e.fields) for e in entries] == [("", {}), ("", {})]


async def test_a_table_without_headings(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    async with enter(empty) as room:
        await read_files(room, write(folder / "hv.csv", CLEAN))
        await go_to(room, "headings")
        await room.press("enter")
        await choose(room, "row 2")
        await all_read(room)
        assert room.screen.current.reading.tables[0].header_row == 2
        await room.press("u")
        await all_read(room)
        await go_to(room, "headings")
        await room.press("enter")
        await choose(room, "this table has no headings")
        await all_read(room)
        table = room.screen.current.reading.tables[0]
        assert table.header_row is None and table.headers[0] == "column A"
        assert table.events == 3
        assert "cannot be read" in seen(room)


async def test_a_files_password_is_asked_for_and_kept_nowhere(
    enter: Callable[..., Any], empty: Path, folder: Path
) -> None:
    office = pytest.importorskip("msoffcrypto.format.ooxml")
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in CLEAN:
        book.active.append(row)
    book.save(folder / "open.xlsx")
    path = folder / "locked.xlsx"
    with (folder / "open.xlsx").open("rb") as plain, path.open("wb") as locked:
        office.OOXMLFile(plain).encrypt("quA zebra", locked)
    async with enter(empty) as room:
        await read_files(room, path)
        assert "password" in room.screen.current.problem
        await go_to(room, "locked")
        await room.press("enter")
        await room.burst(*"wrong", "enter")
        await all_read(room)
        assert room.screen.current.problem
        await go_to(room, "locked")
        await room.press("enter")
        await room.burst(*"quA zebra")
        assert "zebra" not in room.shown()
        await room.press("enter")
        await all_read(room)
        assert len(room.screen.current.reading.entries) == 2
        await say_agency(room, "HV")
        await room.press("A")
        await room.until(lambda: room.screen.IS_EVENT, "it was accepted")
        source = next(iter(room.seat.read.source_files().values()))
        assert room.seat.read.source_bytes(source.id) == path.read_bytes()
        assert b"zebra" not in empty.read_bytes()
