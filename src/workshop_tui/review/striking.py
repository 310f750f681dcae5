"""Striking a capture from the record: its words go for good, that it was struck stays."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from workshop_tui.practice import capture_line
from workshop_tui.practice.keeping import STRUCK, Snapshot, Strike
from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Capture, Evidence, Mention, Outcome, Review
from workshop_tui.practice.running import RoomSlide
from workshop_tui.review import copies
from workshop_tui.review.copies import Left
from workshop_tui.review.seat import prepare
from workshop_tui.store import journal, striking
from workshop_tui.store.connection import ReviewFile, write
from workshop_tui.store.contents import every_text, text_columns
from workshop_tui.store.engine import Connection
from workshop_tui.store.journal import Actor, ChangeClass, now
from workshop_tui.store.striking import holds, overwrite
from workshop_tui.store.transaction import Transaction

MEANING = "struck a capture from the record"
_STUB = {"line": "", "text": STRUCK, "themes": "[]", "known": "", "checker": "", "due": None}
_STUB_WHO = {"who_id": None, "who_open": 0}
_NO_WORDS = frozenset({"uid", "by", "at", "seat"})


@dataclass(slots=True)
class Struck:
    """What a strike did; complete once its verb is done.

    Attributes:
        capture: What is left of the capture: when, by whom, at which entry.
        with_it: Names of the outcomes that were nothing but this capture and went with it.
        resting: Names of the outcomes that rest on it and keep a wording of their own.
        elsewhere: Where the same words still stand, because somebody put them there as well.
        copies: The copies from which they are gone too.
        left: The copies that may still hold them, with the reason.
        clean: Whether free pages and log were cleared at once; else when the last seat leaves.
    """

    capture: Capture
    with_it: tuple[str, ...] = ()
    resting: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    copies: list[Path] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    clean: bool = False

    def short(self) -> str:
        """What a person in the room must know of it."""
        said = "Struck: the words are gone for good."
        if self.with_it:
            said += f" {', '.join(self.with_it)} went with it."
        if self.elsewhere:
            said += f" They still stand in: {', '.join(self.elsewhere)}."
        if self.left:
            names = ", ".join(one.path.name for one in self.left)
            said += f" Not reached: {names} ('workshop-tui strike' says why)."
        if not self.clean:
            said += " Strike it once more when the others have left: traces may be in the file."
        return said

    def sentences(self) -> Iterator[str]:
        """All of it, for a person."""
        yield "Struck: the words are gone for good. That it was struck, when and why stays."
        if self.with_it:
            yield f"With it went: {', '.join(self.with_it)}, which was nothing but these words."
        if self.resting:
            yield f"Still resting on it, in their own words: {', '.join(self.resting)}."
        if self.elsewhere:
            yield f"The same words still stand in: {', '.join(self.elsewhere)}."
        for path in self.copies:
            yield f"Gone from the copy {path} too."
        for one in self.left:
            yield f"The copy {one.path} may still hold them: {one.why.rstrip('.')}."
        if not self.clean:
            yield (
                "Traces may be left in the file's free space, because others are in it. "
                "Strike it once more when they have left."
            )
        yield "Documents exported before, backups and copies made by hand are not reached."


def strike(tx: Transaction, file: ReviewFile, capture_id: int, reason: str) -> Struck:
    """Strike a capture; call it inside its verb.

    One that is struck already is struck once more in the copies that were not reached before.

    Raises:
        Problem: Under a legal hold, without a reason, or where an outcome that was worked on
            still has these words as its own.
    """
    review = tx.find(Review)[0]
    refuse_under_hold(review)
    capture = tx.get(Capture, capture_id)
    known = tx.find(Strike, capture_id=capture.id)
    if known:
        words: list[str] = []
        record, struck = known[0], Struck(capture)
    else:
        words = wordings(tx, capture)
        record = Strike(
            capture_id=capture.id, reason=_reason(reason, words), by=tx.actor.person, at=now()
        )
        struck = _strike(tx, capture, words, record)
        struck.elsewhere = tuple(_elsewhere(tx.connection, words))
    paths = copies.known(file.path, tx.find(Snapshot))
    out = copies.out(_holding(tx, capture))

    def finish(connection: Connection) -> None:
        struck.clean = striking.scrub(connection)
        act = _in_copies(capture.uid, words, record, tx.actor)
        struck.copies, struck.left = copies.reach(file, review.uid, paths, act)
        struck.left += out

    tx.afterwards.append(finish)
    return struck


def _holding(tx: Transaction, capture: Capture) -> list[Notebook]:
    """The notebooks in which a capture is: given out after it was made, or it came from there."""
    made = journal.of_row(tx.connection, capture.TABLE, capture.uid)
    after = made[0].seq if made else 0
    return [
        one
        for one in tx.find(Notebook, here=False)
        if "(notebook" in capture.seat
        or journal.of_row(tx.connection, one.TABLE, one.uid)[0].seq > after
    ]


def refuse_under_hold(review: Review) -> None:
    """Refuse to destroy anything under a legal hold.

    Raises:
        Problem: With what the hold says.
    """
    if review.legal_hold.strip():
        raise Problem(
            f"Nothing may be destroyed in this review, there is a legal hold: "
            f"{review.legal_hold.strip().rstrip('.')}. Nothing was changed."
        )


def refuse_struck(tx: Transaction, capture: Capture) -> None:
    """Refuse to work on what was struck.

    Raises:
        Problem: With who struck it and when.
    """
    found = tx.find(Strike, capture_id=capture.id)
    if found:
        raise Problem(f"This capture was struck from the record by {found[0].by}; it stays so.")


def wordings(tx: Transaction, capture: Capture) -> list[str]:
    """Everything that the capture ever said, with and without its annotations."""
    found = [
        text
        for column in ("text", "line")
        for text in striking.wordings(tx.connection, Capture.TABLE, capture.uid, column)
    ]
    plain = [capture_line.parse(text, capture.kind).words.strip() for text in found]
    return [text for text in dict.fromkeys([*found, *plain]) if text]


def _reason(reason: str, words: Collection[str]) -> str:
    if not reason.strip():
        raise Problem("Say why it is struck: the reason stays on record.")
    if holds(reason, words):
        raise Problem("The reason repeats the words that are to go. Say it without them.")
    return reason.strip()


def _strike(
    tx: Transaction, capture: Capture, words: Sequence[str], record: Strike, *, force: bool = False
) -> Struck:
    """Strike a capture in one file.

    Args:
        force: In a copy: also take the words out of outcomes that were worked on.
    """
    with_it, resting = _strike_outcomes(tx, capture, words, force=force)
    for slide in tx.find(RoomSlide, retracted=None):
        if holds(slide.text, words):
            overwrite(tx, RoomSlide.TABLE, slide.uid, {"text": "", "shows": "nothing"})
        striking.destroy_payloads(tx.connection, RoomSlide.TABLE, slide.uid, words)
    for table, uid in striking.resting_texts(tx.connection, Capture.TABLE, capture.id):
        _blank(tx, table, uid)
    for mention in tx.find(Mention, table_name=Capture.TABLE, row_uid=capture.uid):
        tx.retract(mention)
    slots = [f"edit:{capture.uid}", f"check:{capture.uid}:checker", f"check:{capture.uid}:due"]
    striking.drop_drafts(tx.connection, slots, words)
    overwrite(tx, Capture.TABLE, capture.uid, _STUB | _STUB_WHO)
    tx.add(replace(record, capture_id=capture.id))
    return Struck(tx.get(Capture, capture.id), with_it, resting)


def _strike_outcomes(
    tx: Transaction, capture: Capture, words: Sequence[str], *, force: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What happens to the outcomes that were made from it: names of those that go, of the rest."""
    from workshop_tui.review.captures import own_outcomes

    standing = tx.find(Outcome, order="kind, position, id")
    names = dict(zip((o.id for o in standing), outcome_names(standing), strict=True))
    only_this = {outcome.id for outcome, _, worked in own_outcomes(tx, capture) if not worked}
    made = {link.outcome_id for link in tx.find(Evidence, retracted=None, capture_id=capture.id)}
    with_it, resting, refusing = [], [], []
    for outcome in (tx.get(Outcome, outcome_id) for outcome_id in sorted(made)):
        held = _fields_holding(outcome, words)
        if outcome.id in only_this:
            with_it.append(names[outcome.id])
            for link in tx.find(Evidence, outcome_id=outcome.id):
                tx.retract(link)
            overwrite(tx, Outcome.TABLE, outcome.uid, {"text": STRUCK, "retracted": 1})
        elif held and (force or outcome.retracted):
            overwrite(tx, Outcome.TABLE, outcome.uid, dict.fromkeys(held, STRUCK))
        elif held:
            refusing.append(names[outcome.id])
        else:
            striking.destroy_payloads(tx.connection, Outcome.TABLE, outcome.uid, words)
        if outcome.id in names and outcome.id not in only_this:
            resting.append(names[outcome.id])
    if refusing:
        raise Problem(
            f"{', '.join(refusing)} still {'has' if len(refusing) == 1 else 'have'} these words. "
            "Reword or empty that in Outcomes first, then strike the capture: nothing that was "
            "worked on is destroyed unasked. Nothing was changed."
        )
    return tuple(with_it), tuple(resting)


