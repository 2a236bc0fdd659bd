"""The map of a table of answers: which column of a form program's export belongs to which practice.

Every description here is also the editor's help and the reference.
"""

from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from cxaudit.errors import InputError
from cxaudit.model.base import Id, Key, PracticeId, Text, Written, fault, one_or_many, short_form
from cxaudit.model.kind import kind_issue
from cxaudit.model.validating import validated
from cxaudit.source import Source, read_source

UNRATED = "unrated"
WITHOUT_RATING = ("not_applicable", "not_observed", UNRATED)

Columns = Annotated[list[Text], BeforeValidator(one_or_many, json_schema_input_type=list[Text] | str)]
Answers = dict[Text, Key]


class Asked(Written):
    """Where a table holds what was answered for one practice."""

    column: Columns = Field(
        [], description="The heading of the column with the rating; a list of headings where each holds one case."
    )
    note: Columns = Field([], description="The heading of the column with the note; a list where there is one a case.")
    reason: Text | None = Field(
        None, description="The heading of the column that says why it was not applicable or not observed."
    )
    answers: Answers = Field(
        {}, description="What answers of this column mean; wins over the answers of the whole map."
    )

    @model_validator(mode="after")
    def _has_a_column(self) -> Self:
        if not (self.column or self.note or self.reason):
            raise fault("this names no column", "write the heading: column: How long did you wait?")
        return self


class AnswerMap(Written):
    """How a table of answers is read: for `cxaudit import answers.csv --map map.yaml`."""

    cxaudit: Literal["map/1"] = Field(description="Kind and version of this file.")
    rows: Literal["auditors", "cases"] = Field(
        "auditors",
        description="What a row is. auditors: one auditor's whole visit; a later row of the same auditor replaces what "
        "it answers again. cases: one case; the rows of an auditor add up where a practice is rated case by case.",
    )
    auditor: Text | None = Field(
        None, description="The heading of the column that says who rated; left out, --auditor says it."
    )
    auditors: dict[Text, Id] = Field({}, description="Whom a name in that column means: the auditor's id in the audit.")
    audit: Text | None = Field(
        None, description="The heading of a column that holds the id of the audit, to be checked."
    )
    date: Text | None = Field(
        None, description="The heading of the column with the day, or with day and time; the latest row counts last."
    )
    time: Text | None = Field(None, description="The heading of the column with the time, if it is another one.")
    dates: Literal["dmy", "mdy"] | None = Field(
        None, description="How dates such as 04/10/2026 are meant: dmy (4 October) or mdy (10 April)."
    )
    practices: dict[PracticeId, Annotated[Asked, short_form("column")]] = Field(
        min_length=1, description="Columns by practice: a heading, or {column, note, reason, answers}."
    )
    answers: Answers = Field(
        {},
        description="What an answer means: a level of the practice's scale, not_applicable, not_observed, or unrated. "
        "Levels, their labels and anchors are understood without this.",
    )
    ignore: list[Text] = Field([], description="Headings of columns that hold nothing for the audit.")

    def headings(self) -> dict[str, list[tuple[str | int, ...]]]:
        """Every heading that the map names, with its places in the file."""
        found: dict[str, list[tuple[str | int, ...]]] = {}
        for name in ("auditor", "audit", "date", "time"):
            if heading := getattr(self, name):
                found.setdefault(heading, []).append((name,))
        for key, asked in self.practices.items():
            for name in ("column", "note"):
                for position, heading in enumerate(getattr(asked, name)):
                    found.setdefault(heading, []).append(("practices", key, name, position))
            if asked.reason:
                found.setdefault(asked.reason, []).append(("practices", key, "reason"))
        for position, heading in enumerate(self.ignore):
            found.setdefault(heading, []).append(("ignore", position))
        return found


def load_map(path: Path) -> tuple[AnswerMap, Source]:
    """A map with the file that it was read from.

    Raises: InputError with every problem; NotFound when there is no such file.
    """
    source = read_source(path)
    if wrong := kind_issue(source, "map"):
        raise InputError([*source.issues, wrong])
    given, issues = validated(source, AnswerMap)
    if given is None or any(issue.level == "error" for issue in issues):
        raise InputError(issues)
    return given, source
