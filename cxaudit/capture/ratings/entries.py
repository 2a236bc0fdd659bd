"""Between the body of an answer, as the form has it, and its entries in a ratings file."""

import datetime as dt
import hashlib
import json
import math
import re
from collections.abc import Mapping
from typing import Any

from cxaudit.capture.ratings.records import blank_body
from cxaudit.model.audit import FLAGS, Draft, Rating
from cxaudit.model.base import MOMENT

LOOSE = ("not_applicable", "not_observed")


def is_reason(text: str) -> bool:
    """Whether a text says why; a ratings file refuses what only says that there is none, such as 'x' or 'n/a'."""
    return bool(text.strip()) and text.strip().lower() not in FLAGS


def to_rating(body: Mapping[str, Any], *, by_case: bool) -> dict[str, Any]:
    """What counts of an answer, as an entry of `ratings`; empty where nothing does.

    Args: `by_case` for a practice whose cases are observations.
    """
    entry: dict[str, Any] = {}
    state, cases = body["state"], body["observations"]
    if state in LOOSE and is_reason(body["reason"]):
        entry[state] = body["reason"]
    elif state == "rated" and cases and not by_case and len(cases) == 1 and not cases[0].get("note"):
        entry["rating"] = as_number(cases[0]["rating"])
    elif state == "rated" and cases:
        entry["observations"] = _cases(cases)
    return entry | {name: body[name] for name in ("note", "cause") if body[name].strip()}


def to_draft(body: Mapping[str, Any]) -> dict[str, Any]:
    """What does not count of an answer, as an entry of `drafts`; empty where all of it counts."""
    entry: dict[str, Any] = {}
    state = body["state"]
    is_open = state in LOOSE and not is_reason(body["reason"])
    if is_open:
        entry["state"] = state
    if body["reason"].strip() and (is_open or state not in LOOSE):
        entry["reason"] = body["reason"]
    if body["observations"] and state != "rated":
        entry["observations"] = _cases(body["observations"])
    return entry


def to_body(rating: Rating | None, draft: Draft | None) -> dict[str, Any]:
    """The body of a practice from its entries."""
    rating, draft = rating or Rating(), draft or Draft()
    body = blank_body()
    if rating.rating is not None:
        cases: list[Any] = [{"rating": rating.rating}]
    else:
        cases = [_case(case) for case in rating.observations or draft.observations or ()]
    loose = next((name for name in LOOSE if getattr(rating, name)), None)
    rated = rating.rating is not None or rating.observations is not None
    return body | {
        "state": loose or ("rated" if rated else draft.state or ""),
        "observations": cases,
        "reason": (getattr(rating, loose) if loose else draft.reason) or "",
        "note": rating.note or "",
        "cause": rating.cause or "",
    }


def digest(body: Mapping[str, Any], *, by_case: bool) -> str:
    """Eight digits that are the same for two bodies which a file cannot tell apart."""
    cases = [
        [case["rating"], _moment(case.get("at")) if by_case else "", case.get("note") or ""]
        for case in body["observations"]
    ]
    state = "" if body["state"] == "rated" and not cases else body["state"]
    told = [state, cases, body["reason"].strip(), body["note"].strip(), body["cause"].strip()]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:8]


def as_number(rating: str) -> str | int | float:
    """A level or a measured value as a person would write it: 2, 7.5, most."""
    for kind in (int, float):
        try:
            number = kind(rating)
        except ValueError:
            continue
        if str(number) == rating and math.isfinite(number) and "e" not in rating:  # YAML makes 1e-05 a 1.0e-05
            return number
    return rating


def _cases(cases: list[dict[str, Any]]) -> list[Any]:
    entries: list[Any] = []
    for case in cases:
        entry: dict[str, Any] = {"rating": as_number(case["rating"])}
        if moment := _moment(case.get("at")):
            entry["at"] = moment
        if (case.get("note") or "").strip():
            entry["note"] = case["note"]
        entries.append(entry if len(entry) > 1 else entry["rating"])
    return entries


def _case(case: Any) -> dict[str, Any]:
    written = case.model_dump(mode="json", exclude_none=True)
    return {**written, "rating": case.rating} | ({"at": _moment(case.at.isoformat())} if case.at else {})


def _moment(at: Any) -> str:
    """A time as ratings files write it, to the second; empty for what is none, or what they would not take.

    A day and its midnight are one, since reading a file makes a midnight of a day.
    """
    if not at or not isinstance(at, str):
        return ""
    for kind in (dt.datetime, dt.time):  # of a day alone the first makes its midnight
        try:
            moment = kind.fromisoformat(at).replace(microsecond=0)
        except ValueError:
            continue
        written = moment.isoformat().removesuffix("T00:00:00")
        return written if re.fullmatch(MOMENT, written) else ""  # not 11:05+02:00, nor seconds in an offset
    return ""
