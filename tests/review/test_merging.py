"""A notebook comes back: by uid, losing nothing, doubling nothing, overwriting nothing."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from workshop_tui.practice.kinds import CaptureKind
from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.problems import NotAllowed, Problem
from workshop_tui.practice.records import Capture, Evidence
from workshop_tui.practice.roles import Role
from workshop_tui.review import merging, notebooks
from workshop_tui.review.seat import Seat
from workshop_tui.store import journal
from workshop_tui.store.connection import ReviewFile, WrongPassphrase
from workshop_tui.store.engine import Connection
from workshop_tui.store.health import examine

Carry = Callable[..., Seat]


@pytest.fixture
def give(chair: Seat, tmp_path: Path, sit: Callable[..., Seat]) -> Carry:
    """Gives out a plain notebook and sits its owner down in it."""

    def made(name: str = "Jo") -> Seat:
        path = tmp_path / f"{name}.review"
        notebooks.make(chair, path, None, name=name)
        inside = sit(Role.NOTE_TAKER, name, path=path)
        inside.join().result()
        return inside

    return made


def take(chair: Seat, notebook: Seat, **more: object) -> merging.Taken:
    return merging.merge(chair, notebook.file.path, None, **more)  # type: ignore[arg-type]


def texts(seat: Seat) -> list[str]:
    return [one.text for one in seat.read.captures() if one.kind is not CaptureKind.CHECK]


def checks(seat: Seat) -> list[str]:
    return [one.text for one in seat.read.captures("check")]


@pytest.mark.usefixtures("sound")
def test_what_was_made_comes_back_once(chair: Seat, seat: Seat, give: Carry) -> None:
    before = seat.captures.add("before", entry_id=1).result()
    jo = give()
    seat.captures.add("meanwhile in the review", entry_id=2).result()
    line = ": @Priya I assumed he was seen #voice ^then"
    told = jo.captures.add(line, entry_id=3, session_id=1, step_id=2).result()
    jo.captures.also_at(told.id, 1).result()
    jo.captures.add("! Unsafe now", entry_id=3, session_id=1).result()
    (raised,) = jo.read.outcomes()
    jo.outcomes.set(raised.id, "told", "the duty manager").result()
    jo.outcomes.add_evidence(raised.id, [before.id]).result()
    jo.outcomes.answer(raised.id, 2).result()
    jo.depth.set(told.id, "thought", "That others had asked").result()
    preview = take(chair, jo, preview=True)
    assert (preview.captures, preview.outcomes) == (2, 1)
    assert texts(chair) == ["before", "meanwhile in the review"]
    taken = take(chair, jo)
    assert (taken.captures, taken.outcomes, taken.notes) == (2, 1, ())
    assert texts(chair)[2:] == ["@Priya I assumed he was seen #voice ^then", "Unsafe now"]
    came = chair.read.captures()[2]
    assert (came.uid, came.line, came.at, came.seat) == (
        *(told.uid, line, told.at),
        "note-taker: Jo (notebook)",
    )
    assert (came.entry_id, came.session_id, came.step_id, came.themes) == (3, 1, 2, ("voice",))
    assert chair.read.participants()[came.who_id - 1].code == "HV1"  # type: ignore[operator]
    assert came in chair.read.captures_at(1)
    (here,) = chair.read.outcomes()
    assert here.told == "the duty manager" and chair.read.enquiries() == {here.id: [2]}
    assert {one.text for one in chair.read.evidence()[here.id]} == {"Unsafe now", "before"}
    again = take(chair, jo)
    assert again.nothing and len(texts(chair)) == 4


@pytest.mark.usefixtures("sound")
def test_it_comes_back_again_after_further_work(chair: Seat, give: Carry) -> None:
    jo = give()
    first = jo.captures.add("first", entry_id=1).result()
    take(chair, jo)
    jo.captures.edit(first.id, "first, better", base="first").result()
    jo.captures.add("second", entry_id=1).result()
    gone = jo.captures.add("taken back", entry_id=1).result()
    jo.captures.retract(gone.id).result()
    taken = take(chair, jo)
    assert (taken.captures, taken.notes) == (2, ())
    assert texts(chair) == ["first, better", "second"]
    assert [one.text for one in chair.read.captures(retracted=True)][-1] == "taken back"
    jo.captures.retract(first.id).result()
    take(chair, jo)
    assert texts(chair) == ["second"]


@pytest.mark.usefixtures("sound")
def test_two_notebooks_each_keep_their_order(chair: Seat, give: Carry) -> None:
    jo, kim = give("Jo"), give("Kim")
    for n in range(4):
        (jo if n % 2 else kim).captures.add(f"{n}", entry_id=1).result()
    take(chair, jo)
    take(chair, kim)
    assert texts(chair) == ["0", "1", "2", "3"]  # as they were made, not as they came back
    assert [one.text for one in chair.read.captures_at(1)] == ["0", "1", "2", "3"]


@pytest.mark.usefixtures("sound")
def test_the_journal_says_which_notebook_came_how_far(
    chair: Seat, give: Carry, raw: Connection
) -> None:
    jo = give()
    jo.captures.add("said", entry_id=1).result()
    seq = journal.last_seq(raw)
    take(chair, jo)
    changes = journal.since(raw, seq)
    assert len({change.group for change in changes}) == 1
    row = chair.read.records(Notebook)[0]
    for part in (row.uid, row.taken_head, "sha256 "):
        assert part in changes[0].meaning
    assert "Jo" not in changes[0].meaning
    assert row.taken == jo.read.last_seq() and row.came_back and row.opened


@pytest.mark.usefixtures("sound")
def test_a_merge_can_be_undone_and_done_again(chair: Seat, give: Carry) -> None:
    jo = give()
    jo.captures.add("* A finding", entry_id=1).result()
    take(chair, jo)
    chair.undo().result()
    assert texts(chair) == [] and chair.read.outcomes() == []
    assert chair.read.records(Notebook)[0].taken == 0
    chair.redo().result()
    assert texts(chair) == ["A finding"] and len(chair.read.outcomes()) == 1
    chair.undo().result()
    jo.captures.add("more", entry_id=1).result()
    taken = take(chair, jo)
    assert taken.captures == 2 and texts(chair) == ["A finding", "more"]
    assert len(chair.read.records(Evidence)) == 1


def test_an_undo_that_would_lose_somebodys_work_is_refused(
    chair: Seat, seat: Seat, give: Carry
) -> None:
    jo = give()
    jo.captures.add("said", entry_id=1).result()
    take(chair, jo)
    (here,) = chair.read.captures()
    seat.captures.edit(here.id, "said otherwise", base="said").result()
    with pytest.raises(Problem, match="Jo has changed this since"):
        chair.undo().result()


# -- what both sides changed ---------------------------------------------------------------------


@pytest.mark.usefixtures("sound")
def test_a_capture_worded_on_both_sides_is_kept_in_both_wordings(
    chair: Seat, seat: Seat, give: Carry
) -> None:
    here = seat.captures.add(": as first said", entry_id=1, session_id=1).result()
    jo = give()
    seat.captures.edit(here.id, "as the review has it", base=here.text).result()
    jo.captures.edit(here.id, "as Jo has it", base=here.text).result()
    taken = take(chair, jo)
    first, second = chair.read.captures()
    assert (first.text, second.text) == ("as the review has it", "as Jo has it")
    assert second.variant_of == first.id and second.entry_id == 1
    assert "second wording" in taken.remarks[0]


@pytest.mark.usefixtures("sound")
def test_an_outcome_reworded_on_both_sides_is_a_check_for_a_person(
    chair: Seat, seat: Seat, give: Carry
) -> None:
    seat.captures.add("* Nobody asked him", entry_id=1).result()
    jo = give()
    (finding,) = seat.read.outcomes()
    seat.outcomes.set(finding.id, "text", "He was not asked").result()
    jo.outcomes.set(finding.id, "text", "Nobody asked the child").result()
    jo.outcomes.set(finding.id, "why", "Time was short").result()
    jo.read_back.agree(finding.id).result()
    taken = take(chair, jo)
    (here,) = chair.read.outcomes()
    assert (here.text, here.why, here.read_back) == ("He was not asked", "Time was short", None)
    (note,) = checks(chair)
    assert note == taken.notes[0] and "F1" in note
    assert "there “Nobody asked the child”, here “He was not asked”" in note
    assert take(chair, jo).nothing and len(checks(chair)) == 1


@pytest.mark.usefixtures("sound")
def test_what_was_taken_away_here_comes_as_a_wording_of_its_own(
    chair: Seat, seat: Seat, give: Carry
) -> None:
    here = seat.captures.add("* A finding", entry_id=1).result()
    jo = give()
    seat.captures.retract(here.id).result()
    jo.captures.edit(here.id, "A finding after all", base=here.text).result()
    taken = take(chair, jo)
    assert texts(chair) == ["A finding after all"]
    assert [one.text for one in chair.read.outcomes()] == ["A finding after all"]
    assert taken.notes and "taken away here meanwhile" in taken.notes[0]


@pytest.mark.usefixtures("sound")
def test_what_was_struck_stays_struck(chair: Seat, seat: Seat, give: Carry, review: Path) -> None:
    here = seat.captures.add("names zqsomebody", entry_id=1).result()
    jo = give()
    jo.captures.edit(here.id, "names zqsomebody again", base=here.text).result()
    struck = chair.captures.strike(here.id, "It named a child.").result()
    assert [one.path.name for one in struck.left] == ["Jo.review"]
    assert "a notebook; destroy it there" in struck.left[0].why
    taken = take(chair, jo)
    assert "its words stay out" in taken.notes[0]
    assert b"zqsomebody again" not in review.read_bytes()
    assert texts(chair) == ["[struck from the record]"]
    chair.notebooks.destroyed("jo").result()
    assert chair.captures.strike(here.id, "Once more.").result().left == []


@pytest.mark.usefixtures("sound")
def test_a_capture_at_an_entry_that_was_left_out_meanwhile_is_told(
    chair: Seat, give: Carry
) -> None:
    jo = give()
    jo.captures.add("said of it", entry_id=2).result()
    chair.entries.exclude(2, "It is another child's.").result()
    taken = take(chair, jo)
    assert "“said of it” was captured at an entry that is left out here now" in taken.notes[0]
    assert "said of it" in texts(chair)


@pytest.mark.usefixtures("sound")
def test_what_was_said_before_a_session_was_closed_belongs_to_it(chair: Seat, give: Carry) -> None:
    chair.sessions.begin(1).result()
    told = chair.captures.add("told", entry_id=1, session_id=1).result()
    jo = give()
    jo.captures.add("in time", entry_id=1, session_id=1).result()
    jo.captures.edit(told.id, "told better", base="told").result()
    chair.sessions.close(1).result()
    jo.captures.add("too late", entry_id=1, session_id=1).result()
    taken = take(chair, jo)
    found = {one.text: one for one in chair.read.captures()}
    assert found["in time"].session_id == 1 and found["too late"].session_id is None
    assert found["told"].session_id == 1
    assert (found["told better"].kind, found["told better"].corrects_id) == (
        CaptureKind.CORRECTION,
        told.id,
    )
    assert any("after its session was closed" in one for one in taken.remarks)
    with pytest.raises(Problem, match="session is closed"):
        chair.undo().result()


@pytest.mark.usefixtures("sound")
def test_what_was_taken_away_there_stays_where_it_is_used_here(
    chair: Seat, seat: Seat, give: Carry
) -> None:
    used, free = (seat.captures.add(f"{n}", entry_id=1).result() for n in ("used", "free"))
    jo = give()
    seat.outcomes.make(chair_kind(), "A finding", [used.id]).result()
    for one in (used, free):
        jo.captures.retract(one.id).result()
    taken = take(chair, jo)
    assert texts(chair) == ["used"]
    assert "taken away there, and used here meanwhile" in taken.notes[0]


def chair_kind() -> object:
    from workshop_tui.practice.kinds import OutcomeKind

    return OutcomeKind.FINDING


@pytest.mark.usefixtures("sound")
def test_who_is_here_and_what_lies_behind_are_one_on_both_sides(
    chair: Seat, seat: Seat, give: Carry
) -> None:
    told = seat.captures.add(": he slept", entry_id=1).result()
    jo = give()
    for one in (seat, jo):
        one.attendance.note([1], "yes").result()
        one.depth.set(told.id, "saw", f"seen by {one.name}, {one.file.path.stem}").result()
    jo.attendance.note([2], "no").result()
    jo.depth.set(told.id, "did", "rang").result()
    taken = take(chair, jo)
    from workshop_tui.practice.preparing import Attendance
    from workshop_tui.practice.running import PerspectiveDepth

    assert len(chair.read.records(Attendance)) == 2
    (depth,) = chair.read.records(PerspectiveDepth)
    assert (depth.saw, depth.did) == ("seen by Jo, case", "rang")
    assert len(taken.notes) == 1 and "saw there “seen by Jo, Jo”" in taken.notes[0]


# -- clocks --------------------------------------------------------------------------------------


def shifted(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """Let this process's clock be so far ahead."""

    def now() -> str:
        moment = dt.datetime.now().astimezone() + dt.timedelta(seconds=seconds)
        return moment.isoformat(timespec="milliseconds")

    for module in ("store.journal", "review.captures", "review.seat"):
        monkeypatch.setattr(f"workshop_tui.{module}.now", now)


