"""Capturing what is said: the note-taker's and the chair's verbs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice import capture_line
from workshop_tui.practice.kinds import OUTCOME_OF, CaptureKind
from workshop_tui.practice.problems import ChangedMeanwhile, Problem
from workshop_tui.practice.records import (
    Capture,
    CaptureEntry,
    Evidence,
    Identity,
    Mention,
    Outcome,
    OutcomeEnquiry,
    Participant,
    Session,
)
from workshop_tui.practice.roles import CAPTURERS, LEADERS
from workshop_tui.review.paper_notes import check_paper
from workshop_tui.review.people import resolve_who
from workshop_tui.review.striking import MEANING, Struck, refuse_struck, strike
from workshop_tui.review.verb import verb
from workshop_tui.store import seats
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction

MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class CaptureVerbs:
    """The verbs of capture.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("captured a line", CAPTURERS)
    def add(
        self,
        tx: Transaction,
        line: str,
        *,
        entry_id: int | None = None,
        kind: CaptureKind | None = None,
        session_id: int | None = None,
        step_id: int | None = None,
        by: str | None = None,
        draft_slot: str | None = None,
        recovered: tuple[str, str] | None = None,
        at: str | None = None,
        sheet: int | None = None,
    ) -> Capture:
        """Keep one line, exactly as typed.

        A finding, good practice, escalation or action also becomes an outcome that rests on it.

        Args:
            tx: The transaction.
            line: The line, in the grammar of ``practice.capture_line``.
            entry_id: The entry that was shown when its first character was typed.
            kind: The kind chosen by key; else the line says it.
            session_id: The session it was said in.
            step_id: The agenda step it was said at.
            by: Who typed it, if not the person in the seat.
            draft_slot: The draft that this line was; it goes in the same commit.
            recovered: Seat and slot of a draft that another seat left behind and this line was.
            at: When it was said (ISO 8601 with zone), where it stood on paper till now.
            sheet: The number of the paper sheet that it stood on.

        Raises:
            Problem: In the future, if the line is empty or beyond all measure, if ``at`` has not
                come yet, or no sheet with the number was given out.
        """
        if not line.strip():
            raise Problem("There is nothing to capture: the line is empty.")
        _refuse_beyond_measure(line)
        parsed = capture_line.parse(line, kind)
        if not parsed.text.strip():
            raise Problem(f"There is nothing to capture after {line.strip()!r}: the line is empty.")
        who = _who(tx, parsed)
        check_paper(tx, at, sheet)
        typed_late = at is None and sheet is None
        if typed_late and session_id is not None and tx.get(Session, session_id).closed:
            session_id = step_id = None  # typed to its end after the closing: kept, outside of it
        entered = now()
        capture = tx.add(
            Capture(
                kind=parsed.kind,
                line=line,
                text=parsed.text,
                at=at or entered,
                seat=tx.actor.seat,
                by=by or tx.actor.person,
                session_id=session_id,
                entry_id=entry_id,
                step_id=step_id,
                sheet=sheet,
                entered=entered if at else None,
                who_id=who.id if who else None,
                who_open=parsed.who_open or (parsed.who is not None and who is None),
                themes=parsed.themes,
                known=parsed.known,
            )
        )
        make_outcome(tx, capture)
        if draft_slot:
            seats.clear_draft(tx.connection, tx.actor.seat, draft_slot)
        if recovered:
            seats.clear_draft(tx.connection, *recovered)
        return capture

    @verb("edited a capture", CAPTURERS)
    def edit(
        self,
        tx: Transaction,
        capture_id: int,
        text: str,
        *,
        base: str,
        draft_slot: str | None = None,
    ) -> Capture:
        """Change a capture's text; its line as first typed is kept.

        Where another seat changed the same text since ``base`` was read, or took the capture
        away, neither is lost: the new words become a second capture, a variant of the first.

        Returns:
            The capture that now holds the text.
        """
        if not text.strip():
            raise Problem("An empty text is not kept. To take the capture away, retract it.")
        _refuse_beyond_measure(text)
        capture = tx.get(Capture, capture_id)
        refuse_struck(tx, capture)
        refuse_locked(tx, capture)
        changes = _understood(tx, capture, text)
        if draft_slot:
            seats.clear_draft(tx.connection, tx.actor.seat, draft_slot)
        if capture.retracted or capture.text not in (base, text):
            return self._variant(tx, capture, text, changes)
        edited = tx.change(capture, **changes)
        forget_mentions(tx, capture)
        _follow_wording(tx, capture, edited)
        return edited

    @staticmethod
    def _variant(tx: Transaction, capture: Capture, text: str, changes: dict[str, Any]) -> Capture:
        variant = tx.add(
            Capture(
                kind=capture.kind,
                line=text,
                at=now(),
                seat=tx.actor.seat,
                by=tx.actor.person,
                session_id=capture.session_id,
                entry_id=capture.entry_id,
                step_id=capture.step_id,
                episode_id=capture.episode_id,
                variant_of=capture.id,
                checker=capture.checker,
                due=capture.due,
                **{"who_id": capture.who_id, "who_open": capture.who_open} | changes,
            )
        )
        if capture.retracted:  # its outcome went with it; beside a living one, one is enough
            make_outcome(tx, variant)
        return variant

    @verb("retracted a capture", CAPTURERS)
    def retract(self, tx: Transaction, capture_id: int) -> Capture:
        """Take a capture out of the lists; it stays in the file, and undo brings it back.

        Raises:
            Problem: In the future, if an outcome rests on it that is more than this capture.
        """
        capture = tx.get(Capture, capture_id)
        refuse_struck(tx, capture)
        refuse_locked(tx, capture)
        _let_go(tx, capture)
        resting = [
            outcome
            for link in tx.find(Evidence, capture_id=capture_id)
            if not (outcome := tx.get(Outcome, link.outcome_id)).retracted
        ]
        if resting:
            raise Problem(
                f"{len(resting)} outcome(s) rest on this capture. "
                "Take it from their evidence first, or leave the capture."
            )
        return tx.retract(capture)

    @verb("changed the kind of a capture", CAPTURERS)
    def change_kind(self, tx: Transaction, capture_id: int, kind: CaptureKind) -> Capture:
        """Make a capture another kind; an outcome that was only this capture follows."""
        capture = _unlocked(tx, capture_id)
        if capture.kind is kind:
            return capture
        _let_go(tx, capture, keep_worked=True)
        changed = tx.change(capture, kind=kind)
        make_outcome(tx, changed)
        return changed

    @verb("moved a capture", CAPTURERS)
    def move(self, tx: Transaction, capture_id: int, entry_id: int | None) -> Capture:
        """Put a capture under another entry, or under none."""
        return tx.change(_unlocked(tx, capture_id), entry_id=entry_id)

    @verb("put a capture under another entry as well", CAPTURERS)
    def also_at(self, tx: Transaction, capture_id: int, entry_id: int) -> Capture:
        """Put a capture under a further entry, or take it away from there again."""
        capture = _unlocked(tx, capture_id)
        links = tx.find(CaptureEntry, retracted=None, capture_id=capture_id, entry_id=entry_id)
        if capture.entry_id == entry_id:
            raise Problem("The capture belongs to this entry already.")
        if links:
            tx.change(links[0], retracted=not links[0].retracted)
        else:
            tx.add(CaptureEntry(capture_id=capture_id, entry_id=entry_id))
        return capture

    @verb("put a capture under an episode or a step", CAPTURERS)
    def place(
        self,
        tx: Transaction,
        capture_id: int,
        *,
        episode_id: int | None = None,
        step_id: int | None = None,
    ) -> Capture:
        """Say that a capture belongs to a key episode or to an agenda step.

        What is not given (None) stays; 0 says that it belongs to none.
        """
        given = {"episode_id": episode_id, "step_id": step_id}
        changes = {name: value or None for name, value in given.items() if value is not None}
        return tx.change(_unlocked(tx, capture_id), **changes)

    @verb("said whose words a capture holds", CAPTURERS)
    def attribute(self, tx: Transaction, capture_id: int, who: str) -> Capture:
        """Fill in the speaker of a capture, by code, role or first name ("" for nobody)."""
        capture = _unlocked(tx, capture_id)
        if not who:
            return tx.change(capture, who_id=None, who_open=False)
        found = resolve_who(who, tx.find(Participant), tx.find(Identity))
        if found is None:
            raise Problem(f"Nobody taking part answers to {who!r}, or more than one person does.")
        return tx.change(capture, who_id=found.id, who_open=False)

    @verb("corrected a capture of a closed session", CAPTURERS)
    def correct(self, tx: Transaction, capture_id: int, text: str) -> Capture:
        """Add a dated correction to a capture whose session is closed; the capture stays.

        Raises:
            Problem: In the future, if it is empty, or the session is still open.
        """
        capture = live_capture(tx, capture_id)
        if not text.strip():
            raise Problem("There is nothing in the correction yet.")
        _refuse_beyond_measure(text)
        if capture.session_id is None or not tx.get(Session, capture.session_id).closed:
            raise Problem("Its session is open: change the capture itself.")
        return tx.add(
            Capture(
                kind=CaptureKind.CORRECTION,
                line=text,
                text=text,
                at=now(),
                seat=tx.actor.seat,
                by=tx.actor.person,
                entry_id=capture.entry_id,
                who_id=capture.who_id,
                corrects_id=capture.id,
            )
        )

    @verb("added details to a check", CAPTURERS)
    def set_check(self, tx: Transaction, capture_id: int, checker: str, due: str) -> Capture:
        """Say who will find something out, and by when."""
        capture = live_capture(tx, capture_id)
        if capture.kind is not CaptureKind.CHECK:
            raise Problem("Only a check has somebody who finds out. Change its kind first.")
        return tx.change(capture, checker=checker, due=due or None)

    @verb(MEANING, LEADERS, ChangeClass.ADMINISTRATION)
    def strike(self, tx: Transaction, capture_id: int, reason: str) -> Struck:
        """Destroy what a capture says, for good; when, by whom, at which entry and why stays.

        Its words leave the row, the journal, half-typed texts, the search, the file's free space
        and every copy that is known and can be reached. It cannot be undone. An outcome that is
        nothing but this capture goes with it; one with a wording of its own stays.

        Args:
            tx: The transaction.
            capture_id: The capture; one that is struck already is struck once more in the copies
                that were not reached before.
            reason: Why, without the words themselves.

        Raises:
            Problem: In the future, under a legal hold, or without a reason.
        """
        return strike(tx, self.seat.file, capture_id, reason)


