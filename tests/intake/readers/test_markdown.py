from __future__ import annotations

from pathlib import Path

from workshop_tui.intake.readers import read_document

from .builders import numbers, table_of, texts


def test_lines_stand_verbatim_with_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Title\n\n12/03/2019  \n- Visit, [link](x)\n  - inner\n| a | b |\n")
    table = table_of(read_document(path), "lines")
    assert numbers(table) == [1, 3, 4, 5, 6]
    assert [row[0] for row in texts(table)] == [
        "# Title", "12/03/2019  ", "- Visit, [link](x)", "  - inner", "| a | b |",
    ]  # fmt: skip
