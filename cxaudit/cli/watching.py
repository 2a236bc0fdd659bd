"""Do it again whenever a file changes. Polling: file events get lost on network drives and in synchronised folders."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import click

from cxaudit.errors import CxAuditError

INTERVAL = 0.5
SUFFIXES = (".yaml", ".yml", ".md", ".png", ".jpg", ".jpeg", ".webp", ".jinja", ".css", ".ttf", ".otf", ".woff2")


def watch(
    paths: Iterable[Path], act: Callable[[], int], templates: Path | None = None, theme: str | None = None
) -> int:
    """Run `act` now and after every change of these audits, checklists and themes, until Ctrl-C; the last exit code."""
    given = [*paths, *([Path(theme)] if theme and Path(theme).is_dir() else [])]
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
        for pattern in ("*", "ratings/*", "photos/*", "fonts/*"):
            yield from folder.glob(pattern)
        yield from _named_by(folder / "audit.yaml")


def _named_by(audit: Path) -> Iterator[Path]:
    """The checklist file, and the files of the theme, that an audit names by their paths."""
    from cxaudit.source import read_source

    if not audit.is_file():
        return
    data = read_source(audit).data
    named = data if isinstance(data, dict) else {}
    checklist, theme = (value if isinstance(value, str) else "" for value in map(named.get, ("checklist", "theme")))
    if checklist.endswith((".yaml", ".yml")):
        yield audit.parent / checklist
    if theme and (audit.parent / theme / "theme.yaml").is_file():
        for pattern in ("*", "fonts/*"):
            yield from (audit.parent / theme).glob(pattern)
