"""The ways to the screens at the end of an event, from every screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

    from workshop_tui.tui.desk import Desk
    from workshop_tui.tui.line import Line
    from workshop_tui.tui.live import Live
    from workshop_tui.tui.screens.review_screen import ReviewScreen


class EndingPlaces:
    """The part of every screen that leads to the read-back and to the lists of an event."""

    if TYPE_CHECKING:
        app: App[Any]
        desk: Desk
        live: Live
        line: Line

        def action_back(self) -> None:
            """Back to the screen from which this one was opened."""

    def action_read_back(self) -> None:
        """To the read-back, or back."""
        from workshop_tui.tui.screens.read_back import ReadBackScreen

        self.to_top(ReadBackScreen)

    def action_closing(self) -> None:
        """To the closing, or back."""
        from workshop_tui.tui.screens.closing import ClosingScreen

        self.to_top(ClosingScreen)

    def action_parked(self) -> None:
        """To what was parked, or back."""
        from workshop_tui.tui.screens.parked import ParkedScreen

        self.to_top(ParkedScreen)

    def action_challenges(self) -> None:
        """To the challenge notes, or back."""
        from workshop_tui.tui.screens.challenges import ChallengesScreen

        self.to_top(ChallengesScreen)

    def action_attendance(self) -> None:
        """To the list of who is here, or back."""
        from workshop_tui.tui.screens.attendance import AttendanceScreen

        self.to_top(AttendanceScreen)

    def action_pause(self) -> None:
        """Calm the room's screen and stop the clocks, or go on: at once, wherever the chair is."""
        from workshop_tui.tui.running_commands import pause

        pause(self.line)

    def to_top(self, kind: type[ReviewScreen]) -> None:
        """To a screen that Escape leaves for this one; back to it where it lies below already."""
        if isinstance(self, kind):
            self.action_back()
        elif any(isinstance(screen, kind) for screen in self.app.screen_stack):
            while not isinstance(self.app.screen, kind):
                self.app.pop_screen()
        else:
            self.app.push_screen(kind(self.desk, self.live))
