"""The checklist of the next wave: the one of the last wave as it is today, or another."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cxaudit.errors import NotFound
from cxaudit.model.checklist import Checklist
from cxaudit.model.evidence import locate_file
from cxaudit.model.load import AUDIT, AuditFolder, load_checklist
from cxaudit.model.lock import fingerprint
from cxaudit.model.shipped import YAML_SUFFIXES
from cxaudit.source import read_source


@dataclass(frozen=True)
class Reference:
    """The checklist of a new audit: its name in the file, itself, what is to be said, and its file if it is copied."""

    name: str
    checklist: Checklist
    said: tuple[str, ...] = ()
    copy: tuple[str, bytes] | None = None


def keep_checklist(last: AuditFolder, folder: Path) -> Reference:
    """The checklist that the audit `last` names, as it is today, for a new audit in `folder`.

    A shipped one keeps its name. A file inside the last audit's folder is copied, so that each wave stands alone; any
    other file is named by its path from the new folder.

    Raises: NotFound when it is no longer there; InputError when it cannot be read.
    """
    name = last.audit.checklist
    advice = "name the checklist of the new audit with --checklist"
    if not name.endswith(YAML_SUFFIXES):
        try:
            today = load_checklist(name)
        except NotFound as problem:
            raise NotFound(problem.message, advice) from problem
        return Reference(name, today, tuple(_differences(last.checklist, today)))
    path = last.folder / name
    if not path.is_file():
        raise NotFound(f"{last.folder / AUDIT}: its checklist '{name}' is no longer there", advice)
    today = load_checklist(path)
    said = tuple(_differences(last.checklist, today))
    if locate_file(name, last.folder) and not _extends_a_file(path):
        return Reference(path.name, today, (*said, f"{path.name} was copied"), (path.name, path.read_bytes()))
    return Reference(path_from(folder, path), today, said)


def take_checklist(last: AuditFolder, folder: Path, reference: str) -> Reference:
    """Another checklist than the last wave's: a shipped id, or a path from where the command runs.

    Raises: NotFound when there is none; InputError when it cannot be read.
    """
    today = load_checklist(reference)
    return Reference(name_checklist(today, reference, folder), today, tuple(_differences(last.checklist, today)))


def name_checklist(checklist: Checklist, reference: str, folder: Path) -> str:
    """How an audit in `folder` names its checklist: id@major for a shipped one, else a path from its folder.

    Raises: NotFound when no path leads there.
    """
    if not reference.endswith(YAML_SUFFIXES):
        return f"{checklist.id}@{checklist.version.partition('.')[0]}"
    return path_from(folder, Path(reference))


def path_from(folder: Path, path: Path) -> str:
    """A path as a file in `folder` writes it.

    Raises: NotFound when there is none, since they lie on two drives.
    """
    try:
        return Path(os.path.relpath(path.resolve(), folder.resolve())).as_posix()
    except ValueError as problem:
        raise NotFound(f"{path}: lies on another drive than {folder}; copy it there") from problem


def few(names: list[str]) -> str:
    """The first names of a list, and how many more there are."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _differences(before: Checklist, today: Checklist) -> Iterator[str]:
    if fingerprint(before) == fingerprint(today):
        return
    if before.id != today.id:
        yield f"the checklist is {today.id} {today.version}; the last wave was rated with {before.id} {before.version}"
    elif before.version != today.version:
        yield f"{today.id} {today.version} is used; the last wave was rated with {before.version}"
    else:
        yield f"{today.id} {today.version} has changed since the last wave; it is used as it is today"
    gone = [key for key in before.practices() if key not in today.practices()]
    new = [key for key in today.practices() if key not in before.practices()]
    if gone or new:
        yield f"practices of the checklist: {len(new)} new, {len(gone)} gone{f' ({few(gone)})' if gone else ''}"


def _extends_a_file(path: Path) -> bool:
    data = read_source(path).data
    return isinstance(data, dict) and str(data.get("extends", "")).endswith(YAML_SUFFIXES)
