"""A board's own template of the report: read safely, and looked at before it is used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workshop_tui.intake.readers import safety
from workshop_tui.practice.problems import Problem


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a template.

    Attributes:
        wrong: Why it cannot be used, or "".
        missing: Placeholders of sections that it has no place for.
    """

    wrong: str = ""
    missing: tuple[str, ...] = ()


def check(path: Path) -> Found:
    """Look a template through; nothing in it is ever run.

    Raises:
        Problem: If there is no such file, or it cannot be read.
    """
    from workshop_tui.outputs import report_template

    name, content = safety.load(path)
    if not content.startswith(b"PK"):
        return Found("It is not a Word document (.docx). Save it in Word as “Word Document”.")
    try:
        package = safety.open_package(name, content)
        names = package.namelist()
        for part in names:
            if part.endswith((".xml", ".rels")):
                safety.check_xml(name, package.read(part))
    except Problem as problem:
        return Found(str(problem))
    if any(part.lower().endswith("vbaproject.bin") for part in names):
        return Found("It holds macros. Save it as “Word Document (.docx)”, without them.")
    checked = report_template.check(content)
    return Found(checked.wrong, checked.missing)


def usable(path: Path) -> bytes:
    """A template's bytes.

    Raises:
        Problem: If it cannot be used, with the reason.
    """
    found = check(path)
    if found.wrong:
        raise Problem(f"{path.name}: {found.wrong} Nothing was written.")
    return safety.load(path)[1]
