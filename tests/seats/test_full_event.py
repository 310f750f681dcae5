"""A whole learning event, from check-in to closing, in real processes at one review.

Chair, note-takers, the room's screen and an observer sit at terminals of their own. What the
review holds in the end is compared, row for row, with what the script said.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from event_script import Said, Script, as_text, kept, names_in, sent, words_in

from workshop_tui.practice import clock
from workshop_tui.practice.records import Episode, Session
from workshop_tui.practice.roles import Role
from workshop_tui.practice.running import Challenge, Position, RoomWording, WelfareNote
from workshop_tui.review.making import create_demo
from workshop_tui.review.seat import Seat
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.health import examine
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

pytestmark = pytest.mark.slow

ALT_H, CTRL_D, ENTER, ESCAPE = "\x1bh", "\x04", "\r", "\x1b"
SIGN = {"perspective": ":", "good-practice": "+", "finding": "*", "escalation": "!"}
SIGN |= {"action": ">", "parked": "~", "check": "?", "correction": "=", "note": ""}

CHECK_IN, RULES, CHILD = "Arrival and check-in", "Purpose and ground rules", "The child"
SCOPE, WALK, BREAK = "Scope, questions and who is who", "Walking the chronology", "Break"
RIGHT, LEARN = "Is this right?", "What we learn"
ACTIONS, CLOSE = "Escalations and actions", "Close"

FOLLOW_UP = "Ring the support worker on Friday evening, she was shaken"
UNSAFE = "Notifications of a weekend still wait until Tuesday for anybody to read them"
CHALLENGE = "Has anybody in this room asked what she was playing at when it happened?"
ABOUT = "Entry 17 · Police · June 2023"
WORDING = "The police came to the home at night. A child was asleep upstairs."


class Event:
    """The event as it goes on: its terminals, its script, a look into the file."""

    def __init__(
        self, path: Path, terminal: Callable[..., Any], holds: Callable[..., None]
    ) -> None:
        self.path = path
        self.terminal = terminal
        self.holds = holds
        self.script = Script()
        self.began = time.monotonic()
        self.look = Seat.open(path, None, Role.COMMAND_LINE, "The script")
        self.step = ""
        self.left: list[Any] = []

    def sit_down(self) -> None:
        """Everybody comes in; the processes start side by side."""
        self.chair = self.terminal(self.path, "chair", "Alex")
        self.jo = self.terminal(self.path, "note-taker", "Jo", size=(80, 24), keep=True)
        self.room = self.terminal(self.path, "room", "Projector", size=(50, 14), keep=True)
        self.observer = self.terminal(self.path, "observer", "Sol", size=(80, 24), keep=True)
        for seat in (self.chair, self.jo, self.observer):
            seat.in_the_room()
        self.room.until("not shown anything")

    # -- the chair ----------------------------------------------------------------------------

    def to_step(self, title: str, key: str = ".") -> None:
        """On to a step by one key; the note-taker sees it too."""
        self.chair.type(key)
        for seat in (self.chair, self.jo):
            seat.until(title.upper())
        self.step = title

    def to_entry(self, number: int, key: str = "]") -> None:
        """On to an entry by one key, and everybody who follows comes along."""
        self.chair.type(key)
        for seat in (self.chair, self.jo, self.observer):
            seat.until(f"{number} of 183")

    def send(self, letter: str, shown: str, slide: tuple[str, str, str], words: str = "") -> None:
        """Send something to the room's screen, which shows it."""
        self.chair.type("T")
        self.chair.until("TO THE ROOM")
        self.chair.type(letter + ENTER)
        if words:
            self.chair.until("WORDS FOR THE ROOM")
            self.chair.type(words + ENTER)
        self.script.slides.append(slide)
        self.room.until(lambda text: shown in " ".join(text.split()))

    def minutes_pass(self, minutes: int, episode: int | None = None) -> None:
        """As if the clock had been let run so many minutes earlier."""

        def job(tx: Transaction) -> None:
            (session,) = tx.find(Session, closed=None)
            assert session.since is not None
            since = dt.datetime.fromisoformat(session.since) - dt.timedelta(minutes=minutes)
            tx.change(session, since=since.isoformat())

        self.look.run("let minutes pass", ChangeClass.ADMINISTRATION, job).result()
        passed, walked = self.script.minutes, self.script.episodes
        passed[self.step] = passed.get(self.step, 0) + minutes
        if episode is not None:
            walked[episode] = walked.get(episode, 0) + minutes

    # -- whoever types ------------------------------------------------------------------------

    def says(
        self, seat: Any, by: str, line: str, kind: str, entry: int | None, **more: Any
    ) -> None:
        """A line is typed and saved."""
        seat.type((f"{SIGN[kind]} {line}" if SIGN[kind] else line) + ENTER)
        self.saved(by, f"{SIGN[kind]} {line}" if SIGN[kind] else line, kind, entry, **more)

    def saved(self, by: str, line: str, kind: str, entry: int | None, **more: Any) -> None:
        """Wait until a line that was typed is on disk."""
        step = more.pop("step", self.step)
        self.script.said.append(Said(by, line, kind, entry, step, **more))
        count = len(self.script.said)
        self.holds(lambda: len(self.look.read.captures()) == count, f"{line!r} is saved")

    # -- looking ------------------------------------------------------------------------------

    def session(self) -> Session:
        """The session under way."""
        found = self.look.read.session()
        assert found is not None
        return found

    def spent(self, title: str) -> int:
        """Seconds used up in a step, up to the last reckoning."""
        return next(s.spent for s in self.look.read.steps(self.session().id) if s.title == title)

    def alike(self, planned: int, at_least: int) -> None:
        """Every seat shows the same minutes of the step."""

        def minutes() -> list[int]:
            found = [
                re.search(rf"(\d+)/{planned} min", seat.text)
                for seat in (self.chair, self.jo, self.observer)
            ]
            return [int(one[1]) for one in found if one]

        self.holds(
            lambda: len(seen := minutes()) == 3 and len(set(seen)) == 1 and seen[0] >= at_least,
            f"every seat shows at least {at_least} of {planned} minutes",
        )

    def command(self, *words: str) -> str:
        """A command, as a process of its own; what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "workshop_tui", words[0], str(self.path), *words[1:]],
            capture_output=True,
            text=True,
            check=False,
            env=os.environ | {"HOME": str(self.path.parent), "LOGNAME": "Robin"},
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *words: str) -> str:
        """A command that must not be done; the sentence that says why."""
        with pytest.raises(AssertionError) as refusal:
            self.command(*words)
        return str(refusal.value)

    def close(self) -> None:
        """Leave the file."""
        self.look.close()


@pytest.fixture
def event(
    tmp_path: Path, terminal: Callable[..., Any], holds: Callable[..., None]
) -> Iterator[Event]:
    path = tmp_path / "demo.review"
    create_demo(path, "Maker")
    found = Event(path, terminal, holds)
    yield found
    found.close()


# -- the event, part by part -----------------------------------------------------------------------


def arrives(event: Event) -> None:
    """Gaps are said, the clock begins, the room sees step and words, one step is left out."""
    event.chair.type("S")
    event.chair.until("Still open in the preparation")
    assert event.session().started is None
    event.chair.type("S")
    event.chair.until("0/10 min")
    event.step = CHECK_IN
    event.jo.until(CHECK_IN.upper())
    event.send("s", CHECK_IN, ("step", CHECK_IN, ""))
    event.room.until("10 min left")
    for seat in (event.chair, event.jo, event.observer):
        seat.until("not open yet")
    event.says(event.jo, "Jo", "Everybody is here but the manager of the surgery", "note", None)
    event.minutes_pass(12)
    event.alike(10, 12)
    event.room.until("time is up")
    event.to_step(RULES)
    event.room.until(lambda text: "time is up" not in text)
    event.says(event.jo, "Jo", "what is said here stays here", "note", None)
    event.says(event.jo, "Jo", "there is a quiet room next door", "note", None)
    event.minutes_pass(5)
    event.to_step(CHILD)
    child = "What did Josie like best at Larkfell Primary?"
    event.send("w", "What did Child A like best at School 1?", ("words", child, ""), child)
    event.minutes_pass(8)
    event.chair.type("..")  # each key counts, however fast
    event.chair.until(WALK.upper())
    event.step = WALK
    event.to_step(SCOPE, ",")
    event.to_step(WALK, "-")
    event.chair.type("+")
    event.chair.until("105 min")


def walks(event: Event) -> None:
    """The first key episodes: a line bound to its entry, a slide, a challenge, an escalation."""
    event.to_entry(10)
    event.minutes_pass(9, episode=5)
    event.jo.type(": @RW1 nobody had told us there was a little")
    event.jo.until("there was a little")
    event.chair.type("]")
    event.jo.until("CHAIR IS AT 17")
    event.jo.type(" one #information-sharing ^then" + ENTER)
    event.saved(
        "Jo",
        ": @RW1 nobody had told us there was a little one #information-sharing ^then",
        "perspective",
        10,
        who="RW1",
        themes=("information-sharing",),
        known="then",
    )
    event.jo.until("17 of 183")
    about = ABOUT
    event.send("e", about, ("entry", "", about))
    event.room.until("the chair reads this entry")
    event.chair.type("T")
    event.chair.until("TO THE ROOM")
    event.chair.type("a" + ENTER)
    event.chair.until("WORDING FOR THE ROOM")
    event.chair.type(WORDING + ENTER)
    event.holds(lambda: event.look.read.records(RoomWording), "the wording is approved")
    event.send("e", "A child was asleep upstairs.", ("entry", WORDING, about))
    event.chair.type("T")
    event.chair.until("TO THE ROOM")
    event.chair.type("a" + ENTER)
    event.chair.until("empty takes it back")
    event.chair.type("\x15")
    event.chair.until(lambda text: "asleep upstairs" not in text)
    event.chair.type(ENTER)
    event.chair.until("Taken back")
    event.script.slides.append(("entry", "", about))
    event.room.until("the chair reads this entry")
    event.chair.type("T")
    event.chair.until("TO THE ROOM")
    event.chair.type("a" + ENTER)
    event.chair.until("WORDING FOR THE ROOM")
    event.chair.type(WORDING + ENTER)
    event.holds(lambda: event.look.read.records(RoomWording), "the wording is approved again")
    event.send("e", "A child was asleep upstairs.", ("entry", WORDING, about))
    event.says(event.jo, "Jo", "@PC1 went upstairs and looked", "good-practice", 17, who="PC1")
    event.says(event.jo, "Jo", UNSAFE, "escalation", 17)
    event.jo.type(CTRL_D)
    event.jo.until("What is unsafe now?")
    event.jo.type("Children of whom we hear at weekends" + ENTER)
    event.jo.until("Who tells them?")
    event.jo.type(ESCAPE)
    event.observer.until("17 of 183")
    event.observer.type("c")
    event.observer.until("CHALLENGE NOTE about entry 17")
    event.observer.type(CHALLENGE + ENTER)
    event.observer.until("The note is left")
    event.chair.until("1 note (9)")
    event.minutes_pass(11, episode=1)
    event.alike(105, 20)
    event.chair.type("d")
    event.chair.until("Entry 17 is discussed")
    event.chair.type("Z")
    event.chair.until("FOLLOW-UP")
    event.chair.type(FOLLOW_UP + ENTER)
    event.chair.until("Noted, for the chair alone")


def the_chair_dies(event: Event) -> None:
    """Killed in the middle of a line: place, step, clock and words are there again."""
    event.to_entry(18)
    event.chair.type("f the nursery saw it fir")
    event.holds(
        lambda: (
            [d.text for d in event.look.read.drafts() if d.text.strip()]
            == [" the nursery saw it fir"]
        ),
        "what is half typed is kept",
    )
    before = event.session()
    event.chair.kill()
    event.left.append(event.chair)
    event.jo.until("no chair here")
    event.says(event.jo, "Jo", "@TA1 she fell asleep on my lap", "perspective", 18, who="TA1")
    event.chair = event.terminal(event.path, "chair", "Alex", size=(80, 24)).in_the_room()
    event.chair.until("half-typed line from before is back")
    event.chair.until("18 of 183")
    event.chair.until(WALK.upper())
    assert event.session() == before
    event.alike(105, 20)
    event.chair.type("st" + ENTER)
    event.saved("Alex", " the nursery saw it first", "finding", 18)


def the_room_dies(event: Event) -> None:
    """The projector's computer is switched off and on: it shows what it showed."""
    event.room.kill()
    event.left.append(event.room)
    event.room = event.terminal(event.path, "room", "Projector", size=(50, 14), keep=True)
    event.room.until("asleep upstairs.")


