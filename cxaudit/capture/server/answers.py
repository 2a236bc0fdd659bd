"""What the server says: JSON or a page, and the one way to refuse: a status and one sentence."""

import errno
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from starlette.responses import Response

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class Refusal(Exception):
    """A request that is not served: its HTTP status, and one sentence for the auditor."""

    def __init__(self, status: int, message: str) -> None:
        self.status, self.message = status, message
        super().__init__(message)


def answer(data: Any, status: int = 200) -> "Response":
    """Data as JSON."""
    from starlette.responses import Response

    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    return Response(body, status, media_type="application/json")


def refuse(refusal: Refusal) -> "Response":
    """The sentence as JSON; who is too fast, or meets a full disk, is told when to come again."""
    response = answer({"message": refusal.message}, refusal.status)
    if refusal.status in (429, 503, 507):
        response.headers["Retry-After"] = "2"
    return response


def unwritable(problem: OSError) -> str:
    """Why nothing could be written, for the auditor who has to tell the lead."""
    if problem.errno in _FULL:
        return "The disk of the server is full: this is not saved yet; the lead has to free some space."
    why = problem.strerror or "unknown reason"
    return f"The server cannot write into the audit's folder ({why}): this is not saved yet; the lead has to allow it."
