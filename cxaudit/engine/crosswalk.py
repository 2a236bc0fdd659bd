"""Which practice carries which statement of the sources, and which part of which standard."""

from collections.abc import Mapping
from dataclasses import dataclass

from cxaudit.model.checklist import Checklist
from cxaudit.model.tables import SOURCE, SourceTable, StandardTable

Reference = tuple[str, str]  # scheme and part; the part is empty where the whole is meant


@dataclass(frozen=True)
class Crosswalk:
    """Practices by what they refer to, in the order of the table.

    `unknown` holds references of a practice that name nothing in the table; `unmapped` practices that refer to nothing
    in it.
    """

    practices: Mapping[Reference, tuple[str, ...]]
    unknown: tuple[tuple[str, Reference], ...]
    unmapped: tuple[str, ...]

    @property
    def missing(self) -> tuple[Reference, ...]:
        """Entries of the table to which no practice refers."""
        return tuple(entry for entry, names in self.practices.items() if not names)


def cross_sources(checklist: Checklist, table: SourceTable) -> Crosswalk:
    """The statements of the sources against a checklist; mere mentions (`carried: no`) are left out."""
    entries = [(SOURCE, name) for name, statement in table.statements.items() if statement.carried]
    given = {
        name: [(SOURCE, part) for part in practice.refs.get(SOURCE, [])]
        for name, practice in checklist.practices().items()
    }
    return _cross(entries, given)


def cross_standards(checklist: Checklist, table: StandardTable) -> Crosswalk:
    """The parts of the standards against a checklist.

    A standard as a whole is an entry where it has no parts, or where a practice refers to all of it.
    """
    given = {
        name: [(scheme, part) for scheme, parts in practice.refs.items() if scheme != SOURCE for part in parts or [""]]
        for name, practice in checklist.practices().items()
    }
    used = {reference for references in given.values() for reference in references}
    entries = [
        (scheme, part)
        for scheme, standard in table.standards.items()
        for part in ("", *standard.parts)
        if part or not standard.parts or (scheme, "") in used
    ]
    return _cross(entries, given)


def _cross(entries: list[Reference], given: Mapping[str, list[Reference]]) -> Crosswalk:
    found: dict[Reference, list[str]] = {entry: [] for entry in entries}
    unknown: list[tuple[str, Reference]] = []
    for name, references in given.items():
        for reference in dict.fromkeys(references):
            if reference in found:
                found[reference].append(name)
            else:
                unknown.append((name, reference))
    mapped = {name for names in found.values() for name in names}
    return Crosswalk(
        practices={entry: tuple(names) for entry, names in found.items()},
        unknown=tuple(unknown),
        unmapped=tuple(name for name in given if name not in mapped),
    )
