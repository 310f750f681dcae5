from __future__ import annotations

import pytest

from workshop_tui.practice.records import Entry
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.seat import Seat
from workshop_tui.store import search
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.engine import Connection
from workshop_tui.store.health import examine


def captures(seat: Seat, words: str) -> list[str]:
    return [c.text for c in seat.read.search(words, seat.read.view(Tier.NAMES))[1]]


HOSTILE = [
    *('"', '""', "'", "*", "**", "NEAR(", "NEAR(a b)", "-", "--", "AND", "OR", "NOT", "a AND"),
    *("(", ")", "()", "text:", "text : x", "{text}", "^", "+", "a + b", "\0", "a\0b", "\\", ";"),
    *(
        "drop table entry",
        "é",
        "ß",
        "İ",
        "مرحبا",
        "שלום",
        "日本語",
        "👨‍👩‍👧",
        "a\u0301",
        "\udc80",
        "x\udc80",
    ),
    *("%", "_", "?", ":", "@", "#", "a" * 5000, " ".join("a" * 300), "\n", "\t", " ", ""),
]


@pytest.mark.parametrize("words", HOSTILE, ids=ascii)
@pytest.mark.parametrize("tier", [Tier.NAMES, Tier.BOARD])
def test_whatever_is_searched_for_is_words(seat: Seat, words: str, tier: Tier) -> None:
    entries, found = seat.read.search(words, seat.read.view(tier))
    assert isinstance(entries, list)
    assert isinstance(found, list)


def test_operators_are_ordinary_words(seat: Seat) -> None:
    seat.captures.add("police and health were near the house").result()
    seat.captures.add("not seen").result()
    assert captures(seat, "NEAR") == ["police and health were near the house"]
    assert captures(seat, "police AND health") == ["police and health were near the house"]
    assert captures(seat, "police AND school") == []
    assert captures(seat, "NOT") == ["not seen"]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ("mother", True),
        ("MOTHER", True),
        ("moth", True),
        ("mothers", True),
        ("mother -", True),
        ("- mother *", True),
        ('"mother"', True),
        ("mother's", True),
        ("cafe", True),
        ("café", True),
        ("muller", True),
        ("NFA", True),
        ("mother father", False),
        ("other", False),
        ("mo\0ther", False),
    ],
)
def test_what_is_found(seat: Seat, words: str, finds: bool) -> None:
    seat.captures.add("Mother's café by Müller: ?NAI, NFA").result()
    assert bool(captures(seat, words)) is finds


def test_entries_by_text_source_and_columns(seat: Seat) -> None:
    found, _ = seat.read.search("shouting", seat.read.view(Tier.NAMES))
    assert [entry.text[:8] for entry in found] == ["Call-out"]
    found, _ = seat.read.search("record", seat.read.view(Tier.NAMES))
    assert len(found) == 5


def test_results_follow_edits_retraction_and_undo(seat: Seat, sound: None) -> None:
    capture = seat.captures.add("an umbrella").result()
    seat.captures.edit(capture.id, "a raincoat", base="an umbrella").result()
    assert (captures(seat, "umbrella"), captures(seat, "raincoat")) == ([], ["a raincoat"])
    seat.undo().result()
    assert (captures(seat, "umbrella"), captures(seat, "raincoat")) == (["an umbrella"], [])
    seat.captures.retract(capture.id).result()
    assert captures(seat, "umbrella") == []
    seat.undo().result()
    assert captures(seat, "umbrella") == ["an umbrella"]


@pytest.mark.parametrize(
    "text", ["a\0b c", "\x1b[31mred\x1b[0m", "👨‍👩‍👧 שלום", "x" * 20_000, "\u202eabc"]
)
def test_odd_texts_keep_the_index_sound(seat: Seat, sound: None, text: str) -> None:
    capture = seat.captures.add(text).result()
    seat.captures.edit(capture.id, text + " more", base=capture.text).result()
    assert captures(seat, "more") == [text + " more"]
    seat.undo().result()


def test_deleted_words_leave_the_index(seat: Seat, raw: Connection) -> None:
    capture = seat.captures.add("Xylophonist").result()
    seat.captures.edit(capture.id, "somebody", base="Xylophonist").result()
    blocks = b"".join(bytes(row[0]) for row in raw.execute("select block from capture_fts_data"))
    assert b"xylophonist" not in blocks


@pytest.mark.parametrize("table", ["entry", "capture"])
def test_an_index_that_differs_from_its_texts_is_reported(
    seat: Seat, raw: Connection, table: str
) -> None:
    seat.captures.add("something said").result()
    raw.execute(f"drop trigger {table}_au")
    raw.execute(f"update {table} set text = 'altered' where id = 1")
    problems = examine(ReviewFile.existing(seat.file.path, None)).problems
    assert f"search: the index of {table} differs from its texts" in problems
    assert f"structure: the trigger {table}_au is missing" in problems
    assert any(sentence.startswith("replay: ") for sentence in problems)


def test_a_registered_name_finds_nothing_where_pseudonyms_are_shown(seat: Seat) -> None:
    seat.captures.add("Callum Birtwistle was not seen").result()
    view: View = seat.read.view(Tier.BOARD)
    assert seat.read.search("Birtwistle", view) == ([], [])
    assert len(seat.read.search("Child A", view)[1]) == 1


def test_no_query_finds_nothing(raw: Connection) -> None:
    assert search.query([["-"], ["*", "…"]]) == ""
    assert search.matching(raw, Entry.TABLE, "") == []
