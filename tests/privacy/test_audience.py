"""Who may read a marked item."""

from __future__ import annotations

import pytest

from workshop_tui.practice.marks import LEGAL_ADVICE, NOT_FOR, Marks
from workshop_tui.practice.records import Entry, Restriction
from workshop_tui.privacy.audience import NO_AGENCY, Audience
from workshop_tui.privacy.view import Tier

POLICE, SCHOOL = 1, 2
PLAIN, KEPT, ADVICE = (Entry(id=n, uid=f"e{n}", agency_id=1, text="") for n in (1, 2, 3))
MARKS = Marks(
    [
        Restriction(table_name="entry", row_uid="e2", mark=NOT_FOR, agency_id=POLICE),
        Restriction(table_name="entry", row_uid="e3", mark=LEGAL_ADVICE),
        Restriction(table_name="capture", row_uid="e1", mark=LEGAL_ADVICE),
    ]
)


@pytest.mark.parametrize(
    ("audience", "left"),
    [
        (Audience(Tier.NAMES), ["e1", "e2", "e3"]),
        (Audience(Tier.NAMES, SCHOOL), ["e1", "e2"]),
        (Audience(Tier.ROOM, SCHOOL, named=True), ["e1", "e2"]),
        (Audience(Tier.PANEL, SCHOOL), ["e1", "e2"]),
        (Audience(Tier.PANEL, NO_AGENCY), ["e1", "e2"]),
        (Audience(Tier.PANEL, POLICE), ["e1"]),
        (Audience(Tier.PANEL), ["e1"]),
        (Audience(Tier.NAMES, POLICE), ["e1"]),
        (Audience(Tier.NAMES, named=True), ["e1"]),
    ],
)
def test_who_may_read_what(audience: Audience, left: list[str]) -> None:
    assert [one.uid for one in audience.readable((PLAIN, KEPT, ADVICE), MARKS)] == left


def test_only_a_named_document_and_working_papers_show_names() -> None:
    assert Audience(Tier.ROOM, POLICE).view_tier is Tier.ROOM
    assert Audience(Tier.ROOM, POLICE, named=True).view_tier is Tier.NAMES
    assert not Audience(Tier.ROOM, named=True).working_papers
