"""The tree of weights: means, effective shares and what-if."""

import pytest

from cxaudit.engine.rollup import Branch, Tree, overall, shares, weighted_mean, what_if

BRANCHES = (
    Branch("a", 2, "s1", 1, {"a.x": 5, "a.y": 3}),
    Branch("b", 1, "s1", 1, {"b.x": 2}),
    Branch("c", 1, "s2", 3, {"c.x": 1, "c.y": 0}),
)
POINTS = {"a.x": 1.0, "a.y": 0.5, "b.x": 0.0, "c.x": 0.75, "c.y": 0.0}


def test_weighted_mean_knows_no_score_from_zero():
    assert weighted_mean([(5, 1.0), (3, 0.5), (4, None)]) == pytest.approx(0.8125)
    assert weighted_mean([(1, 0.0)]) == 0
    assert weighted_mean([]) is None
    assert weighted_mean([(1, None)]) is None
    assert weighted_mean([(0, 1.0)]) is None


@pytest.mark.parametrize(
    ("rollup", "score"),
    [
        ("practices", (5 + 1.5 + 0.75) / 11),
        ("touchpoints", (2 * 0.8125 + 0.75) / 4),
        ("stages", (2 * 0.8125 / 3 + 3 * 0.75) / 4),
    ],
)
def test_the_three_rollups(rollup, score):
    assert overall(Tree(rollup, BRANCHES), POINTS) == pytest.approx(score)


@pytest.mark.parametrize(
    ("rollup", "share"),
    [
        ("practices", {"a.x": 5 / 11, "a.y": 3 / 11, "b.x": 2 / 11, "c.x": 1 / 11, "c.y": 0}),
        ("touchpoints", {"a.x": 5 / 16, "a.y": 3 / 16, "b.x": 1 / 4, "c.x": 1 / 4, "c.y": 0}),
        ("stages", {"a.x": 5 / 48, "a.y": 3 / 48, "b.x": 1 / 12, "c.x": 3 / 4, "c.y": 0}),
    ],
)
def test_effective_shares(rollup, share):
    assert shares(Tree(rollup, BRANCHES)) == pytest.approx(share)


def test_a_touchpoint_whose_practices_weigh_nothing_takes_no_part():
    empty = Branch("z", 9, "s1", 1, {"z.x": 0})
    tree = Tree("touchpoints", (*BRANCHES, empty))
    assert overall(tree, POINTS | {"z.x": 0.0}) == overall(Tree("touchpoints", BRANCHES), POINTS)
    assert shares(tree)["z.x"] == 0


@pytest.mark.parametrize("rollup", ["practices", "touchpoints", "stages"])
def test_no_weight_at_all_is_no_score(rollup):
    tree = Tree(rollup, (Branch("a", 0, "s", 1, {"a.x": 0}),))
    assert overall(tree, {"a.x": 1.0}) is None
    assert shares(tree) == {"a.x": 0}
    assert overall(Tree(rollup, ()), {}) is None


def test_what_if_changes_only_what_is_named():
    tree = Tree("touchpoints", BRANCHES)
    assert what_if(tree, POINTS, {}) == overall(tree, POINTS)
    assert what_if(tree, POINTS, {"b.x": 1.0}) == pytest.approx((overall(tree, POINTS) or 0) + 0.25)
    assert POINTS["b.x"] == 0
