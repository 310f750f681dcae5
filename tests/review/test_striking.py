"""Strike: the words leave every byte of the review and its copies; that it was struck stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from workshop_tui.practice.keeping import STRUCK
from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Capture, Outcome, Review
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import PerspectiveDepth, RoomSlide
from workshop_tui.privacy.view import Tier
from workshop_tui.review import rehearsing
from workshop_tui.review.seat import Followed, Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.undo import CannotUndo

WORDS = "Zanzibar kettledrum was said about the neighbour"
TRACES = (b"anzibar", b"ettledrum", b"etteldrum", b"kettledru")
REASON = "told of somebody outside the case"


def traces(folder: Path) -> list[str]:
    """The files of a folder in whose bytes the words, or their stems in the index, still are."""
    coded = [trace.decode().encode(code) for trace in TRACES for code in ("utf-8", "utf-16-le")]
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(trace in path.read_bytes().lower() for trace in coded)
    )


def hold(seat: Seat, why: str) -> None:
    seat.run(
        "set", ChangeClass.ADMINISTRATION, lambda tx: tx.change(tx.find(Review)[0], legal_hold=why)
    ).result()


@pytest.fixture
def said(seat: Seat) -> Capture:
    """A capture that was edited, drafted, sent to the room and said more about."""
    seat.keep_draft("line", WORDS)
    capture = seat.captures.add(f": @SW1 {WORDS} #zanzibar", entry_id=2).result()
    seat.captures.edit(capture.id, f"@SW1 {WORDS}, twice #zanzibar", base=capture.text).result()
    session = seat.read.session()
    assert session is not None

    def more(tx: object) -> None:
        tx.add(PerspectiveDepth(capture_id=capture.id, saw=f"{WORDS} again"))  # type: ignore[attr-defined]
        slide = tx.add(RoomSlide(session_id=session.id, shows="words", text=WORDS))  # type: ignore[attr-defined]
        tx.change(slide, text="something else")  # type: ignore[attr-defined]

    seat.run("said more", ChangeClass.CONTENT, more).result()
    seat.keep_draft(f"edit:{capture.uid}", f"{WORDS} and more")
    seat.keep_draft("finding:1", f"they said {WORDS}")
    seat.keep_draft("other", "nothing of the kind")
    for number in range(60):  # so that its pages are split and moved about
        seat.captures.add(f"filler {number} " + "so it went on " * 40, entry_id=2).result()
    return seat.read.capture(capture.uid)


def test_the_words_were_there_before(said: Capture, review: Path) -> None:
    """The control: what the other tests look for can be found where nothing was struck."""
    assert traces(review.parent) != []


def test_no_byte_of_them_is_left(said: Capture, review: Path, chair: Seat, seat: Seat) -> None:
    news: list[object] = []
    seat.follow(Followed(news.extend, news.append), after=seat.read.last_seq())
    chair.join().result()
    struck = chair.captures.strike(said.id, REASON).result()
    assert struck.clean
    assert traces(review.parent) == []
    assert [d.text for d in chair.read.drafts()] == ["nothing of the kind"]
    assert seat.read.search("zanzibar", seat.read.view(Tier.NAMES)) == ([], [])
    assert seat.captures.add("others go on").result().text == "others go on"
    chair.close()
    seat.close()
    assert traces(review.parent) == []
    assert examine(ReviewFile.existing(review, None)).problems == ()


def test_what_stays(said: Capture, chair: Seat) -> None:
    chair.captures.strike(said.id, REASON).result()
    stub = chair.read.capture(said.uid)
    assert (stub.text, stub.line, stub.themes, stub.who_id) == (STRUCK, "", (), None)
    assert (stub.entry_id, stub.at, stub.by, stub.seat) == (2, said.at, "Jo", "note-taker: Jo")
    assert (stub.kind, stub.retracted) == (CaptureKind.PERSPECTIVE, False)
    strike = chair.read.strikes()[said.id]
    assert (strike.reason, strike.by) == (REASON, "Alex")
    of_it = [c for c in chair.read.changes() if c.row_uid == said.uid]
    assert [c.payload is None for c in of_it] == [True, True, False]
    assert [c.meaning for c in of_it] == [
        *("captured a line", "edited a capture", "struck a capture from the record"),
    ]


def test_nobody_brings_them_back(seat: Seat, chair: Seat, sound: None) -> None:
    capture = seat.captures.add(WORDS, entry_id=1).result()
    seat.captures.edit(capture.id, f"{WORDS} again", base=WORDS).result()
    seat.undo().result()
    chair.captures.strike(capture.id, REASON).result()
    for step in (seat.undo, seat.redo):
        with pytest.raises(CannotUndo, match="struck from the record"):
            step().result()
    for again in (
        seat.captures.edit(capture.id, "new words", base=WORDS),
        seat.captures.retract(capture.id),
        seat.captures.move(capture.id, 2),
        seat.captures.change_kind(capture.id, CaptureKind.FINDING),
        seat.captures.attribute(capture.id, "SW1"),
    ):
        with pytest.raises(Problem, match="struck from the record by Alex"):
            again.result()
    assert seat.read.capture(capture.uid).text == STRUCK


def test_a_retracted_capture_can_be_struck_too(seat: Seat, chair: Seat, review: Path) -> None:
    capture = seat.captures.add(f"* {WORDS}", entry_id=1).result()
    seat.captures.retract(capture.id).result()
    assert traces(review.parent) != []
    chair.captures.strike(capture.id, REASON).result()
    assert traces(review.parent) == []
    assert chair.read.capture(capture.uid).retracted


# -- outcomes ------------------------------------------------------------------------------------


def test_an_outcome_that_was_nothing_but_these_words_goes_too(
    seat: Seat, chair: Seat, review: Path, sound: None
) -> None:
    capture = seat.captures.add(f"* {WORDS}", entry_id=1).result()
    struck = chair.captures.strike(capture.id, REASON).result()
    assert struck.with_it == ("F1",)
    assert chair.read.outcomes() == []
    assert traces(review.parent) == []


def test_an_outcome_keeps_its_own_wording_and_shows_the_strike(
    seat: Seat, chair: Seat, review: Path, sound: None
) -> None:
    capture = seat.captures.add(f"* {WORDS}", entry_id=1).result()
    finding = seat.read.outcomes(OutcomeKind.FINDING)[0]
    seat.outcomes.set(finding.id, "text", "What is said in passing is not written down").result()
    other = seat.outcomes.make(OutcomeKind.ACTION, "Write it down", [capture.id]).result()
    struck = chair.captures.strike(capture.id, REASON).result()
    assert (struck.with_it, struck.resting) == ((), ("F1", "A1"))
    assert [o.text for o in chair.read.outcomes()] == [
        *("Write it down", "What is said in passing is not written down"),
    ]
    assert [c.text for c in chair.read.evidence()[other.id]] == [STRUCK]
    assert traces(review.parent) == []


@pytest.mark.parametrize("fields", [{"why": WORDS}, {"owner": "CSC"}])
def test_worked_on_words_are_not_destroyed_unasked(
    seat: Seat, chair: Seat, review: Path, fields: dict[str, str]
) -> None:
    capture = seat.captures.add(f"* {WORDS}", entry_id=1).result()
    finding = seat.read.outcomes()[0]
    for name, text in fields.items():
        seat.outcomes.set(finding.id, name, text).result()
    with pytest.raises(Problem, match="F1 still has these words"):
        chair.captures.strike(capture.id, REASON).result()
    assert chair.read.capture(capture.uid).text == f"* {WORDS}".removeprefix("* ")
    seat.outcomes.set(finding.id, "text", "Another wording").result()
    seat.outcomes.set(finding.id, "why", "Another reason").result()
    chair.captures.strike(capture.id, REASON).result()
    assert traces(review.parent) == []


def test_where_the_same_words_still_stand_is_said(seat: Seat, chair: Seat) -> None:
    capture = seat.captures.add(WORDS, entry_id=1).result()
    other = seat.captures.add(f"as said, {WORDS}", entry_id=1).result()
    struck = chair.captures.strike(capture.id, REASON).result()
    assert struck.elsewhere == (f"capture {other.id}", "the history")
    assert f"still stand in: capture {other.id}" in " ".join(struck.sentences())
    struck = chair.captures.strike(other.id, REASON).result()
    assert struck.elsewhere == ()


def test_short_words_touch_nothing_else(seat: Seat, chair: Seat) -> None:
    capture = seat.captures.add("not so", entry_id=1).result()
    finding = seat.outcomes.make(OutcomeKind.FINDING, "It was not so clear", [capture.id]).result()
    seat.keep_draft("line", "that was not so")
    seat.renew(None).result()
    chair.captures.strike(capture.id, REASON).result()
    assert chair.read.outcomes()[0].text == "It was not so clear"
    assert [d.text for d in chair.read.drafts()] == ["that was not so"]
    changes = [c for c in chair.read.changes() if c.row_uid == finding.uid]
    assert all(c.payload for c in changes)


# -- copies --------------------------------------------------------------------------------------


def test_the_copies_are_struck_too(
    said: Capture, seat: Seat, chair: Seat, review: Path, tmp_path: Path
) -> None:
    before, after, gone = (tmp_path / f"{n}.review" for n in ("before", "after", "gone"))
    finding = seat.captures.add(f"* {WORDS}, a finding", entry_id=1).result()
    outcome = seat.read.outcomes()[0]
    seat.outcomes.set(outcome.id, "owner", "CSC").result()
    chair.snapshot(before)
    seat.outcomes.set(outcome.id, "text", "In other words").result()
    chair.snapshot(after)
    chair.snapshot(gone)
    gone.unlink()
    for capture in (said, finding):
        struck = chair.captures.strike(capture.id, REASON).result()
        assert struck.copies == [before, after]
        assert [(one.path, "no longer there" in one.why) for one in struck.left] == [(gone, True)]
    assert traces(tmp_path) == []
    for path in (before, after):
        file = ReviewFile.existing(path, None)
        assert examine(file).problems == ()
        copy = Seat.open(path, None, Role.NOTE_TAKER, "Kim")
        assert copy.read.capture(said.uid).text == STRUCK
        assert copy.read.strikes()[said.id].by == "Alex"
        copy.close()


def test_a_rehearsal_that_runs_is_struck_too(said: Capture, chair: Seat, tmp_path: Path) -> None:
    rehearsal = rehearsing.begin(chair.file, Role.CHAIR, "Robin")
    struck = chair.captures.strike(said.id, REASON).result()
    assert struck.copies == [rehearsal.file.path]
    assert rehearsal.read.capture(said.uid).text == STRUCK
    assert traces(tmp_path) == []
    rehearsal.close()


def test_a_draft_in_a_copy_that_was_made_before_the_line_was_saved(
    seat: Seat, chair: Seat, tmp_path: Path
) -> None:
    seat.keep_draft("line", WORDS)
    seat.renew(None).result()
    chair.snapshot(tmp_path / "copy.review")
    assert "copy.review" in traces(tmp_path)
    capture = seat.captures.add(WORDS, entry_id=1, draft_slot="line").result()
    chair.captures.strike(capture.id, REASON).result()
    assert traces(tmp_path) == []


def test_a_copy_that_comes_back_is_struck_by_striking_once_more(
    said: Capture, chair: Seat, tmp_path: Path
) -> None:
    copy, away = tmp_path / "copy.review", tmp_path / "away"
    chair.snapshot(copy)
    copy.rename(away)
    assert len(chair.captures.strike(said.id, REASON).result().left) == 1
    assert traces(tmp_path) == ["away"]
    away.rename(copy)
    struck = chair.captures.strike(said.id, "").result()
    assert (struck.copies, struck.left) == ([copy], [])
    assert traces(tmp_path) == []
    assert chair.read.strikes()[said.id].reason == REASON


def test_an_encrypted_review_goes_through_the_same(encrypted: Path, tmp_path: Path) -> None:
    passphrase = "quiet otters count stones"
    chair = Seat.open(encrypted, passphrase, Role.CHAIR, "Alex")
    capture = chair.captures.add(f"! {WORDS}", entry_id=1).result()
    chair.snapshot(tmp_path / "copy.review")
    struck = chair.captures.strike(capture.id, REASON).result()
    assert (struck.clean, struck.copies) == (True, [tmp_path / "copy.review"])
    chair.close()
    for path in (encrypted, tmp_path / "copy.review"):
        assert examine(ReviewFile.existing(path, passphrase)).problems == ()


# -- who may, and when ---------------------------------------------------------------------------


def test_only_the_chair_strikes(seat: Seat) -> None:
    capture = seat.captures.add(WORDS).result()
    with pytest.raises(NotAllowed):
        seat.captures.strike(capture.id, REASON)


def test_not_under_a_legal_hold(seat: Seat, chair: Seat) -> None:
    capture = seat.captures.add(WORDS).result()
    hold(chair, "The coroner asked on 3 May.")
    with pytest.raises(Problem, match=r"legal hold: The coroner asked on 3 May\. Nothing was"):
        chair.captures.strike(capture.id, REASON).result()
    assert chair.read.capture(capture.uid).text == WORDS
    hold(chair, "")
    chair.captures.strike(capture.id, REASON).result()


@pytest.mark.parametrize("reason", ["", " ", f"because of “{WORDS}”"])
def test_a_reason_without_the_words(seat: Seat, chair: Seat, reason: str) -> None:
    capture = seat.captures.add(WORDS).result()
    with pytest.raises(Problem, match="reason"):
        chair.captures.strike(capture.id, reason).result()
    assert chair.read.capture(capture.uid).text == WORDS


def test_it_cannot_be_undone_but_what_came_after_can(seat: Seat, chair: Seat) -> None:
    capture = seat.captures.add(WORDS, entry_id=1).result()
    chair.captures.strike(capture.id, REASON).result()
    with pytest.raises(CannotUndo, match="nothing of yours"):
        chair.undo().result()
    seat.captures.add("afterwards").result()
    assert seat.undo().result().meaning == "captured a line"


def test_while_somebody_reads_the_log_is_said_to_be_left(
    said: Capture, chair: Seat, sit: Callable[..., Seat], review: Path
) -> None:
    connection = ReviewFile.existing(review, None).connect()
    connection.execute("begin")
    connection.execute("select count(*) from capture").fetchone()
    struck = chair.captures.strike(said.id, REASON).result()
    assert not struck.clean
    assert "Strike it once more" in " ".join(struck.sentences())
    connection.execute("rollback")
    connection.close()
    assert chair.captures.strike(said.id, "").result().clean
    assert traces(review.parent) == []


def test_the_register_of_outcomes_is_as_it_was(seat: Seat, chair: Seat) -> None:
    """Striking a note touches no outcome at all."""
    seat.captures.add("* A finding", entry_id=1).result()
    note = seat.captures.add(WORDS, entry_id=1).result()
    before: list[Outcome] = chair.read.outcomes()
    struck = chair.captures.strike(note.id, REASON).result()
    assert (struck.with_it, struck.resting) == ((), ())
    assert chair.read.outcomes() == before
