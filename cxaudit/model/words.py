"""The words of messages: what is wrong with a value, and what its writer can do about it."""

import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

MANY_OPTIONS = 100
LONGEST_SHOWN = 40

_BLOCK = "a block of 'key: value' lines is expected here"
_BOUNDS = {
    "greater_than": "greater than",
    "greater_than_equal": "at least",
    "less_than": "less than",
    "less_than_equal": "at most",
}
_PLAIN = {
    "bool": ("is neither yes nor no", "write yes or no"),
    "float": ("is not a number", ""),
    "decimal": ("is not a number", ""),
    "finite": ("is not a number", ""),
    "int": ("is not a whole number", ""),
}


def words_for(kind: str, given: Any, context: dict[str, Any], about: str) -> tuple[str, str]:
    """Message and hint for one of pydantic's error types.

    Args: `given` is the value, `context` what pydantic knows of the rule, `about` the description of the field.
    """
    if kind in ("list_type", "dict_type", "model_type", "model_attributes_type", "string_type"):
        return _shape(kind, given)
    if given is None or isinstance(given, (dict, list)):
        return _amount(kind, given, context)
    if kind in ("literal_error", "enum"):
        options = re.findall(r"'([^']+)'", context["expected"])
        return f"{quoted(given)} is not allowed here; use {either(options)}", closest(given, options)
    if kind in _BOUNDS or kind.startswith("string_"):
        return _bounds(kind, given, context)
    family = kind.partition("_")[0]
    if family in ("date", "time", "datetime"):
        return _date(str(given), about)
    said, hint = _PLAIN.get(family, ("is not allowed here", ""))
    return f"{quoted(given)} {said}", _number(str(given), about) if "number" in said else hint


def closest(word: object, options: Iterable[str]) -> str:
    """`did you mean '…'?` with the nearest option, or an empty text when none is near."""
    text = str(word).strip().lower()
    known = {option.lower(): option for option in options}
    if len(known) > MANY_OPTIONS and "." in text:  # of a thousand practices, only those that share one half
        touchpoint, _, practice = text.partition(".")
        near = [option for option in known if option.startswith(f"{touchpoint}.") or option.endswith(f".{practice}")]
        pool: Sequence[str] = near or [option for option in known if option[:1] == text[:1]][:MANY_OPTIONS]
    else:
        pool = list(known) if len(known) <= MANY_OPTIONS else [option for option in known if "." not in option]
    hit = difflib.get_close_matches(text[:200], pool, 1, 0.6)
    return f"did you mean '{known[hit[0]]}'?" if hit else ""


def either(options: Sequence[str]) -> str:
    """`S, M or L`."""
    return f"{', '.join(options[:-1])} or {options[-1]}" if len(options) > 1 else "".join(options)


def quoted(given: object) -> str:
    """A value as it appears in a message: on one line, in quotes, not too long."""
    text = re.sub(r"[ ]*[\r\n]\s*", " ", str(given))
    return f"'{text}'" if len(text) <= LONGEST_SHOWN else f"'{text[:LONGEST_SHOWN]}...'"


def slug(text: str) -> str:
    """An id made from a text: `Größe & Weight` becomes `grosse-weight`."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "my-id"


def _amount(kind: str, given: Any, context: dict[str, Any]) -> tuple[str, str]:
    if kind == "too_short" and context.get("min_length", 1) > 1:
        return f"at least {context['min_length']} entries are needed here", ""
    if given:
        return "one value is expected here", "a list or a block stands here instead"
    return "this must not be empty", ""


def _bounds(kind: str, given: Any, context: dict[str, Any]) -> tuple[str, str]:
    if kind == "string_pattern_mismatch":
        return _pattern(str(given), context["pattern"])
    if kind == "string_too_short":
        return "this must not be empty", ""
    if kind == "string_too_long":
        return f"this text has {len(str(given))} characters; at most {context['max_length']} are allowed", "shorten it"
    bound = next(value for name, value in context.items() if name in ("gt", "ge", "lt", "le"))
    return f"{quoted(given)} is out of range: it must be {_BOUNDS[kind]} {bound:g}", ""


def _shape(kind: str, given: Any) -> tuple[str, str]:
    if kind == "list_type":
        short = isinstance(given, str) and len(given) <= LONGEST_SHOWN
        return "a list is expected here", f"write [{given}]" if short else "start every entry with '- '"
    if kind == "string_type":
        if given is None:
            return "a text is missing here", ""
        return "a text is expected here", "a list or a block stands here instead"
    first = given[0] if isinstance(given, list) and given else None
    if isinstance(first, str):
        return _BLOCK, f"write {quoted(f'{slug(first)}: ...')} instead of {quoted(first)}"
    if isinstance(first, dict) and isinstance(first.get("id"), str):
        return _BLOCK, f"write '{slug(first['id'])}:' instead of '- id: {first['id']}'"
    return _BLOCK, "write keys instead of '- '" if isinstance(given, list) else ""


def _pattern(given: str, pattern: str) -> tuple[str, str]:
    if "A-Z" in pattern:
        return f"{quoted(given)} is not a currency code", "write three capital letters, such as EUR"
    if r"\." in pattern:
        dotted = ".".join(map(slug, given.split(".", 1))) if "." in given else ""
        return (
            f"{quoted(given)} is not the full id of a practice",
            f"write {dotted or 'touchpoint.practice, such as front-desk.greeting'}",
        )
    return f"{quoted(given)} must be lower-case words joined by '-', such as '{slug(given)}'", ""


def _date(given: str, about: str) -> tuple[str, str]:
    if "T11:05" in about:
        return f"{quoted(given)} is not a time", "write it as 2026-10-14T11:05, 11:05 or 2026-10-14"
    if re.fullmatch(r"\d{4}-\d\d-\d\d", given):
        return f"there is no day {given}", "check the month and the day"
    parts = [int(part) for part in re.findall(r"\d+", given)] if re.fullmatch(r"[\d\s./-]+", given) else []
    for year, month, day in ((0, 1, 2), (2, 1, 0), (2, 0, 1)):
        if len(parts) == 3 and parts[year] > 999 and ("/" not in given or max(parts[month], parts[day]) > 12):
            try:
                return f"{quoted(given)} is not a date", f"write it as {dt.date(parts[year], parts[month], parts[day])}"
            except ValueError:
                continue
    return f"{quoted(given)} is not a date", "write it as year-month-day, such as 2026-10-31"


def _number(given: str, about: str) -> str:
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", given):
        return f"write {given.replace(',', '')}"
    if re.fullmatch(r"-?\d+,\d+", given):
        return f"write {given.replace(',', '.')}"
    if percent := re.fullmatch(r"(-?\d+)(?:[.,](\d+))?\s*%", given):
        value, share = float(f"{percent[1]}.{percent[2] or 0}"), "0 to 1" in about.replace("0 to 100", "")
        return f"write {value / 100:g}" if share else f"write {value:g}, without the '%'"
    inside = re.findall(r"-?\d+(?:\.\d+)*", given)
    if len(inside) != 1 or inside[0] == given:
        return "" if inside else "write digits, such as 3"
    thousands = re.fullmatch(r"-?\d{1,3}(\.\d{3})+", inside[0])
    return f"write only the number: {inside[0].replace('.', '') if thousands else inside[0]}"
