"""Workbooks as they come back: from LibreOffice, from people who move things, and from nobody well-meaning."""

import random

import pytest

from cxaudit.capture.workbook.reading import read_workbook
from cxaudit.errors import CxAuditError, InputError, NotFound
from tests.capture.workbooks import EXAMPLES, edited, filled, repacked, terminal, written


@pytest.fixture
def folder(tmp_path):
    return terminal(tmp_path)


@pytest.fixture
def read(tmp_path):
    def act(data, name="tn.xlsx"):
        path = tmp_path / name
        path.write_bytes(data)
        return read_workbook(path)

    return act


@pytest.fixture
def refused(read, tmp_path):
    """The problems of a file that is not read, as `place: message = hint`."""

    def act(data, name="tn.xlsx"):
        with pytest.raises(InputError) as problem:
            read(data, name)
        return [
            f"{issue.file.removeprefix(str(tmp_path) + '/')}: {issue.message} = {issue.hint}"
            for issue in problem.value.issues
        ]

    return act


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_what_libreoffice_saved_is_read_in_every_format(suffix):
    book = read_workbook(EXAMPLES / f"resaved.{suffix}")
    assert (book.facts["audit"], book.facts["auditor"], book.facts["checklist"]) == ("quay-2026", "tn", "quay")
    values = {key: row.values for key, row in book.rows.items()}
    assert values["desk.greeting"]["Rating"] == "3 - consistent, SMALL lapses "
    assert values["desk.greeting"]["Note"] == "=Nobody looked up.\nThen two did."
    assert values["desk.queue"]["Rating"] == 7.5
    assert values["desk.prices"]["Rating"] == 2  # =1+1, calculated
    assert values["desk.lift"]["Reason"] == "The lift is part of the station."
    assert values["phone.answer"]["Cases"] == '3; 1 @2026-10-14T11:05 "11 rings; nobody"; 4'
    assert book.given["desk.greeting"]["note"] == '=HYPERLINK("x") stood on the screen.'
    assert book.rows["desk.lift"].places["Rating"] == "Ratings!D11"
    assert book.warnings == []


def test_rows_and_columns_may_be_moved_deleted_and_added(folder, read):
    def change(book):
        sheet = book["Ratings"]
        sheet.delete_rows(9)
        sheet.insert_cols(4)
        sheet["D4"] = "My own column"
        sheet.insert_rows(1, 3)
        sheet.move_range("A10:K10", rows=40)
        book.move_sheet("Ratings", -1)
        sheet.title = "Ratings of Tomas"

    data = edited(filled(written(folder), {"desk.greeting": {"Rating": 3}}), change)
    book = read(data)
    assert book.rows["desk.greeting"].values["Rating"] == 3
    assert book.rows["desk.greeting"].places["Rating"] == "Ratings of Tomas!E50"
    assert "desk.signs" not in book.rows
    assert len(book.rows) == 8


def test_a_row_without_a_practice_is_left_out_and_named(folder, read):
    def change(book):
        book["Ratings"]["F30"] = "The harbour master was kind."

    [warning] = read(edited(written(folder), change)).warnings
    assert warning.file.endswith("tn.xlsx > Ratings!D30")
    assert warning.level == "warning"


def test_a_practice_that_stands_twice_is_a_problem(folder, refused):
    def change(book):
        book["Ratings"]["A30"] = "desk.queue"
        book["Ratings"]["A31"] = "desk.greeting"

    assert refused(edited(written(folder), change)) == [
        "tn.xlsx > Ratings!A30: 'desk.queue' stands here and in A8 = delete one of the rows",
        "tn.xlsx > Ratings!A31: 'desk.greeting' stands here and in A7 = delete one of the rows",
    ]


def test_two_columns_of_one_name_are_a_problem(folder, refused):
    def change(book):
        book["Ratings"]["K4"] = " note "

    assert refused(edited(written(folder), change)) == [
        "tn.xlsx > Ratings!K4: there is a second column 'Note' = rename or delete one"
    ]


