"""Where one goes on from the preparation: a form, or one of the places that are more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.screens.review_screen import ReviewScreen


def screen_of(name: str, desk: Desk, live: Live, *, new: bool = False) -> ReviewScreen:
    """The screen of a form, of the "register" or of the "import".

    Args:
        name: Which.
        desk: What the seat has in front of it.
        live: Its way to the store.
        new: Whether a form begins with a new record.
    """
    if name == "register":
        from workshop_tui.tui.screens.people import PeopleScreen

        return PeopleScreen(desk, live)
    if name == "import":
        from workshop_tui.tui.screens.importing import ImportScreen

        return ImportScreen(desk, live)
    from workshop_tui.tui.screens.filling import FillingScreen

    return FillingScreen(desk, live, name, new=new)
