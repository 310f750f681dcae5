"""Where one goes on from the preparation: a form, or one of the places that are more than one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.screens.review_screen import ReviewScreen


def screen_of(
    name: str, desk: Desk, live: Live, area: str = "1 Prepare", *, new: bool = False
) -> ReviewScreen:
    """The screen of a form, of the "register", the "import" or the "outcomes".

    Args:
        name: Which.
        desk: What the seat has in front of it.
        live: Its way to the store.
        area: What the status bar names as the area of a form.
        new: Whether a form begins with a new record.
    """
    if name == "register":
        from workshop_tui.tui.screens.people import PeopleScreen

        return PeopleScreen(desk, live)
    if name == "import":
        from workshop_tui.tui.screens.importing import ImportScreen

        return ImportScreen(desk, live)
    if name == "outcomes":
        from workshop_tui.tui.screens.outcomes import OutcomesScreen

        return OutcomesScreen(desk, live)
    from workshop_tui.tui.screens.filling import FillingScreen

    return FillingScreen(desk, live, name, area, new=new)
