"""Do it again whenever a file changes. Polling: file events get lost on network drives and in synchronised folders."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from cxaudit.errors import CxAuditError

INTERVAL = 0.5
SUFFIXES = (".yaml", ".yml", ".png", ".jpg", ".jpeg", ".webp", ".jinja", ".css")


def watch(paths: Iterable[Path], act: Callable[[], int], templates: Path | None = None) -> int:
    """Run `act` now and after every change of these audits and checklists, until Ctrl-C; the last exit code."""
    given = list(paths)
    code, before = _act(act), _state(given, templates)
    click.echo("watching for changes; stop with Ctrl-C", err=True)
    try:
        while True:
            time.sleep(INTERVAL)
            now = _state(given, templates)
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


def _state(paths: Iterable[Path], templates: Path | None) -> dict[str, tuple[int, int]]:
    state = {}
    for path in [*_files(paths), *(templates.rglob("*") if templates else ())]:
        if path.suffix in SUFFIXES:
            try:
                status = path.stat()
            except OSError:  # removed between listing and looking: the next round sees it gone
                continue
            state[str(path)] = (status.st_mtime_ns, status.st_size)
    return state


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """What lies beside the files and in an audit's own folders; never a whole tree, which may be someone's home."""
    for path in paths:
        folder = path if path.is_dir() else path.parent
        for pattern in ("*", "ratings/*", "photos/*"):
            yield from folder.glob(pattern)
        if own := _checklist_of(folder / "audit.yaml"):
            yield own


def _checklist_of(audit: Path) -> Path | None:
    """The checklist file that an audit names by its path."""
    from cxaudit.source import read_source

    if not audit.is_file():
        return None
    data = read_source(audit).data
    reference = data.get("checklist") if isinstance(data, dict) else None
    return audit.parent / reference if isinstance(reference, str) and reference.endswith((".yaml", ".yml")) else None
