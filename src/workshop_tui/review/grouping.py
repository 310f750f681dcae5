"""Grouping captures to see what belongs together: by theme, episode, line of enquiry, agency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workshop_tui.practice.records import Capture, Entry
from workshop_tui.review.factors import titles
from workshop_tui.review.reader import Reader


@dataclass(frozen=True, slots=True)
class Group:
    """Captures that share something."""

    title: str
    captures: tuple[Capture, ...]


def group(read: Reader, by: str) -> list[Group]:
    """Captures in one of the ``GROUPINGS``; a capture can be in several groups."""
    groups = GROUPINGS[by](read, read.captures())
    return [Group(title, tuple(found)) for title, found in groups.items() if found]


_Groups = dict[str, list[Capture]]


def _by_theme(read: Reader, captures: list[Capture]) -> _Groups:
    called = titles(read)
    groups: _Groups = {}
    for capture in captures:
        for theme in capture.themes or ("no theme",):
            groups.setdefault(called.get(theme, theme), []).append(capture)
    return dict(sorted(groups.items(), key=lambda item: (item[0] == "no theme", -len(item[1]))))


def _by_episode(read: Reader, captures: list[Capture]) -> _Groups:
    episodes = {e.id: f"{e.number} {e.title}" for e in read.episodes()}
    groups: _Groups = {title: [] for title in episodes.values()}
    entries = _entries_of(read, captures)
    for capture in captures:
        entry = entries.get(capture.entry_id or 0)
        episode = capture.episode_id or (entry.episode_id if entry else None)
        groups.setdefault(episodes.get(episode or 0, "no episode"), []).append(capture)
    return groups


def _by_enquiry(read: Reader, captures: list[Capture]) -> _Groups:
    titles = {line.number: f"{line.number} {line.title}" for line in read.lines_of_enquiry()}
    groups: _Groups = {title: [] for title in titles.values()}
    enquiries = read.enquiries()
    placed: set[int] = set()
    for outcome_id, evidence in read.evidence().items():
        for number in enquiries.get(outcome_id, []):
            for capture in evidence:
                if capture not in groups[titles[number]]:
                    groups[titles[number]].append(capture)
                placed.add(capture.id)
    groups["no line of enquiry yet"] = [c for c in captures if c.id not in placed]
    return groups


def _by_agency(read: Reader, captures: list[Capture]) -> _Groups:
    agencies = read.agencies()
    participants = {p.id: p for p in read.participants()}
    groups: _Groups = {agency.short: [] for agency in agencies.values()}
    for capture in captures:
        participant = participants.get(capture.who_id or 0)
        agency = agencies.get(participant.agency_id or 0) if participant else None
        groups.setdefault(agency.short if agency else "nobody's words", []).append(capture)
    return groups


def _entries_of(read: Reader, captures: list[Capture]) -> dict[int, Entry]:
    ids = sorted({c.entry_id for c in captures if c.entry_id is not None})
    return {entry.id: entry for entry in read.entries(ids)}


GROUPINGS: dict[str, Callable[[Reader, list[Capture]], _Groups]] = {
    "theme": _by_theme,
    "episode": _by_episode,
    "line of enquiry": _by_enquiry,
    "agency": _by_agency,
}
"""The ways in which captures can be grouped."""
