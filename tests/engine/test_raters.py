"""Coefficients of agreement against published numbers; what is undefined is None with a reason, never 1."""

import random
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cxaudit.engine.quantiles import beta_share, f_quantile
from cxaudit.engine.raters import (
    NO_SPREAD,
    TOO_FEW,
    intraclass,
    krippendorff_alpha,
    leniency,
    mean_kappa,
    mean_squares,
    pairs_of,
    share_within,
    weighted_kappa,
)

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
# R package irr, data set `anxiety`, raters 2 and 3; level 5 of 1 to 6 is used by neither.
ANXIETY = (
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
)
# Krippendorff, Computing Krippendorff's alpha-reliability, 2011, example C
FOUR_OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
THREE_CODERS = (
    ". . . . . 3 4 1 2 1 1 3 3 . 3",
    "1 . 2 1 3 3 4 3 . . . . . . .",
    ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
)


def units_of(rows):
    """Units from one line per auditor; a point is a missing rating."""
    return [
        {str(i): float(value) for i, value in enumerate(column) if value != "."}
        for column in zip(*(row.split() for row in rows), strict=True)
    ]


def table_pairs(table):
    """Pairs of ratings from a square table of counts."""
    return [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        ([[20, 5], [10, 15]], 0.40),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
        ([[0, 4, 1], [0, 8, 0], [0, 1, 5]], 0.4842),
        ([[40, 9], [6, 45]], 0.6995),
        ([[80, 10], [5, 5]], 0.3182),
    ],
)
def test_cohens_kappa(table, kappa):
    assert weighted_kappa(table_pairs(table), 0).value == pytest.approx(kappa, abs=5e-5)


def test_a_high_raw_agreement_may_go_with_a_low_kappa():
    many, few = table_pairs([[40, 9], [6, 45]]), table_pairs([[80, 10], [5, 5]])
    assert share_within(many, 0).value == share_within(few, 0).value == 0.85


@pytest.mark.parametrize(("power", "kappa"), [(1, 0.4701), (2, 0.4502)])
def test_weighted_kappa_of_the_sas_example(power, kappa):
    assert weighted_kappa(table_pairs([[0, 4, 1], [0, 8, 0], [0, 1, 5]]), power).value == pytest.approx(kappa, abs=5e-5)


@pytest.mark.parametrize(
    ("second", "kappa"),
    [([8, 8, 6, 6, 7, 6, 1, 4, 8], 22 / 29), ([3, 5, 6, 6, 7, 6, 1, 4, 8], 46 / 105)],
)
def test_quadratic_kappa_of_the_maple_manual(second, kappa):
    first = [9, 7, 8, 7, 6, 8, 3, 5, 10]
    assert weighted_kappa(list(zip(first, second, strict=True))).value == pytest.approx(kappa, abs=1e-12)


@pytest.mark.parametrize(("power", "kappa"), [(0, -0.006289308), (1, 0.1459075), (2, 0.2520325)])
def test_irr_numbers_the_observed_levels(power, kappa):
    observed = sorted({*ANXIETY[0], *ANXIETY[1]})
    assert 5 not in observed
    pairs = [(observed.index(a), observed.index(b)) for a, b in zip(*ANXIETY, strict=True)]
    assert weighted_kappa(pairs, power).value == pytest.approx(kappa, abs=5e-8)


@pytest.mark.parametrize(("power", "kappa"), [(1, 0.126214), (2, 0.229798)])
def test_we_take_the_declared_levels(power, kappa):
    assert weighted_kappa(list(zip(*ANXIETY, strict=True)), power).value == pytest.approx(kappa, abs=5e-7)


def test_kappa_by_hand():
    pairs = [(0, 0), (1, 2), (2, 1)]
    assert weighted_kappa(pairs, 2).value == pytest.approx(0.5)
    assert weighted_kappa(pairs, 1).value == pytest.approx(0.25)


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.691358), ("interval", 0.810845), ("ordinal", 0.806721), ("ratio", 0.808944)]
)
def test_alpha_of_three_coders(level, alpha):
    assert krippendorff_alpha(units_of(THREE_CODERS), level).value == pytest.approx(alpha, abs=5e-7)


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_of_four_observers(level, alpha):
    assert krippendorff_alpha(units_of(FOUR_OBSERVERS), level).value == pytest.approx(alpha, abs=5e-4)


def test_alpha_of_two_observers():
    both = units_of(["0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"])
    assert krippendorff_alpha(both, "nominal").value == pytest.approx(0.095, abs=5e-4)
    names = {letter: str(i) for i, letter in enumerate("abcde")}
    ben, gerry = ("a a b b d c c c e d d a", "b a b b b c c c e d d d")
    both = units_of([" ".join(names[letter] for letter in row.split()) for row in (ben, gerry)])
    assert krippendorff_alpha(both, "nominal").value == pytest.approx(0.692, abs=5e-4)


def test_alpha_by_hand():
    assert krippendorff_alpha(units_of(["0 1 0 0", "1 1 0 ."])).value == pytest.approx(4 / 9)
    assert krippendorff_alpha(units_of(["0 1", "1 0"])).value == pytest.approx(-0.5)


