"""The workbook as a program reads it: its lists, its protection, its formulas, and nothing that runs."""

import io
import json
import re
import zipfile

import openpyxl
import pytest

from cxaudit.capture.ratings.records import blank_body
from cxaudit.capture.workbook.columns import body_of, cells_of, choices
from cxaudit.capture.workbook.rows import letters
from cxaudit.model.lock import fingerprint
from tests.capture.workbooks import HEAD, terminal, written

RATED = {
    **blank_body(),
    "state": "rated",
    "observations": [{"rating": "2"}],
    "note": '=HYPERLINK("x")',
    "cause": "luck",
}
UNSEEN = {**blank_body(), "state": "not_observed"}


@pytest.fixture
def folder(tmp_path):
    return terminal(tmp_path)


@pytest.fixture
def book(folder):
    data = written(folder, {"desk.greeting": RATED, "desk.signs": UNSEEN}, {"desk.greeting": ["photos/a.jpg", "b.png"]})
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet):
    return {sheet.cell(row, 1).value: row for row in range(HEAD + 1, sheet.max_row + 1) if sheet.cell(row, 1).value}


def cell(book, key, heading):
    sheet = book["Ratings"]
    column = next(cell.column for cell in sheet[HEAD] if cell.value == heading)
    return sheet.cell(rows_of(sheet)[key], column)


def test_every_practice_has_its_row_and_what_was_answered_stands_in_it(book, folder):
    assert list(rows_of(book["Ratings"])) == list(folder.checklist.practices())
    found = {name: cell(book, "desk.greeting", name).value for name in ("Rating", "Note", "Cause", "Evidence")}
    assert found == {
        "Rating": "2 - In place, uneven",
        "Note": '=HYPERLINK("x")',
        "Cause": "luck",
        "Evidence": "photos/a.jpg; b.png",
    }
    assert cell(book, "desk.greeting", "To do").value.startswith("=IF(OR(TRIM(D7)=")
    assert cell(book, "desk.prices", "Rating").value is None


def test_no_text_of_the_audit_becomes_a_formula(folder):
    data = written(folder, {"desk.greeting": RATED})
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if "worksheets/sheet" in name]
    formulas = [found for sheet in sheets for found in re.findall(r"<f>(.*?)</f>", sheet)]
    assert len(formulas) == 9 + 2 + 1
    ours = re.compile(r"COUNTIF\(J\d+:J\d+,&quot;done&quot;\)&amp;&quot; of \d+ done&quot;|IF\(OR\(TRIM\(D\d+\)=.*\)")
    assert [formula for formula in formulas if not ours.fullmatch(formula.replace('"', "&quot;"))] == []
    assert not any(word in formula for formula in formulas for word in ("HYPERLINK", "1+1", "signs", "Brandsund"))
    assert not any("hyperlink" in sheet for sheet in sheets)


