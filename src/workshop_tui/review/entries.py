"""Entries by hand: added, corrected, disputed, excluded. What a source said never changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.beside import apply, when_of
from workshop_tui.practice.problems import ChangedMeanwhile, Problem
from workshop_tui.practice.records import (
    Entry,
    EntryAddition,
    EntryCorrection,
    EntryDispute,
    EntryExclusion,
)
from workshop_tui.practice.roles import CAPTURERS
from workshop_tui.practice.when import When
from workshop_tui.review.circulation import refs_for
from workshop_tui.review.people import agency_named
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import now
from workshop_tui.store.transaction import Transaction

BY_HAND = "hand"
"""The ``origin_kind`` of an entry that no document gave."""


@dataclass(frozen=True, slots=True)
class EntryVerbs:
    """The verbs of single entries.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("added an entry", CAPTURERS)
    def add(
        self,
        tx: Transaction,
        *,
        agency: str,
        text: str,
        date: str = "",
        source: str = "",
        reason: str = "",
    ) -> Entry:
        """Add an entry by hand; it takes its place in the combined order.

        Args:
            tx: The transaction.
            agency: Whose account it is, by short or full name.
            text: What happened.
            date: When, as a person writes it ("12/03/2024 14:30", "early March 2024"); "" where
                that is not known.
            source: Who or what says so.
            reason: Why it is added.

        Raises:
            Problem: In the future, if the text is empty, the agency is unknown, or the date
                cannot be read: it is never guessed.
        """
        if not text.strip():
            raise Problem("An entry needs a text that says what happened.")
        found = agency_named(tx, agency)
        when, flags = read_when(date)
        key = when.sort_key()
        entry = tx.add(
            Entry(
                agency_id=found.id,
                text=text,
                sort_key=key,
                ref=refs_for(tx, [key])[0],
                source=source,
                flags=flags,
                origin_kind=BY_HAND,
                **_date_fields(when),
            )
        )
        tx.add(EntryAddition(entry_id=entry.id, by=tx.actor.person, at=now(), reason=reason))
        return entry

    @verb("corrected an entry", CAPTURERS)
    def correct(
        self,
        tx: Transaction,
        entry_id: int,
        *,
        text: str | None = None,
        date: str | None = None,
        source: str | None = None,
        fields: Mapping[str, str] | None = None,
        reason: str = "",
        base: str | None = None,
    ) -> EntryCorrection:
        """Say how an entry should read; its source's words and date stay beside it.

        What is not given stays as it reads now. With another date it moves in the order; its
        printed reference stays.

        Args:
            tx: The transaction.
            entry_id: The entry.
            text, date, source: The corrected ones.
            fields: Corrected columns; others stay.
            reason: Why, or who says so.
            base: The text as it was read before correcting it.

        Raises:
            Problem: In the future, if nothing would change, the text is empty, or the date
                cannot be read.
            ChangedMeanwhile: In the future, if the text reads otherwise than ``base`` by now.
        """
        entry = _live(tx, entry_id)
        shown = reads_now(tx, entry)
        if base is not None and shown.text != base:
            raise ChangedMeanwhile(
                "Somebody else has just corrected this entry. Read their wording first, then "
                "save again.",
                shown.text,
            )
        changes: dict[str, Any] = {}
        if text is not None:
            if not text.strip():
                raise Problem(
                    "A corrected text cannot be empty. To leave an entry out, exclude it."
                )
            changes["text"] = text
        if source is not None:
            changes["source"] = source
        if fields is not None:
            changes["fields"] = {**shown.fields, **fields}
        if date is not None and date != shown.date_text:
            changes |= _date_fields(read_when(date)[0])
        if all(getattr(shown, name) == value for name, value in changes.items()):
            raise Problem("That is how the entry reads already; nothing was changed.")
        return keep_correction(tx, entry, shown, changes, reason)

    @verb("withdrew a correction", CAPTURERS)
    def withdraw_correction(self, tx: Transaction, correction_id: int) -> Entry:
        """Take a correction away; the entry reads as before it, or as later ones say."""
        correction = tx.get(EntryCorrection, correction_id)
        if correction.retracted:
            raise Problem("This correction was withdrawn already.")
        entry = tx.get(Entry, correction.entry_id)
        before = reads_now(tx, entry)
        tx.retract(correction)
        return _put_in_place(tx, entry, before, reads_now(tx, entry))

    @verb("recorded a dispute", CAPTURERS)
    def dispute(self, tx: Transaction, entry_id: int, agency: str, account: str) -> EntryDispute:
        """Record that an agency sees an entry otherwise; both accounts stand and are printed.

        Raises:
            Problem: In the future, if the agency is unknown or the account is empty.
        """
        if not account.strip():
            raise Problem("A dispute needs the agency's own account: what happened as it sees it.")
        entry = _live(tx, entry_id)
        return tx.add(
            EntryDispute(
                entry_id=entry.id,
                agency_id=agency_named(tx, agency).id,
                account=account,
                by=tx.actor.person,
                at=now(),
            )
        )

    @verb("withdrew a dispute", CAPTURERS)
    def withdraw_dispute(self, tx: Transaction, dispute_id: int) -> EntryDispute:
        """Take a dispute away, where the agencies came to agree."""
        dispute = tx.get(EntryDispute, dispute_id)
        if dispute.retracted:
            raise Problem("This dispute was withdrawn already.")
        return tx.retract(dispute)

    @verb("excluded an entry", CAPTURERS)
    def exclude(self, tx: Transaction, entry_id: int, reason: str) -> EntryExclusion:
        """Leave an entry out of the combined order, with a reason; it stays listed as excluded.

        Its captures stay with it, and so does its printed reference.

        Raises:
            Problem: In the future, without a reason, or if it is excluded already.
        """
        if not reason.strip():
            raise Problem("An entry is excluded for a reason. Please give it.")
        entry = _live(tx, entry_id)
        if tx.find(EntryExclusion, entry_id=entry.id):
            raise Problem("This entry is excluded already.")
        return tx.add(
            EntryExclusion(entry_id=entry.id, reason=reason, by=tx.actor.person, at=now())
        )

    @verb("included an entry again", CAPTURERS)
    def include(self, tx: Transaction, entry_id: int) -> Entry:
        """Take an excluded entry back into the combined order."""
        entry = _live(tx, entry_id)
        exclusions = tx.find(EntryExclusion, entry_id=entry.id)
        if not exclusions:
            raise Problem("This entry is not excluded.")
        for exclusion in exclusions:
            tx.retract(exclusion)
        return entry


