"""A file from outside, by its kind: a workbook, or the file that a form saved."""

import contextlib
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cxaudit.capture.incoming.importing import Incoming, Opened
from cxaudit.capture.workbook.reading import SUFFIXES, Workbook, issue_at
from cxaudit.errors import InputError, NotFound
from cxaudit.model.load import AUDIT, AuditFolder

SAVED = ".cxratings.json"
_HEAD = 20_000  # the id of an audit stands among its first lines
_MOST_BESIDE = 500


@dataclass(frozen=True, slots=True)
class OpenedWorkbook:
    """A workbook that was read; `photos` is the folder of the photos that it names."""

    book: Workbook
    photos: Path | None

    @property
    def audit(self) -> str:
        """The id of its audit."""
        return self.book.facts.get("audit", "")

    @property
    def auditor(self) -> str:
        """The id of its auditor."""
        return self.book.facts.get("auditor", "")

    def bring(self, folder: AuditFolder) -> Incoming:
        """The answers in the words of this audit's checklist.

        Raises: InputError with every problem of every cell.
        """
        from cxaudit.capture.photos.incoming import find_photo
        from cxaudit.capture.workbook.answers import read_answers

        return read_answers(self.book, folder, lambda name: find_photo(name, folder.folder, self.photos))


def open_incoming(path: Path, *, photos: Path | None = None) -> Opened:
    """Open a file by its suffix: .xlsx, .ods, .xls, or .cxratings.json.

    Args: `photos` is the folder that holds the photos which a workbook names.
    Raises: InputError with every problem of the file as a whole; NotFound.
    """
    name = path.name.lower()
    if name.endswith(SUFFIXES):
        from cxaudit.capture.workbook.reading import read_workbook

        return OpenedWorkbook(read_workbook(path), photos)
    if name.endswith((SAVED, ".json")):  # browsers may shorten the name
        from cxaudit.capture.incoming.saved_file import read_saved

        return read_saved(path)
    hint = f"known are {', '.join((*SUFFIXES, SAVED))}"
    if not path.exists():
        raise NotFound(f"{path}: no such file")
    raise InputError([issue_at(str(path), "this kind of file is not read", hint)])


def find_audit(file: Path, audit: str, near: list[Path]) -> Path:
    """The folder of an audit by its id: here, above, or one or two folders below.

    Args: `near` are the folders to begin from, such as the current one and that of the file.
    Raises: NotFound when there is none, or several.
    """
    if not audit and (near[0] / AUDIT).is_file():
        return near[0]
    found: list[Path] = []
    for places in _tiers(near):
        found = found or [place for place in dict.fromkeys(places) if _id_of(place / AUDIT) == audit]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(
            f"{file}: its audit '{audit}' is here {len(found)} times ({', '.join(map(str, found))})",
            "name its folder with --into",
        )
    said = f"this file is of the audit '{audit}', which is not near" if audit else "this file names no audit"
    raise NotFound(f"{file}: {said}", "name the audit's folder with --into")


def _tiers(near: list[Path]) -> Iterator[list[Path]]:
    """Where to look: first in a folder itself and above it, one after another, then in what lies below."""
    for place in near:
        yield [place.resolve(), *list(place.resolve().parents)[:2]]
    beside = []
    for place in near:
        with contextlib.suppress(OSError):
            below = itertools.chain(place.glob(f"*/{AUDIT}"), place.glob(f"*/*/{AUDIT}"))
            beside += [part.parent.resolve() for part in itertools.islice(below, _MOST_BESIDE)]
    yield beside


def _id_of(path: Path) -> str | None:
    """The id that an audit.yaml gives itself; cheap, since the file is read and checked later."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8", "replace")
    except OSError:
        return None
    found = re.search(r"^id:[ \t]*[\"']?([a-z0-9-]+)", head, re.MULTILINE)
    return found[1] if found else None
