"""`coverage` through the command line."""

import json

OWN = """\
cxaudit: checklist/1
id: own
title: Own
touchpoints:
  desk:
    practices:
      sorry: {ask: Is it said?, refs: {source: [S3-33, S9-9], ISO10002: [7.4], CSAT: []}}
      plain: Is it plain?
"""


def test_the_core_carries_every_statement(run):
    result = run("coverage", "core")
    assert result.code == 0
    assert "149 of 149 statements of the sources are carried" in result.out
    assert "only mentioned, nothing to practise: S0-27, S1-29, S3-17, S4-21" in result.out


def test_json_says_what_is_missing_unknown_and_unmapped(run, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    data = json.loads(run("coverage", path, "--format", "json").out)
    assert data["carried"] == 1
    assert len(data["rows"]) == 149
    assert len(data["missing"]) == 148
    assert data["unknown"] == [{"practice": "desk.sorry", "reference": "S9-9"}]
    assert data["unmapped"] == ["desk.plain"]
    row = next(row for row in data["rows"] if row["id"] == "S3-33")
    assert (row["kind"], row["practices"]) == ("recovery-step", ["desk.sorry"])


def test_standards_are_shown_with_their_parts_and_what_is_from_memory_says_so(run, tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    out = run("coverage", path, "--standards").out
    assert "ISO10002 7.4" in out
    assert "ISO 10002:2018: Acknowledgement" in out
    assert "from memory: Customer satisfaction" in out
    assert "practices that refer to none: desk.plain" in out
    assert "desk.sorry refers to S9-9" in run("coverage", path).out


def test_an_unknown_checklist_gets_a_hint(run):
    result = run("coverage", "cor")
    assert result.code == 2
    assert "did you mean 'core'?" in result.err
