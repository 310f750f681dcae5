"""The pace of the session under way, read from the review."""

from __future__ import annotations

import datetime as dt

from workshop_tui.practice.pace import Pace, pace
from workshop_tui.review.reader import Reader


def pace_now(read: Reader, now: dt.datetime | None = None) -> Pace:
    """How the session under way stands.

    Args:
        read: The review.
        now: The time, with its zone; the present where it is not given.
    """
    session = read.session()
    steps = read.steps(session.id) if session else []
    entry = session.entry_id if session else None
    shown = read.entry(entry).episode_id if entry is not None else None
    at = now or dt.datetime.now().astimezone()
    return pace(session, steps, read.episodes(), shown, finished_episodes(read), at)


def finished_episodes(read: Reader) -> set[int]:
    """Ids of the episodes none of whose entries is open."""
    entries = [e for e in read.entries(sorted(read.key_entries())) if e.episode_id is not None]
    waiting = {entry.episode_id for entry in entries if entry.state == "open"}
    return {e.episode_id for e in entries if e.episode_id} - {i for i in waiting if i}
