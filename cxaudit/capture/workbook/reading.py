"""A workbook from outside to rows of plain values: .xlsx, .ods and .xls, wherever its columns and rows stand now."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cxaudit.capture.workbook.biff import MAGIC, weigh_xls
from cxaudit.capture.workbook.columns import ANSWERS, CASES, FORMAT, GIVEN, ID, META, RATING, RATINGS, REASON
from cxaudit.capture.workbook.limits import MAX_BYTES, Extent, TooMuch
from cxaudit.capture.workbook.parsing import parse, parse_apart
from cxaudit.capture.workbook.rows import letters
from cxaudit.capture.workbook.xml import check_entities, weigh_ods, weigh_xlsx
from cxaudit.capture.workbook.zip import pack, unpack
from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.words import quoted

SUFFIXES = (".xlsx", ".ods", ".xls")
_HEAD_WITHIN = 100  # the row of headings stands among the first rows
_NEEDED = (ID, RATING, REASON)
_AGAIN = "write a new one with 'cxaudit sheet', or take the answers over into it"


@dataclass(frozen=True, slots=True)
class Row:
    """One practice's row: its values as the program that saved it understood them, and what is wrong in a cell."""

    id: str
    values: dict[str, Any]
    places: dict[str, str]
    faults: dict[str, str]


@dataclass(slots=True)
class Workbook:
    """What a workbook holds; `facts` says of what it is (audit, auditor, checklist, version, sha256)."""

    file: str
    facts: dict[str, str] = field(default_factory=dict)
    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    warnings: list[Issue] = field(default_factory=list)

    def place(self, cell: str) -> str:
        """How messages call a cell: `tn.xlsx > Ratings!D8`."""
        return f"{self.file} > {cell}"


def issue_at(place: str, message: str, hint: str = "", *, warning: bool = False) -> Issue:
    """An issue whose place has no line: a file, or a cell of one."""
    return Issue(place, 0, 0, message, hint, level="warning" if warning else "error")


def read_workbook(path: Path) -> Workbook:
    """The rows of a workbook.

    Raises: InputError with every problem of the file as a whole; NotFound when there is none or it cannot be read.
    """
    data = read_capped(path, MAX_BYTES)
    try:
        sheets, extents = _sheets(data)
    except TooMuch as problem:
        raise InputError([issue_at(str(path), f"this workbook is not read: {problem}")]) from problem
    except ValueError as problem:
        raise InputError([issue_at(str(path), *_no_workbook(data, path))]) from problem
    book = Workbook(str(path))
    if META not in sheets:
        raise InputError([issue_at(str(path), "this workbook does not say of which audit it is", _AGAIN)])
    _read_meta(book, sheets[META])
    name = RATINGS if RATINGS in sheets else _renamed(sheets)
    _read_rows(book, name, sheets.get(name, []), extents.get(name, Extent()))
    return book


