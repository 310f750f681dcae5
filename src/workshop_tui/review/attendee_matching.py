"""Who on a list is here already, who is new, and what a person must say first. Changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Identity, Participant
from workshop_tui.review import attendee_names, role_codes
from workshop_tui.review.attendee_names import PROFESSIONAL, key
from workshop_tui.review.attendee_proposal import Here, Proposal, Proposed, State
from workshop_tui.review.attendee_words import agency_of, level_of
from workshop_tui.review.role_codes import kind_of, plain_role

if TYPE_CHECKING:
    from workshop_tui.intake.attendees import AttendeeRow


def propose(rows: Sequence[AttendeeRow], here: Here) -> Proposal:
    """Say for each row of a list whether it is new, here already, changed, or unclear."""
    matching = _Matching(here, rows)
    found = [matching.row(row) for row in rows]
    found = [matching.with_manager(one, found) for one in found]
    met = {one.person.id for one in found if one.person}
    agencies = [one.agency for one in found if one.state in _TAKEN and one.agency]
    known = {agency.short for agency in here.agencies}
    return Proposal(
        tuple(found),
        tuple(dict.fromkeys(agency for agency in agencies if agency not in known)),
        tuple(matching.managers.items()),
        tuple(person.code for person in here.people if person.id not in met),
    )


_TAKEN = (State.NEW, State.CHANGED)


_TELL_APART = "write the names so that they can be told apart, or give the row a code of its own"


class _Unclear(Problem):
    """Why it is not certain whom a row means."""


@dataclass
class _Matching:
    """One pass through a list."""

    here: Here
    rows: Sequence[AttendeeRow]
    managers: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        here = self.here
        self._lines = {line.id: line for line in here.register}
        self._of_line = {p.identity_id: p for p in here.people if p.identity_id is not None}
        self._shorts = {agency.id: agency.short for agency in here.agencies}
        self._taken = {person.code.casefold() for person in here.people} | {
            line.pseudonym.casefold() for line in here.register
        }
        self._met: set[int] = set()
        self._seen: dict[tuple[str, str, str, str], AttendeeRow] = {}
        self._shared = self._names_of_two()
        self._unnamed = Counter(self._place(row) for row in self.rows if not row.name)

    def _place(self, row: AttendeeRow) -> tuple[str, str]:
        return plain_role(row.role), self._agency(row.agency)[0].casefold()

    def _names_of_two(self) -> dict[str, list[int]]:
        """Names that stand on the list with different roles or agencies, and where.

        Rows with codes of their own are told apart by these.
        """
        places: dict[str, dict[tuple[str, str], list[int]]] = {}
        for row in self.rows:
            if row.name and not row.code:
                found = places.setdefault(key(row.name), {})
                found.setdefault(self._place(row), []).append(row.row)
        return {
            name: sorted(row for rows in found.values() for row in rows)
            for name, found in places.items()
            if len(found) > 1
        }

    # -- one row ------------------------------------------------------------------------------

    def row(self, row: AttendeeRow) -> Proposed:
        """What becomes of a row."""
        if row.name and not row.code and key(row.name) in self._shared:
            rows = " and ".join(map(str, self._shared[key(row.name)]))
            return _unclear(
                row,
                f"rows {rows} have one name with different roles or agencies: if they are two "
                f"people, {_TELL_APART}; if one, keep one row",
            )
        where = (key(row.name), *self._place(row), row.code.casefold())
        again = self._seen.get(where)
        if again is not None and row.name:
            return Proposed(row, State.LEFT_OUT, eyes=(f"the same as row {again.row}",))
        self._seen[where] = row
        try:
            person, line = self._whom(row)
        except _Unclear as unclear:
            return _unclear(row, str(unclear))
        if person is not None:
            self._met.add(person.id)
            return self._known(row, person, line)
        if not row.role:
            return _unclear(row, "it has no role: people are known here by their role")
        return self._new(row, line, again)

    def _whom(self, row: AttendeeRow) -> tuple[Participant | None, Identity | None]:
        """Whom a row means: by its code, by its name, or else by role and agency."""
        if row.code:
            line = self._line_of_code(row)
            return self._by_code(row, line), line
        line = self._line(row.name) if row.name else None
        if line is None:
            return self._by_place(row), None
        person = self._of_line.get(line.id)
        if person is not None:
            self._refuse_another_of_that_name(row, person)
        return person, line

    def _line(self, name: str) -> Identity | None:
        """The line of the register that a name stands for."""
        lines = attendee_names.named(name, self.here.register)
        if len({one.pseudonym for one in lines}) > 1:
            shown = ", ".join(one.pseudonym for one in lines)
            raise _Unclear(
                f"“{name}” is in the register more than once ({shown}): give the row the code of "
                "the one who is meant"
            )
        if lines and lines[0].kind != PROFESSIONAL:
            raise _Unclear(
                f"“{name}” stands in the register as {lines[0].pseudonym}: if this is somebody "
                f"else, {_TELL_APART}"
            )
        return lines[0] if lines else None

    def _line_of_code(self, row: AttendeeRow) -> Identity | None:
        """The line of the register that a row's name stands for, where its code says which."""
        code = row.code.casefold()
        person = next((p for p in self.here.people if p.code.casefold() == code), None)
        return next(
            (
                line
                for line in attendee_names.named(row.name, self.here.register)
                if line.pseudonym.casefold() == code or (person and person.identity_id == line.id)
            ),
            None,
        )

    def _by_code(self, row: AttendeeRow, line: Identity | None) -> Participant | None:
        code = row.code.casefold()
        person = next((p for p in self.here.people if p.code.casefold() == code), None)
        owner = next((i for i in self.here.register if i.pseudonym.casefold() == code), None)
        if person is None and owner is not None and owner != line:
            raise _Unclear(f"{row.code} stands for somebody else in the register")
        if person.id in self._met if person else owner is None and code in self._taken:
            raise _Unclear(f"another row has the code {row.code} already")
        known = self._lines.get(person.identity_id or 0) if person else None
        if person and row.name and known is not None and known != line:
            raise _Unclear(
                f"{person.code} is {known.name} here: if somebody else has taken over, give the "
                "row a code of its own"
            )
        return person

    def _refuse_another_of_that_name(self, row: AttendeeRow, person: Participant) -> None:
        """Refuse to take two for one: the same name, with another role and another agency."""
        agency = self._shorts.get(person.agency_id or 0, "")
        if not (row.role and row.agency and agency):
            return
        same_role = plain_role(row.role) == plain_role(person.role)
        if same_role or self._agency(row.agency)[0].casefold() == agency.casefold():
            return
        raise _Unclear(
            f"{person.code} ({person.role}, {agency}) has the same name: if this is somebody else, "
            f"{_TELL_APART}"
        )

    def _by_place(self, row: AttendeeRow) -> Participant | None:
        """Somebody with this role at this agency: the next one where the row gives no name."""
        role, agency = self._place(row)
        found = [
            person
            for person in self.here.people
            if person.id not in self._met
            and plain_role(person.role) == role
            and self._shorts.get(person.agency_id or 0, "").casefold() == agency
        ]
        if row.name:
            found = [person for person in found if person.identity_id is None]
            return found[0] if len(found) == 1 and not self._unnamed[role, agency] else None
        return found[0] if found else None

    # -- what it becomes ----------------------------------------------------------------------

    def _known(self, row: AttendeeRow, person: Participant, line: Identity | None) -> Proposed:
        agency, eyes = self._agency(row.agency)
        level, level_eyes = level_of(row.level)
        before = self._shorts.get(person.agency_id or 0, "")
        named = self._lines.get(person.identity_id or 0)
        changes = [
            ("Role", person.role, row.role),
            ("Agency", before, agency),
            ("Level", person.level, level),
            ("Why involved", person.why, row.why),
        ]
        if row.name and named is None:
            changes.append(("Name", "", line.name if line else row.name))
            eyes = (*eyes, *attendee_names.beware(row.name))
        different = tuple(
            one for one in changes if one[2] and plain_role(one[1]) != plain_role(one[2])
        )
        return Proposed(
            row,
            State.CHANGED if different else State.THERE,
            person.code,
            person,
            line or named,
            agency or before,
            level or person.level,
            person.manager,
            different,
            (*eyes, *level_eyes),
        )

    def _new(self, row: AttendeeRow, line: Identity | None, again: AttendeeRow | None) -> Proposed:
        agency, eyes = self._agency(row.agency)
        level, level_eyes = level_of(row.level)
        kind = kind_of(row.role)
        if not level and not row.level and kind:
            level = kind.level
        code = row.code or self._code_of(line) or role_codes.propose_code(row.role, self._taken)
        self._taken.add(code.casefold())
        if row.name and line is None:
            eyes = (*eyes, *attendee_names.beware(row.name), *self._same_name(row))
        if again is not None:
            eyes = (*eyes, f"row {again.row} says the same, without a name: taken as two people")
        if kind is None and not row.code:
            eyes = (*eyes, f"the role is not in the table of roles: {code} is from its initials")
        return Proposed(
            row, State.NEW, code, None, line, agency, level, "", (), (*eyes, *level_eyes)
        )

    def _same_name(self, row: AttendeeRow) -> tuple[str, ...]:
        """That somebody else has the name: only a code of its own lets a row come so far."""
        lines = attendee_names.named(row.name, self.here.register)
        shown = ", ".join(dict.fromkeys(line.pseudonym for line in lines))
        said = f"{shown} has the same name: taken as somebody else, since the row has its own code"
        return (said,) if lines else ()

    def _code_of(self, line: Identity | None) -> str:
        """The pseudonym that the register has for somebody, where nobody else goes by it."""
        if line is None:
            return ""
        codes = {person.code.casefold() for person in self.here.people}
        return line.pseudonym if line.pseudonym.casefold() not in codes else ""

    def _agency(self, words: str) -> tuple[str, tuple[str, ...]]:
        return agency_of(words, self.here.agencies)

    # -- line managers ------------------------------------------------------------------------

    def with_manager(self, one: Proposed, everybody: Sequence[Proposed]) -> Proposed:
        """The row with its line manager: by code where they take part, else by pseudonym."""
        words = one.row.manager
        if not words or one.state in (State.UNCLEAR, State.LEFT_OUT):
            return one
        manager, eye = self._manager(words, everybody)
        eyes = (*one.eyes, eye) if eye else one.eyes
        if one.person is None:
            return replace(one, manager=manager, eyes=eyes)
        if one.person.manager == manager:
            return replace(one, manager=manager, eyes=eyes)
        change = ("Line manager", one.person.manager, manager)
        changes = (*one.changes, change)
        return replace(one, manager=manager, state=State.CHANGED, changes=changes, eyes=eyes)

    def _manager(self, words: str, everybody: Sequence[Proposed]) -> tuple[str, str]:
        wanted = key(words)
        codes = {other.code for other in everybody if other.code and key(other.row.name) == wanted}
        if len(codes) == 1:
            return codes.pop(), ""
        lines = attendee_names.named(words, self.here.register)
        if len({line.pseudonym for line in lines}) == 1:
            return lines[0].pseudonym, ""
        by_code = [p.code for p in self.here.people if p.code.casefold() == words.casefold()]
        if by_code or kind_of(words) is not None:
            return (by_code or [words])[0], ""
        known = [pseudonym for name, pseudonym in self.managers.items() if key(name) == wanted]
        if known:
            return known[0], ""
        if not attendee_names.looks_like_a_name(words):
            return words, f"the line manager “{words}” is kept as written: name or role?"
        self.managers[words] = attendee_names.next_manager(self._taken)
        self._taken.add(self.managers[words].casefold())
        return self.managers[words], ""


def _unclear(row: AttendeeRow, why: str) -> Proposed:
    return Proposed(row, State.UNCLEAR, eyes=(why,))
