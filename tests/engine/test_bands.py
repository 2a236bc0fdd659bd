"""Bands and their gates; the ladder of the method notes (section C3) as data: five levels, each with its gates."""

import pytest

from cxaudit.engine.bands import Standing, band_of, held_bands
from cxaudit.model.load import load_checklist
from tests.engine.small_audits import UNSEEN, scored

SCORING = load_checklist("pulse").scoring  # the ladder as it is shipped
BANDS = SCORING.model_dump(mode="json", by_alias=True)["bands"]
LEVELS = {"reactive": 1, "defined": 2, "managed": 3, "consistent": 4, "leading": 5}


def level(score, stages=(1.0,), coverage=1.0, *, triggered=False, waves=2):
    standing = Standing(stages=tuple(stages), coverage=coverage, triggered=triggered, waves=waves)
    found = band_of(SCORING, score, standing)
    return None if found is None else LEVELS[found]


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.0, 1),
        (0.39, 1),
        (0.39999, 1),
        (0.4, 2),
        (0.5999, 2),
        (0.6, 3),
        (0.7499, 3),
        (0.75, 4),
        (0.8999, 4),
        (0.9, 5),
        (1.0, 5),
    ],
)
def test_the_floors(score, expected):
    assert level(score) == expected


def test_what_rounds_to_the_floor_at_six_decimals_has_reached_it():
    assert level(0.399999995) == 2
    assert level(0.399999994) == 1


def test_ninety_with_one_stage_just_below_sixty_is_level_three():
    assert level(0.9, (1.0, 0.599)) == 3
    assert level(0.9, (1.0, 0.6)) == 5
    assert level(0.9, (1.0, None)) == 5


def test_a_failed_critical_practice_keeps_everything_at_level_two():
    assert level(1.0, triggered=True) == 2
    assert level(0.3, triggered=True) == 1


def test_level_four_needs_nine_tenths_of_the_weight_rated():
    assert level(0.95, coverage=0.9) == 5
    assert level(0.95, coverage=0.899) == 3
    assert level(0.95, coverage=None) == 3


def test_level_five_needs_a_second_wave():
    assert level(0.95, waves=1) == 4


def test_no_score_has_no_level():
    assert level(None) is None


def test_what_holds_a_high_score_back_is_named():
    standing = Standing(stages=(1.0, 0.5), coverage=0.95, triggered=True, waves=1)
    assert held_bands(SCORING, 0.95, standing) == {
        "leading": ("stages_from", "no_critical", "waves"),
        "consistent": ("stages_from", "no_critical"),
        "managed": ("no_critical",),
    }
    assert held_bands(SCORING, 0.5, standing) == held_bands(SCORING, None, standing) == {}


@pytest.mark.parametrize(("waves", "band"), [(1, "consistent"), (2, "leading")])
def test_a_baseline_counts_as_a_wave_once_it_was_read(waves, band):
    parts = {"a.x": (9, 4), "b.x": (1, 4), "b.y": (1, UNSEEN)}
    scores = scored(
        parts,
        touchpoints={"a": {"stage": "s"}, "b": {"stage": "s"}},
        stages={"s": "Stay"},
        scoring={"bands": BANDS},
        audit={"baseline": "../nowhere/audit.yaml"},  # naming one is not enough
        waves=waves,
    )
    assert scores.coverage == pytest.approx(10 / 11)
    assert (scores.raw, scores.band) == (1.0, band)
    assert dict(scores.held) == ({} if waves == 2 else {"leading": ("waves",)})
