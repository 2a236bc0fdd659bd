"""The merge behind an import: first everything is planned and checked, then all of it is written."""

import datetime as dt
from typing import Any

from cxaudit.capture.incoming.answer_texts import describe_change
from cxaudit.capture.incoming.importing import Change, Incoming, Outcome
from cxaudit.capture.photos.incoming import IncomingPhoto, keep_all, wanted_photos
from cxaudit.capture.ratings.entries import digest, is_reason
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.fitting import check_body
from cxaudit.capture.ratings.records import Record, blank_body, is_newer, read_record
from cxaudit.capture.workbook.columns import STATES
from cxaudit.errors import InputError, Issue
from cxaudit.model.load import AuditFolder

DEVICE = "import"


def same_answer(one: dict[str, Any], other: dict[str, Any], *, by_case: bool = True) -> bool:
    """Whether two bodies of a practice say the same, as far as a ratings file can tell."""
    return _told(one, by_case=by_case) == _told(other, by_case=by_case)


def _told(body: dict[str, Any], *, by_case: bool) -> str:
    lines = {
        name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in body.items() if isinstance(text, str)
    }
    return digest(blank_body() | body | lines, by_case=by_case)


class Merging:
    """One file's answers, records and photos on their way into one auditor's ratings."""

    def __init__(
        self, folder: AuditFolder, incoming: Incoming, outcome: Outcome, now: dt.datetime, *, prefer_import: bool
    ) -> None:
        """Open the auditor's ratings.

        Raises: InputError; NotFound.
        """
        self.folder, self.incoming, self.outcome, self.now = folder, incoming, outcome, now
        self.prefer_import = prefer_import
        self.ratings = AuditorRatings.open(folder, incoming.auditor)
        self.practices = folder.checklist.practices()
        self.at = int(now.timestamp() * 1000)
        self.issues: list[Issue] = []
        self.bodies: dict[str, dict[str, Any]] = {}
        self.records: list[Record] = []
        self.photos: list[IncomingPhoto] = []

    def plan(self) -> None:
        """Decide what is taken, and check it.

        Raises: InputError with every reason why nothing can be.
        """
        for key, body in self.incoming.answers.items():
            self._answer(key, body)
        photos = list(self.incoming.photos)
        brought = {photo.record.id for photo in photos if photo.record}
        for record in self.incoming.records:
            self._record(record, is_brought=record.id in brought)
        newer = {record.id for record in self.records}
        photos = [photo for photo in photos if not photo.record or photo.record.id in newer]
        found = wanted_photos(self.folder, self.incoming.auditor, photos, self.ratings.records, self.outcome.warnings)
        self.photos, self.issues = found.wanted, [*self.issues, *found.issues]
        self.outcome.changes += [
            Change(photo.practice, self._before(photo), f"photo {photo.name}") for photo in self.photos
        ]
        if self.issues:
            raise InputError(self.issues)

    def write(self) -> None:
        """Write it: photos before the ratings that name them.

        Raises: OSError; InputError when another process does not let go of the files.
        """
        for record in keep_all(self.folder, self.incoming.auditor, self.photos, self.now):
            self.ratings.put(record)
        for key, body in self.bodies.items():
            self.ratings.answer(key, body, device=DEVICE, at=self.at)
        for record in self.records:
            self.ratings.put(record)
        self.ratings.save()

    def _answer(self, key: str, body: dict[str, Any]) -> None:
        """An answer without a revision: compared with what was given, and with what stands."""
        base, record = self.incoming.given.get(key), self.ratings.records.get(key)
        stands = {**blank_body(), **record.body} if record else blank_body()
        if (base is not None and self._same(key, body, base)) or self._same(key, body, stands):
            return
        place = self.incoming.place(key)
        try:
            body = read_record({"id": key, "rev": 1, "device": DEVICE, "at": self.at, "body": body}).body
        except ValueError as problem:
            self._refuse(place, str(problem))
            return
        if wrong := check_body(self.folder, Record(key, 1, DEVICE, self.at, body)):
            self._refuse(place, wrong)
            return
        change = Change(key, *describe_change(stands, body, self.folder.checklist.scale_of(self.practices[key])))
        untouched = self._same(key, stands, base) if base is not None else self._is_free(record)
        if not untouched and not self.prefer_import:
            self.outcome.conflicts.append(change)
            return
        self.bodies[key] = body
        self.outcome.changes.append(change)
        if body["state"] in STATES and not is_reason(body["reason"]):
            message = f"'{STATES[body['state']]}' has no reason yet, so '{key}' counts as not rated"
            self.outcome.warnings.append(Issue(place, 0, 0, message, "write why", level="warning"))

    def _before(self, photo: IncomingPhoto) -> str:
        return "photo" if photo.record and photo.record.id in self.ratings.records else "-"

    def _refuse(self, place: str, sentence: str) -> None:
        """Name a problem in the house's way: forms print whole sentences."""
        self.issues.append(Issue(place, 0, 0, sentence[:1].lower() + sentence[1:].removesuffix(".")))

    def _is_free(self, record: Record | None) -> bool:
        """Whether an answer of unknown origin may take the place: nothing stands there, or an import put it there."""
        return record is None or record.device == DEVICE or same_answer(record.body, blank_body())

    def _record(self, record: Record, *, is_brought: bool) -> None:
        """A record of a form: the merge rule decides."""
        stands, place = self.ratings.records.get(record.id), self.incoming.place(record.id)
        if wrong := check_body(self.folder, record):
            self._refuse(place, wrong)
            return
        before = stands.body if stands else None
        is_change = before is None or not self._same(record.id, before, record.body)
        if is_newer(record, stands):
            self.records.append(record)
            if is_change and not is_brought:  # a photo that comes with its bytes is counted as a photo
                self.outcome.changes.append(self._change(record, before))
        elif is_change and stands and stands.rev <= record.rev:
            self._decide(record, stands)
        elif is_change:
            self.outcome.skipped.append((record.id, "what stands is newer"))

    def _decide(self, record: Record, stands: Record) -> None:
        """Two edits that did not know of each other."""
        change = self._change(record, stands.body)
        if self.prefer_import and not record.is_photo:
            self.bodies[record.id] = record.body
            self.outcome.changes.append(change)
        else:
            self.outcome.conflicts.append(change)

    def _change(self, record: Record, before: dict[str, Any] | None) -> Change:
        if record.is_photo:
            words = "photo taken away" if record.body.get("gone") else f"photo {record.body.get('name', '')}".strip()
            return Change(record.body["practice"], "-" if before is None else "photo", words)
        scale = self.folder.checklist.scale_of(self.practices[record.id])
        return Change(record.id, *describe_change(blank_body() | (before or {}), blank_body() | record.body, scale))

    def _same(self, key: str, one: dict[str, Any], other: dict[str, Any]) -> bool:
        """Whether two bodies of a record say the same, as far as the files can tell."""
        if key in self.practices:
            return same_answer(one, other, by_case=self.practices[key].rate == "case")
        return _photo(one) == _photo(other)


def _photo(body: dict[str, Any]) -> list[Any]:
    """What is known of a photo in a ratings file; the manifest keeps the rest."""
    return ["gone"] if body.get("gone") else [body["practice"], (body.get("caption") or "").strip()]
