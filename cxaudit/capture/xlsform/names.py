"""Names of fields in other programs' forms: made from ids so that they can be turned back.

An id has words of small letters and digits, joined by single hyphens. So a hyphen becomes `_` and the dot `__`:
`front-desk.queue` is `front_desk__queue`, its note `front_desk__queue__note`, and the note of its second case
`front_desk__queue__2__note`. A name that would begin with a digit gets a `_` before it. Fields that belong to no
practice have a capital letter, which no id has.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

Part = Literal["rating", "state", "reason", "note", "photo", "at"]
AUDIT, CHECKLIST, VERSION, AUDITOR, START, END = "cxAudit", "cxChecklist", "cxVersion", "cxAuditor", "cxStart", "cxEnd"
PARTS = get_args(Part)
_WORD = r"[a-z0-9]+(?:_[a-z0-9]+)*"
_NAME = re.compile(
    rf"_?(?P<touchpoint>{_WORD})__(?P<practice>{_WORD}?)(?:__(?P<case>[1-9][0-9]?))?(?:__(?P<part>{'|'.join(PARTS[1:])}))?"
)


@dataclass(frozen=True, slots=True)
class Field:
    """What a field holds: a part of a practice's answer, or of one of its cases, counted from 1."""

    practice: str
    part: Part = "rating"
    case: int | None = None

    @property
    def name(self) -> str:
        """Its name in a form."""
        parts = [
            self.practice,
            *([str(self.case)] if self.case else []),
            *([self.part] if self.part != "rating" else []),
        ]
        return name_of(".".join(parts))


def name_of(full_id: str) -> str:
    """The name of a practice, or of anything else with an id, in a form."""
    name = full_id.replace("-", "_").replace(".", "__")
    return f"_{name}" if name[:1].isdigit() else name


def field_of(name: str) -> Field | None:
    """What a field of that name holds; None for the name of anything but a part of a practice."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    practice = f"{found['touchpoint']}.{found['practice']}".replace("_", "-")
    part: Part = next((part for part in PARTS if part == found["part"]), "rating")
    return Field(practice, part, int(found["case"]) if found["case"] else None)
