"""Published and own oracles of weighted scores and knock-out practices (sections C1 and C2 of the method notes)."""

import pytest

from cxaudit.engine.bands import band_of, reaches
from cxaudit.model.checklist import Scoring
from tests.engine.small_audits import NA, UNSEEN, scored

W6 = {"a": (5, 4), "b": (3, 2), "c": (4, NA), "d": (2, 0)}
W7 = {"t1.a": (5, 4), "t1.b": (3, 2), "t2.a": (4, 1), "t2.b": (2, 0), "t2.c": (3, NA), "t3.a": (1, 4)}
CRITICAL = {"critical": "yes"}


def points(value: float | None) -> float:
    assert value is not None
    return round(value * 100, 6)


# -- C1: weighted scores -----------------------------------------------------------------------------------------------


def test_w1_weights_and_half_points():
    """Published at help.planbrothers.io: 0, 1 and 0.5 with weights 1, 2, 1 make 62.5."""
    assert points(scored({"a": (1, 0), "b": (2, 1), "c": (1, 0.5)}, scale="fraction").raw) == 62.5


def test_w2_weighted_item_scores():
    """Published in Sprinklr's help: 75, 50 and 100 with weights 10, 5, 5 make 75."""
    assert points(scored({"a": (10, 75), "b": (5, 50), "c": (5, 100)}, scale="percent").raw) == 75


@pytest.mark.parametrize("rollup", ["touchpoints", "practices"])
def test_w3_weighted_categories(rollup):
    """Published in Sprinklr's help, with a misprint in the formula: 85, 50 and 100 with weights 10, 15, 5 make 70."""
    parts = {
        f"{key}.a": (weight if rollup == "practices" else 1, score)
        for key, score, weight in (("a", 85, 10), ("b", 50, 15), ("c", 100, 5))
    }
    touchpoints = {"a": {"weight": 10}, "b": {"weight": 15}, "c": {"weight": 5}}
    assert points(scored(parts, scale="percent", touchpoints=touchpoints, scoring={"rollup": rollup}).raw) == 70


def test_w4_what_does_not_apply_leaves_the_denominator():
    """Published by compliancecheckpoint: ten questions of 10 points, one not applicable: 90, not 100, is the whole."""
    scores = scored({f"q{i}": (10, NA if i == 0 else int(i > 1)) for i in range(10)}, scale="yes-no")
    assert points(scores.raw) == round(100 * 80 / 90, 6)
    assert scores.practices["t.q5"].share == pytest.approx(10 / 90)
    assert points(scored({f"q{i}": (10, NA if i == 0 else 1) for i in range(10)}, scale="yes-no").raw) == 100


def test_w5_yes_no_and_not_applicable():
    """Published by Radar: one yes, one no, the rest not applicable: 50 %."""
    assert points(scored({"a": (1, 1), "b": (1, 0), "c": (1, NA), "d": (1, NA)}, scale="yes-no").raw) == 50


@pytest.mark.parametrize(("policy", "expected"), [("drop", 65.0), ("zero", 46.428571), ("full", 75.0)])
def test_w6_the_three_policies_for_what_does_not_apply(policy, expected):
    assert points(scored(W6, scoring={"not_applicable": policy}).raw) == expected


def test_w7_the_rollup_changes_the_score():
    flat, nested = scored(W7, scoring={"rollup": "practices"}), scored(W7, scoring={"rollup": "touchpoints"})
    assert points(flat.raw) == 56.666667
    assert points(nested.raw) == 65.972222
    assert [points(part.score) for part in nested.touchpoints.values()] == [81.25, 16.666667, 100]


def test_w7_coverage_tells_not_observed_from_not_applicable():
    assert scored(W7).coverage == 1
    assert scored(W7 | {"t2.c": (3, UNSEEN)}).coverage == pytest.approx(0.833333, abs=1e-6)
    assert scored(W7 | {"t2.c": (3, None)}).coverage == pytest.approx(15 / 18)


# -- no score is not zero ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["drop", "full", "zero"])
@pytest.mark.parametrize("rollup", ["practices", "touchpoints", "stages"])
def test_nothing_rated_is_no_score_whatever_the_policy(policy, rollup):
    scores = scored({"a": (1, NA), "b": (2, NA)}, scoring={"not_applicable": policy, "rollup": rollup})
    assert (scores.raw, scores.adjusted, scores.band, scores.coverage) == (None, None, None, None)
    assert scores.touchpoints["t"].score is None


