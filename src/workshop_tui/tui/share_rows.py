"""Share as rows of a list, and each row's details as lines that may lead to a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workshop_tui.practice.days import british
from workshop_tui.review.sharing import Considered, Said, Section, Shared, Sharing
from workshop_tui.tui.widgets.line_list import Row
from workshop_tui.tui.widgets.missing_pane import Gap

EMPTY = {
    "publication": (
        "Nothing is planned yet: Enter plans the first.",
        "The annual report, a newsletter, a seven-minute briefing; procedures and training that "
        "change; practitioners and agencies that are told. What is public is signed off by name, "
        "and the family is told before.",
    ),
    "comment": (
        "No comments yet: Enter notes one.",
        "Draft findings and actions go out to those who took part. What they say, and the reply, "
        "is kept here.",
    ),
    "recommendation": (
        "No recommendations yet: Enter writes the first.",
        "Key findings are shared as recommendations with the case review group and the business "
        "group. What each of them decided, and why, is noted with the recommendation.",
    ),
}
"""What is said where a section is empty, by the form that fills it: in the row, and beside it."""


def share_rows(now: Sharing) -> Iterator[Row]:
    """What is published, the family, recommendations, comments, sections of the report."""
    done = sum(one.publication.published is not None for one in now.publications)
    of = f" · {done} of {len(now.publications)} done" if now.publications else ""
    yield Row("", f"Published and told{of}", style="heading")
    yield from map(_publication, now.publications)
    if not now.publications:
        yield _none("publication")
    waiting = ", ".join(now.family)
    text = f"○ The family: not told yet: {waiting}" if waiting else "✓ The family: nobody waits"
    yield Row("form", text, ("family",), "warn" if waiting else "good")
    open_ = sum(one.open for one in now.recommendations)
    yield Row("", f"Recommendations · {open_} not decided everywhere", style="heading")
    yield from map(_recommendation, now.recommendations)
    if not now.recommendations:
        yield _none("recommendation")
    unanswered = sum(not one.comment.reply for one in now.comments)
    yield Row("", f"Comments on drafts · {unanswered} without a reply", style="heading")
    yield from map(_comment, now.comments)
    if not now.comments:
        yield _none("comment")
    written = sum(bool(one.text) for one in now.sections)
    of = f"{written} of {len(now.sections)} written"
    yield Row("", f"Sections of the report · {of}", style="heading")
    yield from map(_section, now.sections)
    yield Row("", "Fill in", style="heading")
    yield Row("form", "  What bodies decided", ("consideration",))
    yield Row("form", "  Answers to the lines of enquiry", ("answer",))


def headline(now: Sharing) -> list[str]:
    """What matters first: what waits."""
    found = []
    if now.family:
        found.append(f"not told yet: {', '.join(now.family)}")
    unanswered = sum(not one.comment.reply for one in now.comments)
    if unanswered:
        found.append(f"{unanswered} without a reply")
    upcoming = [one for one in now.publications if one.publication.published is None]
    if upcoming:
        one = upcoming[0].publication
        day = f" on {british(one.planned)}" if one.planned else ""
        found.append(f"next: {one.title}{day}")
    return found or ["nothing waits"]


def _none(slug: str) -> Row:
    return Row("none", f"  {EMPTY[slug][0]}", (slug,), "faint")


def _publication(one: Shared) -> Row:
    item = one.publication
    where = f" · {item.place}" if item.place else ""
    if item.published:
        text, style = f"✓ {british(item.published)}  {item.title}{where}", "good"
    else:
        day = f" · {british(item.planned)}" if item.planned else " · no day yet"
        waits = f" · waits for {', '.join(one.waits_for)}" if one.waits_for else ""
        text, style = f"○ {item.title}{day}{where}{waits}", ""
    return Row("publication", text, (item.uid,), style)


def _recommendation(one: Considered) -> Row:
    found = [f"{each.body}: {each.decision or 'waits'}" for each in one.decisions]
    said = "; ".join(found) or "sent to nobody yet"
    sign = "○" if one.open else "✓"
    recommendation = one.recommendation
    text = f"{sign} R{recommendation.number} {recommendation.text}"
    short = text if len(text) <= _WORDING else f"{text[: _WORDING - 1]}…"
    return Row(
        "recommendation", f"{short} · {said}", (recommendation.uid,), "" if one.open else "good"
    )


_WORDING = 34


def _comment(one: Said) -> Row:
    sign = "✓" if one.comment.reply else "○"
    style = "good" if one.comment.reply else ""
    text = f"{sign} {one.outcome} · {one.who}: {one.comment.text}"
    return Row("comment", text, (one.comment.uid,), style)


def _section(one: Section) -> Row:
    text = f"{'✓' if one.text else '○'} {one.name[0].upper()}{one.name[1:]}"
    return Row("section", text, (one.name,), "good" if one.text else "")


# -- details ---------------------------------------------------------------------------------------


def of_publication(one: Shared) -> Iterator[Gap]:
    """What is shared, where and when, and what it waits for."""
    item = one.publication
    yield Gap(f"{item.title} · {item.kind}", "")
    yield Gap(f"Where: {item.place or 'not said yet'}", "")
    yield Gap(f"Planned for: {british(item.planned) or 'no day yet'}", "")
    signed = f"{item.signed_by} {british(item.signed)}".strip()
    yield Gap(f"Signed off by: {signed or 'nobody yet'}", "")
    yield Gap(f"Done on: {british(item.published) or 'not yet'}", "")
    if item.note:
        yield Gap(item.note, "")
    yield Gap("", "")
    for words in one.waits_for:
        form = "family" if "family" in words else f"publication:{item.uid}"
        called = "The child and family" if form == "family" else ""
        yield Gap(f"○ Waits for {words}.", form, called)
    if not one.waits_for and item.published is None:
        yield Gap("✓ Nothing stands in its way.", "")


def of_recommendation(one: Considered) -> Iterator[Gap]:
    """A recommendation, where it comes from, and what each body decided."""
    recommendation = one.recommendation
    yield Gap(recommendation.text, f"recommendation:{recommendation.uid}")
    yield Gap(f"From findings: {', '.join(one.findings) or 'none linked yet'}", "")
    yield Gap("", "")
    for each in one.decisions:
        day = british(each.considered)
        said = f"{each.decision} {day}".strip() if each.decision else "has not decided yet"
        sent = f" · sent {british(each.sent)}" if each.sent else ""
        yield Gap(f"{each.body}: {said}{sent}", f"consideration:{each.uid}")
        if each.reason:
            yield Gap(f"  {each.reason}", "")
    yield Gap("○ Another body", "consideration:new", "What bodies decided")


def of_comment(one: Said) -> Iterator[Gap]:
    """A comment and its reply."""
    received = f" · {british(one.comment.received)}" if one.comment.received else ""
    yield Gap(f"{one.who} on {one.outcome}{received}", "")
    yield Gap(f"“{one.comment.text}”", f"comment:{one.comment.uid}")
    reply = one.comment.reply
    yield Gap(f"Reply: {reply}" if reply else "○ There is no reply yet.", "")


def of_section(one: Section) -> Sequence[Gap]:
    """A section of the report."""
    leads = f"narrative:{one.uid or 'new'}"
    return [Gap(one.text or "○ Not written yet.", leads)]


def of_nothing(slug: str) -> Sequence[Gap]:
    """Kind words where nothing is yet."""
    return [Gap(EMPTY[slug][1], "")]
