"""Any file of ours by its own word: `cxaudit: checklist/1`, `audit/1`, `ratings/1`, or a table."""

import contextlib
from dataclasses import dataclass
from pathlib import Path

from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.answer_map import AnswerMap
from cxaudit.model.audit import RatingsFile
from cxaudit.model.base import Written
from cxaudit.model.kind import kind_issue, kind_of
from cxaudit.model.load import AUDIT, AuditFolder, finish_checklist, load_audit
from cxaudit.model.manifest import MANIFEST, check_photos, photo_state, read_manifest
from cxaudit.model.rate import check_ratings
from cxaudit.model.resolve import resolve
from cxaudit.model.tables import TABLES
from cxaudit.model.theme_files import load_theme_of, read_theme
from cxaudit.model.themes import THEME
from cxaudit.model.validating import validated
from cxaudit.source import Source, is_folder, read_source

_TABLES: dict[str, type[Written]] = {**TABLES, "map": AnswerMap}


@dataclass(frozen=True)
class Loaded:
    """What a file turned out to be; `audit` only for an audit or one of its ratings files.

    `count` counts practices, or the entries of a table: what is counted is said by `noun`, in the plural.
    """

    kind: str
    count: int
    warnings: tuple[Issue, ...]
    audit: AuditFolder | None = None
    noun: str = "practices"


def load_file(path: Path) -> Loaded:
    """Read one file, or an audit's folder, completely.

    Raises: InputError with every problem; NotFound when there is no such file.
    """
    if is_folder(path):
        return _theme(path) if (path / THEME).is_file() and not (path / AUDIT).is_file() else _audit(path)
    source = read_source(path)
    if wrong := kind_issue(source):
        raise InputError([*source.issues, wrong])
    readers = {"checklist": _checklist, "ratings": _ratings, "theme": _theme_of, "photos": _photos}
    kind = kind_of(source).partition("/")[0]
    if kind in readers:
        return readers[kind](path, source)
    if kind in _TABLES:
        return _table(kind, source)
    if kind == "audit" or (source.issues and path.name == AUDIT):
        return _audit(path)
    raise InputError(source.issues)


def _checklist(_: Path, source: Source) -> Loaded:
    checklist, warnings = finish_checklist(resolve(source))
    return Loaded("checklist", len(checklist.practices()), warnings)


def _photos(path: Path, source: Source) -> Loaded:
    """A manifest; its photos are checked where it lies in photos/ of an audit."""
    manifest, issues = read_manifest(source)
    if manifest is None or any(issue.level == "error" for issue in issues):
        raise InputError(issues)
    folder = path.resolve().parent.parent
    if path.resolve() == folder / MANIFEST:
        states = {file: photo_state(photo, file, folder) for file, photo in manifest.by_file().items()}
        issues.extend(check_photos(manifest, states, source))
    return Loaded("photos", len(manifest.photos), tuple(issues), noun="photos")


def _table(name: str, source: Source) -> Loaded:
    table, issues = validated(source, _TABLES[name])
    if table is None or any(issue.level == "error" for issue in issues):
        raise InputError(issues)
    noun = {"sources": "statements", "map": "practices"}.get(name, name)
    return Loaded(name, len(getattr(table, noun)), tuple(issues), noun=noun)


def _audit(path: Path) -> Loaded:
    folder = load_audit(path)
    warnings = folder.warnings
    with contextlib.suppress(NotFound):  # a theme that is not there is among the warnings already
        theme = load_theme_of(folder)
        warnings += theme.warnings if theme else ()
    return Loaded("audit", len(folder.checklist.practices()), warnings, folder)


def _theme_of(path: Path, _: Source) -> Loaded:
    return _theme(path)


def _theme(path: Path) -> Loaded:
    """A theme with all its files; a folder stands for its theme.yaml."""
    if path.is_file() and path.name != THEME:
        raise NotFound(f"{path}: a theme is a folder, and its file is called {THEME}")
    theme = read_theme(path if path.is_dir() else path.parent)
    return Loaded("theme", len(theme.theme.pictures()) + len(theme.theme.font_files()), theme.warnings, noun="files")


def _ratings(path: Path, source: Source) -> Loaded:
    """A ratings file with its audit: the folder above ratings/, or the folder of an answer key."""
    home = next(
        (folder for folder in (path.resolve().parent, path.resolve().parent.parent) if (folder / AUDIT).is_file()), None
    )
    if home is None:
        given, issues = validated(source, RatingsFile)
        if given is None or any(issue.level == "error" for issue in issues):
            raise InputError(issues)
        raise NotFound(f"{path}: these ratings belong to an audit, but there is no {AUDIT} beside them or above")
    if path.resolve().parent.name == "ratings" and path.resolve().parent.parent == home:
        return Loaded("ratings", (loaded := _audit(path.parent.parent)).count, loaded.warnings, loaded.audit)
    folder = load_audit(home)
    given, issues = validated(source, RatingsFile)
    if given is not None:
        issues.extend(check_ratings(folder.checklist, folder.audit, given.ratings, source))
        if given.audit != folder.audit.id:
            issues.append(
                source.issue(("audit",), f"these ratings belong to '{given.audit}', not to '{folder.audit.id}'")
            )
    if given is None or any(issue.level == "error" for issue in issues):
        raise InputError(issues)
    return Loaded("ratings", len(given.ratings), tuple(issues))
