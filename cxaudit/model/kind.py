"""What a file says it is: the first check of every file, so that a wrong file gives one message and not thirty."""

from collections.abc import KeysView

from cxaudit.errors import Issue
from cxaudit.model.words import closest, either, quoted
from cxaudit.source import Source

KINDS = {
    "checklist": "a checklist",
    "audit": "an audit",
    "ratings": "a ratings file",
    "theme": "a theme",
    "map": "a map of answers",
    "sources": "a table of sources",
    "standards": "a table of standards",
    "figures": "a table of figures",
    "photos": "a manifest of photos",
}
PEOPLE_WRITE = ("checklist/1", "audit/1", "ratings/1")
_SIGNS = {
    "map": {"practices", "answers", "rows"},
    "checklist": {"touchpoints", "scales", "extends", "stages", "scoring"},
    "audit": {"subject", "checklist", "auditors"},
    "ratings": {"auditor", "audit"},
    "theme": {"colours", "fonts", "firm"},
}


def kind_of(source: Source) -> str:
    """What a file says it is: `audit/1`, `checklist/1`, `ratings/1`; empty when it does not say."""
    said = source.data.get("cxaudit") if isinstance(source.data, dict) else None
    return said if isinstance(said, str) else ""


def kind_issue(source: Source, wanted: str = "") -> Issue | None:
    """Why a file cannot be read as the `wanted` kind (checklist, audit, ratings; empty: any of them), or None."""
    if not isinstance(source.data, dict):
        return None
    said = kind_of(source)
    if not said:
        return _unsaid(source, source.data.keys(), wanted)
    kind, _, version = said.partition("/")
    known = [f"{name}/1" for name in KINDS]
    message = hint = ""
    if kind == "translation":
        message, hint = "translations are not supported yet", "leave this file out"
    elif kind in KINDS and version.isdecimal() and int(version) > 1:
        message, hint = f"{quoted(said)} is newer than this cxaudit, which reads '{kind}/1'", "update cxaudit"
    elif said not in known:
        message = f"{quoted(said)} is no kind of file that cxaudit knows"
        hint = closest(said, known) or f"use {either(PEOPLE_WRITE)}"
    elif wanted and kind != wanted:
        message = f"this is {KINDS[kind]}, but {KINDS[wanted]} is expected here"
    return source.issue(("cxaudit",), message, hint) if message else None


def _unsaid(source: Source, keys: KeysView[str], wanted: str) -> Issue | None:
    guess = next((kind for kind, signs in _SIGNS.items() if signs & keys), "")
    if guess and guess == wanted and "cxaudit" not in keys:
        return None  # the model says that this one line is missing, beside all other problems
    start = f"begin the file with 'cxaudit: {guess or wanted or 'audit'}/1'"
    near = next((key for key in keys if closest(key, ["cxaudit"])), "cxaudit")
    return source.issue((near,), "this file does not say what it is", start, at_key=True)
