"""Loading code while somebody waits for the window."""

import gc
import linecache
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def loading() -> Iterator[None]:
    """Let the collector rest: what is loaded stays, and it would walk through that several times.

    It costs a twelfth of the start, and 40 ms of the first sight of 题库. Afterwards it passes
    over all that is there. Qt's binding reads the source of every module that comes, and 1.5 MB
    of it would stay too.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        linecache.clearcache()
        gc.freeze()
    finally:
        if was_on:
            gc.enable()
