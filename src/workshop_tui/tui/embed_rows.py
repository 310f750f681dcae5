"""Embed as rows of a list, and each row's details as lines that may lead to a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workshop_tui.practice import chart
from workshop_tui.practice.brag import BRAG, in_words
from workshop_tui.practice.days import british
from workshop_tui.practice.records import Agency
from workshop_tui.review.embedding import Audited, Checked, Embedding, Followed, Measured
from workshop_tui.tui.widgets.line_list import Row
from workshop_tui.tui.widgets.missing_pane import Gap

_BAR = 16
_DRAWN = 8
_NOTES = 4

EMPTY = {
    "progress": (
        "No actions yet.",
        "Actions are agreed in the event, under 3 Outcomes, each for a finding: press 3, choose a "
        "finding, then A. Each appears here by itself, with its owner and its day.",
    ),
    "indicator": (
        "No indicators yet: Enter adds the first.",
        "An indicator is a number that would move if practice changed: where it stands now (the "
        "baseline), where it should be (the target), and a reading now and then. Link it to the "
        "actions that it would show.",
    ),
    "audit": (
        "No audits yet: Enter notes one.",
        "An audit of one agency, or of several together, looks whether practice has changed. Note "
        "what it found and what difference was made; link it to the actions it looked at. Only "
        "then can an action be closed.",
    ),
    "check": (
        "No checks are planned yet: Enter plans one.",
        "Change that is not looked at again fades. Plan a check some months ahead: is it still so?",
    ),
}
"""What is said where a section is empty, by the form that fills it: in the row, and beside it."""


def embed_rows(now: Embedding) -> Iterator[Row]:
    """The action plan, the calendar of checks, indicators, audits; and where to add."""
    embedded = sum(one.planned.brag == "blue" for one in now.actions)
    of = f" · {embedded} of {len(now.actions)} embedded" if now.actions else ""
    yield Row("", f"Action plan{of}", style="heading")
    yield from map(_action, now.actions)
    if not now.actions:
        yield _none("progress")
    waiting = [one for one in now.checks if not one.check.done]
    yield Row("", f"Checks due · {len(waiting)}", style="heading")
    yield from map(_check, now.checks)
    if not now.checks:
        yield _none("check")
    yield Row("", f"Indicators · {len(now.indicators)}", style="heading")
    yield from map(_indicator, now.indicators)
    if not now.indicators:
        yield _none("indicator")
    yield Row("", f"Audits · {len(now.audits)}", style="heading")
    yield from map(_audit, now.audits)
    if not now.audits:
        yield _none("audit")
    yield Row("", "Fill in", style="heading")
    for slug, title in (
        ("plan", "Who owns the plan"),
        ("action-milestone", "Milestones of actions"),
        ("progress", "Progress of actions"),
        ("reading", "Readings of indicators"),
    ):
        yield Row("form", f"  {title}", (slug,))
    if now.actions:
        yield Row("workbook", "  The plan's workbook that came back from its owners", ("",))


WORKBOOK = (
    "“export” makes the action plan as a workbook (plan.xlsx) for the owners of actions. What they "
    "filled in comes in here: each change is shown first, beside what the review noted meanwhile."
)


def headline(now: Embedding) -> list[str]:
    """What matters first: what is late, what is next, who owns the plan."""
    late = sum(one.planned.brag == "red" for one in now.actions)
    over = sum((one.days or 0) < 0 for one in now.checks)
    upcoming = [one for one in now.checks if one.days is not None and one.days >= 0]
    found = []
    if late:
        found.append(f"{late} {'action' if late == 1 else 'actions'} overdue")
    if over:
        found.append(f"{over} {'check' if over == 1 else 'checks'} overdue")
    if upcoming:
        found.append(f"next check {when(upcoming[0])}: {upcoming[0].check.title}")
    owner = now.review.plan_owner
    through = f" through {now.review.plan_through}" if now.review.plan_through else ""
    return [*found, f"plan owned by {owner}{through}" if owner else "nobody owns the plan yet"]


def when(checked: Checked) -> str:
    """When a check is due: "in 12 days", "3 days over", "today"."""
    days = checked.days
    if checked.check.done:
        return f"done {british(checked.check.done)}"
    if days is None:
        return "no day yet"
    if days == 0:
        return "today"
    unit = "day" if abs(days) == 1 else "days"
    return f"in {days} {unit}" if days > 0 else f"{-days} {unit} over"


def _none(slug: str) -> Row:
    return Row("none", f"  {EMPTY[slug][0]}", (slug,), "faint")


def _action(one: Followed) -> Row:
    planned = one.planned
    if planned.overdue:
        days = f"{planned.overdue} {'day' if planned.overdue == 1 else 'days'} over"
    else:
        days = british(one.action.due_on) or one.action.due or "no day"
    style = {"blue": "good", "red": "warn", "amber": "warn"}.get(planned.brag, "")
    colour = f"{in_words(planned.brag):<11}"
    return Row(
        "action", f"{colour} {planned.name} · {days} · {one.action.text}", (one.action.uid,), style
    )


def _check(one: Checked) -> Row:
    sign = "✓" if one.check.done else "‼" if (one.days or 0) < 0 else "○"
    style = "good" if one.check.done else "warn" if (one.days or 0) < 0 else ""
    about = f" · {one.action}" if one.action else ""
    return Row("check", f"{sign} {when(one):<13} {one.check.title}{about}", (one.check.uid,), style)


def _indicator(one: Measured) -> Row:
    indicator = one.indicator
    values = [chart.number(reading.value) for reading in one.readings]
    drawn = chart.line([value for value in values if value is not None][-_DRAWN:])
    newest = f"now {one.readings[-1].value}" if one.readings else "not read yet"
    way = f"{indicator.baseline or '?'} → {indicator.target or '?'} {indicator.unit}".strip()
    text = f"{drawn or '·'} {newest} · {way} · {indicator.title}"
    return Row("indicator", text, (indicator.uid,))


def _audit(one: Audited) -> Row:
    audit = one.audit
    held = f"✓ {british(audit.held)}" if audit.held else "○ not held yet"
    rating = f" · {audit.rating}" if audit.rating else ""
    style = "good" if audit.held else ""
    return Row("audit", f"{held}  {audit.title} · {audit.kind}{rating}", (audit.uid,), style)


# -- details ---------------------------------------------------------------------------------------


def of_action(one: Followed, agencies: Mapping[int, Agency]) -> Iterator[Gap]:
    """Everything about an action, and whether it could be closed."""
    action, planned = one.action, one.planned
    yield Gap(action.text, "")
    late = f" · {planned.overdue} days over its day" if planned.overdue > 1 else ""
    colour = f"{planned.brag}: " if planned.brag else ""
    yield Gap(f"{in_words(planned.brag).replace(' ', f' {colour}', 1)}{late}", "")
    agency = agencies.get(action.owner_agency_id or 0)
    owner = ", ".join(filter(None, [agency.short if agency else "", action.owner, action.manager]))
    yield Gap(f"Owner: {owner or 'nobody yet'}", "")
    yield Gap(f"By: {british(action.due_on) or action.due or 'no day yet'}", "")
    if one.finding:
        yield Gap(f"Answers finding: {one.finding}", "")
    if one.recommendation:
        yield Gap(f"Carries out: R{one.recommendation.number} {one.recommendation.text}", "")
    for name, words in (("Expected change", action.expected_change), ("Measure", action.measure)):
        yield Gap(f"{name}: {words or 'not said yet'}", "")
    for step in one.milestones:
        sign = "✓" if step.done else "○"
        day = f"done {british(step.done)}" if step.done else british(step.due) or "no day"
        yield Gap(f"{sign} {step.title} · {day}", f"action-milestone:{step.uid}")
    yield Gap("", "")
    for note in planned.progress[:_NOTES]:
        said = f" ({note.brag}, {BRAG[note.brag]})" if note.brag else ""
        yield Gap(f"{british(note.noted)}: {note.note}{said}", f"progress:{note.uid}")
    if not planned.progress:
        yield Gap("No progress noted yet.", "progress:new")
    yield Gap("", "")
    yield from _looked_at(one)


def _looked_at(one: Followed) -> Iterator[Gap]:
    for audit in one.audits:
        held = british(audit.held) if audit.held else "not held yet"
        yield Gap(f"Audit: {audit.title} · {held}", f"audit:{audit.uid}")
    for indicator in one.indicators:
        yield Gap(f"Indicator: {indicator.title}", f"indicator:{indicator.uid}")
    if one.action.resolved:
        yield Gap(f"✓ Closed {british(one.action.resolved)}, because: {one.action.result}", "")
    elif one.looked_at:
        yield Gap("✓ It was looked at: it can be closed on that evidence.", "")
    else:
        yield Gap("○ Nothing has looked yet whether practice changed.", "audit:new", "Audits")


def of_indicator(one: Measured) -> Iterator[Gap]:
    """An indicator with its readings as bars; what is no plain number stands in words alone."""
    indicator = one.indicator
    yield Gap(indicator.title, "")
    if indicator.unit:
        yield Gap(f"In {indicator.unit}", "")
    rows = [("baseline", indicator.baseline, f"indicator:{indicator.uid}")]
    rows += [(british(one.read), one.value, f"reading:{one.uid}") for one in one.readings]
    rows.append(("target", indicator.target, f"indicator:{indicator.uid}"))
    numbers = [chart.number(words) for _, words, _ in rows]
    top = max((value for value in numbers if value is not None), default=0.0)
    wide = max(len(words) for _, words, _ in rows)
    for (name, words, leads), value in zip(rows, numbers, strict=True):
        bar = chart.bar(value, top, _BAR) if value is not None else ""
        yield Gap(f"{name:>17}  {words or '?':>{min(wide, 12)}}  {bar}".rstrip(), leads)
    if not one.readings:
        yield Gap("Not read yet.", "reading:new", "Readings")
    yield Gap("", "")
    yield Gap(f"Would show: {', '.join(one.actions) or 'no action yet'}", "")
    if indicator.note:
        yield Gap(indicator.note, "")


def of_audit(one: Audited) -> Iterator[Gap]:
    """What an audit found, and what difference was made."""
    audit = one.audit
    yield Gap(audit.title, "")
    yield Gap(f"{audit.kind} · {british(audit.held) or 'not held yet'}", "")
    for name, words in (
        ("Auditor", audit.auditor),
        ("Rating", audit.rating),
        ("Evidence", audit.evidence),
        ("What difference it made", audit.difference),
        ("Looked at", ", ".join(one.actions)),
    ):
        yield Gap(f"{name}: {words or 'not said yet'}", "")


def of_check(one: Checked) -> Iterator[Gap]:
    """A check of the calendar."""
    check = one.check
    yield Gap(check.title, "")
    yield Gap(f"{british(check.due)} · {when(one)}" if check.due else when(one), "")
    if one.action:
        yield Gap(f"About: {one.action}", "")
    yield Gap(f"Result: {check.result or 'none yet'}", "")


def of_nothing(slug: str) -> Sequence[Gap]:
    """Kind words where nothing is yet."""
    return [Gap(EMPTY[slug][1], "")]
