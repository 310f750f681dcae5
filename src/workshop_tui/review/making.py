"""Making a review: an empty one, or the demo case from its agencies' own files."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import (
    Agency,
    AgendaStep,
    Entry,
    Episode,
    Identity,
    LineOfEnquiry,
    Participant,
    Review,
    Session,
)
from workshop_tui.practice.roles import Role
from workshop_tui.review import chronology, preparation_plan
from workshop_tui.review.preparation_plan import PreparationPlan
from workshop_tui.review.seat import Seat, default_name, prepare
from workshop_tui.store.connection import ReviewFile
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.resources import data_folder
from workshop_tui.store.transaction import Transaction


@dataclass(frozen=True)
class ReviewPlan:
    """The review's own details, as a plan file holds them."""

    reference: str
    title: str
    reason: str = ""
    trigger: str = ""
    requested_by: str = ""
    lead: str = ""
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    child_born: dt.date | None = None
    summary: str = ""


@dataclass(frozen=True)
class LinePlan:
    """A line of enquiry."""

    number: int
    title: str
    question: str = ""


@dataclass(frozen=True)
class AgencyPlan:
    """An agency and the file it sent."""

    name: str
    short: str
    kind: str = ""
    file: str = ""
    safeguarding_contact: str = ""


@dataclass(frozen=True)
class ParticipantPlan:
    """Somebody involved, by role."""

    code: str
    role: str
    agency: str = ""
    name: str = ""
    level: str = ""
    attending: bool = True
    speaks_for: list[str] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class IdentityPlan:
    """A line of the register."""

    kind: str
    name: str
    pseudonym: str
    aliases: list[str] = field(default_factory=list)
    note: str = ""


@dataclass(frozen=True)
class StepPlan:
    """A step of an agenda."""

    id: str
    title: str
    minutes: int = 0
    say: str = ""
    do: str = ""
    record: str = ""
    short: str = ""


@dataclass(frozen=True)
class SessionPlan:
    """A session with its agenda."""

    kind: str
    title: str
    date: dt.date | None = None
    place: str = ""
    starts: str = ""
    agenda: list[StepPlan] = field(default_factory=list)


@dataclass(frozen=True)
class EpisodePlan:
    """A key practice episode; its TOML keys "from" and "to" are renamed on loading."""

    number: int
    title: str
    starts: dt.date | None = None
    ends: dt.date | None = None


@dataclass(frozen=True)
class StarPlan:
    """An entry that belongs to an episode, told by words that only it has."""

    agency: str
    contains: str
    episode: int


@dataclass(frozen=True)
class Plan:
    """Everything about a review that is not in the agencies' files."""

    review: ReviewPlan
    lines_of_enquiry: list[LinePlan] = field(default_factory=list)
    agencies: list[AgencyPlan] = field(default_factory=list)
    participants: list[ParticipantPlan] = field(default_factory=list)
    register: list[IdentityPlan] = field(default_factory=list)
    session: list[SessionPlan] = field(default_factory=list)
    episodes: list[EpisodePlan] = field(default_factory=list)
    stars: list[StarPlan] = field(default_factory=list)


