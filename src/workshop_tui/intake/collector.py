"""Pauses Python's collector of cyclic garbage while a file becomes rows: a million small objects.

None of them is garbage, and looking for some among them takes as long as reading a large Word
table does. What is really garbage meanwhile waits until the file is read.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_pauses = 0
_was_on = True


@contextmanager
def paused() -> Iterator[None]:
    """Pause it; the last of several pauses at once starts it again, if it ran before."""
    global _pauses, _was_on
    with _lock:
        if _pauses == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _pauses += 1
    try:
        yield
    finally:
        with _lock:
            _pauses -= 1
            if _pauses == 0 and _was_on:
                _keep()
                gc.enable()


def _keep() -> None:
    """Count what was made meanwhile as old: else the next look would go through all of it."""
    gc.freeze()
    gc.unfreeze()
