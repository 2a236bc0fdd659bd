"""Photos that come with a file: looked at before anything is written, then kept in the audit's folder."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cxaudit.capture.photos.keeping import clean_name, keep_photo, read_photo
from cxaudit.capture.photos.picture import encode_photo
from cxaudit.capture.ratings.records import Record
from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.audit import PICTURES
from cxaudit.model.evidence import locate_file
from cxaudit.model.load import AuditFolder


@dataclass(slots=True)
class IncomingPhoto:
    """A photo of a practice: its bytes with the record of a form, or the `path` of a file (None: there is none)."""

    practice: str
    name: str
    place: str = ""
    path: Path | None = None
    data: bytes = b""
    record: Record | None = None


@dataclass(slots=True)
class Wanted:
    """The photos that are new here, each checked by decoding it, and what is wrong with others."""

    wanted: list[IncomingPhoto] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def wanted_photos(
    folder: AuditFolder,
    auditor: str,
    photos: Iterable[IncomingPhoto],
    records: dict[str, Record],
    warnings: list[Issue],
) -> Wanted:
    """The photos to take in. One that the practice has already is passed over; one that is missing is a warning."""
    found = Wanted()
    for photo in photos:
        if not photo.record and _is_known(folder, auditor, photo, records):
            continue
        if not photo.record and photo.path is None:
            warnings.append(_missing(photo))
            continue
        try:
            photo.data = photo.data or read_photo(photo.path or Path())
            encode_photo(photo.data, photo.name)
        except (ValueError, NotFound) as problem:
            found.issues.append(Issue(photo.place, 0, 0, str(problem)))
        else:
            found.wanted.append(photo)
    return found


def keep_all(folder: AuditFolder, auditor: str, photos: Iterable[IncomingPhoto], now: dt.datetime) -> Iterator[Record]:
    """Keep the photos and give their records.

    Raises: OSError when the folder cannot be written; InputError when its manifest cannot be read, or has no room.
    """
    when = now.isoformat(timespec="seconds")
    for photo in photos:
        key = photo.record.id if photo.record else f"photo:{_digest(photo)}"
        told = photo.record.body if photo.record else {}
        try:
            kept = keep_photo(
                folder.folder,
                f"{auditor}-{key.removeprefix('photo:')}.jpg",
                photo.data,
                by=auditor,
                original=photo.name,
                taken=told.get("taken"),
                added=told.get("added") or when,
            )
        except ValueError as problem:  # there is no room, or something else has its name
            raise InputError([Issue(photo.place, 0, 0, str(problem))]) from problem
        if photo.record:
            yield photo.record
            continue
        body = {
            "practice": photo.practice,
            "caption": "",
            "name": kept.name,
            "taken": kept.taken or "",
            "added": kept.added,
            "width": kept.width,
            "height": kept.height,
        }
        yield Record(key, 1, "import", int(now.timestamp() * 1000), body)


def _digest(photo: IncomingPhoto) -> str:
    """The photo's id: the same file for the same practice has the same one."""
    import hashlib

    return hashlib.sha256(photo.practice.encode() + b"\0" + photo.data).hexdigest()[:16]


def _is_known(folder: AuditFolder, auditor: str, photo: IncomingPhoto, records: dict[str, Record]) -> bool:
    """Whether the practice has evidence of this name already, in the file's words or in the photo's own."""
    rating = folder.ratings.get(auditor, {}).get(photo.practice)
    files = {evidence.file for evidence in (rating.evidence if rating else ()) if evidence.file}
    own = {
        record.body.get("name")
        for record in records.values()
        if record.id.startswith("photo:") and record.body.get("practice") == photo.practice
    }
    return bool({photo.name, clean_name(photo.name)} & {*files, *(Path(name).name for name in files), *own})


def _missing(photo: IncomingPhoto) -> Issue:
    if not photo.name.lower().endswith(PICTURES):
        return Issue(
            photo.place,
            0,
            0,
            f"'{photo.name}' is no picture, so it is left out",
            "name it in the ratings file: evidence: [{file: photos/...}]",
            level="warning",
        )
    return Issue(
        photo.place,
        0,
        0,
        f"there is no photo '{photo.name}'",
        "say where it is with --photos DIR and import again; the rest is taken now",
        level="warning",
    )


def find_photo(name: str, audit: Path, photos: Path | None) -> Path | None:
    """The file of a photo's name in the folder that the caller named, or in the audit's; never anywhere else."""
    if not name.lower().endswith(PICTURES) or "://" in name:
        return None
    places = [(photos, clean_name(name))] if photos else []
    places += [(audit, name), (audit, f"photos/{clean_name(name)}")]
    for folder, inside in places:
        path = locate_file(inside, folder) if inside else None
        if path and path.is_file():
            return path
    return None
