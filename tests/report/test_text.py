"""How values look in print."""

import datetime as dt

import pytest
from markupsafe import Markup

from cxaudit.report import phrases, text


@pytest.mark.parametrize(
    ("fraction", "shown"),
    [
        (0.731, "73.1"),
        (0.0, "0.0"),
        (1.0, "100.0"),
        (None, "–"),
        (0.5125, "51.3"),
        (0.66949, "66.9"),
        (0.67 - 0.0005, "67.0"),
        (-0.125, "−12.5"),
    ],
)
def test_scores_are_rounded_half_up_and_no_score_is_a_dash(fraction, shown):
    assert text.show_score(fraction) == shown


def test_percents_have_a_space_that_does_not_break():
    assert text.show_percent(0.979) == "97.9\N{NO-BREAK SPACE}%"
    assert text.show_percent(0.125, 0) == "13\N{NO-BREAK SPACE}%"
    assert text.show_percent(None) == "–"


def test_days_are_written_out_whatever_the_locale():
    assert text.show_day(dt.date(2026, 10, 6)) == "6 Oct 2026"
    assert text.show_day(None) == "–"


@pytest.mark.parametrize(("value", "shown"), [(2.0, "2"), (2.5, "2.5"), (0.25, "0.25"), (10.0, "10"), (0.0, "0")])
def test_weights_have_no_needless_decimals(value, shown):
    assert text.show_number(value) == shown


def test_counts_agree_with_their_noun():
    assert [text.show_count(n, "practice") for n in (0, 1, 1200)] == ["0 practices", "1 practice", "1,200 practices"]
    assert [text.show_days(n) for n in (1, 2.5)] == ["1 day", "2.5 days"]
    assert [phrases.whole(n) for n in (0.75, 0.625)] == ["75", "62.5"]


def test_markdown_knows_paragraphs_lists_and_emphasis():
    shown = text.show_markdown("One **two** *three*.\n\n- a\n- b\n\n1. c\n")
    assert shown == (
        "<p>One <strong>two</strong> <em>three</em>.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        "<ol>\n<li>c</li>\n</ol>\n"
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![x](http://example.org/x.png)",
        "# Title",
        "<b onclick=x>",
        "`code`",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "&lt;script&gt;",
        "{{ 7 * 7 }}",
        "<http://example.org>",
    ],
)
def test_everything_else_stays_text(hostile):
    shown = text.show_markdown(hostile)
    assert shown.startswith("<p>")
    assert shown.count("<") == 2
    assert isinstance(shown, Markup)


def test_a_text_falls_into_its_blocks():
    assert text.split_blocks("One\ntwo.\n\n- a\n- b\n\nThree.") == ["One\ntwo.", "- a\n- b", "Three."]
    assert text.split_blocks("  \n") == []


def test_a_signature_stands_in_the_last_paragraph_or_after_the_last_list():
    by = Markup("<i>M. K.</i>")
    assert text.sign_text(text.show_markdown("One."), by) == "<p>One. <i>M. K.</i></p>\n"
    assert text.sign_text(text.show_markdown("- a"), by).endswith("</ul>\n<i>M. K.</i>")


@pytest.mark.parametrize(
    ("room", "shown"), [(100, "One two three. Four five six."), (20, "One two three."), (10, "One two…"), (6, "One…")]
)
def test_long_texts_end_with_a_sentence_or_a_word(room, shown):
    assert text.shorten("One  two\nthree. Four five six.", room) == shown
    assert len(shown) <= room


def test_a_word_without_blanks_is_cut():
    assert text.shorten("x" * 50, 10) == "x" * 9 + "…"


def test_a_heading_keeps_its_last_short_word():
    assert text.glue("what it cannot say.") == "what it cannot\N{NO-BREAK SPACE}say."
    assert text.glue("a Rindfleischetikettierung") == "a Rindfleischetikettierung"
    assert text.glue("One") == "One"


def test_no_line_begins_with_a_percent_sign():
    assert text.hold("85 % of 20, then 7 %.") == "85\N{NO-BREAK SPACE}% of 20, then 7\N{NO-BREAK SPACE}%."
    assert text.hold("100% and a %") == "100% and a %"
    assert text.hold(None) == ""
