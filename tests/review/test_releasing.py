"""Documents that leave: held back, let pass with a reason, and what is kept of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop_tui.practice.preparing import LeakOverride
from workshop_tui.practice.problems import Problem
from workshop_tui.review.releasing import Allowed, Finished, Released, leak_check, release
from workshop_tui.review.seat import Seat


def send(seat: Seat, folder: Path, allowed: Allowed | None = None, **texts: str) -> Released:
    documents = [
        Finished(folder / f"{name}-2.md", text.encode(), f"{name}.md")
        for name, text in texts.items()
    ]
    return release(seat, documents, leak_check(seat.read), allowed)


def overrides(seat: Seat) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.document, one.kind, one.words_shown, one.reason, one.by)
        for one in seat.read.records(LeakOverride)
    ]


def test_only_what_names_somebody_is_held_back(seat: Seat, tmp_path: Path) -> None:
    sent = send(seat, tmp_path, bad="with Callum", good="with Child A, at ZZ61 2AB")
    assert sent.written == (tmp_path / "good-2.md",)
    assert [(f.document, f.words) for f in sent.held_back] == [("bad-2.md", "Callum")]
    assert [(f.document, f.kind) for f in sent.warnings] == [("good-2.md", "postcode")]
    assert not (tmp_path / "bad-2.md").exists() and overrides(seat) == []


def test_what_is_let_pass_is_recorded_without_the_words(seat: Seat, tmp_path: Path) -> None:
    sent = send(
        seat,
        tmp_path,
        Allowed(("callum", "ZZ61 2AB"), "agreed with the family"),
        a="Callum, ZZ61 2AB",
    )
    assert len(sent.written) == 1 and sent.held_back == sent.warnings == ()
    assert sorted(overrides(seat)) == [
        ("a.md", "name", "Child A", "agreed with the family", "Jo"),
        ("a.md", "postcode", "[postcode]", "agreed with the family", "Jo"),
    ]
    last = seat.read.changes()[-1]
    assert last.meaning == "let words pass at the leak check"
    assert "Callum" not in str(last) and last.person == "Jo"


def test_it_holds_for_these_words_and_this_export(seat: Seat, tmp_path: Path) -> None:
    allowed = Allowed(("Callum",), "why")
    sent = send(seat, tmp_path, allowed, a="Callum", b="Callum and Ruth Ainsworth")
    assert [path.name for path in sent.written] == ["a-2.md"]
    assert [f.words for f in sent.held_back] == ["Ruth Ainsworth"]
    assert [one[0] for one in overrides(seat)] == ["a.md"]
    assert send(seat, tmp_path / "again", a="Callum").written == ()


@pytest.mark.parametrize(
    ("allowed", "says"),
    [(Allowed(("Callum",), " "), "reason"), (Allowed(("Kevin",), "why"), "“Kevin” was not found")],
)
def test_nothing_is_written_where_it_cannot_be_let_pass(
    seat: Seat, tmp_path: Path, allowed: Allowed, says: str
) -> None:
    with pytest.raises(Problem, match=says):
        send(seat, tmp_path, allowed, a="Callum", b="nobody")
    assert list(tmp_path.glob("*.md")) == [] and overrides(seat) == []


def test_what_cannot_be_looked_through_is_held_back(seat: Seat, tmp_path: Path) -> None:
    picture = Finished(tmp_path / "a.png", b"\x89PNG" + bytes(20))
    sent = release(seat, [picture], leak_check(seat.read))
    assert sent.written == () and sent.dark[0][0] == "a.png"


def test_it_is_encrypted_after_it_was_looked_through(seat: Seat, tmp_path: Path) -> None:
    sealed = [
        Finished(tmp_path / f"{name}.txt", name.encode(), seal=lambda content: content[::-1])
        for name in ("safe", "Callum")
    ]
    sent = release(seat, sealed, leak_check(seat.read))
    assert [path.read_bytes() for path in sent.written] == [b"efas"]
    assert [f.words for f in sent.held_back] == ["Callum"]