def test_texts_are_protected_without_a_password_and_answers_are_open(book):
    sheet = book["Ratings"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    locked = {name: cell(book, "desk.greeting", name).protection.locked for name in ("Practice", "Question", "To do")}
    assert set(locked.values()) == {True}
    names = ("Rating", "Reason", "Note", "Cause", "Evidence")
    assert {cell(book, key, name).protection.locked for key in ("desk.queue", "phone.answer") for name in names} == {
        False
    }
    assert not cell(book, "phone.answer", "Cases").protection.locked
    assert cell(book, "desk.greeting", "Cases").protection.locked


def test_levels_are_chosen_from_a_hidden_list_and_other_words_may_be_typed(book, folder):
    rules = {str(rule.sqref): rule for rule in book["Ratings"].data_validations.dataValidation}
    where = cell(book, "desk.greeting", "Rating").coordinate
    area = re.fullmatch(r"_lists!\$(\w+)\$1:\$\w+\$(\d+)", rules[where].formula1)
    listed = [book["_lists"][f"{area[1]}{row}"].value for row in range(1, int(area[2]) + 1)]
    scale = folder.checklist.scales["practice"]
    assert listed == [*choices(scale), "not applicable", "not observed"]
    assert listed[2] == "2 - In place, uneven"
    assert not rules[where].showErrorMessage
    assert book["_lists"].sheet_state == book["_meta"].sheet_state == "veryHidden"
    measured = rules[cell(book, "desk.queue", "Rating").coordinate]
    assert (measured.type, measured.showErrorMessage) == ("custom", True)
    assert "minutes" in measured.prompt


def test_comments_say_what_each_level_means_here(book):
    said = cell(book, "desk.greeting", "Rating").comment.text
    assert said.splitlines() == [
        "0 = Ignored or turned away",
        "1 = Sporadic, depends on the person",
        "2 = Greeted when free",
        "3 = Consistent, small lapses",
        "4 = Greeted at once, by name when booked",
    ]
    assert "Look for: Watch at least ten arrivals" in cell(book, "desk.greeting", "Question").comment.text
    assert "under Cases" in cell(book, "phone.answer", "Rating").comment.text
    assert "Best is 1, worst is 10" in cell(book, "desk.queue", "Rating").comment.text


def test_what_is_open_is_said_by_words_and_by_conditional_formats(folder):
    data = written(folder, {"desk.greeting": RATED, "desk.signs": UNSEEN})
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    said = {key: cell(book, key, "To do").value for key in rows_of(book["Ratings"])}
    assert said["desk.greeting"] == "done"
    assert said["desk.signs"] == "reason missing"
    assert said["phone.weather"] == "open: critical"
    assert said["desk.prices"] == "open"
    assert book["Ratings"]["D1"].value == "1 of 9 done"
    rules = [rule.formula[0] for area in book["Ratings"].conditional_formatting for rule in area.rules]
    assert '$J5="reason missing"' in rules
    assert '$J5="open: critical"' in rules


def test_it_prints_on_wide_pages_under_a_repeated_heading(book):
    sheet = book["Ratings"]
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == f"${HEAD}:${HEAD}"
    assert sheet.freeze_panes == "C5"
    assert sheet.column_dimensions["A"].hidden
    assert sheet.oddFooter.left.text == "Ferry terminal, autumn && winter 2026"


def test_rows_grow_with_their_text(folder):
    data = written(folder, {"desk.greeting": RATED | {"note": "word " * 100}})
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        page = parts.read("xl/worksheets/sheet2.xml").decode()
    assert "customHeight" not in page
    heights = [float(found) for found in re.findall(r'<row r="7"[^>]* ht="([\d.]+)"', page)]
    assert heights[0] > 100


def test_the_first_sheet_explains_it_in_five_sentences(book):
    sheet = book[book.sheetnames[0]]
    assert book.sheetnames[0] == "How to"
    steps = [row[2].value for row in sheet.iter_rows() if row[1].value in ("1", "2", "3", "4", "5")]
    assert len(steps) == 5
    assert "cxaudit import quay-2026.tn.xlsx" in steps[-1]


def test_the_hidden_sheet_says_of_what_it_is_and_what_was_given(book, folder):
    rows = [[cell.value for cell in row if cell.value is not None] for row in book["_meta"].iter_rows()]
    facts = {row[0]: row[1] for row in rows if len(row) == 2}
    assert (facts["audit"], facts["auditor"]) == ("quay-2026", "tn")
    assert facts["sha256"] == fingerprint(folder.checklist)
    given = {row[1]: json.loads("".join(row[2:])) for row in rows if row[0] == "given"}
    assert given["desk.greeting"] == RATED
    assert given["desk.prices"] == blank_body()


def test_an_answer_longer_than_a_cell_stays_as_it_is(folder):
    cases = [{"rating": "3", "note": "n" * 200} for _ in range(200)]
    body = {**blank_body(), "state": "rated", "observations": cases}
    data = written(folder, {"phone.answer": body})
    book = openpyxl.load_workbook(io.BytesIO(data))
    shown = cell(book, "phone.answer", "Cases")
    assert "too long" in shown.value
    assert shown.protection.locked
    rows = [[part.value for part in row if part.value is not None] for row in book["_meta"].iter_rows()]
    kept = next("".join(row[2:]) for row in rows if row[:2] == ["given", "phone.answer"])
    assert json.loads(kept) == body


@pytest.mark.parametrize(
    ("data", "state"),
    [
        (None, ""),
        ([], ""),
        ({"state": "rated", "observations": "x", "note": 3}, "rated"),
        ({"state": ["rated"]}, ""),
        ({"state": "rated", "observations": [None, {"rating": 3}, {"rating": "3"}]}, "rated"),
    ],
)
def test_a_given_answer_that_was_changed_by_hand_is_read_with_care(data, state):
    body = body_of(data)
    assert body["state"] == state
    assert all(isinstance(body[name], str) for name in ("reason", "note", "cause"))
    assert all(case["rating"] == "3" for case in body["observations"])


def test_an_answer_keeps_its_shape_in_cells(folder):
    practices = folder.checklist.practices()
    seen = [{"rating": "3"}, {"rating": "1", "at": "2026-10-14T11:05", "note": 'he said "no"; twice'}]
    body = {**blank_body(), "state": "rated", "observations": seen}
    scale = folder.checklist.scales["practice"]
    assert cells_of(body, practices["phone.answer"], scale)["Cases"] == (
        '3; 1 @2026-10-14T11:05 "he said ""no""; twice"'
    )
    assert cells_of({**body, "state": "not_applicable"}, practices["phone.answer"], scale)["Cases"] == ""


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_letters(column, name):
    assert letters(column) == name
