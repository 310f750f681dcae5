from __future__ import annotations

import pytest

from workshop_tui.practice.kinds import OUTCOME_OF, CaptureKind, OutcomeKind
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Capture, Outcome
from workshop_tui.review.captures import MOST_CHARACTERS
from workshop_tui.review.seat import Seat

pytestmark = pytest.mark.usefixtures("sound")
K = CaptureKind


def outcomes(seat: Seat) -> list[tuple[str, str]]:
    return [(outcome.kind.value, outcome.text) for outcome in seat.read.outcomes()]


def refused(future: object) -> str:
    error = future.exception(20)  # type: ignore[attr-defined]
    assert isinstance(error, Problem), error
    return str(error)


ODD = [
    "[bold]not bold[/bold] [/] [@click=app.quit]x[/]",
    "\x1b[2J\x1b]0;title\x07 escape",
    "شكرا שלום \u202eright to left",
    "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿 e\u0301 \u200b",
    "a\0b",
    "tab\tand\r\nreturns\rkept\n\n  spaces  ",
    "x" * 20_000,
    "🙂" * 20_000,
    "quote ' \" `; drop table capture; --",
    "\\ %s {0} ${x} \ufffe",
    " leading and trailing ",
]


@pytest.mark.parametrize("line", ODD, ids=lambda line: ascii(line[:20]))
def test_whatever_is_typed_is_kept_exactly(seat: Seat, other: Seat, line: str) -> None:
    made = seat.captures.add(line, entry_id=1).result()
    (kept,) = other.read.captures()
    assert kept == made
    assert (kept.line, kept.text) == (line, line)
    edited = other.captures.edit(kept.id, "!" + line, base=line).result()
    assert seat.read.capture(str(kept.id)) == edited
    assert (edited.line, edited.text) == (line, "!" + line)


@pytest.mark.parametrize("line", ["broken \ud83d", "\udc80", "*finding \udfff"])
def test_half_a_symbol_is_refused_in_words(seat: Seat, line: str) -> None:
    assert "half of a symbol" in refused(seat.captures.add(line))
    capture = seat.captures.add("good").result()
    assert "half of a symbol" in refused(seat.captures.edit(capture.id, line, base="good"))
    assert [c.text for c in seat.read.captures()] == ["good"]


@pytest.mark.parametrize("line", ["", "  ", "\n\t", "* ", "finding:", "Check:  ", "!  "])
def test_nothing_is_not_captured(seat: Seat, line: str) -> None:
    assert "nothing to capture" in refused(seat.captures.add(line))
    assert (seat.read.captures(), seat.read.outcomes()) == ([], [])


def test_beyond_all_measure(seat: Seat) -> None:
    assert "in parts" in refused(seat.captures.add("x" * (MOST_CHARACTERS + 1)))
    capture = seat.captures.add("x" * MOST_CHARACTERS).result()
    too_long = "y" * (MOST_CHARACTERS + 1)
    assert "in parts" in refused(seat.captures.edit(capture.id, too_long, base=capture.text))


def test_a_line_is_understood_and_placed(seat: Seat) -> None:
    session = seat.read.session()
    assert session
    step = seat.read.steps(session.id)[1]
    made = seat.captures.add(
        ":@sw1 I assumed health had seen #Information-sharing #workload ^then",
        entry_id=2,
        session_id=session.id,
        step_id=step.id,
    ).result()
    who = {p.code: p.id for p in seat.read.participants()}
    assert (made.kind, made.who_id, made.who_open) == (K.PERSPECTIVE, who["SW1"], False)
    assert (made.themes, made.known) == (("information-sharing", "workload"), "then")
    assert (made.entry_id, made.session_id, made.step_id) == (2, session.id, step.id)
    assert (made.seat, made.by) == ("note-taker: Jo", "Jo")
    assert seat.captures.add("x", by="Lee").result().by == "Lee"


