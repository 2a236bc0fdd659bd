"""`summary`, `explain` and the verdict asked for, through the command line."""

import json

import pytest

from cxaudit.cli.scoring import explain
from cxaudit.errors import NotFound


def test_summary_names_score_gaps_and_actions(run, northline):
    result = run("summary", northline)
    assert result.code == 0
    assert "score 32.6 of 100, At risk" in result.out
    assert result.out.count("critical: ") == 3
    assert "capped" not in result.out
    assert "1. Pass every complaint on for the client" in result.out


def test_one_audit_is_one_document_and_many_are_one_a_line(run, northline, tmp_path):
    data = json.loads(run("summary", northline, "--format", "json").out)
    assert data["cxaudit"] == "report/1"
    assert data["score"]["raw"] == pytest.approx(0.32641, abs=1e-5)
    assert data["pictures"] == {}
    result = run("summary", northline, tmp_path / "missing", northline, "--format", "json")
    assert result.code == 2
    assert [json.loads(line)["audit"]["id"] for line in result.out.splitlines()] == ["northline-it-2026-10"] * 2
    assert "missing" in result.err


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--fail-under", "32"], 0), (["--fail-under", "33"], 1), (["--fail-on", "critical"], 1), ([], 0)],
)
def test_the_verdict_asked_for_decides_the_exit_code(run, northline, options, code):
    assert run("summary", northline, *options).code == code


def test_no_score_is_never_a_pass(run, tmp_path):
    run("new", tmp_path / "a")
    result = run("summary", tmp_path / "a", "--fail-under", "0")
    assert result.code == 1
    assert "there is no score" in result.err
    result = run("summary", tmp_path / "a", "--fail-on", "critical")
    assert result.code == 1
    assert "the verdict is open" in result.err


def test_explain_shows_how_the_score_comes_about(run, northline):
    result = run("explain", northline)
    assert "rollup touchpoints" in result.out
    assert "raw score 32.6" in result.out
    assert "do not change the number" in result.out
    rows = [line.split() for line in result.out.splitlines() if "%" in line]
    assert sum(round(float(row[-2]) * 10) for row in rows) == 326
    assert sum(round(float(row[-1]) * 10) for row in rows) == 1000 - 326


def test_explain_of_a_practice_gives_every_step(run, northline):
    result = run("explain", northline, "complaint.apology")
    assert "4 observations, mean 0.8, range 0 to 1" in result.out
    assert "+2.0 points" in result.out
    data = json.loads(run("explain", northline, "reach.person", "--format", "json").out)
    assert data["uplift"] == pytest.approx(0.0865, abs=1e-4)
    result = run("explain", northline, "reach.persn")
    assert result.code == 2
    assert "did you mean 'reach.person'?" in result.err
    with pytest.raises(NotFound) as caught:
        explain.main([str(northline), "reach.persn"], standalone_mode=False)
    assert (caught.value.message, caught.value.hint) == (
        "there is no practice 'reach.persn' in this audit",
        "did you mean 'reach.person'?",
    )