@pytest.mark.parametrize(("off", "said"), [(600, "ahead"), (-600, "behind")])
@pytest.mark.usefixtures("sound")
def test_a_clock_that_is_wrong_is_asked_about_and_corrected_as_said(
    off: int,
    said: str,
    chair: Seat,
    give: Carry,
    monkeypatch: pytest.MonkeyPatch,
    raw: Connection,
) -> None:
    jo = give("Jo")
    with monkeypatch.context() as patch:
        shifted(patch, off)
        told = jo.captures.add("said", entry_id=1).result()
    with pytest.raises(Problem, match=rf"{said}.*at least 10 min.*--its-clock"):
        take(chair, jo)
    assert texts(chair) == []
    taken = take(chair, jo, clock_off=off)
    (here,) = chair.read.captures()
    moved = dt.datetime.fromisoformat(told.at) - dt.datetime.fromisoformat(here.at)
    assert moved == dt.timedelta(seconds=off) and taken.clock_off == off
    came, corrected = journal.of_row(raw, "capture", told.uid)
    assert came.after and came.after["at"] == told.at
    assert (corrected.before, corrected.after) == ({"at": told.at}, {"at": here.at})
    assert f"said to be 600 s {said}" in came.meaning


def test_times_stay_where_nobody_knows_the_difference(
    chair: Seat, give: Carry, monkeypatch: pytest.MonkeyPatch
) -> None:
    jo = give()
    with monkeypatch.context() as patch:
        shifted(patch, -3600)
        told = jo.captures.add("said", entry_id=1).result()
    take(chair, jo, clock_off=0)
    assert chair.read.captures()[0].at == told.at