def somebody_is_late(event: Event) -> None:
    """A second note-taker comes in at the chair's place; both write at once."""
    event.to_entry(24)
    event.kim = event.terminal(event.path, "note-taker", "Kim", size=(80, 24), keep=True)
    event.kim.in_the_room()
    event.kim.until("24 of 183")
    event.says(event.kim, "Kim", "@SW1 I had one day for it", "perspective", 24, who="SW1")
    event.says(event.jo, "Jo", "one number that grandparents can ring", "parked", 24)
    event.to_entry(33)
    event.chair.type("o")
    event.chair.until("Entry 33 is parked")
    event.says(event.kim, "Kim", "does the surgery see the letter?", "check", 33)


def a_pause(event: Event) -> None:
    """The room is calm and the clocks stand, while the note-taker finishes the sentence."""
    event.jo.type("@GP1 I thought it was her")
    event.jo.until("it was her")
    event.minutes_pass(4, episode=2)
    event.chair.type("W")
    event.script.slides.append(("pause:entry", WORDING, ABOUT))
    event.room.until("A pause.")
    event.room.until(lambda text: "asleep upstairs" not in text)
    event.jo.until("PAUSED")
    before = event.session()
    assert before.since is None
    event.jo.type(" back" + ENTER)
    event.saved("Jo", "@GP1 I thought it was her back", "note", 33, who="GP1")
    assert event.session() == before
    event.chair.type("W")
    event.script.slides.append(("entry", WORDING, ABOUT))
    event.jo.until(lambda text: "PAUSED" not in text)
    event.room.until("asleep upstairs.")
    assert clock.runs(event.session()) and event.session().spent == before.spent


