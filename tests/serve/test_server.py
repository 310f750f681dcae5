"""The server on loopback: who is let in, what is refused, and that nothing is lost."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

aiohttp = pytest.importorskip("aiohttp", reason="the extra 'serve' is not installed")
pytest.importorskip("textual_serve", reason="the extra 'serve' is not installed")

from workshop_tui.practice.roles import Role  # noqa: E402
from workshop_tui.review.seat import Seat  # noqa: E402
from workshop_tui.serve import certificate, hosting, server  # noqa: E402
from workshop_tui.serve.guarding import HEADERS, MOST_AT_ONCE  # noqa: E402
from workshop_tui.serve.roles import roles_of  # noqa: E402
from workshop_tui.store.health import examine  # noqa: E402

PATIENCE = 20.0


@dataclass
class Served:
    """A server, what it told the host, and a browser's session."""

    server: server.Server
    base: str
    http: Any
    told: list[str] = field(default_factory=list)
    noted: list[tuple[str, str]] = field(default_factory=list)

    @property
    def origin(self) -> dict[str, str]:
        return {"Origin": self.base}

    async def join(self, role: Role = Role.NOTE_TAKER, name: str = "Kim") -> str:
        """Join; returns the token."""
        code = self.server.joining.invite(role).code
        answer = await self.http.post(
            f"{self.base}/join/{code}",
            data={"name": name},
            headers=self.origin,
            allow_redirects=False,
        )
        assert answer.status == 303, await answer.text()
        return str(answer.cookies[server.COOKIE].value)

    def socket(self, token: str, **headers: str) -> Any:
        return self.http.ws_connect(
            self.base.replace("http", "ws") + "/ws?width=100&height=30",
            headers={"Origin": self.base, "Cookie": f"{server.COOKIE}={token}", **headers},
            max_msg_size=0,
        )


@asynccontextmanager
async def served(review: Path) -> AsyncIterator[Served]:
    told: list[str] = []
    noted: list[tuple[str, str]] = []
    port = hosting._free_port("127.0.0.1")
    one = server.Server(
        review,
        None,
        [f"127.0.0.1:{port}"],
        None,
        told.append,
        lambda *what: noted.append(what),
    )
    await one.listen("127.0.0.1", port)
    jar = aiohttp.DummyCookieJar()
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        try:
            yield Served(one, f"http://127.0.0.1:{port}", http, told, noted)
        finally:
            await one.close()


async def shown(socket: Any, words: str) -> str:
    """Read what the seat paints until words stand in it."""
    seen, end = "", time.monotonic() + PATIENCE
    while time.monotonic() < end:
        message = await socket.receive(timeout=PATIENCE)
        if message.type is aiohttp.WSMsgType.BINARY:
            seen += re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", message.data.decode("utf-8", "replace"))
        elif message.type is not aiohttp.WSMsgType.TEXT:
            break
        if words in seen:
            return seen
    raise AssertionError(f"{words!r} was never shown: {seen[-600:]!r}")


async def typed(socket: Any, text: str) -> None:
    for key in text:
        await socket.send_str(json.dumps(["stdin", key]))


