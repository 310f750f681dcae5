"""From anything that went wrong to one sentence on standard error and an exit code."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import click

STOPPED = 130
STOPPED_WORDS = "Stopped; the review is whole."
PIPE_CLOSED = 141
_PACKAGE = Path(__file__).resolve().parent.parent


class Sentence(click.ClickException):
    """A sentence for a person; the command ends with its exit code."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence alone, with control characters made visible."""
        from workshop_tui.practice.text import visible

        click.echo(visible(self.format_message()), file=file or sys.stderr)


class Stopped(Sentence):
    """Ctrl+C, or the end of input where an answer was asked for."""

    exit_code = STOPPED

    def __init__(self) -> None:
        super().__init__(STOPPED_WORDS)


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn whatever the command raises into a sentence; never a traceback, never content."""
    try:
        yield
        sys.stdout.flush()
    except (click.ClickException, click.exceptions.Exit):
        raise
    except (KeyboardInterrupt, click.Abort):
        raise Stopped from None
    except Exception as error:  # noqa: BLE001 - the last door: whatever it is gets one sentence
        if _pipe_closed(error):
            _give_up_output()
            raise click.exceptions.Exit(PIPE_CLOSED) from None
        raise Sentence(_sentence(error)) from None


def _sentence(error: Exception) -> str:
    from workshop_tui.practice.problems import Problem

    if isinstance(error, Problem):
        return str(error)
    reason = f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""
    return (
        f"Something unexpected went wrong{reason} "
        f"({type(error).__name__}, {_place(error.__traceback__)}). The review itself is whole."
    )


def _place(trace: TracebackType | None) -> str:
    """Module and line of ours at which it happened; no values."""
    place = "outside workshop-tui"
    while trace is not None:
        path = Path(trace.tb_frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            place = f"{path.relative_to(_PACKAGE).as_posix()} line {trace.tb_lineno}"
        trace = trace.tb_next
    return place


def _pipe_closed(error: Exception) -> bool:
    if isinstance(error, BrokenPipeError):
        return True
    windows = sys.platform == "win32" and isinstance(error, OSError) and error.filename is None
    return windows and getattr(error, "errno", None) == errno.EINVAL


def _give_up_output() -> None:
    """Whoever read our output has gone: let Python's last flush go nowhere, in silence."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