@pytest.mark.parametrize("policy", ["full", "zero"])
def test_a_touchpoint_that_does_not_exist_on_site_has_no_score(policy):
    scores = scored({"a.x": (1, 2), "b.x": (1, NA)}, scoring={"not_applicable": policy})
    assert points(scores.raw) == 50
    assert scores.touchpoints["b"].score is None


def test_too_few_rated_practices_give_a_touchpoint_no_score_and_its_weight_goes_to_the_others():
    parts = {"a.x": (1, 4), "a.y": (1, UNSEEN), "b.x": (1, 2), "b.y": (1, 2)}
    scores = scored(parts, scoring={"min_rated": 2})
    assert scores.touchpoints["a"].score is None
    assert points(scores.raw) == 50
    assert scores.practices["a.x"].share == 0
    assert points(scored(parts, scoring={"min_rated": 2}, touchpoints={"a": {"min_rated": 1}}).raw) == 75


def test_advisory_practices_are_shown_but_never_scored():
    scores = scored({"a": (1, 4), "b": (5, 0, {"advisory": "yes"})})
    assert points(scores.raw) == 100
    assert scores.band == "leading"
    assert scores.practices["t.b"].points == 0
    assert (scores.practices["t.b"].share, scores.practices["t.b"].gap, scores.coverage) == (0, 0, 1)


# -- C2: critical practices --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("effect", "on", "adjusted"),
    [
        ("flag", "overall", 65.0),
        ("cap", "overall", 49.0),
        ("zero", "overall", 0.0),
        ("zero", "touchpoint", 0.0),
        ("cap", "touchpoint", 49.0),
        ("flag", "touchpoint", 65.0),
    ],
)
def test_w6_with_a_failed_critical_practice(effect, on, adjusted):
    scores = scored(W6 | {"d": (2, 0, CRITICAL)}, scoring={"critical": {"effect": effect, "on": on}})
    assert points(scores.raw) == 65
    assert points(scores.adjusted) == adjusted
    assert scores.triggered == ("t.d",)
    assert scores.limited == (effect != "flag")


def test_a_failed_practice_may_void_only_its_own_touchpoint():
    parts = {"a.x": (1, 0, CRITICAL), "a.y": (3, 4), "b.x": (1, 4)}
    scores = scored(parts, scoring={"critical": {"effect": "zero", "on": "touchpoint"}})
    assert (points(scores.raw), points(scores.adjusted)) == (87.5, 50)
    assert (scores.touchpoints["a"].score, scores.touchpoints["a"].adjusted, scores.touchpoints["b"].adjusted) == (
        0.75,
        0,
        1,
    )
    flat = scored(parts, scoring={"rollup": "practices", "critical": {"effect": "zero", "on": "touchpoint"}})
    assert (points(flat.raw), points(flat.adjusted)) == (80, 20)


@pytest.mark.parametrize(
    ("threshold", "rating", "triggered"), [(0, 1, False), (0, 0, True), (1, 1, True), (1, 2, False)]
)
def test_the_trigger_is_a_level_of_the_default_scale(threshold, rating, triggered):
    scores = scored(W6 | {"d": (2, rating, CRITICAL)}, scoring={"critical": {"at_or_below": str(threshold)}})
    assert bool(scores.triggered) == triggered


def test_the_trigger_reaches_critical_practices_of_other_scales():
    failed = scored(
        {"a": (1, 4), "b": (1, 0, CRITICAL | {"scale": "yes-no"}), "c": (1, 25, CRITICAL | {"scale": "percent"})}
    )
    passed = scored(
        {"a": (1, 4), "b": (1, 1, CRITICAL | {"scale": "yes-no"}), "c": (1, 26, CRITICAL | {"scale": "percent"})}
    )
    assert (failed.triggered, passed.triggered) == (("t.b", "t.c"), ())


def test_a_cap_above_the_raw_score_changes_nothing():
    scores = scored({"a": (3, 1), "b": (1, 0, CRITICAL)})
    assert scores.triggered == ("t.b",)
    assert scores.adjusted == scores.raw
    assert not scores.limited


