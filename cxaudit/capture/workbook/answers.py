"""A workbook's rows as answers of one audit: what was changed in a row is read, the rest stays as it was given."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from cxaudit.capture.incoming.importing import Incoming
from cxaudit.capture.incoming.rating_words import Unclear, as_text, check_kind, read_cases, read_rating, read_state
from cxaudit.capture.photos.incoming import IncomingPhoto
from cxaudit.capture.workbook.columns import (
    CASES,
    CAUSE,
    EVIDENCE,
    NOTE,
    RATING,
    REASON,
    STATES,
    body_of,
    cells_of,
    plain,
)
from cxaudit.capture.workbook.reading import Row, Workbook, issue_at
from cxaudit.errors import InputError, Issue
from cxaudit.model.audit import FLAGS
from cxaudit.model.checklist import Practice
from cxaudit.model.load import AuditFolder
from cxaudit.model.rate import in_scope
from cxaudit.model.scale import Scale

MOST = {REASON: 2_000, NOTE: 20_000, CAUSE: 300}
_FIELDS = {REASON: "reason", NOTE: "note", CAUSE: "cause"}


def read_answers(book: Workbook, folder: AuditFolder, photos: Callable[[str], Path | None]) -> Incoming:
    """The answers of a workbook in the words of this audit's checklist.

    Args: `photos` finds the file of a photo that the column Evidence names.
    Raises: InputError with every problem of every cell.
    """
    practices = in_scope(folder.checklist, folder.audit)
    issues: list[Issue] = []
    facts = book.facts
    made = Incoming(book.file, facts.get("audit", ""), facts.get("auditor", ""), warnings=book.warnings)
    made.checklist = {"id": facts.get("checklist", "")} | {name: facts.get(name, "") for name in ("version", "sha256")}
    named: list[IncomingPhoto] = []
    for key, row in book.rows.items():
        made.places[key] = book.place(row.places.get(RATING, key))
        if key not in practices:
            if any(as_text(row.values[name]) for name in row.values if name in (RATING, *_FIELDS, CASES, EVIDENCE)):
                made.unknown[key] = made.places[key]
            continue
        given = body_of(book.given.get(key, {}))
        reader = _RowReader(book, row, practices[key], folder.checklist.scale_of(practices[key]), given)
        made.given[key], made.answers[key] = given, reader.read()
        named += reader.photos(key, photos)
        issues.extend(reader.issues)
    if issues:
        raise InputError(issues)
    made.photos = named
    return made


class _RowReader:
    """One row: the answer as it was given, changed where its cells were changed."""

    def __init__(self, book: Workbook, row: Row, practice: Practice, scale: Scale, given: dict[str, Any]) -> None:
        self.book, self.row, self.practice, self.scale, self.given = book, row, practice, scale, given
        self.before = cells_of(given, practice, scale)
        self.issues: list[Issue] = []

    def read(self) -> dict[str, Any]:
        body = {**self.given}
        for name, field in _FIELDS.items():
            if self._changed(name):
                body[field] = self._text(name)
        if self._changed(RATING) or self._changed(CASES):
            self._rate(body)
        reason = body["reason"].strip()
        if body["state"] in STATES and reason.lower() in FLAGS and reason:
            self._complain(REASON, f"'{reason}' is no reason", "write why, such as: The site has none.")
        return body

    def photos(self, key: str, find: Callable[[str], Path | None]) -> Iterator[IncomingPhoto]:
        """The photos that the row names and that are there."""
        text = as_text(self.row.values.get(EVIDENCE, ""))
        for name in dict.fromkeys(part.strip() for part in text.replace("\n", ";").split(";")):
            if name:
                yield IncomingPhoto(key, name, place=self.book.place(self.row.places[EVIDENCE]), path=find(name))

    def _changed(self, name: str) -> bool:
        if name not in self.row.values:
            return False
        if name in self.row.faults:
            return True
        return plain(as_text(self.row.values[name])) != plain(self.before[name])

    def _complain(self, name: str, message: str, hint: str = "") -> None:
        self.issues.append(issue_at(self.book.place(self.row.places[name]), message, hint))

    def _usable(self, name: str) -> bool:
        if fault := self.row.faults.get(name):
            self._complain(name, fault, "write the answer itself instead of a formula")
        return not fault

    def _text(self, name: str) -> str:
        text = as_text(self.row.values[name])
        if self._usable(name) and len(text) > MOST[name]:
            self._complain(
                name, f"this text has {len(text):,} characters; at most {MOST[name]:,} are kept", "shorten it"
            )
        return text

    def _rate(self, body: dict[str, Any]) -> None:
        """Take the columns Rating and Cases into a body."""
        if not (self._usable(RATING) and (CASES not in self.row.values or self._usable(CASES))):
            return
        name = CASES if as_text(self.row.values.get(CASES, "")) and not as_text(self.row.values[RATING]) else RATING
        try:
            self._take(body, self.row.values[RATING], self.row.values.get(CASES, ""))
        except Unclear as problem:
            self._complain(name, str(problem), problem.hint)

    def _take(self, body: dict[str, Any], value: Any, cases: Any) -> None:
        check_kind(value)
        text, several = as_text(value), as_text(cases)
        state = None if text in (self.scale.levels or {}) else read_state(text)
        if state and several and self._changed(CASES):
            raise Unclear(f"'{STATES[state[0]]}' and cases stand in this row", "keep one of them")
        if state:
            body["state"], body["reason"] = state[0], body["reason"] or state[1]
        elif several and self.practice.rate != "case":
            raise Unclear("this practice takes one rating, not single cases", f"choose one under {RATING}")
        elif text and several:
            raise Unclear("a rating and cases stand in this row", f"write all of them under {CASES}: 3; 4; 1")
        elif self.practice.rate == "case":
            self._set(body, read_cases(value if text else cases, self.scale) if text or several else [])
        else:
            self._set(body, [self._one(body, value)] if text else [])

    def _one(self, body: dict[str, Any], value: Any) -> dict[str, Any]:
        """A single rating; the one that stood there keeps its time."""
        rating = read_rating(value, self.scale)
        stood = body["observations"][:1]
        if stood and stood[0]["rating"] == rating:
            return dict(stood[0])
        return {"rating": rating, "at": "", "note": ""}

    @staticmethod
    def _set(body: dict[str, Any], observations: list[dict[str, Any]]) -> None:
        if observations:
            body["state"], body["observations"] = "rated", observations
        else:  # an emptied cell clears the answer; what was entered before is kept as a draft
            body["state"] = ""
