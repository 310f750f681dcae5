"""Who may join: codes that work once, and the tokens of those who came in.

Pure: the time and chance are handed in. A code is given to one person for one seat; whoever gives
it and a name gets a token, which binds one browser to that seat. Neither is ever logged or kept in
the review.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import Role

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits that nobody takes for another."""

CODE_LENGTH = 12
CODE_SECONDS = 30 * 60.0
WRONG_CODES, WRONG_SECONDS = 8, 5 * 60.0
LONGEST_NAME = 60


class Refused(Problem):
    """Somebody may not come in; the words are for the browser.

    Attributes:
        why: What happened, in words for the host and the journal: no code, no name.
        too_often: Whether it was tried too often.
    """

    def __init__(self, words: str, why: str, *, too_often: bool = False) -> None:
        super().__init__(words)
        self.why = why
        self.too_often = too_often


@dataclass(slots=True)
class Invitation:
    """A seat that waits for somebody.

    Attributes:
        code: What opens it. role: which seat. until: when it expires.
    """

    code: str
    role: Role
    until: float


@dataclass(slots=True)
class Visitor:
    """Somebody who came in.

    Attributes:
        token: Binds the browser. role, name: the seat.
        out: Whether the host put the seat out.
    """

    token: str
    role: Role
    name: str
    out: bool = False


@dataclass(slots=True)
class Joining:
    """The door.

    Args:
        clock: Seconds that only go forward.
    """

    clock: Callable[[], float]
    invitations: list[Invitation] = field(default_factory=list)
    visitors: list[Visitor] = field(default_factory=list)
    _wrong: dict[str, list[float]] = field(default_factory=dict)

    def invite(self, role: Role) -> Invitation:
        """A new code for a seat."""
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        invitation = Invitation(code, role, self.clock() + CODE_SECONDS)
        self.invitations.append(invitation)
        return invitation

    def invited(self, code: str, address: str) -> Invitation:
        """The invitation of a code; it is not used up by being looked at.

        Args:
            code: As it was typed or linked.
            address: From where; too many wrong codes from one address shut it out for a while.

        Raises:
            Refused: If the code is wrong, used or expired, or there were too many wrong ones.
        """
        now = self.clock()
        wrong = [one for one in self._wrong.get(address, ()) if now - one < WRONG_SECONDS]
        self._wrong[address] = wrong
        if len(wrong) >= WRONG_CODES:
            raise Refused(
                "Too many codes were tried from here. Wait five minutes, or ask the host.",
                "too many wrong codes",
                too_often=True,
            )
        given = code.strip().upper().replace("-", "").encode()
        found = [one for one in self.invitations if hmac.compare_digest(one.code.encode(), given)]
        if not found or found[0].until <= now:
            wrong.append(now)
            why = "an expired code" if found else "a code that is wrong or was used"
            raise Refused("This code does not work (any more). Ask the host for a new one.", why)
        return found[0]

    def come_in(self, code: str, name: str, address: str) -> Visitor:
        """Use a code up.

        Raises:
            Refused: As ``invited``, or if the name is empty or too long.
        """
        invitation = self.invited(code, address)
        called = " ".join(name.split())
        if not called or len(called) > LONGEST_NAME or not called.isprintable():
            raise Refused(
                f"Type your name: at least one letter, at most {LONGEST_NAME}.", "no usable name"
            )
        taken = (invitation.role, called.casefold())
        if any((one.role, one.name.casefold()) == taken for one in self.visitors if not one.out):
            raise Refused(
                "Somebody of this name sits in such a seat already. Add an initial.",
                "a name that is taken",
            )
        self.invitations.remove(invitation)
        visitor = Visitor(secrets.token_urlsafe(32), invitation.role, called)
        self.visitors.append(visitor)
        return visitor

    def known(self, token: str | None) -> Visitor | None:
        """Who holds a token, unless they were put out."""
        if not token:
            return None
        for one in self.visitors:
            if hmac.compare_digest(one.token.encode(), token.encode("utf-8", "replace")):
                return None if one.out else one
        return None

    def put_out(self, name: str) -> list[Visitor]:
        """Take the seats of a name away; their tokens work no more."""
        wanted = name.strip().casefold()
        found = [one for one in self.visitors if not one.out and one.name.casefold() == wanted]
        for one in found:
            one.out = True
        return found
