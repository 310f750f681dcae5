"""Making briefing packs and preparation forms: a copy for each who takes part (paragraph e)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workshop_tui.outputs import briefing, files, return_form
from workshop_tui.outputs.building import build
from workshop_tui.outputs.paper import Paper, Part
from workshop_tui.outputs.shown import shown
from workshop_tui.practice.days import day
from workshop_tui.practice.marks import NOT_FOR
from workshop_tui.practice.papers import BRIEFING_PACK, PREPARATION_FORM
from workshop_tui.practice.preparing import Dispatch, Proceeding
from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Restriction, Session
from workshop_tui.practice.tiers import Part as Contents
from workshop_tui.privacy.audience import Audience
from workshop_tui.privacy.view import Tier, View
from workshop_tui.review import outgoing
from workshop_tui.review.dispatching import copy_numbers
from workshop_tui.review.gathering import gather
from workshop_tui.review.notice import returns_due
from workshop_tui.review.outgoing import Outgoing, Sent, counted
from workshop_tui.review.pack import bodies, body_name
from workshop_tui.review.reader import Reader
from workshop_tui.review.recipients import Guest, chosen_guests, invited
from workshop_tui.review.releasing import Allowed, Told, leak_check, silent
from workshop_tui.review.whats_new import editions, whats_new

if TYPE_CHECKING:
    from workshop_tui.privacy.leaks import LeakCheck
    from workshop_tui.review.seat import Seat
    from workshop_tui.store.connection import ReviewFile

DOCX: Final = "docx"
PDF: Final = "pdf"
FORMATS: Final = (DOCX, PDF)
CIRCULATIONS: Final = (Tier.ROOM, Tier.PANEL)


def send_packs(
    seat: Seat,
    folder: Path | None,
    codes: Sequence[str] = (),
    *,
    session: Session | None = None,
    tier: Tier = Tier.ROOM,
    formats: Sequence[str] = FORMATS,
    allowed: Allowed | None = None,
    password: str | None = None,
    told: Told = silent,
    preview: bool = False,
) -> Sent:
    """Make briefing packs and keep that they went out; may be called in any thread.

    The chronology in them is circulated by that: its references stay from then on.

    Args:
        seat: Who sends.
        folder: Where the copies are written, never over anything.
        codes: For whom: participants by code, or bodies; none for all who are invited.
        session: The session that it is for; None for the learning event that is under way.
        tier: For whose eyes.
        formats: "docx", "pdf" or both.
        allowed: Words that may pass although the leak check finds them, with the reason.
        preview: Whether it is only looked at: nothing is written, nothing kept.
        password: Locks every copy once it is looked through.
        told: Hears how far it is.

    Raises:
        Problem: If nobody can be sent a copy or it cannot be written; nothing is kept then.
    """
    outgoing.allow(seat)
    if tier not in CIRCULATIONS:
        raise Problem("A briefing pack is made for the room or for the panel.")
    reader = Reader(seat.file)
    try:
        session = session or reader.event()
        guests, said = chosen_guests(reader, codes, session)
        desk = _Desk(seat.file, reader, session, tier)
        total = len(guests) * len(dict.fromkeys(formats))
        made = list(counted(desk.packs(guests, formats), total, told))
        printed = desk.printed
        check, missing = desk.check(), desk.missing
    finally:
        reader.close()
    sent_to = _recipients(guests) if desk.version and not desk.stands else ""

    def keep(kept: list[Dispatch]) -> object:
        return seat.dispatching.send_pack(kept, printed, sent_to, desk.version).result()

    gaps = [f"{briefing.MISSING} {gap}" for gap in missing]
    said = [*said, *gaps]
    return outgoing.send(
        seat,
        folder,
        made,
        check,
        keep,
        said=said,
        allowed=allowed,
        password=password,
        told=told,
        preview=preview,
    )


def send_forms(
    seat: Seat,
    folder: Path | None,
    codes: Sequence[str] = (),
    *,
    session: Session | None = None,
    allowed: Allowed | None = None,
    told: Told = silent,
    preview: bool = False,
) -> Sent:
    """Make preparation forms, a Word document for each, and keep that they went out.

    Args and errors are those of ``send_packs``.
    """
    outgoing.allow(seat)
    reader = Reader(seat.file)
    try:
        session = session or reader.event()
        guests, said = chosen_guests(reader, codes, session)
        desk = _Desk(seat.file, reader, session, Tier.ROOM)
        made = list(counted(desk.forms(guests), len(guests), told))
        check = desk.check()
    finally:
        reader.close()

    def keep(kept: list[Dispatch]) -> object:
        return seat.dispatching.send(kept).result()

    return outgoing.send(
        seat, folder, made, check, keep, said=said, allowed=allowed, told=told, preview=preview
    )


def numbers_of_copies(
    reader: Reader, session: Session | None, guests: Sequence[Guest]
) -> tuple[dict[Guest, int], int]:
    """The number of each guest's copy of the pack, and how many copies there are.

    Numbers follow the list of all who are invited, whoever is sent a copy first.
    """
    everybody = list(dict.fromkeys([*invited(reader, session), *guests]))
    sent = reader.records(Dispatch)
    numbers = copy_numbers(sent, [(one.participant_id, one.code) for one in everybody])
    return dict(zip(everybody, numbers, strict=True)), max(len(everybody), *numbers)


def writers(formats: Sequence[str]) -> dict[str, Callable[[Paper], bytes]]:
    """How each format is written; a long table that papers share is put together once.

    Raises:
        Problem: For a format that is not known, or none.
    """
    unknown = [one for one in formats if one not in FORMATS]
    if unknown or not formats:
        wrong = f"There is no format {unknown[0]!r}." if unknown else "No format was chosen."
        raise Problem(f"{wrong} The formats are: {', '.join(FORMATS)}.")
    found: dict[str, Callable[[Paper], bytes]] = {}
    for one in dict.fromkeys(formats):
        if one == DOCX:
            from workshop_tui.outputs.paper_word import Writer

            found[one] = Writer().build
        else:
            from workshop_tui.outputs.paper_pdf import build as to_pdf

            found[one] = to_pdf
    return found


def _recipients(guests: Sequence[Guest]) -> str:
    codes = ", ".join(guest.code for guest in guests)
    return f"{len(guests)} with the briefing pack" if len(guests) > 6 else f"{codes}, with the pack"


@dataclass(slots=True)
class _Variant:
    """What copies for one audience have in common."""

    brief: briefing.Brief
    parts: tuple[Part, ...]


class _Desk:
    """Puts copies together from a review as it stands at one moment."""

    def __init__(
        self, file: ReviewFile, reader: Reader, session: Session | None, tier: Tier
    ) -> None:
        self._reader = reader
        self._session = session
        self._tier = tier
        self._file = file
        self._sent: list[Dispatch] | None = None
        self._news: dict[tuple[str, str], tuple[str, ...]] = {}
        self._variants: dict[object, _Variant] = {}
        self._views: list[View] = []
        self.stands = reader.standing_circulation()
        # What the chronology in the packs is called; "" where there is none.
        self.version = ""
        holds = reader.tiers().rules[tier].has(Contents.CHRONOLOGY)
        if holds and reader.order():
            made = f"Version {len(reader.circulations()) + 1}"
            self.version = self.stands.label if self.stands else made
        self.printed: dict[int, str] = {}

    @property
    def missing(self) -> list[str]:
        """What the packs say is still missing."""
        found = (briefing.gaps(variant.parts) for variant in self._variants.values())
        return list(dict.fromkeys(gap for gaps in found for gap in gaps))

    def check(self) -> LeakCheck:
        """What the papers are looked through with."""
        settled = {place for view in self._views for place in view.settled}
        return leak_check(self._reader, settled)

    def packs(self, guests: Sequence[Guest], formats: Sequence[str]) -> Iterator[Outgoing]:
        """A copy for each, in each format."""
        build_in = writers(formats)
        number_of, of = numbers_of_copies(self._reader, self._session, guests)
        for guest in guests:
            number = number_of[guest]
            variant = self._variant(guest)
            code, role = self._views[0].text(guest.code), self._views[0].text(guest.role)
            recipient = briefing.Recipient(code, role, number, of)
            reference = variant.brief.material.review.reference
            stem = files.stem_of(f"{reference} briefing pack", f"copy {number:02d}", code)
            kept = self._kept(BRIEFING_PACK, guest, number)
            for format_, write in build_in.items():
                title = f"{BRIEFING_PACK}.{format_}"
                before = self._before(guest, format_)
                content = write(self._pack(variant, recipient, before))
                yield Outgoing(
                    stem,
                    f".{format_}",
                    content,
                    (kept,),
                    title,
                    self._earlier(variant, recipient, before, write),
                )

    def _before(self, guest: Guest, format_: str) -> list[Dispatch]:
        """The editions that this guest was sent before, in a format."""
        if self._sent is None:
            self._sent = self._reader.records(Dispatch, what=BRIEFING_PACK, tier=self._tier.value)
        mine = [one for one in self._sent if one.recipient == guest.code]
        return editions(one for one in mine if one.document.endswith(f".{format_}"))

    def _pack(
        self, variant: _Variant, recipient: briefing.Recipient, before: Sequence[Dispatch]
    ) -> Paper:
        """A copy; it says which it takes the place of, and what is new in it."""
        if before:
            last = before[-1]
            new = self._new(last.at, "")
            recipient = replace(recipient, replaces=last.sent, new=new)
        return briefing.pack(variant.brief, variant.parts, recipient)

    def _earlier(
        self,
        variant: _Variant,
        recipient: briefing.Recipient,
        before: Sequence[Dispatch],
        write: Callable[[Paper], bytes],
    ) -> Callable[[], bytes] | None:
        """The newest edition as it would be if nothing but the day had changed since."""
        if not before:
            return None

        def made() -> bytes:
            *older, last = before
            material = variant.brief.material
            at = dt.datetime.fromisoformat(last.at)
            brief = replace(variant.brief, material=replace(material, made=at))
            said = recipient
            if older:
                new = self._new(older[-1].at, last.at)
                said = replace(recipient, replaces=older[-1].sent, new=new)
            return write(briefing.pack(brief, variant.parts, said))

        return made

    def _new(self, after: str, until: str) -> tuple[str, ...]:
        if (after, until) not in self._news:
            reader = Reader(self._file)  # whoever asks may do so after the desk's own is closed
            try:
                self._news[after, until] = whats_new(reader, after, until)
            finally:
                reader.close()
        return self._news[after, until]

    def forms(self, guests: Sequence[Guest]) -> Iterator[Outgoing]:
        """A form for each participant."""
        write = writers([DOCX])[DOCX]
        for guest in guests:
            if guest.participant_id is None:
                raise Problem(f"{guest.code} takes no part, and so has no form to fill in.")
            brief = self._variant(guest).brief
            reference, code = brief.material.review.reference, self._views[0].text(guest.code)
            paper = return_form.form(reference, code, brief.due, brief.model.warning)
            stem = files.stem_of(f"{reference} preparation form", code)
            kept = self._kept(PREPARATION_FORM, guest)
            yield Outgoing(stem, ".docx", write(paper), (kept,), f"{PREPARATION_FORM}.docx")

    def _kept(self, what: str, guest: Guest, number: int = 0) -> Dispatch:
        return Dispatch(
            what=what,
            recipient=guest.code,
            sent="",
            by="",
            at="",
            agency_id=guest.agency_id,
            participant_id=guest.participant_id,
            tier=self._tier.value,
            copy=number,
            session_id=self._session.id if self._session else None,
        )

    def _variant(self, guest: Guest) -> _Variant:
        """Copies differ only where something is not for a guest's agency."""
        audience = Audience(self._tier, guest.audience)
        key = frozenset(
            (one.table_name, one.row_uid)
            for one in self._reader.records(Restriction, mark=NOT_FOR)
            if audience.agency_id in (None, one.agency_id)
        )
        if key not in self._variants:
            self._variants[key] = self._made(audience)
        return self._variants[key]

    def _made(self, audience: Audience) -> _Variant:
        reader, session = self._reader, self._session
        view = reader.view(audience.view_tier)
        raw = gather(reader, audience)
        steps = tuple(reader.steps(session.id)) if session else ()
        material = shown(replace(raw, session=session, steps=steps), view)
        going = {guest.participant_id for guest in invited(reader, session)}
        place = material.session.place if material.session else ""
        brief = briefing.Brief(
            material=material,
            model=build(material),
            guests=tuple(person for person in material.participants if person.id in going),
            bodies={one["id"]: view.text(body_name(raw.review, one["id"])) for one in bodies()},
            proceedings=tuple(one.kind for one in reader.records(Proceeding)),
            # Where it is stands in the register: it may lead to the family's town.
            place=place if session and place == session.place else "",
            version=self.version,
            due=_due(session),
        )
        self._views.append(view)
        self.printed |= {
            entry.id: entry.ref or str(material.numbers[entry.id]) for entry in material.entries
        }
        return _Variant(brief, briefing.shared(brief))


def _due(session: Session | None) -> str | None:
    held = day(session.date) if session else None
    return returns_due(held).isoformat() if held else None
