"""A decision about a warning holds for later documents; never for a registered name."""

from __future__ import annotations

from pathlib import Path

import pytest

from workshop_tui.practice.preparing import LeakDecision
from workshop_tui.practice.problems import NotAllowed, NotFound, Problem
from workshop_tui.review.deciding import kinds_of
from workshop_tui.review.releasing import Allowed, Finished, Released, leak_check, release
from workshop_tui.review.seat import Seat

TEXT = b"They met at Wharfedale Mill, and rang 01632 960 123."


def out(seat: Seat, folder: Path, name: str, allowed: Allowed | None = None) -> Released:
    document = Finished(folder / name, TEXT)
    return release(seat, [document], leak_check(seat.read, set()), allowed)


def warned(released: Released) -> set[str]:
    return {one.words for one in released.warnings}


def kind(released: Released, words: str) -> str:
    return next(one.kind for one in released.warnings if one.words == words)


def test_what_was_decided_is_not_asked_again_but_shown(chair: Seat, tmp_path: Path) -> None:
    first = out(chair, tmp_path, "a.txt")
    assert "01632 960 123" in warned(first)
    kept = chair.deciding.decide(
        "01632 960 123", kind(first, "01632 960 123"), "the board's own number"
    ).result()
    assert (kept.by, kept.reason) == ("Alex", "the board's own number")
    second = out(chair, tmp_path, "b.txt")
    assert "01632 960 123" not in warned(second)
    assert warned(second) == warned(first) - {"01632 960 123"}
    ((finding, why),) = second.decided
    assert (finding.words, why.reason, why.by) == ("01632 960 123", kept.reason, "Alex")


def test_another_kind_of_warning_is_still_asked(chair: Seat, tmp_path: Path) -> None:
    chair.deciding.decide("01632 960 123", "postcode", "no").result()
    assert "01632 960 123" in warned(out(chair, tmp_path, "a.txt"))


def test_it_is_revoked(chair: Seat, tmp_path: Path) -> None:
    first = out(chair, tmp_path, "a.txt")
    chair.deciding.decide("01632  960 123", kind(first, "01632 960 123"), "ours").result()
    chair.deciding.revoke("01632 960 123").result()
    assert "01632 960 123" in warned(out(chair, tmp_path, "b.txt"))
    with pytest.raises(NotFound, match="Nothing was decided"):
        chair.deciding.revoke("01632 960 123").result()


def test_letting_a_warning_pass_decides_it(chair: Seat, tmp_path: Path) -> None:
    out(chair, tmp_path, "a.txt", Allowed(("01632 960 123",), "the board's own number"))
    (kept,) = chair.read.records(LeakDecision)
    assert (kept.words, kept.reason) == ("01632 960 123", "the board's own number")
    assert "01632 960 123" not in warned(out(chair, tmp_path, "b.txt"))


def test_a_registered_name_passes_once_and_is_never_decided(chair: Seat, tmp_path: Path) -> None:
    name = chair.read.register()[0].name
    with pytest.raises(Problem, match="a decision never covers"):
        chair.deciding.decide(name, "unknown name", "a street").result()
    with pytest.raises(Problem, match="a decision never covers"):
        kinds_of(chair.read, name)
    text = Finished(tmp_path / "a.txt", f"Of {name}.".encode())
    check = leak_check(chair.read, set())
    passed = release(chair, [text], check, Allowed((name,), "it is a street"))
    assert len(passed.written) == 1
    assert chair.read.records(LeakDecision) == []
    again = release(chair, [Finished(tmp_path / "b.txt", text.content)], check)
    assert again.held_back and not again.written


def test_a_word_that_becomes_registered_is_held_back_whatever_was_decided(
    chair: Seat, tmp_path: Path
) -> None:
    words = next(one for one in warned(out(chair, tmp_path, "a.txt")) if "Wharfedale" in one)
    found = next(one for one in out(chair, tmp_path, "b.txt").warnings if one.words == words)
    chair.deciding.decide(words, found.kind, "a mill that is gone").result()
    assert words not in warned(out(chair, tmp_path, "c.txt"))
    chair.people.register("place", words, "Place 9").result()
    held = out(chair, tmp_path, "d.txt")
    assert not held.written
    assert held.decided == ()


@pytest.mark.parametrize(("words", "reason"), [("", "why"), ("Mill", " "), (" ", "")])
def test_words_and_a_reason_are_needed(chair: Seat, words: str, reason: str) -> None:
    with pytest.raises(Problem):
        chair.deciding.decide(words, "unknown name", reason).result()
    assert chair.read.records(LeakDecision) == []


def test_only_who_leads_decides(seat: Seat) -> None:
    with pytest.raises(NotAllowed):
        seat.deciding.decide("Mill", "unknown name", "because")
