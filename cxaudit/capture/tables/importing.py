"""A table of answers for one audit: read with a map or as a program's export, and shown before it is taken."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cxaudit.capture.incoming.importing import Incoming
from cxaudit.capture.photos.incoming import IncomingPhoto
from cxaudit.capture.tables.map import plan_by_map, plan_by_preset
from cxaudit.capture.tables.presets import PRESETS, Use
from cxaudit.capture.tables.reading import Table, shorten
from cxaudit.capture.tables.taking import Manner, Taken, take_rows
from cxaudit.capture.xlsform.names import AUDIT
from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.answer_map import load_map
from cxaudit.model.load import AuditFolder
from cxaudit.model.words import closest, quoted

MOST_SHOWN, MOST_SAID = 8, 30
_PLACES = {
    "auditor": "who rated",
    "audit": "the audit, to be checked",
    "checklist": "the checklist, to be checked",
    "version": "the checklist's version, to be checked",
    "date": "when",
    "time": "when",
    "sent": "when it was sent: the latest row counts",
    "refused": "whether it was rejected",
    "ignored": "",
}
_PARTS = {
    "rating": "",
    "state": ": no rating",
    "reason": ": reason",
    "note": ": note",
    "photo": ": photo",
    "at": ": when",
}


@dataclass(frozen=True)
class Reading:
    """A table with what its columns are and what was found in them, problems included."""

    table: Table
    uses: list[Use]
    taken: Taken
    issues: tuple[Issue, ...]

    def incoming(self, find: Callable[[str], Path | None]) -> list[Incoming]:
        """What is to be taken in, for each auditor.

        Args: `find` gives the file of a photo's name.
        Raises: InputError with every problem of the table and its map.
        """
        if self.issues:
            raise InputError(self.issues)
        named = dict.fromkeys([*self.taken.bodies, *(photo.auditor for photo in self.taken.photos)])
        return [
            Incoming(
                file=self.table.file,
                auditor=auditor,
                answers=self.taken.bodies.get(auditor, {}),
                photos=[
                    IncomingPhoto(photo.practice, photo.name, place=photo.place, path=find(photo.name))
                    for photo in self.taken.photos
                    if photo.auditor == auditor
                ],
                places=self.taken.places.get(auditor, {}),
            )
            for auditor in named
        ]

    @property
    def said(self) -> list[str]:
        """What may be worth a look, in one sentence each."""
        strange = [heading for heading, use in zip(self.table.headings, self.uses, strict=True) if not use.kind]
        unused = [f"nothing is known of the columns: {', '.join(map(shorten, strange))}"] if strange else []
        told = self.taken.said[:MOST_SAID]
        more = len(self.taken.said) - len(told)
        return [*self.table.said, *unused, *told, *([f"and {more} more remarks like these"] if more else [])]

    def columns(self) -> list[dict[str, Any]]:
        """Each column: its heading, where it goes (empty: nowhere), in how many rows something stands, and its answers.

        An answer says what it means (empty: that is unclear) and in how many rows it stands.
        """
        return [
            {
                "column": heading,
                "to": _place(use),
                "practice": use.practice or None,
                "rows": sum(bool(row.at(position)) for row in self.table.rows),
                "answers": [
                    {"answer": answer, "means": meant, "rows": rows}
                    for (answer, meant), rows in self.taken.meanings.get(position, {}).items()
                ],
            }
            for position, (heading, use) in enumerate(zip(self.table.headings, self.uses, strict=True))
        ]


def audit_of(table: Table) -> str:
    """The id of the audit that our own form has written into a table; empty for other tables."""
    for position, heading in enumerate(table.headings):
        if heading == AUDIT:
            return next((cell for row in table.rows if (cell := row.at(position))), "")
    return ""


def read_answers(table: Table, folder: AuditFolder, how: str, auditor: str | None = None) -> Reading:
    """The answers of a table for an audit.

    Args: `how` is the path of a map, or the name of a preset: kobo, odk, google, limesurvey. `auditor` is whose ratings
        these are; where a column says it, only the rows of that auditor are taken.
    Raises: InputError when the map is wrong; NotFound when there is no such map or auditor.
    """
    known = folder.audit.auditors
    if auditor is not None and auditor not in known:
        people = ", ".join(f"{key} ({part.name})" for key, part in known.items()) or "none"
        raise NotFound(f"there is no auditor {quoted(auditor)} in this audit", f"known are: {people}")
    if preset := PRESETS.get(how):
        uses, issues = plan_by_preset(table, preset, folder.checklist)
        manner = Manner(preset.answers, auditor=auditor, adding=True, unanswered=preset.unanswered)
    else:
        if "." not in how and not Path(how).exists():
            hint = closest(how, PRESETS) or f"use {', '.join(PRESETS)}, or the path of a map file"
            raise NotFound(f"there is no map {quoted(how)}", hint)
        given, source = load_map(Path(how))
        uses, issues = plan_by_map(table, given, source)
        practices = folder.checklist.practices()
        for key in given.practices:
            if key not in practices:
                message = f"there is no practice '{key}' in checklist '{folder.checklist.id}'"
                issues.append(source.issue(("practices", key), message, closest(key, practices), at_key=True))
        for name, person in given.auditors.items():
            if person not in known:
                message = f"'{person}' is no auditor of this audit"
                issues.append(source.issue(("auditors", name), message, f"known are: {', '.join(known) or 'none'}"))
        manner = Manner(
            answers=given.answers,
            answers_of={key: asked.answers for key, asked in given.practices.items()},
            auditors=given.auditors,
            auditor=auditor,
            adding=given.rows == "cases",
            dates=given.dates,
        )
    taken = take_rows(table, uses, folder, manner) if any(use.practice for use in uses) else Taken()
    return Reading(table, uses, taken, (*issues, *taken.issues))


def describe_answers(answers: list[dict[str, Any]]) -> str:
    """What the answers of a column mean, the most frequent first: `Usually = 3 (4 rows)`."""
    ordered = sorted(answers, key=lambda part: (bool(part["means"]), -part["rows"], part["answer"]))
    shown = [
        f"{shorten(part['answer'], 30)} = {part['means'].replace('_', ' ') or '?'} ({part['rows']})"
        for part in ordered[:MOST_SHOWN]
    ]
    more = len(ordered) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _place(use: Use) -> str:
    if use.practice:
        return f"{use.practice}{f', case {use.case}' if use.case else ''}{_PARTS.get(use.kind, ' (ignored)')}"
    return _PLACES.get(use.kind, "nothing: not known")
