"""Answers from outside into one auditor's ratings: what is taken, what stands, and what only people can decide."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from cxaudit.capture.photos.incoming import IncomingPhoto
from cxaudit.capture.ratings.records import Record
from cxaudit.errors import InputError, Issue
from cxaudit.model.load import AuditFolder
from cxaudit.model.lock import fingerprint
from cxaudit.model.rate import in_scope
from cxaudit.model.words import closest

Body = dict[str, Any]


@dataclass(slots=True)
class Incoming:
    """What one file brings.

    `answers` and `given` are bodies by practice: as they are now, and as they stood when the file was written (left out
    where the file does not know). `records` come from a form and carry their revisions. `places` says where in the file
    an answer stands, `unknown` where answers stand to practices that this audit does not ask; `left_out` names what the
    file itself sets aside, each with the reason.
    """

    file: str
    audit: str = ""
    auditor: str = ""
    checklist: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Body] = field(default_factory=dict)
    given: dict[str, Body] = field(default_factory=dict)
    records: Iterable[Record] = ()
    photos: Iterable[IncomingPhoto] = ()
    places: dict[str, str] = field(default_factory=dict)
    unknown: dict[str, str] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)

    def place(self, practice: str) -> str:
        """Where the answer to a practice stands, for messages."""
        return self.places.get(practice, self.file)


@dataclass(frozen=True, slots=True)
class Change:
    """One practice's answer before and after, in words."""

    practice: str
    before: str
    after: str


@dataclass(slots=True)
class Outcome:
    """What an import did: `skipped` holds practice and reason; `conflicts` what stands, and what the file says."""

    changes: list[Change] = field(default_factory=list)
    conflicts: list[Change] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[Issue] = field(default_factory=list)


class Opened(Protocol):
    """A file that was opened: of which audit and auditor it is (empty: it does not say), and what it brings."""

    @property
    def audit(self) -> str:
        """The audit's id."""
        ...

    @property
    def auditor(self) -> str:
        """The auditor's id."""
        ...

    def bring(self, folder: AuditFolder) -> Incoming:
        """The answers in the words of this audit's checklist.

        Raises: InputError with every problem of the file.
        """
        ...


def take_in(
    folder: AuditFolder,
    incoming: Incoming,
    *,
    now: dt.datetime,
    prefer: Literal["file", "import"] | None = None,
    reconcile: bool = False,
    write: bool = True,
) -> Outcome:
    """Merge what a file brings into ratings/<auditor>.yaml, all or nothing.

    An answer that was not touched in the file since it was written is ignored; one that was changed only there is
    taken; one that was changed in both places is a conflict, and stands unless `prefer` is `import`.

    Raises: InputError with every reason why nothing is taken; NotFound; OSError when the folder cannot be written.
    """
    from cxaudit.capture.incoming.merging import Merging

    outcome = Outcome(warnings=list(incoming.warnings), skipped=list(incoming.left_out))
    _check_belongs(folder, incoming, outcome, reconcile=reconcile)
    merging = Merging(folder, incoming, outcome, now, prefer_import=prefer == "import")
    merging.plan()
    if write and outcome.changes:
        merging.write()
    return outcome


def _check_belongs(folder: AuditFolder, incoming: Incoming, outcome: Outcome, *, reconcile: bool) -> None:
    """Refuse a file of another audit, of nobody who audits here, or of another checklist unless it is reconciled."""
    audit, file = folder.audit, incoming.file
    if incoming.audit and incoming.audit != audit.id:
        message = f"these answers belong to the audit '{incoming.audit}', not to '{audit.id}'"
        raise InputError([Issue(file, 0, 0, message, "name the right folder with --into")])
    if incoming.auditor not in audit.auditors:
        said = f"'{incoming.auditor}' is not an auditor of this audit" if incoming.auditor else "it names no auditor"
        hint = f"known are: {', '.join(audit.auditors)}"
        raise InputError([Issue(file, 0, 0, said, hint if incoming.auditor else f"say --auditor; {hint}")])
    practices = in_scope(folder.checklist, audit)
    sha256 = incoming.checklist.get("sha256")
    other = bool(sha256) and sha256 != fingerprint(folder.checklist)
    if other and reconcile:
        outcome.skipped += [(key, "this audit does not ask it") for key in incoming.unknown]
        return
    issues = [
        Issue(place, 0, 0, f"this audit does not ask '{key}'", closest(key, practices))
        for key, place in incoming.unknown.items()
    ]
    if other:
        lacks = [key for key in practices if incoming.answers and key not in incoming.answers]
        more = f"; it lacks {', '.join(lacks[:10])}{' and others' if len(lacks) > 10 else ''}" if lacks else ""
        was = " ".join(incoming.checklist.get(name, "") for name in ("id", "version"))
        now = f"{folder.checklist.id} {folder.checklist.version}"
        message = f"this file was made for another state of the checklist ({was}; the audit has {now}){more}"
        issues.insert(0, Issue(file, 0, 0, message, "take what fits with --reconcile"))
    if issues:
        raise InputError(issues)
