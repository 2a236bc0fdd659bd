"""Scales: linear, non-linear, named and measured."""

import pytest

from cxaudit.model.scale import Scale, as_number


def scale(**fields):
    return Scale.model_validate(fields)


@pytest.mark.parametrize(
    ("levels", "points"),
    [
        ({"0": "A", "1": "B", "2": "C", "3": "D", "4": "E"}, {"0": 0, "1": 0.25, "2": 0.5, "3": 0.75, "4": 1}),
        ({"1": "A", "2": "B", "3": "C"}, {"1": 0, "2": 0.5, "3": 1}),
        ({"0": "No", "1": "Yes"}, {"0": 0, "1": 1}),
        ({"1": "A", "2": "B", "4": "C"}, {"1": 0, "2": 1 / 3, "4": 1}),  # numbers keep their distances
        ({"5": "Best", "3": "Middle", "1": "Worst"}, {"5": 1, "3": 0.5, "1": 0}),  # in any order
        ({"-1": "Harm", "0": "Nothing", "1": "Good"}, {"-1": 0, "0": 0.5, "1": 1}),
        ({"poor": "A", "fair": "B", "good": "C"}, {"poor": 0, "fair": 0.5, "good": 1}),  # names are spaced evenly
        (
            {"none": {"points": 0}, "some": {"points": 0.25}, "half": {"points": 0.5}, "most": {"points": 1}},
            {"none": 0, "some": 0.25, "half": 0.5, "most": 1},
        ),
        ({"0": {"label": "No", "points": 0}, "1": {"points": 0.9}, "2": {"points": 0.2}}, {"0": 0, "1": 0.9, "2": 0.2}),
    ],
)
def test_points_of_levels(levels, points):
    assert scale(levels=levels).points == pytest.approx(points)


@pytest.mark.parametrize(
    ("best", "worst", "given", "points"),
    [
        (1, 10, "1", 1),
        (1, 10, "10", 0),
        (1, 10, "5.5", 0.5),
        (1, 10, "0", 1),
        (1, 10, "99", 0),
        (100, 0, "95", 0.95),
        (0, 25, "5", 0.8),
        (0, 30, "20", 1 / 3),
        (-5, 5, "-5", 1),
        (20, 4, "12", 0.5),
    ],
)
def test_measured_values_lie_between_worst_and_best_and_are_clipped_outside(best, worst, given, points):
    assert scale(unit="minutes", best=best, worst=worst).points_of(given) == pytest.approx(points)


def test_what_is_not_on_the_scale_has_no_points():
    five = scale(levels={str(level): "Level" for level in range(5)})
    assert [five.points_of(text) for text in ("5", "2.5", "", "yes", " 1", "01")] == [None] * 6
    wait = scale(best=1, worst=10)
    assert [wait.points_of(text) for text in ("long", "", "nan", "inf", "1_0", "4,5")] == [None] * 6


def test_a_label_may_be_left_out_or_be_the_short_form():
    found = scale(levels={"0": "No", "1": {"label": "Yes"}, "2": {}}).levels
    assert [level.label for level in found.values()] == ["No", "Yes", None]


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("-1.5", -1.5), ("1e2", 100), ("x", None), ("1 ", None), ("inf", None)]
)
def test_numbers(text, number):
    assert as_number(text) == number