@pytest.mark.parametrize(
    ("line", "code", "who_open"),
    [
        ("@SW1 x", "SW1", False),
        ("@sw1: x", "SW1", False),
        ("@Ruth x", "SW1", False),
        ("@Priya", "HV1", False),
        ("@Healthvisitor x", "HV1", False),
        ("@Sam x", None, True),  # two of them: never a guess, to be filled in
        ("@Nobody x", None, True),
        ("@_ x", None, True),
        ("@? x", None, True),
        ("jo@ruth x", None, False),
    ],
)
def test_whose_words(seat: Seat, line: str, code: str | None, who_open: bool) -> None:
    made = seat.captures.add(line).result()
    codes = {p.id: p.code for p in seat.read.participants()}
    assert (codes.get(made.who_id or 0), made.who_open) == (code, who_open)
    assert made.text == line


def test_the_draft_goes_with_its_capture(seat: Seat) -> None:
    seat.keep_draft("line", "half")
    seat.keep_draft("other", "stays")
    seat.captures.add("half typed", draft_slot="line").result()
    assert {d.slot: d.text for d in seat.read.drafts()} == {"other": "stays"}
    seat.keep_draft("line", "again")
    assert seat.captures.add("", draft_slot="line").exception()
    assert {d.slot for d in seat.read.drafts()} == {"other", "line"}


# -- outcomes that begin as a line -------------------------------------------------------------


@pytest.mark.parametrize("kind", list(K))
def test_four_kinds_make_an_outcome(seat: Seat, kind: CaptureKind) -> None:
    capture = seat.captures.add("@SW1 words #workload", kind=kind).result()
    expected = [OUTCOME_OF[kind]] if kind in OUTCOME_OF else []
    assert [o.kind for o in seat.read.outcomes()] == expected
    for outcome in seat.read.outcomes():
        assert (outcome.text, outcome.themes) == ("words", ("workload",))
        assert seat.read.evidence()[outcome.id] == [capture]


def test_the_outcome_follows_the_capture_until_it_is_reworded(seat: Seat, other: Seat) -> None:
    capture = seat.captures.add("*frist wording #workload").result()
    capture = seat.captures.edit(capture.id, "first wording #workload", base=capture.text).result()
    assert outcomes(seat) == [("finding", "first wording")]
    other.outcomes.set(1, "text", "Agreed wording", base="first wording").result()
    seat.captures.edit(capture.id, "something else", base=capture.text).result()
    assert outcomes(seat) == [("finding", "Agreed wording")]


def test_change_kind_both_ways(seat: Seat) -> None:
    capture = seat.captures.add("words").result()
    seat.captures.change_kind(capture.id, K.FINDING).result()
    assert outcomes(seat) == [("finding", "words")]
    seat.captures.change_kind(capture.id, K.ACTION).result()
    assert outcomes(seat) == [("action", "words")]
    seat.captures.change_kind(capture.id, K.NOTE).result()
    assert outcomes(seat) == []
    assert seat.read.capture(str(capture.id)).text == "words"


def test_change_kind_never_takes_worked_on_outcomes_away(seat: Seat) -> None:
    capture = seat.captures.add("*words").result()
    seat.outcomes.set(1, "why", "they had no time").result()
    seat.captures.change_kind(capture.id, K.NOTE).result()
    assert outcomes(seat) == [("finding", "words")]
    assert [c.id for c in seat.read.evidence()[1]] == [capture.id]
    seat.captures.change_kind(capture.id, K.FINDING).result()
    assert outcomes(seat) == [("finding", "words")], "its own finding, not a second one"


@pytest.mark.parametrize(
    "work",
    [
        ("why", "x"),
        ("owner", "x"),
        ("due", "x"),
        ("status", "agreed"),
        ("still_current", "yes"),
        ("measure", "x"),
        ("text", "x"),
    ],
)
def test_a_capture_of_a_worked_on_outcome_stays(
    seat: Seat, other: Seat, work: tuple[str, str]
) -> None:
    capture = seat.captures.add("*words").result()
    other.outcomes.set(1, *work).result()
    assert "worked on since" in refused(seat.captures.retract(capture.id))
    assert [c.id for c in seat.read.captures()] == [capture.id]


def test_retraction(seat: Seat) -> None:
    finding = seat.captures.add("*words").result()
    note = seat.captures.add("a note").result()
    for capture in (finding, note):
        assert seat.captures.retract(capture.id).result().retracted
    assert (seat.read.captures(), seat.read.outcomes(), seat.read.evidence()) == ([], [], {})
    assert seat.read.capture(str(note.id)).text == "a note"
    seat.captures.retract(note.id).result()
    seat.undo().result()
    seat.undo().result()
    assert len(seat.read.captures()) == 2
    assert outcomes(seat) == [("finding", "words")]


