"""Importing WeasyPrint: with Pango found, in half the time, and with one clear error."""

import atexit
import contextlib
import ctypes.util
import os
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from cxaudit.errors import InstallError
from cxaudit.report.pango import SUBSET, install_command, make_findable, missing_libraries


def import_weasyprint() -> ModuleType:
    """WeasyPrint, ready to use; the one place that imports it.

    Raises:
        InstallError: when Pango is not there, with the command that installs it on this system.
    """
    if "weasyprint" in sys.modules:
        return sys.modules["weasyprint"]
    make_findable()
    _make_cache_writable()
    try:
        with _quick_and_quiet():
            import weasyprint
    except OSError as problem:
        raise InstallError(_how_to_install(problem)) from problem
    module: ModuleType = weasyprint
    return module


def lacks_subset() -> bool:
    """Whether libharfbuzz-subset is absent: the same PDF then takes 1.6 times as long, with one log line per font."""
    return SUBSET in missing_libraries()


def _how_to_install(problem: OSError) -> str:
    command = install_command()
    needs_root = not command.startswith(("(", "brew")) and getattr(os, "geteuid", lambda: 0)() != 0
    reason = str(problem).partition(". ")[0]  # cffi adds every other name that it tried
    return (
        f"Pango, which typesets the PDF, could not be loaded: {reason}\n"
        f"Install it:\n    {'sudo ' if needs_root else ''}{command}"
    )


@contextlib.contextmanager
def _quick_and_quiet() -> Iterator[None]:
    """The state in which to import WeasyPrint.

    Its banner about missing libraries goes to stderr, since stdout may carry data. Its warning about libharfbuzz-subset
    is dropped: `lacks_subset` tells. On Linux, `find_library` would start ldconfig, gcc and ld for each of a dozen
    wrong names before the right one is tried: half of the time.
    """
    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005 - cffi gives it a name
    try:
        with contextlib.redirect_stdout(sys.stderr), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        ctypes.util.find_library = find_library


def _make_cache_writable() -> None:
    """Gives fontconfig a temporary cache where it has none: it would print fifteen lines about that."""
    if sys.platform == "win32" or _can_write(Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()):
        return
    with contextlib.suppress(OSError):  # no temporary folder either: then with those lines
        temporary = tempfile.mkdtemp(prefix="cxaudit-cache-")
        atexit.register(shutil.rmtree, temporary, ignore_errors=True)
        os.environ["XDG_CACHE_HOME"] = temporary


def _can_write(folder: Path) -> bool:
    existing = next((path for path in (folder, *folder.parents) if path.exists()), folder)
    return os.access(existing, os.W_OK | os.X_OK)
