"""One hidden answer: the password of a file."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.widgets import Input


class PasswordField(Input):
    """Shown only while a password is asked for; what is typed is kept nowhere.

    Args:
        given_back: Called when it is left, to give the focus back.
    """

    def __init__(self, given_back: Callable[[], None]) -> None:
        super().__init__(id="password", password=True, compact=True)
        self.display = False
        self._given_back = given_back
        self._answer: Callable[[str], None] = lambda _: None

    @property
    def open(self) -> bool:
        """Whether it has the keys."""
        return bool(self.display)

    def ask(self, question: str, answer: Callable[[str], None]) -> None:
        """Ask for a password.

        Args:
            question: Shown while it is empty.
            answer: Called with what was typed.
        """
        self.placeholder, self._answer = question, answer
        self.display = True
        self.screen.set_focus(self, scroll_visible=False)

    def leave(self) -> None:
        """Forget what was typed."""
        self.value = ""
        self.display = False
        self._given_back()

    async def _on_key(self, event: events.Key) -> None:
        if event.key != "enter":
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        typed = self.value
        self.leave()
        if typed:
            self._answer(typed)
