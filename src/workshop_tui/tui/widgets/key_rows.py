"""The keys of a screen in as many rows as they need: none is cut at the edge."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from workshop_tui.practice.roles import Role
from workshop_tui.tui.commands import Area, Command, commands_for, key_label


class KeyRows(Static):
    """The keys that matter most in an area, from the registry."""

    DEFAULT_CSS = "KeyRows { height: 1; }"

    def __init__(self, role: Role, area: Area) -> None:
        super().__init__(id="keys", markup=False)
        self._role = role
        self._area = area

    def on_resize(self) -> None:
        """Break the rows anew at another width."""
        rows: list[list[Content]] = [[]]
        taken = 0
        for command in self._commands():
            key = key_label(command.keys(self._role))
            wide = len(key) + len(command.label) + 4
            if taken + wide > self.content_size.width and rows[-1]:
                rows.append([])
                taken = 0
            taken += wide
            label = f" {command.label} "
            rows[-1].append(Content.assemble((f" {key} ", "bold reverse"), label))
        self.styles.height = len(rows)
        self.update(Content("\n").join(Content("").join(row) for row in rows))

    def _commands(self) -> list[Command]:
        found = [c for c in commands_for(self._role, self._area) if c.footer]
        own = [c for c in found if c.area is self._area]
        return [*own, *(c for c in found if c.id in ("undo", "challenge", "help"))]
