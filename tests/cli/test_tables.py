"""`import --map` through the command line: a table shown, taken over, taken over again, refused."""

import json
import shutil
from pathlib import Path

import pytest

from cxaudit.model.load import load_audit
from cxaudit.resources import folder

ANSWERS = Path(__file__).resolve().parents[1] / "examples" / "answers"


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    """The sample without its ratings."""
    target = tmp_path / "hotel"
    shutil.copytree(folder("checklists") / "samples" / "harbour-hotel" / "2026-10", target)
    for path in (target / "ratings").iterdir():
        path.unlink()
    return target


def files_of(home: Path):
    return {path.relative_to(home): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_a_dry_run_shows_what_goes_where_and_writes_nothing(run, hotel):
    before = files_of(hotel)
    result = run("import", ANSWERS / "kobo.csv", "--map", "kobo", "--into", hotel, "--dry-run")
    assert result.code == 0, result.err
    lines = [" ".join(line.split()) for line in result.out.splitlines()]
    assert "cxAuditor 4 who rated mk = mk (2), tn = tn (2)" in lines
    assert "arrival/arrival__noticed 3 arrival.noticed 2 = 2 (1), 3 = 3 (1)" in lines
    assert any(line.startswith("ignored: cxEnd") for line in lines)
    assert sum("4 changes" in line and "dry run" in line for line in lines) == 2
    assert "1 row is left out: rejected in the program" in result.err
    assert files_of(hotel) == before


def test_a_table_goes_to_all_its_auditors_and_twice_changes_nothing(run, hotel):
    taken = run("import", ANSWERS / "odk.csv", "--map", "odk", "--into", hotel)
    assert taken.code == 0, taken.err
    assert "4 changes" in taken.out
    ratings = load_audit(hotel, with_baseline=False).ratings
    assert ratings["mk"]["arrival.noticed"].rating == "3"
    assert ratings["tn"]["arrival.noticed"].note == "Guests who came in twos waited.\nOne of them sat down."
    assert [case.rating for case in ratings["mk"]["complaint.apology"].observations] == ["3", "1", "0"]
    assert ratings["mk"]["access.step-free"].not_observed == "The ramp was closed for works."
    before = files_of(hotel)
    again = run("import", ANSWERS / "odk.csv", "--map", "odk", "--into", hotel)
    assert again.out.count("nothing has changed") == 2
    assert files_of(hotel) == before
    assert run("check", hotel).code == 0


def test_photos_beside_the_table_come_along(run, hotel, tmp_path):
    table = tmp_path / "download" / "odk.csv"
    (table.parent / "media").mkdir(parents=True)
    shutil.copy(ANSWERS / "odk.csv", table)
    shutil.copy(next((folder("checklists") / "samples").rglob("*.jpg")), table.parent / "media" / "desk.jpg")
    result = run("import", table, "--map", "odk", "--into", hotel)
    assert result.code == 0, result.err
    assert "photo desk.jpg" in result.out
    (evidence,) = load_audit(hotel, with_baseline=False).ratings["mk"]["arrival.noticed"].evidence
    assert (hotel / (evidence.file or "")).is_file()


def test_one_mistake_and_nobody_gets_anything(run, hotel, tmp_path):
    table = tmp_path / "odk.csv"
    table.write_text((ANSWERS / "odk.csv").read_text("utf-8").replace(",tn,2,", ",tn,9,"), "utf-8")
    before = files_of(hotel)
    result = run("import", table, "--map", "odk", "--into", hotel)
    assert result.code == 2
    assert f'{table} > row 4, column "arrival-arrival__noticed": error: arrival.noticed: ' in result.err
    assert "not taken" in result.out
    assert files_of(hotel) == before


def test_only_the_rows_of_one_auditor_can_be_taken(run, hotel):
    result = run("import", ANSWERS / "kobo.csv", "--map", "kobo", "--into", hotel, "--auditor", "tn")
    assert result.code == 0, result.err
    assert "auditor tn" in result.out
    assert "auditor mk" not in result.out


def test_for_a_program_that_is_recognised_its_preset_is_named(run, hotel):
    result = run("import", ANSWERS / "google.csv", "--into", hotel)
    assert result.code == 2
    assert "add --map google" in result.err


def test_for_an_unknown_table_a_map_is_suggested(run, hotel, tmp_path):
    asked = run("import", ANSWERS / "own.csv", "--into", hotel)
    assert asked.code == 2
    assert "with --dry-run instead, one is suggested" in asked.err
    result = run("import", ANSWERS / "own.csv", "--into", hotel, "--dry-run")
    assert result.code == 0
    assert result.out.startswith("# yaml-language-server: ")
    assert "\ncxaudit: map/1\n" in result.out
    assert '#   "Wartezeit"' in result.out


def test_json_holds_columns_and_problems(run, hotel):
    command = (
        "import",
        ANSWERS / "own.csv",
        "--map",
        ANSWERS / "own.yaml",
        "--into",
        hotel,
        "--dry-run",
        "--format",
        "json",
    )
    lines = [json.loads(line) for line in run(*command).out.splitlines()]
    assert [(line["auditor"], line["ok"], len(line["changes"])) for line in lines] == [("mk", True, 2), ("tn", True, 2)]
    assert {"column": "Wartezeit", "to": "wait.length"}.items() <= lines[0]["columns"][4].items()


def test_the_audit_is_found_by_the_id_in_our_own_form(run, hotel, monkeypatch, tmp_path):
    monkeypatch.chdir(hotel.parent)
    assert run("import", ANSWERS / "kobo.csv", "--map", "kobo", "--dry-run").code == 0
    (tmp_path / "empty" / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "empty" / "a" / "b")
    lost = run("import", ANSWERS / "google.csv", "--map", "google")
    assert lost.code == 2
    assert "--into" in lost.err
