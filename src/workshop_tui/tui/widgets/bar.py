"""A line of fixed height that is painted only when it says something else."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Bar(Static):
    """A line of fixed height that is painted only when it says something else."""

    _said: Content | None = None

    def paint(self, content: Content) -> None:
        """Show this content."""
        if self._said is None or not self._said.is_same(content):
            self._said = content
            self.update(content, layout=False)
