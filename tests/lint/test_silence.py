"""Silencing stands in the file, with its reason."""

from cxaudit.source import to_yaml
from tests.lint.small_checklists import HEAD, lint, lint_file, lint_text, practice

TWO = "Does the clerk greet the guest and offer a drink?"
REASON = "The greeting is the offer here."


def by_rule(findings) -> dict[str, str | None]:
    return {finding.rule: finding.silenced for finding in findings}


def test_a_reason_on_the_practice_silences_its_rule_there_only():
    found = lint(practice(ask=TWO, lint={"two-things": REASON}), practice(ask=TWO))
    assert [(one.practice, one.silenced) for one in found if one.rule == "two-things"] == [
        ("desk.p1", REASON),
        ("desk.p2", None),
    ]


def test_a_reason_at_the_top_silences_findings_on_the_whole_only():
    critical = [practice(critical=True) for _ in range(10)]
    assert by_rule(lint(*critical, lint={"balance": REASON})) == {"balance": REASON}
    found = by_rule(lint(practice(ask=TWO), lint={"two-things": REASON}))
    assert found == {"two-things": None, "idle-silence": None}


def test_a_reason_for_the_checklist_below_is_none_for_this_one(tmp_path):
    critical = {f"p{number}": practice(critical=True) for number in range(10)}
    touchpoints = {"desk": {"practices": critical}}
    (tmp_path / "base.yaml").write_text(
        to_yaml(HEAD | {"id": "base", "touchpoints": touchpoints, "lint": {"balance": REASON}}), "utf-8"
    )
    own = tmp_path / "own.yaml"
    own.write_text(to_yaml(HEAD | {"extends": "base.yaml"}), "utf-8")
    assert by_rule(lint_file(tmp_path / "base.yaml")) == {"balance": REASON}
    assert by_rule(lint_file(own)) == {"balance": None}


def test_an_unknown_rule_is_an_error_with_a_suggestion():
    found = lint(practice(lint={"two-thing": REASON}))
    assert [(one.rule, one.severity, one.message, one.hint, one.practice) for one in found] == [
        ("unknown-rule", "error", "there is no rule 'two-thing'", "did you mean 'two-things'?", "desk.p1")
    ]
    assert by_rule(lint(practice(lint={"idle-silence": REASON}))) == {"unknown-rule": None}


def test_a_silence_that_silences_nothing_is_a_hint_at_its_place():
    text = """\
cxaudit: checklist/1
id: own
title: Own
lint:
  stages: Only one stage is meant.
touchpoints:
  desk:
    practices:
      lamp: {ask: Is the lamp lit?, advisory: yes, lint: {no-number: There is one lamp., long-ask: Short.}}
"""
    found = [one for one in lint_text(text) if one.rule == "idle-silence"]
    assert [(one.line, one.column, one.severity) for one in found] == [(5, 11, "hint"), (9, 100, "hint")]
    assert {one.silenced for one in lint_text(text) if one.rule == "no-number"} == {"There is one lamp."}
