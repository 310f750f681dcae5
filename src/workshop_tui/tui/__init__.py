"""Textual screens: no rule of the practice and no permission lives here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_tui.review.seat import Seat


def start(seat: Seat | None) -> int:
    """Run the app in a seat, or (None) from the home screen; returns the process's exit code."""
    from workshop_tui.practice.roles import Role

    if seat is not None and seat.role is Role.ROOM:
        from workshop_tui.tui.room_app import RoomApp

        return RoomApp.launch(seat)
    from workshop_tui.tui.app import WorkshopApp

    return WorkshopApp.launch(seat)
