"""The keys of areas that are the same in both working seats: no line is open there.

Each row: the action, a word for the footer, a line of help, its keys, whether the footer shows it.
"""

from __future__ import annotations

from typing import NamedTuple


class AreaKey(NamedTuple):
    """One command of an area."""

    id: str
    label: str
    help: str
    keys: str
    footer: bool = True


_MOVING = (
    AreaKey("go_on", "open", "Open the highlighted line in its form", "enter"),
    AreaKey("switch_pane", "details", "Among the details beside the list, and back", "tab"),
)
_BACK = AreaKey("back", "back", "Back to where you came from", "escape")

OUTCOMES = (
    AreaKey("reword", "reword", "Change the wording; the earlier one stays", "enter"),
    AreaKey("neutral", "fairer", "Put a neutral wording in the place of words with a hint", "h"),
    AreaKey("details", "answer", "Answer what the outcome still lacks", "i"),
    AreaKey("work_off", "all missing", "What is still missing, as one list to work off", "g"),
    AreaKey("status", "status", "Draft, agreed, done, set aside", "s"),
    AreaKey("enquiry", "line", "The line of enquiry that it answers, or no longer does", "l"),
    AreaKey("answers", "finding", "The finding that it answers, or no longer does", "t"),
    AreaKey("child('action')", "action", "An action that answers the finding", "A"),
    AreaKey("child('escalation')", "escalation", "An escalation that the finding calls for", "E"),
    AreaKey("plan_action", "plan", "An action's day, its owner's agency, its recommendation", "o"),
    AreaKey("merge", "merge", "Make one outcome of two; nothing that it rests on is lost", "m"),
    AreaKey("split", "split", "Make a second outcome of one, on the same evidence", "v"),
    AreaKey("reorder(-1)", "up", "Move it up among its kind", "left_square_bracket", False),
    AreaKey("reorder(1)", "down", "Move it down among its kind", "right_square_bracket", False),
    AreaKey("retract", "away", "Take it away; undo brings it back", "x,delete"),
    AreaKey("group", "group", "What belongs together: by theme, episode, line, agency", "y"),
    AreaKey("parked", "parked", "Parked ideas, to be made candidate actions", "p"),
    AreaKey("recommendations", "recommend", "Recommendations, made from findings", "R"),
    AreaKey("wordings", "wordings", "How it was worded before, by whom and when", "w", False),
    AreaKey("comments", "comments", "Comments on drafts, and the replies", "K"),
    AreaKey("line_answers", "answers", "The answers to the lines of enquiry", "L"),
    AreaKey("acknowledge", "acknowledged", "An escalation: who acknowledged it", "k"),
    AreaKey("resolve", "closed", "An escalation: close it, with what came of it", "d"),
    AreaKey("reopen", "open again", "An escalation: open it again; what came of it stays", "r"),
    AreaKey("notice", "notice", "An escalation: the notice of one page for an agency", "n"),
    AreaKey("scroll_detail(-1)", "details up", "Scroll a long outcome up", "ctrl+up", False),
    AreaKey("scroll_detail(1)", "details down", "Scroll a long outcome down", "ctrl+down", False),
    AreaKey("event", "event", "Back to the event", "escape,2,f2"),
)
WORK_OFF = (
    AreaKey("go_on", "go there", "Go where it is said, with the question in the line", "enter"),
    AreaKey("switch_pane", "details", "Among the details beside the list, and back", "tab", False),
    _BACK,
)
EMBED = (
    *_MOVING,
    AreaKey(
        "settle",
        "done",
        "An action: close it on evidence of changed practice; a check: what it found",
        "d",
    ),
    AreaKey("reopen", "reopen", "Open a closed action again; a check is to be done again", "r"),
    AreaKey("progress", "progress", "Note what has happened on an action, and its colour", "p"),
    AreaKey("reading", "value", "Note an indicator's value of today", "v"),
    AreaKey("plan_action", "plan", "An action's day, its owner's agency, its recommendation", "o"),
    AreaKey("new_here", "new", "Add one more of what is highlighted", "n"),
    AreaKey("plan_workbook", "workbook", "Take in the plan's workbook that came back", "w"),
    _BACK,
)
SHARE = (
    *_MOVING,
    AreaKey("sign_off", "sign off", "Note who signed it off; today is the day", "s"),
    AreaKey("settle", "done", "Published or told today; a comment: reply to it", "d"),
    AreaKey("new_here", "new", "Add one more of what is highlighted", "n"),
    _BACK,
)
FORM = (
    AreaKey("scroll_beside(1)", "evidence", "Read on in the evidence beside", "f6", False),
    AreaKey("scroll_beside(-1)", "evidence back", "Back in the evidence", "f5", False),
)
EXPORT = (
    AreaKey(
        "choose", "choose", "Change, mark (Space marks too) or open what is highlighted", "enter"
    ),
    AreaKey("look", "look", "Make everything and look through it; nothing is written", "l"),
    AreaKey("versions", "versions", "The numbered versions: what changed since, who agreed", "v"),
    AreaKey("agree", "agree", "A version: note who agreed it", "a", False),
    AreaKey(
        "reopen", "draft again", "An agreed version: make it a draft again, and say why", "r", False
    ),
    AreaKey("open_folder", "open folder", "Show the folder in the system's own window", "o"),
    AreaKey(
        "back", "back", "One step back; what is being made goes on, what was chosen stays", "escape"
    ),
)

WORDS = (
    AreaKey("as_guessed", "take", "Take the words for what they seem to be", "enter"),
    AreaKey("settle('family')", "family", "Somebody of the family, or close to it", "f"),
    AreaKey("settle('professional')", "worker", "Somebody who works with the family", "w"),
    AreaKey("settle('child')", "child", "A child", "h", footer=False),
    AreaKey("settle('agency')", "agency", "An agency, a school, a surgery", "a"),
    AreaKey("settle('place')", "place", "A place or an address", "l"),
    AreaKey("settle('identifier')", "number", "A number of somebody", "i", footer=False),
    AreaKey("ordinary", "ordinary", "Ordinary words: they name nobody", "o"),
    AreaKey("settle_with", "edit", "Say name, kind and pseudonym, or whose other name it is", "e"),
    AreaKey("look_again", "look again", "Look through the texts anew", "r", footer=False),
    _BACK,
)
