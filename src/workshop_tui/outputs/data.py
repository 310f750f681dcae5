"""Everything in the review as JSON, for programs: exact texts, always in the same order."""

from __future__ import annotations

import json
from typing import Any

from workshop_tui.outputs import data_after
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.practice.records import (
    Agency,
    Capture,
    Entry,
    EntryCorrection,
    Outcome,
    Session,
)

FORMAT = "workshop-tui review"
FORMAT_VERSION = 1
SCHEMA = "review-1.schema.json"
"""Where what it says is described: data/schema."""


def render(material: Material, report: ReportModel) -> str:
    """The whole review, as its tier may show it."""
    return json.dumps(whole(material, report), ensure_ascii=False, indent=2) + "\n"


def whole(material: Material, report: ReportModel) -> dict[str, Any]:
    """The whole review as values that JSON knows."""
    return _Data(material, report).whole()


class _Data:
    def __init__(self, material: Material, report: ReportModel) -> None:
        self.material = material
        self.report = report
        self.agencies = {agency.id: agency for agency in material.agencies}
        self.people = {person.id: person for person in material.participants}
        self.sources = {source.id: source for source in material.sources}
        self.episodes = {episode.id: episode for episode in material.episodes}
        self.steps = {step.id: step for step in material.steps}
        self.sessions = {session.id: session for session in material.sessions}
        self.entries = {entry.id: entry for entry in (*material.entries, *material.excluded)}
        self.captures = {capture.id: capture for capture in material.captures}
        self.outcomes = {outcome.id: outcome for outcome in material.outcomes}
        self.numbers = material.numbers

    def whole(self) -> dict[str, Any]:
        return {
            "warning": self.report.warning,
            "format": FORMAT,
            "format_version": FORMAT_VERSION,
            "schema": SCHEMA,
            "made_with": f"workshop-tui {self.material.version}",
            "made": self.material.made.isoformat(timespec="seconds"),
            "circulation": self.report.tier.value,
            "draft": self.report.draft,
            "left_out": list(self.report.left_out),
            "journal_head": self.material.journal_head,
            "review": self._review(),
            "agencies": [self._agency(agency) for agency in self.material.agencies],
            "participants": [self._participant(i) for i in self.people],
            "lines_of_enquiry": self._lines(),
            "session": self._session(),
            "sessions": [self._told(one) for one in self.material.sessions],
            "episodes": self._episodes(),
            "entries": [self._entry(entry) for entry in self.material.entries],
            "excluded_entries": [self._entry(entry) for entry in self.material.excluded],
            "captures": [self._capture(capture) for capture in self.material.captures],
            "outcomes": [self._outcome(outcome) for outcome in self.outcomes.values()],
            "escalations_by_status": dict(self.report.escalation_counts),
            "themes": {theme: list(labels) for theme, labels in self.report.themes},
            **data_after.after(self.material),
        }

    def _review(self) -> dict[str, Any]:
        review = self.material.review
        return {
            "uid": review.uid,
            "reference": review.reference,
            "title": review.title,
            "lead": review.lead,
            "trigger": review.trigger,
            "reason": review.reason,
            "requested_by": review.requested_by,
            "period_from": review.period_from,
            "period_to": review.period_to,
            "summary": review.summary,
            "register_confirmed": review.register_confirmed,
        }

    @staticmethod
    def _agency(agency: Agency) -> dict[str, Any]:
        return {
            "uid": agency.uid,
            "name": agency.name,
            "short": agency.short,
            "kind": agency.kind,
            "contact": agency.contact,
        }

    def _participant(self, person_id: int) -> dict[str, Any]:
        person = self.people[person_id]
        name = self.material.names.get(person_id)
        return {
            "uid": person.uid,
            "code": person.code,
            "role": person.role,
            **({"name": name} if name else {}),
            "agency": self._short(person.agency_id),
            "level": person.level,
            "attending": person.attending,
            "speaks_for": list(person.speaks_for),
            "note": person.note,
        }

    def _short(self, agency_id: int | None) -> str | None:
        agency = self.agencies.get(agency_id or 0)
        return agency.short if agency else None

    def _lines(self) -> list[dict[str, Any]]:
        answered = {line.number: list(line.answered_by) for line in self.report.lines}
        return [
            {
                "uid": line.uid,
                "number": line.number,
                "title": line.title,
                "question": line.question,
                "answered_by": answered[line.number],
            }
            for line in self.material.lines
        ]

    def _session(self) -> dict[str, Any] | None:
        session = self.material.session
        if session is None:
            return None
        return self._told(session) | {
            "agenda": [
                {"uid": step.uid, "title": step.title, "minutes": step.minutes}
                for step in self.material.steps
            ],
        }

    def _told(self, session: Session) -> dict[str, Any]:
        return {
            "uid": session.uid,
            "kind": session.kind,
            "title": session.title,
            "date": session.date,
            "place": session.place,
            "starts": session.starts,
            "started": session.started,
            "closed": session.closed,
        }

    def _episodes(self) -> list[dict[str, Any]]:
        return [
            {
                "uid": episode.uid,
                "number": episode.number,
                "title": episode.title,
                "starts": episode.starts,
                "ends": episode.ends,
            }
            for episode in self.material.episodes
        ]

    # -- chronology ---------------------------------------------------------------------------

    def _entry(self, entry: Entry) -> dict[str, Any]:
        episode = self.episodes.get(entry.episode_id or 0)
        return {
            "uid": entry.uid,
            "number": self.numbers.get(entry.id),
            "ref": entry.ref,
            "agency": self._short(entry.agency_id),
            "earliest": entry.earliest,
            "latest": entry.latest,
            "episode": episode.number if episode else None,
            "starred": entry.starred,
            "state": entry.state,
            "date_text": entry.date_text,
            "time": entry.time,
            "date_note": entry.date_note,
            "end_text": entry.end_text,
            "source": entry.source,
            "text": entry.text,
            "fields": dict(entry.fields),
            "flags": list(entry.flags),
            "origin": self._origin(entry),
            **self._beside(entry),
        }

    def _beside(self, entry: Entry) -> dict[str, Any]:
        """What stands beside an entry; the entry itself is as its source said it."""
        beside = self.material.beside
        addition, exclusion = beside.addition_of(entry.id), beside.exclusion_of(entry.id)
        return {
            "corrections": [self._correction(one) for one in beside.corrections_of(entry.id)],
            "disputed": [
                {"agency": self._short(one.agency_id), "account": one.account}
                for one in beside.disputes_of(entry.id)
            ],
            "linked": [
                self.entries[i].uid for i in beside.linked_to(entry.id) if i in self.entries
            ],
            "added": addition.reason if addition else None,
            "excluded": exclusion.reason if exclusion else None,
        }

    def _correction(self, correction: EntryCorrection) -> dict[str, Any]:
        source = self.sources.get(correction.source_file_id or 0)
        return {
            "date_text": correction.date_text,
            "earliest": correction.earliest,
            "latest": correction.latest,
            "time": correction.time,
            "date_note": correction.date_note,
            "end_text": correction.end_text,
            "source": correction.source,
            "text": correction.text,
            "fields": dict(correction.fields),
            "reason": correction.reason,
            "at": correction.at,
            "file": source.name if source else None,
        }

    def _origin(self, entry: Entry) -> dict[str, Any]:
        source = self.sources.get(entry.source_file_id or 0)
        return {
            "file": source.name if source else None,
            "kind": entry.origin_kind,
            "table": entry.origin_table,
            "row": entry.origin_row,
        }

    # -- captures and outcomes ----------------------------------------------------------------

    def _capture(self, capture: Capture) -> dict[str, Any]:
        person = self.people.get(capture.who_id or 0)
        episode = self.episodes.get(capture.episode_id or 0)
        step = self.steps.get(capture.step_id or 0)
        session = self.sessions.get(capture.session_id or 0)
        variant = self.captures.get(capture.variant_of or 0)
        ids = [i for i in self.material.entries_of.get(capture.id, ()) if i in self.entries]
        return {
            "uid": capture.uid,
            "kind": capture.kind.value,
            "text": capture.text,
            "line": capture.line,
            "who": person.code if person else None,
            "who_open": capture.who_open,
            "entries": [self.numbers[i] for i in ids if i in self.numbers],
            "entry_uids": [self.entries[i].uid for i in ids],
            "episode": episode.number if episode else None,
            "agenda_step": step.title if step else None,
            "session": session.uid if session else None,
            "conversation": self.material.in_conversation(capture),
            "themes": list(capture.themes),
            "known": capture.known,
            "checker": capture.checker,
            "due": capture.due,
            "variant_of": variant.uid if variant else None,
            "at": capture.at,
            "seat": capture.seat,
            "by": capture.by,
        }

    def _outcome(self, outcome: Outcome) -> dict[str, Any]:
        finding = self.outcomes.get(outcome.finding_id or 0)
        evidence = self.material.evidence.get(outcome.id, ())
        return {
            "uid": outcome.uid,
            "label": self.material.labels[outcome.id],
            "kind": outcome.kind.value,
            "text": outcome.text,
            "status": outcome.status,
            "why": outcome.why,
            "still_current": outcome.still_current,
            "owner": outcome.owner,
            "expected_change": outcome.expected_change,
            "measure": outcome.measure,
            "unsafe_now": outcome.unsafe_now,
            "told": outcome.told,
            "due": outcome.due,
            "themes": list(outcome.themes),
            "evidence": [self.captures[i].uid for i in evidence if i in self.captures],
            "lines_of_enquiry": list(self.material.enquiries.get(outcome.id, ())),
            "answers": self.material.labels[finding.id] if finding else None,
            "missing": list(self.material.missing.get(outcome.id, ())),
            "at": outcome.at,
            **data_after.of_outcome(self.material, outcome, self._short(outcome.owner_agency_id)),
        }