def the_seat_is_handed_over(event: Event) -> None:
    """The note-taker chairs for an episode; place and clock stay; then back again."""
    before = event.session()
    event.chair.type("H")
    event.jo.until("alt+h takes it")
    event.jo.type(ALT_H)
    event.jo.until("⌂ chair")
    event.chair.until("Jo has the chair's seat")
    event.chair.until("⌂ note-taker")
    event.jo.until("33 of 183")
    assert event.session() == before
    event.jo.type("]")
    for seat in (event.jo, event.chair, event.kim):
        seat.until("34 of 183")
    event.says(event.chair, "Alex", "@MW1 he answered for her", "perspective", 34, who="MW1")
    event.jo.type("H")
    event.chair.until("alt+h takes it")
    event.chair.type(ALT_H)
    event.chair.until("⌂ chair")
    event.jo.until("⌂ note-taker")
    event.to_entry(37)
    event.minutes_pass(7, episode=2)


def draws_together(event: Event) -> None:
    """Break, accuracy, what is learnt, what is to be done."""
    event.to_step(BREAK)
    event.to_step(RIGHT)
    event.says(event.jo, "Jo", "@HO1 the call came on the Monday", "correction", 37, who="HO1")
    event.minutes_pass(6)
    event.to_step(LEARN)
    event.says(event.kim, "Kim", "services for adults do not ask about children", "finding", 37)
    event.to_step(ACTIONS)
    event.says(event.jo, "Jo", "one form that asks who lives at home", "action", 37)
    event.minutes_pass(14)
    event.to_step(CLOSE)
    event.send("s", CLOSE, ("step", CLOSE, ""))


