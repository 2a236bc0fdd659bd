"""The file that a form saves, .cxratings.json: answers and photos with their revisions, all of it or nothing.

Its blocks are those of ratings/<auditor>.yaml; the photos stand in it as text.
"""

import base64
import binascii
import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cxaudit.capture.incoming.importing import Incoming
from cxaudit.capture.photos.incoming import IncomingPhoto
from cxaudit.capture.ratings.records import Record, blank_body, rating_text, read_record
from cxaudit.capture.workbook.columns import STATES
from cxaudit.capture.workbook.reading import issue_at, read_capped
from cxaudit.errors import InputError, Issue
from cxaudit.model.evidence import MAX_BYTES as MAX_PHOTO
from cxaudit.model.load import AuditFolder
from cxaudit.model.rate import in_scope

KIND = "ratings/1"
MAX_BYTES = 200_000_000
MAX_PHOTOS, MAX_ANSWERS = 1_000, 10_000
_PHOTO = re.compile(r"photo:[0-9a-f]{16}")
_BLOCKS = ("ratings", "drafts", "kept", "revisions", "photos")
_PHOTO_FIELDS = ("practice", "caption", "name", "taken", "added", "width", "height")


@dataclass(slots=True)
class SavedFile:
    """A file of the form that was read: its records, and the bytes of its photos by record."""

    file: str
    audit: str
    auditor: str
    checklist: dict[str, str]
    records: list[Record]
    photos: dict[str, bytes] = field(repr=False)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def place(self, key: str) -> str:
        """How messages call a part of the file."""
        return f"{self.file} > {key}"

    def bring(self, folder: AuditFolder) -> Incoming:
        """What it holds for an audit: answers to practices that this one does not ask are told apart."""
        practices = in_scope(folder.checklist, folder.audit)
        made = Incoming(self.file, self.audit, self.auditor, self.checklist, left_out=list(self.left_out))
        known, photos = [], []
        for record in self.records:
            made.places[record.id] = self.place(record.id)
            if str(record.body.get("practice", record.id)) in practices:
                known.append(record)
                if record.id in self.photos:
                    name = str(record.body.get("name") or record.id)
                    practice = str(record.body["practice"])
                    photos.append(
                        IncomingPhoto(practice, name, self.place(record.id), None, self.photos[record.id], record)
                    )
            else:
                made.unknown[record.id] = self.place(record.id)
        made.records, made.photos = known, photos
        return made


def read_saved(path: Path) -> SavedFile:
    """Read what a form saved.

    Raises: InputError with every problem; NotFound when the file cannot be read.
    """
    data = _json(path)
    if not isinstance(data, dict) or data.get("cxaudit") != KIND:
        raise InputError(
            [issue_at(str(path), "this is no file that a form saved", "it begins with cxaudit: ratings/1")]
        )
    data = {name: value for name, value in data.items() if value is not None}
    wrong = [name for name in (*_BLOCKS, "checklist") if not isinstance(data.get(name, {}), dict)]
    if wrong or not all(isinstance(data.get(name), str) for name in ("audit", "auditor")):
        names = ", ".join(wrong) or "audit, auditor"
        raise InputError([issue_at(str(path), f"this file is damaged at: {names}", "save it again from the form")])
    if len(data.get("photos", {})) > MAX_PHOTOS or len(data.get("revisions", {})) > MAX_ANSWERS:
        raise InputError([issue_at(str(path), "this file holds more answers or photos than an audit can have")])
    checklist = {name: str(value) for name, value in data.get("checklist", {}).items()}
    found = SavedFile(str(path), data["audit"], data["auditor"], checklist, [], {})
    issues = [*_answers(found, data), *_photos(found, data.get("photos", {}))]
    if issues:
        raise InputError(issues)
    return found


def _json(path: Path) -> Any:
    data = read_capped(path, MAX_BYTES)
    try:
        return json.loads(data, parse_constant=_refuse)
    except (ValueError, RecursionError) as problem:
        hint = "save it again from the form" if data else ""
        message = "this file is no JSON, or it was cut off" if data else "this file is empty"
        raise InputError([issue_at(str(path), message, hint)]) from problem


def _refuse(name: str) -> None:
    raise ValueError(name)