async def until(holds: Callable[[], object], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, what
        await asyncio.sleep(0.05)


async def test_every_answer_carries_the_guards(review: Path) -> None:
    async with served(review) as one:
        code = one.server.joining.invite(Role.NOTE_TAKER).code
        for path in (f"/join/{code}", "/join/WRONG", "/seat", "/static/seat.js", "/nowhere", "/ws"):
            answer = await one.http.get(one.base + path)
            for name, value in HEADERS.items():
                assert answer.headers.get(name) == value, (path, name)
        page = await (await one.http.get(f"{one.base}/join/{code}")).text()
        assert "http" not in page.replace(one.base, "")


@pytest.mark.parametrize("name", ["textual.js", "xterm.css", "RobotoMono.ttf", "page.css"])
async def test_what_the_page_needs_comes_from_here(review: Path, name: str) -> None:
    async with served(review) as one:
        answer = await one.http.get(f"{one.base}/static/{name}")
        assert answer.status == 200 and await answer.read()


@pytest.mark.parametrize(
    "path",
    ["/", "/static/", "/static/../server.py", "/static/..%2fserver.py", "/download/x", "/.git"],
)
async def test_nothing_else_is_there(review: Path, path: str) -> None:
    async with served(review) as one:
        assert (await one.http.get(one.base + path)).status in (403, 404)


async def test_foreign_hosts_and_origins_are_refused_and_told(review: Path) -> None:
    async with served(review) as one:
        code = one.server.joining.invite(Role.NOTE_TAKER).code
        link = f"{one.base}/join/{code}"
        assert (await one.http.get(link, headers={"Host": "evil.example"})).status == 421
        evil = {"Origin": "http://evil.example"}
        assert (await one.http.post(link, data={"name": "E"}, headers=evil)).status == 403
        assert (await one.http.post(link, data={"name": "E"})).status == 403
        token = await one.join()
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await one.socket(token, **evil)
        assert refused.value.status == 403
        assert any("another page" in words for words in one.told)
        assert ("", "refused at the door: a request from another page") in one.noted
        assert not any(code in words or token in words for words in one.told)


async def test_replayed_and_guessed_codes_are_refused(review: Path) -> None:
    async with served(review) as one:
        code = one.server.joining.invite(Role.NOTE_TAKER).code
        link = f"{one.base}/join/{code}"
        first = await one.http.post(
            link, data={"name": "Kim"}, headers=one.origin, allow_redirects=False
        )
        cookie = first.headers["Set-Cookie"]
        assert first.status == 303 and "HttpOnly" in cookie and "SameSite=Strict" in cookie
        again = await one.http.post(link, data={"name": "Eve"}, headers=one.origin)
        assert again.status == 403 and "new one" in await again.text()
        answers = [await one.http.get(f"{one.base}/join/ABCDEFGH{n:04}") for n in range(12)]
        assert [a.status for a in answers][-1] == 429
        other = one.server.joining.invite(Role.NOTE_TAKER).code
        assert (await one.http.get(f"{one.base}/join/{other}")).status == 429


@pytest.mark.parametrize("token", ["", "x", "ä" * 50])
async def test_no_seat_without_a_token(review: Path, token: str) -> None:
    async with served(review) as one:
        cookie = {"Cookie": f"{server.COOKIE}={token}".encode().decode("latin-1")}
        assert (await one.http.get(f"{one.base}/seat", headers=cookie)).status == 403
        assert (await one.http.get(f"{one.base}/alive", headers=cookie)).status == 403


async def test_a_name_is_shown_as_text(review: Path) -> None:
    async with served(review) as one:
        code = one.server.joining.invite(Role.NOTE_TAKER).code
        link = f"{one.base}/join/{code}"
        await one.join(name="<script>alert(1)</script>")
        answer = await one.http.post(link, data={"name": "\x1b[2J"}, headers=one.origin)
        assert answer.status == 403 and "<script" not in (await answer.text()).split("</head>")[1]
        big = await one.http.post(link, data={"name": "x" * 9_000}, headers=one.origin)
        assert big.status == 413


async def test_a_note_taker_captures_loses_the_network_and_comes_back(
    review: Path, seat: Seat
) -> None:
    async with served(review) as one:
        token = await one.join()
        async with one.socket(token) as socket:
            await shown(socket, "note-taker")
            await typed(socket, "said in the browser\r")
            await until(
                lambda: [c.text for c in seat.read.captures()] == ["said in the browser"], "kept"
            )
            await typed(socket, "half a w")
            await until(lambda: any(d.text == "half a w" for d in seat.read.drafts()), "a draft")
        process = one.server._seats[token]
        assert process.alive
        async with one.socket(token) as socket:
            await shown(socket, "half a w")
            assert one.server._seats[token] is process
            await typed(socket, "ord\r")
            await until(lambda: len(seat.read.captures()) == 2, "the second")
        assert [c.text for c in seat.read.captures()][1] == "half a word"
        assert seat.read.captures()[0].seat == "note-taker: Kim"


async def test_a_new_browser_takes_the_place_of_the_one_before(review: Path) -> None:
    async with served(review) as one:
        token = await one.join()
        async with one.socket(token) as first:
            await shown(first, "note-taker")
            async with one.socket(token) as second:
                await shown(second, "note-taker")
                end = time.monotonic() + PATIENCE
                while not first.closed and time.monotonic() < end:
                    await first.receive(timeout=PATIENCE)
                assert first.closed
                await asyncio.sleep(0.3)
                assert one.server._away == {}, "a seat that is shown is not about to be left"


async def test_two_connections_at_once_begin_one_process(
    review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[server.SeatProcess] = []
    real = server.SeatProcess.start

    async def start(self: server.SeatProcess, width: int, height: int) -> None:
        begun.append(self)
        await real(self, width, height)

    monkeypatch.setattr(server.SeatProcess, "start", start)
    async with served(review) as one:
        token = await one.join()

        async def connect() -> None:
            async with one.socket(token) as socket:
                await socket.receive(timeout=PATIENCE)

        await asyncio.gather(connect(), connect())
        for process in begun:
            await process.stop()
        assert len(begun) == 1


async def test_put_out_by_the_host(review: Path) -> None:
    async with served(review) as one:
        token = await one.join()
        async with one.socket(token) as socket:
            await shown(socket, "note-taker")
            said: list[str] = []
            await hosting.command("out kim", one.server, said.append, asyncio.Event())
            while not socket.closed:
                await socket.receive(timeout=PATIENCE)
        cookie = {"Cookie": f"{server.COOKIE}={token}"}
        assert (await one.http.get(f"{one.base}/alive", headers=cookie)).status == 403
        assert ("Kim", "was put out by the host") in one.noted and one.server.here() == []


@pytest.mark.parametrize(
    "message",
    [
        "x" * 70_000,
        "not json",
        "[]",
        '["stdin", 7]',
        '["resize", {"width": "x", "height": 1}]',
        '["quit"]',
        "[" * 5_000,
    ],
    ids=["oversized", "words", "empty", "number", "size", "unknown", "nested"],
)
async def test_a_message_that_is_none_ends_the_connection_and_nothing_else(
    review: Path, message: str
) -> None:
    async with served(review) as one:
        token = await one.join()
        async with one.socket(token) as socket:
            await shown(socket, "note-taker")
            await socket.send_str(message)
            while not socket.closed:
                await socket.receive(timeout=PATIENCE)
        assert one.server._seats[token].alive


async def test_a_browser_is_kept_to_its_role(review: Path, seat: Seat) -> None:
    async with served(review) as one:
        token = await one.join(Role.OBSERVER, "Sam")
        async with one.socket(token) as socket:
            await shown(socket, "observer")
            await typed(socket, "psaid by nobody\r")
            await asyncio.sleep(1.0)
        assert seat.read.captures() == []


async def test_many_connections_at_once_leave_the_event_unharmed(review: Path, seat: Seat) -> None:
    async with served(review) as one:
        token = await one.join()
        async with one.socket(token) as socket:
            await shown(socket, "note-taker")
            wrong = [
                one.http.ws_connect(one.base.replace("http", "ws") + "/ws", headers=one.origin)
                for _ in range(50)
            ]
            found = await asyncio.gather(*wrong, return_exceptions=True)
            assert all(isinstance(error, aiohttp.WSServerHandshakeError) for error in found)
            assert {error.status for error in found} <= {403, 503}
            await typed(socket, "still here\r")
            await until(lambda: len(seat.read.captures()) == 1, "the capture")
    assert MOST_AT_ONCE < 50


async def test_what_happened_stands_in_the_journal_without_codes(review: Path) -> None:
    host = Seat.open(review, None, Role.COMMAND_LINE, uid="server")
    note = hosting._noting(host)
    for _ in range(5):
        note("", "refused at the door: a code that is wrong or was used")
    note("Kim", "joined in a browser")
    host.renew(None).result()
    told = [(c.person, c.meaning) for c in host.read.changes()][-3:]
    host.close()
    assert ("Kim", "joined in a browser") in told
    assert sum("refused" in meaning for _, meaning in told) == 1
    assert examine(host.file).problems == ()


def test_a_certificate_for_the_occasion(tmp_path: Path) -> None:
    context, fingerprint = certificate.made_for(["127.0.0.1"])
    assert re.fullmatch(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}", fingerprint)
    assert context.minimum_version.name == "TLSv1_2"
    broken = tmp_path / "a.pem"
    broken.write_text("no certificate")
    with pytest.raises(Exception, match=r"a\.pem cannot be used"):
        certificate.from_files(broken, None)


@pytest.mark.parametrize("words", ["chair", "note-taker,chair", "", ","])
def test_the_chair_s_seat_is_never_served(words: str) -> None:
    with pytest.raises(Exception, match="Seats in a browser"):
        roles_of(words)


async def test_the_host_s_files_are_out_of_a_browser_s_reach(
    review: Path, sit: Callable[..., Seat], tmp_path: Path
) -> None:
    from workshop_tui.practice.problems import NotAllowed
    from workshop_tui.review import exporting

    seat = sit()
    seat.remote = True
    with pytest.raises(NotAllowed, match="host's computer"):
        exporting.export(seat, tmp_path / "out")
    assert not any(tmp_path.glob("out/*"))
    async with served(review) as one:
        token = await one.join()
        async with one.socket(token) as socket:
            await shown(socket, "note-taker")
            await typed(socket, "\x1b[18~")  # F7: the commands as a list
            await socket.send_str(json.dumps(["stdin", "\x1c"]))  # the palette
            await asyncio.sleep(0.5)
            await typed(socket, "import\r")
            await shown(socket, "cannot be reached from a browser")


async def test_over_tls_with_a_certificate_made_for_the_occasion(review: Path) -> None:
    import ssl

    context, fingerprint = certificate.made_for(["127.0.0.1"])
    port = hosting._free_port("127.0.0.1")
    hosts = [f"127.0.0.1:{port}"]
    one = server.Server(review, None, hosts, context, lambda _: None, lambda *_: None)
    await one.listen("127.0.0.1", port)
    try:
        invitation = one.joining.invite(Role.OBSERVER)
        assert one.link(invitation).startswith("https://127.0.0.1:")
        pinned = aiohttp.Fingerprint(bytes.fromhex(fingerprint.replace(":", "")))
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            origin = {"Origin": f"https://127.0.0.1:{port}"}
            answer = await http.post(
                one.link(invitation),
                data={"name": "Sam"},
                headers=origin,
                ssl=pinned,
                allow_redirects=False,
            )
            assert "Secure" in answer.headers["Set-Cookie"]
            token = answer.cookies[server.COOKIE].value
            page = await http.get(
                f"https://127.0.0.1:{port}/seat",
                headers={"Cookie": f"{server.COOKIE}={token}"},
                ssl=pinned,
            )
            assert f"wss://127.0.0.1:{port}/ws" in await page.text()
            with pytest.raises(aiohttp.ClientError):
                await http.get(f"https://127.0.0.1:{port}/out", ssl=ssl.create_default_context())
            with pytest.raises(aiohttp.ClientError):
                await http.get(f"http://127.0.0.1:{port}/out")
    finally:
        await one.close()


async def test_the_passphrase_stands_neither_in_arguments_nor_in_the_environment(
    review: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import psutil

    monkeypatch.setenv("WORKSHOP_TUI_PASSPHRASE", "three small owls")
    async with served(review) as one:
        one.server._passphrase = "three small owls"
        token = await one.join()
        async with one.socket(token) as socket:
            await shown(socket, "note-taker")
            process = psutil.Process(one.server._seats[token]._process.pid)
            said = " ".join([*process.cmdline(), *process.environ().values()])
            assert "owls" not in said and token not in said


def test_killing_the_server_leaves_every_acknowledged_capture(review: Path, seat: Seat) -> None:
    """``kill -9`` in the middle: what a browser was shown as saved is in the review."""
    import subprocess
    import sys

    code = (
        "import sys; from pathlib import Path\n"
        "from workshop_tui.serve import hosting\n"
        "hosting.serve(hosting.Hosting(Path(sys.argv[1]), None), lambda w: print(w, flush=True))"
    )
    host = subprocess.Popen(
        [sys.executable, "-c", code, str(review)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert host.stdout is not None
    link = next(found[0] for line in host.stdout if (found := re.findall(r"http://\S+", line)))

    async def write() -> None:
        base = link.split("/join")[0]
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            answer = await http.post(
                link, data={"name": "Kim"}, headers={"Origin": base}, allow_redirects=False
            )
            token = answer.cookies[server.COOKIE].value
            headers = {"Origin": base, "Cookie": f"{server.COOKIE}={token}"}
            async with http.ws_connect(
                base.replace("http", "ws") + "/ws?width=100&height=30",
                headers=headers,
                max_msg_size=0,
            ) as socket:
                await shown(socket, "note-taker")
                for n in range(3):
                    await typed(socket, f"line {n}\r")
                    await shown(socket, "saved at")
                host.kill()

    try:
        asyncio.run(write())
    finally:
        host.kill()
        host.communicate()
    assert [c.text for c in seat.read.captures()] == ["line 0", "line 1", "line 2"]
    assert examine(seat.file).problems == ()
