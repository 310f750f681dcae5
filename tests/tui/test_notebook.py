"""A notebook on the screen: it says what it is, and its seat works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.review import merging, notebooks
from workshop_tui.review.seat import Seat


@pytest.fixture
def notebook(alex: Seat, tmp_path: Path) -> Path:
    alex.event.go(alex.read.order()[2]).result()
    return notebooks.make(alex, tmp_path / "jo.review", None, name="Jo").path


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_it_says_what_it_is_and_takes_what_is_said(
    enter: Callable[..., Any], notebook: Path, alex: Seat, size: tuple[int, int]
) -> None:
    async with enter(notebook, Role.NOTE_TAKER, "Jo", size) as room:
        assert " NOTEBOOK " in room.text_of("#status")
        await room.until(lambda: "This is a notebook of LR-99 for Jo" in room.shown(), "said")
        await room.press("ctrl+n")
        capture = await room.capture("said in the room")
        assert capture.entry_id == room.desk.order[3]  # on from where the event was
        assert "CHAIR" not in room.shown() and "no chair" not in room.shown()
    taken = merging.merge(alex, notebook, None)
    assert taken.captures == 1
    assert alex.read.captures()[0].text == "said in the room"
