"""What a workbook from outside may cost: checked before it is parsed, for a small file can unpack to gigabytes."""

from collections import Counter
from dataclasses import dataclass, field

MAX_BYTES = 20_000_000
MAX_ENTRIES = 1_000
MAX_UNPACKED = 100_000_000
MAX_RATIO = 150  # a workbook of 10,000 rows shrinks to a thirtieth
RATIO_FROM = 10_000_000  # smaller ones may shrink as they like
MAX_ROWS, MAX_AREA, MAX_CELLS, MAX_TEXT = 20_000, 1_000_000, 200_000, 50_000_000

NO_RESULT = "a formula without a result stands here"
FAILED = "a formula that failed stands here"
Cell = tuple[int, int]  # row and column, counted from 0


class TooMuch(Exception):
    """Why a workbook is not read, in a few words."""


@dataclass(slots=True)
class Extent:
    """How large a sheet becomes when it is read, and the cells that a parser shows as empty though they are not.

    `shared` counts how often each of the workbook's shared strings is used.
    """

    rows: int = 0
    columns: int = 0
    cells: int = 0
    text: int = 0
    shared: Counter[str] = field(default_factory=Counter)
    faults: dict[Cell, str] = field(default_factory=dict)

    def add(self, row: int, column: int, *, times: int = 1, size: int = 0) -> None:
        """Count a cell, `times` over, with a text of `size` letters.

        Raises: TooMuch when the sheet gets too large.
        """
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        self.cells += times
        self.text += times * size
        if self.rows > MAX_ROWS:
            raise TooMuch(f"something stands in row {self.rows:,}, and {MAX_ROWS:,} rows are read at most")
        if self.rows * self.columns > MAX_AREA or self.cells > MAX_CELLS or self.text > MAX_TEXT:
            raise TooMuch("one of its sheets is too large to be a list of ratings")
