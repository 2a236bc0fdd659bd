"""One auditor's ratings/<auditor>.yaml as records: read, merged, and written whole or not at all."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Self

from cxaudit.capture.durable import Stamp, one_at_a_time, stamp_now, stamp_of, write_durably
from cxaudit.capture.ratings.entries import digest, to_body, to_draft, to_rating
from cxaudit.capture.ratings.photos import captioned, from_manifest, milliseconds, photo_digest
from cxaudit.capture.ratings.records import MAX_AT, MAX_REV, PHOTO, Record, blank_body, is_blank, is_newer, is_same
from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.audit import Rating, RatingsFile
from cxaudit.model.evidence import locate_file
from cxaudit.model.kind import kind_issue
from cxaudit.model.load import AuditFolder
from cxaudit.model.manifest import PhotoManifest, require_manifest
from cxaudit.model.rate import check_ratings
from cxaudit.model.validating import validated
from cxaudit.source import MAX_BYTES, Source, read_source, to_yaml

HAND = "hand"
SCHEMA = "# yaml-language-server: $schema=../.cxaudit/ratings.schema.json\n"
HEAD = "# Written by cxaudit. You may edit the ratings; 'drafts' and 'revisions' are the form's.\n"
OWNED = ("rating", "observations", "not_applicable", "not_observed", "note", "cause")
TRIES = 20
_COMMENT = re.compile(r"""\s*#|[^'"]*\s#""")  # in a text that YAML writes without quotes there is no ' #'


