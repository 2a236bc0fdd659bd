"""`extends` and `change`: several files become one checklist, and every part knows where it was written."""

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from cxaudit.errors import Issue, NotFound
from cxaudit.model.checklist import Checklist, ChecklistFile
from cxaudit.model.kind import kind_issue
from cxaudit.model.problems import describe
from cxaudit.model.salvage import salvage
from cxaudit.model.selecting import drop_facts, drop_unused, facts_in_use, holder_of, names_of, select, unknown_part
from cxaudit.model.shipped import find_checklist
from cxaudit.model.words import words_for
from cxaudit.source import Loc, Source

Origins = dict[Loc, tuple[Source, Loc]]
BY_EXTENDING = ("keep", "remove", "change")
SHARED = ("scales", "facts", "profiles", "dimensions", "stages", "scoring")


@dataclass
class Merged:
    """Plain data of a resolved checklist, with the origin of its parts.

    `incomplete` says that a file or its base could not be read: then nothing counts as missing.
    """

    data: dict[str, Any]
    first: Source
    origins: Origins = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    incomplete: bool = False

    def locate(self, loc: Loc) -> tuple[Source, Loc]:
        """The file and the place in it where the part at `loc` was written."""
        for length in range(len(loc), 0, -1):
            if loc[:length] in self.origins:
                source, place = self.origins[loc[:length]]
                return source, place + loc[length:]
        return self.first, loc


def resolve(source: Source, seen: tuple[Path, ...] = ()) -> Merged:
    """The checklist of a file with everything it extends; the problems found so far are in `issues`.

    Args: `seen` holds the files that led here, to find circles.
    """
    data = deepcopy(source.data) if isinstance(source.data, dict) else {}
    issues = list(source.issues)
    if wrong := kind_issue(source, "checklist"):
        return Merged({}, source, issues=[*issues, wrong], incomplete=True)
    reference = data.pop("extends", None)
    if reference is None:
        issues.extend(
            source.issue(
                (key,), f"'{key}' needs 'extends'", "name the checklist that it changes: extends: core@1", at_key=True
            )
            for key in BY_EXTENDING
            if data.pop(key, None) is not None
        )
        return Merged(_long_form(data), source, issues=issues, incomplete=not data)
    if absent := [f"'{key}'" for key in ("id", "title") if data.get(key) is None]:
        issues.append(
            source.issue(
                (),
                f"{' and '.join(absent)} {'are' if absent[1:] else 'is'} missing here",
                "a checklist that extends another one has its own",
            )
        )
    base = _base(reference, source, seen, issues)
    if base is None or base.incomplete:
        kept = {key: value for key, value in data.items() if key not in BY_EXTENDING}
        return Merged(_long_form(kept), source, issues=[*(base.issues if base else ()), *issues], incomplete=True)
    return _extend(base, source, data, issues)


def _base(reference: Any, source: Source, seen: tuple[Path, ...], issues: list[Issue]) -> Merged | None:
    here = source.path.resolve() if source.path else Path()
    if not isinstance(reference, str):
        issues.append(source.issue(("extends",), "one checklist is expected here", "write extends: core@1"))
        return None
    try:
        base = find_checklist(reference, source.path.parent if source.path else Path())
    except NotFound as problem:
        issues.append(source.issue(("extends",), problem.message, problem.hint))
        return None
    there = base.path.resolve() if base.path else Path()
    if there == here or there in seen:
        what = "is this file itself" if there == here else "extends this file already"
        issues.append(
            source.issue(("extends",), f"'{reference}' {what}", "a checklist cannot extend itself, nor in a circle")
        )
        return None
    if wrong := kind_issue(base, "checklist"):
        issues.append(source.issue(("extends",), f"'{reference}' is no checklist: {wrong.message}", wrong.hint))
        return None
    return resolve(base, (*seen, here))


def _long_form(data: dict[str, Any]) -> dict[str, Any]:
    """Practices in short form written out, so that files can be merged key by key."""
    touchpoints = data.get("touchpoints")
    for touchpoint in touchpoints.values() if isinstance(touchpoints, dict) else ():
        practices = touchpoint.get("practices") if isinstance(touchpoint, dict) else None
        if isinstance(practices, dict):
            for key, practice in practices.items():
                if isinstance(practice, str):
                    practices[key] = {"ask": practice}
    return data


def _extend(base: Merged, source: Source, data: dict[str, Any], issues: list[Issue]) -> Merged:
    data = _long_form(data)
    merged = Merged(base.data, source, dict(base.origins), [*base.issues, *issues])
    for key in base.data:
        merged.origins.setdefault((key,), (base.first, (key,)))
    had, asked = names_of(merged.data), facts_in_use(merged.data)
    lists = {key: data.pop(key, None) for key in ("keep", "remove")}
    merged.issues.extend(select(merged.data, source, lists))
    _change(merged, source, data.pop("change", None), had)
    inherited = set(merged.data.get("touchpoints") or ())
    _join_touchpoints(merged, source, data.pop("touchpoints", None))
    _join_scoring(merged, source, data.get("scoring"))
    for key, value in data.items():
        if key in SHARED and isinstance(value, dict) and isinstance(merged.data.get(key), dict):
            _join(merged, source, key, value)
        else:
            merged.data[key] = value
            merged.origins[(key,)] = (source, (key,))
    drop_facts(merged.data, asked, data.get("facts"))
    if lists["keep"] is not None:
        drop_unused(merged.data, written=data)
    _follow_the_stages(merged.data, inherited)
    return merged


