"""The report in Markdown, for the people who asked for the review: plain words, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workshop_tui.outputs import model
from workshop_tui.outputs.markdown import block, inline, paragraphs, table
from workshop_tui.practice.tiers import Dates, Part

_STATUS = {"draft": "draft", "agreed": "agreed", "done": "done", "set aside": "set aside"}
_PEOPLE = (Part.PARTICIPANTS, Part.PARTICIPANTS_BY_ROLE)
_KNOWN = {"then": "known at the time", "now": "known only now"}
_STILL = {"yes": "Yes.", "no": "No, practice has changed since."}


def render(report: model.ReportModel) -> str:
    """The whole report."""
    has = report.rules.has
    sections = (
        _why(report) if has(Part.REVIEW_DETAILS) else "",
        _process(report) if has(Part.REVIEW_DETAILS, Part.AGENCIES, *_PEOPLE) else "",
        _scope(report) if has(Part.REVIEW_DETAILS, Part.LINES) else "",
        _events(report) if has(Part.REVIEW_DETAILS, Part.CHRONOLOGY, Part.KEY_EPISODES) else "",
        _findings(report) if has(Part.FINDINGS) else "",
        _good_practice(report) if has(Part.GOOD_PRACTICE) else "",
        _escalations(report) if has(Part.ESCALATIONS, Part.ESCALATION_SUMMARY) else "",
        _actions(report) if has(Part.ACTIONS) else "",
        _open_questions(report) if has(Part.REVIEW_DETAILS) else "",
        _limits(report),
    )
    numbered = (
        text.replace("## ", f"## {number}. ", 1)
        for number, text in enumerate(filter(None, sections), start=1)
    )
    return paragraphs(_head(report), *numbered, _appendix(report)) + "\n"


# -- head, reason, process ------------------------------------------------------------------------


def _head(report: model.ReportModel) -> str:
    draft = "DRAFT – " if report.draft else ""
    warning = (
        f"**{report.warning}.** {_why_warned(report)} Please do not pass it on."
        if report.warning
        else ""
    )
    status = (
        "This is a draft. Some of what follows has not been agreed yet."
        if report.draft
        else "The findings and actions in this report have been agreed."
    )
    rules = report.rules
    return paragraphs(
        f"# {draft}Learning review report {inline(report.reference)}: {inline(report.title)}",
        warning,
        f"**Circulation: {inline(rules.label)}.** {inline(rules.for_whom)} "
        f"{inline(rules.handling)}".rstrip(),
        f"Made on {report.making.made}. {status}",
    )


def _why_warned(report: model.ReportModel) -> str:
    if report.named:
        return "People stand in this document with their names."
    return (
        "Nobody has confirmed yet that the register of people is complete, so names may still "
        "stand in this document."
    )


def _why(report: model.ReportModel) -> str:
    trigger = f"**What led to it:** {_sentence(inline(report.trigger))}" if report.trigger else ""
    asked = f"**Requested by:** {inline(report.requested_by)}." if report.requested_by else ""
    return paragraphs(
        "## Why this review was held",
        block(report.reason) or "The reason for the review has not been written down yet.",
        " ".join(part for part in (trigger, asked) if part),
        "A learning review looks at how things appeared to those involved at the time, and why "
        "what they did made sense to them. It is not about blame, and it does not replace any "
        "escalation or other procedure.",
    )


def _process(report: model.ReportModel) -> str:
    lead = f"The review was led by {inline(report.lead)}." if report.lead else ""
    return paragraphs(
        "## How it was done and who took part",
        lead,
        _session(report) if report.rules.has(Part.REVIEW_DETAILS) else "",
        _agencies(report) if report.rules.has(Part.AGENCIES, *_PEOPLE) else "",
        _people(report) if report.rules.has(*_PEOPLE) else "",
    )


def _session(report: model.ReportModel) -> str:
    if not report.session_title:
        return "No event is planned yet."
    when = f", {inline(report.session_date)}" if report.session_date else ""
    where = f", {inline(report.session_place)}" if report.session_place else ""
    told = report.session_kind.casefold() in report.session_title.casefold()
    kind = "" if told else f" ({inline(report.session_kind)})"
    steps = [
        f"- {inline(step.title)}" + (f" ({step.minutes} minutes)" if step.minutes else "")
        for step in report.steps
    ]
    return paragraphs(
        f"**The event:** {inline(report.session_title)}{kind}{when}{where}.",
        "Its agenda:" if steps else "",
        "\n".join(steps),
    )


def _agencies(report: model.ReportModel) -> str:
    if not report.agencies:
        return "No agencies are recorded yet."
    told = any(agency.name for agency in report.agencies)
    rows = (
        (a.short, *((a.name,) if told else ()), a.kind, str(a.entries), "yes" if a.heard else "no")
        for a in report.agencies
    )
    which = ("Short name", *(("Agency",) if told else ()), "Kind")
    heads = (*which, "Chronology entries", "Words captured at the event")
    return paragraphs("### Agencies", "\n".join(table(heads, rows)))


def _people(report: model.ReportModel) -> str:
    if not report.people:
        return "No participants are recorded yet."
    named = any(person.name for person in report.people)
    heads = ("Code", *(("Name",) if named else ()), "Role", "Agency", "Level", "Attending")
    rows = (
        (
            person.code,
            *((person.name,) if named else ()),
            person.role,
            person.agency,
            person.level,
            "yes" if person.attending else "no",
        )
        for person in report.people
    )
    return paragraphs("### People, by role", "\n".join(table(heads, rows)))


def _scope(report: model.ReportModel) -> str:
    period = ""
    if report.rules.has(Part.REVIEW_DETAILS):
        period = (
            f"The review looks at the period {_period(inline(report.period))}."
            if report.period
            else "The period of the review has not been set yet."
        )
    lines = [
        f"{line.number}. **{_sentence(inline(line.title))}**"
        + (f" {inline(line.question)}" if line.question else "")
        for line in report.lines
    ]
    return paragraphs(
        "## Scope and lines of enquiry",
        period,
        "It asks:" if lines else "No lines of enquiry are recorded yet.",
        "\n".join(lines),
    )


def _period(period: str) -> str:
    return period if period.startswith(("from ", "until ")) else f"from {period}"


# -- events ---------------------------------------------------------------------------------------


def _events(report: model.ReportModel) -> str:
    full = (
        f"The combined chronology, with {_number(len(report.chronology), 'entry')}, stands at the "
        "end of this report. Numbers refer to it."
        if report.chronology
        else ""
    )
    summary = block(report.summary) or "A summary has not been written yet."
    return paragraphs(
        "## What happened",
        summary if report.rules.has(Part.REVIEW_DETAILS) else "",
        full,
        _episodes(report) if report.rules.has(Part.KEY_EPISODES) else "",
    )


def _episodes(report: model.ReportModel) -> str:
    exact = report.rules.dates is Dates.EXACT
    return paragraphs(
        "These are the key practice episodes: moments, good or difficult, that tell most about "
        "how services worked."
        if report.episodes
        else "No key practice episodes have been chosen yet.",
        *(_episode(episode, exact=exact) for episode in report.episodes),
    )


def _episode(episode: model.EpisodeRow, *, exact: bool) -> str:
    number = f"Episode {episode.number}: " if episode.number is not None else ""
    period = f" ({inline(episode.period)})" if episode.period else ""
    body = (
        "\n".join(_entry_table(episode.entries, exact=exact))
        if episode.entries
        else "No entries have been put into this episode."
    )
    return paragraphs(f"### {number}{inline(episode.title)}{period}", body)


def _entry_table(entries: Iterable[model.EntryRow], *, exact: bool) -> list[str]:
    rows = (
        (
            entry.ref,
            _date_cell(entry),
            entry.agency,
            _text_cell(entry),
            entry.source,
        )
        for entry in entries
    )
    when = "Date as recorded" if exact else "When"
    return table(("No.", when, "Agency", "What was recorded", "Source"), rows)


def _date_cell(entry: model.EntryRow) -> str:
    note = f" ({entry.date_note})" if entry.date_note else ""
    first = f" [first recorded as {entry.first_date}]" if entry.first_date else ""
    return f"{entry.date}{note}{first}"


def _text_cell(entry: model.EntryRow) -> str:
    """What was recorded, and beside it whatever else is said about it."""
    parts = [entry.text]
    if entry.first_text:
        parts.append(f"[Corrected. First recorded as: “{entry.first_text}”]")
    if entry.why:
        parts.append(f"[Why it was corrected: {entry.why}]")
    parts += [f"[{agency} sees it otherwise: “{words}”]" for agency, words in entry.accounts]
    if entry.same_as:
        parts.append(f"[May be the same event as entry {', '.join(entry.same_as)}]")
    if entry.added:
        parts.append(f"[Added by hand: {entry.added}]")
    if entry.excluded:
        parts.append(f"[Left out because: {entry.excluded}]")
    return "\n".join(parts)


def _appendix(report: model.ReportModel) -> str:
    if not report.chronology:
        return ""
    exact = report.rules.dates is Dates.EXACT
    return paragraphs(
        "## Appendix: combined chronology",
        "Each entry is as its agency recorded it, or as it was corrected since; then what was "
        "first recorded stands beside it."
        + (" A date is shown as it was written where it is not a plain day." if exact else ""),
        "\n".join(f"- Sent out: {inline(sentence)}." for sentence in report.circulated),
        "\n".join(_entry_table(report.chronology, exact=exact)),
        paragraphs(
            "### Entries left out of the chronology",
            "\n".join(_entry_table(report.excluded, exact=exact)),
        )
        if report.excluded
        else "",
    )


# -- outcomes -------------------------------------------------------------------------------------


def _findings(report: model.ReportModel) -> str:
    saw = "how practitioners saw it, " if report.rules.quotes else ""
    return paragraphs(
        "## What we learned",
        f"Each finding says {saw}why it made sense at the time, and whether it is still so today."
        if report.findings
        else "No findings have been made yet.",
        *(_finding(row, _answers(report, row)) for row in report.findings),
        _all_themes(report),
    )


def _all_themes(report: model.ReportModel) -> str:
    rows = [f"- {inline(theme)}: {', '.join(labels)}" for theme, labels in report.themes]
    return paragraphs("### Themes, and where they show", "\n".join(rows)) if rows else ""


def _answers(report: model.ReportModel, finding: model.OutcomeRow) -> str:
    rows = (*report.escalations, *report.actions)
    return "\n".join(
        f"- {row.label}: {inline(row.text)}" for row in rows if row.label in finding.answered_by
    )


def _finding(row: model.OutcomeRow, answers: str) -> str:
    still = _STILL.get(row.still_current) or inline(row.still_current) or "Not asked yet."
    done = "What is being done about it"
    return paragraphs(
        f"### Finding {row.label}" + _status(row),
        block(row.text),
        _fact("Why it made sense at the time", block(row.why) or "Not written down yet."),
        _fact("Is it still true today?", still),
        _evidence(row, "How practitioners saw it"),
        _fact("Lines of enquiry that it answers", _lines(row) or "None yet."),
        _fact("Themes", _themes(row)),
        paragraphs(f"**{done}:**", answers) if answers else _fact(done, "Nothing yet."),
    )


def _good_practice(report: model.ReportModel) -> str:
    return paragraphs(
        "## Good practice",
        "This worked well and is worth sharing."
        if report.good_practice
        else "No good practice has been recorded yet.",
        *(
            paragraphs(
                f"### Good practice {row.label}" + _status(row),
                block(row.text),
                _fact("What made it possible", block(row.why)),
                _evidence(row, "What was said"),
                _fact("Lines of enquiry that it answers", _lines(row)),
                _fact("Themes", _themes(row)),
            )
            for row in report.good_practice
        ),
    )


def _escalations(report: model.ReportModel) -> str:
    if not report.rules.has(Part.ESCALATIONS):
        counts = ", ".join(
            f"{count} {inline(status)}" for status, count in report.escalation_counts
        )
        return paragraphs(
            "## Escalations",
            f"Raised in the review: {counts}. Their wording is not part of this version."
            if counts
            else "Nothing was escalated.",
        )
    return paragraphs(
        "## Escalations",
        "These could not wait for the end of the review."
        if report.escalations
        else "Nothing was escalated.",
        *(_escalation(row) for row in report.escalations),
    )


def _escalation(row: model.OutcomeRow) -> str:
    return paragraphs(
        f"### Escalation {row.label}" + _status(row),
        block(row.text),
        _fact("What is unsafe now", block(row.unsafe_now) or "Not written down yet."),
        _fact("Who is told", inline(row.told) or "Not written down yet."),
        _fact("By when", inline(row.due) or "Not written down yet."),
        _fact("Raised by", inline(row.owner)),
        _fact("Answers finding", row.answers),
        _evidence(row, "What was said"),
    )


def _actions(report: model.ReportModel) -> str:
    rows = (
        (
            row.label,
            row.text,
            row.answers,
            row.owner,
            row.expected_change,
            row.measure,
            row.due,
            row.status,
        )
        for row in report.actions
    )
    heads = ("Ref", "Action", "Finding", "Owner", "Expected change")
    return paragraphs(
        "## Actions",
        "An empty cell has not been decided yet."
        if report.actions
        else "No actions have been proposed yet.",
        "\n".join(table((*heads, "Measure", "By when", "Status"), rows)) if report.actions else "",
    )


def _evidence(row: model.OutcomeRow, lead: str) -> str:
    if row.rests_on:
        statements, agencies = row.rests_on
        counted = _number(statements, "captured statement")
        whose = f", by people of {_number(agencies, 'agency')}" if agencies else ""
        return _fact("Rests on", f"{counted}{whose}." if statements else "nothing captured yet.")
    if not row.evidence:
        return _fact(lead, "No captured words are linked to it yet.")
    return paragraphs(f"**{lead}:**", "\n".join(_quote(quote) for quote in row.evidence))


def _quote(quote: model.Quote) -> str:
    who = f"{inline(quote.who)}: " if quote.who else ""
    notes = [*quote.entries, *([_KNOWN[quote.known]] if quote.known in _KNOWN else [])]
    if quote.conversation:
        notes.append("said in a one-to-one conversation")
    where = f" ({inline('; '.join(notes))})" if notes else ""
    return f"- {who}“{inline(quote.words)}”{where}"


def _fact(lead: str, words: str) -> str:
    if not words:
        return ""
    mark = "" if lead.endswith("?") else ":"
    return f"**{lead}{mark}** {words}"


def _status(row: model.OutcomeRow) -> str:
    return "" if row.status == "agreed" else f" ({_STATUS.get(row.status, inline(row.status))})"


def _lines(row: model.OutcomeRow) -> str:
    return ", ".join(str(number) for number in row.lines)


def _themes(row: model.OutcomeRow) -> str:
    return ", ".join(inline(theme) for theme in row.themes)


# -- what is open, and how it was made ------------------------------------------------------------


def _open_questions(report: model.ReportModel) -> str:
    gaps = list(_gap_sentences(report.gaps))
    return paragraphs(
        "## What is not answered yet",
        "\n".join(gaps) if gaps else "Every line of enquiry is answered and nothing is left open.",
        _checks(report),
        _kept(report, "Parked for later", report.parked, report.parked_count),
        _kept(report, "Corrections to entries", report.corrections, report.correction_count),
        _set_aside(report),
    )


def _gap_sentences(gaps: model.Gaps) -> Iterator[str]:
    for line in gaps.lines:
        yield (
            f"- Line of enquiry {line.number}, {inline(line.title)}: "
            "no finding or good practice answers it."
        )
    for label, lacks in gaps.outcomes:
        yield f"- {label} still lacks: {inline(', '.join(lacks))}."
    if gaps.agencies_not_heard:
        names = ", ".join(inline(name) for name in gaps.agencies_not_heard)
        yield f"- No words of these agencies' people were captured: {names}."
    if gaps.speakers_open:
        yield f"- {_number(gaps.speakers_open, 'capture')} still without its speaker."
    if gaps.entries_open:
        yield f"- {_number(gaps.entries_open, 'entry')} not marked as discussed."
    if gaps.entries_parked:
        yield f"- {_number(gaps.entries_parked, 'entry')} parked."


def _checks(report: model.ReportModel) -> str:
    if not report.checks:
        return _counted(report, "Things to be found out", report.check_count)
    rows = ((c.words, c.checker, c.due, "; ".join(c.entries)) for c in report.checks)
    heads = ("What", "Who finds out", "By when", "About")
    return paragraphs("### Things to be found out", "\n".join(table(heads, rows)))


def _kept(
    report: model.ReportModel, title: str, quotes: tuple[model.Quote, ...], count: int
) -> str:
    if not quotes:
        return _counted(report, title, count)
    return paragraphs(f"### {title}", "\n".join(_quote(quote) for quote in quotes))


def _counted(report: model.ReportModel, title: str, count: int) -> str:
    if report.rules.has(Part.CAPTURES) or not count:
        return ""
    return paragraphs(
        f"### {title}",
        f"Number recorded: {count}. The wording is not part of this version of the report.",
    )


def _set_aside(report: model.ReportModel) -> str:
    rows = [f"- {row.label}: {inline(row.text)}" for row in report.set_aside]
    return paragraphs("### Considered and set aside", "\n".join(rows)) if rows else ""


def _limits(report: model.ReportModel) -> str:
    making = report.making
    kinds = ", ".join(f"{label.lower()} {count}" for label, count in making.by_kind)
    told = f" ({kinds})" if kinds and report.rules.has(Part.CAPTURES, Part.REVIEW_DETAILS) else ""
    captured = _number(making.captures, "capture") + told
    return paragraphs(
        "## Limits of this report, and how it was made",
        f"It rests on {_number(making.entries, 'chronology entry')} from "
        f"{_number(making.sources, 'document')} that agencies sent, and on {captured} made at "
        "the event. The chronology says what was recorded, which is not all that happened.",
        "This version leaves out or changes:" if report.left_out else "",
        "\n".join(f"- {sentence}" for sentence in report.left_out),
        f"Made with workshop-tui {making.version}. Fingerprint of the review's journal when this "
        f"was made: `{making.journal_head}`.",
    )


def _number(count: int, noun: str) -> str:
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {noun if count == 1 else plural}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
