"""Curves and places: a curve never overshoots, labels find room, lanes and columns never overlap."""

import re
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxaudit.report.charts.bands import points_text, spaced, stretches
from cxaudit.report.charts.curves import runs, sample, smooth
from cxaudit.report.charts.room import clearest, first_lanes, spread
from cxaudit.report.charts.shapes import Label, meet
from cxaudit.report.document import BandPart

HEIGHTS = st.lists(st.floats(0, 200, allow_nan=False), min_size=2, max_size=40)
SPANS = st.lists(st.tuples(st.floats(0, 400), st.floats(0.1, 120)), max_size=40)


def test_none_and_one_point_make_no_curve():
    assert smooth([]) == ""
    assert smooth([(3, 4)]) == "M3.00 4.00"
    assert smooth([(0, 0), (3, 6)]) == "M0.00 0.00C1.00 2.00 2.00 4.00 3.00 6.00"
    assert sample([]) == []
    assert sample([(3, 4)]) == [(3, 4)]


@given(HEIGHTS, st.lists(st.floats(0.5, 60), min_size=40, max_size=40))
@settings(max_examples=150)
def test_the_curve_stays_between_neighbouring_points(heights, steps):
    xs = [sum(steps[:i]) for i in range(len(heights))]
    points = list(zip(xs, heights, strict=True))
    fine = sample(points, 10)
    for number, (a, b) in enumerate(pairwise(points)):
        low, high = min(a[1], b[1]), max(a[1], b[1])
        piece = fine[number * 10 : number * 10 + 11]
        assert all(low - 1e-6 <= y <= high + 1e-6 for _, y in piece)
        assert piece[0] == pytest.approx(a)
        assert piece[-1] == pytest.approx(b)
    # The handles of the path, between whose corners the drawn curve lies, stay inside as well.
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", smooth(points))]
    handles = numbers[2:]
    for number, (a, b) in enumerate(pairwise(points)):
        low, high = min(a[1], b[1]), max(a[1], b[1])
        assert all(low - 0.006 <= y <= high + 0.006 for y in handles[number * 6 + 1 : number * 6 + 6 : 2])


def test_a_missing_point_breaks_a_run():
    assert runs([(0, 1), (1, 2), None, (3, 4), None, None, (6, 7)]) == [[(0, 1), (1, 2)], [(3, 4)], [(6, 7)]]
    assert runs([None, None]) == []


@given(SPANS)
@settings(max_examples=100)
def test_spans_in_a_lane_do_not_meet(spans):
    lanes = []
    numbers = [first_lanes(lanes, (start, start + wide)) for start, wide in spans]
    assert sum(len(lane) for lane in lanes) == len(spans)
    assert set(numbers) == set(range(len(lanes)))
    assert all(a[1] < b[0] or b[1] < a[0] for lane in lanes for a, b in combinations(lane, 2))


@given(st.lists(st.tuples(st.floats(-50, 250), st.floats(1, 20)), max_size=12))
@settings(max_examples=150)
def test_spread_keeps_order_and_distance(wanted):
    wanted = sorted(wanted)
    sizes = [size for _, size in wanted]
    centres = spread([want for want, _ in wanted], sizes, 0, 200)
    assert all(
        b - a >= (size_a + size_b) / 2 - 1e-6 for (a, size_a), (b, size_b) in pairwise(zip(centres, sizes, strict=True))
    )
    if centres and sum(sizes) <= 200:
        assert centres[0] - sizes[0] / 2 >= -1e-6
        assert centres[-1] + sizes[-1] / 2 <= 200 + 1e-6


def test_spread_leaves_alone_what_has_room():
    assert spread([20, 60, 100], [10, 10, 10], 0, 200) == [20, 60, 100]


def test_the_first_free_candidate_wins_else_the_one_that_meets_least():
    candidates = [Label(10, 10, "ab"), Label(10, 30, "ab"), Label(10, 50, "ab")]
    page = (0, 0, 100, 100)
    assert clearest(candidates, [], page) == (candidates[0], 0)
    assert clearest(candidates, [(0, 0, 50, 12)], page) == (candidates[1], 0)
    everywhere = [(0, 0, 50, 60), (0, 0, 50, 40)]
    assert clearest(candidates, everywhere, page) == (candidates[2], 1)
    assert clearest([Label(99, 10, "ab"), candidates[0]], [], page) == (candidates[0], 0)
    with pytest.raises(ValueError, match="no candidates"):
        clearest([], [], page)


@given(st.lists(st.floats(0, 1), max_size=20), st.floats(1, 40))
@settings(max_examples=80)
def test_ticks_keep_their_distance(scores, gap):
    kept = spaced(scores, lambda score: score * 161, gap)
    assert all(abs(a - b) * 161 >= gap for a, b in combinations(kept, 2))
    assert kept[:1] == scores[:1]


def test_boxes_meet_or_keep_a_gap():
    assert meet((0, 0, 2, 2), (1, 1, 3, 3))
    assert not meet((0, 0, 2, 2), (2, 0, 4, 2))
    assert meet((0, 0, 2, 2), (2, 0, 4, 2), 0.5)


def test_bands_cover_the_axis_from_any_floor():
    bands = [
        BandPart(id="a", label="A", from_=0.9, tone=0),
        BandPart(id="b", label="B", from_=0.4, tone=2),
        BandPart(id="c", label="C", from_=0.1, tone=4),
    ]
    assert [(part.low, part.high) for part in stretches(bands)] == [(0.9, 1.0), (0.4, 0.9), (0.0, 0.4)]
    assert [(part.label, part.low) for part in stretches(bands, 0.6)] == [("A", 0.9), ("B", 0.6)]


def test_places_on_an_axis_are_printed_as_shortly_as_they_are_true():
    assert [points_text(score) for score in (0, 0.6, 2 / 3, 0.125, 1)] == ["0", "60", "66.7", "12.5", "100"]


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(0.1, 120), st.integers(1, 3)), max_size=30))
@settings(max_examples=100)
def test_a_name_of_several_lines_takes_neighbouring_lanes(spans):
    lanes = []
    for start, wide, high in spans:
        number = first_lanes(lanes, (start, start + wide), high)
        assert all((start, start + wide) in lane for lane in lanes[number : number + high])
    assert sum(len(lane) for lane in lanes) == sum(high for _, _, high in spans)
    assert all(a[1] < b[0] or b[1] < a[0] for lane in lanes for a, b in combinations(lane, 2))
