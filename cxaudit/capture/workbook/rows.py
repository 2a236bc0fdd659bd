"""The sheet Ratings: a row for each practice under its stage and touchpoint, and our formulas for what is open."""

from dataclasses import dataclass
from typing import Any

from cxaudit.capture.workbook.columns import (
    CASES,
    CAUSE,
    EVIDENCE,
    ID,
    MOST_IN_CELL,
    NOTE,
    PRACTICE,
    QUESTION,
    RATING,
    REASON,
    STATES,
    TO_DO,
    cells_of,
)
from cxaudit.capture.workbook.looks import WIDTHS, height_of, question_comment, rating_comment, size_of
from cxaudit.model.checklist import Checklist, Practice, Touchpoint, title_from

HEAD = 3  # the row of headings, counted from 0
OPEN, OPEN_CRITICAL, DONE, NO_REASON, OFF_LIST = "open", "open: critical", "done", "reason missing", "not on the list"
_TOO_LONG = "(too long for a cell; it stays as it is)"
_LEAST, _MOST = -1_000_000_000, 1_000_000_000


@dataclass(frozen=True, slots=True)
class Areas:
    """Where the hidden sheet keeps a scale's drop-down, and the other spellings of its levels."""

    shown: str
    also: str


@dataclass(slots=True)
class RatingsSheet:
    """The sheet while it is being written; `areas` by scale, `causes` the drop-down of causes."""

    page: Any
    looks: dict[str, Any]
    checklist: Checklist
    columns: dict[str, int]
    areas: dict[str, Areas]
    states: str
    causes: str
    row: int = HEAD + 1

    def at(self, name: str, row: int | None = None, *, fixed: bool = False) -> str:
        """The address of a column's cell, such as D8, or $D8 with the column `fixed`."""
        return f"{'$' * fixed}{letters(self.columns[name])}{(self.row if row is None else row) + 1}"

    def add_heads(self) -> None:
        """The row of headings."""
        for name, column in self.columns.items():
            self.page.set_column(column, column, WIDTHS[name], None, {"hidden": name == ID})
            self.page.write_string(HEAD, column, name, self.looks["head"])
        self.page.set_row(HEAD, 24)

    def add_stage(self, title: str) -> None:
        """A row that begins a stage."""
        for column in range(1, len(self.columns)):
            self.page.write_blank(self.row, column, None, self.looks["stage"])
        self.page.write_string(self.row, 1, title, self.looks["stage"])
        self.page.set_row(self.row, 27)
        self.row += 1

    def add_touchpoint(self, touchpoint: Touchpoint, title: str, states: list[str]) -> None:
        """A row that begins a touchpoint, with the number of its practices that are done; `states` tells them now."""
        for column in range(1, len(self.columns)):
            self.page.write_blank(self.row, column, None, self.looks["touchpoint"])
        facts = [title, ", ".join(touchpoint.channel), f"{touchpoint.minutes:g} min" if touchpoint.minutes else ""]
        facts.append("moment of truth" if touchpoint.moment_of_truth else "")
        self.page.write_string(self.row, 1, " · ".join(fact for fact in facts if fact), self.looks["touchpoint"])
        below = f"{self.at(TO_DO, self.row + 1)}:{self.at(TO_DO, self.row + len(states))}"
        self._count(self.row, self.columns[RATING], below, states, self.looks["count"])
        self.page.set_row(self.row, 20)
        self.row += 1

    def add_practice(self, key: str, practice: Practice, body: dict[str, Any], files: list[str]) -> None:
        """The row of one practice."""
        scale = self.checklist.scale_of(practice)
        cells = cells_of(body, practice, scale)
        marks = ["critical"] * practice.critical + ["advisory"] * practice.advisory
        marks += ["case by case"] * (practice.rate == "case")
        title = practice.title or title_from(key)
        self._text(ID, key, "text")
        self._text(PRACTICE, f"{title}\n{', '.join(marks)}" if marks else title, "practice")
        self._text(QUESTION, " ".join(practice.ask.split()), "text")
        if said := question_comment(practice):
            self._comment(QUESTION, said)
        self._rating(cells[RATING], practice)
        self._comment(RATING, rating_comment(self.checklist, practice))
        for name in (REASON, NOTE, CASES, CAUSE):
            if name in self.columns and (name != CASES or practice.rate == "case"):
                self._entry(name, cells[name])
        if CASES in self.columns and practice.rate != "case":
            self._text(CASES, "", "closed")
        self._entry(EVIDENCE, "; ".join(files))
        self._drop_down(CAUSE, self.causes)
        state = state_of(body, practice)
        self.page.write_formula(self.at(TO_DO), self._formula(practice), self.looks["to_do"], state)
        shown = {
            **cells,
            PRACTICE: f"{title}\n" if marks else title,
            QUESTION: practice.ask,
            EVIDENCE: "; ".join(files),
        }
        self.page.set_row(self.row, height_of(shown))
        self.row += 1

    def add_progress(self, states: list[str]) -> None:
        """The cell above the table that counts what is done."""
        whole = f"{self.at(TO_DO, HEAD + 1)}:{self.at(TO_DO)}"
        self._count(0, self.columns[RATING], whole, states, self.looks["progress"])

    def add_marks(self) -> None:
        """Conditional formats: a missing reason, a critical practice without a rating, an answer off the list."""
        first, last, to_do = HEAD + 1, self.row, self.at(TO_DO, HEAD + 1, fixed=True)

        def mark(name: str, words: str, look: str) -> None:
            rule = {"type": "formula", "criteria": f'={to_do}="{words}"', "format": self.looks[look]}
            self.page.conditional_format(first, self.columns[name], last, self.columns[name], rule)

        mark(REASON, NO_REASON, "missing")
        mark(RATING, OPEN_CRITICAL, "call")
        mark(RATING, OFF_LIST, "missing")
        for words, look in ((DONE, "done"), (NO_REASON, "wrong"), (OFF_LIST, "wrong"), (OPEN_CRITICAL, "call")):
            mark(TO_DO, words, look)

    def _count(self, row: int, column: int, area: str, states: list[str], look: Any) -> None:
        total = len(states)
        value = f"{states.count(DONE)} of {total} done"
        self.page.write_formula(row, column, f'=COUNTIF({area},"{DONE}")&" of {total} done"', look, value)

    def _text(self, name: str, text: str, look: str) -> None:
        if text:
            self.page.write_string(self.row, self.columns[name], text, self.looks[look])
        else:
            self.page.write_blank(self.row, self.columns[name], None, self.looks[look])

    def _entry(self, name: str, text: str) -> None:
        if len(text) > MOST_IN_CELL:
            self._text(name, _TOO_LONG, "closed")
        else:
            self._text(name, text, "entry" if len(text) <= 255 else "long")

    def _rating(self, text: str, practice: Practice) -> None:
        scale, column = self.checklist.scale_of(practice), self.columns[RATING]
        if scale.measured and practice.rate != "case":
            try:
                self.page.write_number(self.row, column, float(text), self.looks["number"])
            except ValueError:
                self._text(RATING, text, "number")
            cell, unit = self.at(RATING), f" in {scale.unit}" if scale.unit else ""
            states = ",".join(f'{cell}="{state}"' for state in STATES.values())
            between = f"AND(ISNUMBER({cell}),{cell}>={_LEAST},{cell}<={_MOST})"
            self.page.data_validation(
                cell,
                {
                    "validate": "custom",
                    "value": f"=OR({between},{states})",
                    "error_title": "Not a number",
                    "error_message": "Write a number, or one of: " + ", ".join(STATES.values()),
                    "input_title": "Measured value",
                    "input_message": f"A number{unit}, or one of: {', '.join(STATES.values())}"[:255],
                },
            )
            return
        self._text(RATING, text, "rating")
        self._drop_down(RATING, self.states if practice.rate == "case" else self.areas[self._scale(practice)].shown)

    def _drop_down(self, name: str, area: str) -> None:
        # other words may be typed: `2` is understood as well, and what is not is marked in the column To do
        self.page.data_validation(self.at(name), {"validate": "list", "source": f"={area}", "show_error": False})

    def _comment(self, name: str, text: str) -> None:
        self.page.write_comment(self.row, self.columns[name], text[:MOST_IN_CELL], size_of(text))

    def _scale(self, practice: Practice) -> str:
        return practice.scale or self.checklist.scale

    def _formula(self, practice: Practice) -> str:
        """What is still to do in this row; only our own words and addresses."""
        cell, is_open = f"TRIM({self.at(RATING)})", OPEN_CRITICAL if practice.critical else OPEN
        states = ",".join(f'{cell}="{state}"' for state in STATES.values())
        excused = f'IF(TRIM({self.at(REASON)})="","{NO_REASON}","{DONE}")'
        areas = self.areas[self._scale(practice)]
        known = f"SUMPRODUCT(--({areas.shown}={cell}))+SUMPRODUCT(--({areas.also}={cell}))>0"
        if self.checklist.scale_of(practice).measured:
            known = f"ISNUMBER({self.at(RATING)})"
        nothing = f'{cell}=""'
        if practice.rate == "case":
            rest = f'IF(AND({nothing},TRIM({self.at(CASES)})=""),"{is_open}","{DONE}")'
        else:
            rest = f'IF({nothing},"{is_open}",IF({known},"{DONE}","{OFF_LIST}"))'
        return f"=IF(OR({states}),{excused},{rest})"


def state_of(body: dict[str, Any], practice: Practice) -> str:
    """What the column To do says of an answer."""
    if body["state"] in STATES:
        return DONE if body["reason"].strip() else NO_REASON
    if body["state"] == "rated" and body["observations"]:
        return DONE
    return OPEN_CRITICAL if practice.critical else OPEN


def letters(column: int) -> str:
    """The letters of a column, counted from 0: A, Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
