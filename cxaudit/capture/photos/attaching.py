"""Photos of a person's own folder as evidence of a practice: kept in the audit, and named in the auditor's ratings."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cxaudit.capture.photos.keeping import keep_photo, read_photo
from cxaudit.capture.photos.picture import encode_photo
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.fitting import check_body
from cxaudit.capture.ratings.records import MAX_REV, Record
from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.load import AuditFolder


@dataclass(frozen=True, slots=True)
class Attached:
    """A photo that supports a practice now: where it came from, and its file in the audit; whether that is new."""

    path: Path
    file: str
    practice: str
    caption: str
    is_new: bool


def attach_photos(
    folder: AuditFolder,
    auditor: str,
    practice: str,
    paths: Sequence[Path],
    *,
    now: dt.datetime,
    caption: str = "",
    write: bool = True,
) -> list[Attached]:
    """Take photos into an audit as evidence of one practice, all or none; those that it has already stay as they are.

    Args: `caption` takes the place of the one that stands, unless it is empty; without `write` it is only said.
    Raises: InputError with every file that is no picture, or when the practice or the ratings are not what they should
    be; NotFound when there is no such auditor; OSError when the folder cannot be written.
    """
    ratings = AuditorRatings.open(folder, auditor)
    issues: list[Issue] = []
    found: list[tuple[Path, bytes, Record]] = []
    for path in paths:
        try:
            data = read_photo(path)
            photo = encode_photo(data, path.name)
        except (ValueError, NotFound) as problem:
            issues.append(Issue(str(path), 0, 0, str(problem).removeprefix(f"{path}: ")))
            continue
        body = {
            "practice": practice,
            "caption": caption,
            "name": path.name,
            "taken": photo.taken or "",
            "added": now.isoformat(timespec="seconds"),
            "width": photo.width,
            "height": photo.height,
        }
        record = _next(ratings.records.get(key := _id_of(practice, data)), key, body, now)
        if why := check_body(folder, record):
            raise InputError([Issue(str(path), 0, 0, why)])
        found.append((path, data, record))
    if issues:
        raise InputError(issues)
    attached = [_attach(folder, auditor, ratings, *one, write=write) for one in found]
    if write and any(one.is_new for one in attached):
        ratings.save()
    return attached


def _attach(
    folder: AuditFolder, auditor: str, ratings: AuditorRatings, path: Path, data: bytes, record: Record, *, write: bool
) -> Attached:
    """The bytes first, then the record that names them: never the other way round."""
    body, name = record.body, f"{auditor}-{record.id.removeprefix('photo:')}.jpg"
    is_new = ratings.records.get(record.id) != record
    if write:
        try:
            keep_photo(
                folder.folder, name, data, by=auditor, original=body["name"], taken=body["taken"], added=body["added"]
            )
        except ValueError as problem:  # there is no room, or something else has its name
            raise InputError([Issue(str(path), 0, 0, str(problem))]) from problem
        if is_new:
            ratings.put(record)
    return Attached(path, f"photos/{name}", body["practice"], body["caption"], is_new)


def _next(standing: Record | None, key: str, body: dict[str, object], now: dt.datetime) -> Record:
    """The record that stands, if it says the same; else the next revision of it."""
    if standing and not standing.body.get("gone"):
        if body["caption"] in ("", standing.body.get("caption")):
            return standing
        body = standing.body | {"caption": body["caption"]}
    return Record(key, min(standing.rev + 1, MAX_REV) if standing else 1, "import", int(now.timestamp() * 1000), body)


def _id_of(practice: str, data: bytes) -> str:
    """The same file for the same practice has the same id, however it comes in."""
    import hashlib

    digest = hashlib.sha256(practice.encode() + b"\0" + data).hexdigest()
    return f"photo:{digest[:16]}"
