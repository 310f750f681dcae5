"""A small review's records, made by hand, with everything that documents have to survive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workshop_tui.outputs.material import Material
from workshop_tui.outputs.shown import shown
from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Capture,
    Entry,
    Episode,
    Identity,
    LineOfEnquiry,
    Outcome,
    Participant,
    Review,
    Session,
    SourceFile,
)
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.tiers import tiers
from workshop_tui.privacy.view import Tier, View


def fit(material: Material, tier: Tier, register: Sequence[Identity] = ()) -> Material:
    """The material as a document of a circulation is made of it."""
    known = tiers()
    audience = Audience(tier)
    ready = replace(material, audience=audience, rules=known.rules[tier], bands=known.bands)
    return shown(ready, View(audience.view_tier, register))


NOW = dt.datetime(2026, 3, 9, 16, 30, tzinfo=dt.UTC)


def _capture(id: int, kind: CaptureKind, text: str, **more: Any) -> Capture:
    return Capture(
        id=id,
        uid=f"capture{id}",
        kind=kind,
        line=text,
        text=text,
        at="2026-03-09T10:00:00+00:00",
        seat="note-taker: Jo Typist",
        by="Jo Typist",
        **more,
    )


def _entry(id: int, date: str, text: str, **more: Any) -> Entry:
    usual: dict[str, Any] = {"date_text": date, "earliest": date, "latest": date, "agency_id": 1}
    return Entry(id=id, uid=f"entry{id}", text=text, **usual | more)


def make() -> Material:
    """Three entries, an episode, a finding with evidence, and one of every other outcome."""
    evidence = {1: (1, 2), 3: (4,)}
    captures = (
        _capture(1, CaptureKind.FINDING, "@HV1 Nobody asked who lived there #home ^then", who_id=1),
        _capture(2, CaptureKind.PERSPECTIVE, "I assumed others knew", who_id=1, known="then"),
        _capture(3, CaptureKind.PARKED, "Training for Josie's school"),
        _capture(4, CaptureKind.ESCALATION, "No lock boxes @? ", who_open=True),
        _capture(5, CaptureKind.CHECK, "Did the letter arrive?", checker="HV1", due="2026-04-01"),
        _capture(6, CaptureKind.CORRECTION, "It was the 13th"),
    )
    outcome: dict[str, Any] = {"at": "2026-03-09T11:00:00+00:00"}
    return Material(
        review=Review(
            id=1,
            uid="review",
            reference="LR-99",
            title="“Child A”",
            lead="Paula Unregistered",
            reason="To learn.",
            trigger="outcome of a case",
            period_from="2023-03-01",
            period_to="2024-02-29",
            child_born="2019-05-14",
            summary="Josie was at home on 12 March 2024.",
        ),
        agencies=(
            Agency(id=1, uid="agency1", name="Vale Health", short="HV", contact="Ann Other"),
        ),
        participants=(
            Participant(id=1, uid="p1", code="HV1", role="Health visitor", agency_id=1, note="ill"),
        ),
        lines=(
            LineOfEnquiry(id=1, uid="l1", number=1, title="The child's day", question="How?"),
            LineOfEnquiry(id=2, uid="l2", number=2, title="Adults around the child"),
        ),
        sources=(SourceFile(id=1, uid="s1", name="Josie Tarrant.docx", agency_id=1, sha256=""),),
        session=Session(
            id=1, uid="session", kind="practitioner event", title="Event", date="2026-03-09"
        ),
        steps=(AgendaStep(id=1, session_id=1, position=1, slug="in", title="Check-in", minutes=5),),
        episodes=(Episode(id=1, uid="ep1", number=1, title="Spring", starts="2023-03-02"),),
        entries=(
            _entry(1, "2023-03-02", "Josie seen", episode_id=1, starred=True, time="09:30"),
            _entry(2, "2023-03-05", "T/C to Mother", fields={"By": "B. Castell"}),
            _entry(
                3,
                "",
                "Letter",
                date_text="w/c 4/3/24",
                earliest="2024-03-04",
                latest="2024-03-10",
                source_file_id=1,
            ),
        ),
        captures=captures,
        outcomes=(
            Outcome(id=1, uid="o1", kind=OutcomeKind.FINDING, position=1, text="Ask", **outcome),
            Outcome(
                id=2,
                uid="o2",
                kind=OutcomeKind.ACTION,
                position=1,
                text="Ask at each visit",
                owner="HV1",
                due="2026-06-30",
                finding_id=1,
                **outcome,
            ),
            Outcome(
                id=3,
                uid="o3",
                kind=OutcomeKind.ESCALATION,
                position=1,
                text="Lock boxes",
                finding_id=1,
                **outcome,
            ),
            Outcome(
                id=4,
                uid="o4",
                kind=OutcomeKind.GOOD_PRACTICE,
                position=1,
                text="Dated drawings",
                status="agreed",
                **outcome,
            ),
        ),
        names={1: "Beverley Castell"},
        pseudonyms=("Child A", "HV1"),
        numbers={1: 1, 2: 2, 3: 3},
        entries_of={1: (1,), 2: (1, 3), 4: (2,)},
        evidence=evidence,
        enquiries={1: (1,)},
        labels={1: "F1", 2: "A1", 3: "E1", 4: "G1"},
        missing={1: ("why it made sense",), 3: ("by when",)},
        journal_head="ab" * 32,
        made=NOW,
        version="0.0",
    )