def is_read_back(event: Event) -> None:
    """Read back, still true today, positions, escalation told, what was parked, challenge."""
    chair = event.chair
    chair.type("8")
    chair.until("nobody is named")
    ends_the_session(event)
    chair.until("nobody who tells anybody")
    chair.type("J")
    chair.until("Read back · 5 to go")
    chair.type("i")
    chair.until("Who tells them?")
    chair.type("Duty manager, police" + ENTER)
    chair.until("Who is told?")
    chair.type("Head of the front door" + ENTER)
    chair.until("By which route?")
    chair.type(ESCAPE)
    event.holds(lambda: event.look.read.outcome("E1").told, "somebody is told")
    chair.until(lambda text: "By which route? ·" not in text)
    before = event.script.slides[-1]
    chair.type("W")  # somebody needs a moment, in the middle of it
    event.room.until("A pause.")
    event.script.slides.append((f"pause:{before[0]}", *before[1:]))
    chair.until("the clocks stand")
    chair.type("W")
    event.room.until(lambda text: "A pause." not in text)
    event.script.slides.append(before)
    for name in ("E1", "F1", "F2", "G1", "A1"):
        if name == "F1":
            chair.type("T")
            chair.until("The room sees: Finding 1")
            finding = "the nursery saw it first"
            event.script.slides.append(("outcome", finding, "Finding 1"))
            event.room.until(finding)
            chair.type("y")
            chair.until("Still true today? Yes.")
            chair.type("y")
            chair.until("Still true today? No.")
        if name == "F2":
            chair.type("y")
            chair.until("Still true today? Yes.")
            chair.type("r")
            chair.until("POSITION on F2")
            chair.type("Recovery reservation: We ask since the spring." + ENTER)
            event.holds(lambda: event.look.read.records(Position), "the reservation is kept")
        chair.type(ENTER)
        chair.until(f"{name}: read back")
    chair.type("8")
    chair.until("When all is said")
    chair.type("p")
    chair.until("33 GP 21/09/2023")
    chair.type("l")
    chair.until("left as it is")
    chair.type("\x1b[B")
    chair.type("a")
    chair.until("A2 is a candidate action")
    chair.type("8")
    chair.until("When all is said")
    chair.type("9" + ENTER)
    chair.until("how was it weighed?")
    chair.type("She was asked on 9 November; it is finding 1." + ENTER)
    chair.until("Answered; note and answer")
    chair.until(lambda text: "note (9)" not in text)
    chair.type("8")
    chair.until("e ends the session")


