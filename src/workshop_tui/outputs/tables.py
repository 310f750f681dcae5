"""The review as plain tables, for spreadsheets and databases: the same as its JSON says."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from workshop_tui.outputs import data
from workshop_tui.outputs.actions import harmless
from workshop_tui.outputs.material import Material
from workshop_tui.outputs.model import ReportModel

Value = str | int | None


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table.

    Attributes:
        columns: Their names; the first identifies a row where ``keyed``.
        refers: Columns that hold what identifies a row of another table, by column.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    keyed: bool = True
    refers: tuple[tuple[str, str], ...] = ()


_ENTRY: Final = (
    *("uid", "number", "ref", "agency", "date_text", "earliest", "latest", "time", "text"),
    *("source", "episode", "starred", "state", "added", "excluded"),
)
_CAPTURE: Final = (
    *("uid", "kind", "text", "who", "known", "conversation", "episode", "agenda_step"),
    *("session", "checker", "due", "at"),
)
_OUTCOME: Final = (
    *("label", "uid", "kind", "text", "status", "why", "still_current", "prevalence", "question"),
    *("owner", "owner_agency", "manager", "expected_change", "measure", "due", "due_on", "brag"),
    *("unsafe_now", "told", "route", "result", "answers", "recommendation"),
)
_SIMPLE: Final = (
    ("agencies", ("short", "uid", "name", "kind"), ()),
    (
        "participants",
        ("code", "uid", "role", "agency", "level", "attending"),
        (("agency", "agencies"),),
    ),
    ("lines_of_enquiry", ("number", "uid", "title", "question"), ()),
    ("sessions", ("uid", "kind", "title", "date", "place", "starts"), ()),
    ("episodes", ("number", "uid", "title", "starts", "ends"), ()),
    ("outcomes", _OUTCOME, (("owner_agency", "agencies"), ("answers", "outcomes"))),
    ("recommendations", ("number", "uid", "text"), ()),
    (
        "considerations",
        ("uid", "recommendation", "body", "sent", "considered", "decision", "reason"),
        (("recommendation", "recommendations"),),
    ),
    ("milestones", ("uid", "action", "title", "due", "done"), (("action", "outcomes"),)),
    ("progress", ("uid", "action", "noted", "note", "brag"), (("action", "outcomes"),)),
    ("checks", ("uid", "action", "title", "due", "done", "result"), (("action", "outcomes"),)),
)


def tables(material: Material, report: ReportModel) -> list[PlainTable]:
    """Every table; one to which another refers stands before it."""
    whole = data.whole(material, report)
    found = [_about(whole)]
    for name, columns, refers in _SIMPLE:
        found.append(_plain(name, columns, whole[name], refers))
    entries = [*whole["entries"], *whole["excluded_entries"]]
    found.append(
        _plain("entries", _ENTRY, entries, (("agency", "agencies"), ("episode", "episodes")))
    )
    captures = _plain(
        "captures", _CAPTURE, whole["captures"], (("who", "participants"), ("session", "sessions"))
    )
    found.append(captures)
    return [*found, *_links(whole, entries)]


def _about(whole: dict[str, Any]) -> PlainTable:
    facts = {
        name: whole[name]
        for name in (
            "warning",
            "made",
            "circulation",
            "draft",
            "journal_head",
            "format_version",
            "made_with",
        )
    }
    facts |= {f"review_{name}": value for name, value in whole["review"].items()}
    facts["left_out"] = "\n".join(whole["left_out"])
    rows = tuple((name, _value(value)) for name, value in facts.items())
    return PlainTable("about", ("fact", "value"), rows)


def _plain(
    name: str,
    columns: tuple[str, ...],
    rows: Sequence[dict[str, Any]],
    refers: tuple[tuple[str, str], ...],
) -> PlainTable:
    cells = tuple(tuple(_value(row[column]) for column in columns) for row in rows)
    keys = [row[0] for row in cells]
    keyed = None not in keys and len(set(keys)) == len(keys)
    return PlainTable(name, columns, cells, keyed, refers)


def _links(whole: dict[str, Any], entries: list[dict[str, Any]]) -> list[PlainTable]:
    """Tables that only say what belongs to what, and lists within records."""
    captures, outcomes = whole["captures"], whole["outcomes"]

    def link(name: str, columns: tuple[str, ...], rows: Any, *to: tuple[str, str]) -> PlainTable:
        return PlainTable(name, columns, tuple(rows), keyed=False, refers=to)

    return [
        link(
            "entry_columns",
            ("entry", "name", "text"),
            ((e["uid"], name, text) for e in entries for name, text in e["fields"].items()),
            ("entry", "entries"),
        ),
        link(
            "entry_corrections",
            ("entry", "date_text", "text", "reason"),
            (
                (e["uid"], one["date_text"], one["text"], one["reason"])
                for e in entries
                for one in e["corrections"]
            ),
            ("entry", "entries"),
        ),
        link(
            "entry_disputes",
            ("entry", "agency", "account"),
            ((e["uid"], one["agency"], one["account"]) for e in entries for one in e["disputed"]),
            ("entry", "entries"),
            ("agency", "agencies"),
        ),
        link(
            "same_events",
            ("entry", "other"),
            ((e["uid"], other) for e in entries for other in e["linked"]),
            ("entry", "entries"),
            ("other", "entries"),
        ),
        link(
            "capture_entries",
            ("capture", "entry"),
            ((c["uid"], entry) for c in captures for entry in c["entry_uids"]),
            ("capture", "captures"),
            ("entry", "entries"),
        ),
        link(
            "evidence",
            ("outcome", "capture"),
            ((o["label"], capture) for o in outcomes for capture in o["evidence"]),
            ("outcome", "outcomes"),
            ("capture", "captures"),
        ),
        link(
            "answered_lines",
            ("outcome", "line"),
            ((o["label"], line) for o in outcomes for line in o["lines_of_enquiry"]),
            ("outcome", "outcomes"),
            ("line", "lines_of_enquiry"),
        ),
        link(
            "themes",
            ("theme", "outcome"),
            ((theme, label) for theme, labels in whole["themes"].items() for label in labels),
            ("outcome", "outcomes"),
        ),
        link(
            "recommendation_findings",
            ("recommendation", "finding"),
            ((r["number"], f) for r in whole["recommendations"] for f in r["findings"]),
            ("recommendation", "recommendations"),
            ("finding", "outcomes"),
        ),
    ]


def _value(value: Any) -> Value:
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | str):
        return value
    return json.dumps(value, ensure_ascii=False)


def as_csv(name: str, material: Material, report: ReportModel) -> str:
    """One of the tables for a spreadsheet; a document with names says so in every row."""
    table = next(one for one in tables(material, report) if one.name == name)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    mark = (report.warning,) if report.warning else ()
    writer.writerow((*table.columns, *mark))
    for row in table.rows:
        cells = ("" if v is None else harmless(v) if isinstance(v, str) else v for v in row)
        writer.writerow((*cells, *("yes" for _ in mark)))
    return out.getvalue()
