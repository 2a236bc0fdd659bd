"""The rows of a table as answers: by auditor and practice, with all that is unclear."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cxaudit.capture.incoming.rating_words import Unclear
from cxaudit.capture.tables.answers import Meanings, plain
from cxaudit.capture.tables.bodies import MOST_NOTE, Body, Gathered, Seen
from cxaudit.capture.tables.moments import moment_of, seconds_of
from cxaudit.capture.tables.presets import Use
from cxaudit.capture.tables.reading import Row, Table, shorten
from cxaudit.capture.workbook.columns import STATES
from cxaudit.errors import Issue
from cxaudit.model.answer_map import UNRATED
from cxaudit.model.checklist import Practice
from cxaudit.model.load import AuditFolder
from cxaudit.model.rate import in_scope

_MOST = {"note": MOST_NOTE, "reason": 2_000}
_REFUSED = ("rejected", "not approved", "validation_status_not_approved")


@dataclass(frozen=True)
class Manner:
    """How the rows are taken: what answers mean, whose they are, and whether an auditor's rows add up."""

    answers: Mapping[str, str] = field(default_factory=dict)
    answers_of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    auditors: Mapping[str, str] = field(default_factory=dict)
    auditor: str | None = None
    adding: bool = False
    unanswered: tuple[str, ...] = ()
    dates: str | None = None


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that a row names."""

    auditor: str
    practice: str
    name: str
    place: str


@dataclass
class Taken:
    """What was found: bodies and the places of their answers by auditor and practice, and photos.

    `meanings` counts, by column, the answers with what they mean; then problems, and what is to be said.
    """

    bodies: dict[str, dict[str, Body]] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    photos: list[Photo] = field(default_factory=list)
    meanings: dict[int, Counter[tuple[str, str]]] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def take_rows(table: Table, uses: list[Use], folder: AuditFolder, manner: Manner) -> Taken:
    """The answers of all rows; of an auditor's several answers the latest counts, unless they add up as cases."""
    return _Taking(table, uses, folder, manner).take()


