"""Amounts: exact in tables, three significant figures in sentences, half up, with the code of the currency."""

import pytest

from cxaudit.report.money import about, about_customers, about_money, exact_count, exact_money, money, share

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (396_000, f"EUR{SPACE}396,000"),
        (29_349, f"EUR{SPACE}29,300"),
        (278.95, f"EUR{SPACE}279"),
        (1_265_000, f"EUR{SPACE}1.27{SPACE}million"),
        (999_600, f"EUR{SPACE}1{SPACE}million"),
        (2_740_000_000, f"EUR{SPACE}2.74{SPACE}billion"),
        (-5_000, f"EUR{SPACE}\N{MINUS SIGN}5,000"),
        (85.2, f"EUR{SPACE}85.20"),
        (0, f"EUR{SPACE}0"),
    ],
)
def test_money_in_a_sentence(value, text):
    assert about_money(value, "EUR") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (396_000, "396,000"),
        (408.0000001, "408"),
        (466.6666, "466.67"),
        (0.005, "0.01"),
        (12_345.5, "12,346"),
        (1e20, "100,000,000,000,000,000,000"),
        (-99.5, "\N{MINUS SIGN}99.50"),
    ],
)
def test_money_in_a_table(value, text):
    assert exact_money(value) == text
    assert money(value, "CHF") == f"CHF{SPACE}{text}"


def test_other_numbers():
    assert [about(value) for value in (8.254, 842.4, 1_254, 0.0123, 99.95)] == ["8.25", "842", "1,250", "0.0123", "100"]
    assert [about_customers(value) for value in (841.5, 12.4, 0.4, 1500)] == ["842", "12", "0", "1,500"]
    assert [exact_count(value) for value in (841.5, 1500, 105.018, 12.04)] == ["841.5", "1,500", "105", "12.04"]
    assert [share(value) for value in (0.15, 0.083, 1, 0.3333333)] == [
        f"{text}{SPACE}%" for text in ("15", "8.3", "100", "33.3333")
    ]
