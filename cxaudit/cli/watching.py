"""Do it again whenever a file changes. Polling: file events get lost on network drives and in synchronised folders."""

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from cxaudit.errors import CxAuditError

INTERVAL = 0.5
SUFFIXES = (".yaml", ".yml", ".png", ".jpg", ".jpeg", ".webp", ".jinja", ".css")


def watch(paths: Iterable[Path], act: Callable[[], int], extra: Iterable[Path] = ()) -> int:
    """Run `act` now and after every change of a file below the folders of `paths`, until Ctrl-C; the last exit code."""
    folders = [path if path.is_dir() else path.parent for path in [*paths, *extra]]
    code, before = _act(act), _state(folders)
    click.echo("watching for changes; stop with Ctrl-C", err=True)
    try:
        while True:
            time.sleep(INTERVAL)
            now = _state(folders)
            if now != before:
                before = now
                click.echo(f"\n{time.strftime('%H:%M:%S')} a file has changed", err=True)
                code = _act(act)
                gc.collect()
    except KeyboardInterrupt:
        return code


def _act(act: Callable[[], int]) -> int:
    from cxaudit.cli.app import exit_code, print_error

    try:
        return act()
    except CxAuditError as problem:
        print_error(problem)
        return exit_code(problem)


def _state(folders: Iterable[Path]) -> dict[str, tuple[int, int]]:
    state = {}
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in SUFFIXES:
                try:
                    status = path.stat()
                except OSError:  # removed between listing and looking: the next round sees it gone
                    continue
                state[str(path)] = (status.st_mtime_ns, status.st_size)
    return state
