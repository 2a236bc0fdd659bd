"""Reading what a client sends: never more than allowed, never forever, and only then parsed."""

import asyncio
import json
from typing import TYPE_CHECKING, Any, NoReturn

from cxaudit.capture.server.answers import Refusal

if TYPE_CHECKING:
    from starlette.requests import Request

RECORD_BYTES = 256_000
PHOTO_BYTES = 12_000_000
HEARD_OUT = 4  # of a body that is too large, so many times the limit is read and thrown away
SECONDS = 60.0  # for a whole body: a photo of 300 kB arrives even at 40 kbit/s


async def read_body(request: "Request", limit: int, *, seconds: float = SECONDS) -> bytes:
    """The body of a request, of at most `limit` bytes.

    A client that sends more is heard out for a while, since browsers show the answer only when they could send it all.

    Raises: Refusal when it is too large or too slow.
    """
    from starlette.requests import ClientDisconnect

    parts: list[bytes] = []
    size = 0
    declared = request.headers.get("content-length", "")
    large = declared.isdecimal() and len(declared) < 20 and int(declared) > limit
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                size += len(part)
                large = large or size > limit
                if large:
                    parts.clear()
                    if size > HEARD_OUT * limit:
                        break
                else:
                    parts.append(part)
    except TimeoutError:
        raise Refusal(408, "The connection is too slow: nothing was saved.") from None
    except ClientDisconnect:
        raise Refusal(400, "The connection was closed before everything had arrived.") from None
    if large:
        raise Refusal(413, f"This is too large: at most {limit // 1000} kB can be saved at once.")
    return b"".join(parts)


def read_json(data: bytes) -> Any:
    """Bytes as plain JSON data.

    Raises: Refusal when they are none, also by what JSON forbids (NaN) and what no file can hold (half characters).
    """
    try:
        found = json.loads(data, parse_constant=_refuse)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError):  # UnicodeError is a ValueError
        raise Refusal(422, "This is no record: it cannot be read as JSON.") from None
    return found


def _refuse(word: str) -> NoReturn:
    raise ValueError(word)