def ends_the_session(event: Event) -> None:
    """The chair says that it is over."""
    event.chair.type("e")
    event.chair.until("Type close")
    event.chair.type("close" + ENTER)


def is_closed(event: Event) -> None:
    """Captures are locked, outcomes are not; a dated correction; opened again with a reason."""
    first = event.look.read.captures()[0]
    ends_the_session(event)
    event.chair.until("is closed. Captures are locked")
    for seat in (event.jo, event.kim, event.observer):
        seat.until("CLOSED")
    assert "session is closed" in event.refused("edit", str(first.id), "Nobody was here")
    event.command("set", "F2", "why", "Nobody was told that it is their work")
    event.jo.type("\x10")
    event.jo.until("At no entry")
    event.jo.type("\x1b[1;5A" * 3)
    event.jo.until("Its session is closed")
    event.jo.type(ENTER)
    event.jo.until("CORRECTION")
    event.jo.type("The manager came at eleven" + ENTER)
    event.saved("Jo", "The manager came at eleven", "correction", None, step="")
    event.chair.until("›▸ Open")
    event.chair.type(ENTER)
    event.chair.until("OPEN IT AGAIN")
    event.chair.type("A page of notes was found" + ENTER)
    event.chair.until("It is open again")


# -- what was said is what there is ----------------------------------------------------------------


def test_a_whole_event_in_all_seats(event: Event) -> None:
    event.sit_down()
    for part in (
        *(arrives, walks, the_chair_dies, the_room_dies, somebody_is_late, a_pause),
        *(the_seat_is_handed_over, draws_together, is_read_back, is_closed),
    ):
        part(event)
    captures_are_as_said(event)
    outcomes_are_as_said(event)
    clocks_are_as_said(event)
    the_rest_is_as_said(event)
    nobody_saw_what_was_not_theirs(event)
    everybody_leaves(event)
    assert event.command("check")


def captures_are_as_said(event: Event) -> None:
    assert kept(event.look.read) == event.script.said


