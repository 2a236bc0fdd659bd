"""Do it again whenever a file changes. Polling: file events get lost on network drives and in synchronised folders."""

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import click

from cxaudit.errors import CxAuditError, NotFound
from cxaudit.source import is_file, is_folder, read_source

Stamp = tuple[int, int]
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


def _state(paths: Iterable[Path], templates: Path | None) -> dict[str, Stamp]:
    found = [*_files(paths), *(_listed(templates, "**/*") if templates else ())]
    stamps = {str(path): _stamp(path) for path in found if path.suffix in SUFFIXES}
    return {name: stamp for name, stamp in stamps.items() if stamp}


def _stamp(path: Path) -> Stamp | None:
    """When a file was written and its size; None for one that vanished since it was listed."""
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size


def _listed(folder: Path, pattern: str) -> list[Path]:
    """What is in a folder now; nothing of one that vanishes meanwhile or may not be read."""
    try:
        return list(folder.glob(pattern))
    except OSError:
        return []


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    """What lies beside the files and in an audit's own folders; never a whole tree, which may be someone's home."""
    for path in paths:
        folder = path if is_folder(path) else path.parent
        for pattern in ("*", "ratings/*", "photos/*", "fonts/*"):
            yield from _listed(folder, pattern)
        audit = folder / "audit.yaml"
        if stamp := _stamp(audit):
            yield from _named_by(audit, stamp)


def _named_by(audit: Path, stamp: Stamp) -> Iterator[Path]:
    """The checklist file, and the files of the theme, that an audit names by their paths."""
    checklist, theme = _names_in(audit, stamp)
    if checklist.endswith((".yaml", ".yml")):
        yield audit.parent / checklist
    if theme and is_file(audit.parent / theme / "theme.yaml"):
        for pattern in ("*", "fonts/*"):
            yield from _listed(audit.parent / theme, pattern)


@lru_cache(maxsize=32)
def _names_in(audit: Path, stamp: Stamp) -> tuple[str, str]:  # noqa: ARG001 - the stamp tells versions apart
    """Checklist and theme as one version of an audit names them: read once, not at every look."""
    try:
        data = read_source(audit).data
    except NotFound:
        return "", ""
    named = data if isinstance(data, dict) else {}
    checklist, theme = (value if isinstance(value, str) else "" for value in map(named.get, ("checklist", "theme")))
    return checklist, theme
