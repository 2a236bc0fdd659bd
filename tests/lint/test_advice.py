"""Advice and evidence."""

import pytest

from tests.lint.small_checklists import SOUND, broken, lint, practice

ROW = {"below": "4", "do": "Count the calls of each hour for two weeks.", "effort": "S", "owner": "Head of service"}


def messages(*rows, **top) -> list[str]:
    found = lint(practice(recommend=list(rows)), **top)
    return [finding.message for finding in found if finding.rule == "advice"]


@pytest.mark.parametrize(
    "text",
    [
        'Ask "What did this cost you? Tell me." in every complaint.',
        "Print three questions on the form – what happened, since when, what would put it right.",
        "Ring each guest by 5 p.m. Berlin time.",
        "Send e.g. A4 sheets to each desk.",
        "Trying rooms is the first task of each morning.",
    ],
)
def test_one_owned_act_passes(text):
    assert messages(ROW | {"do": text}) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Improve the greeting.", "'Improve' begins a wish, not an act"),
        ("Make sure that guests are greeted.", "'Make sure' begins a wish, not an act"),
        ("Print the rota; brief the team", "a ';' joins several acts"),
        ("Print the rota. Brief the team.", "a second sentence stands here"),
    ],
)
def test_wishes_and_bundles_are_found(text, said):
    assert messages(ROW | {"do": text}) == [said]


def test_owner_and_effort_are_asked_for_even_where_effort_has_a_default():
    assert messages({key: ROW[key] for key in ("below", "do", "owner")}) == ["this advice has no effort"]
    assert messages({key: ROW[key] for key in ("below", "do", "effort")}) == ["this advice has no owner"]


def test_levels_below_the_target_without_advice_are_named():
    assert messages() == ["there is no advice for any rating, below the target of 75"]
    assert messages(ROW | {"below": "2"}) == ["there is no advice for level 2, below the target of 75"]
    assert messages(ROW | {"below": "3"}) == []
    assert messages(ROW | {"below": "3"}, scoring={"target": 80}) == [
        "there is no advice for level 3, below the target of 80"
    ]


def test_a_measured_scale_needs_advice_up_to_the_target():
    scales = {"practice": {"unit": "minutes", "best": 1, "worst": 11}}

    def measured(below):
        part = practice(anchors=None, recommend=[ROW | {"below": below}])
        return [one.message for one in lint(part, scales=scales, scoring={"critical": {"at_or_below": 9}})]

    assert measured("2") == []
    assert measured("6") == ["there is no advice for values just below the target, below the target of 75"]


def test_an_advisory_practice_needs_no_advice():
    assert "advice" not in broken(recommend=[], advisory=True)


def test_the_same_advice_twice_is_no_second_step():
    assert messages(ROW | {"below": "2"}, ROW) == ["this is the advice of the row before it"]


@pytest.mark.parametrize(
    ("look_for", "evidence", "fires"),
    [
        ("Watch the door.", "log", True),
        (None, None, True),
        ("Watch the door.", "log of 10 arrivals", False),
        ("Watch each arrival of a morning.", "log", False),
        ("Ask two guests.", None, False),
    ],
)
def test_the_number_of_cases_is_asked_for(look_for, evidence, fires):
    assert ("no-number" in broken(look_for=look_for, evidence=evidence)) == fires


def test_a_yes_and_no_is_seen_once():
    scales = {"practice": {"levels": {"0": "No", "1": "Yes"}}}
    part = practice(anchors=None, look_for="Look.", evidence=None, recommend=[SOUND["recommend"][0] | {"below": "1"}])
    assert lint(part, scales=scales) == []
