"""From the records of a tier to the report's model. No name is known here that may not be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any, Final

from workshop_tui.outputs import model
from workshop_tui.outputs.dates import span, worded
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.parts import left_out
from workshop_tui.outputs.tally import tally
from workshop_tui.outputs.tiers import CONTAINS_NAMES, warns, withheld
from workshop_tui.outputs.words import spoken
from workshop_tui.practice.brag import BRAG
from workshop_tui.practice.changing import ActionMilestone, Consideration
from workshop_tui.practice.days import british
from workshop_tui.practice.kinds import BY_KIND, KINDS, CaptureKind, OutcomeKind
from workshop_tui.practice.outcomes import SET_ASIDE
from workshop_tui.practice.preparing import FamilyMember
from workshop_tui.practice.records import Capture, Entry, Outcome, Participant
from workshop_tui.practice.running import PerspectiveDepth
from workshop_tui.practice.tiers import Dates, Part


def build(material: Material) -> model.ReportModel:
    """The report's model.

    Args:
        material: As ``shown.shown`` gives it: what its audience may not read is gone from it.
    """
    return _Builder(material).build()


class _Builder:
    def __init__(self, material: Material) -> None:
        self.material = material
        self.rules = material.rules
        self.tally = material.tally or tally(material)
        self.numbers = material.numbers
        self.entries = {entry.id: entry for entry in (*material.entries, *material.excluded)}
        self.agencies = {agency.id: agency for agency in material.agencies}
        self.people = {person.id: person for person in material.participants}
        self.captures = {capture.id: capture for capture in material.captures}
        self.episodes = {episode.id: episode.number for episode in material.episodes}

    def build(self) -> model.ReportModel:
        review, session = self.material.review, self.material.session
        named = self.material.audience.shows_names
        return model.ReportModel(
            tier=self.material.audience.tier,
            rules=self.rules,
            named=named,
            warning=CONTAINS_NAMES if warns(self.material) else "",
            draft=self._draft(),
            left_out=(*left_out(self.rules, named=named), *withheld(self.material.withheld)),
            reference=review.reference,
            title=review.title,
            lead=review.lead,
            trigger=review.trigger,
            reason=review.reason,
            requested_by=review.requested_by,
            period=span(review.period_from, review.period_to),
            summary=review.summary,
            session_title=session.title if session else "",
            session_kind=session.kind if session else "",
            session_date=worded(session.date) if session else "",
            session_place=session.place if session else "",
            steps=tuple(
                model.StepRow(title=step.title, minutes=step.minutes)
                for step in self.material.steps
            ),
            people=tuple(self._person(person) for person in self.material.participants),
            agencies=self._agency_rows(),
            lines=self._lines,
            episodes=self._episode_rows(),
            chronology=self._chronology(),
            placed=tuple(
                model.Placed(
                    self._agency(entry.agency_id),
                    entry.earliest or "",
                    entry.starred or entry.episode_id is not None,
                )
                for entry in self.material.entries
            ),
            findings=self._outcomes(OutcomeKind.FINDING),
            good_practice=self._outcomes(OutcomeKind.GOOD_PRACTICE),
            escalations=self._outcomes(OutcomeKind.ESCALATION),
            actions=self._outcomes(OutcomeKind.ACTION),
            set_aside=self._set_aside(),
            escalation_counts=self._escalation_counts(),
            themes=self._themes(),
            factors=self.material.factors,
            parked=self._quotes(CaptureKind.PARKED),
            checks=self._checks(),
            corrections=self._quotes(CaptureKind.CORRECTION),
            parked_count=self._count(CaptureKind.PARKED),
            check_count=self._count(CaptureKind.CHECK),
            correction_count=self._count(CaptureKind.CORRECTION),
            gaps=self._gaps(),
            making=self._making(),
            excluded=self._excluded(),
            circulated=self._circulated(),
            independence=review.independence,
            lead_agreed=_agreed(review.lead_agreed_by, review.lead_agreed),
            terms=review.terms,
            departures=review.departures,
            duration=self._duration() if self.rules.has(Part.REVIEW_DETAILS) else "",
            plan=self._plan(),
            recommendations=self._recommendations(),
            challenges=self._challenges(),
            family=self._family(),
            narratives={
                one.section: self.material.after.narrative(one.section)
                for one in self.material.after.narratives
            },
            omissions=self.material.after.omissions,
        )

    # -- people, agencies, lines --------------------------------------------------------------

    def _person(self, person: Participant) -> model.PersonRow:
        return model.PersonRow(
            code=person.code,
            role=person.role,
            agency=self._agency(person.agency_id),
            level=person.level,
            attending=person.attending,
            name=self.material.names.get(person.id, ""),
        )

    def _agency(self, agency_id: int | None) -> str:
        agency = self.agencies.get(agency_id or 0)
        return agency.short if agency else ""

    def _agency_rows(self) -> tuple[model.AgencyRow, ...]:
        if not self.rules.has(Part.AGENCIES, Part.PARTICIPANTS, Part.PARTICIPANTS_BY_ROLE):
            return ()
        return tuple(
            model.AgencyRow(
                name=agency.name,
                short=agency.short,
                kind=agency.kind,
                entries=self.tally.by_agency.get(agency.id, 0),
                heard=agency.id in self.tally.heard,
            )
            for agency in self.material.agencies
        )

    @cached_property
    def _lines(self) -> tuple[model.LineRow, ...]:
        learning = (OutcomeKind.FINDING, OutcomeKind.GOOD_PRACTICE)
        answers: dict[int, list[str]] = {}
        for outcome in self.material.outcomes:
            if outcome.kind in learning and outcome.status != SET_ASIDE:
                for number in self.material.enquiries.get(outcome.id, ()):
                    answers.setdefault(number, []).append(self.material.labels[outcome.id])
        return tuple(
            model.LineRow(
                number=line.number,
                title=line.title,
                question=line.question,
                answer=line.answer,
                answered_by=tuple(answers.get(line.number, ())),
            )
            for line in self.material.lines
        )

    # -- chronology ---------------------------------------------------------------------------

    def _entry_row(self, entry: Entry) -> model.EntryRow:
        now = self.material.beside.corrected(entry)
        row = model.EntryRow(
            ref=self._ref(entry.id),
            date=self._entry_date(now),
            agency=self._agency(entry.agency_id),
            text=now.text,
            source=now.source,
            date_note=now.date_note or "",
            episode=self.episodes.get(entry.episode_id or 0),
            key=entry.starred or entry.episode_id is not None,
            columns=tuple(now.fields.items()),
        )
        return self._with_beside(row, entry, now)

    def _with_beside(self, row: model.EntryRow, entry: Entry, now: Entry) -> model.EntryRow:
        """The row with what stands beside the entry: both accounts are printed, always."""
        beside = self.material.beside
        corrections = beside.corrections_of(entry.id)
        addition, exclusion = beside.addition_of(entry.id), beside.exclusion_of(entry.id)
        first_date = self._entry_date(entry)
        return replace(
            row,
            first_date=first_date if first_date != row.date else "",
            first_text=entry.text if entry.text != now.text else "",
            why="; ".join(one.reason for one in corrections if one.reason),
            accounts=tuple(
                (self._agency(one.agency_id), one.account) for one in beside.disputes_of(entry.id)
            ),
            same_as=tuple(self._ref(i) for i in beside.linked_to(entry.id) if i in self.entries),
            added=(addition.reason or "no reason was given") if addition else "",
            excluded=exclusion.reason if exclusion else "",
        )

    def _entry_date(self, entry: Entry) -> str:
        if self.rules.dates is not Dates.EXACT:
            return entry.date_text
        if entry.earliest and entry.earliest == entry.latest and not entry.date_note:
            when = british(entry.earliest)
        else:
            when = entry.date_text or "undated"
        said = when.replace(".", ":")
        return f"{when}, {entry.time}" if entry.time and entry.time not in said else when

    def _ref(self, entry_id: int) -> str:
        number = self.numbers.get(entry_id)
        return self.entries[entry_id].ref or (str(number) if number else "excluded")

    def _cited(self, entry_id: int) -> str:
        now = self.material.beside.corrected(self.entries[entry_id])
        out = (
            " (excluded)"
            if entry_id not in self.numbers and self._ref(entry_id) != "excluded"
            else ""
        )
        return f"entry {self._ref(entry_id)}{out}, {self._entry_date(now)}"

    def _excluded(self) -> tuple[model.EntryRow, ...]:
        return tuple(self._entry_row(entry) for entry in self.material.excluded)

    def _circulated(self) -> tuple[str, ...]:
        return tuple(
            f"{one.label}, {worded(one.at[:10])}, to {one.sent_to} ({one.entries} entries)"
            for one in self.material.circulations
        )

    def _chronology(self) -> tuple[model.EntryRow, ...]:
        if not self.rules.has(Part.CHRONOLOGY):
            return ()
        return tuple(self._entry_row(entry) for entry in self.material.entries)

    def _episode_rows(self) -> tuple[model.EpisodeRow, ...]:
        rows = [
            model.EpisodeRow(
                number=episode.number,
                title=episode.title,
                period=span(episode.starts, episode.ends),
                entries=self._key_entries(episode.id),
            )
            for episode in self.material.episodes
        ]
        others = self._key_entries(None)
        if others:
            rows.append(
                model.EpisodeRow(number=None, title="Other key entries", period="", entries=others)
            )
        return tuple(rows)

    def _key_entries(self, episode_id: int | None) -> tuple[model.EntryRow, ...]:
        return tuple(
            self._entry_row(entry)
            for entry in self.material.entries
            if entry.episode_id == episode_id and (entry.starred or episode_id is not None)
        )

    # -- outcomes -----------------------------------------------------------------------------

    def _outcomes(self, kind: OutcomeKind) -> tuple[model.OutcomeRow, ...]:
        return tuple(
            self._outcome(outcome)
            for outcome in self.material.outcomes
            if outcome.kind is kind and outcome.status != SET_ASIDE
        )

    def _escalation_counts(self) -> tuple[tuple[str, int], ...]:
        if self.rules.has(Part.ESCALATIONS) or not self.rules.has(Part.ESCALATION_SUMMARY):
            return ()
        return tuple(sorted(self.tally.escalations.items()))

    def _themes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each theme with the outcomes that it runs through, the commonest first."""
        if not self.rules.has(Part.THEMES):
            return ()
        found: dict[str, list[str]] = {}
        for outcome in self.material.outcomes:
            if outcome.status != SET_ASIDE:
                for theme in outcome.themes:
                    found.setdefault(theme, []).append(self.material.labels[outcome.id])
        rows = sorted(found.items(), key=lambda row: (-len(row[1]), row[0]))
        return tuple((theme, tuple(labels)) for theme, labels in rows)

    def _words(self, themes: Iterable[str]) -> tuple[str, ...]:
        """Themes as people read them: contributory factors in words."""
        return tuple(self.material.factors.get(theme, theme) for theme in themes)

    def _set_aside(self) -> tuple[model.OutcomeRow, ...]:
        return tuple(
            self._outcome(outcome)
            for outcome in self.material.outcomes
            if outcome.status == SET_ASIDE
        )

    def _outcome(self, outcome: Outcome) -> model.OutcomeRow:
        labels = self.material.labels
        evidence = (self.captures.get(i) for i in self.material.evidence.get(outcome.id, ()))
        return model.OutcomeRow(
            label=labels[outcome.id],
            text=outcome.text,
            status=outcome.status,
            why=outcome.why,
            still_current=outcome.still_current,
            owner=outcome.owner,
            expected_change=outcome.expected_change,
            measure=outcome.measure,
            unsafe_now=outcome.unsafe_now,
            told=outcome.told,
            due=worded(outcome.due),
            themes=self._words(outcome.themes) if self.rules.has(Part.THEMES) else (),
            evidence=tuple(self._quote(capture) for capture in evidence if capture),
            rests_on=() if self.rules.quotes else self.tally.rests_on.get(outcome.id, (0, 0)),
            lines=tuple(self.material.enquiries.get(outcome.id, ())),
            answers=labels.get(outcome.finding_id or 0, ""),
            answered_by=tuple(
                labels[other.id]
                for other in self.material.outcomes
                if other.finding_id == outcome.id and other.status != SET_ASIDE
            ),
            missing=tuple(self.material.missing.get(outcome.id, ())),
            **self._followed(outcome),
        )

    def _followed(self, outcome: Outcome) -> dict[str, Any]:
        """What came of an outcome after the event."""
        after = self.material.after
        steps = [one for one in after.milestones if one.outcome_id == outcome.id]
        notes = [one for one in after.progress if one.outcome_id == outcome.id]
        number = {one.id: one.number for one in after.recommendations}
        return {
            "prevalence": outcome.prevalence,
            "question": outcome.question,
            "shared_with": outcome.shared_with,
            "shared_how": outcome.shared_how,
            "positions": tuple(
                (self._agency(one.agency_id), one.stance, one.words)
                for one in after.positions
                if one.outcome_id == outcome.id and one.agency_id in self.agencies
            ),
            "manager": outcome.manager,
            "owner_agency": self._agency(outcome.owner_agency_id),
            "due_on": worded(outcome.due_on),
            "brag": BRAG.get(self.tally.brag.get(outcome.id, ""), ""),
            "progress": f"{worded(notes[0].noted)}: {notes[0].note}" if notes else "",
            "milestones": tuple(_milestone(one) for one in steps),
            "route": outcome.route,
            "result": outcome.result,
            "acknowledged": self._acknowledged(outcome),
            "resolved": self._moment(outcome.resolved),
            "recommendation": number.get(outcome.recommendation_id or 0),
        }

    def _acknowledged(self, outcome: Outcome) -> str:
        when = self._moment(outcome.acknowledged)
        return ", ".join(filter(None, (outcome.acknowledged_by, when)))

    def _moment(self, moment: str | None) -> str:
        """The day of a moment, where the circulation tells days."""
        return british(moment) if self.rules.dates is Dates.EXACT else ""

    # -- recommendations, challenge, family ---------------------------------------------------

    def _recommendations(self) -> tuple[model.RecommendationRow, ...]:
        after, labels = self.material.after, self.material.labels
        return tuple(
            model.RecommendationRow(
                number=one.number or at,
                text=one.text,
                findings=tuple(
                    labels[i] for i in after.from_findings.get(one.id, ()) if i in labels
                ),
                actions=tuple(
                    labels[o.id]
                    for o in self.material.outcomes
                    if o.recommendation_id == one.id and o.status != SET_ASIDE
                ),
                decided=tuple(
                    (body.body, _decision(body), body.reason)
                    for body in after.considerations
                    if body.recommendation_id == one.id
                ),
            )
            for at, one in enumerate(after.recommendations, start=1)
        )

    def _challenges(self) -> tuple[model.ChallengeRow, ...]:
        about = {one.uid: self.material.labels[one.id] for one in self.material.outcomes}
        about |= {one.uid: f"entry {self._ref(one.id)}" for one in self.entries.values()}
        return tuple(
            model.ChallengeRow(text=one.text, answer=one.answer, about=about.get(one.row_uid, ""))
            for one in self.material.after.challenges
        )

    def _family(self) -> tuple[model.FamilyRow, ...]:
        return tuple(self._member(member) for member in self.material.after.family)

    def _member(self, member: FamilyMember) -> model.FamilyRow:
        said = [one for one in self.material.after.words if one.member_id == member.id]
        stand = [one for one in said if one.in_report == "yes"]
        return model.FamilyRow(
            label=member.label,
            relation=member.relation,
            words=tuple(one.text for one in stand),
            how=tuple(one.how for one in stand),
            told=len(stand) < len(said),
            undecided=any(not one.in_report for one in said),
            absent="" if said else _absent(member),
        )

    def _duration(self) -> str:
        days = self.tally.duration
        if days is None:
            return ""
        weeks = days // 7
        long = f"{weeks} weeks" if weeks > 1 else f"{days} days" if days != 1 else "1 day"
        return f"It took {long} from the lead’s agreement to the event."

    def _plan(self) -> str:
        review = self.material.review
        if not review.plan_owner:
            return ""
        through = f" through {review.plan_through}" if review.plan_through else ""
        agreed = f", as agreed {_on(review.plan_agreed)}" if review.plan_agreed else ""
        return f"The plan is owned by {review.plan_owner}{through}{agreed}."

    def _draft(self) -> bool:
        """A review is a draft until it has findings and everything in it is agreed."""
        kinds = {outcome.kind for outcome in self.material.outcomes}
        return OutcomeKind.FINDING not in kinds or any(
            outcome.status == "draft" for outcome in self.material.outcomes
        )

    # -- captures -----------------------------------------------------------------------------

    def _quote(self, capture: Capture) -> model.Quote:
        return model.Quote(
            who=self._who(capture),
            words=spoken(capture, self.material.pseudonyms),
            entries=self._cited_by(capture),
            known=capture.known,
            conversation=self.material.in_conversation(capture),
            paraphrase=any(one.wording == "paraphrase" for one in self._depth(capture)),
            behind=tuple(
                (name, words)
                for one in self._depth(capture)
                for name, field in _BEHIND
                if (words := getattr(one, field))
            ),
        )

    def _depth(self, capture: Capture) -> list[PerspectiveDepth]:
        return [one for one in self.material.after.depths if one.capture_id == capture.id]

    def _cited_by(self, capture: Capture) -> tuple[str, ...]:
        """The entries that it belongs to; where it was said at none, the step of the agenda."""
        ids = self.material.entries_of.get(capture.id, ())
        steps = (one.title for one in self.material.steps if one.id == capture.step_id)
        return tuple(self._cited(i) for i in ids if i in self.entries) or (
            () if ids else tuple(steps)
        )

    def _who(self, capture: Capture) -> str:
        person = self.people.get(capture.who_id or 0)
        if person:
            return f"{person.code}, {person.role}"
        return "speaker to be filled in" if capture.who_open else ""

    def _of_kind(self, kind: CaptureKind) -> list[Capture]:
        return [capture for capture in self.material.captures if capture.kind is kind]

    def _count(self, kind: CaptureKind) -> int:
        return self.tally.by_kind.get(kind, 0)

    def _quotes(self, kind: CaptureKind) -> tuple[model.Quote, ...]:
        return tuple(self._quote(capture) for capture in self._of_kind(kind))

    def _checks(self) -> tuple[model.CheckRow, ...]:
        return tuple(
            model.CheckRow(
                words=spoken(capture, self.material.pseudonyms),
                checker=capture.checker,
                due=worded(capture.due),
                entries=self._cited_by(capture),
            )
            for capture in self._of_kind(CaptureKind.CHECK)
        )

    # -- gaps and making ----------------------------------------------------------------------

    def _gaps(self) -> model.Gaps:
        states = self.tally.states
        outcomes = [
            (self.material.labels[outcome.id], tuple(self.material.missing.get(outcome.id, ())))
            for outcome in self.material.outcomes
            if outcome.status not in (SET_ASIDE, "done")
        ]
        return model.Gaps(
            lines=tuple(
                line
                for line in self._lines
                if not line.answered_by and line.number not in self.tally.answered
            ),
            outcomes=tuple((label, lacks) for label, lacks in outcomes if lacks),
            agencies_not_heard=tuple(
                agency.name or agency.short
                for agency in self.material.agencies
                if agency.id not in self.tally.heard
            ),
            speakers_open=self.tally.speakers_open,
            entries_open=self.tally.key_open,
            entries_parked=states.get("parked", 0),
        )

    def _making(self) -> model.Making:
        return model.Making(
            entries=self.tally.entries,
            sources=self.tally.sources,
            captures=self.tally.captures,
            by_kind=tuple(
                (BY_KIND[info.kind].label, self._count(info.kind))
                for info in KINDS
                if self._count(info.kind)
            ),
            journal_head=self.material.journal_head,
            made=british(self.material.made.date().isoformat()),
            version=self.material.version,
        )


