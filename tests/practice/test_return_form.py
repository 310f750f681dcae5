"""The line that tells a form from every other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.practice import return_form

WORDS = st.text("ABCabc01-/ ·é", min_size=1).map(str.strip).filter(bool)


@given(reference=WORDS, code=WORDS.filter(lambda words: "·" not in words))
def test_what_was_written_is_read(reference: str, code: str) -> None:
    line = return_form.identifier(reference, code)
    assert return_form.read_identifier(f"  {line} ") == ("P1", reference, code)


def test_other_lines_are_no_identifier() -> None:
    for line in ("", "Form", "Form P1", "Form P1 · LR-07", "A form · of · words", "LR-07 · SW1"):
        assert return_form.read_identifier(line) is None, line


def test_each_part_has_one_section_and_each_heading_is_its_own() -> None:
    assert len({one.part for one in return_form.SECTIONS}) == len(return_form.SECTIONS)
    headings = [one.heading for one in return_form.SECTIONS] + [return_form.SUPPORT_HEADING]
    assert len(set(headings)) == len(headings)
