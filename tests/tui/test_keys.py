"""No key means two things on one screen."""

from __future__ import annotations

import pytest
from textual._xterm_parser import XTermParser

from workshop_tui.practice.roles import Role
from workshop_tui.tui.commands import COMMANDS, Area, commands_for


@pytest.mark.parametrize("area", list(Area))
@pytest.mark.parametrize("role", [Role.CHAIR, Role.NOTE_TAKER, Role.OBSERVER])
def test_no_key_means_two_things(role: Role, area: Area) -> None:
    keys = [key for command in commands_for(role, area) for key in command.keys(role).split(",")]
    assert sorted(keys) == sorted(set(keys))


def test_every_alt_key_arrives_from_a_terminal() -> None:
    """A terminal sends Escape and the letter; Textual takes some of these for other keys."""
    for command in COMMANDS:
        for key in f"{command.chair},{command.notes}".split(","):
            if key.startswith("alt+"):
                shift, letter = "shift+" in key, key[-1]
                sent = f"\x1b{letter.upper() if shift else letter}"
                parser = XTermParser()
                events = [*parser.feed(sent), *parser.feed("")]
                assert [getattr(event, "key", "") for event in events] == [key], command.id
