"""From raw ratings to points: levels, measured values, observations, auditors."""

import pytest

from cxaudit.engine.points import Tally, combine, tally
from cxaudit.model.audit import Rating
from cxaudit.model.scale import Scale

LEVELS = Scale.model_validate({"levels": {str(level): "Level" for level in range(5)}})
COVERAGE = Scale.model_validate(
    {"levels": {"none": {"points": 0}, "some": {"points": 0.25}, "half": {"points": 0.5}, "most": {"points": 1}}}
)
WAIT = Scale.model_validate({"unit": "minutes", "best": 1, "worst": 11})
SKEWED = Scale.model_validate({"levels": {"1": {"points": 0}, "2": {"points": 0.7}, "3": {"points": 1}}})


def rating(**fields):
    return Rating.model_validate(fields)


@pytest.mark.parametrize(
    ("scale", "given", "points", "value"),
    [
        (LEVELS, "3", 0.75, 3),
        (LEVELS, "0", 0, 0),
        (COVERAGE, "some", 0.25, "some"),
        (COVERAGE, "most", 1, "most"),
        (WAIT, "6", 0.5, 6),
        (WAIT, "1", 1, 1),
        (WAIT, "30", 0, 30),
        (WAIT, "0.5", 1, 0.5),
        (SKEWED, "2", 0.7, 2),
    ],
)
def test_one_rating(scale, given, points, value):
    assert tally(scale, rating(rating=given)) == Tally(
        "rated", pytest.approx(points), value, 1, *[pytest.approx(points)] * 2
    )


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"not_applicable": "No lift."}, "not_applicable"),
        ({"not_observed": "Too late."}, "not_observed"),
        ({"note": "Only a note."}, "unrated"),
    ],
)
def test_the_other_states_have_no_points(fields, state):
    assert tally(LEVELS, rating(**fields)) == Tally(state)


def test_a_practice_that_nobody_mentions_is_unrated():
    assert tally(LEVELS, None) == Tally("unrated")


def test_observations_count_with_the_mean_of_their_points_and_keep_n_and_range():
    found = tally(LEVELS, rating(observations=["3", "4", "2", {"rating": "1", "note": "11 rings"}]))
    assert found == Tally("rated", 0.625, 2.5, 4, 0.25, 1)


def test_observations_on_named_levels_have_a_value_only_at_a_level():
    assert tally(COVERAGE, rating(observations=["some", "most"])) == Tally("rated", 0.625, None, 2, 0.25, 1)
    assert tally(COVERAGE, rating(observations=["none", "half"])).rating == "some"


def test_measured_observations_are_clipped_one_by_one():
    found = tally(WAIT, rating(observations=["1", "21"]))
    assert (found.points, found.rating) == (0.5, 11)  # not the points of the mean, which would be 0


def test_a_value_between_the_levels_of_a_non_linear_scale():
    assert tally(SKEWED, rating(observations=["1", "2"])).rating == pytest.approx(1.5)
    assert tally(SKEWED, rating(observations=["2", "3"])).rating == pytest.approx(2.5)


# -- several auditors --------------------------------------------------------------------------------------------------


def by(scale, **given):
    return {
        auditor: tally(scale, rating(**fields) if isinstance(fields, dict) else rating(rating=fields))
        for auditor, fields in given.items()
    }


@pytest.mark.parametrize(
    ("how", "points", "value"), [("median", 0.75, 3), ("mean", 2 / 3, 8 / 3), ("lowest", 0.25, 1), ("lead", 1, 4)]
)
def test_three_auditors(how, points, value):
    found = combine(LEVELS, by(LEVELS, a="1", b="3", c="4"), how, "c")
    assert found == Tally("rated", pytest.approx(points), pytest.approx(value), 3, 0.25, 1)


def test_the_median_of_two_lies_between_them():
    found = combine(LEVELS, by(LEVELS, a="1", b="4"), "median", "a")
    assert (found.points, found.rating) == (0.625, 2.5)


@pytest.mark.parametrize(("how", "value"), [("median", 3), ("mean", 16 / 3), ("lowest", 11), ("lead", 2)])
def test_the_measured_value_shown_is_the_one_that_earns_the_points(how, value):
    found = combine(WAIT, by(WAIT, a="2", b="3", c="11"), how, "a")
    assert found.rating == pytest.approx(value)
    assert found.points == pytest.approx(WAIT.points_of(str(value)))


def test_where_the_lead_did_not_rate_the_median_counts():
    found = combine(LEVELS, by(LEVELS, a="1", b="4", lead={"not_observed": "Elsewhere."}), "lead", "lead")
    assert found.points == 0.625


def test_rated_by_anyone_is_rated_and_not_observed_claims_less_than_not_applicable():
    none, unseen = {"not_applicable": "There is none."}, {"not_observed": "Closed."}
    assert combine(LEVELS, by(LEVELS, a=none, b="2", c=unseen), "median", "a").points == 0.5
    assert combine(LEVELS, by(LEVELS, a=none, b=unseen), "median", "a") == Tally("not_observed")
    assert combine(LEVELS, by(LEVELS, a=none) | {"b": Tally("unrated")}, "median", "a") == Tally("not_applicable")
    assert combine(LEVELS, {"a": Tally("unrated"), "b": Tally("unrated")}, "median", "a") == Tally("unrated")


def test_one_auditor_stays_as_rated():
    alone = tally(LEVELS, rating(rating="2"))
    assert combine(LEVELS, {"a": alone}, "lowest", None) is alone
