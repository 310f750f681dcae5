"""An outcome in words, as the Outcomes screen and the read-back show it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.content import Content

from workshop_tui.practice.days import british, clock_time
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.outcomes import asked
from workshop_tui.practice.records import Outcome
from workshop_tui.practice.running import Position
from workshop_tui.practice.text import one_line, visible
from workshop_tui.review.escalations import LANE, state
from workshop_tui.review.grouping import Group
from workshop_tui.tui.desk import Desk
from workshop_tui.tui.hinting import hints_on, shown

_QUIET = "$text-muted"


def status_of(outcome: Outcome) -> str:
    """How an outcome stands, in a word or two: an action is a candidate until it is agreed."""
    if outcome.kind is OutcomeKind.ESCALATION:
        return state(outcome)
    if outcome.kind is OutcomeKind.ACTION and outcome.status == "draft":
        return "candidate"
    return outcome.status


def read_back_of(outcome: Outcome) -> str:
    """Whether and when it was read back."""
    if outcome.read_back is None:
        return "not read back yet"
    return f"read back {clock_time(outcome.read_back)}"


def hint_lines(desk: Desk, outcome: Outcome, most: int = 3) -> list[Content]:
    """Quiet hints under the wording; none once it is done or set aside."""
    if outcome.status in ("done", "set aside"):
        return []
    return [Content.styled(f"≈ {shown(desk, hint)}", _QUIET) for hint in hints_on(desk, outcome)][
        :most
    ]


def position_lines(desk: Desk, outcome: Outcome) -> list[Content]:
    """Agencies that do not simply agree, with their words."""
    found = []
    for one in desk.read.records(Position, outcome_id=outcome.id):
        agency = desk.agencies.get(one.agency_id)
        whose = one_line(desk.view.text(agency.short)) if agency else "?"
        words = visible(desk.view.text(one.words))
        said = f": “{words}”" if words else ""
        found.append(Content.styled(f"⚑ {whose}: {one.stance}{said}", "$text-warning"))
    return found


def evidence_line(desk: Desk, outcome: Outcome) -> Content:
    """What it rests on, in one line."""
    captures = [c for c in desk.read.evidence().get(outcome.id, ()) if not desk.hides(c)]
    places = [f"{desk.place_of(c)} {desk.who(c.who_id)}".strip() for c in captures]
    rests = " · ".join(dict.fromkeys(places)) or "nothing yet"
    return Content.assemble((f"Rests on {len(captures) or ''}".rstrip() + ": ", _QUIET), rests)


def escalation_lines(desk: Desk, outcome: Outcome) -> list[Content]:
    """Where an escalation stands, what came of it, and that it replaces no procedure."""
    view, parts = desk.view, [_named("It is", state(outcome))]
    if outcome.acknowledged:
        by = one_line(view.text(outcome.acknowledged_by))
        when = f"{british(outcome.acknowledged[:10])} {clock_time(outcome.acknowledged)}"
        parts.append(_named("Acknowledged by", f"{by}, {when}"))
    if outcome.result:
        parts.append(_named("What came of it", visible(view.text(outcome.result))))
    return [*parts, Content.styled(LANE, _QUIET)]


def detail(
    desk: Desk, outcome: Outcome, names: Mapping[int, str], lacks: Sequence[str]
) -> list[Content]:
    """Everything about an outcome.

    Args:
        desk: What the seat has in front of it.
        outcome: Which.
        names: Short names of all outcomes, by id.
        lacks: What it still lacks.
    """
    view, read = desk.view, desk.read
    head = f"{names[outcome.id]} · {outcome.kind.value} · {status_of(outcome)}"
    parts = [
        Content.styled(f"{head} · {read_back_of(outcome)}", "bold"),
        Content(visible(view.field(outcome.TABLE, outcome.uid, "text", outcome.text))),
        *hint_lines(desk, outcome),
        *position_lines(desk, outcome),
        Content(""),
    ]
    for field, question in asked(outcome.kind):
        answer = view.text(getattr(outcome, field))
        parts.append(Content.assemble((f"{question} ", _QUIET), visible(answer) or "—"))
    if outcome.kind is OutcomeKind.ESCALATION:
        parts += escalation_lines(desk, outcome)
    parts.append(_named("Lines of enquiry", _numbers(desk, outcome)))
    if outcome.finding_id is not None:
        parts.append(_named("Answers finding", names.get(outcome.finding_id, "?")))
    children = [
        names[one.id]
        for one in read.records(Outcome, finding_id=outcome.id)
        if one.id in names and not desk.hides(one)
    ]
    if children:
        parts.append(_named("Answered by", ", ".join(children)))
    if lacks:
        parts.append(Content.styled(f"Still open: {', '.join(lacks)}", "$text-warning"))
    parts += [Content(""), Content.styled("Rests on", "bold")]
    for capture in read.evidence().get(outcome.id, []):
        if desk.hides(capture):
            continue
        where, who = desk.place_of(capture), desk.who(capture.who_id)
        quoted = visible(view.field("capture", capture.uid, "text", capture.text))
        parts.append(Content.assemble((f"{where} {who} ", "bold"), quoted))
    return parts


def grouped(desk: Desk, way: str, groups: Sequence[Group]) -> list[Content]:
    """Captures in groups, to see what belongs together."""
    parts = [Content.styled(f"Grouped by {way}   (y: another way, Esc: event)", "bold")]
    for found in groups:
        title = f"{one_line(desk.view.text(found.title))} · {len(found.captures)}"
        parts += [Content(""), Content.styled(title, "bold $text-primary")]
        for capture in found.captures:
            if desk.hides(capture):
                continue
            text = one_line(desk.view.field("capture", capture.uid, "text", capture.text))
            nowhere = capture.entry_id is None
            at = desk.place_of(capture) if nowhere else desk.number(capture.entry_id)
            parts.append(Content.assemble((f"  {at:>4} ", _QUIET), text))
    return parts


def _numbers(desk: Desk, outcome: Outcome) -> str:
    return ", ".join(map(str, desk.read.enquiries().get(outcome.id, []))) or "—"


def _named(name: str, words: str) -> Content:
    return Content.assemble((f"{name}: ", _QUIET), words)
