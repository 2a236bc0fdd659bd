"""An audit as an XLSForm, the form that KoboToolbox and ODK take, for auditors who collect with these."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cxaudit.capture.xlsform.choices import CASE, NO_RATING, choices_of, code_of
from cxaudit.capture.xlsform.names import AUDIT, AUDITOR, CHECKLIST, END, START, VERSION, Field, name_of
from cxaudit.model.checklist import Practice, title_from
from cxaudit.model.load import AuditFolder
from cxaudit.model.rate import in_scope
from cxaudit.model.scale import Scale

CASES = 10  # of one practice in one sending; who saw more sends the form again
PIXELS = 1600
LANGUAGES = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "it": "Italiano", "nl": "Nederlands"}
TRANSLATED = ("label", "hint", "guidance_hint", "required_message", "constraint_message")
SURVEY = (
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "required",
    "required_message",
    "relevant",
    "appearance",
    "constraint",
    "constraint_message",
    "calculation",
    "trigger",
    "parameters",
)
SETTINGS = ("form_title", "form_id", "version", "default_language", "style", "instance_name")
Row = dict[str, str]


@dataclass(frozen=True)
class XlsForm:
    """The three sheets of an XLSForm as rows of texts by column; `language` as in `English (en)`."""

    language: str
    survey: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    settings: list[Row] = field(default_factory=list)


def build_xlsform(folder: AuditFolder) -> XlsForm:
    """The form of an audit: a page for each touchpoint, with all practices in scope.

    Nothing is asked by force: what stays empty is unrated. Cases are fields in a row and no repeats, since neither
    program puts repeats into the same CSV.
    """
    audit, checklist = folder.audit, folder.checklist
    tag = re.split(r"[-_]", checklist.language)[0].lower()  # its texts are in this language, whatever the report's
    form = XlsForm(f"{LANGUAGES.get(tag, tag)} ({tag})")
    form.survey.extend(_head(folder))
    practices = in_scope(checklist, audit)
    for key, touchpoint in checklist.touchpoints.items():
        inside = {name: practice for name, practice in practices.items() if name.partition(".")[0] == key}
        if inside:
            title = touchpoint.title or title_from(key)
            row = {"type": "begin_group", "name": name_of(key), "label": title, "appearance": "field-list"}
            form.survey.append(row)
            for name, practice in inside.items():
                scale = checklist.scale_of(practice)
                form.choices.extend(_choices(form, name, practice, scale, practice.scale or checklist.scale))
                form.survey.extend(_practice(name, practice, scale, practice.scale or checklist.scale))
            form.survey.append({"type": "end_group", "name": name_of(key)})
    if len(audit.auditors) > 1:
        form.choices.extend(_choice(AUDITOR, key, part.name) for key, part in audit.auditors.items())
    if any(part["type"] == "select_one state" for part in form.survey):
        form.choices.extend(_choice("state", name, label) for name, label in NO_RATING.items())
    digest = hashlib.sha256(json.dumps([form.survey, form.choices], sort_keys=True).encode()).hexdigest()
    form.settings.append(
        {
            "form_title": _safe(f"{audit.title}: {audit.subject.client}"),
            "form_id": audit.id,
            "version": f"{checklist.version}-{digest[:8]}",
            "default_language": form.language,
            "style": "pages",
            "instance_name": f"concat(${{{AUDITOR}}}, ' ', ${{{START}}})",
        }
    )
    return form


def write_xlsform(form: XlsForm) -> bytes:
    """The workbook of a form, the same bytes for the same form."""
    import datetime as dt
    import io

    import xlsxwriter

    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})
        head = book.add_format({"bold": True})
        for sheet, rows, columns in (
            ("survey", form.survey, SURVEY),
            ("choices", form.choices, ("list_name", "name", "label")),
            ("settings", form.settings, SETTINGS),
        ):
            page = book.add_worksheet(sheet)
            page.freeze_panes(1, 0)
            page.set_column(0, 1, 28)
            page.set_column(2, 4, 60)
            used = [column for column in columns if any(row.get(column) for row in rows)]
            for position, column in enumerate(used):
                translated = column in TRANSLATED
                page.write_string(0, position, f"{column}::{form.language}" if translated else column, head)
                for number, row in enumerate(rows, 1):
                    if text := row.get(column):
                        page.write_string(number, position, text)
    return file.getvalue()


def _head(folder: AuditFolder) -> Iterator[Row]:
    """What belongs to no practice: when, which audit, which checklist, who."""
    audit, checklist = folder.audit, folder.checklist
    yield {"type": "start", "name": START}
    yield {"type": "end", "name": END}
    yield {"type": "calculate", "name": AUDIT, "calculation": f"'{audit.id}'"}
    yield {"type": "calculate", "name": CHECKLIST, "calculation": f"'{checklist.id}'"}
    yield {"type": "calculate", "name": VERSION, "calculation": _literal(checklist.version)}
    if len(audit.auditors) > 1:
        yield {"type": f"select_one {AUDITOR}", "name": AUDITOR, "label": "Who rates?", "required": "yes"}
    else:
        yield {"type": "calculate", "name": AUDITOR, "calculation": f"'{audit.lead or ''}'"}


def _practice(key: str, practice: Practice, scale: Scale, scale_id: str) -> Iterator[Row]:
    """The fields of one practice, all in one group."""
    ask = {
        "label": _safe(practice.ask),
        "hint": _safe(practice.look_for or ""),
        "guidance_hint": _safe(practice.why or ""),
    }
    cases: dict[int | None, Row] = {None: ask}
    if practice.rate == "case":
        title = practice.title or title_from(key)
        cases = {1: ask}
        cases |= {number: {"label": _safe(f"{title}: case {number}")} for number in range(2, CASES + 1)}
    before = ""
    for number, words in cases.items():
        asked = Field(key, case=number)
        relevant = ""
        if before:
            relevant = f"${{{before}}} != ''"
            if number == 2 and not scale.measured:
                relevant += "".join(f" and ${{{before}}} != '{state}'" for state in NO_RATING)
        first = number in (None, 1)
        yield {"name": asked.name, **words, **_answer(asked, practice, scale, scale_id, first), "relevant": relevant}
        if number:
            seen = f"${{{asked.name}}}"
            at = {"type": "calculate", "name": Field(key, "at", number).name, "calculation": "now()", "trigger": seen}
            yield at
            shown = f"{seen} != ''"
            yield {"type": "text", "name": Field(key, "note", number).name, "label": f"{CASE} {number}: note"} | {
                "relevant": shown,
                "appearance": "multiline",
            }
        before = asked.name
    yield from _around(key, Field(key, case=1 if practice.rate == "case" else None).name, scale)


def _answer(asked: Field, practice: Practice, scale: Scale, scale_id: str, first: bool) -> Row:
    """The type of an answer, and what it may be."""
    if not scale.measured:
        return {"type": f"select_one {_list(asked.practice, practice, scale_id, first=first)}"}
    row = {"type": "decimal", "constraint": "", "constraint_message": ""}
    if scale.unit:
        row["label"] = (
            _safe(f"{practice.ask} ({scale.unit})") if first else f"{CASE} {asked.case} ({_safe(scale.unit)})"
        )
    if min(scale.best or 0, scale.worst or 0) >= 0:
        percent = (scale.unit or "").strip().lower() in ("%", "percent", "per cent")
        row["constraint"] = ". >= 0 and . <= 100" if percent else ". >= 0"
        row["constraint_message"] = "Write a number from 0 to 100." if percent else "Write a number of 0 or more."
    return row


def _around(key: str, rating: str, scale: Scale) -> Iterator[Row]:
    """Beside the rating: why there is none, a note, a photo."""
    asked = rating
    if scale.measured:
        asked = Field(key, "state").name
        yield {"type": "select_one state", "name": asked, "label": "No number?", "relevant": f"${{{rating}}} = ''"}
    yield {
        "type": "text",
        "name": Field(key, "reason").name,
        "label": "Why?",
        "relevant": " or ".join(f"${{{asked}}} = '{state}'" for state in NO_RATING),
        "required": "yes",
        "required_message": "Say why; without a reason it counts as unrated.",
    }
    yield {"type": "text", "name": Field(key, "note").name, "label": "Note", "appearance": "multiline"}
    yield {
        "type": "image",
        "name": Field(key, "photo").name,
        "label": "Photo",
        "parameters": f"max-pixels={PIXELS}",
    }


def _choices(form: XlsForm, key: str, practice: Practice, scale: Scale, scale_id: str) -> Iterator[Row]:
    """The lists of answers of a practice that are not in the form yet."""
    if scale.measured:
        return
    known = {row["list_name"] for row in form.choices}
    for first in (True, False) if practice.rate == "case" else (True,):
        name = _list(key, practice, scale_id, first=first)
        if name not in known:
            for level, text in choices_of(scale, practice).items():
                yield _choice(name, code_of(scale, level), text)
            if first:
                yield from (_choice(name, state, label) for state, label in NO_RATING.items())


def _list(key: str, practice: Practice, scale_id: str, *, first: bool) -> str:
    """The list of answers of a practice: its own where it has anchors, else the scale's."""
    name = name_of(key) if practice.anchors else f"scale_{name_of(scale_id)}"
    return name if first else f"{name}__levels"


def _choice(list_name: str, name: str, label: str) -> Row:
    return {"list_name": list_name, "name": name, "label": _safe(label)}


def _literal(text: str) -> str:
    """A text inside an expression."""
    return "'" + text.replace("'", "’") + "'"


def _safe(text: str) -> str:
    """A text on one line that the form shows as it is: `${` would insert a field."""
    return " ".join(text.replace("${", "$ {").split())