def read_capped(path: Path, most: int) -> bytes:
    """The bytes of a file of at most `most` bytes.

    Raises: InputError when it is larger; NotFound when it cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise NotFound(f"{path}: is a folder or no ordinary file")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except (OSError, ValueError) as problem:
        raise NotFound(f"{path}: cannot be read ({getattr(problem, 'strerror', None) or problem})") from problem
    if len(data) > most:
        raise InputError([issue_at(str(path), f"this file has more than {most // 1_000_000} MB", "it is not read")])
    return data


def _sheets(data: bytes) -> tuple[dict[str, list[list[Any]]], dict[str, Extent]]:
    """Every sheet's rows by its name, and how large it is.

    Raises: TooMuch; ValueError when the bytes are no workbook or a damaged one.
    """
    if data.startswith(MAGIC):
        extents = weigh_xls(data)
        return parse_apart(data), extents
    if data.startswith(b"PK"):
        parts = unpack(data)
        check_entities(parts)
        if "xl/workbook.xml" not in parts and "content.xml" not in parts:
            raise ValueError("no workbook")
        extents = weigh_xlsx(parts) if "xl/workbook.xml" in parts else weigh_ods(parts)
        return parse(pack(parts)), extents
    raise ValueError("no workbook")


def _no_workbook(data: bytes, path: Path) -> tuple[str, str]:
    if not data:
        return "this file is empty", ""
    if data.startswith(b"PK") and b"xl/workbook.bin" in data:
        return "this is a binary workbook (.xlsb)", "save it as .xlsx"
    if data.startswith((b"PK", MAGIC)):
        return "this file is damaged, or no workbook", "open it, save it as .xlsx, and import that"
    kind = "a web page" if data.lstrip()[:1] == b"<" else "something else"
    return f"this is no workbook but {kind} named {path.suffix}", "open it, save it as .xlsx, and import that"


def _read_meta(book: Workbook, rows: list[list[Any]]) -> None:
    """What the hidden sheet says. Whoever changes it changes only what counts as changed."""
    for row in rows:
        texts = [str(value) for value in row if value != ""]
        if len(texts) >= 3 and texts[0] == GIVEN:
            try:
                body = json.loads("".join(texts[2:]))
            except (ValueError, RecursionError):
                continue
            if isinstance(body, dict):
                book.given[texts[1]] = body
        elif len(texts) == 2:
            book.facts[texts[0]] = texts[1].strip()
    kind = book.facts.get("cxaudit", "")
    if kind != FORMAT:
        newer = kind.startswith("sheet/")
        message = f"this workbook is of a newer kind ({quoted(kind)})" if newer else "this workbook is not from cxaudit"
        raise InputError([issue_at(book.file, message, "install the newest cxaudit" if newer else _AGAIN)])


def _renamed(sheets: dict[str, list[list[Any]]]) -> str:
    return next((name for name, rows in sheets.items() if name != META and _find_head(rows) is not None), RATINGS)


def _find_head(rows: list[list[Any]]) -> int | None:
    for place, row in enumerate(rows[:_HEAD_WITHIN]):
        if {name.lower() for name in _NEEDED} <= {str(value).strip().lower() for value in row}:
            return place
    return None


def _columns(book: Workbook, sheet: str, row: list[Any], head: int) -> dict[str, int]:
    """Where each heading stands; of two equal ones nobody can say which is meant."""
    found: dict[str, int] = {}
    known = {name.lower(): name for name in (ID, *ANSWERS)}
    issues = []
    for column, value in enumerate(row):
        name = known.get(str(value).strip().lower())
        if name and name in found:
            cell = f"{sheet}!{letters(column)}{head + 1}"
            issues.append(issue_at(book.place(cell), f"there is a second column '{name}'", "rename or delete one"))
        elif name:
            found[name] = column
    if issues:
        raise InputError(issues)
    return found


def _read_rows(book: Workbook, sheet: str, rows: list[list[Any]], extent: Extent) -> None:
    head = _find_head(rows)
    if head is None:
        names = ", ".join(f"'{name}'" for name in _NEEDED)
        raise InputError([issue_at(book.file, f"no sheet has the headings {names} in one row", _AGAIN)])
    columns = _columns(book, sheet, rows[head], head)
    issues = []
    for number, row in enumerate(rows[head + 1 :], head + 1):
        values = {name: row[column] if column < len(row) else "" for name, column in columns.items()}
        places = {name: f"{sheet}!{letters(column)}{number + 1}" for name, column in columns.items()}
        key = str(values[ID]).strip()
        faults = {
            name: extent.faults[number, column] for name, column in columns.items() if (number, column) in extent.faults
        }
        if not key:
            if any(str(values.get(name, "")).strip() for name in ANSWERS if name not in (RATING, CASES)):
                place = book.place(places[RATING])
                hint = "the hidden column A names the practice of each row"
                book.warnings.append(issue_at(place, "this row names no practice and is left out", hint, warning=True))
        elif key in book.rows:
            other = book.rows[key].places[ID].rpartition("!")[2]
            issues.append(
                issue_at(book.place(places[ID]), f"'{key}' stands here and in {other}", "delete one of the rows")
            )
        else:
            book.rows[key] = Row(key, values, places, faults)
    if issues:
        raise InputError(issues)