class _Taking:
    """One pass over a table."""

    def __init__(self, table: Table, uses: list[Use], folder: AuditFolder, manner: Manner) -> None:
        self.table, self.uses, self.folder, self.manner = table, uses, folder, manner
        self.taken = Taken()
        self.scope = in_scope(folder.checklist, folder.audit)
        self.reported: set[Issue] = set()
        self.gathered = Gathered(adding=manner.adding)
        self.columns: dict[str, list[int]] = {}
        for position, use in enumerate(uses):
            if use.practice:
                self.columns.setdefault(use.practice, []).append(position)
        self.meanings = {
            key: Meanings(folder.checklist, self.scope[key], manner.answers_of.get(key, {}), manner.answers)
            for key in self.columns
            if key in self.scope
        }

    def take(self) -> Taken:
        """Read every row."""
        self._check_columns()
        left_out: Counter[str] = Counter()
        for row in self._in_order():
            auditor = self._auditor(row)
            refused = plain(self._cell(row, "refused")) in _REFUSED
            other = self.manner.auditor is not None and auditor not in (None, self.manner.auditor)
            if refused or other:
                left_out["rejected in the program" if refused else f"not by {self.manner.auditor}"] += 1
                continue
            if self._is_foreign(row) or auditor is None:
                continue
            for key, practice in self.scope.items():
                if key in self.columns:
                    place = self.table.place(row=row.number, column=self.columns[key][0])
                    self.gathered.add(auditor, key, self._see(row, key, practice), place, practice)
                    self._add_photos(auditor, key, row)
        for key, message, hint in self.gathered.faults():
            self._report(self.table.problem(message, hint, column=self.columns[key][0]))
        self.taken.bodies, self.taken.places = self.gathered.bodies, self.gathered.places
        self.taken.said += self.gathered.said
        for why, count in left_out.items():
            self.taken.said.append(f"{_count(count, 'row')} left out: {why}")
        if not self.table.rows:
            self.taken.said.append("this table has headings and no rows")
        return self.taken

    def _check_columns(self) -> None:
        practices = self.folder.checklist.practices()
        for key, positions in self.columns.items():
            practice = practices.get(key)
            if practice and key not in self.scope:
                self.taken.said.append(f"{key} is not part of this audit; its answers are left out")
            for position in positions:
                if practice and practice.rate != "case" and self.uses[position].case:
                    message = f"'{key}' takes one rating, not single cases"
                    self.taken.issues.append(self.table.problem(message, "name one column for it", column=position))

    def _in_order(self) -> Iterable[Row]:
        """The rows by the time they were sent, where every row tells it; else as they stand there."""
        kind = "sent" if any(use.kind == "sent" for use in self.uses) else "date"
        when = {row.number: seconds_of(moment_of(self._cell(row, kind), self.manner.dates)) for row in self.table.rows}
        if None in when.values():
            return self.table.rows
        return sorted(self.table.rows, key=lambda row: when[row.number] or 0)

    def _auditor(self, row: Row) -> str | None:
        """Who rated in a row; None after a problem."""
        known = self.folder.audit.auditors
        position = next((i for i, use in enumerate(self.uses) if use.kind == "auditor"), None)
        said = row.at(position) if position is not None else ""
        if not said:
            if self.manner.auditor or len(known) < 2:
                return self.manner.auditor or self.folder.audit.lead or "auditor"
            hint = "say it with --auditor" if position is None else "fill it in, or say it with --auditor"
            message = "nothing says who rated in this table" if position is None else "nobody is named as the auditor"
            place: dict[str, int] = {} if position is None else {"row": row.number, "column": position}
            if issue := self.table.problem(message, hint, **place):
                self._report(issue)
            return None
        names = {plain(part.name): key for key, part in known.items()} | {plain(key): key for key in known}
        names |= {plain(name): key for name, key in self.manner.auditors.items() if key in known}
        if (found := names.get(plain(said))) is None:
            people = ", ".join(f"{key} ({part.name})" for key, part in known.items()) or "nobody"
            message = f"'{shorten(said)}' is no auditor of this audit"
            self._report(self.table.problem(message, f"known are: {people}", row=row.number, column=position))
        else:
            self._count_meaning(position, said, found)
        return found

    def _is_foreign(self, row: Row) -> bool:
        """Whether a row belongs to another audit or checklist; the version alone is only said."""
        checklist = self.folder.checklist
        for kind, own, what in (("audit", self.folder.audit.id, "audit"), ("checklist", checklist.id, "checklist")):
            said = self._cell(row, kind)
            if said and said != own:
                position = next(i for i, use in enumerate(self.uses) if use.kind == kind)
                message = f"this row belongs to the {what} '{shorten(said)}', not to '{own}'"
                hint = "take it out, or import it into its own audit"
                self._report(self.table.problem(message, hint, row=row.number, column=position))
                return True
        version = self._cell(row, "version")
        if version and version != checklist.version:
            sentence = (
                f"rows with version {shorten(version)} of the checklist were taken; the audit uses {checklist.version}"
            )
            if sentence not in self.taken.said:
                self.taken.said.append(sentence)
        return False

    def _see(self, row: Row, key: str, practice: Practice) -> Seen:
        """What a row says of a practice."""
        seen, by_case = Seen(row.number), practice.rate == "case"
        texts: dict[tuple[str, int | None], str] = {}
        levels: dict[int | None, str] = {}
        for position in self.columns[key]:
            use, answer = self.uses[position], row.at(position)
            if use.kind not in ("rating", "state"):
                texts[use.kind, use.case] = answer
                self._check_length(row, position, _MOST.get(use.kind, _MOST["note"]))
                continue
            meant, reason = self._meaning(row, position, key)
            if meant in STATES:
                seen.state, seen.reason = meant, reason
            elif meant != UNRATED:
                levels[use.case] = meant
        seen.note, seen.reason = texts.pop(("note", None), ""), texts.get(("reason", None), "") or seen.reason
        if by_case and list(levels) == [None] and self.manner.adding:
            texts["note", None], seen.note = seen.note, ""  # a row is a case, and its note is the case's
        for case, level in sorted(levels.items(), key=lambda part: part[0] or 0):
            at = moment_of(texts.get(("at", case), "")) or (self._moment(row) if by_case else "")
            seen.cases.append({"rating": level, "at": at, "note": texts.get(("note", case), "")})
        if seen.cases:
            seen.state = "rated"
        elif seen.state and not seen.reason and ("reason", None) not in texts:
            seen.reason, seen.note = seen.note, ""  # one field for both
        return seen

    def _check_length(self, row: Row, position: int, most: int) -> None:
        if (length := len(row.at(position))) > most:
            message = f"this text has {length:,} characters; at most {most:,} are kept"
            self._report(self.table.problem(message, "shorten it", row=row.number, column=position))

    def _meaning(self, row: Row, position: int, key: str) -> tuple[str, str]:
        """What an answer means; unrated after a problem."""
        answer = row.at(position)
        if answer in self.manner.unanswered:
            return UNRATED, ""
        try:
            meant, reason = self.meanings[key].find(answer)
        except Unclear as problem:
            self._count_meaning(position, answer, "")
            issue = self.table.problem(f"{key}: {problem}", problem.hint, row=row.number, column=position)
            self._report(issue)
            return UNRATED, ""
        if answer:
            self._count_meaning(position, answer, meant)
        return meant, reason

    def _add_photos(self, auditor: str, key: str, row: Row) -> None:
        for position in self.columns[key]:
            name = row.at(position)
            if name and self.uses[position].kind == "photo":
                place = self.table.place(row=row.number, column=position)
                self.taken.photos.append(Photo(auditor, key, name, place))

    def _moment(self, row: Row) -> str:
        """When a row's case was seen: its day, its time, or both."""
        day, time = self._cell(row, "date"), self._cell(row, "time")
        return moment_of(f"{day} {time}".strip(), self.manner.dates) if day or time else ""

    def _cell(self, row: Row, kind: str) -> str:
        return next((row.at(i) for i, use in enumerate(self.uses) if use.kind == kind), "")

    def _count_meaning(self, position: int | None, answer: str, meant: str) -> None:
        if position is not None:
            self.taken.meanings.setdefault(position, Counter())[answer, meant] += 1

    def _report(self, issue: Issue) -> None:
        if issue not in self.reported:
            self.reported.add(issue)
            self.taken.issues.append(issue)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun} {'is' if number == 1 else ''}".strip() if number == 1 else f"{number} {noun}s are"
