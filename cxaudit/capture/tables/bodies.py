"""What the rows of a table say of each practice, put together: the latest answer counts, or cases add up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from cxaudit.capture.ratings.records import blank_body
from cxaudit.model.checklist import Practice

MOST_CASES, MOST_NOTE = 500, 20_000
Body = dict[str, Any]


@dataclass
class Seen:
    """What one row says of one practice; without a state it says nothing, or only a note or a reason."""

    row: int
    cases: list[dict[str, str]] = field(default_factory=list)
    state: str = ""
    reason: str = ""
    note: str = ""


@dataclass
class Gathered:
    """Bodies and the places of their answers, by auditor and practice; `adding`: cases of several rows add up."""

    adding: bool
    bodies: dict[str, dict[str, Body]] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    rows: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, auditor: str, key: str, seen: Seen, place: str, practice: Practice) -> None:
        """Put what a row says to what earlier rows said."""
        if not (seen.state or seen.reason or seen.note):
            return
        body = self.bodies.setdefault(auditor, {}).setdefault(key, blank_body())
        self.places.setdefault(auditor, {})[key] = place
        adds = practice.rate == "case" and self.adding
        if seen.cases and adds:
            body["observations"].extend(seen.cases)
            body["state"] = "rated"
        elif seen.state and not (adds and body["observations"]):
            stands = (body["state"], body["observations"], body["reason"])
            if body["state"] and not adds and stands != (seen.state, seen.cases, seen.reason):
                earlier = self.rows[auditor, key]
                self.said.append(f"row {seen.row} counts for {key} of {auditor}, not row {earlier} before it")
            body["state"], body["observations"] = seen.state, seen.cases
            self.rows[auditor, key] = seen.row
        body["reason"] = seen.reason or body["reason"]
        if seen.note and len(body["note"]) <= MOST_NOTE and seen.note not in body["note"]:
            body["note"] = f"{body['note']}\n{seen.note}" if adds and body["note"] else seen.note

    def faults(self) -> Iterator[tuple[str, str, str]]:
        """What is more than a ratings file holds: practice, message, hint."""
        for bodies in self.bodies.values():
            for key, body in bodies.items():
                if (number := len(body["observations"])) > MOST_CASES:
                    yield (
                        key,
                        f"there are {number:,} cases of {key}; at most {MOST_CASES} are kept",
                        "import fewer rows",
                    )
                if (length := len(body["note"])) > MOST_NOTE:
                    message = f"the notes on {key} have {length:,} characters together; at most {MOST_NOTE:,} are kept"
                    yield key, message, "shorten them"
