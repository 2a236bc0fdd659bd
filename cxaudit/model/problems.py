"""Pydantic's errors as issues with a place, told apart by their `type`, never by their English words."""

import difflib
import re
import typing
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import BaseModel, ValidationError

from cxaudit.errors import Issue
from cxaudit.source import Loc, Source

Locate = Callable[[Loc], tuple[Source, Loc]]

_WANTED = {
    "list_type": ("a list is expected here", "start every entry with '- '"),
    "dict_type": ("a block of 'key: value' lines is expected here", ""),
    "model_type": ("a block of 'key: value' lines is expected here", ""),
    "model_attributes_type": ("a block of 'key: value' lines is expected here", ""),
    "string_type": ("text is expected here", "a list or a block stands here instead"),
    "bool_parsing": ("yes or no is expected here", ""),
    "bool_type": ("yes or no is expected here", ""),
    "float_type": ("a number is expected here", ""),
    "int_type": ("a whole number is expected here", ""),
    "finite_number": ("a finite number is expected here", ""),
    "date_type": ("a date is expected here", "write it as 2026-10-31"),
}


def describe(error: ValidationError, model: type[BaseModel], locate: Locate) -> list[Issue]:
    """One issue for each of pydantic's errors.

    Args: `locate` maps a place in the validated data to the file it was written in and the place there.
    """
    issues: dict[tuple[str, int, int, str], Issue] = {}
    for problem in error.errors(include_url=False):
        issue = _describe(dict(problem), model, locate)
        issues.setdefault((issue.file, issue.line, issue.column, issue.message), issue)
    return list(issues.values())


def _describe(problem: dict[str, Any], model: type[BaseModel], locate: Locate) -> Issue:
    kind, given, context = problem["type"], problem["input"], problem.get("ctx", {})
    loc: Loc = tuple(part for part in problem["loc"] if part != "[key]")
    is_key = "[key]" in problem["loc"]
    source, place = locate(loc)
    if kind == "extra_forbidden":
        return _unknown_key(source, place, loc, model, given)
    if kind == "missing":
        return source.issue(place[:-1], f"'{loc[-1]}' is missing here", at_key=True)
    if kind == "cxaudit":
        if context["field"]:
            source, place = locate((*loc, context["field"]))
        return source.issue(place, context["said"], context["hint"], at_key=bool(context["field"]))
    message, hint = _words(kind, given, context, problem["msg"])
    return source.issue(place, message, hint, at_key=is_key)


def _words(kind: str, given: Any, context: dict[str, Any], said: str) -> tuple[str, str]:
    shown = given if len(str(given)) <= 40 else f"{str(given)[:40]}..."
    if kind in ("literal_error", "enum"):
        options = re.findall(r"'([^']+)'", context["expected"])
        return f"'{shown}' is not allowed here; use {' or '.join(options)}", closest(given, options)
    if kind == "string_pattern_mismatch":
        return _pattern(str(shown), context["pattern"])
    if kind in ("float_parsing", "int_parsing", "int_from_float"):
        comma = re.fullmatch(r"-?\d+,\d+", str(given))
        whole = "a whole number" if kind.startswith("int") else "a number"
        return f"'{shown}' is not {whole}", f"write {str(given).replace(',', '.')}" if comma else ""
    if kind.startswith(("date", "time")) and kind not in _WANTED:
        return f"'{shown}' is not a date", "write it as 2026-10-31"
    if kind in ("string_too_short", "too_short"):
        return "this must not be empty", ""
    if kind == "string_too_long":
        return f"this text has {len(str(given))} characters; at most {context['max_length']} are allowed", ""
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        bound = next(iter(context.values()))
        words = {"greater_than": "greater than", "greater_than_equal": "at least", "less_than": "less than"}
        return f"{shown} is out of range: it must be {words.get(kind, 'at most')} {bound:g}", ""
    return _WANTED.get(kind, (said, ""))


def _pattern(shown: str, pattern: str) -> tuple[str, str]:
    if "A-Z" in pattern:
        return f"'{shown}' is not a currency code", "write three capital letters, such as EUR"
    if r"\." in pattern:
        return f"'{shown}' is not the full id of a practice", "write touchpoint.practice, such as front-desk.greeting"
    slug = re.sub(r"[^a-z0-9]+", "-", shown.lower()).strip("-") or "my-id"
    return f"'{shown}' must be lower-case words joined by '-', such as '{slug}'", ""


def _unknown_key(source: Source, place: Loc, loc: Loc, model: type[BaseModel], given: Any) -> Issue:
    key = str(loc[-1])
    hint = closest(key, _fields_at(model, loc[:-1]))
    if not hint and given is None and " " in key.strip() and source.in_flow(place):
        hint = "a comma ends a value between braces: put quotes around the text before it"
    return source.issue(place, f"unknown key '{key}'", hint, at_key=True)


def closest(word: object, options: Iterable[str]) -> str:
    """`did you mean '…'?` with the nearest option, or an empty text when none is near."""
    hit = difflib.get_close_matches(str(word), list(options), 1, 0.6)
    return f"did you mean '{hit[0]}'?" if hit else ""


def _fields_at(annotation: Any, loc: Loc) -> list[str]:
    """The keys of the model that pydantic was in at `loc`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = {field.alias or name: field for name, field in annotation.model_fields.items()}
        known = next((i for i, part in enumerate(loc) if part in fields), None)
        if known is None:
            return list(fields)
        return _fields_at(fields[str(loc[known])].annotation, loc[known + 1:])
    for part in typing.get_args(annotation):
        if found := _fields_at(part, loc):
            return found
    return []
