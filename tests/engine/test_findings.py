"""Findings: severity, order, strengths, observations."""

from cxaudit.engine.findings import Finding, find_findings, strengths
from tests.engine.small_audits import NA, UNSEEN, scored

CRITICAL = {"critical": "yes"}


def gaps(parts, **more):
    return [(found.practice, found.severity) for found in find_findings(scored(parts, **more)) if found.kind == "gap"]


def test_severity_follows_the_rule_the_scale_and_the_uplift():
    parts = {"minor": (1, 2), "low": (1, 1), "failed": (1, 1, CRITICAL), "heavy": (9, 2), "good": (1, 3)}
    assert gaps(parts) == [("t.failed", "critical"), ("t.heavy", "major"), ("t.low", "major"), ("t.minor", "minor")]


def test_the_upper_half_of_the_scale_begins_in_its_middle():
    scale = {"levels": {"1": "Low", "2": "Lower middle", "3": "Upper middle", "4": "High"}}
    parts = {"big": (99, "1"), "lower": (1, "2"), "upper": (1, "3")}
    assert gaps(parts, scale="four", scales={"four": scale}) == [
        ("t.big", "major"),
        ("t.lower", "major"),
        ("t.upper", "minor"),
    ]


def test_equal_uplifts_share_the_top_quarter():
    assert gaps({"a": (2, 2), "b": (2, 2), "c": (1, 2), "d": (1, 2)}) == [
        ("t.a", "major"),
        ("t.b", "major"),
        ("t.c", "minor"),
        ("t.d", "minor"),
    ]


def test_equal_gaps_stand_in_the_order_of_weight_and_then_of_the_checklist():
    parts = {"a.x": (1, 2), "b.x": (2, 2), "c.x": (1, 2)}  # touchpoints of one practice: the uplifts are equal
    assert [key for key, _ in gaps(parts)] == ["b.x", "a.x", "c.x"]


def test_a_failed_critical_practice_is_a_gap_even_where_the_target_is_met():
    assert gaps({"a": (1, 1, CRITICAL), "b": (1, 4)}, scoring={"target": 25}) == [("t.a", "critical")]


def test_strengths_have_points_and_weight():
    parts = {"light": (1, 4), "three": (3, 3), "four": (3, 4), "heavy": (5, 3), "weak": (5, 2)}
    assert [part.id for part in strengths(scored(parts))] == ["t.four", "t.heavy", "t.three"]


def test_a_strength_meets_the_target_even_a_high_one():
    assert [part.id for part in strengths(scored({"a": (1, 3), "b": (1, 4)}, scoring={"target": 90}))] == ["t.b"]
    assert [part.id for part in strengths(scored({"a": (1, 2), "b": (1, 3)}, scoring={"target": 50}))] == ["t.b"]


def test_a_failed_critical_practice_is_never_a_strength():
    parts = {"a": (1, 3, CRITICAL), "b": (1, 4)}
    assert [part.id for part in strengths(scored(parts, scoring={"critical": {"at_or_below": "3"}}))] == ["t.b"]


def test_observations_come_last_and_what_does_not_apply_is_none():
    parts = {
        "unseen": (1, UNSEEN),
        "extra": (1, 0, {"advisory": "yes"}),
        "none": (1, NA),
        "open": (1, None),
        "gap": (1, 0),
    }
    assert find_findings(scored(parts)) == (
        Finding("gap", "t.gap", "major"),
        Finding("observation", "t.unseen"),
        Finding("observation", "t.extra"),
    )


def test_nothing_rated_has_no_gaps_and_no_strengths():
    assert find_findings(scored({"a": (1, NA)})) == ()
