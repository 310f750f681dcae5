"""Pictures as SVG: the case in time by agency, and how far the lines of enquiry are answered.

Written by hand: they hold text, which is escaped, and shapes, and fetch nothing. Each says in its
title and description what it shows; no colour carries what no word says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel
from workshop_tui.outputs.paper import Picture, clean
from workshop_tui.outputs.report_words import number
from workshop_tui.practice.days import day

_WIDE: Final = 960
_LEFT: Final = 190
_RIGHT: Final = 24
_TOP: Final = 76
_ROW: Final = 34
_INK, _ACCENT, _QUIET, _WASH, _RULE = "#1b2a33", "#1f4e5f", "#51626b", "#eaf0f2", "#b9c4ca"
_COUNTED: Final = re.compile(r"\d+")


def timeline(_: Material, model: ReportModel) -> str:
    """Each agency's entries on a line of time, as a picture of its own."""
    return _on_its_own(timeline_in(model), f"Timeline by agency: {model.reference}", model)


def coverage(_: Material, model: ReportModel) -> str:
    """Which outcomes answer each line of enquiry, as a picture of its own."""
    return _on_its_own(coverage_in(model), f"Lines of enquiry: {model.reference}", model)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing: its name in a document, what it shows in words, how high it is, its shapes."""

    name: str
    about: str
    height: float
    shapes: tuple[str, ...]

    def within(self) -> Picture:
        """The picture as it stands in a document, under that document's own heading and marks."""
        top = _TOP - 28
        head = _opening(self.name, self.about, f"0 {top} {_WIDE} {self.height - top:.0f}")
        return Picture("\n".join([*head, *self.shapes, "</svg>"]), self.about)


def timeline_in(model: ReportModel) -> Drawn:
    """Each agency's entries on a line of time; those of key episodes stand out."""
    placed = [
        (at, one.agency, one.key) for one in model.placed if (at := _when(one.when)) is not None
    ]
    rows = list(dict.fromkeys(one.agency for one in model.placed))
    rows = sorted(name for name in rows if any(name == whose for _, whose, _ in placed))
    first = min((at for at, _, _ in placed), default=0.0)
    last = max((at for at, _, _ in placed), default=1.0)
    foot = _TOP + _ROW * max(1, len(rows))
    shapes = [*_ticks([one.when for one in model.placed if _when(one.when)], first, last, foot)]
    for row, name in enumerate(rows):
        y = _TOP + _ROW * row + _ROW / 2
        shapes.append(_words(_LEFT - 12, y + 4, _short(name, 26), anchor="end"))
        shapes.append(_rule(_LEFT, y, _WIDE - _RIGHT, y))
        shapes += [
            _mark(_x(at, first, last), y, marked=key) for at, whose, key in placed if whose == name
        ]
    if not rows:
        shapes.append(_words(_LEFT, _TOP + 20, "No entry has a date yet."))
    shapes += [
        _mark(_LEFT, foot + 20, marked=True),
        _words(_LEFT + 14, foot + 24, "entry of a key episode", size=12),
        _mark(_LEFT + 190, foot + 20, marked=False),
        _words(_LEFT + 204, foot + 24, "other entry", size=12),
    ]
    about = _told(placed, rows, len(model.placed) - len(placed))
    return Drawn("timeline", about, foot + 52, tuple(shapes))


def _told(placed: list[tuple[float, str, bool]], rows: list[str], undated: int) -> str:
    """The line of time in words: how many entries each agency has, and where they stand out."""
    key = sum(marked for _, _, marked in placed)
    each = ", ".join(f"{name} {sum(whose == name for _, whose, _ in placed)}" for name in rows)
    return (
        f"{number(len(placed), 'entry')} of {number(len(rows), 'agency')} on a line of time, "
        f"{key} of them in key episodes (squares): {each or 'none'}."
        + (f" {undated} without a date are not shown." if undated else "")
    )


def coverage_in(model: ReportModel) -> Drawn:
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
    return Drawn("coverage", about, y + 30, tuple(shapes))


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
    for place, (at, words) in enumerate(dict.fromkeys(ticks)):
        x = _x(at, first, last)
        yield _rule(x, _TOP - 6, x, foot)
        end = place > 0 and x > _WIDE - 120
        yield _words(x, _TOP - 12, words, colour=_QUIET, anchor="end" if end else "start")


def _ordinal(year: str) -> int:
    found = day(f"{year}-01-01")
    return found.toordinal() if found else 0


def _on_its_own(drawn: Drawn, title: str, model: ReportModel) -> str:
    """A picture as a file, which says itself what it is, for whom, and that it is a draft."""
    draft = "DRAFT – " if model.draft else ""
    number = f"Version {model.version.number}" if model.version.number else ""
    journal = f"journal {model.making.journal_head[:12]}"
    marks = (model.warning, model.rules.label, number, model.making.made, journal)
    height = drawn.height
    whole = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        *_opening(draft + title, drawn.about, f"0 0 {_WIDE} {height + 26:.0f}", name=drawn.name),
        _words(24, 34, draft + title, size=20, colour=_ACCENT, weight="bold"),
        *drawn.shapes,
        _words(24, height + 14, " · ".join(filter(None, marks)), size=11, colour=_QUIET),
        "</svg>",
    ]
    return "\n".join(whole) + "\n"


def _opening(title: str, about: str, box: str, *, name: str = "") -> list[str]:
    name = name or title
    x, y, wide, high = box.split()
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="{wide}" height="{high}" '
        f'role="img" aria-labelledby="{name}-title {name}-about" lang="en-GB" '
        'font-family="Noto Sans, Arial, sans-serif">',
        f'<title id="{name}-title">{_text(title)}</title>',
        f'<desc id="{name}-about">{_text(about)}</desc>',
        f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="#ffffff"/>',
    ]


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
