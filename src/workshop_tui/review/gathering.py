"""Reading everything that documents are made of, as it stood at one moment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from workshop_tui import __version__
from workshop_tui.outputs.completeness import omissions
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.shown import shown
from workshop_tui.outputs.withholding import withhold
from workshop_tui.practice.outcomes import outcome_names
from workshop_tui.practice.records import Capture
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review.factors import labels
from workshop_tui.review.gathering_after import gather_after
from workshop_tui.review.ground_rules import rules_in_force
from workshop_tui.review.reader import Reader

_ATTEMPTS = 20


def material_for(reader: Reader, audience: Audience) -> tuple[Material, View]:
    """The material of a review as an audience may read it, and the view that it went through.

    Whatever is made of it needs no further care: marked items are left out, texts are rendered,
    what the tier leaves out or makes coarse is left out or coarse.
    """
    view = reader.view(audience.view_tier)
    return shown(gather(reader, audience), view), view


def gather(reader: Reader, audience: Audience) -> Material:
    """The material of a review, read again where a seat wrote meanwhile, without marked items.

    Its texts are as they were written: ``shown.shown`` makes them fit for the audience.
    """
    for _ in range(_ATTEMPTS):
        before = reader.last_seq()
        material, marks = _gather_once(reader), reader.marks()
        if audience.tier is not Tier.NAMES:
            known = reader.tiers()
            material = replace(material, rules=known.rules[audience.tier], bands=known.bands)
        if reader.last_seq() == before:
            break
    left_open = tuple(one.what for one in omissions(material))
    material = replace(material, after=replace(material.after, omissions=left_open))
    return withhold(material, audience, marks)


def _gather_once(reader: Reader) -> Material:
    participants = reader.participants()
    register = reader.register()
    registered = {identity.id: identity.name for identity in register}
    captures = reader.captures()
    outcomes = reader.outcomes()
    session = reader.event()
    order = reader.order()
    return Material(
        review=reader.review(),
        agencies=tuple(reader.agencies().values()),
        participants=tuple(participants),
        lines=tuple(reader.lines_of_enquiry()),
        sources=tuple(reader.source_files().values()),
        session=session,
        sessions=tuple(reader.sessions()),
        steps=tuple(reader.steps(session.id)) if session else (),
        episodes=tuple(reader.episodes()),
        entries=tuple(reader.entries(order)),
        numbers={entry_id: number for number, entry_id in enumerate(order, start=1)},
        excluded=tuple(reader.excluded()),
        beside=reader.beside(),
        circulations=tuple(reader.circulations()),
        captures=tuple(captures),
        outcomes=tuple(outcomes),
        names={
            person.id: registered[person.identity_id]
            for person in participants
            if person.identity_id in registered
        },
        pseudonyms=tuple(identity.pseudonym for identity in register),
        entries_of=_entries_of(reader, captures),
        evidence={
            outcome: tuple(capture.id for capture in found)
            for outcome, found in reader.evidence().items()
        },
        enquiries={outcome: tuple(found) for outcome, found in reader.enquiries().items()},
        labels=dict(zip((o.id for o in outcomes), outcome_names(outcomes), strict=True)),
        missing={outcome: tuple(lacks) for outcome, lacks in reader.missing().items()},
        after=gather_after(reader),
        factors=labels(reader),
        ground_rules=rules_in_force(reader),
        journal_head=reader.journal_head(),
        made=dt.datetime.now().astimezone(),
        version=__version__,
    )


def _entries_of(reader: Reader, captures: list[Capture]) -> dict[int, tuple[int, ...]]:
    """The entries of each capture: the one at which it was said first, then any further ones."""
    found = {c.id: [c.entry_id] if c.entry_id is not None else [] for c in captures}
    for entry_id in sorted(reader.capture_counts()):
        for capture in reader.captures_at(entry_id):
            entries = found.setdefault(capture.id, [])
            if entry_id not in entries:
                entries.append(entry_id)
    return {capture: tuple(entries) for capture, entries in found.items()}
