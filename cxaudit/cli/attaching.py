"""`import PHOTO --practice ID`: photos of a camera's folder as evidence."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cxaudit.errors import InputError, Issue

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxaudit.cli.tables import Taken
    from cxaudit.model.load import AuditFolder

# What cameras and telephones write; what is not read is among them, so that its own message is given.
SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".heic", ".heif", ".avif")


def is_photo(path: Path) -> bool:
    """Whether a file is taken as a photo, by its name."""
    return path.suffix.lower() in SUFFIXES


def take_photo(path: Path, options: dict[str, Any], only: "Callable[[AuditFolder], str]") -> "Taken":
    """Take a photo into the audit as evidence of the practice that was named.

    Args: `only` gives the auditor of an audit that has a single one.
    Raises: InputError when it is no picture, or no practice is named; NotFound; OSError when nothing can be written.
    """
    from cxaudit.capture.incoming.importing import Change, Outcome
    from cxaudit.capture.incoming.opening import find_audit
    from cxaudit.capture.photos.attaching import attach_photos
    from cxaudit.model.load import load_audit

    practice = options["practice"]
    if not practice:
        hint = "say which with --practice, such as --practice front-desk.queue"
        raise InputError([Issue(str(path), 0, 0, "a photo supports a practice, and none is named", hint)])
    folder = load_audit(options["into"] or find_audit(path, "", [Path(), path.parent]), with_baseline=False)
    auditor = options["auditor"] or only(folder)
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    attached = attach_photos(
        folder, auditor, practice, [path], now=now, caption=options["caption"] or "", write=not options["dry_run"]
    )
    changes = [
        Change(one.practice, "-", f"{one.file}{f' ({one.caption})' if one.caption else ''}")
        for one in attached
        if one.is_new
    ]
    return folder, auditor, Outcome(changes)
