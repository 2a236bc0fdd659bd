"""Documents that support ratings: the auditors' own PDF encloses them, and opening it puts them back.

A client's PDF never does: what a document says, nobody has redacted.
"""

from collections.abc import Callable, Collection, Mapping
from pathlib import PurePosixPath

from cxaudit.model.audit import PICTURES
from cxaudit.model.evidence import locate_file
from cxaudit.model.load import AuditFolder
from cxaudit.report.document import Report
from cxaudit.report.pdf import Attachment

MAX_BYTES = 20_000_000  # of all documents together: a report is sent by mail


def enclose_documents(folder: AuditFolder, report: Report, warn: Callable[[str], object]) -> list[Attachment]:
    """The documents as a PDF carries them.

    Args: `warn` is told, in a sentence, which are left out because they have no room.
    """
    made, room = list[Attachment](), MAX_BYTES
    for name, file in _names(report).items():
        path = locate_file(file, folder.folder)
        if path is None or not path.is_file():
            continue
        size = path.stat().st_size
        if size > room:
            warn(f"'{file}' is not enclosed: the PDF takes {MAX_BYTES // 1_000_000} MB of documents")
            continue
        made.append(Attachment(name, path.read_bytes(), f"Evidence: {file}", "Supplement"))
        room -= size
    return made


def restored_documents(report: Report, attached: Mapping[str, bytes]) -> dict[str, bytes]:
    """The documents that a report carries, by their path in the audit's folder."""
    return {file: attached[name] for name, file in _names(report).items() if name in attached}


def list_left_out(report: Report, restored: Collection[str]) -> list[str]:
    """The documents that the audit names and its PDF did not carry; in a client's audit they are texts."""
    return [] if report.audience == "client" else [file for file in _names(report).values() if file not in restored]


def _names(report: Report) -> dict[str, str]:
    """The name of each document inside the PDF, and its path in the audit's folder."""
    named = (part.file for practice in report.practices for part in practice.evidence)
    files = dict.fromkeys(file for file in named if file and not file.lower().endswith(PICTURES))
    return {f"document-{number:02}-{PurePosixPath(file).name}": file for number, file in enumerate(files, 1)}
