"""An answer in a few words, for the table of what an import changed."""

from typing import Any

from cxaudit.capture.workbook.columns import STATES, rating_text
from cxaudit.model.scale import Scale

_SHORT = 48


def describe_answer(body: dict[str, Any], scale: Scale) -> str:
    """An answer in a few words: `2 - In place, uneven`, `3; 4; 1`, `not observed: The visit ended`; `-` for none."""
    state, seen = body["state"], body["observations"]
    if state in STATES:
        return f"{STATES[state]}: {_shorten(body['reason']) or '(reason missing)'}"
    if state == "rated" and len(seen) == 1:
        return rating_text(seen[0]["rating"], scale)
    if state == "rated" and seen:
        return _shorten("; ".join(case["rating"] for case in seen))
    return "-"


def describe_change(before: dict[str, Any], after: dict[str, Any], scale: Scale) -> tuple[str, str]:
    """Both answers in words, with those of their texts that differ."""
    told = [[describe_answer(before, scale)], [describe_answer(after, scale)]]
    for name in ("note", "cause", "reason"):
        if before[name] == after[name]:
            continue
        for part, body in zip(told, (before, after), strict=True):
            if body[name] and (name != "reason" or body["state"] not in STATES):  # else it stands behind the state
                part.append(f'{name} "{_shorten(body[name])}"')
            elif body is after and name != "reason":
                part.append(f"no {name}")
    if told[0] == told[1]:
        told[1].append("times or notes of its cases")
    return "; ".join(told[0]), "; ".join(told[1])


def _shorten(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHORT else f"{flat[: _SHORT - 3]}..."