def test_a_workbook_of_other_people_is_refused(read, refused, folder):
    def no_head(book):
        book["Ratings"]["A4"] = "number"

    def newer(book):
        book["_meta"]["B1"] = "sheet/7"

    def foreign(book):
        book["_meta"]["A1"] = "something"

    data = written(folder)
    assert "no sheet has the headings 'id', 'Rating', 'Reason'" in refused(edited(data, no_head))[0]
    assert "newer kind ('sheet/7')" in refused(edited(data, newer))[0]
    assert "not from cxaudit" in refused(edited(data, foreign))[0]
    assert "does not say of which audit" in refused(edited(data, lambda book: book.remove(book["_meta"])))[0]


def test_what_is_no_workbook_is_named_for_what_it_is(refused, tmp_path):
    assert refused(b"") == ["tn.xlsx: this file is empty = "]
    assert "a web page named .xlsx" in refused(b"<html><table>")[0]
    assert "something else named .xls" in refused(b"id,rating\n", "tn.xls")[0]
    assert "damaged" in refused(b"PK\x03\x04" + b"\0" * 50)[0]
    assert "damaged" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "tn.xls")[0]
    with pytest.raises(NotFound, match="No such file"):
        read_workbook(tmp_path / "none.xlsx")
    with pytest.raises(NotFound, match="is a folder"):
        read_workbook(tmp_path)


def test_formulas_that_failed_or_have_no_result_are_faults(folder, read):
    data = filled(written(folder), {"desk.greeting": {"Rating": "=1+1"}, "desk.queue": {"Note": "=NOTHING()"}})

    def fail(name, part):
        return part.replace(b"<f>NOTHING()</f><v />", b"<f>NOTHING()</f><v>#NAME?</v>").replace(
            b'<c r="F8"', b'<c t="e" r="F8"'
        )

    book = read(repacked(data, fail))
    assert book.rows["desk.greeting"].faults == {"Rating": "a formula without a result stands here"}
    assert book.rows["desk.queue"].faults == {"Note": "a formula that failed stands here"}


@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_damaged_files_are_refused_without_a_traceback(suffix, tmp_path):
    data = (EXAMPLES / f"resaved.{suffix}").read_bytes()
    dice = random.Random(7)
    path, outcomes = tmp_path / f"x.{suffix}", []
    for _ in range(12 if suffix == "xls" else 60):  # an .xls is read in a process of its own
        kind = dice.choice(["cut", "flip", "mix", "noise"])
        bad = bytearray(data)
        if kind == "cut":
            bad = bad[: dice.randrange(len(bad))]
        elif kind == "flip":
            for _ in range(dice.choice([1, 5, 50])):
                bad[dice.randrange(len(bad))] = dice.randrange(256)
        elif kind == "mix":
            at, size = dice.randrange(len(bad)), dice.randrange(2000)
            bad[at : at + size] = bad[:size]
        else:
            bad = bytearray(data[:8]) + dice.randbytes(3000)
        path.write_bytes(bad)
        try:
            read_workbook(path)
            outcomes.append("read")
        except CxAuditError as problem:
            outcomes.append("refused" if str(problem) else "refused without a word")
    assert outcomes.count("refused") > len(outcomes) / 3


def test_xml_that_is_damaged_inside_a_sound_zip_is_refused(folder, refused):
    data = written(folder)
    dice = random.Random(3)
    for name in ("xl/worksheets/sheet2.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"):

        def cut(part_name, part, name=name):
            return part[: dice.randrange(10, len(part) - 10)] if part_name == name else part

        assert "damaged" in refused(repacked(data, cut))[0]
    assert "damaged" in refused(repacked(data, lambda name, part: None if name == "xl/workbook.xml" else part))[0]


def test_an_openpyxl_round_trip_keeps_every_answer(folder, read):
    data = filled(
        written(folder), {"desk.greeting": {"Rating": " 2 ", "Note": "x\r\ny"}, "desk.queue": {"Rating": "7,5"}}
    )
    book = read(data)
    assert book.rows["desk.queue"].values["Rating"] == "7,5"
