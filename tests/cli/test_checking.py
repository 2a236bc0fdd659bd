"""`check` and `schema` through the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

LONG = "a" * 300


def test_a_good_audit_is_ok_and_its_states_are_counted(run, northline):
    result = run("check", northline)
    assert result.code == 0
    assert result.out.strip() == f"{northline}: ok, 18 practices (16 rated, 1 not applicable, 1 not observed)"
    assert result.err == ""


def test_what_is_not_rated_yet_is_listed_and_no_error(run, northline):
    audit = northline / "audit.yaml"
    audit.write_text(audit.read_text().replace("  promises.written: {not_observed:", "  promises.written: {note:"))
    result = run("check", northline)
    assert result.code == 0
    assert "not rated yet: promises.written" in result.out


def test_problems_of_several_files_come_together_with_exit_2(run, northline, tmp_path):
    audit = northline / "audit.yaml"
    audit.write_text(audit.read_text().replace("    rating: 0\n", "    rating: 7\n", 1))
    (tmp_path / "empty.yaml").write_text("")
    result = run("check", northline, tmp_path / "empty.yaml", tmp_path / "missing.yaml")
    assert result.code == 2
    assert "'7' is not on the scale of this practice" in result.err
    assert "the file is empty" in result.err
    assert "no such file" in result.err
    assert result.out.count("not ok") == 3


def test_json_has_one_document_for_each_file(run, northline):
    result = run("check", northline, northline / "key.yaml", northline / "missing.yaml", "--format", "json")
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert [row["kind"] for row in rows] == ["audit", "ratings", None]
    assert rows[0]["states"] == {"rated": 16, "not_applicable": 1, "not_observed": 1, "unrated": 0}
    assert rows[2]["issues"][0]["line"] == 1
    assert result.code == 2


@pytest.mark.parametrize("name", ["audit.yaml", "key.yaml"])
def test_single_files_of_an_audit_can_be_checked(run, northline, name):
    assert run("check", northline / name).code == 0


def test_the_answer_key_is_held_against_its_audit(run, northline):
    key = northline / "key.yaml"
    key.write_text(key.read_text().replace("  reach.person:\n", "  reach.persn:\n"))
    result = run("check", key)
    assert result.code == 2
    assert "did you mean 'reach.person'?" in result.err


def test_schemas_are_written_into_an_existing_folder(run, tmp_path):
    result = run("schema", tmp_path)
    assert result.code == 0
    kinds = ["audit", "checklist", "map", "ratings", "report", "theme"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{kind}.schema.json" for kind in kinds]
    assert run("schema", tmp_path / "nowhere").code == 2


def test_check_and_help_never_import_the_renderer(northline):
    code = (
        "import sys; sys.argv = ['cxaudit', *sys.argv[1:]]\n"
        "from cxaudit.cli import main\n"
        "try:\n    main()\nexcept SystemExit as leaving:\n"
        "    bad = {'weasyprint', 'jinja2', 'fontTools', 'pypdf'} & set(sys.modules)\n"
        "    raise SystemExit(f'imported {bad}' if bad else leaving.code)"
    )
    for arguments in (["--help"], ["check", str(northline)], ["summary", str(northline)], ["checklists"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


def test_watch_checks_again_after_a_change(northline):
    audit = northline / "audit.yaml"
    with subprocess.Popen(
        [sys.executable, "-m", "cxaudit", "check", str(northline), "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert ": ok, 18 practices" in process.stdout.readline()
        assert "watching for changes" in process.stderr.readline()
        audit.write_text(audit.read_text().replace("    rating: 0\n", "    rating: 7\n", 1))
        assert ": not ok" in process.stdout.readline()
        process.terminate()


def test_a_folder_without_an_audit_says_how_to_begin(run, tmp_path: Path):
    result = run("check", tmp_path)
    assert result.code == 2
    assert "cxaudit new" in result.err


@pytest.mark.parametrize(
    "command",
    [
        ("check", LONG),
        ("check", f"{LONG}.yaml"),
        ("report", LONG),
        ("summary", LONG),
        ("explain", LONG),
        ("lint", f"{LONG}.yaml"),
        ("new", LONG, "--checklist", "pulse"),
        ("new", "x", "--checklist", f"{LONG}.yaml"),
        ("schema", LONG),
        ("samples", "copy", "northline-it", LONG),
        ("templates", "--copy-to", LONG),
    ],
    ids=lambda command: " ".join(command).replace(LONG, "..."),
)
def test_a_name_that_is_too_long_for_the_system_is_a_sentence(run, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = run(*command)
    assert result.code == 2
    assert "too long" in result.err
    assert list(tmp_path.iterdir()) == []