@pytest.mark.usefixtures("sound")
def test_a_clock_set_back_on_the_way_changes_no_order(
    chair: Seat, give: Carry, monkeypatch: pytest.MonkeyPatch
) -> None:
    jo = give()
    for n, off in enumerate((100, 50, 0)):
        with monkeypatch.context() as patch:
            shifted(patch, off)
            jo.captures.add(f"{n}", entry_id=1).result()
    taken = take(chair, jo, clock_off=0)
    assert texts(chair) == ["0", "1", "2"]
    assert any("set back by" in one for one in taken.remarks)


@pytest.mark.parametrize(
    ("shown", "off"),
    [
        *(("14:30", 0), ("14:32", 120), ("14:28", -120), ("14:30:20", 10), ("14:30:05", -5)),
        *(("02:31", -43140), ("same", 0), ("unknown", 0)),
    ],
)
def test_what_its_clock_shows_is_a_difference(shown: str, off: int) -> None:
    assert merging.its_clock(shown, dt.datetime(2026, 3, 1, 14, 30, 10)) == off


def test_what_is_no_time_is_refused() -> None:
    for shown in ("25:00", "later", ""):
        with pytest.raises(Problem, match="is no time"):
            merging.its_clock(shown, dt.datetime(2026, 3, 1, 14, 30))


