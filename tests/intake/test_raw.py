"""A row is the same to whoever reads it, made of cells or of texts."""

from __future__ import annotations

import pytest

from workshop_tui.intake.raw import Cell, RawRow


@pytest.mark.parametrize("texts", [[], ["a"], ["12/03/2024", "", "  seen  "]])
def test_a_row_of_texts_is_a_row_of_such_cells(texts: list[str]) -> None:
    cells = tuple(Cell(text) for text in texts)
    plain, made = RawRow.of_texts(7, texts), RawRow(7, cells)
    assert plain.only_texts and not made.only_texts
    for _ in range(2):  # once before its cells are made, and once after
        assert plain.number == made.number
        assert list(plain.texts) == list(made.texts) == texts
        assert plain.width == made.width == len(texts)
        for column in range(len(texts) + 2):
            assert plain.cell(column) == made.cell(column)
            assert plain.text(column) == made.text(column) == made.cell(column).text
        assert plain.cells == made.cells == cells


def test_a_cell_beyond_the_end_of_a_row_is_blank() -> None:
    for row in (RawRow.of_texts(1, ["a"]), RawRow(1, (Cell("a", 1, None, "a note"),))):
        assert row.cell(1) == Cell("")
        assert row.text(1) == ""
