"""What the import screen lists of a file: what is to do, what was found, what needs an eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from workshop_tui.intake.dates.settle import ORDER_WORDS
from workshop_tui.intake.entries import FoundTable, ReadEntry, Reading
from workshop_tui.intake.raw import RawTable
from workshop_tui.practice.when import When
from workshop_tui.review.reimport import Comparison
from workshop_tui.tui.incoming import OTHER, Incoming, assigned
from workshop_tui.tui.widgets.line_list import Row

SAMPLES = 5
_CUT = 2000  # characters; no terminal shows more of a row

FIELD_WORDS = {
    "date": "date: when it happened",
    "time": "time of day",
    "end": "end: the day on which it ended",
    "end_time": "time at which it ended",
    "agency": "agency: who was involved",
    "source": "source: who or what it comes from",
    "event": "event: what happened",
    "child": "child seen, child's voice",
    "response": "response: what was done",
    "outcome": "outcome",
    "comment": "comment",
    OTHER: "other: kept under its own heading",
    "leave_out": "leave out: it is not imported",
}
ANSWERS = {
    "dmy": "day first: 3/4 is 3 April",
    "mdy": "month first: 3/4 is 4 March",
    "ymd": "year first: 05/3/4 is 4 March 2005",
    "as-stored": "yes, as they stand",
    "swapped": "no, day and month are exchanged",
}


def outline(
    files: Sequence[Incoming], current: Incoming, owner: Callable[[Incoming], str]
) -> list[Row]:
    """All rows about the current file, after the list of files where there are several.

    Args:
        files: Every file that was chosen.
        current: The one that is looked at.
        owner: Whose chronology a file is, in words.
    """
    rows: list[Row] = []
    if len(files) > 1:
        rows.append(_heading(f"Files · {len(files)}"))
        rows += [_file(n, one, one is current, owner(one)) for n, one in enumerate(files)]
    rows.append(_heading(current.path.name))
    rows.append(_agency(current, owner(current)))
    if current.problem:
        rows.append(Row("problem", f"✗ {current.problem}", style="warn"))
        if current.found is not None and current.found.locked:
            rows.append(Row("locked", "? Enter asks for the file's password", style="warn"))
        if current.changed:
            rows.append(Row("again", "◂ Take back what was chosen last"))
    rows += _questions(current)
    rows += [_accept(files)]
    rows += _changes(current)
    if current.reading is not None:
        rows += _found(current, current.reading)
        rows += _look(current.reading)
        rows += _left_out(current.reading)
        rows += _samples(current.reading)
    return rows


def lacks(one: Incoming) -> list[str]:
    """What must be done before a file can be accepted."""
    if one.problem:
        return []
    if one.reading is None or one.stale:
        return ["it is being read"]
    found = [] if one.agency else ["whose chronology it is"]
    count = len(one.reading.doubts)
    return found + ([f"{count} question{'s' * (count > 1)}"] if count else [])


def _heading(text: str) -> Row:
    return Row("", text, style="heading")


def _file(place: int, one: Incoming, here: bool, owner: str) -> Row:
    sign = "▶" if here else " "
    if one.problem:
        return Row("file", f"{sign} {one.path.name}  ✗ cannot be read", (place,), "warn")
    if one.reading is None:
        return Row("file", f"{sign} {one.path.name}  … waits to be read", (place,), "faint")
    to_do = lacks(one)
    state = f"to do: {', '.join(to_do)}" if to_do else f"✓ {owner}"
    style = "warn" if to_do else "good"
    count = entries_words(len(one.reading.entries))
    return Row("file", f"{sign} {one.path.name}  {count} · {state}", (place,), style)


def _agency(one: Incoming, owner: str) -> Row:
    if not one.agency:
        return Row("agency", "? Whose chronology is it? Enter offers the agencies", style="warn")
    return Row("agency", f"✓ The chronology of {owner}", style="good")


def _questions(one: Incoming) -> Iterator[Row]:
    doubts = one.reading.doubts if one.reading else ()
    for n, question in enumerate(doubts):
        words = question.doubt.question
        yield Row("question", f"? {question.table}: {words}"[:_CUT], (n,), "warn")
        for option in question.doubt.options:
            yield Row("answer", f"    ○ {ANSWERS.get(option, option)}", (n, option))
    for n, (table, doubt, option) in enumerate(one.asked):
        said = ANSWERS.get(option, option)
        yield Row("answered", f"✓ {table}: {said}", (n, doubt.kind), "good")


def _accept(files: Sequence[Incoming]) -> Row:
    """The one row that accepts, or what stands in the way."""
    good = [one for one in files if not one.problem]
    if not good:
        return Row("nothing", "Nothing can be accepted: Esc goes back to the files", style="warn")
    to_do = [words for one in good for words in lacks(one)]
    if to_do:
        words = f"Before it can be accepted: {', '.join(dict.fromkeys(to_do))}"
        return Row("blocked", words, style="warn")
    count = sum(len(one.reading.entries) for one in good if one.reading)
    where = f" from {len(good)} files" if len(good) > 1 else ""
    left = len(files) - len(good)
    aside = f"; {left} that cannot be read {'are' if left > 1 else 'is'} left aside" if left else ""
    changes = [one.comparison for one in good if one.comparison and one.comparison.replaces]
    if changes:
        count += sum(len(c.added) - len(c.reading.entries) for c in changes)
        altered, gone = (sum(len(x) for x in xs) for xs in zip(*_altered(changes), strict=True))
        aside = f", alter {altered}, exclude {gone} that are gone{aside}"
    return Row("accept", f"▸ ACCEPT: add {entries_words(count)}{where}{aside}", style="good")


def entries_words(count: int) -> str:
    """A number of entries."""
    return f"{count} entr{'y' if count == 1 else 'ies'}"


def _altered(changes: Sequence[Comparison]) -> list[tuple[Sequence[object], Sequence[object]]]:
    return [(c.altered, c.gone) for c in changes]


def _changes(one: Incoming) -> Iterator[Row]:
    """What the file changes against what its agency sent before."""
    found = one.comparison
    if found is None:
        return
    if found.replaces is None:
        yield Row("against", "It corrects no earlier document. Enter says otherwise")
        return
    yield _heading(f"Changes against {found.replaces.name}")
    if not found.changes_anything:
        yield Row("against", "It changes nothing. Enter says what it is", style="warn")
        return
    counts = [(found.added, "new"), (found.altered, "altered"), (found.gone, "gone")]
    words = ", ".join(f"{len(some)} {name}" for some, name in counts)
    back = f", {len(found.returned)} back" if found.returned else ""
    yield Row("against", f"{words}{back}, {found.unchanged} as they were. Enter says what it is")
    for sign, what, entries in (
        ("+", "new", found.added),
        ("−", "gone", found.gone),
        ("↺", "back", found.returned),
    ):
        for n, entry in enumerate(entries):
            text = f"{sign} {what}: {entry.date_text or 'undated'}  {entry.text}"
            yield Row(what, text[:_CUT], (n,), "warn" if what == "gone" else "")
    for n, altered in enumerate(found.altered):
        text = f"≠ altered: {altered.before.date_text or 'undated'}  {altered.after.text}"
        yield Row("altered", text[:_CUT], (n,))


def _found(one: Incoming, reading: Reading) -> Iterator[Row]:
    first = shown_day(reading.first) if reading.first else "no date"
    last = shown_day(reading.last) if reading.last else "no date"
    yield _heading(f"Found · {entries_words(len(reading.entries))} · {first} to {last}")
    tables = one.opened.document.tables if one.opened else ()
    if len(tables) > 1 or one.choices.sheet is not None:
        which = f"only {one.choices.sheet}" if one.choices.sheet else "all that are not hidden"
        yield Row("sheets", f"Tables to read: {which}. Enter chooses another")
    for n, table in enumerate(reading.tables):
        order = ORDER_WORDS.get(table.date_order, table.date_order)  # type: ignore[call-overload]
        yield Row("table", f"{table.name}: {entries_words(table.events)}, dates read {order}", (n,))
        if table.headers:
            at = f"in row {table.header_row}" if table.header_row is not None else "none"
            yield Row("headings", f"    Headings: {at}. Enter chooses otherwise", (n,), "faint")
        fields = assigned(table)
        width = min(28, max((len(header) for header in table.headers), default=0))
        for column, header in enumerate(table.headers):
            means = FIELD_WORDS[fields.get(column, OTHER)].partition(":")[0]
            style = "faint" if column not in fields else ""
            text = f"    {header[:width]:<{width}} → {means}"
            yield Row("column", text, (n, column), style)


def _look(reading: Reading) -> Iterator[Row]:
    if not reading.eyes:
        return
    yield _heading(f"Please look · {len(reading.eyes)}")
    several = len(reading.tables) > 1
    for n, eye in enumerate(reading.eyes):
        where = f"{eye.table}, row {eye.row}" if several else f"row {eye.row}"
        yield Row("eye", f"! {where}: {eye.reason}"[:_CUT], (n,), "warn")


def _left_out(reading: Reading) -> Iterator[Row]:
    if reading.skipped or reading.notes:
        yield _heading("Left out, and notes")
    for n, table in enumerate(reading.skipped):
        yield Row("skipped", f"{table.name} is left out: {table.reason}"[:_CUT], (n,))
    for n, note in enumerate(reading.notes):
        yield Row("note", note[:_CUT], (n,), "faint")


def _samples(reading: Reading) -> Iterator[Row]:
    yield _heading("As they will read")
    for place in sample_places(len(reading.entries)):
        entry = reading.entries[place]
        text = entry.text[:_CUT]
        yield Row("entry", f"{written(entry.when)} → {understood(entry.when)}  {text}", (place,))


def sample_places(count: int) -> list[int]:
    """Places of a few entries from all over a file."""
    if count <= SAMPLES:
        return list(range(count))
    return sorted({n * (count - 1) // (SAMPLES - 1) for n in range(SAMPLES)})


def samples_of(table: FoundTable, entries: Sequence[ReadEntry]) -> list[ReadEntry]:
    """A few entries of one table."""
    own = [entry for entry in entries if entry.origin.table == table.name]
    return [own[place] for place in sample_places(len(own))]


def table_words(table: RawTable) -> str:
    """A sheet or table in a choice."""
    hidden = "  (hidden in the file)" if table.hidden else ""
    return f"{table.name} · {len(table.rows)} rows{hidden}"


def written(when: When) -> str:
    """The date as it is written."""
    return f"“{when.text}”" if when.text.strip() else "no date"


def understood(when: When) -> str:
    """The date as it is understood, in words that cannot be misread."""
    first, last = when.earliest, when.latest
    if first is None and last is None:
        days = "no date"
    elif first == last and first is not None:
        days = f"{first:%a} {shown_day(first)}"
    elif first is None or last is None:
        day = first or last
        days = f"{'from' if first else 'until'} {shown_day(day)}" if day else ""
    else:
        days = f"between {shown_day(first)} and {shown_day(last)}"
    return f"{days} {when.time}" if when.time else days


def shown_day(day: object) -> str:
    """A day with its month in letters."""
    return f"{day:%d %b %Y}".lstrip("0")
