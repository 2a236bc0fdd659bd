"""Numbers as an English sentence and a table have them."""

import pytest

from cxaudit.report.phrases import all_of, coefficient, signed, signed_coefficient


@pytest.mark.parametrize(("amount", "shown"), [(19, "+1.9"), (-19, "−1.9"), (0, "0.0"), (1000, "+100.0"), (-5, "−0.5")])
def test_changes_carry_their_sign_and_a_real_minus(amount, shown):
    assert signed(amount) == shown


def test_coefficients_are_rounded_half_up_and_nothing_is_minus_zero():
    assert [coefficient(value) for value in (0.735, -0.004, -0.05, 1.0)] == ["0.74", "0.00", "−0.05", "1.00"]
    assert [signed_coefficient(value) for value in (0.054, -0.054, 0.001, -0.001)] == ["+0.05", "−0.05", "0.00", "0.00"]


def test_all_of_two_are_both():
    assert [all_of(count) for count in (2, 3, 30)] == ["Both", "All three", "All 30"]