# -- what is refused, and the host that dies -------------------------------------------------------


@pytest.fixture
def unchanged(review: Path, raw: Connection) -> object:
    """Says whether the review's journal is as long as it was."""
    before = journal.last_seq(raw)
    return lambda: journal.last_seq(raw) == before


def alter(path: Path, sql: str) -> None:
    connection = ReviewFile.existing(path, None).connect()
    for one in ("update", "delete"):
        connection.execute(f"drop trigger journal_no_{one}")
    connection.execute(sql)
    for one in ("update", "delete"):
        connection.execute(
            f"create trigger journal_no_{one} before {one} on journal "
            "begin select raise(abort, 'the journal is only ever added to'); end"
        )
    connection.close()


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        ("update journal set person = 'Somebody' where seq = 5", "altered outside"),
        ("delete from journal where seq = (select max(seq) from journal)", "altered outside"),
        ("update capture set text = 'never said'", "altered outside"),
        ("update review set uid = 'another'", "of another review"),
        ("update notebook set here = 0", "is a copy of this review and not a notebook"),
        ("pragma user_version = 99", "made by a newer version"),
    ],
)
def test_an_altered_notebook_is_refused(sql: str, why: str, chair: Seat, give: Carry) -> None:
    jo = give()
    jo.captures.add("said", entry_id=1).result()
    jo.close()
    before = chair.read.last_seq()
    alter(jo.file.path, sql)
    with pytest.raises(Problem, match=why):
        take(chair, jo)
    assert chair.read.last_seq() == before


