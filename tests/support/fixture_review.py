"""Makes the review that is kept of a released schema: something in each table, and seats gone.

After a release, and before the first migration that follows it::

    python tests/support/fixture_review.py tests/fixtures/schema-3.review
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.practice.changing import DocumentVersion
from workshop_tui.practice.keeping import Snapshot
from workshop_tui.practice.kinds import OutcomeKind
from workshop_tui.practice.notebook import Notebook
from workshop_tui.practice.preparing import (
    Attachment,
    LeakDecision,
    LeakOverride,
    OrdinaryWord,
)
from workshop_tui.practice.records import (
    ColumnMemory,
    Mention,
)
from workshop_tui.practice.roles import Role
from workshop_tui.review.seat import Seat
from workshop_tui.store.journal import ChangeClass

if TYPE_CHECKING:
    from workshop_tui.store.transaction import Transaction

SENT = b"A form as it came"
AT = "2026-03-01T10:00:00+00:00"

FILLED: tuple[tuple[str, dict[str, str]], ...] = (
    ("milestone", {"title": "Report", "due": "1 June 2026"}),
    ("proceeding", {"kind": "inquest", "effect": "The night of 3 May is not asked about."}),
    ("request", {"agency_id": "GP", "requested": "3/2/2026", "due": "3 March 2026"}),
    ("return", {"participant_id": "HV1", "received": "2026-03-04"}),
    (
        "return-item",
        {"return_id": "HV1", "part": "decision", "text": "I rang twice", "entry_id": "3"},
    ),
    ("family", {"label": "Mother", "relation": "parent", "answer": "taking part"}),
    ("words", {"member_id": "Mother", "text": "Nobody asked him.", "entries": "1, 3"}),
    ("session", {"kind": "conversation", "title": "With HV1", "participant_id": "HV1"}),
    ("invitation", {"session_id": "1", "participant_id": "SW1", "answer": "attending"}),
    ("sent", {"what": "lines of enquiry", "recipient": "Sub-group", "sent": "2 February 2026"}),
    ("recommendation", {"text": "Fathers are asked as well", "outcomes": "F1"}),
    ("consideration", {"recommendation_id": "1", "body": "Sub-group", "decision": "accepted"}),
    ("action-milestone", {"outcome_id": "A1", "title": "Form changed", "due": "1 May 2026"}),
    ("progress", {"outcome_id": "A1", "noted": "2026-04-01", "note": "Begun", "brag": "green"}),
    ("comment", {"outcome_id": "F1", "participant_id": "SW1", "text": "So it was."}),
    ("narrative", {"section": "what we learned", "text": "A quiet year."}),
    ("indicator", {"title": "Seen alone", "baseline": "40", "target": "90", "outcomes": "A1"}),
    ("reading", {"indicator_id": "Seen alone", "read": "2026-06-01", "value": "55"}),
    ("audit", {"title": "Ten files", "kind": "multi-agency", "outcomes": "A1"}),
    ("check", {"title": "Half a year on", "due": "1 October 2026", "outcome_id": "A1"}),
    ("publication", {"kind": "newsletter", "title": "What we learned"}),
)


def make(path: Path) -> None:
    """Fill the small review of the tests with what preparation, an event and its sequel leave."""
    from tests.conftest import build

    build(path, None)
    note_taker = Seat.open(path, None, Role.NOTE_TAKER, "Jo")
    chair = Seat.open(path, None, Role.CHAIR, "Alex")
    observer = Seat.open(path, None, Role.OBSERVER, "Robin")
    for one in (note_taker, chair, observer):
        one.join().result()
    _event(chair, note_taker, observer)
    _after(chair, note_taker)
    # The newest line is undone, half a line is typed, and everybody is gone without a goodbye.
    note_taker.captures.add("Taken back again", entry_id=1, session_id=1).result()
    note_taker.undo().result()
    note_taker.keep_draft("line", "half a word", "entry 3")
    for one in (note_taker, chair, observer):
        one.joined = False
        one.close()


def _event(chair: Seat, note_taker: Seat, observer: Seat) -> None:
    order = chair.read.order()
    for slug, values in FILLED[:10]:
        note_taker.forms.add(slug, values).result()
    chair.tiers.change("board", {"dates": "relative"}, "The case is known.").result()
    chair.sessions.begin(1).result()
    chair.clock.extend(5, 2).result()
    chair.event.go_step(2).result()
    chair.event.go(order[2]).result()
    chair.event.curtain(True).result()
    chair.event.star(order[2]).result()
    chair.event.mark(order[3], "parked").result()
    chair.event.put_in_episode(order[2], 1).result()
    note_taker.attendance.note([1, 2], "yes").result()
    told = note_taker.captures.add(
        ": @HV1 I assumed he was seen #voice ^then", entry_id=order[2], session_id=1, step_id=2
    ).result()
    note_taker.captures.also_at(told.id, order[0]).result()
    note_taker.depth.set(told.id, "thought", "That others had asked").result()
    note_taker.captures.add("* Nobody asked him", entry_id=order[2], session_id=1).result()
    (finding,) = note_taker.read.outcomes()
    note_taker.outcomes.answer(finding.id, 1).result()
    note_taker.read_back.position(finding.id, 1, "reservation", "We did once").result()
    struck = note_taker.captures.add("Names somebody", entry_id=order[1], session_id=1).result()
    chair.captures.strike(struck.id, "It named a child.").result()
    chair.room.approve_wording(order[2], "A visit at home").result()
    chair.room.show_entry(order[2]).result()
    chair.parked.leave("entry", chair.read.entry(order[3]).uid).result()
    chair.welfare.note("SW1 was quiet", "Alex, tomorrow").result()
    note = observer.challenges.leave("Is this hindsight?", "outcome", finding.uid).result()
    chair.challenges.answer(note.uid, "It was known on the day.").result()


def _after(chair: Seat, note_taker: Seat) -> None:
    order = chair.read.order()
    (finding,) = note_taker.read.outcomes()
    action = note_taker.outcomes.make(OutcomeKind.ACTION, "Ask each child alone").result()
    note_taker.outcomes.answers_finding(action.id, finding.id).result()
    second = chair.read.entry(order[1]).uid
    note_taker.entries.dispute(order[1], "CSC", "We were told on the Monday.").result()
    note_taker.entries.correct(order[1], source="CAD").result()
    note_taker.linking.decline(order[0], order[1]).result()
    chair.marks.set("entry", second, "legal advice").result()
    added = note_taker.entries.add(agency="GP", text="Of another child", date="2023-05-01").result()
    chair.entries.exclude(added.id, "It is another child's.").result()
    chair.circulation.circulate("all who were invited").result()
    for slug, values in FILLED[10:]:
        note_taker.forms.add(slug, values).result()

    def rest(tx: Transaction) -> None:
        by = {"by": "Alex", "at": AT}
        tx.add(Snapshot(path="stick/LR-99.review", **by))
        tx.add(OrdinaryWord(word="rose", **by))
        tx.add(LeakOverride(document="x", kind="name", words_shown="2", reason="a street", **by))
        tx.add(LeakDecision(words="LS1 4AP", kind="postcode", reason="the town hall", **by))
        tx.attach(Attachment(name="form.docx", what="return", sha256="", **by), SENT)
        tx.add(ColumnMemory(agency_id=1, headers=("When",), columns={"date": "When"}, at=AT))
        tx.add(DocumentVersion(number=1, tier="board", content="ab", journal_head="cd", **by))
        tx.add(Notebook(name="Jo", role="note-taker", by="Alex", made=AT))
        tx.add(Mention(table_name="entry", row_uid=second, field_name="text", start=0, end=4))

    chair.run("kept", ChangeClass.ADMINISTRATION, rest).result()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent.parent))
    make(Path(sys.argv[1]))
