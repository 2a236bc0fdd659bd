"""Pango, which WeasyPrint typesets with: finding its libraries, and the command that installs them.

Imports nothing of cxaudit: `.ci/bootstrap.sh` runs this file by itself, at every `make`.
"""

import ctypes
import ctypes.util
import os
import shutil
import sys
from pathlib import Path

SUBSET = "libharfbuzz-subset.so.0"  # WeasyPrint goes without, but takes 1.6 times as long
LIBRARIES = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
    SUBSET,
)

_COMMANDS = {  # program of the system -> what it gets Pango with; the first one found
    "apt-get": "apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "dnf install -y pango harfbuzz",
    "pacman": "pacman -S --noconfirm pango",
    "apk": "apk add " + " ".join(f"so:{library}" for library in LIBRARIES),
    "zypper": "zypper install -y libpango-1_0-0 libharfbuzz-subset0",
    "brew": "brew install pango",
}


def make_findable() -> None:
    """Lets this process find a Pango that stands outside the system's own folders."""
    if sys.platform == "darwin":  # a Python that is not Homebrew's does not look there; read at call time
        known = os.environ.get("DYLD_FALLBACK_LIBRARY_PATH", "")
        folders = [known, "/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib", "/usr/lib"]
        os.environ["DYLD_FALLBACK_LIBRARY_PATH"] = ":".join(filter(None, folders))
    own = Path(sys.prefix, "pango")  # unpacked by .ci/bootstrap.sh where nothing could be installed
    waiting = sorted([*own.glob("lib/*/*.so.*"), *own.glob("usr/lib/*/*.so.*")])
    while waiting:  # each needs some of the others: go round until no more can be loaded
        left = [library for library in waiting if not _loads(str(library))]
        if len(left) == len(waiting):
            break
        waiting = left
    if (own / "fonts.conf").exists():
        os.environ.setdefault("FONTCONFIG_FILE", str(own / "fonts.conf"))


def missing_libraries() -> list[str]:
    """The libraries, of those in `LIBRARIES`, that this process cannot load; none where WeasyPrint works at full speed.

    On Windows the list is always empty: only WeasyPrint knows the folders to search there.
    """
    if sys.platform == "win32":
        return []
    make_findable()
    return [library for library in LIBRARIES if not _is_there(library)]


def install_command() -> str:
    """What installs Pango on this system, without `sudo`; in brackets where it is advice and no command."""
    if sys.platform == "win32":
        return "(in the UCRT64 shell of MSYS2) pacman -S mingw-w64-ucrt-x86_64-pango"
    for program, command in _COMMANDS.items():
        if shutil.which(program):
            return command
    return "(with your system's package manager: pango, and harfbuzz with its subset library)"


def _is_there(library: str) -> bool:
    if sys.platform == "linux":  # by its exact name: find_library starts three programs for each
        return _loads(library)
    return ctypes.util.find_library(library.removeprefix("lib").partition(".so")[0]) is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
    except OSError:
        return False
    return True
