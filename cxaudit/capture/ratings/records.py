"""Records: one practice's answer, or one photo, as one revision; and the one rule by which two of them are merged."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MAX_REV = 1_000_000_000
MAX_AT = 4_102_444_800_000  # the year 2100: a clock beyond it is broken
MAX_NOTE, MAX_SHORT, MAX_LINE, MAX_OBSERVATIONS = 20_000, 2_000, 300, 500
PHOTO = "photo:"
STATES = ("", "rated", "not_applicable", "not_observed")

_PRACTICE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
_PHOTO_ID = re.compile(rf"{PHOTO}[0-9a-f]{{16}}")
_DEVICE = re.compile(r"[A-Za-z0-9_-]{1,16}")
_MUTE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One revision of a practice's answer, or of a photo.

    `id` is the practice's full id, or `photo:` and 16 hex digits; `rev` counts from 1; `device` names the page that
    made it (`hand`: edited in the file, `import`: imported); `at` is in ms since 1970. The body of a practice has
    `state`, `observations` (rating, at, note), `reason`, `note`, `cause`; that of a photo `practice`, `caption`,
    `name`, `taken`, `added`, `width`, `height`, and `gone` once it was removed.
    """

    id: str
    rev: int
    device: str
    at: int
    body: dict[str, Any]

    @property
    def is_photo(self) -> bool:
        """Whether it is a photo's."""
        return self.id.startswith(PHOTO)

    def to_json(self) -> dict[str, Any]:
        """As pages send and receive it."""
        return {"id": self.id, "rev": self.rev, "device": self.device, "at": self.at, "body": self.body}


def is_newer(one: Record, other: Record | None) -> bool:
    """The merge rule of windows, devices, server and files: higher revision; then later clock; then greater device."""
    return other is None or (one.rev, one.at, one.device) > (other.rev, other.at, other.device)


def is_same(one: Record, other: Record | None) -> bool:
    """Whether two copies are one edit: the same revision of the same device."""
    return other is not None and (one.rev, one.device) == (other.rev, other.device)


def read_record(data: Any) -> Record:
    """A record from plain JSON of unknown origin.

    Raises: ValueError, in one sentence, for what is no record or too large.
    """
    if not isinstance(data, Mapping) or not isinstance(data.get("body"), Mapping):
        raise ValueError("This is no record.")  # noqa: TRY004 - the sender is wrong
    key, body = data.get("id"), data["body"]
    if not isinstance(key, str) or len(key) > 130 or not (_PRACTICE.fullmatch(key) or _PHOTO_ID.fullmatch(key)):
        raise ValueError("A record's id is that of a practice, such as front-desk.queue, or of a photo.")
    rev = _whole(data, "rev", 1, MAX_REV)
    at = _whole(data, "at", 0, MAX_AT)
    device = data.get("device")
    if not isinstance(device, str) or not _DEVICE.fullmatch(device):
        raise ValueError("A record names its device in 1 to 16 letters and digits.")
    return Record(key, rev, device, at, _photo(body) if key.startswith(PHOTO) else _answer(body))


def rating_text(rating: float) -> str:
    """A number as the text of a rating, with every digit: 2, 7.5."""
    return str(int(rating)) if float(rating).is_integer() and abs(rating) < 1e15 else repr(float(rating))


def blank_body() -> dict[str, Any]:
    """The body of a practice that nobody has answered."""
    return {"state": "", "observations": [], "reason": "", "note": "", "cause": ""}


def is_blank(body: Mapping[str, Any]) -> bool:
    """Whether a practice's body says nothing."""
    return not any(body.values())


def _answer(body: Mapping[str, Any]) -> dict[str, Any]:
    state = body.get("state") or ""
    if state not in STATES:
        raise ValueError(f"'{str(state)[:40]}' is no state of an answer.")
    cases = body.get("observations") or []
    if not isinstance(cases, list):
        raise ValueError("The observations of an answer are a list.")  # noqa: TRY004 - the sender is wrong
    if len(cases) > MAX_OBSERVATIONS:
        raise ValueError(f"A practice takes at most {MAX_OBSERVATIONS} observations.")
    return {
        "state": state,
        "observations": [_case(case) for case in cases],
        "reason": _text(body, "reason", MAX_SHORT),
        "note": _text(body, "note", MAX_NOTE),
        "cause": " ".join(_text(body, "cause", MAX_LINE).split()),
    }


def _case(case: Any) -> dict[str, Any]:
    if not isinstance(case, Mapping):
        raise ValueError("An observation has a rating.")  # noqa: TRY004 - the sender is wrong
    rating = case.get("rating")
    if isinstance(rating, (int, float)) and not isinstance(rating, bool) and math.isfinite(rating):
        rating = rating_text(rating)
    if not isinstance(rating, str) or not 0 < len(rating) <= 60:
        raise ValueError("An observation has a rating.")
    kept = {"rating": _plain(rating)}
    return kept | {
        name: text for name, most in (("at", 40), ("note", MAX_NOTE)) if (text := _text(case, name, most)).strip()
    }


def _photo(body: Mapping[str, Any]) -> dict[str, Any]:
    practice = body.get("practice") or ""
    if not isinstance(practice, str) or len(practice) > 130 or not _PRACTICE.fullmatch(practice):
        raise ValueError("A photo names its practice.")
    kept: dict[str, Any] = {"practice": practice, "caption": _text(body, "caption", MAX_SHORT)}
    kept |= {name: _text(body, name, MAX_LINE) for name in ("name", "taken", "added")}
    kept |= {name: _whole(body, name, 0, 100_000) for name in ("width", "height") if body.get(name) is not None}
    return kept | ({"gone": True} if body.get("gone") else {})


def _whole(data: Mapping[str, Any], name: str, least: int, most: int) -> int:
    value = data.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise ValueError(f"The '{name}' of a record is a whole number from {least} to {most}.")
    return value


def _text(data: Mapping[str, Any], name: str, most: int) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):  # times in ms
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"The '{name}' of a record is a text.")  # noqa: TRY004 - the sender is wrong
    if len(value) > most:
        raise ValueError(f"The {name} has {len(value):,} characters; at most {most:,} can be kept.")
    return _plain(value)


def _plain(value: str) -> str:
    """The text without what no file can hold: control characters, and halves of a character."""
    return _MUTE.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
