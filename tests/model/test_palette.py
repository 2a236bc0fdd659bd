"""Palettes: what is derived can be read, what cannot be read is refused, and what is suggested passes."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxaudit.model.contrast import contrast, lightness
from cxaudit.model.palette import GREY_APART, OURS, PAIRS, TONES, check_colours, derive_palette
from cxaudit.model.theme import Colours
from cxaudit.model.theme_files import load_theme
from cxaudit.model.themes import shipped_themes
from cxaudit.report.style import read_palette, read_style
from cxaudit.source import Source

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06X}")


def problems(colours):
    lines = ["cxaudit: theme/1", "colours:"]
    lines += [f"  {name}: {value}" for name, value in colours if name != "bands" and value]
    lines += [f"  bands: {colours.bands}"] if colours.bands else []
    return list(check_colours(colours, Source("theme.yaml", "\n".join(lines).encode())))


def test_our_colours_are_those_of_the_style_sheet_and_of_neutral():
    drawn = read_palette(read_style(None))
    assert {name: drawn[name] for name in OURS} == OURS
    neutral = load_theme("neutral").theme.colours
    assert {name: value for name, value in derive_palette(neutral).items() if name in drawn} == {
        name: value for name, value in drawn.items() if name in derive_palette(neutral)
    }


@pytest.mark.parametrize("name", shipped_themes())
def test_every_text_of_a_shipped_theme_can_be_read_and_its_bands_differ_in_grey(name):
    palette = derive_palette(load_theme(name).theme.colours)
    least = 7 if name == "high-contrast" else 4.5
    assert [pair for pair in PAIRS if contrast(palette[pair[0]], palette[pair[1]]) < least] == []
    steps = [lightness(palette[TONES[i]]) - lightness(palette[TONES[i + 1]]) for i in range(4)]
    assert min(steps) >= GREY_APART


def test_there_are_three_themes():
    assert list(shipped_themes()) == ["high-contrast", "neutral", "warm"]


def test_a_dark_accent_alone_is_a_theme():
    palette = derive_palette(Colours(accent="#2C5E50"))
    assert palette["accent-tint"] == "#ECF1EF"
    assert palette["ink"] == OURS["ink"]
    assert problems(Colours(accent="#2C5E50")) == []


def test_a_pale_accent_is_refused_with_its_ratio_and_a_darker_one():
    (issue,) = problems(Colours(accent="#E8C547"))
    assert issue.message == "accent #E8C547 on paper #FFFFFF has a contrast of 1.68:1; text needs at least 4.5:1"
    better = re.search("#[0-9A-F]{6}", issue.hint).group()
    assert problems(Colours(accent=better)) == []
    assert contrast(better, "#FFFFFF") < 6, "not darker than it must be"


def test_bands_that_are_one_in_grey_are_refused_by_number():
    bands = ["#D8ECF0", "#A0CECD", "#A0C9A0", "#AB4F26", "#6F1D26"]
    (issue,) = problems(Colours(accent="#173B5F", bands=bands))
    assert "bands 2 and 3 are too close: lightness 79.6 and 77.2" in issue.message
    bands[2] = re.search("#[0-9A-F]{6}", issue.hint).group()
    assert problems(Colours(accent="#173B5F", bands=bands)) == []


def test_bands_in_the_wrong_order_are_refused():
    found = problems(Colours(accent="#173B5F", bands=[OURS[tone] for tone in reversed(TONES)]))
    assert len(found) == 4


def test_the_text_of_a_band_is_judged_on_its_band():
    bands = ["#D8ECF0", "#A0CECD", "#CE9A46", "#808080", "#6F1D26"]
    (issue,) = problems(Colours(accent="#173B5F", bands=bands))
    assert issue.message.startswith("ink #17202A on band 4 #808080 has a contrast of 4.17:1")


def test_an_ink_that_no_band_can_carry_is_the_inks_fault():
    (issue,) = problems(Colours(accent="#173B5F", ink="#004334"))
    assert issue.message.startswith("ink #004334 on band 3")
    assert issue.line == 4


@settings(max_examples=40)
@given(accent=COLOURS, accent_tint=st.none() | COLOURS, ink=st.none() | COLOURS, tint=st.none() | COLOURS)
def test_who_takes_every_suggestion_has_a_palette_that_passes(accent, accent_tint, ink, tint):
    colours = Colours(accent=accent, **({"accent_tint": accent_tint} if accent_tint else {}))
    colours = colours.model_copy(update={"ink": ink, "tint": tint})
    found = problems(colours)
    hints = [re.search('"(#[0-9A-F]{6})"', issue.hint) for issue in found]
    if not all(hints):
        return
    rows = ["accent", "accent_tint", "ink", "tint"]
    written = [name for name, value in colours if name != "bands" and value]
    mended = {written[issue.line - 3]: hint.group(1) for issue, hint in zip(found, hints, strict=True)}
    assert set(mended) <= set(rows)
    assert problems(colours.model_copy(update=mended)) == []
