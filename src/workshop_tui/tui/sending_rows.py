"""A sending as rows: what is ordered, what would go to whom, what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from workshop_tui.practice.days import british
from workshop_tui.practice.papers import (
    BRIEFING_PACK,
    CAPTURE_SHEET,
    CHRONOLOGY_REMINDER,
    CHRONOLOGY_REQUEST,
    INVITATION,
    PREPARATION_FORM,
)
from workshop_tui.practice.records import Session
from workshop_tui.privacy.findings import Finding, told_of, where
from workshop_tui.review.order_outline import Outline, Recipient
from workshop_tui.review.orders import HAS_DUE, HAS_FORMATS, HAS_NAMES, HAS_SESSION, Order
from workshop_tui.tui.sending_job import SendJob
from workshop_tui.tui.taking_in import ticked
from workshop_tui.tui.widgets.line_list import Row

TITLES = {
    BRIEFING_PACK: "Briefing packs",
    PREPARATION_FORM: "Preparation forms",
    CHRONOLOGY_REQUEST: "Requests for chronologies",
    CHRONOLOGY_REMINDER: "Reminders of chronologies",
    INVITATION: "Invitations and reminders of the forms",
    CAPTURE_SHEET: "Numbered sheets for capturing on paper",
}
ABOUT = {
    BRIEFING_PACK: "A numbered copy for each: approach, briefing, lines of enquiry, agenda, "
    "ground rules, combined chronology and preparation form.",
    PREPARATION_FORM: "A Word document for each, which “Take in preparation forms” reads when it "
    "comes back.",
    CHRONOLOGY_REQUEST: "A letter to each agency, with blank forms in Word and Excel beside it.",
    CHRONOLOGY_REMINDER: "A letter to each agency that was asked and has not answered.",
    INVITATION: "Calendar files for the session and for the day by which the forms are asked for. "
    "No name of a child or family stands in them, ever.",
    CAPTURE_SHEET: "For people without a screen; what they write is typed in later with its real "
    "time.",
}
_ALL = {
    CHRONOLOGY_REQUEST: "All who were not asked yet",
    CHRONOLOGY_REMINDER: "All who still owe theirs",
    CAPTURE_SHEET: "Whoever takes one",
}
_MOST = 12


def order_rows(
    order: Order,
    folder: Path,
    session: Session | None,
    known: Sequence[Recipient],
    found: Outline | None,
    problem: str,
) -> Iterator[Row]:
    """What is ordered, each line to be changed by Enter, and for whom.

    Args:
        order: The order. folder: where to. session: for which session.
        known: Everybody to whom it can be sent.
        found: What it would send; None where it cannot be sent as it is.
        problem: Why not.
    """
    yield Row("", "What is sent", style="heading")
    yield Row("what", TITLES[order.what])
    if order.what in HAS_SESSION:
        yield Row("session", f"Session: {session_words(session)}")
    if order.what == BRIEFING_PACK:
        yield Row("tier", f"Circulation: {order.tier.value}")
    if order.what in HAS_FORMATS:
        for name, words in (("docx", "Word"), ("pdf", "PDF")):
            yield Row("format", ticked(name in order.formats, words), (name,))
    if order.what == CAPTURE_SHEET:
        each = " for each" if order.codes else " in all"
        yield Row("count", f"How many sheets: {order.count}{each}")
    if order.what in HAS_DUE:
        yield Row("due", f"To be back by: {british(order.due) or _no_day(order)}")
    if order.what in HAS_NAMES:
        names = f"as they are, because: {order.reason}" if order.named else "pseudonyms"
        yield Row("named", f"Names: {names}")
    if order.what == BRIEFING_PACK:
        yield Row("password", f"Password for each copy: {'given' if order.password else 'none'}")
    yield Row("folder", f"Folder: {folder}")
    if found is None:
        yield Row("look", f"○ First: {problem}", style="warn")
    else:
        yield Row("look", f"▸ LOOK at what goes to whom · {found.files}", style="good")
    yield from _whom(order, known, found)


def _no_day(order: Order) -> str:
    return "not said yet" if order.what == CHRONOLOGY_REQUEST else "as counted from the session"


def _whom(order: Order, known: Sequence[Recipient], found: Outline | None) -> Iterator[Row]:
    yield Row("", "For whom (Space marks)", style="heading")
    going = {code for code, _ in found.to} if found else set(order.codes)
    words = _ALL.get(order.what, "All who are invited")
    yield Row("all", ticked(not order.codes, words))
    for one in known:
        note = f" · {one.note}" if one.note else ""
        text = ticked(one.code in going, f"{one.code:<6} {one.words}{note}")
        yield Row("whom", text, (one.code,))


def session_words(session: Session | None) -> str:
    """A session with its day."""
    if session is None:
        return "none is planned"
    return f"{session.title}, {british(session.date)}" if session.date else session.title


def outline_rows(order: Order, found: Outline, folder: Path) -> Iterator[Row]:
    """What would go to whom; nothing is written yet."""
    yield Row("", f"{TITLES[order.what]} · nothing is written yet", style="heading")
    yield Row("write", "▸ WRITE them now, and keep that they went out", style="good")
    yield Row("check", "▸ Only make them and say what the leak check finds; nothing is written")
    yield Row("files", f"{found.files} → {folder}")
    for place, words in enumerate(found.said):
        warns = words.startswith(("Short", "Still", "Nobody", "Nothing", "Letters"))
        yield Row("said", f"{'⚑' if warns else '·'} {words}", (place,), "warn" if warns else "")
    yield Row("", f"What goes to whom ({len(found.to)})", style="heading")
    for code, words in found.to:
        yield Row("goes", f"{code:<6} {words}", (code,))


def running_rows(job: SendJob) -> Iterator[Row]:
    """How far it is."""
    yield Row("", f"{TITLES[job.order.what]}: {job.words} · {job.seconds} s", style="heading")
    yield Row("stop", "▸ STOP (nothing of what is being made is then written)")
    yield Row(
        "on", "Everything else can be done meanwhile: Esc leaves this, and it goes on", (), ""
    )


def result_rows(job: SendJob, *, names: bool) -> Iterator[Row]:
    """What became of it: written, held back and why, to be looked at.

    Args:
        job: The sending.
        names: Whether the screen shows names; else what was found is told by its pseudonym.
    """
    if job.carried is None:
        yield Row("", f"{TITLES[job.order.what]}: nothing came of it", style="heading")
        yield Row("problem", job.problem, style="warn")
        if job.before is not None:
            yield Row("before", "▸ Back to what was held back", style="good")
        yield Row("compose", "▸ Back to what is ordered", style="good")
        return
    sent, released = job.carried.sent, job.carried.sent.released
    if job.preview:
        yield from _preview_rows(job, names=names)
        return
    count = len(released.written)
    yield Row("", f"{count} document{'' if count == 1 else 's'} written", style="heading")
    yield from _held_rows(job, names=names)
    if count:
        yield Row("open", f"▸ Open the folder {job.folder}", style="good")
    yield Row("compose", "▸ Send something else")
    for place, words in enumerate(sent.said):
        warns = words.startswith(("Short", "Still"))
        yield Row("said", f"{'⚑' if warns else '·'} {words}", (place,), "warn" if warns else "")
    if released.there:
        yield Row("there", _there(len(released.there)))
    if released.passed:
        yield Row("passed", f"Let pass and recorded: {len(released.passed)}")
    for place, (name, why) in enumerate(released.failed):
        yield Row("failed", f"Not written: {name}: {why}", (place,), "warn")
    yield from _warning_rows(released.warnings)
    if released.written:
        yield Row("", "Written", style="heading")
    for place, path in enumerate(released.written):
        yield Row("file", path.name, (place,), "faint")


def _there(count: int) -> str:
    lay = "1 document lay" if count == 1 else f"{count} documents lay"
    return f"· {lay} there already, saying the same: not written again, kept as sent"


def _preview_rows(job: SendJob, *, names: bool) -> Iterator[Row]:
    """What would go to whom, and what the leak check finds in it."""
    assert job.carried is not None
    sent, released = job.carried.sent, job.carried.sent.released
    held = sum(one.held for one in sent.going)
    yield Row("", f"{TITLES[job.order.what]}: looked at, nothing is written", style="heading")
    verdict = f"{held} would be HELD BACK" if held else "The leak check holds none back"
    yield Row("verdict", f"{'⚑' if held else '✓'} {verdict}", (), "warn" if held else "good")
    for place, finding in enumerate(released.held_back[:_MOST]):
        text = f"  {finding_words(finding, names=names)} · {finding.document}"
        yield Row("finding", text, (place,), "warn")
    for place, (name, why) in enumerate(released.dark):
        yield Row("dark", f"  {name}: {why}", (place,), "warn")
    for place, (name, why) in enumerate(released.failed):
        yield Row("failed", f"Would not be written: {name}: {why}", (place,), "warn")
    yield Row("compose", "▸ Back to what is ordered", style="good")
    yield from _warning_rows(released.warnings)
    yield Row("", f"What would go out ({len(sent.going)})", style="heading")
    for place, one in enumerate(sent.going):
        notes = [
            ", ".join(one.to) or "goes with it",
            f"for the {one.tier}" if one.tier else "",
            "WITH NAMES" if one.named else "",
            "HELD BACK" if one.held else "",
            "lies there already" if one.there else "",
        ]
        text = f"{one.document} · {' · '.join(filter(None, notes))}"
        yield Row("going", text, (place,), "warn" if one.held else "")


def held_words(job: SendJob) -> dict[str, list[Finding]]:
    """What holds documents back, each word once."""
    words: dict[str, list[Finding]] = {}
    for held in job.held:
        for finding in held.findings:
            words.setdefault(finding.words, []).append(finding)
    return words


def _held_rows(job: SendJob, *, names: bool) -> Iterator[Row]:
    assert job.carried is not None
    words, dark = held_words(job), job.carried.sent.released.dark
    if not words and not dark:
        return
    documents = {one.document for found in words.values() for one in found}
    count = len(documents | {name for name, _ in dark})
    held = f"{count} document{'' if count == 1 else 's'} HELD BACK by the leak check"
    yield Row("", f"{held}, not written", style="heading")
    for place, (word, found) in enumerate(words.items()):
        text = f"{finding_words(found[0], names=names)} · {_documents(found)}"
        yield Row("held", ticked(word in job.passing, text), (place,), "warn")
    if words:
        marked = len(job.passing)
        yield Row(
            "pass",
            f"▸ LET what is marked pass ({marked}), say why, and send it"
            if marked
            else "○ Mark words that may pass (Space), or correct them and send again",
            style="good" if marked else "",
        )
    for place, (name, why) in enumerate(dark):
        yield Row("dark", f"{name} cannot be looked through: {why}", (place,), "warn")


def _documents(found: Sequence[Finding]) -> str:
    names = list(dict.fromkeys(one.document for one in found))
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def finding_words(finding: Finding, *, names: bool) -> str:
    """What was found and where; without the words themselves where names are not shown."""
    if names:
        return told_of(finding)
    if finding.blocks:
        return f"a name that should be {finding.shown}: {where(finding, 1)}"
    return f"{finding.kind}: {where(finding, 1)}"


def _warning_rows(warnings: Sequence[Finding]) -> Iterator[Row]:
    """What should be looked at, a line for each kind."""
    if not warnings:
        return
    kinds = by_kind(warnings)
    total = sum(len(words) for words in kinds.values())
    yield Row("", f"Please look at these before you pass it on ({total})", style="heading")
    for kind, words in kinds.items():
        yield Row("warnings", f"{kind}: {len(words)}", (kind,), "warn")


def by_kind(warnings: Sequence[Finding]) -> dict[str, dict[str, list[Finding]]]:
    """Findings by their kind and words."""
    kinds: dict[str, dict[str, list[Finding]]] = {}
    for one in warnings:
        kinds.setdefault(one.kind, {}).setdefault(one.words, []).append(one)
    return kinds


def warnings_of(job: SendJob, kind: str, *, names: bool) -> list[str]:
    """The findings of a kind, the first ones with their places."""
    if job.carried is None:
        return []
    words = by_kind(job.carried.sent.released.warnings).get(kind, {})
    said = [
        f"{finding_words(found[0], names=names)} · {_documents(found)}"
        for found in list(words.values())[:_MOST]
    ]
    more = len(words) - len(said)
    return [*said, f"and {more} more"] if more else said
