"""The keys of the screens at the end of an event, the same in both working seats."""

from __future__ import annotations

from workshop_tui.tui.area_keys import AreaKey

READ_BACK = (
    AreaKey("next_outcome", "next", "Next to be read to the room", "n,space"),
    AreaKey("previous_outcome", "back", "The one before, to be read once more", "b"),
    AreaKey("agree", "agreed", "Read back and agreed; on to the next", "enter"),
    AreaKey(
        "position",
        "an agency's position",
        "An agency's reservation, in its own words; not agreed; absent; agrees after all",
        "r",
    ),
    AreaKey("still_true", "still true?", "Still true today? yes, no, not asked (findings)", "y"),
    AreaKey("reword", "reword", "Change the wording that is read", "w"),
    AreaKey("neutral", "fairer", "Put the hint's neutral wording in place, to be edited", "h"),
    AreaKey("details", "missing", "Answer what the outcome that is read still lacks", "i", False),
    AreaKey(
        "enquiry", "line", "The line of enquiry that it answers, or no longer does", "l", False
    ),
    AreaKey("outcome_to_room", "to the room", "Send the wording to the room's screen", "T"),
    AreaKey("coverage", "coverage", "Which lines of enquiry are answered; gaps are named", "c,v"),
    AreaKey("scroll_reading(-1)", "up", "Scroll a long outcome up", "up", False),
    AreaKey("scroll_reading(1)", "down", "Scroll a long outcome down", "down", False),
    AreaKey("back", "leave", "Leave the read-back", "escape", False),
)
PARKED = (
    AreaKey("choose", "go there", "Go to the entry, or to the entry of the idea", "enter"),
    AreaKey("open_again", "open again", "Open the parked entry again, to be discussed", "o"),
    AreaKey("now_discussed", "discussed", "The parked entry is discussed now", "d"),
    AreaKey("make_action", "candidate action", "Make the idea a candidate action; it stays", "a"),
    AreaKey("make_finding", "finding", "Make the idea a finding; it stays an idea too", "f"),
    AreaKey("details", "missing", "Answer what the newest candidate action still lacks", "i"),
    AreaKey("leave_parked", "leave it", "It came back and is left as it is; or again not", "l"),
    AreaKey("back", "back", "Leave the parked list", "escape", False),
)
ATTENDANCE = (
    AreaKey("choose", "here / not here", "Here, or not here", "enter,space"),
    AreaKey("unsaid", "not said", "Nobody has said yet whether the person is here", "x"),
    AreaKey("all_here", "all expected are here", "Everybody who was expected is here", "a"),
    AreaKey("back", "back", "Leave the list of who is here", "escape", False),
)
CLOSING = (
    AreaKey("choose", "settle", "Go where the line can be settled, answer a note, close", "enter"),
    AreaKey("welfare", "follow-up", "Add who follows up with whom, for the chair alone", "Z"),
    AreaKey("challenge_answer", "answer", "To the next challenge note without an answer", "a"),
    AreaKey("end_session", "end the session", "Close the session, once everything is said", "e"),
    AreaKey("parked", "parked", "What was parked, from the closing list", "p"),
    AreaKey("back", "back", "Leave the closing list", "escape", False),
)
CHALLENGES = (
    AreaKey("choose", "answer", "Answer the note: how it was weighed; or reword that", "enter"),
    AreaKey("go_there", "go there", "Go to the entry that the note is about", "g"),
    AreaKey("back", "back", "Leave the challenge notes", "escape", False),
)