def load_plan(path: Path) -> Plan:
    """A review's plan from TOML, checked.

    Raises:
        Problem: Naming the file and the place that is wrong.
    """
    from pydantic import TypeAdapter, ValidationError

    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        episodes = raw.get("episodes")
        for episode in episodes if isinstance(episodes, list) else ():
            if isinstance(episode, dict):
                episode["starts"] = episode.pop("from", None)
                episode["ends"] = episode.pop("to", None)
        plan = TypeAdapter(Plan).validate_python(raw)
    except OSError as error:
        raise Problem(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise Problem(
            f"{path.name} is not UTF-8 text (byte {error.start}). Save it as UTF-8 and try again."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise Problem(f"{path.name} is not valid TOML: {error}.") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Problem(f"{path.name}, {where}: {first['msg']}.") from None
    _refuse_unknown(plan, path.name)
    return plan


def _refuse_unknown(plan: Plan, file: str) -> None:
    """Refuse a plan that refers to what it does not hold; it would be left out in silence."""
    agencies = {"", *(agency.short for agency in plan.agencies)}
    names = {"", *(line.name for line in plan.register)}
    episodes = {episode.number for episode in plan.episodes}
    places: list[tuple[str, int, object, set[str] | set[int]]] = [
        *(("participants", i, p.agency, agencies) for i, p in enumerate(plan.participants)),
        *(("participants", i, p.name, names) for i, p in enumerate(plan.participants)),
        *(("stars", i, s.agency, agencies) for i, s in enumerate(plan.stars)),
        *(("stars", i, s.episode, episodes) for i, s in enumerate(plan.stars)),
    ]
    for table, number, words, known in places:
        if words not in known:
            raise Problem(f"{file}, {table}.{number}: {words!r} is not defined in this file.")


def create(
    path: Path,
    passphrase: str | None,
    *,
    reference: str,
    title: str,
    lead: str = "",
    name: str | None = None,
) -> None:
    """Make a new, empty review.

    Raises:
        Problem: If it exists already or cannot be made there; nothing is left behind.
    """
    plan = Plan(ReviewPlan(reference=reference, title=title, lead=lead))
    _make(path, passphrase, plan, None, name)


def create_demo(path: Path, name: str | None = None) -> None:
    """Make the demo review, unencrypted, by importing its agencies' files through the reader.

    Raises:
        Problem: If the file exists already or cannot be made there.
    """
    folder = data_folder("demo")
    _make(path, None, load_plan(folder / "review.toml"), folder, name)


def _make(
    path: Path, passphrase: str | None, plan: Plan, folder: Path | None, name: str | None
) -> None:
    file = ReviewFile.create(path, passphrase)
    try:
        prepare(file)
        seat = Seat(file, Role.COMMAND_LINE, name or default_name())
        try:
            seat.run(
                "made the review", ChangeClass.ADMINISTRATION, lambda tx: _store_plan(tx, plan)
            ).result()
            if folder is not None:
                _import_files(seat, plan, folder)
                seat.run(
                    "chose key episodes",
                    ChangeClass.ADMINISTRATION,
                    lambda tx: _store_stars(tx, plan),
                ).result()
                _prepare(seat, preparation_plan.load(folder / "preparation.toml"))
        finally:
            seat.close()
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise


def _prepare(seat: Seat, preparation: PreparationPlan) -> None:
    for number, sent in enumerate(preparation.circulated):
        seat.circulation.circulate(sent.sent_to, sent.label).result()
        seat.run(
            "dated the circulation",
            ChangeClass.ADMINISTRATION,
            lambda tx, n=number: preparation_plan.date_circulation(tx, preparation, n),  # type: ignore[misc]
        ).result()
    seat.run(
        "prepared the review",
        ChangeClass.ADMINISTRATION,
        lambda tx: preparation_plan.store(tx, preparation),
    ).result()


def _import_files(seat: Seat, plan: Plan, folder: Path) -> None:
    for agency in plan.agencies:
        if agency.file:
            source = folder / agency.file
            reading = chronology.read(source)
            seat.chronology.accept(reading, source.read_bytes(), agency.short).result()


def _store_plan(tx: Transaction, plan: Plan) -> None:
    details = plan.review
    tx.add(
        Review(
            reference=details.reference,
            title=details.title,
            lead=details.lead,
            trigger=details.trigger,
            reason=details.reason,
            requested_by=details.requested_by,
            period_from=_iso(details.period_from),
            period_to=_iso(details.period_to),
            child_born=_iso(details.child_born),
            summary=details.summary,
        )
    )
    agencies = {
        plan_.short: tx.add(
            Agency(
                name=plan_.name,
                short=plan_.short,
                kind=plan_.kind,
                contact=plan_.safeguarding_contact,
            )
        ).id
        for plan_ in plan.agencies
    }
    identities = {
        line.name: tx.add(
            Identity(
                kind=line.kind,
                name=line.name,
                pseudonym=line.pseudonym,
                aliases=tuple(line.aliases),
                note=line.note,
            )
        ).id
        for line in plan.register
    }
    for person in plan.participants:
        tx.add(
            Participant(
                code=person.code,
                role=person.role,
                agency_id=agencies.get(person.agency),
                identity_id=identities.get(person.name),
                level=person.level,
                attending=person.attending,
                speaks_for=tuple(person.speaks_for),
                note=person.note,
            )
        )
    for line_ in plan.lines_of_enquiry:
        tx.add(LineOfEnquiry(number=line_.number, title=line_.title, question=line_.question))
    for episode in plan.episodes:
        tx.add(
            Episode(
                number=episode.number,
                title=episode.title,
                starts=_iso(episode.starts),
                ends=_iso(episode.ends),
            )
        )
    for session in plan.session or [SessionPlan("practitioner event", "Learning event")]:
        _store_session(tx, session)


def _store_session(tx: Transaction, plan: SessionPlan) -> None:
    session = tx.add(
        Session(
            kind=plan.kind,
            title=plan.title,
            date=_iso(plan.date),
            place=plan.place,
            starts=plan.starts,
        )
    )
    for position, step in enumerate(plan.agenda, start=1):
        tx.add(
            AgendaStep(
                session_id=session.id,
                position=position,
                slug=step.id,
                title=step.title,
                minutes=step.minutes,
                say=step.say,
                do=step.do,
                record=step.record,
            )
        )


def _store_stars(tx: Transaction, plan: Plan) -> None:
    agencies = {agency.short: agency.id for agency in tx.find(Agency)}
    episodes = {episode.number: episode.id for episode in tx.find(Episode)}
    entries = tx.find(Entry)
    for number, star in enumerate(plan.stars):
        found = [
            entry
            for entry in entries
            if entry.agency_id == agencies.get(star.agency)
            and any(star.contains in text for text in (entry.text, *entry.fields.values()))
        ]
        if len(found) != 1:
            raise Problem(
                f"stars.{number}: {len(found)} entries of {star.agency} hold {star.contains!r}; "
                "exactly one must."
            )
        tx.change(tx.get(Entry, found[0].id), starred=True, episode_id=episodes.get(star.episode))


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None
