"""Ending without a trace of content: no local variable, no message text, no name."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from rich.text import Text

_SENTENCE = (
    "workshop-tui had to stop because of a fault in the program.\n"
    "Everything that was shown as saved is in the review, and so is a half-typed line.\n"
    "Open the review again to go on.\n"
)


def farewell(error: BaseException | None) -> Text:
    """What stays on the terminal after a crash: where in the program, nothing of the review."""
    return Text(_SENTENCE + where(error))


def where(error: BaseException | None) -> str:
    """The fault's type and the places in our own code, for whoever mends it."""
    if error is None:
        return ""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "workshop_tui" in f.filename.replace("\\", "/")]
    places = ", ".join(
        f"{f.filename.replace(chr(92), '/').rsplit('workshop_tui/', 1)[-1]}:{f.lineno}"
        for f in (ours or frames)[-4:]
    )
    return f"For the developers: {type(error).__name__} at {places}"


@contextmanager
def quiet() -> Iterator[None]:
    """While this holds, no exception anywhere prints its message or its variables.

    Also those that nobody waits for: in a thread, a callback, an object that is thrown away.
    """
    old_hook, old_thread_hook = sys.excepthook, threading.excepthook
    old_unraisable, old_resort = sys.unraisablehook, logging.lastResort

    def hook(kind: type[BaseException], error: BaseException, _: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        print(farewell(error).plain, file=sys.stderr)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        print(where(args.exc_value), file=sys.stderr)

    def unraisable(args: sys.UnraisableHookArgs) -> None:
        print(where(args.exc_value), file=sys.stderr)

    sys.unraisablehook, logging.lastResort = unraisable, _Places(logging.WARNING)
    sys.excepthook, threading.excepthook = hook, thread_hook
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it was, only its place may be shown
        print(farewell(error).plain, file=sys.stderr)
        raise SystemExit(1) from None
    finally:
        sys.excepthook, threading.excepthook = old_hook, old_thread_hook
        sys.unraisablehook, logging.lastResort = old_unraisable, old_resort


class _Places(logging.Handler):
    """Where nobody else takes a log record: only the place of its exception is shown."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print the place; a message may hold anything."""
        if record.exc_info:
            print(where(record.exc_info[1]), file=sys.stderr)
