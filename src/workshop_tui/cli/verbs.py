"""Which command does which verb: everything that the screens do, the command line does."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

COMMAND_OF: dict[str, str] = {
    "chronology.accept": "import",
    "chronology.accept_all": "import",
    "chronology.accept_changes": "import",
    "entry.add": "entry add",
    "entry.correct": "entry correct",
    "entry.withdraw_correction": "entry withdraw-correction",
    "entry.dispute": "entry dispute",
    "entry.withdraw_dispute": "entry withdraw-dispute",
    "entry.exclude": "entry exclude",
    "entry.include": "entry include",
    "linking.link": "same-event link",
    "linking.decline": "same-event decline",
    "linking.unlink": "same-event unlink",
    "form.add": "prepare line add",
    "form.change": "prepare line change",
    "form.remove": "prepare line remove",
    "circulation.circulate": "circulate",
    "attendee.accept": "attendees",
    "dispatch.send": "forms",
    "dispatch.send_pack": "pack",
    "dispatch.ask_for_chronology": "request",
    "dispatch.invite": "invite",
    "dispatch.take_back": "came-back",
    "return.accept": "return",
    "session.begin": "session begin",
    "session.close": "session close",
    "session.use_agenda": "session agenda",
    "session.reopen": "session reopen",
    "room.show_entry": "room entry",
    "room.approve_wording": "room wording",
    "room.show_outcome": "room outcome",
    "room.show_step": "room step",
    "room.show_words": "room words",
    "room.clear": "room clear",
    "room.calm": "room clear",
    "challenge.leave": "challenge leave",
    "challenge.answer": "challenge answer",
    "welfare.note": "welfare note",
    "welfare.settle": "welfare settle",
    "readback.agree": "read-back",
    "readback.position": "position",
    "readback.withdraw_position": "position",
    "escalation.acknowledge": "escalation acknowledge",
    "escalation.resolve": "escalation resolve",
    "escalation.reopen": "escalation reopen",
    "depth.set": "depth",
    "plan.details": "action plan",
    "plan.close": "action close",
    "plan.reopen": "action reopen",
    "plan.merge": "merge-outcomes",
    "plan.split": "split-outcome",
    "capture.correct": "correct-capture",
    "copies.deleted": "snapshots",
    "copies.moved": "snapshots",
    "tier.change": "tier",
    "tier.reset": "tier",
    "mark.set": "restrict",
    "mark.lift": "restrict",
    "named.keep": "notice",
    "event.go": "go",
    "event.go_step": "step",
    "event.start": "start",
    "event.curtain": "curtain",
    "clock.pause": "clock pause",
    "clock.resume": "clock resume",
    "clock.extend": "clock extend",
    "clock.skip": "clock skip",
    "clock.adjourn": "clock adjourn",
    "event.star": "star",
    "event.put_in_episode": "episode",
    "event.mark": "mark",
    "capture.add": "capture",
    "capture.edit": "edit",
    "capture.retract": "retract",
    "capture.strike": "strike",
    "capture.change_kind": "kind",
    "capture.move": "move",
    "capture.also_at": "also-at",
    "capture.place": "place",
    "capture.attribute": "attribute",
    "capture.set_check": "check-details",
    "outcome.make": "make",
    "outcome.add_evidence": "evidence add",
    "outcome.remove_evidence": "evidence remove",
    "outcome.set": "set",
    "outcome.answer": "answer",
    "outcome.answers_finding": "link",
    "outcome.reorder": "reorder",
    "outcome.retract": "retract-outcome",
    "people.register": "register add",
    "people.change_identity": "register change",
    "people.unregister": "register remove",
    "people.confirm_register": "register confirm",
    "people.mention": "mention",
    "naming.settle": "register settle",
    "naming.call_ordinary": "register ordinary",
    "naming.ask_again": "register ordinary",
    "people.add_participant": "participant add",
}


def without_command() -> list[str]:
    """Verbs of the registry that no command does; there must be none."""
    return sorted(set(registered()) - set(COMMAND_OF))


def registered() -> list[str]:
    """Every verb there is: all modules of ``review`` are loaded, wherever a verb may stand."""
    from workshop_tui import review
    from workshop_tui.review.verb import VERBS

    for module in iter_modules(review.__path__):
        import_module(f"{review.__name__}.{module.name}")
    return sorted(VERBS)
