"""Half up, once, at display; and parts that add up to the printed whole."""

import pytest

from cxaudit.engine.rounding import share_out, tenths


@pytest.mark.parametrize(
    ("fraction", "printed"),
    [
        (0.0, 0),
        (1.0, 1000),
        (0.12349, 123),
        (0.1235, 124),
        (0.0005, 1),
        (0.0025, 3),
        (0.0015, 2),
        (0.65, 650),
        (2 / 3, 667),
        (0.5655, 566),
        (1.0005, 1001),
        (0.285, 285),
        (0.1 + 0.2, 300),
        (-0.0025, -3),
        (-0.12349, -123),
    ],
)
def test_tenths_round_half_up(fraction, printed):
    assert tenths(fraction) == printed


def test_float_noise_below_a_half_does_not_round_down():
    noisy = 0.0035 - 1e-17 + sum([0.1] * 3) - 0.3  # 3.5 tenths, with noise of either sign
    assert tenths(noisy) == 4
    assert tenths(1.0005 - 4e-14) == 1001


@pytest.mark.parametrize(
    ("fractions", "total", "shares"),
    [
        ([1 / 3, 1 / 3, 1 / 3], 1000, [334, 333, 333]),  # ties go to the earlier fraction
        ([0.0006, 0.0008, 0.0006], 2, [1, 1, 0]),  # the largest remainder first
        ([0.1, 0.2], 300, [100, 200]),
        ([0.0104, 0.0104], 20, [10, 10]),  # the difference of two rounded scores may be smaller
        ([0.001, 0.001], 1, [0, 1]),  # also by a whole tenth
        ([0.0], 1, [1]),
        ([0.0, 0.0], -1, [-1, 0]),
        ([], 0, []),
        ([], 5, []),
    ],
)
def test_shares_are_whole_tenths_that_add_up(fractions, total, shares):
    assert share_out(fractions, total) == shares
