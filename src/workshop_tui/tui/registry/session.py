"""Running the session, and the screens at its end."""

from __future__ import annotations

from workshop_tui.tui.command import Area, Command, of_area
from workshop_tui.tui.ending_keys import ATTENDANCE, CHALLENGES, CLOSING, PARKED, READ_BACK

SESSION: tuple[Command, ...] = (
    Command(
        "next_step",
        "next step",
        "On to the next step of the agenda",
        "full_stop",
        "",
        footer=True,
        group="Session",
    ),
    Command("previous_step", "step back", "Back to the step before", "comma", "", group="Session"),
    Command(
        "extend_step", "extend", "Five minutes more for this step", "plus", "", group="Session"
    ),
    Command(
        "skip_step", "skip step", "Leave this step out and go on", "minus", "", group="Session"
    ),
    Command(
        "pause",
        "pause",
        "Pause: calm the room's screen, stop the clocks; or go on",
        "W",
        "",
        area=Area.EVERYWHERE,
        footer=True,
        footer_in=Area.EVENT,
        group="Session",
    ),
    Command("adjourn", "adjourn", "Stop for today, with a word why", "Y", "", group="Session"),
    Command(
        "to_room",
        "to the room",
        "Send the entry, the step or words to the room's screen, or clear it",
        "T",
        "",
        group="Session",
    ),
    Command(
        "prompts",
        "ask",
        "A card: what to say and ask at this step, this episode, in this room",
        "Q",
        "alt+q",
        footer=True,
        group="Session",
    ),
    Command(
        "deepen",
        "in depth",
        "What lies behind the selected perspective: saw, knew, thought, did",
        "G",
        "alt+g",
        group="Captured",
    ),
    Command(
        "welfare",
        "follow-up",
        "Note who follows up with whom; for the chair alone, in no document",
        "Z",
        "",
        group="Session",
    ),
    Command(
        "attendance",
        "who is here",
        "Who is here: tick people as they arrive",
        "6",
        "alt+v",
        area=Area.EVERYWHERE,
        group="Session",
    ),
    Command(
        "parked",
        "parked",
        "What was parked, to come back to before closing",
        "7",
        "alt+s",
        area=Area.EVERYWHERE,
        group="Session",
    ),
    Command(
        "rate_episode",
        "how it went",
        "Afterwards, if the room wishes: the episode worked well, was difficult, or neither",
        "equals_sign",
        "",
        group="Session",
    ),
    Command(
        "read_back",
        "read back",
        "Read-back: each outcome to the room, agreed unless somebody says otherwise",
        "J",
        "alt+j",
        area=Area.EVERYWHERE,
        group="Session",
    ),
    Command(
        "closing",
        "closing",
        "Closing: what is still open, challenge notes, and ending the session",
        "8",
        "alt+z",
        area=Area.EVERYWHERE,
        group="Session",
    ),
    Command(
        "challenges",
        "challenge notes",
        "Challenge notes of the observers: read them, and answer them",
        "9",
        "alt+shift+c",
        area=Area.EVERYWHERE,
        group="Session",
    ),
    *of_area(Area.READ_BACK, "At read-back", READ_BACK),
    *of_area(Area.PARKED, "In the parked list", PARKED),
    *of_area(Area.ATTENDANCE, "In the list of who is here", ATTENDANCE),
    *of_area(Area.CLOSING, "In the closing list", CLOSING),
    *of_area(Area.CHALLENGES, "In the list of challenge notes", CHALLENGES),
    Command("start_event", "start", "Start the event's clock", "S", "", group="Session"),
)
