"""The workbook's plan, for writing and for reading: its sheets, its columns, and how an answer stands in its cells."""

import re
from typing import Any

from cxaudit.capture.ratings.records import blank_body
from cxaudit.model.checklist import Practice
from cxaudit.model.scale import Level, Scale

FORMAT = "sheet/1"
RATINGS, LISTS, META, HOW_TO = "Ratings", "_lists", "_meta", "How to"
ID, PRACTICE, QUESTION, TO_DO = "id", "Practice", "Question", "To do"
RATING, REASON, NOTE, CASES, CAUSE, EVIDENCE = "Rating", "Reason", "Note", "Cases", "Cause", "Evidence"
ANSWERS = (RATING, REASON, NOTE, CASES, CAUSE, EVIDENCE)  # the columns that an auditor fills in
GIVEN = "given"  # the heading of the hidden sheet's list of answers
MOST_IN_CELL = 32_000  # Excel keeps 32,767 characters in a cell

STATES = {"not_applicable": "not applicable", "not_observed": "not observed"}
CAUSES = ("people", "process", "policy", "system", "training", "staffing", "premises", "supplier", "template")


def body_of(data: Any) -> dict[str, Any]:
    """A body from a workbook's hidden sheet, where anything may stand; what is no answer counts as none."""
    made = blank_body()
    if not isinstance(data, dict) or data.get("state") not in ("", "rated", *STATES):
        return made
    seen = data.get("observations")
    for case in seen if isinstance(seen, list) else []:
        if isinstance(case, dict) and isinstance(case.get("rating"), str):
            made["observations"].append({name: str(case.get(name) or "") for name in ("rating", "at", "note")})
    for name in ("state", "reason", "note", "cause"):
        made[name] = data[name] if isinstance(data.get(name), str) else ""
    return made


def level_text(key: str, level: Level) -> str:
    """A level as it stands in the drop-down: `2 - In place, uneven`."""
    return f"{key} - {' '.join(level.label.split())}" if level.label and level.label != key else key


def choices(scale: Scale) -> list[str]:
    """The levels of a scale as they stand in the drop-down; none where a value is measured."""
    return [level_text(key, level) for key, level in (scale.levels or {}).items()]


def cells_of(body: dict[str, Any], practice: Practice, scale: Scale) -> dict[str, str]:
    """How an answer stands in the columns Rating, Reason, Note, Cases and Cause."""
    state, seen = body["state"], body["observations"]
    rating = STATES.get(state, "")
    by_case = practice.rate == "case"
    if state == "rated" and seen and not by_case:
        rating = rating_text(seen[0]["rating"], scale)
    return {
        RATING: rating,
        REASON: body["reason"],
        NOTE: body["note"],
        CASES: cases_text(seen) if by_case and state == "rated" else "",
        CAUSE: body["cause"],
    }


def rating_text(rating: str, scale: Scale) -> str:
    """A rating as it stands in its cell."""
    level = (scale.levels or {}).get(rating)
    return level_text(rating, level) if level else rating


def cases_text(observations: list[dict[str, Any]]) -> str:
    """Single cases in one cell: `3; 4; 1 @2026-10-14T11:05 "11 rings"`."""
    return "; ".join(
        " ".join(
            part
            for part in (
                _safe(case["rating"]),
                f"@{case['at']}" if case.get("at") else "",
                _in_quotes(case["note"]) if case.get("note") else "",
            )
            if part
        )
        for case in observations
    )


def plain(text: str) -> str:
    """A text as it is compared: line breaks of one kind, no blanks at its ends."""
    return re.sub(r"\r\n?", "\n", text).strip()


def _safe(rating: str) -> str:
    """A level's id; in quotes where it has signs that divide cases."""
    return _in_quotes(rating) if re.search(r'[;@"\n]', rating) else rating


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
