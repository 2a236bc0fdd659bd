"""Pydantic's errors as issues with a place, told apart by their `type`, never by their English words."""

import types
import typing
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from cxaudit.errors import Issue
from cxaudit.model.words import closest, either, quoted, words_for
from cxaudit.source import Loc, Source

__all__ = ["Locate", "closest", "describe"]

Locate = Callable[[Loc], tuple[Source, Loc]]
FEW_KEYS = 8


def describe(
    error: ValidationError,
    model: type[BaseModel],
    locate: Locate,
    *,
    incomplete: bool = False,
) -> list[Issue]:
    """One issue for each mistake, in the order in which pydantic found them.

    Args: `locate` maps a place in the validated data to the file it was written in and the place there; `incomplete`
    leaves out what is missing, since it may stand in a file that could not be read.
    """
    issues: dict[tuple[str, int, int, bool], Issue] = {}
    missing: dict[tuple[str, int, int, bool], list[str]] = {}
    for problem in error.errors(include_url=False):
        if incomplete and problem["type"] == "missing":
            continue
        issue = _describe(dict(problem), model, locate)
        absent = problem["type"] == "missing" and problem["loc"] != ("cxaudit",)
        place = (issue.file, issue.line, issue.column, absent)
        issues.setdefault(place, issue)
        if absent:
            missing.setdefault(place, []).append(str(problem["loc"][-1]))
    for place, names in missing.items():
        if len(names) > 1:
            issues[place] = replace(issues[place], message=f"{_all(names)} are missing here")
    return list(issues.values())


def _all(names: list[str]) -> str:
    return either([f"'{name}'" for name in dict.fromkeys(names)]).replace(" or ", " and ")


def _describe(problem: dict[str, Any], model: type[BaseModel], locate: Locate) -> Issue:
    kind, given, context = problem["type"], problem["input"], problem.get("ctx", {})
    loc: Loc = tuple(part for part in problem["loc"] if part != "[key]")
    is_key = "[key]" in problem["loc"]
    source, place = locate(loc)
    may_be_cut = bool(loc) and (is_key or kind in ("string_type", "extra_forbidden"))
    if may_be_cut and _is_cut(source, place, loc, given, is_key=is_key):
        return source.issue(
            place,
            f"the comma before '{loc[-1]}' ends the text",
            "put quotes around a text with commas that stands between braces",
            at_key=True,
        )
    if kind == "extra_forbidden":
        return source.issue(place, f"unknown key {quoted(loc[-1])}", _home(str(loc[-1]), loc[:-1], model), at_key=True)
    if kind == "missing" and loc == ("cxaudit",):
        first = typing.get_args(model.model_fields["cxaudit"].annotation)[0]
        return source.issue((), "this file does not say what it is", f"begin the file with 'cxaudit: {first}'")
    if kind == "missing":
        return source.issue(place[:-1], f"'{loc[-1]}' is missing here", at_key=True)
    if kind == "cxaudit":
        if context["field"]:
            source, place = locate((*loc, *context["field"].split(".")))
        return source.issue(place, context["said"], context["hint"], at_key=bool(context["field"]))
    message, hint = words_for(kind, given, context, "" if is_key else _about(model, loc))
    return source.issue(place, message, hint, at_key=is_key)


def _is_cut(source: Source, place: Loc, loc: Loc, given: Any, *, is_key: bool) -> bool:
    """Whether a key is the rest of a text that was cut at a comma: it stands in braces and has no value."""
    if not source.in_flow(place):
        return False
    value: Any = source.data
    for name in place:
        inside = isinstance(value, dict) and name in value
        if not inside and not (isinstance(value, list) and isinstance(name, int)):
            return False
        value = value[name]
    return value is None and (not is_key or " " in str(loc[-1]).strip() or given == loc[-1])


def _home(key: str, loc: Loc, model: type[BaseModel]) -> str:
    """Where an unknown key may belong: a similar key here, or the same key in another part of the file."""
    here = _model_at(model, loc) or model
    known = _keys(here)
    if hint := closest(key, known):
        return hint
    for holder in (field for field in _keys(model).items() if here is not model):
        if key == holder[0]:
            return f"'{key}' belongs at the top of the file"
    for name, field in known.items():
        inner = _model_at(field.annotation, ())
        if inner is not None and key in _keys(inner):
            return f"'{key}' belongs under '{name}'"
    return f"known here: {', '.join(known)}" if len(known) <= FEW_KEYS else ""


def _keys(model: type[BaseModel]) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _about(model: type[BaseModel], loc: Loc) -> str:
    """The descriptions of the field at `loc` and of the one that holds it: a figure is described by its name."""
    found = [
        _keys(holder).get(str(name))
        for position, name in enumerate(loc)
        if (holder := _model_at(model, loc[:position]))
    ]
    return " ".join(field.description or "" for field in found[-2:] if field)


def _model_at(annotation: Any, loc: Loc) -> type[BaseModel] | None:
    """The model at `loc` below a type: keys lead through models, names and positions through dicts and lists."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        field = _keys(annotation).get(str(loc[0])) if loc else None
        return _model_at(field.annotation, loc[1:]) if field else (None if loc else annotation)
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (dict, list):
        return _model_at(inner[-1], loc[1:])
    parts = inner[:1] if origin is typing.Annotated else inner if origin in (typing.Union, types.UnionType) else ()
    return next((found for part in parts if (found := _model_at(part, loc))), None)
