"""Taking a notebook in: what was made in it comes back into the review, once, in one step.

The notebook's file is only read, in a copy that is thrown away. Everything about it is looked at
before anything is written: that it is whole, that its journal holds, that it is of this review and
begins as it was given out. Then one verb writes all of it, in one group of the journal.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Review
from workshop_tui.review.joining_rows import IGNORED, MERGED, Joining
from workshop_tui.review.notebook_rule import said_at
from workshop_tui.review.seat import prepare
from workshop_tui.store import joining, looking, rows
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.engine import DatabaseError
from workshop_tui.store.health import examine
from workshop_tui.store.joining import Carried
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat

_TOLERANCE = 2.0  # seconds
_HALF_DAY = 12 * 3600


@dataclass(frozen=True, slots=True)
class Taken:
    """What a merge did, or in a preview would do.

    Attributes:
        name: For whom the notebook was. made: when, by the review's clock. opened: when it was
            first opened, by its own.
        captures, outcomes, changed: How many were added, and how many rows changed.
        notes: What a person must look at; each is filed as a check.
        remarks: What is good to know.
        clock_off: By how many seconds its times were corrected.
        nothing: Whether there was nothing that had not come back before.
    """

    name: str
    made: str
    opened: str | None
    captures: int = 0
    outcomes: int = 0
    changed: int = 0
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    clock_off: int = 0
    nothing: bool = False


class Previewed(Problem):
    """Ends the transaction of a preview, so that nothing of it is kept.

    Attributes:
        taken: What would have been done.
    """

    def __init__(self, taken: Taken) -> None:
        super().__init__("This was a preview; nothing was changed.")
        self.taken = taken


def merge(
    seat: Seat,
    path: Path,
    passphrase: str | None,
    *,
    clock_off: int | None = None,
    preview: bool = False,
) -> Taken:
    """Take a notebook in; slow enough for a thread of its own.

    Args:
        seat: Who takes it in.
        path: The notebook; it is only read.
        passphrase: Its own.
        clock_off: By how many seconds somebody found its clock ahead of this one (behind:
            negative); 0 where the two agree or its times are to stay. None: nobody looked.
        preview: Whether to say only what would be done.

    Raises:
        Problem: If it is not whole, not a notebook of this review, or its clock is plainly wrong
            and nobody said by how much. Nothing is changed.
    """
    seat.allow("notebook.take_in", "taking in a notebook")
    carried = carry(seat, path, passphrase)
    if clock_off is None:
        refuse_wrong_clock(carried, dt.datetime.now().astimezone())
    try:
        return seat.notebooks.take_in(carried, clock_off or 0, preview).result()
    except Previewed as ended:
        return ended.taken


def carry(seat: Seat, path: Path, passphrase: str | None) -> Carried:
    """Read what a notebook brings, once everything about it was looked at.

    Raises:
        Problem: If it is not whole, or not a notebook of this review.
    """
    if not path.is_file():
        raise Problem(f"There is no file {path}.")
    if path.samefile(seat.file.path):
        raise Problem(f"{path.name} is the review itself; name the notebook.")
    review = seat.read.review()
    with looking.aside(path, beside=seat.file.path) as copy:
        try:
            file = ReviewFile.existing(copy, passphrase)
            prepare(file)
            return _carry(seat, file, review)
        except (DatabaseError, ValueError) as error:
            raise Problem(
                f"{path.name} is damaged ({error}): nothing was taken in. Try again with the file "
                "on the notebook's own laptop, or with a snapshot of it from beside it there."
            ) from None


def _carry(seat: Seat, file: ReviewFile, review: Review) -> Carried:
    name = file.path.name
    theirs, notebook = joining.identity(file)
    if theirs.uid != review.uid:
        raise Problem(
            f"{name} is of another review ({theirs.reference}), not of {review.reference}. "
            "Nothing was taken in."
        )
    if notebook is None:
        raise Problem(
            f"{name} is a copy of this review and not a notebook. Nothing was taken in; "
            "'workshop-tui restore' puts a snapshot in the review's place."
        )
    problems = examine(file).problems
    if problems:
        raise Problem(
            f"{name} was altered outside of workshop-tui, or is damaged ({problems[0]}). Nothing "
            "was taken in."
        )
    known = given_out(seat, notebook.uid)
    lengths = [one for one in (known.began, known.taken) if one] if known else []
    carried = joining.read(file, MERGED, IGNORED, _since(file, known), lengths)
    if carried.foreign:
        raise Problem(
            f"{name} holds changes that a notebook cannot make ({', '.join(carried.foreign)}). "
            "Nothing was taken in."
        )
    if known and known.began and carried.hashes[known.began] != known.began_head:
        raise Problem(
            f"{name} does not begin as the notebook did that was given out to {known.name}: it "
            "was altered. Nothing was taken in."
        )
    return carried


def given_out(seat: Seat, uid: str) -> Notebook | None:
    """What the review remembers of a notebook; None where it does not know it."""
    with contextlib.closing(seat.file.connect()) as connection:
        found = rows.find(connection, Notebook, retracted=None, uid=uid)
    return found[0] if found else None


def _since(file: ReviewFile, known: Notebook | None) -> int:
    """Up to which entry of its journal a notebook was taken in; 0 for a copy that went its way."""
    if known is None or not known.taken:
        return 0
    return known.taken if joining.hash_at(file, known.taken) == known.taken_head else 0


def take_in(tx: Transaction, carried: Carried, clock_off: int, *, preview: bool) -> Taken:
    """Write what a notebook brings; call it inside its verb.

    Raises:
        Problem: If somebody took it in since it was read, or where the preview ends.
    """
    mine = carried.notebook
    found = tx.find(Notebook, retracted=None, uid=mine.uid)
    known = found[0] if found else None
    forked = known is not None and known.taken > 0 and not _continues(carried, known)
    taken = Taken(mine.name, mine.made, mine.opened, clock_off=clock_off)
    if (
        known
        and not known.retracted
        and (known.taken, known.taken_head)
        == (
            carried.last,
            carried.head,
        )
    ):
        taken = replace(taken, nothing=True, clock_off=0)
    else:
        joined = Joining(tx, mine.name, clock_off, lost=known is None, forked=forked)
        tx.meaning = _meaning(carried, clock_off)
        done = joined.join(carried.rows)
        taken = replace(
            taken,
            captures=done.captures,
            outcomes=done.outcomes,
            changed=done.changed,
            notes=tuple(done.notes),
            remarks=(*_remarks(carried, known, forked=forked), *done.remarks),
        )
        if forked and not (done.captures or done.outcomes or done.changed or done.notes):
            taken = replace(taken, nothing=True, clock_off=0)
        else:
            _remember(tx, carried, known, clock_off)
    if preview:
        raise Previewed(taken)
    return taken


def _continues(carried: Carried, known: Notebook) -> bool:
    """Whether it is the notebook that was taken in last, perhaps with more in it now."""
    if known.taken not in carried.hashes:
        raise Problem("Somebody has just taken this notebook in. Please try again.")
    return carried.hashes[known.taken] == known.taken_head


def _meaning(carried: Carried, clock_off: int) -> str:
    """What the journal says of a merge: which notebook, how far, its digests; no name."""
    said = (
        f"took in notebook {carried.notebook.uid}, {carried.last} entries, "
        f"head {carried.head}, sha256 {carried.digest}"
    )
    if clock_off:
        way = "ahead" if clock_off > 0 else "behind"
        said += f"; its clock was said to be {abs(clock_off)} s {way}, its times are corrected"
    return said


def _remarks(carried: Carried, known: Notebook | None, *, forked: bool) -> list[str]:
    found = []
    if known is None:
        found.append(
            "The review does not remember giving this notebook out: it may have been restored from "
            "an earlier snapshot. What it had lost and the notebook holds was brought back too."
        )
    if forked:
        found.append(
            "This is not the notebook that was taken in before but a copy of it, or an older "
            "state. What was here already was left as it is."
        )
    if carried.set_back > _TOLERANCE:
        found.append(
            f"Its clock was set back by {_length(carried.set_back)} on the way; its captures stand "
            "in the order in which they were made."
        )
    return found


def _remember(tx: Transaction, carried: Carried, known: Notebook | None, clock_off: int) -> None:
    state = {"taken": carried.last, "taken_head": carried.head, "came_back": now()}
    state |= {"clock_off": clock_off, "opened": carried.notebook.opened}
    if known is None:
        began = {"began": carried.began, "began_head": carried.hashes[carried.began]}
        mine: Any = replace(carried.notebook, id=0, here=False, path="")
        tx.add(replace(mine, **state, **began))
    else:
        tx.change(known, retracted=False, **state)


def refuse_wrong_clock(carried: Carried, at: dt.datetime) -> None:
    """Ask for the difference where the notebook's clock cannot have been right.

    Raises:
        Problem: If it wrote something before it was made, or later than now.
    """
    found = wrong_clock(carried, at)
    if found:
        raise Problem(
            f"{found} Look at its clock and say what it shows now: --its-clock HH:MM. Where that "
            "cannot be seen any more, '--its-clock unknown' leaves the times as they are. Nothing "
            "was taken in."
        )


def wrong_clock(carried: Carried, at: dt.datetime) -> str:
    """In a sentence, why the notebook's clock cannot have been right; "" where it may have been."""
    if carried.first_at is None or carried.last_at is None:
        return ""
    made = dt.datetime.fromisoformat(carried.notebook.made)
    behind = (made - dt.datetime.fromisoformat(carried.first_at)).total_seconds()
    ahead = (dt.datetime.fromisoformat(carried.last_at) - at).total_seconds()
    if behind > _TOLERANCE:
        return f"The notebook's clock was behind this one by at least {_length(behind)}."
    if ahead > _TOLERANCE:
        return f"The notebook's clock is ahead of this one by at least {_length(ahead)}."
    return ""


