"""Days and times as form programs write them, as local ISO 8601 texts."""

import datetime as dt
import re

_DAY = re.compile(r"(?P<a>[0-9]{1,4})[-/.](?P<b>[0-9]{1,2})[-/.](?P<c>[0-9]{1,4})")
_TIME = re.compile(
    r"(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<s>[0-9]{2})(?:[.,][0-9]+)?)?\s*(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"\s*(?P<zone>Z|(?:GMT|UTC)?\s*[+-][0-9]{1,2}(?::?[0-9]{2})?|GMT|UTC)?"
)


def moment_of(text: str, order: str | None = None) -> str:
    """A day, a time or both as ISO 8601, to the second; empty where it cannot be read for certain.

    Args: `order` says how 04/10/2026 is meant: dmy or mdy.
    """
    found = _DAY.match(text.strip())
    day = _day(found, order) if found else ""
    rest = text.strip()[found.end() :].lstrip("T ,") if found else text.strip()
    if found and not day:
        return ""
    if not rest:
        return day
    clock = _TIME.fullmatch(rest)
    time = _time(clock) if clock else ""
    if not time:
        return ""
    return f"{day}T{time}" if day else time[:8]


def seconds_of(moment: str) -> float | None:
    """A moment as a number that can be compared; None for a time without a day."""
    try:
        found = dt.datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).timestamp()


def _day(found: re.Match[str], order: str | None) -> str:
    a, b, c = (int(found[name]) for name in "abc")
    if len(found["a"]) == 4:
        year, month, day = a, b, c
    elif len(found["c"]) != 4:
        return ""
    elif order == "mdy" or (order is None and b > 12):
        year, month, day = c, a, b
    elif order == "dmy" or a > 12 or "." in found[0]:
        year, month, day = c, b, a
    else:
        return ""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _time(found: re.Match[str]) -> str:
    hour, half = int(found["h"]), (found["half"] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        time = dt.time(hour, int(found["m"]), int(found["s"] or 0)).isoformat()
    except ValueError:
        return ""
    return time + _zone((found["zone"] or "").replace(" ", ""))


def _zone(text: str) -> str:
    """The distance from UTC: `GMT+2` is `+02:00`."""
    if text in ("Z", "GMT", "UTC"):
        return "+00:00"
    found = re.fullmatch(r"(?:GMT|UTC)?([+-])([0-9]{1,2}):?([0-9]{2})?", text)
    return f"{found[1]}{int(found[2]):02}:{found[3] or '00'}" if found else ""
