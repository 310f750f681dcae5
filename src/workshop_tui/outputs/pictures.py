"""Pictures as SVG: the case in time by agency, and how far the lines of enquiry are answered.

Written by hand: they hold text, which is escaped, and shapes, and fetch nothing. Each says in its
title and description what it shows; no colour carries what no word says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.paper import clean
from workshop_tui.practice.days import day

_WIDE: Final = 960
_LEFT: Final = 190
_RIGHT: Final = 24
_TOP: Final = 76
_ROW: Final = 34
_INK, _ACCENT, _QUIET, _WASH, _RULE = "#1b2a33", "#1f4e5f", "#51626b", "#eaf0f2", "#b9c4ca"
_COUNTED: Final = re.compile(r"\d+")


def timeline(material: Material, model: ReportModel) -> str:
    """Each agency's entries on a line of time; those of key episodes stand out."""
    names = {agency.id: agency.short or agency.name for agency in material.agencies}
    placed = [
        (at, names.get(entry.agency_id, ""), entry)
        for entry in material.entries
        if (at := _when(entry.earliest)) is not None
    ]
    rows = list(dict.fromkeys(names[a.id] for a in material.agencies))
    rows = [name for name in rows if any(name == whose for _, whose, _ in placed)]
    first = min((at for at, _, _ in placed), default=0.0)
    last = max((at for at, _, _ in placed), default=1.0)
    undated = len(material.entries) - len(placed)
    key = sum(1 for _, _, e in placed if e.starred or e.episode_id is not None)
    about = (
        f"{len(placed)} entries of {len(rows)} agencies on a line of time, {key} of them in key "
        f"episodes (squares)." + (f" {undated} without a date are not shown." if undated else "")
    )
    foot = _TOP + _ROW * max(1, len(rows))
    shapes = [*_ticks([e.earliest or "" for _, _, e in placed], first, last, foot)]
    for number, name in enumerate(rows):
        y = _TOP + _ROW * number + _ROW / 2
        shapes.append(_words(_LEFT - 12, y + 4, _short(name, 26), anchor="end"))
        shapes.append(_rule(_LEFT, y, _WIDE - _RIGHT, y))
        for at, whose, entry in placed:
            if whose == name:
                marked = entry.starred or entry.episode_id is not None
                shapes.append(_mark(_x(at, first, last), y, marked=marked))
    if not rows:
        shapes.append(_words(_LEFT, _TOP + 20, "No entry has a date yet."))
    shapes += [
        _mark(_LEFT, foot + 20, marked=True),
        _words(_LEFT + 14, foot + 24, "entry of a key episode", size=12),
        _mark(_LEFT + 190, foot + 20, marked=False),
        _words(_LEFT + 204, foot + 24, "other entry", size=12),
    ]
    return _picture(f"Timeline by agency: {model.reference}", about, foot + 52, model, shapes)


def coverage(_: Material, model: ReportModel) -> str:
    """Which outcomes answer each line of enquiry; lines that none answers say so."""
    shapes: list[str] = []
    said: list[str] = []
    y: float = _TOP
    for line in model.lines:
        labels = line.answered_by
        words = ", ".join(labels) if labels else "not answered yet"
        said.append(f"{line.number}: {words}")
        shapes.append(_words(24, y + 14, f"{line.number}", weight="bold"))
        shapes.append(_words(48, y + 14, _short(line.title, 62)))
        x, top = 480.0, y
        for label in labels:
            if x + 54 > _WIDE - _RIGHT:
                x, top = 480.0, top + 28
            shapes.append(_chip(x, top, label))
            x += 60
        if not labels:
            shapes.append(_words(480, y + 14, words, colour="#9c2f00", weight="bold"))
        y = top + _ROW
        shapes.append(_rule(24, y - 8, _WIDE - _RIGHT, y - 8))
    if not model.lines:
        shapes.append(_words(24, y + 14, "No lines of enquiry stand here."))
    about = f"What answers each line of enquiry. {'; '.join(said)}." if said else "None."
    return _picture(f"Lines of enquiry: {model.reference}", about, y + 30, model, shapes)


def _when(said: str | None) -> float | None:
    """Where a day, a month or a counted day stands in time, in days; None where it says none."""
    words = said or ""
    found = day(f"{words}-15" if len(words) == 7 else words)
    if found is not None:
        return float(found.toordinal())
    counted = _COUNTED.search(words)
    return float(counted[0]) if words.startswith("day ") and counted else None


def _x(at: float, first: float, last: float) -> float:
    return _LEFT + 8 + (at - first) / ((last - first) or 1.0) * (_WIDE - _RIGHT - _LEFT - 16)


def _ticks(said: list[str], first: float, last: float, foot: float) -> Iterator[str]:
    """Years, or where there is less than three of them each end, with thin lines down."""
    years = sorted({words[:4] for words in said if day(words) or len(words) == 7})
    ticks = [(float(_ordinal(year)), year) for year in years if _ordinal(year) >= first]
    if len(ticks) < 2 and said:
        ends = sorted((at, words) for words in said if (at := _when(words)) is not None)
        ticks = [ends[0], ends[-1]] if ends else []
    for number, (at, words) in enumerate(dict.fromkeys(ticks)):
        x = _x(at, first, last)
        yield _rule(x, _TOP - 6, x, foot)
        end = number > 0 and x > _WIDE - 120
        yield _words(x, _TOP - 12, words, colour=_QUIET, anchor="end" if end else "start")


def _ordinal(year: str) -> int:
    found = day(f"{year}-01-01")
    return found.toordinal() if found else 0


def _picture(title: str, about: str, height: float, model: ReportModel, shapes: list[str]) -> str:
    draft = "DRAFT – " if model.draft else ""
    foot = " · ".join(filter(None, (model.warning, model.rules.label, model.making.made)))
    whole = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {height + 26:.0f}" '
        'role="img" aria-labelledby="picture-title picture-about" lang="en-GB" '
        'font-family="Noto Sans, Arial, sans-serif">',
        f'<title id="picture-title">{_text(draft + title)}</title>',
        f'<desc id="picture-about">{_text(about)}</desc>',
        f'<rect width="{_WIDE}" height="{height + 26:.0f}" fill="#ffffff"/>',
        _words(24, 34, draft + title, size=20, colour=_ACCENT, weight="bold"),
        *shapes,
        _words(24, height + 14, foot, size=11, colour=_QUIET),
        "</svg>",
    ]
    return "\n".join(whole) + "\n"


def _mark(x: float, y: float, *, marked: bool) -> str:
    if marked:
        return f'<rect x="{x - 5:.1f}" y="{y - 8:.1f}" width="10" height="16" fill="{_ACCENT}"/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{_QUIET}" fill-opacity="0.7"/>'


def _chip(x: float, y: float, label: str) -> str:
    box = f'<rect x="{x}" y="{y - 2}" width="52" height="22" rx="4" fill="{_WASH}"/>'
    return box + _words(x + 26, y + 14, label, anchor="middle", colour=_ACCENT, weight="bold")


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{_RULE}" fill="none"/>'


def _words(
    x: float,
    y: float,
    words: str,
    *,
    size: int = 14,
    colour: str = _INK,
    anchor: str = "start",
    weight: str = "normal",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill={quoteattr(colour)} '
        f'text-anchor="{anchor}" font-weight="{weight}">{_text(words)}</text>'
    )


def _text(words: str) -> str:
    return escape(" ".join(clean(words).split()))


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
