"""The host's side: links on the terminal, who joined, and a line for commands."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workshop_tui.practice.problems import Problem
from workshop_tui.practice.roles import ROLE_LABELS, Role
from workshop_tui.review.seat import Seat
from workshop_tui.review.serving import note_visit
from workshop_tui.serve import certificate
from workshop_tui.serve.joining import CODE_SECONDS, Invitation
from workshop_tui.serve.roles import SEATS
from workshop_tui.serve.server import Server
from workshop_tui.store.connection import ReviewFile

_NOTED_AGAIN = 60.0
HELP = (
    "seats: who is here · invite note-taker|room|observer: another link · out NAME: put a seat "
    "out · stop: end it"
)


@dataclass(frozen=True, slots=True)
class Hosting:
    """What is served, and how.

    Attributes:
        path, passphrase: The review.
        seats: Which seats are invited to begin with.
        lan: The address on the room's network, or "" for this computer alone.
        port: 0 for any that is free.
        certificate, key: The organisation's own, or None.
    """

    path: Path
    passphrase: str | None
    seats: Sequence[Role] = SEATS
    lan: str = ""
    port: int = 0
    certificate: Path | None = None
    key: Path | None = None


def serve(hosting: Hosting, say: Callable[[str], None]) -> None:
    """Serve until the host stops it.

    Args:
        say: Writes a line on the host's terminal.

    Raises:
        Problem: If the review cannot be opened, or nothing can be listened on.
    """
    file = ReviewFile.existing(hosting.path, hosting.passphrase)
    seat = Seat.at(file, Role.COMMAND_LINE, uid="server")
    try:
        asyncio.run(_serve(hosting, seat, say))
    finally:
        seat.close()


async def _serve(hosting: Hosting, seat: Seat, say: Callable[[str], None]) -> None:
    tls = None
    address = hosting.lan or "127.0.0.1"
    if hosting.lan or hosting.certificate is not None:
        tls, fingerprint = (
            certificate.from_files(hosting.certificate, hosting.key)
            if hosting.certificate is not None
            else certificate.made_for([address])
        )
        say(f"Certificate, to be compared in each browser (SHA-256):\n  {fingerprint}")
    port = hosting.port or _free_port(address)
    hosts = [f"{address}:{port}"] + ([] if hosting.lan else [f"localhost:{port}"])
    server = Server(hosting.path, hosting.passphrase, hosts, tls, say, _noting(seat))
    await server.listen(address, port)
    for role in hosting.seats:
        _show(server, server.joining.invite(role), say)
    say(f"Each link works once, for {CODE_SECONDS / 60:.0f} minutes.\n{HELP}")
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(one, stopped.set)
    threading.Thread(
        target=_read_lines, args=(loop, server, say, stopped), name="host-line", daemon=True
    ).start()
    try:
        await stopped.wait()
    finally:
        await server.close()
        say("Nobody is served any more. Everything that was saved is in the review.")


def _read_lines(
    loop: asyncio.AbstractEventLoop,
    server: Server,
    say: Callable[[str], None],
    stopped: asyncio.Event,
) -> None:
    for line in sys.stdin:
        done = asyncio.run_coroutine_threadsafe(command(line, server, say, stopped), loop)
        with contextlib.suppress(Exception):
            done.result()
        if stopped.is_set():
            return


async def command(
    line: str, server: Server, say: Callable[[str], None], stopped: asyncio.Event
) -> None:
    """Do what the host typed."""
    word, _, rest = line.strip().partition(" ")
    match word.casefold():
        case "":
            return
        case "stop":
            stopped.set()
        case "seats":
            found = server.here()
            for visitor, runs in found:
                say(
                    f"  {visitor.name} · {ROLE_LABELS[visitor.role]} · {'here' if runs else 'away'}"
                )
            if not found:
                say("  Nobody has joined yet.")
        case "invite":
            roles = [role for role in SEATS if role.value.startswith(rest.strip() or "?")]
            if len(roles) == 1:
                _show(server, server.joining.invite(roles[0]), say)
            else:
                say(f"Invite to which seat? {', '.join(role.value for role in SEATS)}.")
        case "out":
            many = await server.put_out(rest)
            if not many:
                say(f"Nobody called {rest!r} is here; 'seats' lists who is.")
        case _:
            say(HELP)


def _show(server: Server, invitation: Invitation, say: Callable[[str], None]) -> None:
    link = server.link(invitation)
    say(f"\n{ROLE_LABELS[invitation.role]}: {link}")
    try:
        import io

        import segno
    except ImportError:
        return
    picture = io.StringIO()
    segno.make(link, error="l").terminal(picture, compact=True)
    say(picture.getvalue())


def _noting(seat: Seat) -> Callable[[str, str], None]:
    """Keeps what happens in the journal; a refusal of one kind once a minute."""
    last: dict[str, float] = {}

    def note(name: str, what: str) -> None:
        now = time.monotonic()
        if not name and now - last.get(what, -_NOTED_AGAIN) < _NOTED_AGAIN:
            return
        last[what] = now
        note_visit(seat, name, what)

    return note


def _free_port(address: str) -> int:
    with socket.socket() as one:
        try:
            one.bind((address, 0))
        except OSError:
            raise Problem(
                f"{address} is not an address of this computer. Without an address --lan takes "
                "the one of its network."
            ) from None
        return int(one.getsockname()[1])


def own_address() -> str:
    """This computer's address on its network; nothing is sent to find it.

    Raises:
        Problem: If it is on no network.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        try:
            one.connect(("192.0.2.1", 9))  # for documentation; a datagram socket sends nothing yet
            return str(one.getsockname()[0])
        except OSError:
            raise Problem(
                "This computer is on no network. Connect it by cable or a phone's hotspot; no "
                "internet is needed."
            ) from None