@pytest.mark.parametrize("given", [UNSEEN, None])
def test_a_critical_practice_that_nobody_saw_leaves_the_verdict_open(given):
    assert scored({"a": (1, 4), "b": (1, given, CRITICAL)}).undetermined
    assert not scored({"a": (1, 4), "b": (1, given)}).undetermined


def test_a_critical_practice_that_does_not_apply_is_determined():
    scores = scored({"a": (1, 4), "b": (1, NA, CRITICAL)})
    assert (scores.undetermined, scores.triggered) == (False, ())


# -- bands -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("score", "band"),
    [
        (0.399999995, "inconsistent"),
        (0.39999, "at-risk"),
        (0.4, "inconsistent"),
        (0.6, "managed"),
        (0.5999999, "inconsistent"),
        (0.75, "consistent"),
        (0.9, "leading"),
        (0.1 + 0.2 + 0.3, "managed"),
        (0.0, "at-risk"),
        (1.0, "leading"),
        (None, None),
    ],
)
def test_bands_are_compared_at_six_decimals_of_a_point(score, band):
    assert band_of(Scoring(), score) == band


def test_a_floor_is_met_by_what_rounds_to_it_at_six_decimals():
    assert reaches(0.39_9999995, 40)
    assert not reaches(0.39_9999994, 40)


def test_a_band_may_ask_for_a_floor_under_the_worst_practice():
    parts = {str(i): (1, 4) for i in range(19)}
    assert scored(parts | {"worst": (1, 2)}).band == "leading"
    assert scored(parts | {"worst": (1, 1)}).band == "consistent"


# -- the audit's own settings ------------------------------------------------------------------------------------------


def test_target_and_weights_of_one_audit():
    more = {
        "target": {"is": 50, "because": "Half is enough."},
        "weights": {"a.x": {"is": 3, "because": "Most guests."}, "b": {"is": 0, "because": "Closed soon."}},
    }
    scores = scored({"a.x": (1, 4), "a.y": (1, 0), "b.x": (1, 0)}, audit=more)
    assert (points(scores.raw), scores.target) == (75, 0.5)
    assert {key: (part.weight, part.share, part.gap) for key, part in scores.practices.items()} == {
        "a.x": (3, 0.75, 0),
        "a.y": (1, 0.25, 0.5),
        "b.x": (1, 0, 0.5),
    }


def test_uplift_is_the_change_of_the_score_when_this_practice_alone_meets_the_target():
    scores = scored(W7)
    part = scores.practices["t2.b"]
    better = scored(W7 | {"t2.b": (2, 3)})
    assert better.raw is not None
    assert scores.raw is not None
    assert part.uplift == pytest.approx(better.raw - scores.raw)
    assert part.uplift == pytest.approx(0.75 * 2 / 6 / 3)


def test_stage_and_dimension_scores_are_means_over_their_practices():
    parts = {
        "a.x": (1, 4, {"dimension": "care"}),
        "a.y": (3, 0, {"dimension": "ease"}),
        "b.x": (4, 2, {"dimension": "care"}),
        "c.x": (1, NA),
    }
    touchpoints = {"a": {"stage": "first"}, "b": {"stage": "first", "weight": 3}, "c": {"stage": "last"}}
    more = {
        "stages": {"first": "First", "last": "Last"},
        "dimensions": {"care": "Care", "ease": "Ease", "none": "None"},
    }
    scores = scored(parts, touchpoints=touchpoints, **more)
    assert scores.stages == {"first": 3 / 8, "last": None}
    assert scores.dimensions == {"care": 3 / 5, "ease": 0, "none": None}
    nested = scored(parts, touchpoints=touchpoints, scoring={"rollup": "stages"}, **more)
    assert nested.stages == {"first": (0.25 + 3 * 0.5) / 4, "last": None}
    assert nested.raw == nested.stages["first"]


def test_only_the_profile_and_the_facts_of_the_site_are_scored():
    parts = {"a": (1, 4), "b": (1, 0), "lift": (1, None, {"only_if": "lift"})}
    more = {"facts": {"lift": "Is there a lift?"}, "profiles": {"lite": ["t.a", "t.lift"]}}
    assert list(scored(parts, **more).practices) == ["t.a", "t.b"]
    assert list(scored(parts, **more, audit={"facts": ["lift"]}).practices) == ["t.a", "t.b", "t.lift"]
    assert points(scored(parts, **more, audit={"profile": "lite"}).raw) == 100