def test_a_capture_that_is_evidence_is_not_taken_from_under_a_finding(
    seat: Seat, other: Seat
) -> None:
    note = seat.captures.add("a note").result()
    finding = other.outcomes.make(OutcomeKind.FINDING, "theirs", [note.id]).result()
    assert "rest on this capture" in refused(seat.captures.retract(note.id))
    other.outcomes.remove_evidence(finding.id, note.id).result()
    seat.captures.retract(note.id).result()
    assert seat.read.captures() == []


@pytest.mark.parametrize(
    "verb", ["change_kind", "move", "also_at", "place", "attribute", "set_check"]
)
def test_a_capture_that_was_taken_away_is_not_worked_on(seat: Seat, verb: str) -> None:
    capture = seat.captures.add("? words").result()
    seat.captures.retract(capture.id).result()
    args = {
        "change_kind": (K.FINDING,),
        "move": (2,),
        "also_at": (2,),
        "place": (),
        "attribute": ("SW1",),
        "set_check": ("Jo", ""),
    }[verb]
    assert "taken away meanwhile" in refused(getattr(seat.captures, verb)(capture.id, *args))
    assert seat.read.outcomes() == []


# -- two people, one capture -------------------------------------------------------------------


def test_two_wordings_are_both_kept(seat: Seat, other: Seat) -> None:
    capture = seat.captures.add("*first @SW1", entry_id=2).result()
    other.captures.edit(capture.id, "theirs @SW1", base=capture.text).result()
    mine = seat.captures.edit(capture.id, "mine @HV1", base=capture.text).result()
    assert mine.variant_of == capture.id
    assert [c.text for c in seat.read.captures_at(2)] == ["theirs @SW1", "mine @HV1"]
    assert (mine.kind, mine.seat, mine.entry_id) == (K.FINDING, seat.uid, 2)
    codes = {p.id: p.code for p in seat.read.participants()}
    assert [codes[c.who_id or 0] for c in seat.read.captures()] == ["SW1", "HV1"]
    assert outcomes(seat) == [("finding", "theirs SW1")]


def test_the_same_words_twice_are_no_conflict(seat: Seat, other: Seat) -> None:
    capture = seat.captures.add("frist").result()
    other.captures.edit(capture.id, "first", base="frist").result()
    assert seat.captures.edit(capture.id, "first", base="frist").result().id == capture.id
    assert len(seat.read.captures()) == 1


def test_an_edit_of_what_was_taken_away_is_not_lost(seat: Seat, other: Seat) -> None:
    capture = seat.captures.add("*first", entry_id=1).result()
    other.captures.retract(capture.id).result()
    kept = seat.captures.edit(capture.id, "first, better", base="first").result()
    assert [c.id for c in seat.read.captures_at(1)] == [kept.id]
    assert (kept.variant_of, kept.text) == (capture.id, "first, better")
    assert outcomes(seat) == [("finding", "first, better")]
    seat.undo().result()
    seat.redo().result()
    assert outcomes(seat) == [("finding", "first, better")]


def test_nobody_edits_to_nothing(seat: Seat) -> None:
    capture = seat.captures.add("words").result()
    assert "retract it" in refused(seat.captures.edit(capture.id, " \n", base="words"))


def test_an_edit_understands_the_line_anew(seat: Seat) -> None:
    capture = seat.captures.add("@SW1 x #a ^then").result()
    edited = seat.captures.edit(capture.id, "@HV1 x #b ^now", base=capture.text).result()
    codes = {p.id: p.code for p in seat.read.participants()}
    assert (codes[edited.who_id or 0], edited.themes, edited.known) == ("HV1", ("b",), "now")
    bare = seat.captures.edit(capture.id, "x", base=edited.text).result()
    assert (bare.who_id, bare.who_open, bare.themes, bare.known) == (None, False, (), "")
    later = seat.captures.edit(capture.id, "x @?", base="x").result()
    assert (later.who_id, later.who_open) == (None, True)


