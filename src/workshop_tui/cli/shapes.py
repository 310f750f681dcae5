"""Records as the command line shows them: through a view, with numbers in place of keys."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from workshop_tui.practice.beside import Beside, changed
from workshop_tui.practice.keeping import Strike, is_struck
from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.marks import VEILED, Marks
from workshop_tui.practice.on_paper import on_paper
from workshop_tui.practice.preparing import PreparationReturn, ReturnItem
from workshop_tui.practice.records import (
    AgendaStep,
    Capture,
    Entry,
    EntryAddition,
    EntryCorrection,
    EntryDispute,
    EntryExclusion,
    Outcome,
    Session,
)

if TYPE_CHECKING:
    from workshop_tui.privacy.view import View
    from workshop_tui.review.reader import Reader


class Shapes:
    """Turns records into JSON objects, whose keys the contract of the command line fixes.

    Args:
        read: Where what the records refer to is read.
        view: Through which all text goes.
    """

    def __init__(self, read: Reader, view: View) -> None:
        self.read = read
        self.view = view

    @cached_property
    def numbers(self) -> dict[int, int]:
        """Each entry's position in the combined order, from 1, by id."""
        return {entry_id: number for number, entry_id in enumerate(self.read.order(), start=1)}

    @cached_property
    def codes(self) -> dict[int, str]:
        """Participants' codes by id."""
        return {one.id: one.code for one in self.read.participants()}

    @cached_property
    def agencies(self) -> dict[int, str]:
        """Agencies' short names by id, as the view shows them."""
        found = self.read.agencies().items()
        return {one_id: self.view.text(agency.short) for one_id, agency in found}

    @cached_property
    def _files(self) -> dict[int, str]:
        found = self.read.source_files().items()
        return {one_id: self.view.text(source.name) for one_id, source in found}

    @cached_property
    def _episodes(self) -> dict[int, int]:
        return {one.id: one.number for one in self.read.episodes()}

    @cached_property
    def _strikes(self) -> dict[int, Strike]:
        return self.read.strikes()

    @cached_property
    def _sessions(self) -> dict[int, Session]:
        return {one.id: one for one in self.read.sessions()}

    @cached_property
    def _steps(self) -> dict[int, str]:
        return {one.id: one.slug for one in self.read.records(AgendaStep)}

    @cached_property
    def _entry_uids(self) -> dict[int, str]:
        captures = self.read.captures(retracted=True)
        wanted = {one.entry_id for one in captures if one.entry_id is not None}
        return {one.id: one.uid for one in self.read.entries(sorted(wanted))}

    @cached_property
    def _further(self) -> dict[int, list[int]]:
        return self.read.further_entries()

    @cached_property
    def _marks(self) -> Marks:
        return self.read.marks()

    @cached_property
    def beside(self) -> Beside:
        """What stands beside the entries."""
        return self.read.beside()

    def entry(self, entry: Entry) -> dict[str, Any]:
        """An entry of the combined chronology, as its source said it, with what stands beside."""
        entry = self._marks.veiled(entry, shows_names=self.view.shows_names)
        bare = entry.text == VEILED
        number = self.numbers.get(entry.id)
        place = "sheet" if entry.origin_kind == "sheet" else "table"
        return {
            "number": number,
            "ref": entry.ref or (str(number) if number else None),
            "uid": entry.uid,
            "date_text": self._entry_field(entry, "date_text"),
            "earliest": entry.earliest,
            "latest": entry.latest,
            "time": entry.time,
            "date_note": entry.date_note,
            "end_text": entry.end_text,
            "agency": self.agencies.get(entry.agency_id),
            "source": self._entry_field(entry, "source"),
            "text": self._entry_field(entry, "text"),
            "fields": self.view.fields(entry.fields),
            "flags": [*entry.flags, *self._marks.words(entry, self.agencies)],
            "origin": {
                "file": self._files.get(entry.source_file_id or 0),
                place: entry.origin_table,
                "row": entry.origin_row,
            },
            "state": entry.state,
            "starred": entry.starred,
            "episode": self._episodes.get(entry.episode_id or 0),
            "corrected": None if bare else self._corrected(entry),
            "disputed": []
            if bare
            else [self._dispute(one) for one in self.beside.disputes_of(entry.id)],
            "linked": [self._link(one) for one in self.beside.linked_to(entry.id)],
            "excluded": self._why(self.beside.exclusion_of(entry.id), bare=bare),
            "added": self._why(self.beside.addition_of(entry.id), bare=bare),
        }

    def _corrected(self, entry: Entry) -> dict[str, Any] | None:
        """How an entry reads once corrected, with each correction; None where nobody did."""
        corrections = self.beside.corrections_of(entry.id)
        if not corrections:
            return None
        now = self.beside.corrected(entry)
        words = {
            "date_text": self._corrected_field(corrections[-1], "date_text"),
            "earliest": now.earliest,
            "latest": now.latest,
            "time": now.time,
            "date_note": now.date_note,
            "end_text": now.end_text,
            "source": self._corrected_field(corrections[-1], "source"),
            "text": self._corrected_field(corrections[-1], "text"),
            "fields": self.view.fields(now.fields),
            "changed": changed(entry, now),
        }
        return words | {"corrections": [self._correction(one) for one in corrections]}

    def _correction(self, correction: EntryCorrection) -> dict[str, Any]:
        return {
            "id": correction.id,
            "text": self._corrected_field(correction, "text"),
            "date_text": self._corrected_field(correction, "date_text"),
            "reason": self.view.text(correction.reason),
            "by": self.view.text(correction.by),
            "at": correction.at,
            "file": self._files.get(correction.source_file_id or 0),
        }

    def _corrected_field(self, correction: EntryCorrection, name: str) -> str:
        text = getattr(correction, name)
        return self.view.field(EntryCorrection.TABLE, correction.uid, name, text)

    def _dispute(self, dispute: EntryDispute) -> dict[str, Any]:
        account = dispute.account
        return {
            "id": dispute.id,
            "agency": self.agencies.get(dispute.agency_id),
            "account": self.view.field(EntryDispute.TABLE, dispute.uid, "account", account),
            "by": self.view.text(dispute.by),
            "at": dispute.at,
        }

    def _link(self, entry_id: int) -> dict[str, Any]:
        other, number = self.read.entry(entry_id), self.numbers.get(entry_id)
        return {
            "uid": other.uid,
            "number": number,
            "ref": other.ref or (str(number) if number else None),
            "agency": self.agencies.get(other.agency_id),
        }

    def _why(
        self, record: EntryAddition | EntryExclusion | Strike | None, *, bare: bool = False
    ) -> dict[str, Any] | None:
        if record is None:
            return None
        reason, by = "" if bare else self.view.text(record.reason), self.view.text(record.by)
        return {"reason": reason, "by": by, "at": record.at}

    def capture(self, capture: Capture) -> dict[str, Any]:
        """A captured line."""
        capture = self._marks.veiled(capture, shows_names=self.view.shows_names)
        return {
            "id": capture.id,
            "uid": capture.uid,
            "kind": capture.kind.value,
            "entry": self.numbers.get(capture.entry_id or 0),
            "entry_uid": self._entry_uids.get(capture.entry_id or 0),
            "also_entries": sorted(
                self.numbers[one]
                for one in self._further.get(capture.id, ())
                if one in self.numbers
            ),
            "by": self.view.text(capture.by),
            "seat": self.view.text(capture.seat),
            "who": self.codes.get(capture.who_id or 0),
            "text": self.capture_text(capture),
            "line": self.view.text(capture.line),
            "themes": list(capture.themes),
            "flags": self._marks.words(capture, self.agencies),
            "known": capture.known or None,
            "episode": self._episodes.get(capture.episode_id or 0),
            "step": self._steps.get(capture.step_id or 0),
            "session": self._session(capture),
            "conversation": self._in_conversation(capture),
            "checker": self.view.text(capture.checker) or None,
            "due": capture.due,
            "at": capture.at,
            "sheet": capture.sheet,
            "entered": capture.entered,
            "on_paper": on_paper(capture) or None,
            "status": status_of(capture),
            "struck": self._why(self._strikes.get(capture.id)),
        }

    def returned_at(self, entry_id: int) -> list[dict[str, Any]]:
        """What people's preparation returns say about an entry."""
        who = {one.id: one.participant_id for one in self.read.records(PreparationReturn)}
        return [
            {
                "uid": one.uid,
                "who": self.codes.get(who.get(one.return_id, 0)),
                "part": one.part,
                "date_text": self.view.text(one.date_text),
                "text": self.view.text(one.text),
                "why": self.view.text(one.why),
            }
            for item in self.read.records(ReturnItem, entry_id=entry_id)
            for one in [self._marks.veiled(item, shows_names=self.view.shows_names)]
        ]

    def _session(self, capture: Capture) -> str | None:
        """The title of the session in which it was captured."""
        session = self._sessions.get(capture.session_id or 0)
        return self.view.text(session.title) if session else None

    def _in_conversation(self, capture: Capture) -> bool:
        """Whether it was said one to one, not in the room."""
        session = self._sessions.get(capture.session_id or 0)
        return session is not None and session.kind == CONVERSATION

    def capture_text(self, capture: Capture) -> str:
        """A capture's text as the view shows it."""
        capture = self._marks.veiled(capture, shows_names=self.view.shows_names)
        return self.view.field(Capture.TABLE, capture.uid, "text", capture.text)

    def outcomes(self) -> list[dict[str, Any]]:
        """All outcomes, by kind and in their order, each with its evidence and what it lacks."""
        from workshop_tui.practice.outcomes import outcome_names

        found = self.read.outcomes()
        names = {one.id: name for one, name in zip(found, outcome_names(found), strict=True)}
        evidence, enquiries = self.read.evidence(), self.read.enquiries()
        missing = self.read.missing()
        return [
            self._outcome(one, names)
            | {
                "evidence": [self._evidence(capture) for capture in evidence.get(one.id, ())],
                "lines_of_enquiry": enquiries.get(one.id, []),
                "missing": missing[one.id],
            }
            for one in found
        ]

    def _outcome(self, outcome: Outcome, names: dict[int, str]) -> dict[str, Any]:
        from workshop_tui.review.outcomes import EDITABLE

        outcome = self._marks.veiled(outcome, shows_names=self.view.shows_names)
        return {
            "kind": outcome.kind.value,
            "name": names[outcome.id],
            "id": outcome.id,
            "uid": outcome.uid,
            "text": self._outcome_field(outcome, "text"),
            "status": outcome.status,
            "fields": {
                name: self._outcome_field(outcome, name)
                for name in EDITABLE
                if name not in ("text", "status")
            },
            "themes": list(outcome.themes),
            "flags": self._marks.words(outcome, self.agencies),
            "finding": names.get(outcome.finding_id or 0),
            "at": outcome.at,
        }

    def _evidence(self, capture: Capture) -> dict[str, Any]:
        return {
            "capture": capture.uid,
            "id": capture.id,
            "text": self.capture_text(capture),
            "entry": self.numbers.get(capture.entry_id or 0),
        }

    def _entry_field(self, entry: Entry, name: str) -> str:
        return self.view.field(Entry.TABLE, entry.uid, name, getattr(entry, name))

    def _outcome_field(self, outcome: Outcome, name: str) -> str:
        return self.view.field(Outcome.TABLE, outcome.uid, name, getattr(outcome, name))


def status_of(capture: Capture) -> str:
    """Whether something about a capture is still to be done, in a word or two."""
    if capture.retracted:
        return "retracted"
    if is_struck(capture):
        return "struck"
    return "speaker open" if capture.who_open else "open"
