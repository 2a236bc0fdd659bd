"""Thresholds: every value fits exactly one level, and the cases can show it."""

import pytest

from cxaudit.lint.intervals import CLOCK, SHARE, WORKDAYS, read_intervals
from tests.lint.small_checklists import levels, lint, practice


def said(*texts: str, **given) -> list[tuple[str, str]]:
    found = lint(practice(anchors=levels(*texts), **given))
    return [(finding.severity, finding.message) for finding in found if finding.rule == "thresholds"]


@pytest.mark.parametrize(
    ("level", "unit", "low", "high", "closed"),
    [
        ("Under 70 % were kept", SHARE, 0, 70, (True, False)),
        ("70 % or more were kept, but under 85 %", SHARE, 70, 85, (True, False)),
        ("95 % or more, but not all", SHARE, 95, 100, (True, False)),
        ("At least half, but fewer than nine in ten", SHARE, 50, 90, (True, False)),
        ("Between 70 and 85 percent", SHARE, 70, 85, (True, True)),
        ("70-85% of the calls", SHARE, 70, 85, (True, True)),
        ("Two thirds or more of the guests", SHARE, 200 / 3, 100, (True, True)),
        ("Two or three of the five guests", SHARE, 40, 60, (True, True)),
        ("Eight or more of the ten guests", SHARE, 80, 100, (True, True)),
        ("Four or all five guests", SHARE, 80, 100, (True, True)),
        ("More than 80 % of the guests", SHARE, 80, 100, (False, True)),
        ("Every guest was greeted", SHARE, 100, 100, (True, True)),
        ("No guest was greeted", SHARE, 0, 0, (True, True)),
        ("Within two hours, but after more than 30 minutes", CLOCK, 30, 120, (False, True)),
        ("Within half an hour", CLOCK, 0, 30, (True, True)),
        ("1 to 5 minutes", CLOCK, 1, 5, (True, True)),
        ("Within one working day", WORKDAYS, 0, 1, (True, True)),
        ("Traces in two or more rooms", "room", 2, float("inf"), (True, True)),
        ("Four, five or six trials failed", "trial", 4, 6, (True, True)),
    ],
)
def test_numbers_are_read_as_intervals(level, unit, low, high, closed):
    found = read_intervals(level)[unit]
    assert (found.low, found.high) == pytest.approx((low, high))
    assert (found.low_in, found.high_in) == closed


@pytest.mark.parametrize(
    ("level", "unit"),
    [
        ("70 % were kept and 80 % were told", SHARE),
        ("In the last half hour it was full", SHARE),
        ("No answer was wrong, and all six were written", SHARE),
        ("At least one of them was late", "them"),
        ("It took two minutes", CLOCK),
        ('The words "within two hours" were used', CLOCK),
        ("Seen at 15:00 by a guest", "guest"),
    ],
)
def test_what_is_said_in_two_ways_or_by_the_way_is_not_read(level, unit):
    assert unit not in read_intervals(level)


def test_holes_and_overlaps_are_named_with_the_value():
    assert said("Under 50 %", "50 to 70 %", "70 to 90 %", "Over 90 %", "All, and at once") == [
        ("error", "70 % fits level 1 and level 2"),
    ]
    assert said(
        "Under 50 %", "60 % or more, but under 80 %", "80 % or more, but under 90 %", "90 % or more", "x y z"
    ) == [
        ("error", "55 % fits neither level 0 nor level 1"),
    ]
    assert said("Under 50 %", "Over 50 %, but under 80 %", "80 % or more", "a b c", "x y z") == [
        ("error", "50 % fits neither level 0 nor level 1"),
    ]
    assert said("One of the five", "Three of the five", "Four of the five", "All five", "x y z") == [
        ("error", "2 of 5 fits neither level 0 nor level 1")
    ]
    assert said("After more than an hour", "Within 50 minutes", "Within ten minutes", "a b c", "x y z") == [
        ("error", "55 minutes fits neither level 1 nor level 0")
    ]
    assert said("Six or more trials failed", "Two to four trials failed", "One trial failed", "a b c", "x y z") == [
        ("error", "5 fits neither level 1 nor level 0")
    ]


@pytest.mark.parametrize(
    "texts",
    [
        ("No case was", "Fewer than half were", "At least half were, but not all", "All were", "All were, and at once"),
        (
            "Fewer than half",
            "At least half, but under 80 %",
            "80 % or more, but under 95 %",
            "95 % or more",
            "All rooms",
        ),
        ("80 % or more failed", "50 % to under 80 % failed", "Under 50 % failed", "None failed today", "x y z"),
        ("0-49 %", "50-79 %", "80-89 %", "90-99 %", "100 % of the calls"),
        ("After two hours", "Within two hours", "Within one hour", "Within 30 minutes", "Within ten minutes"),
        ("None of the four facts", "One of the four", "Two of the four", "Three of the four", "All four facts"),
        ("Two or more rooms by day", "One room by day", "Two or more rooms by night", "One room by night", "No room"),
        (
            "In eight or more of the ten",
            "In five to seven of the ten",
            "In two to four of the ten",
            "In one",
            "In none",
        ),
        ("0 %", "25 %", "50 %", "75 %", "100 %"),
        ("At least one fact", "At least two facts", "At least three facts", "At least four facts", "All facts"),
        ("More than a day", "1 day", "Within 4 hours", "Within an hour", "At once, by phone"),
        ("It took 60 minutes or more", "30 to 59 minutes", "10 to 29 minutes", "5 to 9 minutes", "Under 5 minutes"),
    ],
)
def test_sound_ladders_pass(texts):
    assert said(*texts) == []


def test_cases_must_be_able_to_show_each_step():
    texts = (
        "Under 80 % were kept",
        "80 % or more, but under 95 %",
        "95 % or more, but not all",
        "All were kept",
        "x y z",
    )
    ten, twenty = "Take the last ten promises kept.", "Take the last 20 promises kept."
    assert said(*texts, look_for=ten, evidence="log") == [
        ("warning", "10 cases cannot show the step from 95 % to 100 %: one case is 10 %")
    ]
    assert said(*texts, look_for=twenty, evidence="log") == []
    assert said(*texts, look_for="Ask two clerks, at ten desks.", evidence="log") == []  # other things than the rated
    assert said(*texts, look_for="Take two promises kept, then eight more.", evidence="log") == []


def test_a_condition_on_all_leaves_a_hole_when_the_level_below_shuts_the_door():
    shut = ("No reply", "A reply", "Half were in time", "Nine in ten were, but not all", "All were, each with a name")
    assert said(*shut) == [
        ("error", "'all' without the condition of level 4 fits no level, since level 3 says 'not all'")
    ]
    assert said(*shut[:3], "Nine in ten were", "All were, each with a name") == []
