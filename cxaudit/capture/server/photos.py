"""Photos that come in over the network: named by us, decoded and encoded anew before they reach the folder."""

import datetime as dt
import re
from pathlib import Path

from cxaudit.capture.ratings.records import PHOTO, Record
from cxaudit.capture.server.answers import Refusal, unwritable
from cxaudit.errors import InputError
from cxaudit.model.evidence import locate_file

MAX_PIXELS = 25_000_000  # pages send 2 megapixels; to unpack 100 takes a gigabyte and seconds
_HEX = re.compile(r"[0-9a-f]{16}")


def photo_file(folder: Path, auditor: str, number: str) -> Path | None:
    """Where a photo lies, or would lie; None when its number is none, or a link leads out of the audit's folder."""
    name = _name(auditor, number)
    return locate_file(f"photos/{name}", folder) if name else None


def keep(folder: Path, auditor: str, number: str, data: bytes, now: dt.datetime) -> None:
    """Take a picture into the audit's folder; the same one again changes nothing.

    Raises: Refusal: 422 when it is no picture, or one too many; 503 when the manifest is unreadable; 507 when it cannot
    be written.
    """
    from cxaudit.capture.photos.keeping import keep_photo
    from cxaudit.capture.photos.picture import refuse_larger

    name = _name(auditor, number)
    if name is None:
        raise Refusal(404, "This is no number of a photo.")
    try:
        refuse_larger(data, MAX_PIXELS)
        # What it was called and when it was taken follows with its record.
        keep_photo(folder, name, data, by=auditor, original="", taken=None, added=now.isoformat(timespec="seconds"))
    except ValueError as problem:
        raise Refusal(422, str(problem)) from None
    except InputError as problem:
        raise Refusal(503, f"The list of photos cannot be read now ({problem.issues[0].message}).") from problem
    except OSError as problem:
        raise Refusal(507, unwritable(problem)) from problem


def describe(folder: Path, auditor: str, record: Record) -> None:
    """Note in the manifest what a photo's record tells of it; of other records nothing.

    Raises: OSError, InputError.
    """
    from cxaudit.capture.photos.keeping import describe_photo

    name = _name(auditor, record.id.removeprefix(PHOTO)) if record.is_photo and not record.body.get("gone") else None
    if name:
        told = {key: record.body.get(key) or None for key in ("taken", "added")}
        describe_photo(folder, name, original=record.body.get("name") or None, **told)


def _name(auditor: str, number: str) -> str | None:
    return f"{auditor}-{number}.jpg" if _HEX.fullmatch(number) else None
