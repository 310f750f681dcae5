"""The root of all commands: their names and one line each, loaded only when one is run."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from workshop_tui.cli.errors import translated

# Section, then command: (module and function, one line of help).
SECTIONS: dict[str, dict[str, tuple[str, str]]] = {
    "The review": {
        "demo": ("review:demo", "Make a fresh review from the demo case and open it."),
        "new": ("review:new", "Make a new, empty review file."),
        "open": ("review:open_", "Open a review in the app, in a seat."),
        "serve": ("serving:serve", "Let others join from a browser, by a link."),
        "rehearse": ("review:rehearse", "The app on a copy that is thrown away afterwards."),
        "status": ("standing:status", "Where the review stands, and what is missing."),
        "check": ("standing:check", "The file's integrity, its journal, completeness."),
        "snapshot": ("review:snapshot", "A consistent copy while others work."),
        "snapshots": ("keeping:snapshots", "The copies that were made, and where they are."),
        "restore": (
            "restoring:restore",
            "The newest good snapshot in the place of a damaged review.",
        ),
        "notebook": (
            "notebooks:notebook",
            "The note-taker's seat in a file for a laptop without a network.",
        ),
        "merge": ("notebooks:merge", "Bring what was made in a notebook back into the review."),
        "notebooks": ("notebooks:notebooks", "Which notebooks are out, and what came back."),
        "passphrase": ("keeping:passphrase", "Change the passphrase, while nobody is in it."),
        "recovery-sheet": (
            "keeping:recovery_sheet",
            "The page that opens it if the passphrase is forgotten.",
        ),
        "lock-after": ("keeping:lock_after", "After how many idle minutes the app is covered."),
        "forget": ("forgetting:forget", "Keep the learning without names, destroy the review."),
        "export": ("export:export", "The documents, with names held back where they must be."),
        "tier": ("tiers:tier", "What each circulation holds; change it for this review."),
        "notice": ("notice:notice", "An escalation to an agency, as a notice of one page."),
        "restrict": ("marks:restrict", "Mark an item: not for an agency, or legal advice."),
        "leak-check": ("leaks:leak_check", "Look for names and identifiers in finished documents."),
        "decide": ("deciding:decide", "Decide about what the leak check warns of, once."),
    },
    "Preparation": {
        "ready": ("standing:ready", "What each step of preparation still misses."),
        "attendees": ("attendees:attendees", "Take in a list of who takes part."),
        "return": ("returns:return_", "Take in preparation forms that came back."),
        "request": ("papers:request", "The letter that asks an agency for its chronology."),
        "invite": ("papers:invite", "Invitations and reminders, as calendar files."),
        "pack": ("papers:pack", "The briefing pack, a numbered copy for each."),
        "forms": ("papers:forms", "The preparation form, one for each."),
        "sheets": ("sheets:sheets", "Paper capture sheets; which of them are still out."),
        "papers": ("sheets:papers", "What went out to whom, and what came back."),
        "came-back": ("sheets:came_back", "Note that numbered papers came back."),
        "factors": ("practice_pack:factors", "The contributory factors offered behind #."),
        "questions": ("practice_pack:questions", "The questions to have at hand, by place."),
        "ground-rules": ("practice_pack:ground_rules", "The ground rules, in their order."),
        "prepare": ("prepare:prepare", "Fill in the forms: review, people, family, sessions …"),
    },
    "The chronology": {
        "template": ("template:template", "A blank chronology to send out to an agency."),
        "import": ("intake:import_", "Read agencies' chronologies into the review."),
        "entries": ("chronology:entries", "The combined chronology in order."),
        "entry": ("entries:entry", "One entry in full; entry add, correct, dispute, exclude."),
        "circulate": (
            "entries:circulate",
            "Send the chronology out; its numbers then stay.",
        ),
        "same-events": (
            "same_event:same_events",
            "Entries that may tell of one event.",
        ),
        "same-event": ("same_event:same_event", "Link two entries as one event, unlink, decline."),
        "gaps": ("reckoning:gaps", "Times without entries, and agencies that sent none."),
        "age": ("reckoning:age", "The child's age at an entry."),
        "interval": ("reckoning:interval", "How much time lies between two entries."),
        "search": ("chronology:search", "Search entries and captures."),
        "star": ("chronology:star", "Star an entry as part of a key episode, or unstar it."),
        "mark": ("chronology:mark", "Mark an entry open, discussed or parked."),
        "episode": ("chronology:episode", "Put an entry into a key practice episode."),
    },
    "The event": {
        "rate-episode": ("chronology:rate_episode", "Say afterwards how an episode went."),
        "plan": ("event:plan", "Lines of enquiry, episodes and the agenda."),
        "session": ("sessions:session", "Conversations and events: list, begin, close, agenda."),
        "start": ("event:start", "Start the event's clock."),
        "clock": ("clock:clock_", "Pause, go on, extend or skip a step, adjourn; how it stands."),
        "go": ("event:go", "Move the event to an entry; open seats follow."),
        "step": ("event:step", "Move the event to a step of its agenda."),
        "curtain": ("event:curtain", "Hide later entries from the room, or show them."),
        "room": ("room:room", "What the room's screen shows: send, approve, clear."),
        "challenge": ("oversight:challenge", "Observers' challenge notes, and their answers."),
        "welfare": ("oversight:welfare", "Who follows up with whom; for the chair alone."),
        "attendance": ("attendance:attendance_", "Who is here: show, note."),
        "parked": ("parked:parked_", "Parked entries and ideas: show, leave as they are."),
        "closing": ("readback:closing", "What is to be seen to before a session is closed."),
    },
    "Captures": {
        "capture": ("capture:capture", "Capture a line."),
        "captures": ("capture:captures", "What has been captured."),
        "edit": ("capture:edit", "Change a capture's text; the line as typed is kept."),
        "kind": ("capture:kind", "Make a capture another kind."),
        "attribute": ("capture:attribute", "Say whose words a capture holds."),
        "depth": ("readback:depth", "What lies behind a perspective: saw, knew, thought, did."),
        "correct-capture": (
            "readback:correct_capture",
            "A dated correction to a capture of a closed session.",
        ),
        "check-details": ("capture:check_details", "Who finds a thing out, and by when."),
        "move": ("capture:move", "Put a capture under another entry, or under none."),
        "also-at": ("capture:also_at", "Put a capture under a further entry, or take it away."),
        "place": ("capture:place", "Put a capture under an episode or an agenda step."),
        "retract": ("capture:retract", "Take a capture out of the lists."),
        "strike": ("capture:strike", "Destroy what a capture says, for good."),
    },
    "Outcomes": {
        "outcomes": ("outcomes:outcomes", "Findings, escalations, actions, good practice."),
        "make": ("outcomes:make", "Make an outcome from captures."),
        "evidence": ("outcomes:evidence", "Add captures to an outcome, or take one away."),
        "set": ("outcomes:set_", "Change a field of an outcome: wording, owner, status …"),
        "answer": ("outcomes:answer", "Link an outcome to a line of enquiry, or unlink it."),
        "link": ("outcomes:link", "Say which finding an action or escalation answers."),
        "read-back": ("readback:read_back", "Note that outcomes were read back and agreed."),
        "position": ("readback:position", "An agency's reservation, or that it does not agree."),
        "hints": ("wording:hints", "Where a wording could be fairer; never more than a hint."),
        "coverage": ("readback:coverage", "Which line of enquiry is answered by what."),
        "escalation": ("readback:escalation", "Escalations: acknowledged, closed, reopened."),
        "reorder": ("outcomes:reorder", "Move an outcome up or down its list."),
        "retract-outcome": ("outcomes:retract", "Take an outcome out of the lists."),
    },
    "After the event": {
        "follow": (
            "prepare:follow",
            "Recommendations, plan, progress, indicators, audits, publication.",
        ),
        "action": ("plan:action", "Actions: details, closing on evidence, the plan's colours."),
        "plan-import": (
            "plan_import:plan_import",
            "Take in the action plan's workbook that came back from its owners.",
        ),
        "wordings": ("wordings:wordings", "How an outcome was worded before."),
        "merge-outcomes": ("plan:merge", "Make one outcome of two; evidence and history stay."),
        "split-outcome": ("plan:split", "Make two outcomes of one."),
        "complete": ("report:complete", "What the report still leaves out."),
        "version": ("report:version", "Versions of the documents; who agreed which."),
        "template-check": ("report:template_check", "What is wrong with a report's template."),
    },
    "People": {
        "people": ("people:people", "Participants, agencies, the register with pseudonyms."),
        "register": ("people:register", "Add to, change or confirm the register."),
        "participant": ("people:participant", "Add somebody involved in the review."),
        "mention": ("people:mention", "Settle whom certain words name, or that they name nobody."),
    },
    "Changes": {
        "undo": ("history:undo", "Take back this seat's newest change."),
        "redo": ("history:redo", "Make the change last undone again."),
        "history": ("history:history", "Who changed what, and when."),
    },
}

PLACES: dict[str, str] = {
    name: place for section in SECTIONS.values() for name, (place, _) in section.items()
}


class Root(click.Group):
    """The group of all commands; each is imported when it is asked for."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run; on Windows, too, words are taken as typed ("~ parked" is no home folder)."""
        return super().main(*args, **{"windows_expand_args": False} | extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever goes wrong becomes one sentence."""
        with translated():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands, in the order of the process."""
        return list(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a name, imported now."""
        if cmd_name not in PLACES:
            return None
        module, function = PLACES[cmd_name].split(":")
        command = getattr(import_module(f"workshop_tui.cli.{module}"), function)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The sections of the help, without importing any command."""
        longest = max(len(name) for name in PLACES)
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                lines = [(name.ljust(longest), line) for name, (_, line) in commands.items()]
                formatter.write_dl(lines)


@click.command(
    cls=Root,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Every command has its own --help. Alone, workshop-tui opens the home screen.",
)
@click.version_option(package_name="workshop-tui", message="workshop-tui %(version)s")
@click.pass_context
def root(ctx: click.Context) -> None:
    """Guides the chair through the learning event of a child-safeguarding learning review.

    A review is one file ending in .review. Everything that the screens do, these commands do too.

    An encrypted review's passphrase is asked on the terminal, or comes from --passphrase-file
    FILE or the environment variable WORKSHOP_TUI_PASSPHRASE.
    """
    if ctx.invoked_subcommand is None:
        from workshop_tui.cli.launch import launch

        ctx.exit(launch(None))
