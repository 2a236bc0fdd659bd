"""Texts in charts: their width, how they break, and how they are cut."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxaudit.report.charts import fit, width_of, wrap

LETTERS = st.text("abcdefghij ÄÖÜßéñ.,-/0123456789 Wm 网站与预订、。ー", max_size=60)
SIZES = st.sampled_from([6.75, 7.25, 8.0, 8.5])


def test_width_is_the_sum_of_the_font_s_advances():
    assert width_of("0123456789", 10) == pytest.approx(10 * width_of("0", 10))  # tabular figures
    assert width_of("iW", 8) == pytest.approx(width_of("i", 8) + width_of("W", 8))
    assert width_of("Wide", 8, bold=True) > width_of("Wide", 8) > width_of("Wide", 7)
    assert width_of("", 8) == 0


def test_letters_of_other_fonts_have_a_width_as_well():
    assert width_of("网站", 8) == 16  # square letters
    assert width_of("שלום", 8) == pytest.approx(4 * 0.62 * 8)
    assert width_of("e\N{COMBINING ACUTE ACCENT}", 8) == pytest.approx(width_of("e", 8))


def test_breaks_between_words_first():
    assert wrap("Website and booking", 8, 40, bold=True) == ("Website", "and", "booking")
    assert wrap("Check-out and bill", 8, 44, bold=True) == ("Check-out", "and bill")


@pytest.mark.parametrize(
    ("language", "word", "lines"),
    [
        ("de", "Beschwerdebearbeitung", ("Beschwerde-", "bearbeitung")),
        ("de-AT", "Beschwerdebearbeitung", ("Beschwerde-", "bearbeitung")),
        ("en", "Communication", ("Communica-", "tion")),
    ],
)
def test_long_words_are_hyphenated_in_the_document_s_language(language, word, lines):
    assert wrap(word, 8, 46, language=language) == lines


def test_an_unknown_language_still_breaks_words():
    lines = wrap("Xylophonistinnenvereinigung", 8, 40, language="tlh")
    assert "".join(line.removesuffix("-") for line in lines) == "Xylophonistinnenvereinigung"
    assert len(lines) > 1


def test_chinese_breaks_between_letters_but_no_line_begins_with_a_full_stop():
    assert wrap("住店期间的各项请求", 8, 33) == ("住店期间", "的各项请", "求")
    assert all(line[0] not in "。、" for line in wrap("前台接待。停车场、早餐服务", 8, 33))


def test_a_greatest_number_of_lines_ends_in_an_ellipsis():
    assert wrap("Requests during the whole stay", 8, 44, most=2) == ("Requests", "during the…")
    assert wrap("Requests", 8, 44, most=2) == ("Requests",)
    assert wrap("   ", 8, 44) == ()


def test_cuts_at_words_then_at_letters():
    assert fit("Step-free rooms findable", 7.25, 400) == "Step-free rooms findable"
    assert fit("Step-free rooms findable", 7.25, 60) == "Step-free rooms…"
    assert fit("Rooms, findable", 7.25, 45) == "Rooms…"
    assert fit("Parkplatzbewirtschaftung", 7.25, 50).startswith("Parkplatz")
    assert fit("Parkplatz", 7.25, 1) == ""


@given(LETTERS, SIZES, st.floats(12, 200), st.sampled_from(["en", "de", "zh", "none"]), st.booleans())
@settings(max_examples=200)
def test_lines_fit_and_lose_no_letter(text, size, room, language, bold):
    lines = wrap(text, size, room, bold=bold, language=language)
    assert all(0 < width_of(line, size, bold=bold) <= room + 1e-9 for line in lines)
    # Hyphens are the only thing that is added, spaces the only one that is dropped.
    kept = re.sub(r"[\s-]", "", text)
    assert re.sub(r"[\s-]", "", "".join(lines)) == kept


@given(LETTERS, SIZES, st.floats(0, 200), st.integers(1, 4))
@settings(max_examples=200)
def test_what_is_cut_fits(text, size, room, most):
    short = fit(text, size, room)
    assert width_of(short, size) <= room + 1e-9
    assert short in (text, "") or (short.endswith("…") and text.startswith(short.removesuffix("…")))
    assert len(wrap(text, size, max(room, 12), most=most)) <= most
