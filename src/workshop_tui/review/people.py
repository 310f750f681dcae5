"""The register of people, agencies and places, and the participants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.records import Agency, Identity, Mention, Participant, Review
from workshop_tui.practice.roles import CAPTURERS, LEADERS
from workshop_tui.privacy.folding import fold
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

IDENTITY_KINDS = ("child", "family", "professional", "agency", "place", "identifier")


def resolve_who(
    words: str, participants: Sequence[Participant], register: Sequence[Identity]
) -> Participant | None:
    """The participant whom ``@words`` means: by code, role, full or first name.

    Returns:
        None where nobody answers to it, or more than one person does: never a guess.
    """
    wanted = _plain(words)
    if not wanted:
        return None
    names = {identity.id: identity for identity in register}
    for matches in (_by_code, _by_role, _by_name):
        found = [p for p in participants if matches(wanted, p, names)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _by_code(wanted: str, participant: Participant, _: dict[int, Identity]) -> bool:
    return _plain(participant.code) == wanted


def _by_role(wanted: str, participant: Participant, _: dict[int, Identity]) -> bool:
    return _plain(participant.role) == wanted


def _by_name(wanted: str, participant: Participant, names: dict[int, Identity]) -> bool:
    identity = names.get(participant.identity_id or 0)
    if identity is None:
        return False
    forms = [identity.name, *identity.name.split()[:1], *identity.aliases]
    return wanted in {_plain(form) for form in forms}


def _plain(words: str) -> str:
    return "".join(char for char in words.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class PeopleVerbs:
    """The verbs of people.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("added to the register", CAPTURERS)
    def register(
        self,
        tx: Transaction,
        kind: str,
        name: str,
        pseudonym: str,
        aliases: Sequence[str] = (),
        note: str = "",
        another: bool = False,
    ) -> Identity:
        """Add a person, agency or place with the pseudonym that stands for it everywhere.

        Args:
            another: Somebody else of this name is registered, and it is not the same person.

        Raises:
            Problem: In the future, for an unknown kind, an empty field, or a doubled name.
        """
        return add_identity(tx, kind, name, pseudonym, aliases, note, another=another)

    @verb("changed the register", CAPTURERS)
    def change_identity(
        self,
        tx: Transaction,
        identity_id: int,
        kind: str,
        name: str,
        pseudonym: str,
        aliases: Sequence[str] = (),
        note: str = "",
    ) -> Identity:
        """Change a line of the register."""
        checked = _checked(kind, name, pseudonym, aliases, note)
        identity = tx.get(Identity, identity_id)
        _refuse_doubled(tx, checked, but=identity_id)
        _unconfirm(tx)
        return tx.change(
            identity,
            kind=checked.kind,
            name=checked.name,
            pseudonym=checked.pseudonym,
            aliases=checked.aliases,
            note=checked.note,
        )

    @verb("took a line out of the register", LEADERS)
    def unregister(self, tx: Transaction, identity_id: int) -> Identity:
        """Take a line out of the register; its name is then shown as it stands."""
        identity = tx.get(Identity, identity_id)
        if tx.find(Participant, identity_id=identity_id):
            raise Problem(f"{identity.pseudonym} takes part in the review and must stay.")
        _unconfirm(tx)
        return tx.retract(identity)

    @verb("confirmed the register", LEADERS, ChangeClass.ADMINISTRATION)
    def confirm_register(self, tx: Transaction, confirmed: bool = True) -> Review:
        """Say that the register is complete: exports then lose their heading "Contains names"."""
        return tx.change(tx.find(Review)[0], register_confirmed=confirmed)

    @verb("settled whom a word names", CAPTURERS)
    def mention(
        self,
        tx: Transaction,
        table: str,
        row_uid: str,
        field: str,
        start: int,
        end: int,
        identity_id: int | None,
    ) -> Mention:
        """Say whom these words name, or (None) that they are ordinary words."""
        return tx.add(
            Mention(
                table_name=table,
                row_uid=row_uid,
                field_name=field,
                start=start,
                end=end,
                identity_id=identity_id,
            )
        )

    @verb("added a participant", CAPTURERS)
    def add_participant(
        self,
        tx: Transaction,
        code: str,
        role: str,
        agency: str = "",
        name: str = "",
        level: str = "",
        attending: bool = True,
    ) -> Participant:
        """Add somebody involved; a name goes into the register under the role's code."""
        if not code.strip() or not role.strip():
            raise Problem("A participant needs a short code (SW1) and a role (Social worker).")
        if any(p.code.casefold() == code.casefold() for p in tx.find(Participant)):
            raise Problem(f"There is a participant {code} already.")
        agency_id = _agency_id(tx, agency) if agency else None
        identity_id = self._identity_id(tx, name.strip(), code) if name.strip() else None
        return tx.add(
            Participant(
                code=code,
                role=role,
                agency_id=agency_id,
                identity_id=identity_id,
                level=level,
                attending=attending,
            )
        )

    def _identity_id(self, tx: Transaction, name: str, code: str) -> int:
        folded = name.casefold()
        for identity in tx.find(Identity):
            if folded in (identity.name.casefold(), *(a.casefold() for a in identity.aliases)):
                return identity.id
        _unconfirm(tx)
        return tx.add(Identity(kind="professional", name=name, pseudonym=code)).id


