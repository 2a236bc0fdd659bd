"""Where calamine reads a workbook, and for an old .xls the process of its own that it does so in.

Over a damaged .xls calamine may ask for a terabyte, at which the system ends the whole process. So that file is read in
another one: this file, run as a program, gets the bytes and gives the cells as JSON.
"""

import contextlib
import datetime as dt
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

Sheets = dict[str, list[list[Any]]]
_SECONDS = 60
_MEMORY = 1_500_000_000
_KINDS: dict[str, Any] = {"date": dt.date, "datetime": dt.datetime, "time": dt.time}


def parse(data: bytes) -> Sheets:
    """Every sheet's rows by its name.

    Raises: ValueError when the file is damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError, OverflowError) as problem:
        raise ValueError("the file is damaged") from problem
    except BaseException as problem:  # a bug in Rust ends in a panic, which is no ordinary exception
        if type(problem).__name__ != "PanicException":
            raise
        raise ValueError("the file is damaged") from problem


def parse_apart(data: bytes) -> Sheets:
    """The same in a process of its own, which may be ended by the system.

    Raises: ValueError when the file is damaged.
    """
    try:
        done = subprocess.run(  # noqa: S603 - our own file; the bytes come by its standard input
            [sys.executable, "-P", str(Path(__file__))], input=data, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise ValueError("the file is damaged") from problem
    if done.returncode:
        raise ValueError("the file is damaged")
    sheets: Sheets = json.loads(done.stdout, object_hook=_restore)
    return sheets


def _tell(value: Any) -> dict[str, str]:
    """What JSON has no word for; a sheet is never an object with a single key of ours."""
    return {f"\0{type(value).__name__}": value.isoformat() if hasattr(value, "isoformat") else str(value)}


def _restore(found: dict[str, Any]) -> Any:
    for name, value in found.items():
        if name.startswith("\0"):
            kind = _KINDS.get(name[1:])
            return kind.fromisoformat(value) if kind else dt.timedelta()
    return found


def _main() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        sheets = parse(sys.stdin.buffer.read())
    except ValueError:
        sys.exit(1)
    sys.stdout.write(json.dumps(sheets, default=_tell))


if __name__ == "__main__":
    _main()