def test_mean_squares_of_shrout_and_fleiss():
    found = mean_squares(SHROUT_FLEISS)
    assert (found.practices, found.auditors, found.rest) == pytest.approx((11.24, 32.49, 1.02), abs=5e-3)


def test_intraclass_of_shrout_and_fleiss():
    found = intraclass(SHROUT_FLEISS)
    assert found.value == pytest.approx(0.2897638, abs=5e-8)
    assert (found.low, found.high) == pytest.approx((0.0188, 0.7611), abs=5e-5)


def test_intraclass_by_hand():
    assert intraclass([[1, 2], [3, 4]]).value == pytest.approx(4 / 5)


def test_f_quantiles_of_the_tables():
    assert f_quantile(0.95, 1, 10) == pytest.approx(4.96, abs=5e-3)
    assert f_quantile(0.975, 5, 15) == pytest.approx(3.58, abs=5e-3)
    assert f_quantile(0.95, 120, 120) == pytest.approx(1.35, abs=5e-3)
    assert (beta_share(0, 2, 3), beta_share(1, 2, 3)) == (0, 1)


def test_leniency_is_leave_one_out():
    found = leniency([dict(zip("abcd", row, strict=True)) for row in SHROUT_FLEISS])
    assert list(found.values()) == pytest.approx([3.166667, -3.722222, -1.277778, 1.833333], abs=5e-7)


def test_leniency_takes_only_what_was_rated_in_common():
    found = leniency([{"a": 2, "c": 3}, {"a": 1, "b": 1}, {"b": 2, "c": 2}, {"a": 4}])
    assert found == {"a": -0.5, "c": 0.5, "b": 0.0}


def test_identical_ratings_are_undefined():
    units = [{"a": 3.0, "b": 3.0}] * 8
    kappas = weighted_kappa(pairs_of(units)), mean_kappa(units)
    for found in (*kappas, krippendorff_alpha(units), intraclass([[3, 3]] * 8)):
        assert (found.value, found.reason) == (None, NO_SPREAD)
    assert share_within(pairs_of(units), 0).value == 1


def test_nothing_in_common_is_undefined():
    units = [{"a": 3.0}, {"b": 2.0}]
    for found in (weighted_kappa([]), mean_kappa(units), krippendorff_alpha(units), share_within([], 1)):
        assert (found.value, found.reason) == (None, TOO_FEW)
    assert intraclass([]).value is None
    assert leniency(units) == {}


def test_full_agreement_with_spread_is_one():
    units = [{"a": float(i % 5), "b": float(i % 5), "c": float(i % 5)} for i in range(10)]
    assert mean_kappa(units).value == krippendorff_alpha(units).value == 1
    assert intraclass([list(unit.values()) for unit in units]).value == pytest.approx(1)


Units = st.lists(
    st.lists(st.one_of(st.none(), st.integers(0, 4)), min_size=3, max_size=3), min_size=2, max_size=12
).map(lambda rows: [{str(i): float(v) for i, v in enumerate(row) if v is not None} for row in rows])


@given(Units, st.integers(0, 99))
def test_the_order_of_auditors_and_practices_does_not_matter(units, seed):
    chance = random.Random(seed)
    order = chance.sample("012", 3)
    shuffled = [{name: unit[name] for name in order if name in unit} for unit in chance.sample(units, len(units))]
    for measure in (krippendorff_alpha, mean_kappa):
        assert measure(shuffled).value == pytest.approx(measure(units).value, nan_ok=True)
    assert leniency(shuffled) == pytest.approx(leniency(units))


@given(Units)
def test_figures_stay_in_their_range(units):
    for found in (krippendorff_alpha(units), mean_kappa(units)):
        assert found.value is None or -1 - 1e-9 <= found.value <= 1 + 1e-9
        assert (found.value is None) == bool(found.reason)


@given(Units)
def test_kappa_is_the_same_on_a_stretched_scale(units):
    wide = [{name: 10 * value - 3 for name, value in unit.items()} for unit in units]
    assert mean_kappa(wide).value == pytest.approx(mean_kappa(units).value)
    assert krippendorff_alpha(wide).value == pytest.approx(krippendorff_alpha(units).value)


@example([[0, 1, 1], [2, 0, 0]])
@example([[0, 0, 1], [0, 1, 0]])
@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=12))
def test_an_intraclass_correlation_lies_in_its_range_and_in_its_interval(table):
    found = intraclass(table)
    assert (found.value is None) == bool(found.reason)
    assert found.value is None or -1 <= found.value <= 1
    if found.value is None or found.low is None or found.high is None:
        return
    assert found.low - 1e-6 <= found.value <= found.high + 1e-6


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=12))
def test_with_complete_data_leniencies_cancel_out(table):
    found = leniency([dict(zip("abc", row, strict=True)) for row in table])
    assert sum(found.values()) == pytest.approx(0, abs=1e-9)
    assert len(list(combinations(found, 2))) == 3
