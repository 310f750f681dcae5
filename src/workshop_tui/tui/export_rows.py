"""An export as rows: what is chosen, what would go to whom, what became of it, the versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workshop_tui.practice.changing import DocumentVersion
from workshop_tui.practice.days import british
from workshop_tui.practice.tiers import TierRules
from workshop_tui.privacy.audience import NO_AGENCY
from workshop_tui.privacy.findings import Finding
from workshop_tui.review import export_outline as outline
from workshop_tui.review.export_outline import Choosable
from workshop_tui.review.releasing import Looked
from workshop_tui.review.versions import state_words
from workshop_tui.tui.export_job import ExportWork
from workshop_tui.tui.sending_rows import by_kind, finding_words
from workshop_tui.tui.taking_in import ticked
from workshop_tui.tui.widgets.line_list import Row

_MOST = 12


def order_rows(
    work: ExportWork,
    rules: TierRules,
    documents: Sequence[Choosable],
    agencies: Mapping[int, str],
    versions: Sequence[DocumentVersion],
) -> Iterator[Row]:
    """What is chosen; each line is changed by Enter.

    Args:
        work: The export. rules: its circulation's.
        documents: All there are, with why some cannot be made.
        agencies: Each agency's name by its id.
        versions: The versions so far, newest first.
    """
    can = [one for one in documents if not one.why_not]
    wanted = [one for one in can if one.name not in work.left_out]
    yield Row("", "For whom, and how", style="heading")
    yield Row("tier", f"Circulation: {rules.label}")
    yield Row("agency", f"Whose people: {whose(work.agency_id, agencies)}")
    yield Row("password", f"Password for each: {'given' if work.password else 'none'}")
    yield Row("folder", f"Folder: {work.folder}")
    if outline.folder_words(work.folder):
        yield Row("cloud", "⚑ This folder looks like one that a cloud service copies", style="warn")
    if wanted:
        count = f"{len(wanted)} document{'' if len(wanted) == 1 else 's'}"
        yield Row(
            "look", f"▸ LOOK at what goes to whom · {count}, nothing is written", style="good"
        )
    else:
        yield Row("look", "○ First: mark at least one document", style="warn")
    if work.released is not None or work.problem:
        yield Row("job", "▸ What became of the last export")
    newest = f"version {versions[0].number}, {state_words(versions[0])}" if versions else "none yet"
    yield Row("versions", f"Versions: {newest}")
    yield Row("", "Documents (Space marks)", style="heading")
    yield Row("all", ticked(len(wanted) == len(can), f"All that this circulation has ({len(can)})"))
    for one in can:
        yield Row("document", ticked(one.name not in work.left_out, one.file), (one.name,))
    for one in documents:
        if one.why_not:
            yield Row("cannot", f"– {one.file}: {one.why_not}", (one.name,), "faint")


def whose(agency_id: int | None, agencies: Mapping[int, str]) -> str:
    """Whose people receive the documents."""
    if agency_id is None:
        return "anybody in the circulation"
    if agency_id == NO_AGENCY:
        return "people of no agency"
    return agencies.get(agency_id, "an agency that is gone")


def running_rows(work: ExportWork) -> Iterator[Row]:
    """How far it is."""
    yield Row("", f"{work.words[:1].upper()}{work.words[1:]} · {work.seconds} s", style="heading")
    yield Row("stop", "▸ STOP before the next document; nothing of it is then written")
    yield Row("on", "Everything else can be done meanwhile: Esc leaves this, and it goes on")


def look_rows(work: ExportWork, rules: TierRules, whose_: str, *, names: bool) -> Iterator[Row]:
    """What would go to whom; nothing is written yet."""
    prepared = work.prepared
    if prepared is None:
        return
    going = work.going()
    count = f"{len(going)} document{'' if len(going) == 1 else 's'}"
    yield Row("", f"{rules.label} · {whose_} · nothing is written yet", style="heading")
    if going:
        yield Row("write", f"▸ WRITE {count} now, and keep which version it was", style="good")
    else:
        yield Row("nothing", "○ Nothing can be written as it stands", style="warn")
    yield Row("version", outline.version_words(prepared))
    yield Row("to", f"→ {work.folder}")
    if outline.folder_words(work.folder):
        yield Row("cloud", "⚑ This folder looks like one that a cloud service copies", style="warn")
    if outline.withheld_words(prepared):
        yield Row("withheld", f"⚑ {outline.withheld_words(prepared)}", style="warn")
    yield from _held_rows(work, names=names)
    for place, (name, why) in enumerate(prepared.failed):
        yield Row("failed", f"✗ {name} does not come out: {why}", (place,), "warn")
    yield Row("", f"The documents ({len(prepared.looked)})", style="heading")
    for place, one in enumerate(prepared.looked):
        yield _looked_row(one, place, list(work.passing))


def _looked_row(one: Looked, place: int, passing: Sequence[str]) -> Row:
    name, state = one.document.path.name, outline.state_of(one, passing)
    if state == "dark":
        return Row("looked", f"✗ {name}: HELD BACK, it cannot be looked through", (place,), "warn")
    if state == "held back":
        names = len(one.blocking)
        words = f"{names} registered name{'' if names == 1 else 's'} in it"
        return Row("looked", f"✗ {name}: HELD BACK, {words}", (place,), "warn")
    count = len(one.warnings)
    look = f" · ⚑ {count} to look at" if count else ""
    passed = " · let pass" if one.blocking else ""
    return Row("looked", f"✓ {name}{passed}{look}", (place,), "" if count or passed else "good")


def _held_rows(work: ExportWork, *, names: bool) -> Iterator[Row]:
    words = work.held_words()
    if not words:
        return
    yield Row("", "Held back by the leak check (Space marks what may pass)", style="heading")
    for place, (word, found) in enumerate(words.items()):
        text = f"{finding_words(found[0], names=names)} · {_documents(found)}"
        yield Row("held", ticked(word in work.passing, text), (place,), "warn")
    why = f", because: {work.reason}" if work.reason and work.passing else ""
    if work.passing:
        yield Row("pass", f"▸ What is marked may pass ({len(work.passing)}){why}", style="good")


def _documents(found: Sequence[Finding]) -> str:
    names = list(dict.fromkeys(one.document for one in found))
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def result_rows(work: ExportWork, *, names: bool) -> Iterator[Row]:
    """What came out, and what did not."""
    released = work.released
    if released is None:
        yield Row("", "Nothing came of it", style="heading")
        yield Row("problem", work.problem, style="warn")
        yield Row("compose", "▸ Back to what is chosen", style="good")
        return
    count = len(released.written)
    yield Row("", f"{count} document{'' if count == 1 else 's'} written", style="heading")
    if work.again:
        yield Row(
            "again",
            "⚑ The review had changed after you looked: all was made anew and looked through again",
            style="warn",
        )
    if count:
        yield Row("open", f"▸ Open the folder {work.folder}", style="good")
    yield Row("compose", "▸ Something else")
    for place, (name, why) in enumerate(released.failed):
        yield Row("failed", f"✗ Did not come out: {name}: {why}", (place,), "warn")
    held: dict[str, list[Finding]] = {}
    for finding in released.held_back:
        held.setdefault(finding.document, []).append(finding)
    for place, (name, found) in enumerate(held.items()):
        told = finding_words(found[0], names=names)
        yield Row("kept back", f"✗ HELD BACK: {name}: {told}", (place,), "warn")
    for place, (name, why) in enumerate(released.dark):
        yield Row("dark", f"✗ HELD BACK: {name} cannot be looked through: {why}", (place,), "warn")
    if released.passed:
        yield Row("passed", f"Let pass and recorded: {len(released.passed)}")
    if released.warnings:
        yield Row("", "Please look at these before you pass them on", style="heading")
        for kind, words in by_kind(released.warnings).items():
            yield Row("warnings", f"{kind}: {len(words)}", (kind,), "warn")
    if count:
        yield Row("", "Written", style="heading")
    for place, path in enumerate(released.written):
        yield Row("file", path.name, (place,), "faint")


def version_rows(versions: Sequence[DocumentVersion]) -> Iterator[Row]:
    """Each version, the newest first."""
    yield Row("", f"Versions of the documents ({len(versions)})", style="heading")
    if not versions:
        yield Row("none", "Nothing was exported yet. The first export is version 1, a draft.")
    for one in versions:
        sign = "✓" if one.agreed else "○"
        text = f"{sign} {one.number} · {one.tier} · {british(one.at[:10])} · {state_words(one)}"
        yield Row("version", text, (one.number,), "good" if one.agreed else "")


# -- details ---------------------------------------------------------------------------------------


def of_looked(one: Looked, *, names: bool) -> list[str]:
    """What the leak check says of a document, with places."""
    said = [one.document.path.name]
    said += [f"Cannot be looked through: {why}" for why in one.dark]
    if one.blocking:
        said.append("Held back: these are in the register.")
        said += [finding_words(found, names=names) for found in one.blocking[:_MOST]]
    if one.warnings:
        said.append("To look at before you pass it on:")
        for kind, words in by_kind(one.warnings).items():
            said += [finding_words(found[0], names=names) for found in list(words.values())[:_MOST]]
            more = len(words) - _MOST
            said += [f"and {more} more of {kind}"] if more > 0 else []
    if len(said) == 1:
        said.append("The leak check found nothing in it. It does not find everything: read it.")
    return said


def of_findings(found: Sequence[Finding], *, names: bool) -> list[str]:
    """Where words stand, document by document."""
    return [f"{one.document}: {finding_words(one, names=names)}" for one in found[:_MOST]]


def of_warnings(work: ExportWork, kind: str, *, names: bool) -> list[str]:
    """The findings of a kind, the first ones with their places."""
    words = by_kind(work.released.warnings if work.released else ()).get(kind, {})
    said = [
        f"{finding_words(found[0], names=names)} · {_documents(found)}"
        for found in list(words.values())[:_MOST]
    ]
    return [*said, f"and {len(words) - len(said)} more"] if len(words) > len(said) else said


def of_version(one: DocumentVersion, since: str) -> list[str]:
    """A version: what it was, who agreed it, what changed since."""
    made = f"Version {one.number}, {one.tier}, made by {one.by} on {british(one.at[:10])}."
    return [
        made,
        f"{state_words(one)[:1].upper()}{state_words(one)[1:]}.",
        since,
        f"Journal {one.journal_head[:12]}.",
        f"Files: {', '.join(one.documents)}.",
    ]