def test_another_reviews_notebook_a_snapshot_and_half_a_file_are_refused(
    chair: Seat, give: Carry, encrypted: Path, tmp_path: Path
) -> None:
    jo = give()
    jo.captures.add("said", entry_id=1).result()
    jo.close()
    other = Seat.open(encrypted, "quiet otters count stones", Role.CHAIR, "Robin")
    notebooks.make(other, tmp_path / "other.review", "its own words here", name="Kim")
    chair.snapshot(tmp_path / "snap.review")
    half = tmp_path / "half.review"
    half.write_bytes(jo.file.path.read_bytes()[: 40 * 4096])
    before = chair.read.last_seq()
    for name, words, why in (
        ("other", "its own words here", "of another review"),
        ("snap", None, "a copy of this review and not a notebook"),
        ("half", None, "damaged|not a review"),
        ("nothing", None, "no file"),
        ("case", None, "the review itself"),
    ):
        with pytest.raises(Problem, match=why):
            merging.merge(chair, tmp_path / f"{name}.review", words)
    with pytest.raises(WrongPassphrase):
        merging.merge(chair, tmp_path / "other.review", "wrong")
    with pytest.raises(NotAllowed, match="is done in the review"):
        merging.merge(Seat.of_its_own(jo.file), tmp_path / "snap.review", None)
    assert chair.read.last_seq() == before
    assert not list(tmp_path.glob(".workshop-tui-look-*"))
    other.close()


@pytest.mark.usefixtures("sound")
def test_a_notebook_that_went_two_ways_loses_and_doubles_nothing(
    chair: Seat, give: Carry, tmp_path: Path, sit: Callable[..., Seat]
) -> None:
    jo = give()
    first = jo.captures.add("first", entry_id=1).result()
    jo.close()
    copy = Path(shutil.copy2(jo.file.path, tmp_path / "copied.review"))
    on = sit(path=jo.file.path)
    on.captures.edit(first.id, "first, better", base="first").result()
    on.captures.add("second", entry_id=1).result()
    take(chair, on)
    aside = sit(path=copy)
    old = take(chair, aside)
    assert old.nothing and texts(chair) == ["first, better", "second"]
    aside.captures.add("from the copy", entry_id=1).result()
    taken = take(chair, aside)
    assert taken.captures == 1 and any("a copy of it" in one for one in taken.remarks)
    for one in (on, aside, on):
        take(chair, one)
    assert sorted(texts(chair)) == ["first, better", "from the copy", "second"]


@pytest.mark.parametrize("before_it_was_made", [True, False])
def test_the_host_dies_and_its_snapshot_takes_the_notebook_in(
    before_it_was_made: bool,
    chair: Seat,
    seat: Seat,
    give: Carry,
    tmp_path: Path,
    sit: Callable[..., Seat],
) -> None:
    snapshot = tmp_path / "snapshot.review"
    seat.captures.add("in every snapshot", entry_id=1).result()
    if before_it_was_made:
        chair.snapshot(snapshot)
    seat.captures.add("* after the snapshot", entry_id=1, session_id=1).result()
    jo = give()
    if not before_it_was_made:
        chair.snapshot(snapshot)
    jo.captures.add("early", entry_id=2, session_id=1).result()
    take(chair, jo)
    jo.captures.add("after the host died", entry_id=3, session_id=1).result()
    restored = sit(Role.CHAIR, "Alex", path=snapshot)
    taken = take(restored, jo)
    found = ["in every snapshot", "after the snapshot", "early", "after the host died"]
    assert texts(restored) == found
    assert len(restored.read.outcomes()) == 1
    remembered = any("does not remember giving" in one for one in taken.remarks)
    assert remembered is before_it_was_made
    assert take(restored, jo).nothing
    assert examine(restored.file).problems == ()
    assert len(restored.read.records(Capture)) == 4
