"""What is to be looked at in the combined chronology, as rows of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from workshop_tui.practice.beside import SAME
from workshop_tui.practice.same_event import Offer
from workshop_tui.practice.silence import Gap
from workshop_tui.review.reckoning import LONGER_THAN, gaps
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.widgets.line_list import Row


def work_rows(desk: Desk, offers: Sequence[Offer] | None) -> list[Row]:
    """Everything there is to look at.

    Args:
        desk: What the seat has in front of it.
        offers: Pairs that may be the same event; None while they are looked for.
    """
    rows = list(_offers(desk, offers))
    rows += _linked(desk)
    rows += _entries(desk, "disputed", [d.entry_id for d in desk.beside.disputes])
    rows += _entries(desk, "corrected", [c.entry_id for c in desk.beside.corrections])
    rows += _excluded(desk)
    rows += _gaps(desk)
    return rows


def brief(desk: Desk, entry_id: int) -> str:
    """An entry in a few words."""
    entry = desk.read_now(desk.read.entry(entry_id))
    return f"{desk.number(entry_id)} {desk.agency(entry)} {entry.date_text or 'undated'}"


def _heading(words: str) -> Row:
    return Row("", words, style="heading")


def _offers(desk: Desk, offers: Sequence[Offer] | None) -> Iterator[Row]:
    if offers is None:
        yield _heading("May be the same event · looking …")
        return
    fresh = [o for o in offers if desk.beside.decided(o.entry_id, o.other_id) is None]
    yield _heading(f"May be the same event · {len(fresh)}")
    for offer in fresh:
        one, other = brief(desk, offer.entry_id), brief(desk, offer.other_id)
        words = f"? {one}  and  {other}   alike {round(offer.score * 100)} %"
        yield Row("pair", words, (offer.entry_id, offer.other_id))


def _linked(desk: Desk) -> Iterator[Row]:
    decided = desk.beside.decisions
    if decided:
        yield _heading(f"Decided about pairs · {len(decided)}")
    for one in decided:
        sign, words = ("⇔", "same event") if one.decision == SAME else ("≠", "different events")
        text = f"{sign} {brief(desk, one.entry_id)}  and  {brief(desk, one.other_id)}   {words}"
        yield Row("pair", text, (one.entry_id, one.other_id), "good" if sign == "⇔" else "faint")


def _entries(desk: Desk, what: str, ids: Sequence[int]) -> Iterator[Row]:
    once = list(dict.fromkeys(ids))
    if once:
        yield _heading(f"{what.capitalize()} · {len(once)}")
    sign = "⚑" if what == "disputed" else "≠"
    for entry_id in once:
        yield Row(what, f"{sign} {brief(desk, entry_id)}", (entry_id,))


def _excluded(desk: Desk) -> Iterator[Row]:
    found = desk.read.excluded()
    if found:
        yield _heading(f"Excluded · {len(found)}")
    for entry in found:
        why = desk.beside.exclusion_of(entry.id)
        words = f"✗ {desk.agency(entry)} {entry.date_text or 'undated'}"
        yield Row("excluded", f"{words}: {why.reason if why else ''}", (entry.id,), "faint")


def _gaps(desk: Desk) -> Iterator[Row]:
    found = gaps(desk.read)
    if found.silent:
        yield _heading(f"No entries received · {len(found.silent)}")
    for silent in found.silent:
        agency = desk.agencies[silent.agency_id].short
        when = "for any time" if silent.none_at_all else _days(silent.first, silent.last)
        yield Row("silent", f"{agency}: none {when}", (silent.agency_id, str(silent.first)))
    yield _heading(f"Nobody recorded anything for over {LONGER_THAN} days · {len(found.overall)}")
    yield from (_gap(desk, gap, "") for gap in found.overall)
    for agency_id, own in found.by_agency.items():
        agency = desk.agencies[agency_id].short
        if own:
            yield _heading(f"{agency} recorded nothing for over {LONGER_THAN} days · {len(own)}")
        yield from (_gap(desk, gap, agency) for gap in own)


def _gap(desk: Desk, gap: Gap, agency: str) -> Row:
    ends = [f"after {desk.number(gap.before_id)}"] * bool(gap.before_id)
    ends += [f"before {desk.number(gap.after_id)}"] * bool(gap.after_id)
    vague = ", ".join(map(desk.number, gap.vague_ids))
    ends += [f"entry {vague} may fall in it"] * bool(vague)
    words = f"{gap.days} days {_days(gap.first, gap.last)}   {', '.join(ends)}"
    return Row("gap", words, (agency, gap.before_id or 0, gap.after_id or 0))


def _days(first: dt.date | None, last: dt.date | None) -> str:
    shown = [f"{day:%d %b %Y}".lstrip("0") if day else "?" for day in (first, last)]
    return f"from {shown[0]} to {shown[1]}"
