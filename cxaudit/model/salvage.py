"""What is left of a file when its mistakes are taken out, so that all further checks still run in the same pass."""

from copy import deepcopy
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from cxaudit.model.base import Written
from cxaudit.source import Loc

ROUNDS = 4
_NAMING = {  # other parts refer to what stands here: without it they would seem wrong
    "scales",
    "scale",
    "facts",
    "profiles",
    "profile",
    "dimensions",
    "stages",
    "touchpoints",
    "checklist",
    "auditors",
    "auditor",
    "audit",
}
NAMELESS = "nameless"  # the id of an audit or checklist that has none
_FILLERS: dict[str, Any] = {
    "id": NAMELESS,
    "is": "1",
    "from": "0",
    "date": "2000-01-01",
    "currency": "EUR",
    "subject": {"client": "-"},
}
Model = TypeVar("Model", bound=Written)


def salvage(model: type[Model], data: dict[str, Any], error: ValidationError) -> Model | None:
    """The data as a model without its invalid parts; None when too much depends on them."""
    data = deepcopy(data)
    for _ in range(ROUNDS):
        for problem in error.errors(include_url=False, include_input=False):
            if problem["type"] != "extra_forbidden" and _names_something(problem["loc"]):
                return None
            _mend(model, data, problem["type"], problem["loc"], problem.get("ctx", {}))
        try:
            return model.model_validate(data)
        except ValidationError as still:
            error = still
    return None


def _names_something(loc: Loc) -> bool:
    if not loc or (len(loc) == 1 and loc[0] in _NAMING):
        return True
    if loc[0] == "touchpoints":
        own = 5 if "practices" in loc[2:3] else 3  # below it, a whole touchpoint or practice is wrong, or its id
        return len(loc) < own or "[key]" in loc[:own]
    return loc[0] in _NAMING


def _mend(model: type[Written], data: Any, kind: str, loc: Loc, context: dict[str, Any]) -> None:
    path = [part for part in loc if part != "[key]"]
    if kind == "cxaudit" and context["field"]:
        path += context["field"].split(".")
    holder, key = _deepest(data, path)
    in_list = any(isinstance(part, int) for part in path)
    if kind == "missing" and isinstance(holder, dict) and key is None and not in_list:
        name = str(path[-1])
        said = get_args(model.model_fields["cxaudit"].annotation)[0] if name == "cxaudit" else "-"
        holder[name] = _FILLERS.get(name, said)
    elif key is not None:
        _take_out(data, path, holder, key)


def _deepest(data: Any, path: list[Any]) -> tuple[Any, Any]:
    """The holder and key of the last part of `path` that exists; no key when only the last name is missing."""
    holder, key, here = None, None, data
    for position, name in enumerate(path):
        positions = range(len(here)) if isinstance(here, list) else ()
        if name not in (here if isinstance(here, dict) else positions):
            last = position == len(path) - 1 and isinstance(here, dict)
            return (here, None) if last else (holder, key)
        holder, key, here = here, name, here[name]
    return holder, key


def _take_out(data: Any, path: list[Any], holder: Any, key: Any) -> None:
    first = next((position for position, name in enumerate(path) if isinstance(name, int)), None)
    if first:  # positions in a list must not shift: the whole list goes
        holder, key = _deepest(data, path[:first])
    if isinstance(holder, dict) and key is not None:
        holder.pop(key, None)
