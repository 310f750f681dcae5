"""Where a review stands, and whether its file is sound."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.access import Access, on_review, reads, view_of
from workshop_tui.cli.output import print_json, rows, say, section

if TYPE_CHECKING:
    from workshop_tui.privacy.view import View
    from workshop_tui.review.reader import Reader
    from workshop_tui.review.seat import Seat
    from workshop_tui.store.connection import ReviewFile
    from workshop_tui.store.health import Health


@click.command()
@on_review
@reads
def status(review: Access, as_json: bool, names: bool) -> None:
    """Where the review and the event stand, and what is missing for the next phase."""
    with review.open() as seat:
        view = view_of(seat, names)
        found = _status(seat.read, view) | {
            "file": str(seat.file.path),
            "encrypted": seat.file.encrypted,
            "notebook": _notebook(seat),
        }
        if seat.notebook is not None:
            found["missing"] = []  # of the review, not of this
    if as_json:
        print_json(found)
    else:
        _say_status(found)


def _notebook(seat: Seat) -> str | None:
    """Which notebook this is, where it is one."""
    from workshop_tui.review.notebook_rule import described

    if seat.notebook is None:
        return None
    return described(seat.notebook, seat.read.review().reference)


def _status(read: Reader, view: View) -> dict[str, Any]:
    import datetime as dt

    from workshop_tui.practice.keeping import is_due
    from workshop_tui.practice.preparing import PackChange
    from workshop_tui.practice.records import Restriction
    from workshop_tui.review.standing import standing

    review, now = read.review(), standing(read)
    captures = Counter(capture.kind.value for capture in read.captures())
    drafts = Counter(draft.seat for draft in read.drafts())
    return {
        "reference": view.text(review.reference),
        "title": view.text(review.title),
        "lead": view.text(review.lead),
        "phase": now.phase.value,
        "missing": [view.text(sentence) for sentence in now.missing],
        "keeping": {
            "until": review.keep_until,
            "due": is_due(review.keep_until, dt.date.today().isoformat()),
            "legal_hold": view.text(review.legal_hold) or None,
        },
        "entries": _entries(read),
        "captures": dict(captures),
        "outcomes": _outcomes(read),
        "event": _event(read, view),
        "seats": [
            {
                "name": view.text(one.name),
                "role": one.role.value,
                "entry": _number(read, one.entry_id),
            }
            for one in read.seats()
        ],
        "drafts": [{"seat": view.text(one), "count": count} for one, count in drafts.items()],
        "register": {
            "lines": len(read.register()),
            "confirmed": review.register_confirmed,
        },
        "tiers_changed": {one.key: one.changes for one in read.records(PackChange, part="tiers")},
        "marked": len(read.records(Restriction)),
    }


def _entries(read: Reader) -> dict[str, int]:
    states = read.entry_states()
    return {
        "total": sum(states.values()),
        **{state: states.get(state, 0) for state in ("open", "discussed", "parked")},
        "key": len(read.key_entries()),
    }


def _outcomes(read: Reader) -> dict[str, dict[str, int]]:
    missing = read.missing()
    found: dict[str, dict[str, int]] = {}
    for outcome in read.outcomes():
        counts = found.setdefault(outcome.kind.value, {"count": 0, "incomplete": 0})
        counts["count"] += 1
        counts["incomplete"] += bool(missing[outcome.id])
    return found


def _event(read: Reader, view: View) -> dict[str, Any] | None:
    session = read.session()
    if session is None:
        return None
    steps = {step.id: step.title for step in read.steps(session.id)}
    return {
        "kind": session.kind,
        "title": view.text(session.title),
        "date": session.date,
        "started": session.started,
        "entry": _number(read, session.entry_id),
        "step": view.text(steps.get(session.step_id or 0, "")) or None,
        "curtain": session.curtain,
    }


def _number(read: Reader, entry_id: int | None) -> int | None:
    order = read.order() if entry_id is not None else []
    return order.index(entry_id) + 1 if entry_id is not None and entry_id in order else None


def _say_status(found: dict[str, Any]) -> None:
    say(f"{found['reference']} {found['title']}".strip())
    register = found["register"]
    lines = [
        ("File", f"{found['file']} ({'encrypted' if found['encrypted'] else 'not encrypted'})"),
        ("Phase", found["phase"]),
        *_keeping_lines(found["keeping"]),
        ("Entries", _counts(found["entries"])),
        ("Captures", _counts(found["captures"]) or "none"),
        ("Outcomes", _outcome_words(found["outcomes"]) or "none"),
        ("Event", _event_words(found["event"], found["entries"]["total"])),
        ("Seats", ", ".join(_seat_words(one) for one in found["seats"]) or "nobody"),
        ("Drafts", ", ".join(f"{d['seat']}: {d['count']}" for d in found["drafts"]) or "none"),
        (
            "Register",
            f"{register['lines']} lines, {'' if register['confirmed'] else 'not '}confirmed",
        ),
    ]
    lines += [("Circulation", words) for words in _changed_tiers(found["tiers_changed"])]
    if found["marked"]:
        lines.append(("Marked", f"{found['marked']} items not for everybody ('restrict' lists)"))
    if found["notebook"]:
        lines.insert(1, ("This is", found["notebook"]))
    rows(lines)
    if found["notebook"]:
        return
    say()
    title = "Missing for the next phase:" if found["missing"] else "Nothing is missing."
    section(title, (("-", sentence) for sentence in found["missing"]))


def _changed_tiers(changed: dict[str, dict[str, str]]) -> list[str]:
    """What this review changed of the circulation tiers, a line each."""
    return [
        f"{tier} changed here: " + "; ".join(f"{key}={value}" for key, value in keys.items())
        for tier, keys in changed.items()
    ]


def _keeping_lines(keeping: dict[str, Any]) -> list[tuple[str, str]]:
    """Until when it is kept, and why nothing may be destroyed; nothing where neither is known."""
    from workshop_tui.practice.days import british

    lines = []
    if keeping["until"]:
        words = f"to be looked at again on {british(keeping['until'])}"
        if keeping["due"]:
            words += ": keep it on with a new date, or see 'workshop-tui forget --help'"
        lines.append(("Keeping", words))
    if keeping["legal_hold"]:
        lines.append(("Legal hold", f"nothing may be destroyed: {keeping['legal_hold']}"))
    return lines


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _outcome_words(outcomes: dict[str, dict[str, int]]) -> str:
    return ", ".join(
        f"{one['count']} {kind}"
        + (f" ({one['incomplete']} incomplete)" if one["incomplete"] else "")
        for kind, one in outcomes.items()
    )


def _event_words(event: dict[str, Any] | None, total: int) -> str:
    if event is None:
        return "none planned"
    words = [event["title"], f"started {event['started']}" if event["started"] else "not started"]
    if event["entry"]:
        words.append(f"at entry {event['entry']} of {total}")
    if event["step"]:
        words.append(f"at “{event['step']}”")
    if event["curtain"]:
        words.append("curtain drawn")
    return ", ".join(words)


def _seat_words(seat: dict[str, Any]) -> str:
    where = f" at entry {seat['entry']}" if seat["entry"] else ""
    return f"{seat['name']} ({seat['role']}){where}"


@click.command()
@on_review
@click.option("--json", "as_json", is_flag=True, help="JSON for programs.")
def check(review: Access, as_json: bool) -> None:
    """Check the file's integrity, the journal's chain and replay, and completeness.

    Exit code 1 where something is wrong with the file. An incomplete outcome is not a fault: it
    is listed, no more.
    """
    file = review.file()
    health = _health(file)
    incomplete = [] if health.problems else _incomplete(file)
    found = {
        "file": str(file.path),
        "sound": not health.problems,
        "problems": list(health.problems),
        "journal": {"entries": health.entries, "head": health.head},
        "incomplete": incomplete,
    }
    if as_json:
        print_json(found)
    else:
        _say_check(found)
    if health.problems:
        raise click.exceptions.Exit(1)


def _health(file: ReviewFile) -> Health:
    """What an examination found; a file too damaged to open is a finding, not a refusal."""
    from workshop_tui.store import health
    from workshop_tui.store.connection import DamagedReview

    try:
        return health.examine(file)
    except DamagedReview as damage:
        return health.Health((f"database: {damage}",), 0, "")


def _incomplete(file: ReviewFile) -> list[dict[str, Any]]:
    from workshop_tui.practice.outcomes import outcome_names
    from workshop_tui.review.reader import Reader

    read = Reader(file)
    try:
        outcomes, missing = read.outcomes(), read.missing()
    finally:
        read.close()
    return [
        {"name": name, "kind": one.kind.value, "uid": one.uid, "missing": missing[one.id]}
        for one, name in zip(outcomes, outcome_names(outcomes), strict=True)
        if missing[one.id]
    ]


def _say_check(found: dict[str, Any]) -> None:
    if found["sound"]:
        say(f"{found['file']} is sound.")
    else:
        section(f"{found['file']} is not sound:", (("-", problem) for problem in found["problems"]))
    journal = found["journal"]
    say(f"Journal: {journal['entries']} changes, head {journal['head'][:16] or 'unknown'}.")
    if found["incomplete"]:
        section(
            "Outcomes that lack something (no fault of the file):",
            ((one["name"], ", ".join(one["missing"])) for one in found["incomplete"]),
        )


@click.command()
@on_review
@reads
def ready(review: Access, as_json: bool, names: bool) -> None:
    """What each step of preparation (phase 1) still misses; nothing here blocks the event."""
    from workshop_tui.practice.days import british
    from workshop_tui.review.readiness import days_left, readiness

    with review.open() as seat:
        view = view_of(seat, names)
        steps, left = readiness(seat.read), days_left(seat.read)
    if as_json:
        print_json(
            {
                "steps": [
                    {
                        "id": step.id,
                        "paragraph": step.paragraph,
                        "title": step.title,
                        "done": step.done,
                        "missing": [view.text(sentence) for sentence in step.missing],
                    }
                    for step in steps
                ],
                "days_left": [
                    {"title": view.text(one.title), "due": one.due, "days": one.days}
                    for one in left
                ],
            }
        )
        return
    for step in steps:
        say(f"{'✓' if step.done else '○'} {step.paragraph or ' '}  {step.title}")
        for sentence in step.missing:
            say(f"       {view.text(sentence)}")
    for one in left:
        passed = f"{-one.days} days over" if one.days < 0 else f"{one.days} days left"
        say(f"  {view.text(one.title)}: {british(one.due)}, {passed}.")
