"""Photos taken into an audit: checked, encoded anew, hashed, and written into photos/ with their manifest."""

import contextlib
import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from cxaudit.capture.durable import one_at_a_time, write_durably
from cxaudit.capture.photos.picture import encode_photo
from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.base import MOMENT
from cxaudit.model.evidence import MAX_BYTES, locate_file
from cxaudit.model.manifest import (
    MANIFEST,
    PHOTOS,
    Photo,
    PhotoManifest,
    manifest_text,
    photo_state,
    require_manifest,
)
from cxaudit.model.words import quoted

When = str | float | None
LOCK = f"{PHOTOS}/.manifest.lock"
LONGEST_NAME = 200
MOST, MOST_OF_ALL = 1_000, 5_000  # photos of one auditor, and of an audit: nobody fills the disk, or the manifest
# Two words at least, so that it is no name which Windows keeps for itself, such as con.jpg.
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+\.jpg")


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A photo in the audit's folder: its path there, what the manifest says of it, and whether it is new there."""

    file: str
    sha256: str
    name: str
    taken: str | None
    added: str
    by: str
    width: int
    height: int
    is_new: bool


def keep_photo(folder: Path, name: str, data: bytes, *, by: str, original: str, taken: When, added: When) -> KeptPhoto:
    """Take a photo into an audit's folder: decoded, encoded anew without EXIF and GPS, hashed into the manifest.

    The same bytes under the same name again change nothing. Other bytes never take the place of a photo that is kept.

    Args: `folder` is the audit's; `name` such as mk-d4ba866b01234567.jpg; `by` the auditor's id; `original` what the
    file was called; `taken` and `added` in ISO 8601 or in milliseconds since 1970, `taken` from the photo itself where
    it is None or no time.
    Raises: ValueError, in one sentence, for what is no picture or no name, or is one photo too many; InputError when
    the manifest cannot be read or is being written by another process; OSError when the disk is full or the folder
    cannot be written.
    """
    name = name.removeprefix(f"{PHOTOS}/")
    if not _NAME.fullmatch(name) or len(name) > 120:
        raise ValueError(f"'{name[:40]}' is no name for a photo: it must be like mk-d4ba866b01234567.jpg")
    known_as = clean_name(original)
    when = _moment(added)
    if when is None:
        raise ValueError(f"{quoted(added)} is no time; write it as 2026-10-14T14:02:11+02:00")
    received = _sha256(data)
    if kept := _kept_already(folder, name, received):
        return kept
    photo = encode_photo(data, known_as or name)
    entry = Photo.model_validate(
        {
            "sha256": _sha256(photo.data),
            "received": received,
            "name": known_as or None,
            "taken": _moment(taken) or _moment(photo.taken),
            "added": when,
            "by": by,
            "width": photo.width,
            "height": photo.height,
        }
    )
    with _manifest_of(folder) as manifest:
        known = manifest.photos.get(name)
        if known and received == known.sha256:  # the kept file itself comes back: encoding it again would change it
            entry, photo_data = known, data
        else:
            _require_room(manifest, name, by)
            entry, photo_data = _unless_taken(folder, name, known, entry, photo.data), photo.data
        write_durably(folder / PHOTOS / name, photo_data)
        if entry != known:
            _write(folder, manifest, name, entry)
    return _told(name, entry, is_new=known is None)


def describe_photo(
    folder: Path, name: str, *, original: str | None = None, taken: When = None, added: When = None
) -> KeptPhoto | None:
    """Add to the manifest what was not known when the bytes came in; the hash and the size stay.

    Returns: how the photo stands now; None when it was never taken in.
    Raises: as keep_photo.
    """
    name = name.removeprefix(f"{PHOTOS}/")
    told = {"name": clean_name(original or ""), "taken": _moment(taken), "added": _moment(added)}
    told = {key: value for key, value in told.items() if value}
    with _manifest_of(folder) as manifest:
        known = manifest.photos.get(name)
        if known is None:
            return None
        entry = Photo.model_validate(known.model_dump(by_alias=True) | told)
        if entry != known:
            _write(folder, manifest, name, entry)
    return _told(name, entry, is_new=False)


