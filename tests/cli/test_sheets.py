"""`sheet` and `import` through the command line."""

import json
import shutil
import zipfile

import openpyxl
import pytest

from tests.capture.workbooks import EXAMPLES, filled


@pytest.fixture
def audit(tmp_path, monkeypatch):
    """The invented audit beside an empty folder in which the commands run."""
    shutil.copytree(EXAMPLES / "audit", tmp_path / "terminal")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "terminal"


def rated(path, answers):
    path.write_bytes(filled(path.read_bytes(), answers))


def test_a_workbook_goes_out_and_comes_back(run, audit, tmp_path):
    made = run("sheet", "terminal", "--auditor", "tn")
    assert (made.code, made.out, made.err) == (0, "quay-2026.tn.xlsx\n", "")
    rated(tmp_path / "quay-2026.tn.xlsx", {"desk.prices": {"Rating": 3, "Note": "Told twice."}})
    planned = run("import", "quay-2026.tn.xlsx", "--dry-run")
    assert planned.code == 0
    assert "1 change in" in planned.out
    assert "dry run, nothing is written" in planned.out
    taken = run("import", "quay-2026.tn.xlsx")
    assert taken.code == 0, taken.err
    rows = [line.split("  ") for line in taken.out.splitlines()[1:]]
    assert rows[0][0] == "practice"
    assert rows[1][0] == "desk.prices"
    assert '3 - Consistent, small lapses; note "Told twice."' in taken.out
    again = run("import", "quay-2026.tn.xlsx")
    assert "nothing has changed" in again.out
    assert run("check", "terminal").code == 0


def test_the_auditor_is_named_where_there_are_several(run, audit):
    asked = run("sheet", "terminal")
    assert asked.code == 2
    assert "this audit has 2 auditors; say --auditor or --all: mk, tn" in asked.err
    wrong = run("sheet", "terminal", "--auditor", "zz")
    assert (wrong.code, "'zz' is not an auditor of this audit; known are: mk, tn" in wrong.err) == (2, True)
    every = run("sheet", "terminal", "--all")
    assert every.out.split() == ["quay-2026.mk.xlsx", "quay-2026.tn.xlsx"]


def test_a_workbook_that_is_there_is_not_written_over(run, audit, tmp_path):
    run("sheet", "terminal", "--auditor", "tn")
    before = (tmp_path / "quay-2026.tn.xlsx").read_bytes()
    refused = run("sheet", "terminal", "--auditor", "tn")
    assert (refused.code, "exists already" in refused.err) == (2, True)
    assert (tmp_path / "quay-2026.tn.xlsx").read_bytes() == before
    assert run("sheet", "terminal", "--auditor", "tn", "--force").code == 0
    assert run("sheet", "terminal", "--auditor", "tn", "--output", "mine").out == "mine.xlsx\n"
    assert zipfile.is_zipfile(tmp_path / "mine.xlsx")
    (tmp_path / "out").mkdir()
    assert run("sheet", "terminal", "--all", "-o", "out").code == 0
    assert len(list((tmp_path / "out").iterdir())) == 2
    assert run("sheet", "terminal", "--all", "-o", "none").code == 2


def test_one_bad_file_does_not_stop_the_others(run, audit, tmp_path):
    run("sheet", "terminal", "--all")
    rated(tmp_path / "quay-2026.mk.xlsx", {"desk.prices": {"Rating": 7}, "desk.queue": {"Rating": "soon"}})
    rated(tmp_path / "quay-2026.tn.xlsx", {"desk.prices": {"Rating": 3}})
    (tmp_path / "broken.xlsx").write_bytes(b"PK")
    result = run("import", "quay-2026.mk.xlsx", "broken.xlsx", "none.ods", "quay-2026.tn.xlsx")
    assert result.code == 2
    said = result.err.splitlines()
    assert said[0] == "quay-2026.mk.xlsx > Ratings!D8: error: 'soon' is not a number"
    assert said[1] == "      = write a number in minutes, such as 4.5"
    assert "quay-2026.mk.xlsx > Ratings!D10: error: '7' is not on the scale of this practice" in said
    assert "broken.xlsx: error: this file is damaged, or no workbook" in said
    assert "none.ods: error: cannot be read (No such file or directory)" in said
    assert said[-1] == "1 of 4 files taken"
    assert result.out.splitlines()[:3] == [
        "quay-2026.mk.xlsx: not taken",
        "broken.xlsx: not taken",
        "none.ods: not taken",
    ]
    assert "quay-2026.tn.xlsx: 1 change in" in result.out


def test_conflicts_are_listed_and_leave_their_own_exit_code(run, audit, tmp_path):
    run("sheet", "terminal", "--auditor", "tn")
    shutil.copy(tmp_path / "quay-2026.tn.xlsx", tmp_path / "later.xlsx")
    rated(tmp_path / "quay-2026.tn.xlsx", {"desk.queue": {"Rating": 3}})
    rated(tmp_path / "later.xlsx", {"desk.queue": {"Rating": 9}})
    assert run("import", "quay-2026.tn.xlsx").code == 0
    open_end = run("import", "later.xlsx")
    assert open_end.code == 1
    assert "Changed in both places" in open_end.out
    assert [line for line in open_end.out.splitlines() if line.startswith("desk.queue")] == ["desk.queue  3       9"]
    assert run("import", "later.xlsx", "--prefer", "file").code == 0
    assert "1 change" in run("import", "later.xlsx", "--prefer", "import").out


def test_everything_is_there_for_programs_too(run, audit):
    result = run("import", EXAMPLES / "resaved.xls", "--into", audit, "--format", "json")
    assert result.code == 0
    told = json.loads(result.out)
    assert (told["ok"], told["auditor"], told["issues"], told["conflicts"]) == (True, "tn", [], [])
    assert {"practice": "desk.queue", "before": "4.5", "after": "7.5"} in told["changes"]
    wrong = run("import", EXAMPLES / "resaved.xls", "--into", audit, "--format", "json", "--auditor", "mk")
    assert wrong.code == 2
    assert json.loads(wrong.out)["issues"][0]["message"] == "these answers are of 'tn', not of 'mk'"


def test_a_full_disk_is_said_and_nothing_is_half_taken(run, audit, tmp_path, monkeypatch):
    run("sheet", "terminal", "--auditor", "tn")
    rated(tmp_path / "quay-2026.tn.xlsx", {"desk.prices": {"Rating": 3}})
    before = (audit / "ratings" / "tn.yaml").read_bytes()

    def full(self):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cxaudit.capture.ratings.file.AuditorRatings.save", full)
    result = run("import", "quay-2026.tn.xlsx")
    assert result.code == 2
    assert "the audit's folder cannot be written (No space left on device)" in result.err
    assert (audit / "ratings" / "tn.yaml").read_bytes() == before


def test_the_workbook_opens_on_its_first_sheet(run, audit, tmp_path):
    run("sheet", "terminal", "--auditor", "mk")
    book = openpyxl.load_workbook(tmp_path / "quay-2026.mk.xlsx")
    assert book.active.title == "How to"
    last = [row[2].value for row in book.active.iter_rows() if row[2].value][-1]
    assert last.endswith("cxaudit import quay-2026.mk.xlsx")
