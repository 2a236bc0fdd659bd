"""The points ledger: every tenth from 100 down to the score that is shown."""

from cxaudit.engine.ledger import Line, build_ledger
from cxaudit.engine.scoring import score_audit
from cxaudit.model.load import load_audit
from tests.engine.small_audits import NA, UNSEEN, scored
from tests.generator import write_audit

PARTS = {"a": (1, 4), "b": (1, 2), "c": (1, 1)}


def test_lines_lead_from_100_to_the_score():
    ledger = build_ledger(scored(PARTS))
    assert ledger is not None
    assert (ledger.raw, ledger.shown) == (583, 583)
    assert [(line.kind, line.practices, line.lost) for line in ledger.lines] == [
        ("practice", ("t.b",), 167),
        ("practice", ("t.c",), 250),
    ]


def test_what_does_not_count_has_a_line_without_points():
    ledger = build_ledger(
        scored(PARTS | {"d": (9, NA), "e": (9, UNSEEN), "f": (9, None), "g": (9, 0, {"advisory": "yes"})})
    )
    assert ledger is not None
    assert ledger.lines[2:] == (
        Line("not_applicable", ("t.d",), 0, 0),
        Line("not_observed", ("t.e",), 0, 0),
        Line("unrated", ("t.f",), 0, 0),
    )
    assert 1000 - sum(line.lost for line in ledger.lines) == ledger.shown == 583


def test_what_does_not_apply_costs_points_under_the_policy_zero():
    ledger = build_ledger(scored({"a": (1, 4), "b": (1, NA)}, scoring={"not_applicable": "zero"}))
    assert ledger is not None
    assert ledger.lines == (Line("not_applicable", ("t.b",), 0.5, 500),)


def test_a_cap_is_the_last_line():
    ledger = build_ledger(scored({"a": (3, 4), "b": (1, 0, {"critical": "yes"})}))
    assert ledger is not None
    assert (ledger.raw, ledger.shown) == (750, 490)
    assert ledger.lines[-1] == Line("critical", ("t.b",), 0, 260)


def test_a_cap_above_the_score_has_no_line():
    ledger = build_ledger(scored({"a": (1, 1), "b": (1, 0, {"critical": "yes"})}))
    assert ledger is not None
    assert {line.kind for line in ledger.lines} == {"practice"}


def test_no_score_has_no_ledger_and_a_full_score_no_lines():
    assert build_ledger(scored({"a": (1, UNSEEN)})) is None
    full = build_ledger(scored({"a": (1, 4)}))
    assert full is not None
    assert (full.lines, full.raw) == ((), 1000)


def test_what_rounding_leaves_over_goes_to_the_largest_remainders():
    ledger = build_ledger(scored({"a": (1, 0), "b": (1, 0), "c": (1, 0)}))
    assert ledger is not None
    assert [line.lost for line in ledger.lines] == [334, 333, 333]


def test_the_ledger_of_a_large_audit_adds_up(tmp_path):
    found = load_audit(write_audit(tmp_path, 300, auditors=2))
    ledger = build_ledger(score_audit(found.checklist, found.audit, found.ratings))
    assert ledger is not None
    assert len(ledger.lines) > 150
    assert 1000 - sum(line.lost for line in ledger.lines) == ledger.shown
