"""`keep` and `remove`: which parts of an extended checklist stay. Both work on the plain data of the base."""

from collections.abc import Iterator
from typing import Any

from cxaudit.errors import Issue
from cxaudit.model.words import closest, quoted, words_for
from cxaudit.source import Loc, Source


def select(data: dict[str, Any], source: Source, lists: dict[str, Any]) -> list[Issue]:
    """Leave in `data` what `keep` names (all, if it is not given), less what `remove` names.

    A selection with `keep` stands for itself: the base's profiles and its visit budget are not taken over.

    Args: `lists` holds what was written under `keep` and `remove`, None where nothing was.
    Returns: one issue for each name that the base does not know, and a warning for each profile that is left empty.
    """
    issues: list[Issue] = []
    if not isinstance(data.get("touchpoints"), dict):
        return issues  # the base itself is wrong, and says so
    data.pop("lint", None)  # a reason for the base's balance says nothing about another selection
    for key, names in lists.items():
        if names is not None and not isinstance(names, list):
            issues.append(source.issue((key,), *words_for("list_type", names, {}, "")))
        elif names is not None:
            issues.extend(
                unknown_part(data, source, (key, position), str(name))
                for position, name in enumerate(names)
                if not _is_part(data, str(name))
            )
    if isinstance(keep := lists.get("keep"), list):
        _keep(data, {str(name) for name in keep})
        data.pop("profiles", None)
        data.pop("visit_minutes", None)
    if isinstance(remove := lists.get("remove"), list):
        for name in remove:
            _remove(data, str(name))
    issues.extend(_tidy(data, source))
    return issues


def drop_unused(data: dict[str, Any], written: dict[str, Any]) -> None:
    """Take out the base's stages and dimensions that nothing belongs to, but none that the selection has `written`."""
    touchpoints = data.get("touchpoints")
    parts = [part for part in touchpoints.values() if isinstance(part, dict)] if isinstance(touchpoints, dict) else []
    used = {
        "stages": {str(part.get("stage")) for part in parts},
        "dimensions": {str(practice.get("dimension")) for _, practice in _practices(data)},
    }
    for key, names in used.items():
        own = written.get(key)
        if isinstance(given := data.get(key), dict):
            data[key] = {name: text for name, text in given.items() if name in names or name in (own or ())}


def drop_facts(data: dict[str, Any], used_before: set[str], written: Any) -> None:
    """Take out the base's facts that only its left-out practices asked for, unless they are `written` anew."""
    used, facts = facts_in_use(data), data.get("facts")
    own = written if isinstance(written, dict) else {}
    if isinstance(facts, dict):
        data["facts"] = {
            key: text for key, text in facts.items() if key in used or key not in used_before or key in own
        }


def holder_of(data: dict[str, Any], touchpoint: str, practice: str) -> dict[str, Any] | None:
    """The mapping that holds a touchpoint, or a practice of it; None where the base has none."""
    touchpoints = data.get("touchpoints")
    if not isinstance(touchpoints, dict) or not practice:
        return touchpoints if isinstance(touchpoints, dict) else None
    inside = touchpoints.get(touchpoint)
    practices = inside.get("practices") if isinstance(inside, dict) else None
    return practices if isinstance(practices, dict) else None


def names_of(data: dict[str, Any]) -> list[str]:
    """All touchpoints, then all practices by full id."""
    return [*(data.get("touchpoints") or {}), *(full for full, _ in _practices(data))]


def unknown_part(data: dict[str, Any], source: Source, loc: Loc, name: str, had: list[str] | None = None) -> Issue:
    """That there is no such touchpoint or practice, and why: the selection left it out, or the nearest name.

    Args: `had` are the names that the base has before the selection.
    """
    if name in (had or ()):
        removed = source.data.get("remove")
        parts = (name, name.partition(".")[0])
        gone = isinstance(removed, list) and any(part in removed for part in parts)
        hint = "it is removed above" if gone else "list it under 'keep' to change it"
    else:
        hint = closest(name, names_of(data))
    return source.issue(loc, f"{quoted(name)} is not in the extended checklist", hint, at_key=True)


def _is_part(data: dict[str, Any], name: str) -> bool:
    touchpoint, _, practice = name.partition(".")
    return (practice or touchpoint) in (holder_of(data, touchpoint, practice) or ())


def _keep(data: dict[str, Any], names: set[str]) -> None:
    for full, _ in list(_practices(data)):
        if full not in names and full.partition(".")[0] not in names:
            _remove(data, full)


def _remove(data: dict[str, Any], name: str) -> None:
    touchpoint, _, practice = name.partition(".")
    holder = holder_of(data, touchpoint, practice) or {}
    holder.pop(practice or touchpoint, None)
    if practice and not holder:
        data.get("touchpoints", {}).pop(touchpoint, None)


def _tidy(data: dict[str, Any], source: Source) -> Iterator[Issue]:
    """Profiles without the practices that are gone; one that names nothing else is gone with them, and that is told."""
    known, profiles, anew = {full for full, _ in _practices(data)}, data.get("profiles"), source.data.get("profiles")
    if not isinstance(profiles, dict):
        return
    shorter = {
        key: [name for name in names if str(name) in known] if isinstance(names, list) else names
        for key, names in profiles.items()
    }
    data["profiles"] = {key: names for key, names in shorter.items() if names}
    for key in [key for key in profiles if key not in data["profiles"] and key not in (anew or ())]:
        message = f"the profile '{key}' of the extended checklist is gone: all its practices are removed"
        hint = f"write it anew under 'profiles' if '{key}' is still wanted"
        yield source.issue(("remove",), message, hint, at_key=True, level="warning")


def facts_in_use(data: dict[str, Any]) -> set[str]:
    """The facts that switch practices on."""
    return {str(practice["only_if"]) for _, practice in _practices(data) if practice.get("only_if") is not None}


def _practices(data: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    touchpoints = data.get("touchpoints")
    for touchpoint, part in touchpoints.items() if isinstance(touchpoints, dict) else ():
        practices = part.get("practices") if isinstance(part, dict) else None
        for key, practice in practices.items() if isinstance(practices, dict) else ():
            yield f"{touchpoint}.{key}", practice if isinstance(practice, dict) else {}
