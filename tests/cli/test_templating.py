"""`templates`, and `--theme` on `report` and `demo`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cxaudit.cli.app import app
from cxaudit.cli.completing import ThemeType
from cxaudit.resources import folder


@pytest.fixture
def ours(tmp_path):
    """A theme beside an audit."""
    home = tmp_path / "our-theme"
    home.mkdir()
    (home / "theme.yaml").write_text(
        "cxaudit: theme/1\ntitle: Ours\nfirm: Kestrel & Lowe\ncolours: 2C5E50\n", encoding="utf-8"
    )
    return home


def name_theme(audit, name):
    path = audit / "audit.yaml"
    path.write_text(path.read_text("utf-8").replace("\nsubject:", f"\ntheme: {name}\nsubject:", 1), "utf-8")


def test_every_template_is_listed_with_where_it_comes_from(run, tmp_path):
    listed = run("templates").out
    for path in folder("templates").rglob("*"):
        name = path.relative_to(folder("templates")).as_posix()
        if path.suffix in (".jinja", ".css", ".yaml"):
            assert (name in listed) is not name.startswith("form/")
    own = tmp_path / "own" / "report" / "parts"
    own.mkdir(parents=True)
    (own / "cover.html.jinja").write_text("x")
    (own / "covr.html.jinja").write_text("x")
    (own / ".hidden.jinja").write_text("x")
    result = run("templates", "--templates", tmp_path / "own", "--format", "json")
    found = {part["name"]: part["origin"] for part in json.loads(result.out)}
    assert found["report/parts/cover.html.jinja"] == str(tmp_path / "own")
    assert found["report/parts/summary.html.jinja"] == "cxaudit"
    assert "report/parts/.hidden.jinja" not in found
    said = run("templates", "--templates", tmp_path / "own")
    assert "covr.html.jinja replaces none of ours" in said.err
    assert "cover.html.jinja replaces" not in said.err


def test_copies_are_complete_and_keep_what_is_there(run, tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "report.css").write_text("/* mine */")
    result = run("templates", "--copy-to", tmp_path)
    assert result.code == 0
    assert f"kept {tmp_path / 'report' / 'report.css'}, which was there already" in result.err
    assert (tmp_path / "report" / "report.css").read_text() == "/* mine */"
    copied = [Path(line) for line in result.out.splitlines()]
    assert len(copied) > 20
    for path in copied:
        assert path.read_bytes() == (folder("templates") / path.relative_to(tmp_path)).read_bytes()


def test_unchanged_copies_make_the_same_report(run, northline, tmp_path):
    run("templates", "--copy-to", tmp_path / "own")
    assert run("report", northline, "-o", tmp_path / "a.html").code == 0
    assert run("report", northline, "-o", tmp_path / "b.html", "--templates", tmp_path / "own").code == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_folder_that_cannot_be_made_is_an_error(run, tmp_path):
    (tmp_path / "file").write_text("x")
    assert run("templates", "--copy-to", tmp_path / "file" / "x").code == 2


def test_a_copied_theme_wins_by_name(run, northline, tmp_path):
    run("templates", "--copy-to", tmp_path / "own")
    warm = tmp_path / "own" / "themes" / "warm" / "theme.yaml"
    warm.write_text(warm.read_text("utf-8").replace("#5B3A22", "#123456"), "utf-8")
    run("report", northline, "-o", tmp_path / "a.html", "--theme", "warm", "--templates", tmp_path / "own")
    assert "--accent: #123456" in (tmp_path / "a.html").read_text("utf-8")


def test_a_theme_is_chosen_on_the_command_line_or_by_the_audit(run, northline, ours, tmp_path):
    out = tmp_path / "a.html"
    run("report", northline, "-o", out, "--theme", "warm")
    assert "--accent: #5B3A22" in out.read_text("utf-8")
    name_theme(northline, "../our-theme")
    assert run("check", northline).code == 0
    run("report", northline, "-o", out)
    assert "--accent: #2C5E50" in out.read_text("utf-8")
    run("report", northline, "-o", out, "--theme", "high-contrast")
    assert "--accent: #00224E" in out.read_text("utf-8")
    saved = tmp_path / "saved.json"
    run("report", northline, "-o", saved)
    (ours / "theme.yaml").unlink()
    run("report", saved, "-o", out)
    assert "--accent: #2C5E50" in out.read_text("utf-8")
    assert "Kestrel &amp; Lowe" in out.read_text("utf-8")
    run("report", saved, "-o", out, "--theme", "warm")
    assert "--accent: #5B3A22" in out.read_text("utf-8")


def test_a_theme_that_is_not_there_stops_the_report_but_not_the_scores(run, northline, tmp_path):
    name_theme(northline, "../gone")
    for command in ("check", "summary"):
        assert run(command, northline).code == 0
    assert "warning: there is no theme '../gone'" in run("check", northline).err
    result = run("report", northline, "-o", tmp_path / "a.pdf")
    assert result.code == 2
    assert "name another theme with --theme" in result.err
    assert run("report", northline, "-o", tmp_path / "a.html", "--theme", "warm").code == 0


def test_a_theme_that_is_wrong_is_refused_with_the_place_by_check_and_by_report(run, northline, ours, tmp_path):
    (ours / "theme.yaml").write_text('cxaudit: theme/1\ntitle: Ours\ncolours: "#E8C547"\n', encoding="utf-8")
    name_theme(northline, "../our-theme")
    for command in (("check", northline), ("report", northline, "-o", tmp_path / "a.pdf"), ("check", ours)):
        result = run(*command)
        assert result.code == 2
        assert "theme.yaml:3:10: error: accent #E8C547 on paper #FFFFFF has a contrast of 1.68:1" in result.err
        assert 'the nearest that passes is "#806D27"' in result.err
    assert not (tmp_path / "a.pdf").exists()


def test_check_says_how_many_files_a_theme_has(run, ours):
    assert run("check", ours).out.strip() == f"{ours}: ok, 0 files"


def test_the_demo_takes_a_theme(tmp_path):
    path = tmp_path / "demo.pdf"
    result = CliRunner().invoke(app, ["demo", "-o", str(path), "--theme", "nothing"])
    assert result.exit_code != 0
    assert not path.exists()
    assert CliRunner().invoke(app, ["demo", "-o", str(path), "--theme", "warm"]).exit_code == 0


def test_the_shell_offers_themes_then_folders():
    offer = ThemeType().shell_complete
    assert [part.value for part in offer(None, None, "")] == ["high-contrast", "neutral", "warm"]
    assert [part.value for part in offer(None, None, "w")] == ["warm"]
    assert [part.type for part in offer(None, None, "../")] == ["dir"]