def read_when(date: str) -> tuple[When, tuple[str, ...]]:
    """A date as a person typed it, and words for what is special about it.

    Raises:
        Problem: If it cannot be read; a date is never guessed.
    """
    from workshop_tui.intake.dates import read_date

    if not date.strip():
        return When(date), ("undated",)
    found = read_date(date)
    if found.when is None:
        raise Problem(
            f"{date!r} cannot be read as a date ({found.reason}). Write it like 12/03/2024, "
            "12 March 2024 14:30, March 2024 or early 2024, or leave it empty."
        )
    return found.when, found.flags


def reads_now(tx: Transaction, entry: Entry) -> Entry:
    """An entry as its newest correction has it."""
    corrections = tx.find(EntryCorrection, entry_id=entry.id)
    return apply(entry, corrections[-1]) if corrections else entry


def keep_correction(
    tx: Transaction,
    entry: Entry,
    shown: Entry,
    changes: Mapping[str, Any],
    reason: str,
    **origin: Any,
) -> EntryCorrection:
    """Keep a correction of an entry that reads as ``shown``; it moves to where it now belongs."""
    names = ("text", "date_text", "earliest", "latest", "time", "date_note", "end_text")
    whole = {name: getattr(shown, name) for name in (*names, "source", "fields")}
    correction = tx.add(
        EntryCorrection(
            entry_id=entry.id,
            by=tx.actor.person,
            at=now(),
            reason=reason,
            **(whole | dict(changes) | origin),
        )
    )
    _put_in_place(tx, entry, shown, apply(entry, correction))
    return correction


def _put_in_place(tx: Transaction, entry: Entry, before: Entry, after: Entry) -> Entry:
    """Move an entry to the place of the date that it reads with now."""
    if when_of(before) == when_of(after):
        return entry
    return tx.change(entry, sort_key=when_of(after).sort_key())


def _date_fields(when: When) -> dict[str, Any]:
    return {
        "date_text": when.text,
        "earliest": when.earliest.isoformat() if when.earliest else None,
        "latest": when.latest.isoformat() if when.latest else None,
        "time": when.time,
        "date_note": when.note,
    }


def _live(tx: Transaction, entry_id: int) -> Entry:
    entry = tx.get(Entry, entry_id)
    if entry.retracted:
        raise Problem("This entry was taken away meanwhile; undo brings it back.")
    return entry
