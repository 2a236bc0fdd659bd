"""An audit as a workbook for one auditor: every practice with its levels to choose from, and what was answered so far.

Nothing of the audit is ever written as a formula: its texts go through `write_string`, and the few formulas are ours.
"""

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from cxaudit.capture.ratings.records import blank_body
from cxaudit.capture.workbook.columns import (
    ANSWERS,
    CASES,
    CAUSES,
    FORMAT,
    GIVEN,
    HOW_TO,
    ID,
    LISTS,
    META,
    MOST_IN_CELL,
    PRACTICE,
    QUESTION,
    RATINGS,
    STATES,
    TO_DO,
    choices,
)
from cxaudit.capture.workbook.looks import ACCENT, formats, how_to, lines_of
from cxaudit.capture.workbook.rows import HEAD, Areas, RatingsSheet, letters, state_of
from cxaudit.model.checklist import Checklist, Practice, title_from
from cxaudit.model.load import AuditFolder
from cxaudit.model.lock import fingerprint
from cxaudit.model.rate import in_scope

Bodies = dict[str, dict[str, Any]]
_A4 = 9


def write_workbook(
    folder: AuditFolder,
    auditor: str,
    bodies: Bodies,
    evidence: dict[str, list[str]],
    *,
    file: str,
    now: dt.datetime,
) -> bytes:
    """The workbook of one auditor as .xlsx.

    Args: `bodies` and `evidence` hold the answers so far and the names of their files, by practice; `file` is the name
        under which the workbook will be saved.
    """
    import xlsxwriter

    practices = in_scope(folder.checklist, folder.audit)
    given = {key: bodies.get(key) or blank_body() for key in practices}
    by_case = any(practice.rate == "case" for practice in practices.values())
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": folder.audit.title[:255], "comments": "Made by cxaudit", "created": now})
    looks = formats(book)
    first, page = book.add_worksheet(HOW_TO), book.add_worksheet(RATINGS)
    areas, states, causes = _lists(book.add_worksheet(LISTS), folder.checklist)
    names = [ID, PRACTICE, QUESTION, *(name for name in ANSWERS if name != CASES or by_case), TO_DO]
    columns = {name: place for place, name in enumerate(names)}
    sheet = RatingsSheet(page, looks, folder.checklist, columns, areas, states, causes)
    _ratings(sheet, practices, given, evidence)
    _set_up(sheet, folder, auditor)
    _explain(first, looks, folder, auditor, how_to(file, by_case=by_case))
    _meta(book.add_worksheet(META), folder, auditor, given, now)
    first.activate()
    book.close()
    return _let_rows_grow(kept)


def _let_rows_grow(written: io.BytesIO) -> bytes:
    """The same workbook with heights that a program changes when more is written into a row.

    xlsxwriter marks every height as set by hand. No text of the audit stands in the sheets: they name shared strings.
    """
    kept = io.BytesIO()
    with zipfile.ZipFile(written) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename.startswith("xl/worksheets/sheet"):
                data = data.replace(b' customHeight="1"', b"")
            new.writestr(entry, data)
    return kept.getvalue()


def _ratings(
    sheet: RatingsSheet, practices: dict[str, Practice], given: Bodies, evidence: dict[str, list[str]]
) -> None:
    sheet.add_heads()
    states = {key: state_of(given[key], practice) for key, practice in practices.items()}
    stage = None
    for name in _touchpoints(sheet.checklist, practices):
        touchpoint = sheet.checklist.touchpoints[name]
        if touchpoint.stage and touchpoint.stage != stage:
            stage = touchpoint.stage
            sheet.add_stage(sheet.checklist.stages[stage].title)
        inside = {key: practice for key, practice in practices.items() if key.startswith(f"{name}.")}
        sheet.add_touchpoint(touchpoint, touchpoint.title or title_from(name), [states[key] for key in inside])
        for key, practice in inside.items():
            sheet.add_practice(key, practice, given[key], evidence.get(key, []))
    sheet.add_progress(list(states.values()))
    sheet.add_marks()


def _touchpoints(checklist: Checklist, practices: dict[str, Practice]) -> list[str]:
    """The touchpoints of this audit in the order of the journey."""
    order = [*checklist.stages, None]
    found = dict.fromkeys(key.partition(".")[0] for key in practices)
    return sorted(found, key=lambda key: order.index(checklist.touchpoints[key].stage))


