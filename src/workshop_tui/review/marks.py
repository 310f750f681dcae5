"""Marking single items: not for one agency, or legal advice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workshop_tui.practice.markable import MARKABLE
from workshop_tui.practice.marks import LEGAL_ADVICE, NOT_FOR
from workshop_tui.practice.problems import NotFound, Problem
from workshop_tui.practice.records import Agency, Record, Restriction
from workshop_tui.practice.roles import LEADERS
from workshop_tui.review.verb import verb
from workshop_tui.store.journal import ChangeClass, now
from workshop_tui.store.transaction import Transaction

_BY_TABLE: dict[str, type[Record]] = {record.TABLE: record for record in MARKABLE.values()}


@dataclass(frozen=True, slots=True)
class MarkVerbs:
    """The verbs of marks. They are no content: undo never takes a protection away by the way.

    Attributes:
        seat: The seat that acts.
    """

    seat: Any

    @verb("marked an item as not for everybody", LEADERS, ChangeClass.ADMINISTRATION)
    def set(
        self,
        tx: Transaction,
        table: str,
        uid: str,
        mark: str,
        agency_id: int | None = None,
        reason: str = "",
    ) -> Restriction:
        """Mark an entry, capture, outcome, line of enquiry, words of the family or a return item.

        Args:
            tx: The transaction.
            table: The item's table. uid: the item.
            mark: "not for" or "legal advice".
            agency_id: For which agency it is not.
            reason: Why.

        Raises:
            Problem: In the future, if there is no such item or mark, or it is marked so already.
        """
        _item(tx, table, uid)
        if mark == NOT_FOR:
            if agency_id is None:
                raise Problem("Say for which agency it is not.")
            tx.get(Agency, agency_id)
        elif mark == LEGAL_ADVICE:
            agency_id = None
        else:
            raise Problem(f"{mark!r} is no mark: {NOT_FOR}, {LEGAL_ADVICE}.")
        if _standing(tx, table, uid, mark, agency_id):
            raise Problem("It is marked so already; nothing was changed.")
        return tx.add(
            Restriction(
                table_name=table,
                row_uid=uid,
                mark=mark,
                agency_id=agency_id,
                reason=reason.strip(),
                by=tx.actor.person,
                at=now(),
            )
        )

    @verb("lifted a mark of an item", LEADERS, ChangeClass.ADMINISTRATION)
    def lift(
        self, tx: Transaction, table: str, uid: str, mark: str, agency_id: int | None = None
    ) -> Restriction:
        """Lift a mark; the item then stands in documents again.

        Raises:
            Problem: In the future, if it is not marked so.
        """
        found = _standing(tx, table, uid, mark, None if mark == LEGAL_ADVICE else agency_id)
        if not found:
            raise Problem("It is not marked so; nothing was changed.")
        return tx.retract(found[0])


def _standing(
    tx: Transaction, table: str, uid: str, mark: str, agency_id: int | None
) -> list[Restriction]:
    return tx.find(Restriction, table_name=table, row_uid=uid, mark=mark, agency_id=agency_id)


def _item(tx: Transaction, table: str, uid: str) -> Record:
    model = _BY_TABLE.get(table)
    if model is None:
        raise Problem(f"Items of this kind bear no marks: {', '.join(MARKABLE)}.")
    found = tx.find(model, uid=uid)
    if not found:
        raise NotFound("There is no such item, or it was taken away.")
    return found[0]
