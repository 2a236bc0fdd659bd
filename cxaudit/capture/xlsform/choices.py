"""The answers of a practice in other programs' forms: a code and a text a level, and the two without a rating."""

import re

from cxaudit.model.checklist import Practice, title_from
from cxaudit.model.scale import Scale

NO_RATING = {"not_applicable": "Not applicable", "not_observed": "Not observed"}
CASE = "Case"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def choices_of(scale: Scale, practice: Practice) -> dict[str, str]:
    """What each level is called in a form: its number and what it means for this practice."""
    texts = {}
    for level, described in (scale.levels or {}).items():
        text = practice.anchors.get(level) or described.label or title_from(level)
        texts[level] = f"{level} – {text}" if level.lstrip("-").replace(".", "").isdigit() and text != level else text
    return texts


def code_of(scale: Scale, level: str) -> str:
    """The code of a level: itself where forms take it, else its position on the scale, from 1."""
    if _CODE.fullmatch(level) and level not in NO_RATING:
        return level
    return f"level-{list(scale.levels or ()).index(level) + 1}"


def level_of(scale: Scale, code: str) -> str | None:
    """The level behind a code; None where it is none of this scale."""
    return next((level for level in scale.levels or () if code_of(scale, level) == code), None)
