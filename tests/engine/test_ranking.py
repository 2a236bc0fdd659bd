"""Published ranking formulas (section C5 of the method notes)."""

import pytest

from cxaudit.engine.ranking import opportunity, rice, weighted_gap
from tests.engine.small_audits import scored


@pytest.mark.parametrize(
    ("importance", "satisfaction", "score"),
    [
        (8, 4, 12),  # published at wealthandmeans.com
        (6.7, 7.6, 6.7),  # a growth blog prints 12.4, against the formula it gives
        (5, 5, 5),
        (3, 10, 3),  # satisfaction as high as importance earns nothing and costs nothing
        (10, 2.5, 17.5),
        (10, 0, 20),
        (2.5, 0, 5),
    ],
)
def test_opportunity(importance, satisfaction, score):
    assert opportunity(importance, satisfaction) == pytest.approx(score)


@pytest.mark.parametrize(
    ("given", "score"),
    [
        ((2000, 2, 0.8, 3), 1066.6667),
        ((5000, 0.5, 1, 1), 2500),  # tools.noemacore.com
        ((5, 3, 4, 1), 60),
        ((5, 2, 5, 1), 50),
        ((4, 5, 3, 2), 30),
        ((2, 4, 3, 4), 6),
        ((3, 4, 2, 5), 4.8),
    ],
)  # unifiedproductgraph.org
def test_rice(given, score):
    assert rice(*given) == pytest.approx(score, abs=1e-4)


@pytest.mark.parametrize(
    ("weight", "level", "impact", "effort", "value"),
    [(5, 1, 5, 1, 50), (5, 2, 4, 1, 20), (2, 0, 2, 1, 12), (5, 0, 5, 8, 9.375), (5, 1, 4, 8, 5)],
)
def test_weighted_gap_by_impact_and_effort(weight, level, impact, effort, value):
    assert rice(weighted_gap(3, level, weight), impact, 1, effort) == value


def test_the_engine_has_the_same_gaps():
    scores = scored({"a": (5, 1), "b": (2, 0), "c": (5, 4)})
    found = {key: part.weight * part.gap * 4 for key, part in scores.practices.items()}  # in levels of the scale
    assert found == {"t.a": weighted_gap(3, 1, 5), "t.b": weighted_gap(3, 0, 2), "t.c": 0}