def expect(current: str, base: str | None, what: str) -> None:
    """Refuse to overwrite words that changed since they were read.

    Raises:
        ChangedMeanwhile: With the words as they stand now.
    """
    if base is not None and current != base:
        raise ChangedMeanwhile(
            f"Somebody else has just changed {what}. Both wordings are kept: read theirs above, "
            "then save again.",
            current,
        )


def live_capture(tx: Transaction, capture_id: int) -> Capture:
    """A capture that stands.

    Raises:
        Problem: If there is none, or it was taken away meanwhile or struck.
    """
    capture = tx.get(Capture, capture_id)
    if capture.retracted:
        raise Problem("This capture was taken away meanwhile; undo brings it back.")
    refuse_struck(tx, capture)
    return capture


def refuse_locked(tx: Transaction, capture: Capture) -> None:
    """Refuse to alter what was captured in a session that is closed.

    Raises:
        Problem: With what can be done instead.
    """
    if capture.session_id is not None and tx.get(Session, capture.session_id).closed:
        raise Problem(
            "Its session is closed, so this capture stays as it is. Add a dated correction, or "
            "reopen the session with a reason."
        )


def _unlocked(tx: Transaction, capture_id: int) -> Capture:
    """A capture that stands and may be altered."""
    capture = live_capture(tx, capture_id)
    refuse_locked(tx, capture)
    return capture


