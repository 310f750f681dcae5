"""The escalation notice: what it says, on one page, with nothing in it of the program's making."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_tui.outputs.escalation_notice import EscalationNotice, markdown
from workshop_tui.outputs.escalation_notice_word import build

NOTICE = EscalationNotice(
    reference="LR-9",
    label="E1",
    agency="Recovery",
    recipient="Service manager",
    made="2026-03-09",
    concern="Doses without a lock box",
    unsafe_now="Methadone within reach of a child",
    told="Service manager on duty",
    route="By telephone today",
    due="2026-03-10",
    raised_by="HV1",
    tell_back="LR1, who leads the review",
)


def word(notice: EscalationNotice) -> str:
    document = docx.Document(io.BytesIO(build(notice)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("render", [markdown, word])
def test_it_says_everything_that_is_asked(render) -> None:
    text = render(NOTICE)
    for words in (
        "Escalation notice E1",
        "Confidential, for Service manager, Recovery",
        "Learning review LR-9, by HV1",
        "10 March 2026",
        "Methadone within reach of a child",
        "Raised in these words: “Doses without a lock box”",
        "Service manager on duty",
        "By telephone today",
        "LR1, who leads the review",
        "replaces none of them",
        "by role and pseudonym",
    ):
        assert words in text
    assert "real names" not in text


@pytest.mark.parametrize("render", [markdown, word])
def test_with_names_it_says_so_and_whom_it_is_about(render) -> None:
    named = replace(NOTICE, named=True, about=(("Child A", "Josie Tarrant"),))
    text = render(named)
    assert "It holds real names" in text and "Child A: Josie Tarrant" in text
    assert "by role and pseudonym" not in text


@pytest.mark.parametrize("render", [markdown, word])
def test_what_is_not_known_is_said_and_never_guessed(render) -> None:
    bare = EscalationNotice(
        reference="LR-9", label="E1", agency="HV", recipient="", made="2026-03-09", concern="Unsafe"
    )
    text = render(bare)
    assert "not agreed yet; please treat it as urgent" in text
    assert "HV; who in it was not written down yet." in text
    assert "Your agency's own escalation procedure." in text
    assert "Raised in these words" not in text


def test_the_word_file_names_no_program_and_nobody() -> None:
    with zipfile.ZipFile(io.BytesIO(build(NOTICE))) as package:
        names = package.namelist()
        core = package.read("docProps/core.xml").decode()
    assert not [name for name in names if "thumbnail" in name or name.endswith("app.xml")]
    assert "python-docx" not in core and "<dc:creator></dc:creator>" in core.replace(
        "<dc:creator/>", "<dc:creator></dc:creator>"
    )


@settings(max_examples=25, deadline=None)
@given(st.text())
def test_any_text_can_stand_in_it(words: str) -> None:
    odd = replace(NOTICE, concern=words or "x", told=words, about=((words, words),), named=True)
    assert word(odd) and markdown(odd).startswith("# Escalation notice E1")
