"""Levels: missing, equal, in telegram style, off the ask."""

import pytest

from tests.lint.small_checklists import SOUND, broken, levels, lint, practice

YES_NO = {"yes-no": {"levels": {"0": "No", "1": "Yes"}}}


def found(rule: str, *practices, **top) -> list[tuple[str, str]]:
    return [(one.severity, one.message) for one in lint(*practices, **top) if one.rule == rule]


def test_a_missing_level_is_named_and_none_at_all_is_only_a_hint():
    some = levels("No guest was greeted", "", "Half of the guests were greeted", "", "All guests were greeted")
    assert found("missing-level", practice(anchors=some)) == [("warning", "levels 1, 3 have no text")]
    one = levels("No guest was greeted", "One guest was", "Half of the guests were greeted", "", "All guests were")
    assert found("missing-level", practice(anchors=one)) == [("warning", "level 3 has no text")]
    assert found("missing-level", practice(anchors=None)) == [("hint", "no level says what it means for this practice")]


def test_a_yes_and_no_needs_no_texts():
    part = practice(anchors=None, scale="yes-no", recommend=[SOUND["recommend"][0] | {"below": "1"}])
    scales = {"practice": {"levels": {"0": "a", "1": "b", "2": "c"}}} | YES_NO
    assert lint(part, scales=scales) == []
    shown = practice(
        anchors={"0": "Dark", "1": "Lit"}, scale="yes-no", recommend=[SOUND["recommend"][0] | {"below": "1"}]
    )
    assert lint(shown, scales=scales) == []


@pytest.mark.parametrize(
    ("lower", "upper"),
    [("The desk was clean", "The desk was very clean"), ("Staff are trained", "staff mostly trained.")],
)
def test_neighbours_that_differ_by_degree_are_equal(lower, upper):
    anchors = SOUND["anchors"] | {"2": lower, "3": upper}
    assert [severity for severity, _ in found("same-levels", practice(anchors=anchors))] == ["error"]


@pytest.mark.parametrize(
    ("lower", "upper"),
    [
        ("One guest was greeted", "Two guests were greeted"),
        ("Guests were greeted", "Guests were not greeted"),
        ("Half were greeted", "All were greeted"),
        ("It was sometimes so", "It was always so"),
        ("The desk was partly covered", "The desk was covered"),
    ],
)
def test_a_ladder_may_change_a_single_word(lower, upper):
    assert found("same-levels", practice(anchors=SOUND["anchors"] | {"2": lower, "3": upper})) == []


@pytest.mark.parametrize("text", ["none", "neutral", "slides only", "Not measured"])
def test_a_telegram_is_found(text):
    assert found("short-level", practice(anchors=SOUND["anchors"] | {"0": text}))


@pytest.mark.parametrize("text", ["3 of 5", "Two rooms", "All kept", "None kept", "10-20 %", "Nobody was asked"])
def test_numbers_and_amounts_are_no_telegram(text):
    assert not found("short-level", practice(anchors=SOUND["anchors"] | {"0": text}))


def test_several_telegrams_of_a_practice_are_one_finding():
    anchors = SOUND["anchors"] | {"0": "absent", "1": "rare", "2": "uneven"}
    assert [message for _, message in found("short-level", practice(anchors=anchors))] == [
        "level 0 is a telegram: 'absent', and so do 1, 2"
    ]


def test_levels_that_leave_the_ask_are_a_hint():
    assert broken(ask="Is the bill explained?") == {"levels-leave-ask"}
    assert broken(ask="Are greetings warm-hearted?") == set()  # greeted, greeting: one stem
    assert broken(ask="Is the bill explained?", title="Greeted at once") == set()
