"""One writer at a time in a folder, across processes.

Invariant: the folder itself is locked, so no lock file is left behind; the
lock goes with its process, however that ends.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def folder_locked(folder: Path, seconds: float = 10.0) -> Iterator[None]:
    """Alone in the folder while the block runs.

    Goes on without a lock where the platform or the file system has none, so
    callers still compare before they replace. Raises TimeoutError when somebody
    else holds it for `seconds`, OSError when the folder cannot be opened.
    """
    try:
        import fcntl
    except ImportError:  # no POSIX
        yield
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        deadline = time.monotonic() + seconds
        while True:
            try:
                fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise TimeoutError(f"another program keeps {folder} locked") from None
                time.sleep(0.005)
            except OSError:  # a network file system without locks
                break
            else:
                break
        yield
    finally:
        os.close(opened)


def make_private_folder(folder: Path) -> None:
    """Make the folder and its missing parents, each for the person alone (0700).

    XDG's base directory specification asks for this mode. Raises OSError.
    """
    if not folder.is_dir():
        make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)
