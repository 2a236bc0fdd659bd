"""What each column of a table is: as a map says, or as a program names it."""

from collections.abc import Iterable

from cxaudit.capture.tables.answers import plain
from cxaudit.capture.tables.presets import Kind, Preset, Use
from cxaudit.capture.tables.reading import Table, shorten
from cxaudit.errors import Issue
from cxaudit.model.answer_map import AnswerMap
from cxaudit.model.checklist import Checklist
from cxaudit.model.words import closest
from cxaudit.source import Source


def plan_by_map(table: Table, given: AnswerMap, source: Source) -> tuple[list[Use], list[Issue]]:
    """What the columns are by a map; an issue in the map for each heading that the table lacks."""
    uses = [Use("") for _ in table.headings]
    exact = {heading: position for position, heading in enumerate(table.headings)}
    loose = {plain(heading): position for heading, position in reversed(exact.items())}
    issues: list[Issue] = []
    by_place: dict[tuple[str | int, ...], int] = {}
    for heading, places in given.headings().items():
        flat = " ".join(heading.split())
        position = exact.get(flat, loose.get(plain(flat)))
        for place in places:
            if position is None:
                near = closest(flat, table.headings) or f"its columns are: {_listed(table.headings)}"
                message = f"there is no column '{shorten(flat)}' in {table.file}"
                issues.append(source.issue(place, message, near))
            else:
                by_place[place] = position
    for place, position in by_place.items():
        use, before = _use_of(place, given), uses[position]
        if not before.kind:
            uses[position] = use
        elif {before.kind, use.kind} == {"date", "time"}:
            uses[position] = Use("date")
        elif {before.kind, use.kind} == {"note", "reason"} and before.practice == use.practice:
            uses[position] = Use("note", use.practice, before.case or use.case)
        elif before != use:
            message = f"the column '{shorten(table.headings[position])}' is named twice in this map"
            issues.append(source.issue(place, message, "keep one of the two"))
    return uses, issues


def plan_by_preset(table: Table, preset: Preset, checklist: Checklist) -> tuple[list[Use], list[Issue]]:
    """What the columns are by the names that a program gives them; an issue when no practice is among them."""
    uses: list[Use] = []
    issues: list[Issue] = []
    practices = checklist.practices()
    for position, heading in enumerate(table.headings):
        use = Use(preset.own[plain(heading)]) if plain(heading) in preset.own else preset.find(heading, checklist)
        if use.practice and use.practice not in practices:
            message = f"there is no practice '{use.practice}' in checklist '{checklist.id}'"
            issues.append(table.problem(message, closest(use.practice, practices), column=position))
        twice = next((before for before, other in enumerate(uses) if other == use and use.practice), None)
        if twice is not None:
            message = f"this holds the same as the column '{shorten(table.headings[twice])}'"
            issues.append(table.problem(message, "keep one of them", column=position))
        uses.append(use)
    if not issues and not any(use.practice for use in uses):
        issues.append(
            table.problem(f"no column of this table is a practice, as {preset.title} would name it", preset.hint)
        )
    return uses, issues


def _use_of(place: tuple[str | int, ...], given: AnswerMap) -> Use:
    if place[0] == "practices":
        key, name = str(place[1]), str(place[2])
        several = len(getattr(given.practices[key], name)) > 1 if name in ("column", "note") else False
        case = int(place[3]) + 1 if several else None
        return Use({"column": "rating", "note": "note", "reason": "reason"}[name], key, case)  # type: ignore[arg-type]
    names: dict[str, Kind] = {"auditor": "auditor", "audit": "audit", "date": "date", "time": "time"}
    return Use(names.get(str(place[0]), "ignored"))


def _listed(headings: Iterable[str]) -> str:
    names = [shorten(heading, 30) for heading in headings]
    return ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