def _fields_holding(outcome: Outcome, words: Collection[str]) -> list[str]:
    return [
        one.name
        for one in fields(outcome)
        if one.name not in ("uid", "kind", "at", "status")
        and isinstance(value := getattr(outcome, one.name), str)
        and holds(value, words)
    ]


def _blank(tx: Transaction, table: str, uid: str) -> None:
    """Empty a row that says more about a struck capture; a mere link stays."""
    columns = set(text_columns(tx.connection, table)) - _NO_WORDS
    if columns:
        overwrite(tx, table, uid, dict.fromkeys(sorted(columns), "") | {"retracted": 1})


def _elsewhere(connection: Connection, words: Collection[str]) -> Iterator[str]:
    """Where the same words still stand: another capture of them, an outcome, what a draft holds."""
    seen = set()
    for place in every_text(connection):
        if holds(place.text, words) and not (place.table == "strike" or place.text == STRUCK):
            where = "the history" if place.table == "journal" else f"{place.table} {place.row}"
            if where not in seen:
                seen.add(where)
                yield where.replace("_", " ")


def _in_copies(
    uid: str, words: Iterable[str], record: Strike, actor: Actor
) -> Callable[[ReviewFile], None]:
    """Striking the same capture in a copy, whatever stood there when the copy was made."""
    known = list(words)

    def act(copy: ReviewFile) -> None:
        prepare(copy)
        with contextlib.closing(copy.connect()) as connection:
            with write(connection):
                tx = Transaction(connection, actor, ChangeClass.ADMINISTRATION, MEANING)
                _strike_in_copy(tx, uid, known, record)
            if not striking.scrub(connection):
                raise Problem("somebody has it open, so that traces may be left in its free space")

    return act


def _strike_in_copy(tx: Transaction, uid: str, words: Sequence[str], record: Strike) -> None:
    found: list[Any] = tx.find(Capture, retracted=None, uid=uid)
    if not found:
        striking.drop_drafts(tx.connection, (), words)
    elif not tx.find(Strike, capture_id=found[0].id):
        everything = list(dict.fromkeys([*words, *wordings(tx, found[0])]))
        _strike(tx, found[0], everything, replace(record, id=0), force=True)
