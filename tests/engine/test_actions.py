"""The action plan: tiers, order, expected points, quadrants, roadmap."""

import datetime as dt

import pytest

from cxaudit.engine.actions import advice_for, plan_actions
from cxaudit.engine.scoring import score_audit
from tests.engine.small_audits import NA, UNSEEN, make

FIRST = {"recommend": [{"below": "2", "do": "Begin.", "effort": "S"}, {"below": "4", "do": "Improve.", "effort": "M"}]}


def advice(effort="S", **more):
    return {"recommend": [{"below": "4", "do": "Act.", "effort": effort, "owner": "Manager"}], **more}


def plan(parts, **more):
    checklist, audit = make(parts, **more)
    return plan_actions(checklist, audit, score_audit(checklist, audit))


def order(found):
    return [action.practice for action in found.actions]


# -- order -------------------------------------------------------------------------------------------------------------


def test_an_accessibility_failure_comes_before_a_delight_that_is_quick_to_do():
    """The trap of section C5: by value alone the small surprise outranks the way in for wheelchairs."""
    parts = {
        "visit.person": (5, 1, advice("S")),
        "visit.options": (5, 2, advice("S")),
        "visit.surprise": (2, 0, advice("S", title="A thoughtful touch")),
        "visit.step-free": (5, 0, advice("L", critical="yes", title="A step-free way in")),
        "visit.repeat": (5, 1, advice("L")),
    }
    found = plan(parts)
    assert order(found) == ["visit.step-free", "visit.person", "visit.surprise", "visit.options", "visit.repeat"]
    value = {action.practice: action.uplift / action.days for action in found.actions}
    assert value["visit.surprise"] > value["visit.step-free"]
    assert [action.critical for action in found.actions] == [True, False, False, False, False]
    assert [action.number for action in found.actions] == [1, 2, 3, 4, 5]


def test_then_uplift_per_day_of_effort_and_at_a_tie_the_order_of_the_checklist():
    parts = {"a": (1, 1, advice("M")), "b": (1, 2, advice("S")), "c": (1, 1, advice("S")), "d": (1, 2, advice("S"))}
    assert order(plan(parts)) == ["t.c", "t.b", "t.d", "t.a"]
    assert order(plan(parts, scoring={"effort_days": {"S": 2, "M": 2, "L": 40}})) == ["t.a", "t.c", "t.b", "t.d"]


def test_only_gaps_with_advice_make_rows():
    parts = {
        "gap": (1, 2, advice()),
        "met": (1, 3, advice()),
        "none": (1, NA, advice()),
        "unseen": (1, UNSEEN, advice()),
        "silent": (1, 0),
        "extra": (1, 0, advice(advisory="yes")),
    }
    assert order(plan(parts)) == ["t.gap"]


def test_a_failed_critical_practice_makes_a_row_even_where_the_target_is_met():
    found = plan({"a": (1, 1, advice(critical="yes")), "b": (1, 4)}, scoring={"target": 25})
    assert [(action.practice, action.critical, action.uplift) for action in found.actions] == [("t.a", True, 0)]


# -- advice and commitments --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rating", "do"), [(0, "Begin."), (1, "Begin."), (2, "Improve."), (3, "Improve."), (4, None)])
def test_the_advice_is_the_one_with_the_smallest_bound_above_the_rating(rating, do):
    checklist, _ = make({"a": (1, rating, FIRST)})
    found = advice_for(checklist, checklist.practices()["t.a"], rating / 4)
    assert (found.do if found else None) == do


def test_advice_on_a_measured_scale_where_less_is_better():
    wait = {
        "scale": "wait",
        "recommend": [{"below": "6", "do": "Open a second desk."}, {"below": "3", "do": "Offer a seat."}],
    }
    checklist, _ = make(
        {"a": (1, "4", wait)},
        scales={"wait": {"unit": "minutes", "best": 1, "worst": 11}},
        scale="wait",
        scoring={"critical": {"at_or_below": "9"}},
    )
    practice = checklist.practices()["t.a"]
    found = [
        advice_for(checklist, practice, checklist.scale_of(practice).points_of(minutes))
        for minutes in ("7", "6", "4", "3")
    ]
    assert [given.do if given else None for given in found] == [
        "Open a second desk.",
        "Offer a seat.",
        "Offer a seat.",
        None,
    ]


