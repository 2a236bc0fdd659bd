"""Small checklists to lint: one practice with what a test is about, and everything else sound."""

from pathlib import Path
from typing import Any

from cxaudit.lint.finding import Finding
from cxaudit.lint.linting import lint_checklist
from cxaudit.model.load import finish_checklist
from cxaudit.model.resolve import resolve
from cxaudit.source import Source, read_source, to_yaml

SOUND: dict[str, Any] = {
    "ask": "Does a member of staff greet each guest within 30 seconds?",
    "look_for": "Watch ten arrivals.",
    "evidence": "log of ten timed arrivals",
    "anchors": {
        "0": "No guest was greeted in time",
        "1": "Fewer than half of the guests were greeted in time",
        "2": "At least half of the guests were greeted in time, but not all",
        "3": "All guests were greeted in time",
        "4": "All guests were greeted in time, each by somebody who stopped other work for it",
    },
    "recommend": [
        {"below": "2", "do": "Draw up a rota that keeps one person at the door.", "effort": "S", "owner": "Manager"},
        {"below": "4", "do": "Move the desk so that it faces the door.", "effort": "M", "owner": "Manager"},
    ],
}
HEAD = {"cxaudit": "checklist/1", "id": "own", "title": "Own"}


def practice(**given: Any) -> dict[str, Any]:
    """A sound practice with the given parts in place of its own; None leaves a part out."""
    return {key: value for key, value in (SOUND | given).items() if value is not None}


def lint(*practices: dict[str, Any], **top: Any) -> list[Finding]:
    """All findings on a checklist with these practices (`p1`, `p2`, ...) under one touchpoint, or as given."""
    inside = {f"p{number}": part for number, part in enumerate(practices, 1)}
    return lint_text(to_yaml(HEAD | {"touchpoints": {"desk": {"practices": inside}}} | top))


def lint_text(text: str) -> list[Finding]:
    """All findings on a checklist as it stands in a file called own.yaml."""
    return _lint(Source("own.yaml", text.encode()))


def lint_file(path: Path) -> list[Finding]:
    """All findings on a checklist's file, with what it extends."""
    return _lint(read_source(path))


def _lint(source: Source) -> list[Finding]:
    merged = resolve(source)
    checklist, _ = finish_checklist(merged)
    return lint_checklist(checklist, merged.locate)


def broken(**given: Any) -> set[str]:
    """The rules that a sound practice breaks with the given parts in place of its own."""
    return {finding.rule for finding in lint(practice(**given))}


def levels(*texts: str) -> dict[str, str]:
    """Anchors for the levels 0, 1, 2 and so on; an empty text leaves a level out."""
    return {str(level): text for level, text in enumerate(texts) if text}