def outcomes_are_as_said(event: Event) -> None:
    read = event.look.read
    found = {
        (one.kind.value, one.text): (one.status, one.owner, one.told, one.still_current)
        for one in read.outcomes()
    }
    assert found == {
        ("finding", "the nursery saw it first"): ("agreed", "", "", "no"),
        ("finding", "services for adults do not ask about children"): ("agreed", "", "", "yes"),
        ("good-practice", "went upstairs and looked"): ("agreed", "", "", ""),
        ("escalation", UNSAFE): ("agreed", "Duty manager, police", "Head of the front door", ""),
        ("action", "one form that asks who lives at home"): ("agreed", "", "", ""),
        ("action", "one number that grandparents can ring"): ("draft", "", "", ""),
    }
    rests = {
        read_outcome.text: [capture.line for capture in read.evidence()[read_outcome.id]]
        for read_outcome in read.outcomes()
    }
    lines = {one.line for one in event.script.said}
    assert all(len(found) == 1 and set(found) <= lines for found in rests.values())
    assert read.outcome("E1").unsafe_now == "Children of whom we hear at weekends"
    assert read.outcome("F2").why == "Nobody was told that it is their work"


def clocks_are_as_said(event: Event) -> None:
    """Each step has its minutes, and never more seconds besides than the test has taken."""
    took = int(time.monotonic() - event.began) + 1
    read, session = event.look.read, event.session()
    steps = read.steps(session.id)
    assert session.spent == sum(step.spent for step in steps)
    for step in steps:
        said = event.script.minutes.get(step.title, 0) * 60
        assert said <= step.spent <= said + took, step.title
    assert {step.title: step.state for step in steps if step.state != "done"} == {
        SCOPE: "skipped",
        CLOSE: "",
    }
    assert [step.extra for step in steps if step.extra] == [5]
    for episode in read.records(Episode):
        said = event.script.episodes.get(episode.number, 0) * 60
        assert said <= episode.spent <= said + took, episode.title
    assert (session.closed, session.since) == (None, None)
    assert session.reopened == "A page of notes was found"


def the_rest_is_as_said(event: Event) -> None:
    read = event.look.read
    order = read.order()
    assert sent(read) == event.script.slides
    (note,) = read.records(Challenge)
    assert (note.by, note.text, note.row_uid) == ("Sol", CHALLENGE, read.entry(order[16]).uid)
    assert note.answer == "She was asked on 9 November; it is finding 1."
    (position,) = read.records(Position)
    agency = read.agencies()[position.agency_id].short
    assert (agency, position.stance, position.words) == (
        *("Recovery", "reservation"),
        "We ask since the spring.",
    )
    assert [one.text for one in read.records(WelfareNote)] == [FOLLOW_UP]
    states = {number: read.entry(order[number - 1]).state for number in (10, 17, 18, 33)}
    assert states == {10: "open", 17: "discussed", 18: "open", 33: "parked"}
    assert read.drafts() == []
    corrected = next(one for one in read.captures() if one.corrects_id)
    assert corrected.corrects_id == read.captures()[0].id
    health = examine(ReviewFile.existing(event.path, None))
    assert health.problems == ()
    assert health.entries == read.last_seq()


def nobody_saw_what_was_not_theirs(event: Event) -> None:
    read, rooms = event.look.read, [event.room, *(s for s in event.left if s.screen.width == 50)]
    shown = [" ".join(text.split()) for room in rooms for text in room.seen]
    written = [as_text(room.written) for room in rooms]
    assert names_in("Here is Josie.", read.register()) == ["Josie"]
    for text in (*shown, *written):
        assert names_in(text, read.register()) == []
        assert "Heard:" not in text and "Captured" not in text
    secret = [one.text for one in read.entries(read.order())]
    secret += [one.line for one in read.captures()] + [one.text for one in read.outcomes()]
    secret += [CHALLENGE, FOLLOW_UP, *(one.words for one in read.records(Position))]
    allowed = [text for _, text, about in event.script.slides for text in (text, about)]
    assert words_in([*shown, *written], secret, allowed) == []
    assert words_in(shown, [WORDING, "the nursery saw it first"], []), "what was sent was seen"
    for seat in (event.jo, event.kim, event.observer):
        assert words_in([*seat.seen, as_text(seat.written)], [FOLLOW_UP], []) == []


def everybody_leaves(event: Event) -> None:
    event.chair.type("q")
    event.observer.type("q")
    event.room.type("q")
    event.jo.type("\x11")
    event.kim.type("\x11")
    for seat in (event.chair, event.observer, event.room, event.jo, event.kim):
        assert seat.end() == 0
    assert event.look.read.seats() == []