def read_photo(path: Path) -> bytes:
    """The bytes of a file that may be a photo.

    Raises: ValueError for what is too large; NotFound when it cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as problem:
        raise NotFound(f"{path}: cannot be read ({getattr(problem, 'strerror', None) or problem})") from problem
    if len(data) > MAX_BYTES:
        raise ValueError(f"{quoted(path.name)} has more than {MAX_BYTES // 1_000_000} MB; export it smaller")
    return data


def clean_name(name: str) -> str:
    """The last part of a path from any system, on one line, without what cannot be seen; may be empty."""
    last = PurePosixPath(PureWindowsPath(name[:10_000]).name).name
    if not last.strip("."):
        return ""
    seen = "".join(
        character for character in last if unicodedata.category(character)[0] not in "CZ" or character == " "
    )
    return " ".join(seen.split())[:LONGEST_NAME].strip()


@contextlib.contextmanager
def _manifest_of(folder: Path) -> Iterator[PhotoManifest]:
    """The manifest as it stands, while nobody else writes it; makes photos/ where it is missing."""
    if locate_file(f"{PHOTOS}/x", folder) is None:  # photos/ is a link that leads out of the folder
        raise InputError([Issue(str(folder / PHOTOS), 1, 1, "this folder lies outside the audit's folder")])
    (folder / PHOTOS).mkdir(exist_ok=True)
    with one_at_a_time(folder / LOCK, folder / MANIFEST):
        yield require_manifest(folder)


def _kept_already(folder: Path, name: str, received: str) -> KeptPhoto | None:
    """The photo, if these very bytes are kept and unchanged: a device sends a photo again until it is told so."""
    known = require_manifest(folder).photos.get(name)
    if known is None or received not in (known.received, known.sha256):
        return None
    unchanged = photo_state(known, f"{PHOTOS}/{name}", folder) == "unchanged"
    return _told(name, known, is_new=False) if unchanged else None


def _require_room(manifest: PhotoManifest, name: str, by: str) -> None:
    """Raise ValueError when a new photo is one too many."""
    own = sum(photo.by == by for photo in manifest.photos.values())
    if name not in manifest.photos and (own >= MOST or len(manifest.photos) >= MOST_OF_ALL):
        whose, most = (f"of '{by}'", MOST) if own >= MOST else ("of all auditors", MOST_OF_ALL)
        raise ValueError(f"this audit has {most:,} photos {whose}, and takes no more")


def _unless_taken(folder: Path, name: str, known: Photo | None, entry: Photo, data: bytes) -> Photo:
    """The entry to write; a photo that was damaged since is put back as it was, with what was known of it.

    Raises: ValueError when something else has this name.
    """
    if known:
        if known.received != entry.received:
            raise ValueError(f"{PHOTOS}/{name} is kept already, and it is another photo")
        return known.model_copy(update={"sha256": entry.sha256, "width": entry.width, "height": entry.height})
    path = folder / PHOTOS / name
    if path.is_symlink() or (path.exists() and path.read_bytes() != data):  # equal: stopped before the manifest
        raise ValueError(f"{PHOTOS}/{name} is there already, and cxaudit did not write it; move it away")
    return entry


def _write(folder: Path, manifest: PhotoManifest, name: str, entry: Photo) -> None:
    photos = {**manifest.photos, name: entry}
    text = manifest_text(PhotoManifest(cxaudit="photos/1", photos={key: photos[key] for key in sorted(photos)}))
    write_durably(folder / MANIFEST, text.encode())


def _told(name: str, entry: Photo, *, is_new: bool) -> KeptPhoto:
    said = entry.model_dump(mode="json")
    return KeptPhoto(
        file=f"{PHOTOS}/{name}",
        sha256=entry.sha256,
        name=entry.name or "",
        taken=said["taken"],
        added=said["added"],
        by=entry.by or "",
        width=entry.width,
        height=entry.height,
        is_new=is_new,
    )


def _moment(given: When) -> str | None:
    """A time as the manifest writes it: ISO 8601 to the second, with the offset if there is one; None for no time."""
    try:
        if isinstance(given, str):
            written = dt.datetime.fromisoformat(given).replace(microsecond=0).isoformat()
            return written if re.fullmatch(MOMENT, written) else None  # no file takes seconds in an offset
        if given is None or isinstance(given, bool):
            return None
        return dt.datetime.fromtimestamp(given // 1000, dt.UTC).astimezone().isoformat()  # the clock on site
    except (ValueError, OverflowError, OSError):
        return None


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