def add_identity(
    tx: Transaction,
    kind: str,
    name: str,
    pseudonym: str,
    aliases: Sequence[str] = (),
    note: str = "",
    *,
    another: bool = False,
) -> Identity:
    """Add a line to the register inside a verb; see ``PeopleVerbs.register``."""
    identity = _checked(kind, name, pseudonym, aliases, note)
    if not another:
        _refuse_doubled(tx, identity)
    _unconfirm(tx)
    return tx.add(identity)


def _refuse_doubled(tx: Transaction, identity: Identity, but: int = 0) -> None:
    for other in tx.find(Identity):
        if other.id != but and _one_name(other.name) == _one_name(identity.name):
            raise Problem(
                f"{identity.name} is in the register already, as {other.pseudonym}. If it is the "
                "same, add an alias there. If it is somebody else of that name, say so "
                "(--another): where the name stands alone “[name]” is then shown, until somebody "
                "settles whom it means. A fuller name tells the two apart."
            )


def _one_name(name: str) -> str:
    """A name as it is compared: "José  Núñez" is "Jose Nunez"."""
    return " ".join(fold(name).lower.split())


def _unconfirm(tx: Transaction) -> None:
    """A register that changed must be looked at again before documents drop their warning."""
    reviews = tx.find(Review)
    if reviews and reviews[0].register_confirmed:
        tx.change(reviews[0], register_confirmed=False)


def _checked(kind: str, name: str, pseudonym: str, aliases: Sequence[str], note: str) -> Identity:
    if kind not in IDENTITY_KINDS:
        raise Problem(f"{kind!r} is not a kind of the register: {', '.join(IDENTITY_KINDS)}.")
    if not name.strip() or not pseudonym.strip():
        raise Problem("A line of the register needs a name and a pseudonym.")
    kept = tuple(dict.fromkeys(alias.strip() for alias in aliases if alias.strip()))
    return Identity(
        kind=kind, name=name.strip(), pseudonym=pseudonym.strip(), aliases=kept, note=note
    )


def _agency_id(tx: Transaction, words: str) -> int:
    return agency_named(tx, words).id


def agency_named(tx: Transaction, words: str, *, make: bool = False) -> Agency:
    """The agency with a short or full name.

    Raises:
        Problem: If there is none and it is not to be made.
    """
    found = find_agency(tx.find(Agency), words)
    if found is not None:
        return found
    if make:
        return tx.add(Agency(name=words, short=words))
    raise Problem(f"There is no agency {words!r} in this review.")


def find_agency(agencies: Sequence[Agency], words: str) -> Agency | None:
    """The agency with a short or full name, or None."""
    for agency in agencies:
        if words.casefold() in (agency.short.casefold(), agency.name.casefold()):
            return agency
    return None
