"""The data a report carries: packed into the PDF, and taken out again."""

import base64
import binascii
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cxaudit.errors import NotFound, RenderError
from cxaudit.model.load import AUDIT, LOCK, AuditFolder
from cxaudit.model.lock import lock_text
from cxaudit.model.manifest import MANIFEST
from cxaudit.report.audience import client_files, redact
from cxaudit.report.document import Report, report_from_json
from cxaudit.report.enclosed import enclose_documents, list_left_out, restored_documents
from cxaudit.report.pdf import Attachment
from cxaudit.report.photo_records import own_manifest, restored_manifest

REPORT, PHOTOS = "report.json", "photos.yaml"
MAX_BYTES = 200_000_000
_RATINGS = re.compile(r"ratings-([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_FILE = re.compile(r"[^\x00-\x1f\\:]{1,200}")


def attachments_of(
    folder: AuditFolder, report: Report, *, client: bool = False, warn: Callable[[str], object] = str
) -> tuple[Attachment, ...]:
    """The audit's files, the locked checklist, the report document, and documents, as a PDF carries them.

    Args: `report` as it was before redacting; with `client` the files are redacted as the pages are, and documents are
        left out; `warn` is told of a document that has no room.
    """
    files = client_files(folder, report) if client else _own_files(folder)
    document = redact(report) if client else report
    ratings = [
        Attachment(name.replace("/", "-"), data, "Ratings of one auditor", "Source")
        for name, data in files.items()
        if name not in (AUDIT, LOCK, MANIFEST)
    ]
    photos = [Attachment(PHOTOS, files[MANIFEST], "Photos and their hashes", "Source")] if MANIFEST in files else []
    documents = [] if client else enclose_documents(folder, report, warn)
    return (
        Attachment(AUDIT, files[AUDIT], "The audit", "Source"),
        *ratings,
        *photos,
        Attachment(LOCK, files[LOCK], "The checklist as it was", "Source"),
        Attachment(REPORT, document.to_json().encode(), "Every number and text of the report", "Data"),
        *documents,
    )


def page_of(pdf: bytes, heading: str) -> int | None:
    """The page, counted from 1, on which the part with that bookmark begins."""
    from pypdf import PdfReader

    reader, waiting = PdfReader(io.BytesIO(pdf)), list[Any]()
    waiting.extend(reader.outline)
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif item.title == heading and (page := reader.get_destination_page_number(item)) is not None:
            return page + 1
    return None


def restored_files(pdf: Path) -> dict[str, bytes]:
    """The files of an audit folder that a report carries, by their path in the folder; pictures as printed.

    Names that we did not write are left out, so that nothing can be placed outside the folder.

    Raises: NotFound when there is no such file; RenderError when it is no report of ours.
    """
    attached = _read(pdf)
    if AUDIT not in attached or REPORT not in attached:
        raise RenderError(f"{pdf}: carries no audit; only reports made by cxaudit do")
    files = {name: data for name, data in attached.items() if name in (AUDIT, LOCK, REPORT)}
    files |= {
        f"ratings/{match.group(1)}.yaml": data for name, data in attached.items() if (match := _RATINGS.fullmatch(name))
    }
    report = report_from_json(attached[REPORT])
    for name, data in restored_documents(report, attached).items():
        if _is_safe(name):
            files.setdefault(name, data)
    for name, picture in report.pictures.items():
        if not _is_safe(name) or name in files:
            continue
        try:
            files[name] = base64.b64decode(picture.data, validate=True)
        except binascii.Error as problem:
            raise RenderError(f"{pdf}: the picture '{name}' is damaged") from problem
    if manifest := restored_manifest(attached.get(PHOTOS, b""), report, list(files)):
        files[MANIFEST] = manifest
    return files


def not_restored(files: dict[str, bytes]) -> list[str]:
    """The documents that the audit among `files` names and that were not in the report."""
    return list_left_out(report_from_json(files[REPORT]), files)


def _is_safe(name: str) -> bool:
    """Whether a name from a report may be written into the audit's folder; hidden files are settings of programs."""
    path = Path(name)
    return bool(_FILE.fullmatch(name)) and not path.is_absolute() and not any(p.startswith(".") for p in path.parts)


def _own_files(folder: AuditFolder) -> dict[str, bytes]:
    lock = folder.folder / LOCK
    locked = lock.read_bytes() if lock.is_file() else lock_text(folder.checklist, folder.audit.checklist).encode()
    manifest = own_manifest(folder)
    return {**folder.files, LOCK: locked} | ({MANIFEST: manifest} if manifest else {})


def _read(pdf: Path) -> dict[str, bytes]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        data = pdf.read_bytes()
    except OSError as problem:
        raise NotFound(f"{pdf}: cannot be read ({problem.strerror})") from problem
    if len(data) > MAX_BYTES or not data.startswith(b"%PDF"):
        raise RenderError(f"{pdf}: is no PDF report")
    try:
        reader = PdfReader(io.BytesIO(data))
        return {name: parts[0] for name, parts in reader.attachments.items() if parts}
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as problem:
        raise RenderError(f"{pdf}: cannot be read as a PDF ({problem})") from problem
