"""One auditor's lane: saves in turn, several that wait in one go, acknowledged only once the file is on the disk."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import TypeVar

from cxaudit.capture.photos.keeping import MOST
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.records import Record, is_same
from cxaudit.capture.server.answers import Refusal, unwritable
from cxaudit.capture.server.photos import describe
from cxaudit.errors import CxAuditError, InputError
from cxaudit.model.load import AuditFolder

MAX_TOGETHER = 500
MAX_AHEAD = 100_000  # edits that nobody here has seen; with the highest revision of all, one edit would stand for good
T = TypeVar("T")
Check = Callable[[Record], str | None]


@dataclass(eq=False)
class _Waiting:
    record: Record
    stands: Record | None = None
    refusal: Refusal | None = None
    done: bool = False


@dataclass(eq=False)
class Lane:
    """The ratings of one auditor, reached by one thread at a time.

    What is in memory is what is in the file: when a save fails, memory is thrown away and read from the file again.
    """

    folder: AuditFolder
    auditor: str
    check: Check  # why a record cannot be of this audit, or None
    pool: Executor
    _ratings: AuditorRatings | None = None
    _waiting: deque[_Waiting] = field(default_factory=deque)
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _turns: set[asyncio.Task[None]] = field(default_factory=set)

    def open(self) -> None:
        """Read the file now, so that what is wrong with it is told before anybody rates.

        Raises: InputError, NotFound.
        """
        self._ratings = AuditorRatings.open(self.folder, self.auditor)

    async def put(self, record: Record) -> Record:
        """Save a record unless a newer one stands; returns the one that stands, which is on the disk by then.

        Raises: Refusal: 422 not of this audit, 503 file unreadable, 507 cannot be written.
        """
        mine = _Waiting(record)
        self._waiting.append(mine)
        await self._in_turn(self._commit, unless=lambda: mine.done)
        if mine.refusal:
            raise mine.refusal
        if mine.stands is None:
            raise RuntimeError(f"{record.id} was neither saved nor refused")
        return mine.stands

    async def read(self) -> dict[str, Record]:
        """Every record as it stands in the file now.

        Raises: Refusal: 503 file unreadable.
        """
        found: dict[str, Record] = {}
        await self._in_turn(lambda: found.update(self._current().records))
        return found

    async def _in_turn(self, work: Callable[[], None], unless: Callable[[], bool] = lambda: False) -> None:
        """Run work in a thread, alone in this lane; it ends even when the one who waits for it goes away."""

        async def turn() -> None:
            async with self._lock:
                if not unless():
                    await asyncio.get_running_loop().run_in_executor(self.pool, work)

        task = asyncio.create_task(turn())
        self._turns.add(task)
        task.add_done_callback(self._turns.discard)
        await asyncio.shield(task)

    def _current(self) -> AuditorRatings:
        """The ratings as the file has them, also when a person has edited it since."""
        try:
            if self._ratings is None:
                self.open()
            else:
                self._ratings.refresh()
                if self._ratings.is_ahead:  # a person's editor has saved an old copy over what was acknowledged
                    with contextlib.suppress(OSError):
                        self._ratings.save()
        except CxAuditError as problem:
            raise Refusal(503, _unreadable(self.auditor, problem)) from problem
        except OSError as problem:
            raise Refusal(503, f"ratings/{self.auditor}.yaml cannot be read now ({problem.strerror}).") from problem
        if self._ratings is None:
            raise RuntimeError("no ratings after reading them")
        return self._ratings

    def _commit(self) -> None:
        """Put everything that waits into the ratings, and save them once."""
        together = [self._waiting.popleft() for _ in range(min(len(self._waiting), MAX_TOGETHER))]
        try:
            self._put_all(together)
        except Refusal as refusal:
            self._refuse(together, refusal)
        except OSError as problem:
            self._ratings = None
            self._refuse(together, Refusal(507, unwritable(problem)))
        except CxAuditError as problem:  # broken by somebody just now, or held by another program
            self._ratings = None
            self._refuse(together, Refusal(503, _unreadable(self.auditor, problem)))
        except BaseException:
            self._ratings = None  # a mistake of ours: the file decides what stands
            raise
        for waiting in together:
            waiting.done = True

    def _put_all(self, together: list[_Waiting]) -> None:
        ratings = self._current()
        changed = False
        for waiting in together:
            if reason := self.check(waiting.record):
                waiting.refusal = Refusal(422, reason)
                continue
            before = ratings.records.get(waiting.record.id)
            if before is None and waiting.record.is_photo and _photos(ratings) >= MOST:  # those taken away count, too
                waiting.refusal = Refusal(422, f"Of one auditor {MOST:,} photos are kept, and no more.")
                continue
            if waiting.record.rev > (before.rev if before else 0) + MAX_AHEAD:
                waiting.refusal = Refusal(422, "This edit counts itself too far ahead of what stands here.")
                continue
            waiting.stands = ratings.put(waiting.record)
            if before is None or not is_same(before, waiting.stands):
                changed = True
                describe(self.folder.folder, self.auditor, waiting.record)
        if changed:
            ratings.save()
            for waiting in together:  # another program, or a person, may have written just before
                waiting.stands = waiting.stands and ratings.records.get(waiting.record.id)

    def _refuse(self, together: list[_Waiting], refusal: Refusal) -> None:
        for waiting in together:
            waiting.refusal = waiting.refusal or refusal


def _photos(ratings: AuditorRatings) -> int:
    return sum(record.is_photo for record in ratings.records.values())


def _unreadable(auditor: str, problem: CxAuditError) -> str:
    issues = problem.issues if isinstance(problem, InputError) else ()
    issue = next((issue for issue in issues if issue.level == "error"), None)
    said = f"line {issue.line}: {issue.message}" if issue else str(problem)
    return f"ratings/{auditor}.yaml cannot be read now ({said}); the lead has to correct it, nothing is lost."
