"""Tables as form programs and spreadsheets save them, and files that are none."""

import pytest

from cxaudit.capture.tables.reading import MAX_BYTES, MAX_CELL, read_table, table_of
from cxaudit.errors import InputError, NotFound


def issues_of(raw: bytes):
    with pytest.raises(InputError) as caught:
        table_of(raw, "answers.csv")
    return [(issue.file, issue.message, issue.hint) for issue in caught.value.issues]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_common_encoding_and_separator_is_read(encoding, separator, end):
    rows = [["Größe", "Note, or more; of it"], ["3", 'He said "no",\nand left; so'], ["", "é"]]
    quoted = [separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    table = table_of(end.join(quoted).encode(encoding), "answers.csv")
    assert table.headings == ("Größe", "Note, or more; of it")
    assert [row.cells for row in table.rows] == [tuple(row) for row in rows[1:]]
    assert bool(table.said) == (encoding == "cp1252"), "only a guess is said"


def test_a_guessed_encoding_is_said_with_the_way_out():
    table = table_of("Größe;b\n1;2".encode("cp1252"), "a.csv")
    assert "Windows-1252" in table.said[0]
    assert "save it as CSV UTF-8" in table.said[0]


def test_the_separator_is_the_one_that_divides_the_rows_alike():
    text = "A, or B?;C, D, or E?\n1;2\n3;4\n"
    assert table_of(text.encode(), "a.csv").headings == ("A, or B?", "C, D, or E?")


def test_the_line_with_which_excel_names_the_separator_is_no_row():
    table = table_of(b"sep=;\na,x;b\n1;2\n", "a.csv")
    assert table.headings == ("a,x", "b")
    assert table.rows[0].cells == ("1", "2")


def test_rows_are_counted_as_a_spreadsheet_does():
    table = table_of(b'a,b\n"1\n1",2\n\n3,4\n,\n', "a.csv")
    assert [(row.number, row.cells) for row in table.rows] == [(2, ("1\n1", "2")), (4, ("3", "4"))]


def test_headings_that_stand_there_twice_are_told_apart_and_short_rows_filled():
    table = table_of(b"Note,Queue,Note,\n1,2\n", "a.csv")
    assert table.headings == ("Note", "Queue", "Note (2)")
    assert table.rows[0].cells == ("1", "2")
    assert [table.rows[0].at(position) for position in range(3)] == ["1", "2", ""]


@pytest.mark.parametrize(
    ("raw", "place", "message"),
    [
        (b"", "answers.csv", "this file is empty"),
        (b"PK\x03\x04abc", "answers.csv", "this is an Excel or ZIP file, not a CSV file"),
        (b"\xd0\xcf\x11\xe0abc", "answers.csv", "this is an old Excel file, not a CSV file"),
        (b"<!DOCTYPE html><html>", "answers.csv", "this is a web page, not a CSV file"),
        (b"a,b\n1,\x00\n2,3", "answers.csv", "this is a binary file, not a CSV file"),
        (b"\xff\xfea\x00b", "answers.csv", "this UTF-16 text is damaged"),
        (b"one\ntwo\n", "answers.csv", "there is only one column in this table"),
        (b'a,b\n1,"2\n3,4\n', "answers.csv > row 2", "the quotes in this row do not fit together"),
        (b'a,b\n1,2\n"3"4,5\n', "answers.csv > row 3", "the quotes in this row do not fit together"),
        (b"a,b\n1,2\n1,2,3\n", "answers.csv > row 3", "this row has 3 cells, but there are 2 headings"),
        (b"a,b\n1," + b"x" * (MAX_CELL + 1), "answers.csv > row 2", "a cell has more than 100,000 characters"),
        (b"a,b\n" + b"1,2\n" * (MAX_BYTES // 4), "answers.csv", "the file has more than 20 MB"),
        (b"a,b\n" + b"," * 100_001, "answers.csv", "a line of this table has more than 100,000 cells"),
        (b"a,b\n" + b"1,2\n" * 50_000, "answers.csv", "this table has more than 50,000 rows"),
        (b"," * 6000 + b"a\n1", "answers.csv", "this table has 6001 columns; at most 5000 are read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_table_is_refused_with_its_place(raw, place, message):
    found = issues_of(raw)
    assert (place, message) in [issue[:2] for issue in found]
    assert all(hint or "columns; at most" in message for _, message, hint in found)


def test_every_row_with_too_many_cells_is_named():
    assert [place for place, _, _ in issues_of(b"a,b\n1,2,3\n1,2\n1,2,3\n")] == [
        "answers.csv > row 2",
        "answers.csv > row 4",
    ]


def test_a_file_that_is_not_there_or_a_folder_is_named(tmp_path):
    with pytest.raises(NotFound, match="no such file"):
        read_table(tmp_path / "none.csv")
    with pytest.raises(NotFound, match="cannot be read"):
        read_table(tmp_path)
