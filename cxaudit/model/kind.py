"""What a file says it is: the first check of every file, so that a wrong file gives one message and not thirty."""

from cxaudit.errors import Issue
from cxaudit.model.words import closest
from cxaudit.source import Source

KINDS = {"checklist": "a checklist", "audit": "an audit", "ratings": "a ratings file"}
_SIGNS = {"checklist": {"touchpoints", "scales", "extends", "stages", "scoring"}, "audit": {"subject", "checklist", "auditors"},
          "ratings": {"auditor", "audit"}}


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
        guess = next((kind for kind, signs in _SIGNS.items() if signs & source.data.keys()), "")
        if guess and guess == wanted and "cxaudit" not in source.data:
            return None             # the model says that this one line is missing, beside all other problems
        written = closest("cxaudit", source.data) and "check its spelling, and "
        return source.issue(("cxaudit",), "this file does not say what it is",
                            f"{written}begin the file with 'cxaudit: {guess or wanted or 'audit'}/1'", at_key=True)
    kind, _, version = said.partition("/")
    if kind == "translation":
        return source.issue(("cxaudit",), "translations are not supported yet", "leave this file out")
    if kind in KINDS and version.isdecimal() and int(version) > 1:
        return source.issue(("cxaudit",), f"'{said}' is newer than this cxaudit, which reads '{kind}/1'", "update cxaudit")
    if kind not in KINDS or version != "1":
        known = [f"{name}/1" for name in KINDS]
        return source.issue(("cxaudit",), f"'{said}' is no kind of file that cxaudit knows",
                            closest(said, known) or f"use {', '.join(known[:-1])} or {known[-1]}")
    if wanted and kind != wanted:
        return source.issue(("cxaudit",), f"this is {KINDS[kind]}, but {KINDS[wanted]} is expected here")
    return None
