"""The importance matrix: no name meets another or the line of the mean, from one practice to hundreds."""

from itertools import combinations

import pytest

from cxaudit.report.charts.importance import AIRIEST, ALL_NAMED, draw_importance
from cxaudit.report.charts.shapes import meet
from tests.report.reports import make_report

LEVELS = (0, 0.25, 0.5, 0.5, 0.75, 1)
POINTS = {
    "weak": (0, 0, 0.25, 0.25, 0.5),
    "mixed": LEVELS,
    "strong": (0.25, 0.75, 1, 1, 1),
    "measured": [i / 20 for i in range(21)],
}
LONG = "First person takes the whole complaint x"  # 40 characters, the most that a checklist may write


def drawn(practices, points, language="en", *, long=False, spare=0.0):
    report = make_report(min(practices, 12), practices, points=POINTS[points], language=language, triggered=3)
    if long:
        parts = [part.model_copy(update={"title": LONG}) for part in report.practices]
        report = report.model_copy(update={"practices": parts})
    return report, draw_importance(report, spare)


@pytest.mark.parametrize("practices", [1, 18, 41, 60, 61, 90, 150])
@pytest.mark.parametrize("points", POINTS)
@pytest.mark.parametrize(("language", "long"), [("en", False), ("de", False), ("en", True)])
def test_no_name_meets_another_or_crosses_the_mean(practices, points, language, long):
    _, chart = drawn(practices, points, language, long=long)
    names = [
        label
        for row in chart.rows
        for mark in row.marks
        if mark.size == 1
        for label in (mark.label, *mark.more)
        if label
    ]
    heads = [label for part in chart.quadrants for label in (part.title, part.count)]
    assert not [(a.text, b.text) for a, b in combinations([*names, *heads], 2) if meet(a.box, b.box)]
    line = chart.cross_x
    crossed = (line.x1 - 1, line.y1, line.x1 + 1, line.y2)
    assert not [label.text for label in [*names, *heads, *chart.ticks[:0]] if meet(label.box, crossed)]
    assert all(label.box[0] >= 0 and label.box[2] <= chart.width for label in names)


@pytest.mark.parametrize("points", POINTS)
def test_names_are_whole_as_long_as_all_are_named(points):
    _, chart = drawn(41, points)
    names = [mark.label.text for row in chart.rows for mark in row.marks if mark.size == 1]
    assert len(names) == 41
    assert not [name for name in names if name.endswith("…")]


def test_beyond_sixty_practices_only_the_important_weak_ones_are_named():
    report, chart = drawn(ALL_NAMED + 1, "mixed")
    named = [mark for row in chart.rows for mark in row.marks if mark.label and mark.size == 1]
    assert named
    assert all(mark.focus or mark.triggered for mark in named)
    assert len(report.practices) == chart.total > len(named)


def test_rows_share_the_height_that_a_page_has_left():
    _, chart = drawn(41, "mixed")
    _, higher = drawn(41, "mixed", spare=40.0)
    assert higher.height == pytest.approx(chart.height + 40)
    _, highest = drawn(41, "mixed", spare=4000.0)
    assert highest.height == pytest.approx(chart.height + AIRIEST * len(chart.rows))