def _length(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes else f"{round(seconds)} seconds"


def its_clock(shown: str, at: dt.datetime) -> int:
    """By how many seconds a clock is ahead that shows this at a moment.

    Args:
        shown: "14:32" or "14:32:10"; "same" and "unknown" mean that no time is corrected.
        at: The moment, by the clock of this computer.

    Raises:
        Problem: If that is no time.
    """
    word = shown.strip().casefold()
    if word in ("same", "unknown"):
        return 0
    for layout in ("%H:%M:%S", "%H:%M"):
        try:
            there = dt.datetime.strptime(word, layout)
        except ValueError:
            continue
        seconds = at.second if layout == "%H:%M:%S" else 0
        here = at.hour * 3600 + at.minute * 60 + seconds
        off = there.hour * 3600 + there.minute * 60 + there.second - here
        return (off + _HALF_DAY) % (2 * _HALF_DAY) - _HALF_DAY
    raise Problem(f"{shown!r} is no time: say 14:32, 14:32:10, same or unknown.")


def sentences(taken: Taken, *, preview: bool = False) -> list[str]:
    """What a merge did, or would do, for a person."""
    opened = f", first opened {said_at(taken.opened)} by its own clock" if taken.opened else ""
    found = [f"The notebook of {taken.name}, made {said_at(taken.made)}{opened}."]
    if taken.nothing:
        return [*found, "Everything in it is in the review already; nothing was changed."]
    would = "Would come in" if preview else "Came in"
    found.append(
        f"{would}: {_count(taken.captures, 'capture')}, {_count(taken.outcomes, 'outcome')}, "
        f"{_count(taken.changed, 'change')} of what was there."
    )
    if taken.clock_off:
        way = "ahead" if taken.clock_off > 0 else "behind"
        found.append(
            f"Its clock is {_length(abs(taken.clock_off))} {way}: its times are corrected by that, "
            "and the journal keeps them as they came."
        )
    found += taken.remarks
    if taken.notes:
        found.append(f"For a person to look at, filed as {_count(len(taken.notes), 'check')}:")
        found += [f"  {note}" for note in taken.notes]
    return [*found, "This was a preview; nothing was changed."] if preview else found


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
