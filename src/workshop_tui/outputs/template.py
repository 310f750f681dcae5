"""The blank chronology that an agency fills in, for Word and for Excel.

What it says stands here, how it looks in `template_word` and `template_excel`. Its headings are
of the kind that `intake` knows, and the example's first words tell `intake` to leave that row out:
a filled-in template is read without a question.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workshop_tui.outputs.files import free_version, ready_folder, stem_of, write_new

TITLE: Final = "Agency chronology"
SUBJECT: Final = "Chronology of significant events for a learning review"
BEGIN_HERE: Final = (
    "One event a row, earliest first. Please keep the headings as they are, and write nothing "
    "into the example row: it is not read."
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the template.

    Attributes:
        heading: Its name.
        hint: A few words under the name; they stand in brackets, so that the name stays readable
            for the program as well.
        guidance: What to write, in a sentence or two.
        example: What the example row says.
        width: Its share of the page's width.
    """

    heading: str
    hint: str
    guidance: str
    example: str
    width: int


COLUMNS: Final = (
    Column(
        "Date",
        "dd/mm/yyyy, or as the record has it",
        "As written in the record. If the record only says “March 2024” or “early 2023”, write "
        "that. If it gives no date at all, write “not recorded”.",
        "Example: 12/03/2024",
        13,
    ),
    Column(
        "Time",
        "if known",
        "Only if the record gives one. Leave it blank otherwise.",
        "14:30",
        8,
    ),
    Column(
        "End date",
        "if it went on",
        "Only for something that went on for longer, such as a stay or a plan.",
        "",
        11,
    ),
    Column(
        "Source of information",
        "which record, which page",
        "The record that you took it from, and where in it, so that it can be found again.",
        "Health visitor’s record, page 12",
        16,
    ),
    Column(
        "What happened",
        "facts only",
        "What the record says was seen, said or done, and by whom. Give people’s roles; the "
        "administrator tells you whether to give names.",
        "Home visit by the health visitor. Mother said that she was tired. The baby was asleep "
        "upstairs.",
        34,
    ),
    Column(
        "Child seen / child’s voice",
        "seen, alone, own words",
        "Was the child seen, and seen alone? What did the child say or show? If the record does "
        "not say, write “not recorded”.",
        "Not seen. Child’s views not recorded.",
        19,
    ),
    Column(
        "Response or decision",
        "by your agency",
        "What your agency did or decided because of it, and who decided.",
        "Second visit arranged by telephone.",
        20,
    ),
    Column(
        "Outcome",
        "what came of it",
        "What came of it, as far as the record shows.",
        "Baby seen on the second visit.",
        17,
    ),
    Column(
        "Comment",
        "yours, of today",
        "Anything that you would like to add today. Keep it out of the other columns.",
        "",
        15,
    ),
)

RULES: Final = (
    ("Facts.", "Write what the record says, not what you think of it now."),
    ("Earliest first.", "Put the events in the order in which they happened."),
    ("One event a row.", "Two contacts on one day are two rows."),
    ("Dates as written.", "Copy the date as the record has it, day before month."),
    (
        "Never guess.",
        "Where the record does not say, write “not recorded” or leave the cell blank. A rough "
        "date is welcome; an invented one is not.",
    ),
    (
        "Say what is missing.",
        "If records for some months are lost or were not looked at, say so in a row of its own.",
    ),
    ("Plain words.", "Write abbreviations out the first time that you use them."),
    ("Keep it safe.", "Send it back in the way that the administrator has asked for."),
)


@dataclass(frozen=True, slots=True)
class Header:
    """What stands above the table; blank parts are left to be filled in."""

    reference: str = ""
    agency: str = ""


def write(folder: Path, reference: str = "", agency: str = "") -> list[Path]:
    """Write both blank templates into a folder, beside whatever is there already.

    Args:
        folder: Where to; made where it is missing.
        reference: The review's reference, or "" for a blank to be filled in.
        agency: The agency's name, or "".

    Returns:
        The Word document and the Excel workbook.

    Raises:
        Problem: If the folder cannot be written to.
    """
    from workshop_tui.outputs import template_excel, template_word

    header = Header(_line(reference), _line(agency))
    made = ((".docx", template_word.build(header)), (".xlsx", template_excel.build(header)))
    stem = stem_of(TITLE, header.reference, header.agency)
    ready_folder(folder)
    version = free_version(folder, [(stem, suffix) for suffix, _ in made])
    paths = []
    for suffix, content in made:
        path = folder / f"{stem}{version}{suffix}"
        write_new(path, content)
        paths.append(path)
    return paths


def _line(words: str) -> str:
    """One line without control characters, which neither format can hold."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())