_BEHIND: Final = (
    *(("saw", "saw"), ("knew", "knew"), ("thought", "thought"), ("did", "did")),
    *(("known then", "known_then"), ("known only now", "known_now")),
)


def _agreed(by: str, day: str | None) -> str:
    if not by:
        return ""
    return f"The lead was agreed by {by}" + (f" {_on(day)}." if day else ".")


def _on(day: str | None) -> str:
    """A day or month with its preposition: "on 3 June 2026", "in June 2026"."""
    said = worded(day)
    return f"on {said}" if said[:1].isdigit() else f"in {said}"


def _milestone(step: ActionMilestone) -> str:
    when = f", done {worded(step.done)}" if step.done else f", by {worded(step.due)}"
    return step.title + (when if step.done or step.due else "")


def _decision(body: Consideration) -> str:
    """What a body did, in words: "accepted on 3 June 2026"."""
    if body.decision:
        when = f" {_on(body.considered)}" if body.considered else ""
        return f"{body.decision}{when}"
    if body.considered:
        return f"considered {_on(body.considered)}, not decided yet"
    return f"sent {_on(body.sent)}, not considered yet" if body.sent else "not sent yet"


def _absent(member: FamilyMember) -> str:
    """Why somebody is not heard."""
    told = {
        "declined": "Was asked and did not wish to take part",
        "not asked": "Was not asked",
        "taking part": "Takes part; nothing is noted yet",
    }.get(member.answer, "Nothing is noted yet")
    return f"{told}: {member.reason}" if member.reason else f"{told}."
