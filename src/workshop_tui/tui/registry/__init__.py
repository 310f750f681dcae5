"""Every command there is, by purpose; ``tui.commands`` looks them up."""

from __future__ import annotations

from workshop_tui.tui.command import Command
from workshop_tui.tui.registry.capturing import CAPTURING
from workshop_tui.tui.registry.chronology import CHRONOLOGY
from workshop_tui.tui.registry.everywhere import PLACES, SEATS
from workshop_tui.tui.registry.forms import AREAS, FORMS
from workshop_tui.tui.registry.preparing import PREPARING
from workshop_tui.tui.registry.session import SESSION

COMMANDS: tuple[Command, ...] = (
    *CHRONOLOGY,
    *CAPTURING,
    *PREPARING,
    *FORMS,
    *AREAS,
    *PLACES,
    *SESSION,
    *SEATS,
)