def test_a_commitment_refines_the_advice_and_a_dropped_one_leaves_the_plan():
    actions = {
        "t.a": {"owner": "F. Petersen", "due": "2026-12-01", "effort": "L", "status": "started"},
        "t.b": {"do": "Something of our own."},
        "t.c": {"status": "dropped"},
    }
    found = {
        action.practice: action
        for action in plan(dict.fromkeys("abcd", (1, 1, advice())), audit={"actions": actions}).actions
    }
    assert list(found) == ["t.b", "t.d", "t.a"]
    a, b, d = found["t.a"], found["t.b"], found["t.d"]
    assert (a.do, a.owner, a.due, a.effort, a.days, a.status, a.committed) == (
        "Act.",
        "F. Petersen",
        dt.date(2026, 12, 1),
        "L",
        40,
        "started",
        True,
    )
    assert (b.do, b.owner, b.effort, b.committed) == ("Something of our own.", "Manager", "S", True)
    assert (d.do, d.committed, d.status) == ("Act.", False, "planned")


def test_a_commitment_adds_a_row_where_the_checklist_has_no_advice():
    found = plan(
        {"a": (1, 4), "b": (1, NA), "c": (1, 0)}, audit={"actions": dict.fromkeys(("t.a", "t.b"), "Keep it so.")}
    )
    assert [(action.practice, action.effort, action.uplift, action.expected) for action in found.actions] == [
        ("t.a", "M", 0, 0),
        ("t.b", "M", 0, 0),
    ]


# -- numbers -----------------------------------------------------------------------------------------------------------


def test_expected_points_add_up_to_the_difference_of_the_printed_scores():
    found = plan({key: (1, 1, advice()) for key in "abc"} | {"d": (4, 4)})
    assert (found.before, found.after) == (679, 893)  # 67.857... and 89.285...
    assert [action.expected for action in found.actions] == [72, 71, 71]


def test_without_a_score_there_is_nothing_to_expect():
    found = plan({"a": (1, NA)}, audit={"actions": {"t.a": "Build one."}})
    assert (found.before, found.after, found.actions[0].expected) == (0, 0, 0)


def test_quadrants_part_at_the_median_of_the_plans_own_uplifts():
    parts = {
        "a": (4, 1, advice("S")),
        "b": (3, 1, advice("L")),
        "c": (2, 1, advice("S")),
        "d": (1, 1, advice("M")),
        "e": (3, 1, advice("M")),
    }
    found = plan(parts)
    assert {action.practice: action.quadrant for action in found.actions} == {
        "t.a": "quick-win",
        "t.b": "major-project",
        "t.c": "fill-in",
        "t.d": "later",
        "t.e": "major-project",
    }
    assert found.crosshair == pytest.approx(3 * 0.5 / 13)


def test_the_roadmap_counts_from_the_day_of_signing_off():
    due = {"t.a": "2026-11-19", "t.b": "2026-11-20", "t.c": "2027-01-18", "t.d": "2027-01-19"}
    found = plan(
        {key: (1, 1, advice()) for key in "abcd"},
        audit={
            "actions": {key: {"due": day} for key, day in due.items()},
            "signoff": {"by": "M. Keller", "date": "2026-10-20"},
        },
    )
    assert found.start == dt.date(2026, 10, 20)
    assert {action.practice: action.horizon for action in found.actions} == {
        "t.a": "now",
        "t.b": "next",
        "t.c": "next",
        "t.d": "later",
    }


def test_without_dates_the_effort_suggests_the_horizon():
    found = plan({"a": (1, 1, advice("S")), "b": (1, 1, advice("M")), "c": (1, 1, advice("L"))})
    assert [(action.effort, action.horizon) for action in found.actions] == [
        ("S", "now"),
        ("M", "next"),
        ("L", "later"),
    ]
