"""Workbooks for tests: the invented ferry terminal, and small edits as people and hostile programs make them."""

import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl

from cxaudit.capture.workbook.writing import write_workbook
from cxaudit.model.load import AuditFolder, load_audit

EXAMPLES = Path(__file__).parents[1] / "examples" / "workbooks"
NOW = dt.datetime(2026, 10, 14, 18, tzinfo=dt.UTC)
HEAD = 4  # the row of headings, counted from 1


def terminal(tmp_path: Path) -> AuditFolder:
    """A copy of the audit that a test may change."""
    target = tmp_path / "terminal"
    shutil.copytree(EXAMPLES / "audit", target)
    return load_audit(target)


def written(folder: AuditFolder, bodies: dict | None = None, evidence: dict | None = None) -> bytes:
    """The workbook of auditor tn."""
    return write_workbook(folder, "tn", bodies or {}, evidence or {}, file="quay-2026.tn.xlsx", now=NOW)


def edited(data: bytes, change: Callable[..., None]) -> bytes:
    """A workbook after a person's edit: `change` receives openpyxl's workbook."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def filled(data: bytes, answers: dict[str, dict[str, object]]) -> bytes:
    """A workbook with cells filled in, by practice and heading."""

    def change(book) -> None:
        sheet = book["Ratings"]
        columns = {cell.value: cell.column for cell in sheet[HEAD]}
        rows = {sheet.cell(row, 1).value: row for row in range(HEAD + 1, sheet.max_row + 1)}
        for key, cells in answers.items():
            for name, value in cells.items():
                sheet.cell(rows[key], columns[name]).value = value

    return edited(data, change)


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A zip with its parts changed; None leaves one out."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = change(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    return kept.getvalue()