class AuditorRatings:
    """The records of one auditor, and the file they come from and go to.

    `records` holds every practice with an answer and every photo, also those that were removed. `is_ahead` says after
    `refresh` that the file lacks some of it, since a person has saved an old copy.
    """

    def __init__(self, folder: AuditFolder, auditor: str) -> None:
        self.folder, self.auditor = folder, auditor
        self.path = folder.folder / "ratings" / f"{auditor}.yaml"
        self.records: dict[str, Record] = {}
        self.is_ahead = False
        self._by_case = {key for key, part in folder.checklist.practices().items() if part.rate == "case"}
        self._entries: dict[str, dict[str, Any]] = {}  # ratings as they stand in the file, with what is not the form's
        self._disk: dict[str, Record] = {}  # the records as the file had them when it was last read or written
        self._edited: set[str] = set()  # what a person has changed in the file, or taken out of it
        self._stamp: Stamp = None
        self._commented = False

    @classmethod
    def open(cls, folder: AuditFolder, auditor: str) -> Self:
        """Read an auditor's ratings; none where the file does not exist yet.

        Raises: NotFound when the audit has no such auditor, or its ratings stand in audit.yaml; InputError when the
        file cannot be read, or is another audit's.
        """
        names = folder.audit.auditors
        if auditor not in names:
            known = f"known are: {', '.join(names)}" if names else "list the auditors in audit.yaml"
            raise NotFound(f"'{auditor}' is not an auditor of this audit", known)
        if any(rating != Rating() for rating in folder.audit.ratings.values()):
            raise NotFound(
                f"the ratings of this audit stand in {folder.folder / 'audit.yaml'}, which no program writes",
                f"move its block 'ratings' into ratings/{auditor}.yaml, below 'cxaudit: ratings/1', "
                f"'audit: {folder.audit.id}' and 'auditor: {auditor}'",
            )
        made = cls(folder, auditor)
        made._read()
        return made

    def put(self, record: Record) -> Record:
        """Keep a record unless a newer one stands; returns the one that stands then."""
        standing = self.records.get(record.id)
        if standing is None or (is_newer(record, standing) and not is_same(record, standing)):
            self.records[record.id] = record
        return self.records[record.id]

    def answer(self, practice: str, body: dict[str, Any], *, device: str, at: int) -> bool:
        """A new revision of a practice's answer; False where it says what stands already."""
        standing = self.records.get(practice)
        body = blank_body() | body
        if self._digest(practice, body) == self._digest(practice, standing.body if standing else blank_body()):
            return False
        rev = min(standing.rev + 1, MAX_REV) if standing else 1
        self.records[practice] = Record(practice, rev, device, at, body)
        return True

    def refresh(self) -> None:
        """Take in what somebody else has written into the file since.

        What a person has edited counts as the newest. What stands there as a program wrote it is merged by revision:
        a person's editor may save an old copy of the file, and must not take back what was saved meanwhile.

        Raises: InputError when it cannot be read now; NotFound when it is gone, perhaps only for a moment.
        """
        stamp = stamp_now(self.path)
        if stamp == self._stamp:
            return
        fresh = AuditorRatings(self.folder, self.auditor)
        fresh._read()
        if fresh._stamp is None:
            raise NotFound(f"{self.path}: this file was here and is gone", "put it back, or start again without it")
        for key in dict.fromkeys([*self._disk, *fresh.records]):
            before, theirs = self._disk.get(key), fresh.records.get(key)
            if self._sign(theirs) != self._sign(before):
                edited = _at(fresh._stamp) if key in fresh._edited else None
                self.records[key] = self._after(self.records.get(key), theirs, edited)
        self._entries, self._disk = fresh._entries, fresh._disk
        self.is_ahead = any(
            self._sign(record) != self._sign(self._disk.get(key)) for key, record in self.records.items()
        )
        self._stamp, self._commented = fresh._stamp, fresh._commented

    def save(self) -> None:
        """Write the file, so that it survives a power cut; what another process wrote meanwhile is merged, not lost.

        Raises: OSError when it cannot be written: then the file is as it was; InputError when it cannot be read, or
        would become too large to be read; NotFound when it is gone.
        """
        self._require_inside()
        self.path.parent.mkdir(exist_ok=True)
        with one_at_a_time(self.path.with_name(f".{self.auditor}.lock"), self.path):  # each auditor waits for none
            for _ in range(TRIES):
                self.refresh()
                if self._commented:  # a person's comments would be lost
                    kept = self.path.with_name(f"{self.path.name}.before")
                    if not kept.exists():
                        write_durably(kept, self.path.read_bytes())
                data = self._text().encode()
                if len(data) > MAX_BYTES:
                    raise self._wrong(f"this file would have more than {MAX_BYTES // 1_000_000} MB")
                # A person's editor knows no lock: what it saves while this is on its way to the disk is read first.
                if written := write_durably(self.path, data, unless=lambda: stamp_now(self.path) != self._stamp):
                    self._stamp, self._commented, self._disk = stamp_of(written), False, dict(self.records)
                    self.is_ahead = False
                    return
            raise self._wrong("another program does not stop writing this file")

    def _require_inside(self) -> None:
        if locate_file(f"ratings/{self.auditor}.yaml", self.folder.folder) is None:
            raise self._wrong("this file lies outside the audit's folder")

    def _wrong(self, message: str) -> InputError:
        return InputError([Issue(str(self.path), 1, 1, message)])

    def _read(self) -> None:
        self._stamp = stamp_now(self.path)
        if self._stamp is None:
            return
        self._require_inside()
        source = read_source(self.path)
        given = _validated(source, self.folder, self.auditor)
        self._commented = any(
            _COMMENT.match(line) and f"{line}\n" not in (SCHEMA, HEAD) and "$schema=" not in line
            for line in source.lines
        )
        self._entries = {key: _plain(rating) for key, rating in given.ratings.items()}
        photos = self._photos_of(given)
        at = _at(self._stamp)
        keys = [*given.revisions, *given.ratings, *given.drafts, *photos]
        for key in dict.fromkeys(keys):
            revision = given.revisions.get(key)
            if key.startswith(PHOTO):
                gone = {"practice": revision.gone, "caption": "", "gone": True} if revision and revision.gone else None
                body = photos.get(key) or gone
                if body is None:  # its evidence was taken out of the file by hand; of which practice, nobody knows
                    self._edited.add(key)
                    continue
                digested = photo_digest(body)
            else:
                body = to_body(given.ratings.get(key), given.drafts.get(key))
                if revision is None and is_blank(body):  # only what is not the form's
                    continue
                digested = self._digest(key, body)
            if revision and revision.of in (None, digested):
                self.records[key] = Record(key, revision.rev, revision.device, milliseconds(revision.at), body)
            else:
                self._edited.add(key)
                self.records[key] = Record(key, min(revision.rev + 1, MAX_REV) if revision else 1, HAND, at, body)
        self._disk = dict(self.records)

    def _photos_of(self, given: RatingsFile) -> dict[str, dict[str, Any]]:
        """The photos of the form among the evidence, by record."""
        found: dict[str, dict[str, Any]] = {}
        name = self._photo_name()
        named = [(key, part) for key, rating in given.ratings.items() for part in rating.evidence]
        named = [(key, part) for key, part in named if part.file and name.fullmatch(part.file)]
        manifest = require_manifest(self.folder.folder) if named else PhotoManifest(cxaudit="photos/1")
        for key, part in named:
            told = name.fullmatch(part.file or "")
            if told:
                known = manifest.of(part.file or "")
                found[PHOTO + told[1]] = {"practice": key, "caption": part.caption or "", **from_manifest(known)}
        return found

    def _after(self, mine: Record | None, theirs: Record | None, edited: int | None) -> Record:
        """What stands once the file has changed: what a person has `edited` in it then, else what is newer."""
        if theirs and (mine is None or (is_newer(theirs, mine) and not is_same(theirs, mine))):
            return theirs
        if mine is None:
            raise ValueError("neither here nor there")
        body = theirs.body if theirs else {**mine.body, "gone": True}  # only of a photo nothing is left
        if edited is None or self._says(mine, mine.body) == self._says(mine, body):
            return mine
        return Record(mine.id, min(mine.rev + 1, MAX_REV), HAND, edited, body)

    def _sign(self, record: Record | None) -> tuple[int, str, str] | None:
        return (record.rev, record.device, self._says(record, record.body)) if record else None

    def _says(self, record: Record, body: Mapping[str, Any]) -> str:
        return photo_digest(body) if record.is_photo else self._digest(record.id, body)

    def _digest(self, practice: str, body: Mapping[str, Any]) -> str:
        return digest(body, by_case=self._is_by_case(practice))

    def _is_by_case(self, practice: str) -> bool:
        return practice in self._by_case

    def _photo_name(self) -> re.Pattern[str]:
        return re.compile(rf"photos/{re.escape(self.auditor)}-([0-9a-f]{{16}})\.jpg")

    def _text(self) -> str:
        answers = {key: record for key, record in self.records.items() if not record.is_photo}
        order = {key: place for place, key in enumerate(self.folder.checklist.practices())}
        by_order = sorted({*answers, *self._entries, *self._homes()}, key=lambda key: (order.get(key, len(order)), key))
        ratings = {key: entry for key in by_order if (entry := self._entry(key, answers.get(key)))}
        drafts = {key: entry for key in by_order if key in answers and (entry := to_draft(answers[key].body))}
        head: dict[str, Any] = {"cxaudit": "ratings/1", "audit": self.folder.audit.id, "auditor": self.auditor}
        head |= {"ratings": ratings} | ({"drafts": drafts} if drafts else {})
        revisions = {key: self._revision(record) for key, record in sorted(self.records.items())}
        schema = SCHEMA if (self.folder.folder / ".cxaudit").is_dir() else ""
        tail = to_yaml({"revisions": revisions}, rows=True) if revisions else ""
        return schema + HEAD + to_yaml(head) + tail

    def _homes(self) -> set[str]:
        """The practices that have photos."""
        return {record.body["practice"] for record in self.records.values() if record.is_photo}

    def _entry(self, practice: str, record: Record | None) -> dict[str, Any]:
        """A practice's entry: the form's fields from its record, everything else as it stood."""
        old = self._entries.get(practice, {})
        own = (
            to_rating(record.body, by_case=self._is_by_case(practice))
            if record
            else {name: old[name] for name in OWNED if name in old}
        )
        rest = {name: value for name, value in old.items() if name not in (*OWNED, "evidence")}
        evidence = self._evidence(practice, old.get("evidence", []))
        return own | ({"evidence": evidence} if evidence else {}) | rest

    def _evidence(self, practice: str, old: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The evidence of a practice: what stood there in its order, photos as their records say, new ones last."""
        mine = [part for part in self.records.values() if part.is_photo and part.body["practice"] == practice]
        photos = {
            f"photos/{self.auditor}-{record.id.removeprefix(PHOTO)}.jpg": record.body
            for record in sorted(mine, key=lambda record: (record.body.get("added") or "", record.id))
            if not record.body.get("gone")
        }
        name, known = self._photo_name(), {part.get("file") for part in old}
        kept = [part for part in old if not name.fullmatch(part.get("file", "")) or part["file"] in photos]
        entries = [*kept, *({"file": file} for file in photos if file not in known)]
        return [captioned(part, photos[part["file"]]) if part.get("file") in photos else part for part in entries]

    def _revision(self, record: Record) -> dict[str, Any]:
        moment = dt.datetime.fromtimestamp(record.at // 1000, dt.UTC) + dt.timedelta(milliseconds=record.at % 1000)
        told = {"rev": record.rev, "device": record.device, "at": moment.isoformat(timespec="milliseconds")}
        gone = {"gone": record.body["practice"]} if record.body.get("gone") else {}
        return told | {"of": self._says(record, record.body)} | gone


def _at(stamp: Stamp) -> int:
    return min(max(0, stamp[0] // 1_000_000), MAX_AT) if stamp else 0


def _validated(source: Source, folder: AuditFolder, auditor: str) -> RatingsFile:
    wrong = kind_issue(source, "ratings")
    given, issues = (None, [*source.issues, wrong]) if wrong else validated(source, RatingsFile)
    if given is not None:
        issues.extend(check_ratings(folder.checklist, folder.audit, given.ratings, source))
        if given.audit != folder.audit.id:
            issues.append(source.issue(("audit",), f"these ratings belong to the audit '{given.audit}'"))
        if given.auditor != auditor:
            issues.append(source.issue(("auditor",), f"these are the ratings of '{given.auditor}'"))
    if given is None or any(issue.level == "error" for issue in issues):
        raise InputError(issues)
    return given


def _plain(rating: Rating) -> dict[str, Any]:
    return rating.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
