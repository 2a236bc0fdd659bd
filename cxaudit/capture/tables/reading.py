"""A table of answers, as form programs export it: CSV in any common encoding and with any common separator."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cxaudit.errors import InputError, Issue, NotFound

MAX_BYTES = 20_000_000
MAX_CELL = 100_000
MAX_COLUMNS = 5_000
MAX_ROWS = 50_000
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SAMPLE, _HEAD = 50, 1_000_000  # rows, and signs, that are looked at to find the separator
_OTHERS = (
    (b"pk\x03\x04", "an Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"%pdf", "a PDF"),
    (b"<!doctype", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `number` as a spreadsheet counts, where the headings are row 1; empty cells at its end may lack."""

    number: int
    cells: tuple[str, ...]

    def at(self, position: int) -> str:
        """The text in a column, without blanks around it."""
        return self.cells[position].strip() if position < len(self.cells) else ""


@dataclass(frozen=True)
class Table:
    """A table with its headings; a heading that stands there twice is told apart as `Note (2)`.

    `said` holds what may be worth a look, such as the encoding.
    """

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    said: tuple[str, ...] = ()

    def problem(self, message: str, hint: str = "", *, row: int | None = None, column: int | None = None) -> Issue:
        """An issue at a row, or a column, or both."""
        return Issue(self.place(row=row, column=column), 0, 0, message, hint)

    def place(self, *, row: int | None = None, column: int | None = None) -> str:
        """How messages call a row, a column, or a cell: `answers.csv > row 3, column "Queue"`."""
        places = [f"row {row}"] if row else []
        places += [f'column "{shorten(self.headings[column])}"'] if column is not None else []
        return " > ".join([self.file, ", ".join(places)]) if places else self.file


def read_table(path: Path) -> Table:
    """The table in a CSV file.

    Raises: NotFound when there is no such file; InputError with every problem when it is no table.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except FileNotFoundError as problem:
        raise NotFound(f"{path}: no such file") from problem
    except OSError as problem:
        raise NotFound(f"{path}: cannot be read ({problem.strerror})") from problem
    return table_of(raw, str(path))


def table_of(raw: bytes, file: str) -> Table:
    """The table in the bytes of a CSV file; `file` is how messages call it.

    Raises: InputError with every problem when it is no table.
    """
    text, said = _text_of(raw, file)
    separator, text = _separator(text)
    rows, issues = _rows(text, separator, file)
    if not rows:
        raise InputError(issues or [Issue(file, 0, 0, "this file is empty", "export the answers again")])
    headings = _told_apart(rows[0].cells)
    table = Table(file, headings, tuple(_said(rows[1:], len(headings))), tuple(said))
    if len(headings) > MAX_COLUMNS:
        issues.append(table.problem(f"this table has {len(headings)} columns; at most {MAX_COLUMNS} are read"))
    for row in rows[1:]:
        if any(cell.strip() for cell in row.cells[len(headings) :]):
            issues.append(
                table.problem(
                    f"this row has {len(row.cells)} cells, but there are {len(headings)} headings",
                    f"put quotes around texts that hold {SEPARATORS[separator]}",
                    row=row.number,
                )
            )
    if len(headings) == 1 and not issues:
        hint = "save it as CSV with commas, semicolons or tabs between the columns"
        issues.append(table.problem("there is only one column in this table", hint))
    if issues:
        raise InputError(issues)
    return table


def shorten(text: str, most: int = 60) -> str:
    """A text for a message: on one line, and not too long."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[: most - 3].rstrip()}..."


