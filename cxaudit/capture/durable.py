"""Files that survive a power cut: written whole or not at all, and one writer at a time."""

import contextlib
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cxaudit.errors import InputError, Issue

WAIT = 10.0  # seconds; whoever holds the lock needs a few milliseconds
_PAUSE = 0.02
Stamp = tuple[int, int, int] | None


def stamp_of(seen: os.stat_result) -> Stamp:
    """By what a file is known to be the one that was read or written."""
    return seen.st_mtime_ns, seen.st_size, seen.st_ino


def stamp_now(path: Path) -> Stamp:
    """The stamp of a file as it is now; None where there is none."""
    try:
        return stamp_of(os.stat(path))  # noqa: PTH116 - with Path.stat the same
    except FileNotFoundError:
        return None


def write_durably(path: Path, data: bytes, *, unless: Callable[[], bool] | None = None) -> os.stat_result | None:
    """Write a file so that either the old or the new content is there afterwards, also after a power cut.

    Args: `unless` is asked at the last moment, when everything is on the disk; if it says yes, the old content stays.
    Returns: how the system knows the new file; None when it was not written.
    Raises: OSError when the disk is full or the folder cannot be written; the old content stays.
    """
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(8)}.tmp")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            written = os.fstat(file.fileno())
        if unless and unless():
            beside.unlink()
            return None
        beside.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(path.parent)
    return written


@contextlib.contextmanager
def one_at_a_time(lock: Path, what: Path, wait: float = WAIT) -> Iterator[None]:
    """Hold a lock that other threads and processes respect, such as `serve` and `import` on one audit.

    The system lets go of it when its holder ends, however it ends: so no lock is ever stale, and the empty file stays.

    Args: `what` is the file that the lock guards, for the message.
    Raises: InputError when another process does not let go of it; OSError when the folder cannot be written.
    """
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        until = time.monotonic() + wait
        while not _taken(handle):
            if time.monotonic() > until:
                message = f"another cxaudit has been writing this file for {wait:g} seconds"
                raise InputError([Issue(str(what), 1, 1, message, "stop it, then try again")])
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)  # closing also unlocks


def _taken(handle: int) -> bool:
    """Try to get the lock; on a disk that knows no locks nobody is kept out."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # some network disks
        return True
    return True


def _sync_folder(folder: Path) -> None:
    """Make the rename itself last; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:  # some network disks refuse; the file itself is safe
        pass
    finally:
        os.close(handle)
