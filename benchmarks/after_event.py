"""A review with everything that leaves it: entries, captures, outcomes, recommendations, a plan."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from benchmarks.planted import making, register
from workshop_tui.practice.changing import (
    ActionMilestone,
    Consideration,
    DueCheck,
    Progress,
    Recommendation,
    RecommendationFinding,
)
from workshop_tui.practice.kinds import CaptureKind, OutcomeKind
from workshop_tui.practice.records import (
    Agency,
    Capture,
    Entry,
    Episode,
    Evidence,
    Identity,
    LineOfEnquiry,
    Outcome,
    OutcomeEnquiry,
    Participant,
    Review,
    Session,
    SourceFile,
)
from workshop_tui.practice.roles import Role
from workshop_tui.review import making as reviews
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction

ENTRIES, CAPTURES, FINDINGS, ACTIONS = 500, 150, 12, 30
_AGENCIES = ("Health", "School", "Police", "Social care", "Housing")


def full(folder: Path) -> Path:
    """The review's file, plain."""
    path = folder / "full.review"
    if path.exists():
        return path
    reviews.create(path, None, reference="B-1", title="Child A", name="Bench")
    seat = Seat.open(path, None, Role.COMMAND_LINE, "Bench")
    seat.run("filled", ChangeClass.ADMINISTRATION, _fill).result()
    seat.close()
    return path


def _sentences() -> list[str]:
    return [
        sentence
        for name in ("first", "clean")
        for one in making.prose(name)
        for sentence in making.sentences(
            making.without(one, "r-typo", "r-possessive", "handle", "url")
        )
    ]


def _fill(tx: Transaction) -> None:
    chance, sentences = random.Random(7), _sentences()

    def said(count: int) -> str:
        return " ".join(chance.sample(sentences, count))

    for one in register.FIRST:
        pseudonym = f"{one.pseudonym} {one.id}"
        tx.add(Identity(kind=one.kind, name=one.name, pseudonym=pseudonym, aliases=one.aliases))
    review = tx.find(Review)[0]
    tx.change(review, plan_owner="Practice Sub-Group", plan_through="the Business Group")
    agencies = [tx.add(Agency(name=name, short=name)) for name in _AGENCIES]
    people = [
        tx.add(Participant(code=f"P{at}", role=f"Practitioner {at}", agency_id=agency.id))
        for at, agency in enumerate(agencies, start=1)
    ]
    lines = [
        tx.add(LineOfEnquiry(number=n, title=f"Line of enquiry {n}", question=said(1)))
        for n in range(1, 6)
    ]
    episodes = [tx.add(Episode(number=n, title=f"Episode {n}")) for n in range(1, 7)]
    for at, agency in enumerate(agencies):
        source = SourceFile(name=f"{agency.short}.csv", agency_id=agency.id, sha256=f"{at:064x}")
        texts = [
            _entry(n, agency.id, said(4), said(1), episodes[n // 90].id if n % 9 == 0 else None)
            for n in range(ENTRIES)
            if n % len(agencies) == at
        ]
        tx.import_entries(source, b"", texts)
    entries = tx.find(Entry)
    session = tx.find(Session)[0]
    captures = [
        tx.add(
            Capture(
                kind=CaptureKind.PERSPECTIVE,
                line=(words := said(1)),
                text=words,
                at=now(),
                seat="note-taker: Bench",
                by="Bench",
                session_id=session.id,
                entry_id=entries[n * 3].id,
                who_id=people[n % len(people)].id,
            )
        )
        for n in range(CAPTURES)
    ]
    findings = [_finding(tx, n, said, captures, lines) for n in range(FINDINGS)]
    recommendations = [
        tx.add(Recommendation(number=n, text=said(1))) for n in range(1, FINDINGS // 2 + 1)
    ]
    for at, one in enumerate(recommendations):
        tx.add(RecommendationFinding(recommendation_id=one.id, outcome_id=findings[at * 2].id))
        tx.add(
            Consideration(
                recommendation_id=one.id,
                body="Business Group",
                considered="2026-05-12",
                decision="accepted",
            )
        )
    for n in range(ACTIONS):
        _action(tx, n, said, findings, recommendations, agencies)


def _entry(n: int, agency_id: int, text: str, child: str, episode_id: int | None) -> Entry:
    day = f"{2022 + n // 168}-{n % 168 // 14 + 1:02d}-{n % 14 * 2 + 1:02d}"
    return Entry(
        agency_id=agency_id,
        text=text,
        sort_key=f"{day}|99999|{n:08d}",
        date_text=day,
        earliest=day,
        latest=day,
        source="case record",
        fields={"child": child, "response": "Letter sent", "outcome": "NFA"} if n % 2 else {},
        origin_row=n,
        episode_id=episode_id,
    )


def _finding(
    tx: Transaction,
    n: int,
    said: Callable[[int], str],
    captures: list[Capture],
    lines: list[LineOfEnquiry],
) -> Outcome:
    finding = tx.add(
        Outcome(
            kind=OutcomeKind.FINDING,
            position=n + 1,
            text=said(2),
            at=now(),
            status="agreed",
            why=said(2),
            still_current="yes",
            prevalence=said(1),
            question=said(1),
        )
    )
    for capture in captures[n * 12 : n * 12 + 5]:
        tx.add(Evidence(outcome_id=finding.id, capture_id=capture.id))
    tx.add(OutcomeEnquiry(outcome_id=finding.id, line_id=lines[n % len(lines)].id))
    return finding


def _action(
    tx: Transaction,
    n: int,
    said: Callable[[int], str],
    findings: list[Outcome],
    recommendations: list[Recommendation],
    agencies: list[Agency],
) -> None:
    action = tx.add(
        Outcome(
            kind=OutcomeKind.ACTION,
            position=n + 1,
            text=said(1),
            at=now(),
            status="agreed",
            owner="Team manager",
            manager="Head of service",
            expected_change=said(1),
            measure=said(1),
            due_on=f"2027-{n % 12 + 1:02d}-15",
            finding_id=findings[n % len(findings)].id,
            recommendation_id=recommendations[n % len(recommendations)].id,
            owner_agency_id=agencies[n % len(agencies)].id,
        )
    )
    for month in (3, 6):
        done = "2026-09-30" if month == 3 and n % 2 else None
        tx.add(
            ActionMilestone(outcome_id=action.id, title=said(1), due=f"2027-0{month}-01", done=done)
        )
    for month, brag in ((9, "amber"), (10, "green" if n % 3 else "red")):
        tx.add(
            Progress(outcome_id=action.id, noted=f"2026-{month:02d}-01", note=said(1), brag=brag)
        )
    tx.add(DueCheck(title=f"Does A{n + 1} last?", due="2027-11-01", outcome_id=action.id))
