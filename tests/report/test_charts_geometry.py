"""Whatever the data: labels do not meet, nothing leaves its canvas, and no score is drawn where there is none."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from itertools import combinations, pairwise

import pytest

from cxaudit.report.charts import draw_all, rail_of, strip_of
from cxaudit.report.charts.shapes import Bar, Dot, Label, Line, meet
from tests.report.reports import BANDS, make_observations, make_report

NINE_BANDS = [(f"b{i}", f"Band number {i}", (8 - i) / 9) for i in range(9)]
KINDS = {
    "1x1": {"touchpoints": 1, "practices": 1, "actions": 1, "dimensions": 1, "stages": 1},
    "1x5": {"touchpoints": 1, "practices": 5, "actions": 0, "dimensions": 2, "stages": 0},
    "3x18": {"touchpoints": 3, "practices": 18, "dimensions": 8, "stages": 2, "triggered": 3, "cap": None},
    "8x61": {"touchpoints": 8, "practices": 61},
    "8x61 German": {
        "touchpoints": 8,
        "practices": 61,
        "language": "de",
        "dimensions": 12,
        "actions": 15,
        "triggered": 4,
    },
    "10x60 German": {"touchpoints": 10, "practices": 60, "language": "de", "dimensions": 7},
    "9x45 Chinese": {
        "touchpoints": 9,
        "practices": 45,
        "language": "zh",
        "bands": BANDS[:1] + BANDS[-1:],
        "missing": (3,),
    },
    "12x40 zeros": {"touchpoints": 12, "practices": 40, "points": (0,), "triggered": 0, "dimensions": 3},
    "6x40 full": {"touchpoints": 6, "practices": 40, "points": (1,), "weights": (3,), "triggered": 0},
    "5x60 equal": {"touchpoints": 5, "practices": 60, "points": (0.75,), "weights": (3,), "actions": 15},
    "16x150 measured": {
        "touchpoints": 16,
        "practices": 150,
        "points": [i / 20 for i in range(21)],
        "bands": NINE_BANDS,
        "weights": [1 + i / 7 for i in range(30)],
        "actions": 30,
        "target": 0.75,
    },
    "25x150": {
        "touchpoints": 25,
        "practices": 150,
        "missing": (0, 7, 8),
        "dimensions": 13,
        "actions": 60,
        "triggered": 3,
    },
    "40x600": {"touchpoints": 40, "practices": 600, "stages": 8, "actions": 60, "triggered": 6, "missing": (5,)},
    "40x600 many weights": {
        "touchpoints": 40,
        "practices": 600,
        "weights": [i / 9 for i in range(1, 40)],
        "stages": 40,
    },
    "4x30 no score": {"touchpoints": 4, "practices": 30, "missing": range(4)},
    "one band": {"touchpoints": 7, "practices": 30, "bands": [("all", "All there is", 0.0)], "target": 1.0},
    "target 0": {"touchpoints": 7, "practices": 30, "target": 0.0, "dimensions": 5},
}
NAMES = (
    "cover",
    "dial",
    "journey_small",
    "journey",
    "radar",
    "dimension_bars",
    "importance",
    "effort",
    "roadmap",
    "waterfall",
    "bridge",
    "dumbbell",
    "opinions",
    "leniency",
    "break_even",
    "at_risk",
)


@cache
def _report(kind):
    return make_report(**KINDS[kind])


@cache
def _drawn(kind, paper="a4"):
    return draw_all(_report(kind), paper)


def _all(kind_of, part) -> Iterator:
    """Every mark of a kind in a chart, however deep."""
    if isinstance(part, kind_of):
        yield part
    if isinstance(part, (tuple, list)):
        for each in part:
            yield from _all(kind_of, each)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _all(kind_of, getattr(part, field.name))


@pytest.fixture(params=KINDS)
def kind(request):
    return request.param


@pytest.mark.parametrize("name", NAMES)
def test_labels_never_meet(kind, name):
    labels = list(_all(Label, _drawn(kind)[name]))
    met = [(a.text, b.text) for a, b in combinations(labels, 2) if meet(_shrunk(a), _shrunk(b))]
    assert met == []


def _shrunk(label):
    left, top, right, bottom = label.box
    return left + 0.2, top + 0.4, right - 0.2, bottom - 0.4


@pytest.mark.parametrize("name", NAMES)
def test_nothing_leaves_the_canvas(kind, name):
    chart = _drawn(kind)[name]
    for mark in _all((Label, Dot, Bar, Line), chart):
        left, top, right, bottom = mark.box
        assert left >= -0.6, mark
        assert top >= -0.6, mark
        assert right <= chart.width + 0.6, mark
        assert bottom <= chart.height + 0.6, mark


def test_what_can_be_drawn_is_drawn(kind):
    drawn, report = _drawn(kind), _report(kind)
    assert set(drawn) == set(NAMES)
    assert drawn["cover"]
    assert drawn["dial"]
    scored = report.score.raw is not None
    assert bool(drawn["journey"]) == bool(drawn["journey_small"]) == bool(drawn["importance"]) == scored
    assert bool(drawn["effort"]) == bool(drawn["roadmap"]) == bool(report.actions)
    dimensions = sum(part.score is not None for part in report.dimensions)
    assert bool(drawn["radar"]) == (4 <= dimensions <= 12)
    assert not (drawn["radar"] and drawn["dimension_bars"])
    assert bool(drawn["radar"] or drawn["dimension_bars"]) == bool(dimensions)


def test_charts_keep_to_the_text_width_and_to_one_page(kind):
    for name, chart in _drawn(kind).items():
        if chart and name != "cover":
            assert chart.width <= 482
            assert chart.height <= 560, name


def test_no_score_is_no_mark(kind):
    report = _report(kind)
    for name in ("journey", "journey_small"):
        chart = _drawn(kind)[name]
        for stop, part in zip(chart.stops if chart else (), report.touchpoints, strict=False):
            assert (stop.dot is None) == (part.score is None) == (stop.void is not None)
            if part.score is not None:
                assert stop.dot.y == pytest.approx(chart.axis.y(part.score))
            else:
                assert stop.value is None
    assert len(_drawn(kind)["dial"].words) == 1


def test_a_gap_breaks_the_curve():
    whole, gap = make_report(8, 42), make_report(8, 42, missing=(3,))
    assert draw_all(whole)["journey"].path.count("M") == 1
    assert draw_all(gap)["journey"].path.count("M") == 2
    assert draw_all(gap)["journey_small"].path.count("M") == 2


def test_the_axis_starts_at_a_multiple_of_twenty_below_all_marks(kind):
    journey = _drawn(kind)["journey"]
    if journey:
        assert journey.axis.floor * 100 % 20 == pytest.approx(0) or journey.axis.floor * 100 % 20 == pytest.approx(20)
        lows = [part.low for part in _report(kind).touchpoints if part.low is not None]
        assert journey.axis.floor <= min(lows)


def test_values_in_the_journey_keep_clear_of_marks():
    journey = _drawn("8x61")["journey"]
    for stop in journey.stops:
        assert not any(meet(stop.value.box, other.dot.box) for other in journey.stops)


def test_long_journeys_are_numbered_with_a_key_of_all_touchpoints():
    journey = _drawn("40x600")["journey"]
    names = [row.name.text for row in journey.key if row.name]
    assert names == [part.title for part in _report("40x600").touchpoints]
    assert [stop.under[0].text for stop in journey.stops] == [str(i) for i in range(1, 41)]
    assert _drawn("8x61")["journey"].key == ()


def test_failed_critical_practices_are_named_in_every_matrix(kind):
    chart, report = _drawn(kind)["importance"], _report(kind)
    if chart:
        named = [mark for row in chart.rows for mark in row.marks if mark.triggered and mark.label]
        assert len(named) == len(report.score.triggered)


def test_the_low_point_is_named_in_a_long_small_journey():
    stops, parts = _drawn("40x600")["journey_small"].stops, _report("40x600").touchpoints
    least = min((part.score, i) for i, part in enumerate(parts) if part.score is not None)[1]
    assert stops[least].names[0].text == str(least + 1)
    assert stops[least].value is not None
    key = _drawn("40x600")["journey_small"].key
    assert (str(least + 1), parts[least].title) in [(row.number.text, row.name.text) for row in key]


def test_nothing_is_cut_in_a_small_journey(kind):
    chart, report = _drawn(kind)["journey_small"], _report(kind)
    if not chart:
        return
    assert not [label.text for label in _all(Label, chart) if label.text.endswith("…")]
    named = {label.text for stop in chart.stops for label in stop.names}
    assert named if chart.key == () else named >= {row.number.text for row in chart.key}
    if not chart.key:
        assert len([stop for stop in chart.stops if stop.names]) == len(report.touchpoints)


def test_stages_are_named_whole_over_their_own_stretch(kind):
    for name in ("journey", "journey_small"):
        chart = _drawn(kind)[name]
        titles = {stage.title for stage in _report(kind).stages}
        for head in chart.heads if chart else ():
            line, labels = (head.line, head.title) if name == "journey" else head
            joined = "".join(label.text for label in labels)
            assert not labels or joined.replace("-", "").replace(" ", "") in {
                title.replace("-", "").replace(" ", "") for title in titles
            }
            assert all(line.x1 - 2 <= label.x <= line.x2 + 2 for label in labels)


def test_small_journeys_show_every_practice():
    journey = _drawn("3x18")["journey"]
    grains = [grain for stop in journey.stops for grain in stop.practices]
    assert len(grains) == 18
    assert sum(grain.triggered for grain in grains) == len(_report("3x18").score.triggered) == 3
    dots = [replace(grain.dot, r=grain.dot.r * 0.7) for grain in grains] + [stop.dot for stop in journey.stops]
    assert not [1 for a, b in combinations(dots, 2) if meet(a.box, b.box)]


def test_every_practice_is_in_the_importance_matrix(kind):
    chart, report = _drawn(kind)["importance"], _report(kind)
    if not chart:
        return
    marks = [mark for row in chart.rows for mark in row.marks]
    rated = [part for part in report.practices if part.points is not None]
    assert sum(mark.size for mark in marks) == chart.total == len(rated)
    assert sum(int(quadrant.count.text.split()[0]) for quadrant in chart.quadrants) == len(rated)
    assert all(row.top <= mark.y <= row.bottom for row in chart.rows for mark in row.marks)
    mean = sum(part.weight for part in rated) / len(rated)
    focus = [part for part in rated if part.weight >= mean - 1e-9 and part.points < report.score.raw - 1e-9]
    named = sum(mark.focus and mark.size == 1 and mark.label is not None for mark in marks)
    assert named + chart.unnamed_focus == len(focus)
    assert len(rated) > 45 or chart.named == len(rated)


def test_names_in_the_importance_matrix_keep_clear_of_all_marks(kind):
    chart = _drawn(kind)["importance"]
    marks = [mark for row in chart.rows for mark in row.marks] if chart else []
    for mark in marks:
        if mark.label and mark.size == 1:
            assert not any(meet(mark.label.box, (m.x - m.r, m.y - m.r, m.x + m.r, m.y + m.r)) for m in marks)


def test_no_mark_of_the_importance_matrix_hides_another(kind):
    chart = _drawn(kind)["importance"]
    marks = (
        [
            (mark.x - mark.r, mark.y - mark.r, mark.x + mark.r, mark.y + mark.r)
            for row in chart.rows
            for mark in row.marks
        ]
        if chart
        else []
    )
    assert not [1 for a, b in combinations(marks, 2) if meet(a, b, -0.1)]


def test_chips_of_the_effort_matrix_do_not_touch(kind):
    chart = _drawn(kind)["effort"]
    if chart:
        assert not [1 for a, b in combinations(chart.chips, 2) if (a.x - b.x) ** 2 + (a.y - b.y) ** 2 < (2 * a.r) ** 2]
        assert all(chip.r <= chip.x <= chart.width - chip.r and chip.y + chip.r <= chart.height for chip in chart.chips)
        assert (chart.shown, chart.total) == (len(chart.chips), len(_report(kind).actions))


def test_the_roadmap_keeps_to_its_days(kind):
    chart, report = _drawn(kind)["roadmap"], _report(kind)
    if not chart:
        return
    by_number = {str(action.number): action for action in report.actions}
    assert chart.shown == min(len(report.actions), 14) == len(chart.rows)
    for row in chart.rows:
        action = by_number[row.number.text]
        assert row.open == (action.due is None)
        assert row.done == (action.status == "done")
        assert chart.left <= row.bar.x < row.bar.x + row.bar.width <= chart.width + 0.01
        if action.due is None:
            span = chart.spans[("now", "next", "later").index(action.horizon)]
            assert span.x1 - 0.01 <= row.bar.x < row.bar.x + row.bar.width <= span.x2 + 0.01
    dates = [by_number[row.number.text].due for row in chart.rows if by_number[row.number.text].due]
    assert dates == sorted(dates)


def test_bars_of_the_waterfall_add_up_to_the_printed_scores(kind):
    chart, report = _drawn(kind)["waterfall"], _report(kind)
    assert bool(chart) == bool(report.ledger)
    if not chart:
        return
    printed = [int(bar.value.text.replace("\N{MINUS SIGN}", "-").replace(".", "")) for bar in chart.bars]
    losses = [value for value, bar in zip(printed, chart.bars, strict=True) if bar.span.kind == "loss"]
    caps = [value for value, bar in zip(printed, chart.bars, strict=True) if bar.span.kind == "cap"]
    assert printed[0] == 1000
    assert 1000 + sum(losses) + sum(caps) == printed[-1] == round(report.score.adjusted * 1000 + 1e-6)
    assert bool(caps) == report.score.limited == ("Before the cap" in [bar.span.name for bar in chart.bars])
    scored = [part for part in report.touchpoints if part.score is not None]
    assert len(losses) == min(len(scored), 12)
    assert chart.others == (len(scored) - 11 if len(scored) > 12 else 0)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_echoes_of_the_cover_never_meet(kind, paper):
    chart = _drawn(kind, paper)["cover"]
    lines = [[float(number) for number in re.split("[MC ]", echo.path) if number][1::2] for echo in chart.echoes]
    for above, below in pairwise(lines):
        assert all(a < b for a, b in zip(above, below, strict=True))
    assert min(min(line) for line in lines) >= chart.height * 0.44
    assert max(max(line) for line in lines) <= chart.height


def test_rails_stay_inside_their_width(kind):
    for part in _report(kind).touchpoints:
        rail = rail_of(part, _report(kind))
        labels = [rail.target_label, *rail.ticks]
        assert all(label.box[0] >= -0.3 and label.box[2] <= rail.width + 0.3 for label in labels)
        assert not [1 for a, b in combinations(labels, 2) if meet(a.box, b.box)]
        assert (rail.x is None) == (part.score is None)
        assert rail.x is None or 0 < rail.x < rail.width


@pytest.mark.parametrize("count", [1, 2, 12, 13, 24, 60, 119, 600])
@pytest.mark.parametrize("wording", ["numbers", "words", "minutes"])
def test_strips_stay_inside_their_room(count, wording):
    ratings = {
        "numbers": [str(i % 5) for i in range(count)],
        "words": [("All", "Some", "None at all")[i % 3] for i in range(count)],
        "minutes": [f"{i % 40} minutes" for i in range(count)],
    }[wording]
    points = [{"numbers": i % 5 / 4, "words": 1 - i % 3 / 2, "minutes": 1 - i % 40 / 40}[wording] for i in range(count)]
    strip = strip_of(make_observations(ratings, points, [f"{8 + i % 12}:{i % 60:02}" for i in range(count)]))
    assert strip.width <= 213.01
    labels = list(_all(Label, strip))
    for mark in _all((Label, Bar), strip):
        assert mark.box[0] >= -0.5
        assert mark.box[2] <= strip.width + 0.5
        assert mark.box[3] <= strip.height + 0.5
    assert not [1 for a, b in combinations(labels, 2) if meet(_shrunk(a), _shrunk(b))]
    assert strip.grouped or [cell.label is not None for cell in strip.cells] == [True] * count


def test_no_observations_make_no_strip():
    assert strip_of(make_observations([], [])) is None
