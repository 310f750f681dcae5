"""The driver of a seat in a browser: Textual's own, which can also paint everything once more."""

from __future__ import annotations

from typing import Any

from textual.drivers.web_driver import WebDriver


class SeatDriver(WebDriver):
    """Paints the whole screen anew when another browser shows the seat."""

    def on_meta(self, packet_type: str, payload: dict[str, Any]) -> None:
        """Hear what the server says beside keys."""
        if packet_type == "repaint":
            self._app.call_later(self._repaint)
            return
        super().on_meta(packet_type, payload)

    def _repaint(self) -> None:
        if not self._app.screen_stack or not self._app.screen.is_running:
            return  # its first paint is still to come
        screen = self._app.screen
        self._app._display(screen, screen._compositor.render_update(full=True))
