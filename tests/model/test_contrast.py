"""Contrast and lightness against published numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxaudit.model.contrast import contrast, lightness, mix, nearest, read_colour, show_ratio

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


# As the contrast checkers of the W3C, WebAIM and others print them.
@pytest.mark.parametrize(
    ("one", "other", "published"),
    [
        ("#000000", "#FFFFFF", 21.0),
        ("#777777", "#FFFFFF", 4.48),
        ("#767676", "#FFFFFF", 4.54),
        ("#0000FF", "#FFFFFF", 8.59),
        ("#FF0000", "#FFFFFF", 4.0),
        ("#008000", "#FFFFFF", 5.14),
        ("#FFFF00", "#FFFFFF", 1.07),
        ("#595959", "#FFFFFF", 7.0),
        ("#949494", "#FFFFFF", 3.03),
        ("#FFFFFF", "#FFFFFF", 1.0),
    ],
)
def test_contrast_is_the_published_one(one, other, published):
    assert round(contrast(one, other), 2) == published
    assert contrast(one, other) == contrast(other, one)


# CIE L* of sRGB colours, Lindbloom's calculator and the table of CSS Color 4.
@pytest.mark.parametrize(
    ("colour", "published"),
    [("#000000", 0), ("#FFFFFF", 100), ("#777777", 50.03), ("#FF0000", 53.24), ("#0000FF", 32.30), ("#00FF00", 87.73)],
)
def test_lightness_is_the_published_one(colour, published):
    assert lightness(colour) == pytest.approx(published, abs=0.02)


@pytest.mark.parametrize(
    ("written", "read"),
    [("#173b5f", "#173B5F"), ("173B5F", "#173B5F"), ("#abc", "#AABBCC"), (" 000 ", "#000000"), ("#12345", None)]
    + [(text, None) for text in ("white", "", "#GGGGGG", "rgb(0,0,0)", "#1234567", "#12345678")],
)
def test_colours_are_read_in_every_usual_form(written, read):
    assert read_colour(written) == read


@given(COLOURS, COLOURS)
def test_contrast_lies_between_1_and_21(one, other):
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS)
def test_every_colour_has_a_near_one_that_is_legible_on_white(colour):
    found = nearest(colour, lambda tried: contrast(tried, "#FFFFFF") >= 4.5)
    assert found
    assert contrast(found, "#FFFFFF") >= 4.5


def test_the_nearest_is_found_in_both_directions():
    assert nearest("#777777", lambda tried: contrast(tried, "#FFFFFF") >= 4.5) == "#767676"
    lighter = nearest("#777777", lambda tried: contrast(tried, "#000000") >= 4.8)
    assert lighter
    assert lightness(lighter) > lightness("#777777")
    assert nearest("#777777", lambda tried: False) is None


def test_mixing_is_linear_and_rounds_half_up():
    assert mix("#000000", "#FFFFFF", 0) == "#000000"
    assert mix("#000000", "#FFFFFF", 1) == "#FFFFFF"
    assert mix("#000000", "#FFFFFF", 0.5) == "#808080"


def test_a_ratio_that_fails_is_never_printed_as_one_that_passes():
    assert show_ratio(4.4999) == "4.4999:1"
    assert show_ratio(4.48) == "4.48:1"
    assert show_ratio(21) == "21.00:1"
