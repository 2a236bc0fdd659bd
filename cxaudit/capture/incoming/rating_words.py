"""What people write for a rating, and which level or value it is: `2`, `2.0`, `2 - usually `, a label in any case."""

import datetime as dt
import re
from typing import Any

from cxaudit.model.base import MOMENT
from cxaudit.model.check import answers
from cxaudit.model.scale import Scale, as_number
from cxaudit.model.words import quoted

_STATES = {
    "not applicable": "not_applicable",
    "n/a": "not_applicable",
    "na": "not_applicable",
    "not observed": "not_observed",
    "not seen": "not_observed",
    "n/o": "not_observed",
}
_AFTER_ID = re.compile(r"\s*[-–—:=.)]\s*|\s+")
# one case: a rating (in quotes where it has signs of its own), a time after @, and a note in quotes
_CASE = re.compile(
    r'\s*(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<bare>[^;\n"@]*))'
    r'\s*(?:@\s*(?P<at>[^\s;"]+))?\s*(?:"(?P<note>(?:[^"]|"")*)")?\s*(?:[;\n]|\Z)'
)


class Unclear(ValueError):
    """What is wrong with an answer, in one sentence, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def as_text(value: Any) -> str:
    """A cell's value as its writer saw it: 2.0 is `2`, a day is 2026-10-14."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime):
        return value.isoformat(" ") if value.time() != dt.time() else value.date().isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return re.sub(r"\r\n?", "\n", str(value)).strip()


def check_kind(value: Any) -> None:
    """Refuse what a program made of an answer without being asked: `2-3` becomes a date, `4:20` a time.

    Raises: Unclear.
    """
    if isinstance(value, dt.date):
        raise Unclear(
            f"a date stands here ({as_text(value)}), not a rating",
            "Excel makes a date of 2-3 or 2.3; choose from the list, or write an apostrophe before it",
        )
    if isinstance(value, (dt.time, dt.timedelta)):
        raise Unclear(f"a time stands here ({value}), not a rating", "write a number, such as 4.5")


def read_state(text: str) -> tuple[str, str] | None:
    """`not applicable` or `not observed` in any spelling, with the reason that may stand behind it; None for others."""
    found = re.match(
        r"(n/a|na|n/o|not[ _](?:applicable|observed|seen))\b\s*(?:[-–—:,;(]\s*(.*?)\)?)?\s*\Z",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    return (_STATES[found[1].lower().replace("_", " ")], (found[2] or "").strip()) if found else None


def read_rating(value: Any, scale: Scale) -> str:
    """The level's id, or the measured number as text.

    Raises: Unclear.
    """
    check_kind(value)
    text = " ".join(as_text(value).split())
    return _measured(text, scale) if scale.levels is None else _level(text, scale)


def read_cases(value: Any, scale: Scale) -> list[dict[str, Any]]:
    """Several ratings from one cell, as `3; 4; 1 @2026-10-14T11:05 "11 rings"`.

    Raises: Unclear.
    """
    check_kind(value)
    text = as_text(value)
    if '"' not in text:
        text = re.sub("[“”„]", '"', text)
    cases, at = [], 0
    while at < len(text):
        found = _CASE.match(text, at)
        if not found or found.end() == at:
            rest = text[at:].strip()
            raise Unclear(f"{quoted(rest)} cannot be read as a case", 'write 3; 4; 1 "what happened"')
        at = found.end()
        given = found["bare"].strip() if found["quoted"] is None else found["quoted"].replace('""', '"')
        if not given and not found["at"] and found["note"] is None:
            continue
        when = found["at"] or ""
        if when and not re.fullmatch(MOMENT, when):
            raise Unclear(f"{quoted(when)} is not a time", "write it as 2026-10-14T11:05, 11:05 or 2026-10-14")
        note = (found["note"] or "").replace('""', '"')
        ratings = _several(given, scale) if not when and not note else [read_rating(given, scale)]
        cases += [{"rating": rating, "at": when, "note": note} for rating in ratings]
    return cases


def _several(text: str, scale: Scale) -> list[str]:
    """One rating, or several with commas between them: `3, 4, 2`."""
    try:
        return [read_rating(text, scale)]
    except Unclear:
        parts = [part for part in text.split(",") if part.strip()]
        if scale.measured or len(parts) < 2:
            raise
        return [read_rating(part, scale) for part in parts]


def _level(text: str, scale: Scale) -> str:
    levels = scale.levels or {}
    if text in levels:
        return text
    plain = text.casefold()
    labels = {key: " ".join((level.label or "").casefold().split()) for key, level in levels.items()}
    number = as_number(text.replace(",", "."))
    for same in (
        [key for key in levels if key.casefold() == plain],
        [key for key, label in labels.items() if label and label == plain],
        [key for key in levels if number is not None and as_number(key) == number],
    ):
        if len(same) == 1:
            return same[0]
    for key in sorted(levels, key=len, reverse=True):
        if not plain.startswith(key.casefold()):
            continue
        behind = _AFTER_ID.match(plain, len(key))
        if not behind:
            continue
        said = plain[behind.end() :]
        others = [other for other, label in labels.items() if label and label == said and other != key]
        if others and labels[key] != said:
            raise Unclear(
                f"{quoted(text)} is two things at once: the number of level '{key}' and the words of '{others[0]}'",
                "choose one from the list",
            )
        if _AFTER_ID.fullmatch(behind[0]) and (as_number(key) is None or not re.match(r"[\d.,]", said)):
            return key
    raise Unclear(f"{quoted(text)} is not on the scale of this practice", _hint(number, scale))


def _hint(number: float | None, scale: Scale) -> str:
    between = number is not None and not number.is_integer()
    return f"there are no levels between two levels; {answers(scale)}" if between else answers(scale)


def _measured(text: str, scale: Scale) -> str:
    unit, bare = (scale.unit or "").casefold(), text.casefold()
    endings = [unit, unit.rstrip("s"), f"{unit[:3]}.", unit[:3]] if unit else []
    if "percent" in unit or "%" in unit:
        endings.append("%")
    bare = next((bare[: -len(end)].strip() for end in endings if end and bare.endswith(end)), bare)
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}([.,]\d{3})+|[-+]?\d+,\d{3}", bare) and not re.fullmatch(r"[-+]?\d+\.\d+", bare):
        plain = re.sub(r"[.,]", "", bare)
        raise Unclear(f"{quoted(text)} can be read as two numbers", f"write {plain}, or {bare.replace(',', '.', 1)}")
    if re.fullmatch(r"[-+]?\d+,\d+", bare):
        bare = bare.replace(",", ".")
    number = as_number(bare)
    if number is None:
        raise Unclear(
            f"{quoted(text)} is not a number", f"write a number{f' in {scale.unit}' if scale.unit else ''}, such as 4.5"
        )
    return f"{number:.15g}"
