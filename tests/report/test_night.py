from itertools import pairwise

import pytest

from cxaudit.model.contrast import TEXT, contrast, lightness
from cxaudit.model.palette import PAIRS, TONES, derive_palette
from cxaudit.model.theme import Colours
from cxaudit.report.night import night_palette, night_style
from cxaudit.report.style import read_palette, read_style

OURS = read_palette(read_style(None))


def test_white_black_and_grey_turn_round():
    """Lightness of OKLab from its author's page: white 1, black 0; a grey has no hue, so its channels stay equal."""
    made = night_palette({"ink": "#000000", "paper": "#FFFFFF", "rule": "#808080"})
    assert lightness(made["paper"]) < 10
    assert lightness(made["ink"]) > 90
    assert len({made["rule"][i : i + 2] for i in (1, 3, 5)}) == 1


@pytest.mark.parametrize(
    "palette",
    [
        OURS,
        *(derive_palette(Colours(accent=accent)) for accent in ("#7A1F2B", "#00594C", "#4B2E83", "#6B5900", "#000000")),
        derive_palette(Colours(accent="#0B3D2E", ink="#000000", paper="#FFF8EC")),
    ],
    ids=lambda palette: palette["accent"] + palette["paper"],
)
def test_every_text_is_legible_on_a_dark_screen(palette):
    made = night_palette(palette)
    assert made.keys() == palette.keys()
    assert {(text, ground) for text, ground in PAIRS if contrast(made[text], made[ground]) < TEXT} == set()


def test_bands_stand_out_the_more_the_worse_they_are():
    light = [lightness(night_palette(OURS)[tone]) for tone in TONES]
    assert light == sorted(light)
    assert min(after - before for before, after in pairwise(light)) > 7


def test_dark_colours_are_for_screens_only_and_leave_the_cover():
    style = night_style(OURS)
    assert style.startswith("@media screen and (prefers-color-scheme:dark){:root{--ink:#")
    assert f"{{--accent:{OURS['accent']};--paper:#FFFFFF;}}" in style


def test_a_colour_of_the_users_own_that_belongs_to_nothing_breaks_nothing():
    palette = read_palette(read_style(None)) | {"on-hover": "#112233"}
    assert "on-hover" in night_palette(palette)
