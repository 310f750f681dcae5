"""Makes data/templates/report.docx, the standard template of the learning review report.

A Word file cannot be read in a review of changes; this can. After a change of it, or of how papers
look, run it and commit the file that it makes:

    python scripts/report_template.py

A board's own template is made in Word: any document with these placeholders in it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
from docx.enum.section import WD_SECTION

from workshop_tui.outputs import word_style

TARGET = Path(__file__).resolve().parent.parent / "data" / "templates" / "report.docx"
COVER = (
    ("Learning review {{ reference }}", word_style.KICKER),
    ("{% if draft %}{{ draft }} – {% endif %}Learning review report", "Title"),
    ("{{ title }}", "Subtitle"),
    ("{%p if warning %}", "Normal"),
    ("{{ warning }}. {{ warning_note }} Please do not pass it on.", "PaperGap"),
    ("{%p endif %}", "Normal"),
    ("Circulation: {{ circulation }}. {{ handling }}", "PaperNote"),
    ("{{ status }}", "Normal"),
    ("{% if version %}{{ version }}, made{% else %}Made{% endif %} on {{ made }}.", "Normal"),
    ("Fingerprint of the review’s journal: {{ fingerprint }}", "PaperSmall"),
    ("In this report", word_style.CONTENTS_TITLE),
    ("{%p for section in sections %}", "Normal"),
    ("{{ section.title }}", word_style.CONTENTS),
    ("{%p endfor %}", "Normal"),
)
SECTIONS = (
    *("why", "process", "scope", "family", "events", "learned", "good_practice"),
    *("escalations", "recommendations", "actions", "challenge", "open", "limits"),
    *("checklist", "appendix"),
)


def main() -> None:
    """Make the file."""
    document = docx.Document()
    word_style.apply(document)
    mark = "{% if warning %}{{ warning }} · {% endif %}{{ circulation }}"
    draft, numbered = "{% if draft %}{{ draft }} · {% endif %}", "{% if version %}{{ version }} · "
    head = f"{draft}{numbered}{{% endif %}}{{{{ made }}}}"
    word_style.head_and_foot(document, ["Learning review {{ reference }}", head], mark)
    for words, style in COVER:
        document.add_paragraph(words).style = _style(document, style)
    document.add_section(WD_SECTION.NEW_PAGE)
    for name in SECTIONS:
        document.add_paragraph(f"{{%p if {name} %}}")
        document.add_paragraph(f"{{{{ {name} }}}}")
        document.add_paragraph("{%p endif %}")
    properties = document.core_properties
    properties.title = "Learning review report"
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = dt.datetime(2026, 1, 1)
    TARGET.parent.mkdir(exist_ok=True)
    document.save(str(TARGET))


def _style(document: object, style_id: str) -> object:
    styles = document.styles  # type: ignore[attr-defined]
    return next(one for one in styles if one.style_id == style_id)


if __name__ == "__main__":
    main()