def _text_of(raw: bytes, file: str) -> tuple[str, list[str]]:
    if len(raw) > MAX_BYTES:
        raise InputError(
            [Issue(file, 0, 0, f"the file has more than {MAX_BYTES // 1_000_000} MB", "export fewer rows")]
        )
    if kind := next((kind for head, kind in _OTHERS if raw[:100].lstrip().lower().startswith(head)), None):
        hint = "unpack it, or export it as CSV (UTF-8)"
        raise InputError([Issue(file, 0, 0, f"this is {kind}, not a CSV file", hint)])
    utf16 = _utf16(raw)
    try:
        text = raw.decode(utf16 or "utf-8-sig")
    except UnicodeDecodeError:
        if utf16:
            raise InputError([Issue(file, 0, 0, "this UTF-16 text is damaged", "export it again as UTF-8")]) from None
        text = raw.decode("cp1252", "replace")
        said = ["it is no UTF-8 text and was read as Windows-1252; if letters look wrong, save it as CSV UTF-8"]
    else:
        said = []
    text = text.removeprefix("\ufeff")
    if "\0" in text:
        raise InputError([Issue(file, 0, 0, "this is a binary file, not a CSV file", "export the answers as CSV")])
    return text, said


def _utf16(raw: bytes) -> str:
    """The kind of UTF-16, by its mark or by the zeros between its letters; empty for anything else."""
    if raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    head = raw[:200]
    if len(head) < 4 or b"\0" not in head:
        return ""
    return "utf-16-le" if not head[1::2].strip(b"\0") else "utf-16-be" if not head[::2].strip(b"\0") else ""


def _separator(text: str) -> tuple[str, str]:
    """What stands between the cells, and the text without Excel's line `sep=;`.

    The one counts that divides most rows into as many cells as there are headings; of equal ones, that with more cells.
    """
    first, _, rest = text.partition("\n")
    if (said := first.strip().lower().removeprefix("sep=")) != first.strip().lower() or first.strip() == "sep=":
        return (said or "\t") if (said or "\t") in SEPARATORS else ",", rest
    scores = {}
    for separator in SEPARATORS:
        widths = []
        try:
            for row in csv.reader(io.StringIO(text[:_HEAD], newline=""), delimiter=separator):
                widths.append(len(row))
                if len(widths) == _SAMPLE:
                    break
        except csv.Error:
            pass
        same = sum(width == widths[0] for width in widths) / len(widths) if widths else 0
        scores[separator] = (bool(widths) and widths[0] > 1, same, widths[0] if widths else 0)
    return max(scores, key=lambda separator: scores[separator]), text


def _rows(text: str, separator: str, file: str) -> tuple[list[Row], list[Issue]]:
    rows: list[Row] = []
    if any(
        line.count(separator) > MAX_CELL for line in text.split("\n")
    ):  # before it is divided: it would fill the memory
        return rows, [Issue(file, 0, 0, f"a line of this table has more than {MAX_CELL:,} cells", "export it again")]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    before = csv.field_size_limit(MAX_CELL)
    try:
        for number, cells in enumerate(reader, 1):
            if number > MAX_ROWS:
                return rows, [Issue(file, 0, 0, f"this table has more than {MAX_ROWS:,} rows", "export fewer rows")]
            rows.append(Row(number, tuple(cells)))
    except csv.Error as problem:
        place = f"{file} > row {number + 1}"
        if "field larger" in str(problem):
            return rows, [Issue(place, 0, 0, f"a cell has more than {MAX_CELL:,} characters", "shorten it")]
        hint = "a quote that begins a cell must end it, and a quote inside a cell is written twice"
        return rows, [Issue(place, 0, 0, "the quotes in this row do not fit together", hint)]
    finally:
        csv.field_size_limit(before)
    while rows and not any(cell.strip() for cell in rows[0].cells):
        del rows[0]
    return rows, []


def _said(rows: list[Row], width: int) -> Iterator[Row]:
    """The rows that say anything, none wider than the headings."""
    for row in rows:
        if any(cell.strip() for cell in row.cells):
            yield Row(row.number, row.cells[:width])


def _told_apart(cells: tuple[str, ...]) -> tuple[str, ...]:
    """The headings on one line each, without empty ones at the end; equal ones are numbered."""
    flat = [" ".join(cell.split()) for cell in cells]
    while flat and not flat[-1]:
        flat.pop()
    seen: dict[str, int] = {}
    result = []
    for heading in flat:
        seen[heading] = seen.get(heading, 0) + 1
        result.append(heading if seen[heading] == 1 else f"{heading} ({seen[heading]})")
    return tuple(result)
