from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workshop_tui.intake.readers import read_document
from workshop_tui.intake.readers.markdown import split_lines

from .builders import numbers, table_of, texts


def test_lines_stand_verbatim_with_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Title\n\n12/03/2019  \n- Visit, [link](x)\n  - inner\n| a | b |\n")
    table = table_of(read_document(path), "lines")
    assert numbers(table) == [1, 3, 4, 5, 6]
    assert [row[0] for row in texts(table)] == [
        "# Title", "12/03/2019  ", "- Visit, [link](x)", "  - inner", "| a | b |",
    ]  # fmt: skip


@given(st.text(alphabet="a,é\r\n\t\v\f\x1c\x1d\x1e\x85\u2028\u2029"))
def test_a_line_ends_at_cr_lf_or_both_and_nowhere_else(text: str) -> None:
    lines = split_lines(text)
    assert "".join(lines) == text
    assert lines == re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
