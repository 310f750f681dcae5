"""What restoring a review would do, in sentences for people."""

from __future__ import annotations

import datetime as dt

from workshop_tui.review import restoring
from workshop_tui.review.restoring import Looked, Loss, Offer


def offered(found: Offer) -> list[str]:
    """An offer in sentences."""
    name = found.review.path.name
    lines = [f"{name} is {_state(found.review)}"]
    lines += [f"The snapshot {one.path.name} is {_state(one)}" for one in found.bad]
    if found.snapshot is None or found.loss is None:
        lines.append(f"There is no good snapshot of {name} here.")
        return lines
    newest = found.snapshot.contents
    if found.review.state == restoring.WHOLE:
        lines.append(f"Its newest good snapshot is {found.snapshot.path}.")
    else:
        lines.append(f"The newest good snapshot: {found.snapshot.path}.")
    lines.append(f"It holds everything up to change {newest.last_seq}, {when(newest.newest)}.")
    lines.append(lost(found.loss, "would be lost"))
    return lines


def _state(looked: Looked) -> str:
    problems = "; ".join(one.rstrip(".") for one in looked.problems[:3])
    return f"{looked.state}: {problems}." if problems else f"{looked.state}."


def lost(loss: Loss, verb: str) -> str:
    """What is lost, in one sentence."""
    if loss.changes is None or loss.captures is None:
        known = "" if loss.captures is None else f"{loss.captures} capture(s) and "
        return (
            f"What was changed after {when(loss.since)} {verb}: {known}what the damaged file "
            "does not tell."
        )
    if not loss.changes:
        return f"Nothing {verb}."
    return (
        f"{loss.captures} capture(s) in {loss.changes} change(s) since {when(loss.since)} {verb}."
    )


def when(at: str | None) -> str:
    """A moment for people: "25 November 2026 15:10:32"."""
    if not at:
        return "no time that is known"
    moment = dt.datetime.fromisoformat(at)
    return f"{moment.day} {moment:%B %Y %H:%M:%S}"
