"""No key means two things on one screen."""

from __future__ import annotations

import pytest

from workshop_tui.practice.roles import Role
from workshop_tui.tui.commands import Area, commands_for


@pytest.mark.parametrize("area", list(Area))
@pytest.mark.parametrize("role", [Role.CHAIR, Role.NOTE_TAKER, Role.OBSERVER])
def test_no_key_means_two_things(role: Role, area: Area) -> None:
    keys = [key for command in commands_for(role, area) for key in command.keys(role).split(",")]
    assert sorted(keys) == sorted(set(keys))