def _lists(page: Any, checklist: Checklist) -> tuple[dict[str, Areas], str, str]:
    """The hidden sheet of levels: for each scale its drop-down, and beside it the spellings that count as well."""
    columns: Iterator[int] = iter(range(10_000))

    def listed(texts: list[str]) -> str:
        column = next(columns)
        for row, text in enumerate(texts):
            page.write_string(row, column, text)
        return f"{LISTS}!${letters(column)}$1:${letters(column)}${len(texts)}"

    states = listed(list(STATES.values()))
    causes = listed(list(CAUSES))
    areas = {}
    for key, scale in checklist.scales.items():
        levels = scale.levels or {}
        labels = [level.label for level in levels.values() if level.label]
        areas[key] = Areas(listed([*choices(scale), *STATES.values()]), listed([*levels, *labels, "n/a"]))
    page.very_hidden()
    return areas, states, causes


def _set_up(sheet: RatingsSheet, folder: AuditFolder, auditor: str) -> None:
    """What stands above the table, and how the sheet scrolls, prints and is protected."""
    page, audit, last = sheet.page, folder.audit, len(sheet.columns) - 1
    page.set_row(0, 30)
    page.write_string(0, 1, audit.title, sheet.looks["title"])
    page.write_string(1, 1, " · ".join(_about(folder, auditor).values()), sheet.looks["under"])
    page.freeze_panes(HEAD + 1, 2)
    page.autofilter(HEAD, 1, sheet.row - 1, last)
    page.hide_gridlines(2)
    page.set_tab_color(ACCENT)
    page.set_selection(HEAD + 1, 3, HEAD + 1, 3)
    page.ignore_errors({"number_stored_as_text": f"A1:{letters(last)}{sheet.row + 1}"})
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD)
    page.print_area(0, 1, sheet.row - 1, last)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    name = folder.audit.auditors[auditor].name if auditor in folder.audit.auditors else auditor
    # a bare & begins a code of the footer, and Excel takes 255 signs at most
    page.set_footer(f"&L&8{_footer(audit.title)}&C&8{_footer(name)}&R&8&P / &N")
    page.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "autofilter": True,
            "sort": True,
            "objects": True,
            "scenarios": True,
        },
    )


def _footer(text: str) -> str:
    return " ".join(text.split())[:70].replace("&", "&&")


def _about(folder: AuditFolder, auditor: str) -> dict[str, str]:
    audit, checklist = folder.audit, folder.checklist
    who = audit.auditors.get(auditor)
    return {
        "Client": ", ".join(part for part in (audit.subject.client, audit.subject.site) if part),
        "Auditor": who.name if who else auditor,
        "Date": audit.date.isoformat(),
        "Checklist": f"{checklist.title}, version {checklist.version}",
    }


def _explain(page: Any, looks: dict[str, Any], folder: AuditFolder, auditor: str, steps: list[str]) -> None:
    """The first sheet: what this is, and how to fill it in."""
    page.hide_gridlines(2)
    page.set_column(0, 0, 3)
    page.set_column(1, 1, 13)
    page.set_column(2, 2, 92)
    page.set_row(1, 30)
    page.write_string(1, 1, folder.audit.title, looks["title"])
    row = 3
    for name, value in _about(folder, auditor).items():
        page.write_string(row, 1, name, looks["name"])
        page.write_string(row, 2, value, looks["value"])
        row += 1
    for number, step in enumerate(steps, 1):
        row += 1
        page.set_row(row, 8 + 16 * lines_of(step, 92))
        page.write_string(row, 1, str(number), looks["digit"])
        page.write_string(row, 2, step, looks["step"])
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.ignore_errors({"number_stored_as_text": f"B1:B{row + 1}"})
    page.protect("", {"format_columns": True, "format_rows": True})


def _meta(page: Any, folder: AuditFolder, auditor: str, given: Bodies, now: dt.datetime) -> None:
    """The hidden sheet that says of what this is the workbook, and each answer as it stood."""
    checklist = folder.checklist
    facts = {
        "cxaudit": FORMAT,
        "audit": folder.audit.id,
        "auditor": auditor,
        "checklist": checklist.id,
        "version": checklist.version,
        "sha256": fingerprint(checklist),
        "written": now.isoformat(timespec="seconds"),
    }
    for row, (name, value) in enumerate(facts.items()):
        page.write_string(row, 0, name)
        page.write_string(row, 1, value)
    for row, (key, body) in enumerate(given.items(), len(facts)):
        text = json.dumps(body, ensure_ascii=False)
        parts = [text[start : start + MOST_IN_CELL] for start in range(0, len(text), MOST_IN_CELL)]
        for column, part in enumerate([GIVEN, key, *parts]):
            page.write_string(row, column, part)
    page.very_hidden()
