"""A first map for a table that nobody has mapped yet: what can be guessed, and what is still to be said."""

import difflib
import json
from collections import Counter
from collections.abc import Iterator

from cxaudit.capture.incoming.rating_words import Unclear
from cxaudit.capture.tables.answers import Meanings, plain
from cxaudit.capture.tables.moments import moment_of
from cxaudit.capture.tables.presets import PRESETS
from cxaudit.capture.tables.reading import Table, shorten
from cxaudit.model.load import AuditFolder
from cxaudit.model.rate import in_scope

LIKE = 0.6
_FEW = 30  # more different answers than this are no answers to choose from


def fitting_preset(table: Table, folder: AuditFolder) -> str:
    """The preset whose names most columns have; empty where none has any."""
    practices = folder.checklist.practices()
    found = {
        name: sum(preset.find(heading, folder.checklist).practice in practices for heading in table.headings)
        + any(plain(heading) in preset.own for heading in table.headings)
        for name, preset in PRESETS.items()
        if any(preset.find(heading, folder.checklist).practice in practices for heading in table.headings)
    }
    return max(found, key=lambda name: found[name], default="")


def suggest_map(table: Table, folder: AuditFolder, name: str) -> str:
    """The text of a map for a table; `name` is how messages call the table's file."""
    scope = in_scope(folder.checklist, folder.audit)
    left = list(range(len(table.headings)))
    lines = [
        "# yaml-language-server: $schema=./.cxaudit/map.schema.json",
        f"# How to read {shorten(name)}. Look through it, save it as map.yaml, then:",
        f"# cxaudit import {shorten(name)} --map map.yaml --dry-run",
        "cxaudit: map/1",
        "rows: auditors    # or cases: each row is one case of the practices that are rated case by case",
    ]
    if (who := next((i for i in left if _holds_auditors(table, i, folder)), None)) is not None:
        left.remove(who)
        lines.append(f"auditor: {_text(table.headings[who])}")
    if (when := next((i for i in left if _holds_days(table, i)), None)) is not None:
        left.remove(when)
        lines.append(f"date: {_text(table.headings[when])}")
    lines.append("practices:")
    unclear: Counter[str] = Counter()
    found = dict(_pairs(table, left, {key: [part.ask, part.title or ""] for key, part in scope.items()}))
    for key in (key for key in scope if key in found):
        left.remove(position := found[key])
        lines.append(f"  {key}: {_text(table.headings[position])}")
        meanings = Meanings(folder.checklist, scope[key])
        for answer in _answers(table, position):
            try:
                meanings.find(answer)
            except Unclear:
                unclear[answer] += 1
    if lines[-1] == "practices:":
        example = next(iter(scope), "front-desk.queue")
        lines.append(f"  # {example}: the heading of its column, or {{column: ..., note: ..., reason: ...}}")
    if left:
        lines.append("# These columns fit no practice; write them above, or list them under 'ignore':")
        lines += [f"#   {_text(table.headings[position])}" for position in left]
    lines.append("answers:    # a level, not_applicable, not_observed, or unrated; say what each means:")
    lines += [f"  # {_text(answer)}: ?" for answer in unclear] or ["  # N/A: not_applicable"]
    return "\n".join(lines) + "\n"


def _pairs(table: Table, left: list[int], known: dict[str, list[str]]) -> Iterator[tuple[str, int]]:
    """Practices with the column that is most like their question or title, the surest first, each only once."""
    scores = []
    for position in left:
        heading = plain(table.headings[position])
        for key, texts in known.items():
            matcher = difflib.SequenceMatcher(b=heading, autojunk=False)
            for text in map(plain, (*texts, key)):
                matcher.set_seq1(text)
                if text and matcher.quick_ratio() >= LIKE and (score := matcher.ratio()) >= LIKE:
                    scores.append((-score, position, key))
    keys: set[str] = set()
    positions: set[int] = set()
    for _, position, key in sorted(scores):
        if key not in keys and position not in positions:
            keys.add(key)
            positions.add(position)
            yield key, position


def _answers(table: Table, position: int) -> list[str]:
    found = list(dict.fromkeys(cell for row in table.rows if (cell := row.at(position))))
    return found if len(found) <= _FEW else []


def _holds_auditors(table: Table, position: int, folder: AuditFolder) -> bool:
    people = {plain(text) for key, part in folder.audit.auditors.items() for text in (key, part.name)}
    said = {plain(answer) for answer in _answers(table, position)}
    return bool(said & people)


def _holds_days(table: Table, position: int) -> bool:
    cells = [row.at(position) for row in table.rows]
    return bool(cells) and all(moment_of(cell, "dmy") or moment_of(cell, "mdy") for cell in cells)


def _text(text: str) -> str:
    """A text for YAML, always in quotes."""
    return json.dumps(text, ensure_ascii=False)
