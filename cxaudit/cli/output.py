"""How commands write: whole files or none, JSON, tables, and progress on a terminal."""

import contextlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from cxaudit.errors import NotFound


def write_whole(path: Path, content: bytes | str) -> None:
    """Write a file completely or not at all: a temporary file beside it, then a rename.

    Raises: NotFound when the folder does not exist or may not be written.
    """
    import tempfile

    data = content.encode() if isinstance(content, str) else content
    name = ""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as problem:
        if name:
            with contextlib.suppress(OSError):
                Path(name).unlink()
        raise NotFound(f"{path}: cannot be written ({problem.strerror})") from problem


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def echo_json(data: Any) -> None:
    """Print data as one JSON document: indented on a terminal, on one line in a pipe."""
    indent = 2 if sys.stdout.isatty() else None
    click.echo(json.dumps(data, ensure_ascii=False, indent=indent, default=str))


def echo_table(rows: Sequence[Sequence[str]], *, numbers: Sequence[int] = ()) -> None:
    """Print rows in columns, the first row as heading; the columns in `numbers` are set flush right."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    for row in rows:
        cells = [
            cell.rjust(width) if i in numbers else cell.ljust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())


@contextlib.contextmanager
def progress(label: str) -> Iterator[None]:
    """Say on a terminal what is being done, and take it away when it is done."""
    shown = sys.stderr.isatty()
    if shown:
        click.echo(f"{label} ...", err=True, nl=False)
    try:
        yield
    finally:
        if shown:
            click.echo("\r\033[K", err=True, nl=False)
