"""What every answer carries and every request must fulfil, whoever asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from aiohttp import web
from aiohttp.typedefs import Handler

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cache-Control": "no-store",
    "Server": "workshop-tui",
}
"""Styles are set by the terminal's script as it goes; everything else comes from here alone."""

MOST_AT_ONCE: Final = 40
LARGEST_BODY: Final = 4_096

Refusal = Callable[[str, str], None]


def guard(hosts: frozenset[str], scheme: str, refused: Refusal) -> web.Application:
    """An application that lets through what is addressed to this server by this server's pages.

    Args:
        hosts: What the Host header may say (address and port).
        scheme: "http" or "https".
        refused: Told the address and what was refused; for the host and the journal.
    """
    origins = frozenset(f"{scheme}://{host}" for host in hosts)
    going = 0

    @web.middleware
    async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
        nonlocal going
        address = request.remote or "?"
        if request.headers.get("Host", "") not in hosts:
            refused(address, "a request to another host's name")
            return _plain(421, "This server is reached by the link that the host gave out.")
        origin = request.headers.get("Origin")
        needs_origin = request.method != "GET" or request.path == "/ws"
        if (origin is None and needs_origin) or (origin is not None and origin not in origins):
            refused(address, "a request from another page")
            return _plain(403, "This does not come from a page of this server.")
        if going >= MOST_AT_ONCE:
            refused(address, "too many connections at once")
            return _plain(503, "Too many connections at once. Try again in a moment.")
        going += 1
        try:
            return await handler(request)
        except web.HTTPException as error:
            return _plain(error.status, error.reason)
        except (ValueError, UnicodeError):
            return _plain(400, "That could not be read.")
        finally:
            going -= 1

    async def sign(_: web.Request, response: web.StreamResponse) -> None:
        response.headers.update(HEADERS)

    app = web.Application(middlewares=[checked], client_max_size=LARGEST_BODY)
    app.on_response_prepare.append(sign)
    return app


def _plain(status: int, words: str) -> web.Response:
    return web.Response(status=status, text=words)
