"""What the server knows while it runs: the audit, its codes, and a lane for each auditor."""

import datetime as dt
import hashlib
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any

from cxaudit.capture.form.data import form_data
from cxaudit.capture.ratings.fitting import check_body
from cxaudit.capture.ratings.records import PHOTO, Record
from cxaudit.capture.server.answers import Refusal
from cxaudit.capture.server.codes import same_code
from cxaudit.capture.server.limits import Bucket, Tick, WrongCodes
from cxaudit.capture.server.photos import photo_file
from cxaudit.capture.server.saving import Lane
from cxaudit.model.load import AuditFolder

AGAIN = "Too many wrong codes came from your address: wait a minute, then try again."
NO_JOIN = "This join code is not right: ask for the code that the lead's screen shows."
NO_BOARD = "This code does not open the board: use the link that 'cxaudit serve' printed for the lead."


@dataclass(eq=False)
class Desk:
    """One audit that is being served.

    Args: `now` is the time as the audit's place has it, `tick` a clock that never goes backwards, `tell` says one line
        to the person who started the server.
    """

    folder: AuditFolder
    join: str
    board: str
    pool: Executor
    now: Callable[[], dt.datetime]
    tick: Tick
    tell: Callable[[str], None]
    lanes: dict[str, Lane] = field(init=False)
    data: dict[str, Any] = field(init=False)
    wrong: WrongCodes = field(init=False)
    _buckets: dict[str, Bucket] = field(init=False)
    _joined: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.data = form_data(self.folder) | {"server": {"url": "/api/"}}
        self.wrong = WrongCodes(self.tick)
        self.lanes = {key: Lane(self.folder, key, self._checker(key), self.pool) for key in self.folder.audit.auditors}
        self._buckets = {key: Bucket(self.tick) for key in self.lanes}

    def open(self) -> None:
        """Read every auditor's file, so that what is wrong is told before anybody rates.

        Raises: InputError, NotFound.
        """
        for lane in self.lanes.values():
            lane.open()

    def check_code(self, given: str, code: str, address: str) -> None:
        """Raise a Refusal unless the code is right; only so many wrong ones are heard from one address."""
        if self.wrong.too_many(address):
            raise Refusal(429, AGAIN)
        if not same_code(given, code):
            if given:  # a page that has no code yet is no guess
                self.wrong.add(address)
            raise Refusal(401, NO_BOARD if code is self.board else NO_JOIN)

    def lane_of(self, auditor: str, address: str) -> Lane:
        """The lane of an auditor; the first time, the person at the server is told who has come.

        Raises: Refusal when the audit has no such auditor.
        """
        if auditor not in self.lanes:
            raise Refusal(404, "This audit has no such auditor: choose one of the names on the start page.")
        if auditor not in self._joined:
            self._joined.add(auditor)
            name = self.folder.audit.auditors[auditor].name
            self.tell(f"{self.now():%H:%M} {name} ({auditor}) joined from {address}")
        return self.lanes[auditor]

    def has_joined(self, auditor: str) -> bool:
        """Whether this auditor's page was here since the server was started."""
        return auditor in self._joined

    def spend(self, auditor: str, tokens: float) -> None:
        """Raise a Refusal when this auditor's devices send faster than anybody rates."""
        if not self._buckets[auditor].take(tokens):
            raise Refusal(429, "Too many changes at once: the rest is saved in a moment.")

    def _checker(self, auditor: str) -> Callable[[Record], str | None]:
        def check(record: Record) -> str | None:
            reason = check_body(self.folder, record)
            if reason is None and record.is_photo and not record.body.get("gone"):
                file = photo_file(self.folder.folder, auditor, record.id.removeprefix(PHOTO))
                if file is None or not file.is_file():
                    return "The picture of this photo is not on the server: add it again."
            return reason

        return check


def tag_of(content: bytes) -> str:
    """The ETag of a page."""
    return f'"{hashlib.sha256(content).hexdigest()[:16]}"'
