"""The hand-made review with an action plan, and with all that can stand beside an entry."""

from __future__ import annotations

from dataclasses import replace

from hand_made import make

from workshop_tui.outputs.after import After
from workshop_tui.outputs.material import Material
from workshop_tui.practice.beside import Beside
from workshop_tui.practice.changing import ActionMilestone, Progress, Recommendation
from workshop_tui.practice.records import EntryCorrection, EntryDispute, EntryExclusion, SameEvent

HOSTILE = " <b>&amp; {{ 7*7 }} =cmd|' /C calc'!A1 \x07\x00\u202eevil\u202c\ud800 שלום " + "w" * 400


def planned(words: str = "") -> Material:
    """The hand-made review with a plan; every field ends with the words."""
    material = make()
    action = replace(
        material.outcomes[1],
        text=f"={words}",
        owner=f"HV1{words}",
        manager=f"@Head{words}",
        expected_change=f"+More{words}",
        measure=f"-Less{words}",
        due_on="2027-03-04",
        recommendation_id=1,
        result=f"Seen{words}",
    )
    after = After(
        recommendations=(Recommendation(id=1, number=1, text=f"Ask fathers{words}"),),
        progress=tuple(
            Progress(id=n, outcome_id=2, noted=f"2026-05-0{n}", note=f"Note {n}{words}", brag=brag)
            for n, brag in ((5, "amber"), (4, ""), (3, ""), (2, "green"))
        ),
        milestones=(
            ActionMilestone(id=1, uid="m1", outcome_id=2, title=f"=Step{words}", due="2027-01-02"),
        ),
    )
    outcomes = (material.outcomes[0], action, *material.outcomes[2:])
    return replace(material, outcomes=outcomes, after=after)


def disputed(words: str = "") -> Material:
    """The hand-made review with everything that can stand beside an entry."""
    material = make()
    when = {"by": "Jo Typist", "at": "2026-03-01"}
    first, second, third = material.entries
    columns = {"child": f"Quiet{words}", "response": f"Rang{words}", "By": "B"}
    beside = Beside(
        corrections=(
            EntryCorrection(
                id=1,
                entry_id=1,
                text=f"Josie not seen{words}",
                date_text="2023-03-02",
                earliest="2023-03-02",
                latest="2023-03-02",
                reason=f"Misread{words}",
                **when,
            ),
        ),
        disputes=(EntryDispute(id=1, entry_id=2, agency_id=1, account=f"We rang{words}", **when),),
        exclusions=(EntryExclusion(id=1, entry_id=3, reason=f"Another child{words}", **when),),
        decisions=(SameEvent(id=1, entry_id=1, other_id=2, decision="same", **when),),
    )
    return replace(
        material,
        entries=(first, replace(second, fields=columns)),
        excluded=(third,),
        numbers={1: 1, 2: 2},
        beside=beside,
    )