def _refuse_beyond_measure(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise Problem(
            f"This text has {len(text):,} characters; one capture holds {MOST_CHARACTERS:,}. "
            "Please capture it in parts; nothing was lost."
        )


def _understood(tx: Transaction, capture: Capture, text: str) -> dict[str, Any]:
    """What a new text changes; a speaker who was filled in stays unless the ``@`` changed."""
    parsed = capture_line.parse(text, capture.kind)
    before = capture_line.parse(capture.text, capture.kind)
    changes: dict[str, Any] = {"text": text, "themes": parsed.themes, "known": parsed.known}
    if (parsed.who, parsed.who_open) != (before.who, before.who_open):
        who = _who(tx, parsed)
        unknown = parsed.who is not None and who is None
        changes |= {"who_id": who.id if who else None, "who_open": parsed.who_open or unknown}
    return changes


def forget_mentions(tx: Transaction, capture: Capture) -> None:
    """What people decided about words that have changed no longer says which words it meant."""
    for mention in tx.find(Mention, table_name=Capture.TABLE, row_uid=capture.uid):
        tx.retract(mention)


def _who(tx: Transaction, parsed: capture_line.CaptureLine) -> Participant | None:
    if parsed.who is None:
        return None
    return resolve_who(parsed.who, tx.find(Participant), tx.find(Identity))


def make_outcome(tx: Transaction, capture: Capture) -> None:
    """Make the outcome that a capture of its kind becomes, unless it has become one already."""
    kind = OUTCOME_OF.get(capture.kind)
    if kind is None or any(outcome.kind is kind for outcome in _made_of(tx, capture)):
        return
    position = len(tx.find(Outcome, retracted=None, kind=kind)) + 1
    outcome = tx.add(
        Outcome(
            kind=kind,
            position=position,
            text=wording(capture),
            at=now(),
            themes=capture.themes,
        )
    )
    tx.add(Evidence(outcome_id=outcome.id, capture_id=capture.id))


def _made_of(tx: Transaction, capture: Capture) -> list[Outcome]:
    """Outcomes that began with this capture and stand: a kind changed back finds its own again."""
    found = []
    for link in tx.find(Evidence, capture_id=capture.id):
        outcome = tx.get(Outcome, link.outcome_id)
        first = tx.find(Evidence, outcome_id=outcome.id)[0]
        if not outcome.retracted and first.id == link.id:
            found.append(outcome)
    return found


def wording(capture: Capture) -> str:
    """The words of a capture without its annotations: the first wording of an outcome."""
    return capture_line.parse(capture.text, capture.kind).words or capture.text.strip()


def own_outcomes(tx: Transaction, capture: Capture) -> list[tuple[Outcome, list[Evidence], bool]]:
    """Outcomes that this capture made, each with its evidence and whether it was worked on."""
    kind = OUTCOME_OF.get(capture.kind)
    if kind is None:
        return []
    found = []
    for link in tx.find(Evidence, capture_id=capture.id):
        outcome = tx.get(Outcome, link.outcome_id)
        if outcome.retracted or outcome.kind is not kind:
            continue
        evidence = tx.find(Evidence, outcome_id=outcome.id)
        children = tx.find(Outcome, finding_id=outcome.id)
        details = (
            outcome.why,
            outcome.owner,
            outcome.expected_change,
            outcome.unsafe_now,
            outcome.told,
            outcome.due,
            outcome.still_current,
            outcome.measure,
            outcome.finding_id,
            outcome.status != "draft",
            tx.find(OutcomeEnquiry, outcome_id=outcome.id),
        )
        worked = len(evidence) > 1 or bool(children) or any(details)
        found.append((outcome, evidence, worked or outcome.text != wording(capture)))
    return found


def _let_go(tx: Transaction, capture: Capture, *, keep_worked: bool = False) -> None:
    """Take the outcome away that was only this capture; never one that was worked on."""
    for outcome, evidence, worked in own_outcomes(tx, capture):
        if worked and not keep_worked:
            raise Problem(
                "An outcome rests on this capture and has been worked on since. "
                "Take it away in Outcomes first, or leave the capture."
            )
        if not worked:
            for link in evidence:
                tx.retract(link)
            tx.retract(outcome)


def _follow_wording(tx: Transaction, before: Capture, after: Capture) -> None:
    """An outcome that still has the capture's first wording takes over the corrected one."""
    for outcome, _, _ in own_outcomes(tx, before):
        if outcome.text == wording(before):
            tx.change(outcome, text=wording(after))
