"""The few pages of the server: plain HTML, nothing from outside, nothing of the review in them."""

from __future__ import annotations

from html import escape

_HEAD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>workshop-tui</title>
<link rel="stylesheet" href="/static/page.css">{more}</head>"""

STYLE = """@font-face { font-family: "Roboto Mono"; src: url("/static/RobotoMono.ttf"); }
body { margin: 0; background: #101418; color: #f2f2f2; font: 1.1rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.5rem; }
label { display: block; margin: 1rem 0 .3rem; }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; }
button { font: inherit; margin-top: 1.2rem; padding: .5rem 1.4rem; }
.said { border-left: .3rem solid #ffb454; padding-left: .8rem; }
#lost { display: none; position: fixed; inset: auto 0 0 0; z-index: 5; padding: .4rem 1rem;
  background: #ffb454; color: #101418; }
body.-closed #lost { display: block; }
#terminal { width: 100vw; height: 100vh; }
"""

SCRIPT = """// Comes back by itself: a lost network or a closed lid loses nothing.
"use strict";
const again = async () => {
  try {
    const answer = await fetch("/alive", {cache: "no-store"});
    if (answer.ok) { window.location.reload(); return; }
    if (answer.status === 403) { window.location.href = "/out"; return; }
  } catch (gone) { /* the network is still away */ }
  setTimeout(again, 1000);
};
let lost = false;
new MutationObserver(() => {
  const state = document.body ? document.body.classList : null;
  if (state && state.contains("-closed") && !lost) { lost = true; setTimeout(again, 300); }
  const keys = document.querySelector(".xterm-helper-textarea");
  if (state && state.contains("-loaded") && keys && document.activeElement === document.body) {
    keys.focus();  // one can type at once
  }
}).observe(document.documentElement, {subtree: true, attributeFilter: ["class"]});
// Keys that the browser would take for itself are the seat's.
window.addEventListener("keydown", (event) => {
  const ours = /^F([1-9]|10)$/.test(event.key) ||
    (event.ctrlKey && !event.shiftKey && "fgopsdue".includes(event.key.toLowerCase()));
  if (ours) { event.preventDefault(); }
}, true);
"""


def join(role: str, code: str, said: str = "") -> str:
    """The page that asks for a name."""
    told = f'<p class="said" role="alert">{escape(said)}</p>' if said else ""
    return (
        _HEAD.format(more="")
        + f"""<body><main><h1>Join as {escape(role)}</h1>{told}
<form method="post" action="/join/{escape(code)}" autocomplete="off">
<label for="name">Your name, as the others in the room will see it:</label>
<input id="name" name="name" maxlength="60" required autofocus>
<button>Join</button></form>
<p>What you type is saved on the host's computer at once. If the network is lost, this page comes
back to your seat by itself.</p></main></body></html>"""
    )


def message(title: str, said: str) -> str:
    """A page with a sentence."""
    return (
        _HEAD.format(more="")
        + f"<body><main><h1>{escape(title)}</h1><p>{escape(said)}</p></main></body></html>"
    )


def seat(socket: str, font_size: int) -> str:
    """The page with the terminal.

    Args:
        socket: The address of the socket.
        font_size: In pixels; a browser's zoom goes on top.
    """
    more = (
        '<link rel="stylesheet" href="/static/xterm.css">'
        '<script src="/static/textual.js"></script><script src="/static/seat.js"></script>'
    )
    return (
        _HEAD.format(more=more)
        + f"""<body><div id="lost" role="alert">The connection was lost. It comes back by itself;
nothing is lost.</div>
<div id="terminal" class="textual-terminal" data-session-websocket-url="{escape(socket)}"
data-font-size="{font_size}"></div></body></html>"""
    )