def _answers(found: SavedFile, data: dict[str, Any]) -> Iterator[Issue]:
    ratings, drafts, kept = (data.get(name, {}) for name in ("ratings", "drafts", "kept"))
    found.left_out = [(str(key), "the form's checklist did not ask it any more") for key in kept]
    revisions = data.get("revisions", {})
    for key in dict.fromkeys([*revisions, *ratings, *drafts]):
        if key in kept or str(key).startswith("photo:"):
            continue
        place = found.place(key)
        try:
            body = _body(ratings.get(key), drafts.get(key))
            found.records.append(_record(key, revisions.get(key), body))
        except ValueError as problem:
            yield issue_at(place, _said(problem), "save the file again from the form")


def _photos(found: SavedFile, photos: dict[str, Any]) -> Iterator[Issue]:
    for name, told in photos.items():
        place = found.place(name)
        try:
            record = _photo(told, {other.id for other in found.records})
            if not record.body.get("gone"):
                found.photos[record.id] = _bytes(told.get("data"))
            found.records.append(record)
        except ValueError as problem:
            yield issue_at(place, _said(problem), "save the file again from the form")


def _said(problem: ValueError) -> str:
    """A problem in the house's way: forms print whole sentences."""
    text = str(problem)
    return text[:1].lower() + text[1:].removesuffix(".")


def _photo(told: Any, known: set[str]) -> Record:
    if not (isinstance(told, dict) and _PHOTO.fullmatch(str(told.get("id")))):
        raise ValueError("this is no photo of a form")
    if told["id"] in known:
        raise ValueError(f"'{told['id']}' stands in this file twice")
    body = {name: told[name] for name in _PHOTO_FIELDS if told.get(name) is not None}
    return _record(told["id"], told, body | ({"gone": True} if told.get("gone") else {}))


def _bytes(text: Any) -> bytes:
    if not isinstance(text, str) or not text:
        raise ValueError("the picture itself is not in this file")
    if len(text) > MAX_PHOTO * 4 // 3 + 4:
        raise ValueError(f"this photo has more than {MAX_PHOTO // 1_000_000} MB")
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as problem:
        raise ValueError("the picture in this file is damaged") from problem


def _record(key: Any, stamp: Any, body: dict[str, Any]) -> Record:
    """A record with its revision; what was written by hand into the file has none and counts as the first."""
    stamp = stamp if isinstance(stamp, dict) else {}
    when = stamp.get("at")
    try:
        at = int(dt.datetime.fromisoformat(when).timestamp() * 1000) if when else 0
    except (ValueError, TypeError, OverflowError, OSError) as problem:
        raise ValueError(f"'{str(when)[:40]}' is no time") from problem
    plain = {
        "id": key,
        "rev": stamp.get("rev", 1),
        "device": stamp.get("device", "file"),
        "at": max(at, 0),
        "body": body,
    }
    return read_record(plain)


def _body(rating: Any, draft: Any) -> dict[str, Any]:
    """The body of a practice from its entries in `ratings` and in `drafts`."""
    rating = {"rating": rating} if isinstance(rating, (str, int, float)) else rating or {}
    draft = draft or {}
    if not (isinstance(rating, dict) and isinstance(draft, dict)):
        raise ValueError("this is no answer")  # noqa: TRY004 - the file is wrong, not the program
    body = blank_body()
    seen = rating.get("observations")
    if seen is None:
        seen = [rating["rating"]] if rating.get("rating") is not None else draft.get("observations", [])
    if not isinstance(seen, list):
        raise ValueError("its observations are no list")  # noqa: TRY004 - the file is wrong, not the program
    body["observations"] = [_case(case) for case in seen]
    rated = "observations" in rating or rating.get("rating") is not None
    state = next((name for name in STATES if name in rating), "rated" if rated else draft.get("state", ""))
    reason = next((rating[name] for name in STATES if name in rating), draft.get("reason"))
    body |= {
        "state": state,
        "reason": reason or "",
        "note": rating.get("note") or "",
        "cause": rating.get("cause") or "",
    }
    return body


def _case(case: Any) -> dict[str, Any]:
    told = case if isinstance(case, dict) else {"rating": case}
    given = told.get("rating")
    rating = rating_text(given) if isinstance(given, (int, float)) and not isinstance(given, bool) else given
    if not (isinstance(rating, str) and rating):
        raise ValueError("one of its observations has no rating")
    return {"rating": rating} | {name: told[name] for name in ("at", "note") if told.get(name)}
