"""The last look before a document leaves."""

from __future__ import annotations

import json

import pytest

from workshop_tui.practice.records import Identity, Mention
from workshop_tui.privacy import leaks
from workshop_tui.privacy.leaks import Leak
from workshop_tui.privacy.view import Tier, View

REGISTER = [
    Identity(id=1, kind="child", name="Josie Tarrant", pseudonym="Child A"),
    Identity(id=2, kind="professional", name="Will Hargreave", pseudonym="PC1"),
    Identity(id=3, kind="agency", name="School", pseudonym="School 1"),
    Identity(id=4, kind="place", name="St_Anne*s", pseudonym="Place 1"),
    Identity(id=5, kind="professional", name="Sam Keel", pseudonym="RW1"),
    Identity(id=6, kind="professional", name="Sam Wilk", pseudonym="RW2"),
]


def test_it_says_where() -> None:
    text = "# Report\r\nJosie's visit\n\nnothing\nby J. Tarrant"
    assert leaks.find("report.md", text, REGISTER) == [
        Leak("report.md", 2, "Josie", "Child A"),
        Leak("report.md", 5, "J. Tarrant", "Child A"),
    ]


def test_the_name_of_the_file_counts() -> None:
    assert leaks.find("tarrant-report.md", "", REGISTER) == [
        Leak("tarrant-report.md", 0, "tarrant", "Child A")
    ]


def test_a_name_that_two_share_is_a_leak_too() -> None:
    assert leaks.find("a.txt", "Sam rang", REGISTER) == [Leak("a.txt", 1, "Sam", "a pseudonym")]


def test_pseudonyms_are_no_leaks_even_where_they_hold_a_name() -> None:
    assert leaks.find("a.txt", "School 1, Child A, PC1, [name]", REGISTER) == []
    assert [leak.words for leak in leaks.find("a.txt", "School 2", REGISTER)] == ["School"]


@pytest.mark.parametrize("name", ["Josie", "Josie Tarrant", "Will"])
@pytest.mark.parametrize("between", ["\n", "\t", '"', "\u0007", "\\", " "])
def test_json_is_read_without_its_escapes(name: str, between: str) -> None:
    for ensure_ascii in (True, False):
        text = json.dumps({"text": f"x{between}{name}{between}y"}, ensure_ascii=ensure_ascii)
        assert [leak.words for leak in leaks.find("review.json", text, REGISTER)] == [name]


def test_markdown_is_read_without_its_escapes() -> None:
    assert [x.words for x in leaks.find("a.md", r"at St\_Anne\*s", REGISTER)] == ["St_Anne*s"]


def test_a_name_over_two_lines_is_found() -> None:
    assert leaks.find("a.md", "x\nJosie\nTarrant", REGISTER)[0].words == "Josie\nTarrant"


def test_an_ordinary_word_that_was_settled_is_no_leak_in_its_place() -> None:
    text = "Mother asked: Will it help?"
    decided = Mention(table_name="entry", row_uid="u", field_name="text", start=14, end=18)
    view = View(Tier.PANEL, REGISTER, [decided])
    assert view.field("entry", "u", "text", text) == text
    assert leaks.find("a.md", f"| 3 | {text} |", REGISTER, view.settled) == []
    assert leaks.find("a.md", f"| 3 | {text} |", REGISTER) != []
    assert len(leaks.find("a.md", f"{text} Will came.", REGISTER, view.settled)) == 1


def test_a_settled_word_at_the_edge_of_a_field() -> None:
    decided = Mention(table_name="entry", row_uid="u", field_name="text", start=0, end=4)
    view = View(Tier.PANEL, REGISTER, [decided])
    view.field("entry", "u", "text", "Will it help?")
    assert leaks.find("a.md", "Entry 4, GP: Will it help? (p. 3)", REGISTER, view.settled) == []
    assert len(leaks.find("a.md", "Entry 4, GP: Will came", REGISTER, view.settled)) == 1
