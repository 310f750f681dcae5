"""What a document is made of: the records of a review, read at one moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop_tui.outputs.after import After
from workshop_tui.outputs.tally import Tally
from workshop_tui.outputs.wording import Rule
from workshop_tui.practice.age_bands import AgeBands
from workshop_tui.practice.beside import Beside
from workshop_tui.practice.kinds import CONVERSATION
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Capture,
    Circulation,
    Entry,
    Episode,
    LineOfEnquiry,
    Outcome,
    Participant,
    Review,
    Session,
    SourceFile,
)
from workshop_tui.practice.tiers import WORKING_PAPERS, TierRules
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The records behind every document; ``shown.shown`` makes them fit for a tier.

    Attributes:
        entries: In the combined order: the first is number 1. Each as its source said it.
        excluded: Entries that were left out of that order.
        beside: Corrections, disputes, the reasons of exclusions, links.
        circulations: When the chronology was sent out.
        session, steps: The event that the documents are about. sessions: all there are.
        audience: For whom the document is made.
        numbers: Each entry's number in the whole combined order, by id; items that are left out
            leave a gap.
        withheld: How many marked items are left out for this audience.
        rules: What the circulation holds. bands: in which ages are given.
        after: Recommendations, positions, challenge, the family, what the lead wrote.
        factors: Contributory factors in words, by what is typed for them.
        ground_rules: Those of the review's events, in their order.
        tally: What is counted over the whole review; None until something was left out.
        names: The registered name of each participant who has one, by participant id.
        pseudonyms: Every pseudonym in use.
        entries_of: The entries that each capture belongs to, by capture id.
        evidence: The captures that each outcome rests on, by outcome id.
        enquiries: The numbers of the lines of enquiry that each outcome answers, by outcome id.
        labels: Short names of outcomes (F1, G1, E1, A1), by outcome id.
        missing: What each outcome still lacks, by outcome id.
        journal_head: Hash of the journal's newest entry.
        made: When the documents are made.
        version: Of workshop-tui.
    """

    review: Review
    agencies: tuple[Agency, ...]
    participants: tuple[Participant, ...]
    lines: tuple[LineOfEnquiry, ...]
    sources: tuple[SourceFile, ...]
    session: Session | None
    steps: tuple[AgendaStep, ...]
    episodes: tuple[Episode, ...]
    entries: tuple[Entry, ...]
    captures: tuple[Capture, ...]
    outcomes: tuple[Outcome, ...]
    names: Mapping[int, str]
    pseudonyms: tuple[str, ...]
    entries_of: Mapping[int, tuple[int, ...]]
    evidence: Mapping[int, tuple[int, ...]]
    enquiries: Mapping[int, tuple[int, ...]]
    labels: Mapping[int, str]
    missing: Mapping[int, tuple[str, ...]]
    journal_head: str
    made: dt.datetime
    version: str
    excluded: tuple[Entry, ...] = ()
    beside: Beside = field(default_factory=Beside)
    circulations: tuple[Circulation, ...] = ()
    audience: Audience = field(default_factory=lambda: Audience(Tier.NAMES))
    numbers: Mapping[int, int] = field(default_factory=dict)
    withheld: int = 0
    sessions: tuple[Session, ...] = ()
    rules: TierRules = WORKING_PAPERS
    bands: AgeBands = field(default_factory=AgeBands)
    tally: Tally | None = None
    after: After = field(default_factory=After)
    factors: Mapping[str, str] = field(default_factory=dict)
    ground_rules: tuple[Rule, ...] = ()

    def in_conversation(self, capture: Capture) -> bool:
        """Whether it was said one to one, not in the room."""
        return any(
            one.id == capture.session_id and one.kind == CONVERSATION for one in self.sessions
        )
