"""What came after the event, as JSON: recommendations, milestones, progress, checks."""

from __future__ import annotations

from typing import Any

from workshop_tui.outputs.material import Material
from workshop_tui.outputs.tally import tally
from workshop_tui.practice.records import Outcome


def after(material: Material) -> dict[str, Any]:
    """The lists of what followed; joined to outcomes by their labels."""
    found, labels = material.after, material.labels
    numbers = {one.id: one.number for one in found.recommendations}
    return {
        "recommendations": [
            {
                "uid": one.uid,
                "number": one.number,
                "text": one.text,
                "findings": [labels[i] for i in found.from_findings.get(one.id, ()) if i in labels],
            }
            for one in found.recommendations
        ],
        "considerations": [
            {
                "uid": one.uid,
                "recommendation": numbers.get(one.recommendation_id),
                "body": one.body,
                "sent": one.sent,
                "considered": one.considered,
                "decision": one.decision,
                "reason": one.reason,
            }
            for one in found.considerations
        ],
        "milestones": [
            {
                "uid": one.uid,
                "action": labels.get(one.outcome_id),
                "title": one.title,
                "due": one.due,
                "done": one.done,
            }
            for one in found.milestones
        ],
        "progress": [
            {
                "uid": one.uid,
                "action": labels.get(one.outcome_id),
                "noted": one.noted,
                "note": one.note,
                "brag": one.brag,
            }
            for one in found.progress
        ],
        "checks": [
            {
                "uid": one.uid,
                "action": labels.get(one.outcome_id or 0),
                "title": one.title,
                "due": one.due,
                "done": one.done,
                "result": one.result,
            }
            for one in found.checks
        ],
    }


def of_outcome(material: Material, outcome: Outcome, agency: str | None) -> dict[str, Any]:
    """What an outcome has beside its wording once it is followed up."""
    numbers = {one.id: one.number for one in material.after.recommendations}
    return {
        "prevalence": outcome.prevalence,
        "question": outcome.question,
        "shared_with": outcome.shared_with,
        "shared_how": outcome.shared_how,
        "manager": outcome.manager,
        "owner_agency": agency,
        "due_on": outcome.due_on,
        "recommendation": numbers.get(outcome.recommendation_id or 0),
        "brag": (material.tally or tally(material)).brag.get(outcome.id, ""),
        "route": outcome.route,
        "result": outcome.result,
    }
