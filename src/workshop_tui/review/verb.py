"""A verb: something a seat may do, with the roles that may, journaled under one meaning."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

from workshop_tui.practice.problems import NotAllowed
from workshop_tui.practice.roles import ROLE_LABELS, Role
from workshop_tui.store.journal import ChangeClass
from workshop_tui.store.transaction import Transaction

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verb:
    """A registered verb.

    Attributes:
        name: Group and method ("captures.add").
        meaning: What the journal and the history call it.
        roles: Who may.
    """

    name: str
    meaning: str
    roles: frozenset[Role]

    def allow(self, role: Role) -> None:
        """Refuse a seat that may not, before it is asked for anything.

        Raises:
            NotAllowed: If it may not.
        """
        if role not in self.roles:
            raise NotAllowed(f"The {ROLE_LABELS[role]}'s seat cannot do this ({self.meaning}).")


VERBS: dict[str, Verb] = {}


class HasSeat(Protocol):
    """A group of verbs knows the seat that acts."""

    @property
    def seat(self) -> Runs:
        """The seat."""


class Runs(Protocol):
    """What a verb needs of its seat."""

    @property
    def role(self) -> Role:
        """What it may do."""

    def allow(self, name: str, meaning: str) -> None:
        """Refuse a verb that this file does not take."""

    def run(self, meaning: str, klass: ChangeClass, job: Callable[[Transaction], T]) -> Future[T]:
        """Run a job in one journaled transaction."""


G = TypeVar("G", bound=HasSeat)


def verb(
    meaning: str, roles: frozenset[Role], klass: ChangeClass = ChangeClass.CONTENT
) -> Callable[
    [Callable[Concatenate[G, Transaction, P], T]], Callable[Concatenate[G, P], Future[T]]
]:
    """Make a method a verb: run in one transaction of the writer thread, journaled, permitted.

    The method takes a transaction after ``self``; its caller leaves that out and gets a future,
    done when the change is on disk. The role is checked here, below every screen and command.
    """

    def decorate(
        method: Callable[Concatenate[G, Transaction, P], T],
    ) -> Callable[Concatenate[G, P], Future[T]]:
        group = method.__qualname__.split(".")[0].removesuffix("Verbs").lower()
        registered = Verb(f"{group}.{method.__name__}", meaning, roles)
        VERBS[registered.name] = registered

        @wraps(method)
        def call(self: G, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
            registered.allow(self.seat.role)
            self.seat.allow(registered.name, meaning)
            return self.seat.run(meaning, klass, lambda tx: method(self, tx, *args, **kwargs))

        return cast(Callable[Concatenate[G, P], Future[T]], call)

    return decorate