def test_a_speaker_who_was_filled_in_survives_an_edit(seat: Seat, other: Seat) -> None:
    capture = seat.captures.add("@? said it").result()
    filled = other.captures.attribute(capture.id, "SW1").result()
    assert (filled.who_open, bool(filled.who_id)) == (False, True)
    edited = seat.captures.edit(capture.id, "@? said it twice", base="@? said it").result()
    assert (edited.who_id, edited.who_open) == (filled.who_id, False)
    plain = seat.captures.add("no speaker").result()
    seat.captures.attribute(plain.id, "@HV1").result()
    edited = seat.captures.edit(plain.id, "none said", base="no speaker").result()
    assert edited.who_id is not None


# -- details -----------------------------------------------------------------------------------


def test_attribute(seat: Seat) -> None:
    capture = seat.captures.add("@? x").result()
    for words in ("Nobody", "Sam", "?"):
        assert "answers to" in refused(seat.captures.attribute(capture.id, words))
    assert seat.captures.attribute(capture.id, "Police officer").result().who_id
    cleared = seat.captures.attribute(capture.id, "").result()
    assert (cleared.who_id, cleared.who_open) == (None, False)


def test_move_and_further_entries(seat: Seat) -> None:
    capture = seat.captures.add("x", entry_id=1).result()
    assert "already" in refused(seat.captures.also_at(capture.id, 1))
    seat.captures.also_at(capture.id, 2).result()
    assert seat.read.capture_counts() == {1: 1, 2: 1}
    seat.captures.move(capture.id, 2).result()
    assert seat.read.capture_counts() == {2: 1}
    assert [c.id for c in seat.read.captures_at(2)] == [capture.id]
    seat.captures.move(capture.id, None).result()
    seat.captures.also_at(capture.id, 2).result()
    assert [c.id for c in seat.read.captures_nowhere()] == [capture.id]
    assert seat.read.capture_counts() == {}
    seat.captures.also_at(capture.id, 2).result()
    assert seat.read.capture_counts() == {2: 1}


def test_place_changes_only_what_is_given(seat: Seat) -> None:
    session = seat.read.session()
    assert session
    step = seat.read.steps(session.id)[0].id
    capture = seat.captures.add("x", step_id=step).result()
    placed = seat.captures.place(capture.id, episode_id=1).result()
    assert (placed.episode_id, placed.step_id) == (1, step)
    placed = seat.captures.place(capture.id, episode_id=0).result()
    assert (placed.episode_id, placed.step_id) == (None, step)


def test_checks(seat: Seat) -> None:
    capture = seat.captures.add("? who held the file").result()
    checked = seat.captures.set_check(capture.id, "Jo", "Friday").result()
    assert (checked.checker, checked.due) == ("Jo", "Friday")
    assert seat.captures.set_check(capture.id, "Jo", "").result().due is None
    note = seat.captures.add("note").result()
    assert "Only a check" in refused(seat.captures.set_check(note.id, "Jo", ""))


def test_what_is_not_there_is_a_sentence(seat: Seat) -> None:
    capture = seat.captures.add("x").result()
    for future in (
        seat.captures.add("x", entry_id=99),
        seat.captures.add("x", step_id=99),
        seat.captures.add("x", session_id=99),
        seat.captures.move(capture.id, 99),
        seat.captures.also_at(capture.id, 99),
        seat.captures.place(capture.id, episode_id=99),
        seat.captures.edit(99, "x", base=""),
        seat.captures.retract(99),
    ):
        assert refused(future)
    assert [c.id for c in seat.read.captures()] == [capture.id]


@pytest.mark.parametrize("words", ["99", "9" * 30, "9" * 5000, "x", "", "-1", "٣٣", "\udc80"])
def test_numbers_that_name_nothing(seat: Seat, words: str) -> None:
    for look in (seat.read.capture, seat.read.find_entry, seat.read.outcome):
        with pytest.raises(Problem):
            look(words)


def test_records_come_back_as_they_went(seat: Seat) -> None:
    capture = seat.captures.add("*x #a #b").result()
    assert type(capture) is Capture
    assert seat.read.captures() == [capture]
    (outcome,) = seat.read.outcomes()
    assert type(outcome) is Outcome
    assert isinstance(outcome.themes, tuple)
    with pytest.raises(NotFound):
        seat.read.outcome("F2")
    assert seat.read.outcome("f1") == outcome