def _follow_the_stages(data: dict[str, Any], inherited: set[str]) -> None:
    """Touchpoints in the order of the stages; within a stage the new ones first, since they are the trade's own."""
    touchpoints, stages = data.get("touchpoints"), data.get("stages")
    if not isinstance(touchpoints, dict) or not isinstance(stages, dict):
        return
    places = {name: place for place, name in enumerate(stages)}
    order = {
        name: (places[part["stage"]], name in inherited)
        for name, part in touchpoints.items()
        if isinstance(part, dict) and isinstance(part.get("stage"), str) and part["stage"] in places
    }
    if len(order) == len(touchpoints):
        data["touchpoints"] = {name: touchpoints[name] for name in sorted(touchpoints, key=order.__getitem__)}


def _join(merged: Merged, source: Source, key: str, values: dict[str, Any]) -> None:
    old = merged.data[key]
    ordered = [*values, *(name for name in old if name not in values)] if set(old) <= set(values) else [*old, *values]
    merged.data[key] = {name: values.get(name, old.get(name)) for name in ordered}
    merged.origins.update({(key, name): (source, (key, name)) for name in values})


def _join_scoring(merged: Merged, source: Source, scoring: Any) -> None:
    """`critical: {effect: flag}` keeps the inherited cap; bands are one ladder, given whole."""
    old = merged.data.get("scoring")
    if not isinstance(scoring, dict) or not isinstance(old, dict):
        return
    for key in ("critical", "effort_days"):
        if isinstance(scoring.get(key), dict) and isinstance(old.get(key), dict):
            origin = merged.locate(("scoring", key))
            written: Origins = {("scoring", key, name): (source, ("scoring", key, name)) for name in scoring[key]}
            kept: Origins = {
                ("scoring", key, name): (origin[0], (*origin[1], name)) for name in old[key] if name not in scoring[key]
            }
            merged.origins.update(written | kept)
            scoring[key] = old[key] | scoring[key]


def _change(merged: Merged, source: Source, changes: Any, had: list[str]) -> None:
    if changes is None:
        return
    if not isinstance(changes, dict):
        merged.issues.append(source.issue(("change",), *words_for("dict_type", changes, {}, "")))
        return
    for name, values in changes.items():
        touchpoint, _, practice = name.partition(".")
        holder = holder_of(merged.data, touchpoint, practice)
        key = practice or touchpoint
        if holder is None or not isinstance(holder.get(key), dict):
            merged.issues.append(unknown_part(merged.data, source, ("change", name), name, had))
        elif not isinstance(values, dict):
            merged.issues.append(source.issue(("change", name), *words_for("dict_type", values, {}, "")))
        elif not practice and "practices" in values:
            merged.issues.append(
                source.issue(
                    ("change", name, "practices"),
                    "a touchpoint's practices are not changed here",
                    f"change '{name}.<practice>', or put new ones under 'touchpoints'",
                    at_key=True,
                )
            )
        else:
            holder[key] = holder[key] | values
            path: Loc = ("touchpoints", touchpoint, "practices", practice) if practice else ("touchpoints", touchpoint)
            merged.origins.update({(*path, field): (source, ("change", name, field)) for field in values})


def _join_touchpoints(merged: Merged, source: Source, touchpoints: Any) -> None:
    if touchpoints is None:
        return
    known = merged.data.get("touchpoints")
    if not isinstance(touchpoints, dict) or not isinstance(known, dict):
        merged.data["touchpoints"] = touchpoints
        merged.origins[("touchpoints",)] = (source, ("touchpoints",))
        return
    for name, touchpoint in touchpoints.items():
        path: Loc = ("touchpoints", name)
        if not isinstance(touchpoint, dict) or not isinstance(known.get(name), dict):
            known[name] = touchpoint
            merged.origins[path] = (source, path)
            continue
        practices = touchpoint.pop("practices", None) or {}
        known[name] |= touchpoint
        merged.origins.update({(*path, field): (source, (*path, field)) for field in touchpoint})
        old = known[name].setdefault("practices", {})
        for key, practice in practices.items() if isinstance(practices, dict) else ():
            place: Loc = (*path, "practices", key)
            if key in old:
                merged.issues.append(
                    source.issue(
                        place,
                        f"'{name}.{key}' exists in the extended checklist already",
                        "put its new values under 'change:'",
                        at_key=True,
                    )
                )
            old[key] = practice
            merged.origins[place] = (source, place)


def validate(merged: Merged) -> Checklist | None:
    """The merged data as a checklist, adding its problems to `merged.issues`.

    Returns: with problems, what can be read without them; None where that is too little for further checks.
    """
    try:
        checklist = Checklist.model_validate(merged.data)
    except ValidationError as error:
        merged.issues.extend(describe(error, ChecklistFile, merged.locate, incomplete=merged.incomplete))
        return None if merged.incomplete else salvage(Checklist, merged.data, error)
    return None if merged.incomplete else checklist
