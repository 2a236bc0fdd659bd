"""One thing in one ask: what is two, what may be, and what only looks like it."""

import pytest

from tests.lint.small_checklists import lint, practice


def two(ask: str) -> list[tuple[str, str]]:
    """Severity and quoted words of each finding of the rule."""
    found = lint(practice(ask=ask))
    return [(finding.severity, finding.quote) for finding in found if finding.rule == "two-things"]


@pytest.mark.parametrize(
    ("ask", "quote"),
    [
        ("Does the clerk greet the guest and offer a drink?", "guest and offer a"),
        ("Is the room clean and quiet?", "clean and quiet"),
        ("Are calls answered and logged?", "answered and logged"),
        ("Are waits short, and are they explained?", "short, and are they"),
        ("Is the hall clean, dry and lit?", "dry and lit"),
        ("Is every call answered as well as logged?", "answered as well as logged"),
        ("Does the guest get a map plus a plan of the house?", "map plus a"),
        ("Is a call returned within one day with the name of the owner?", "within one day with the name"),
        ("When a guest calls, is the call answered and logged?", "answered and logged"),
        ("Is the bill explained clearly and without haste?", "clearly and without haste"),
    ],
)
def test_two_acts_or_states_are_an_error(ask, quote):
    assert two(ask) == [("error", quote)]


@pytest.mark.parametrize(
    "ask",
    [
        "Do guests get a key and a map?",
        "Do staff know the menu and the price list?",
        "Does the clerk hand over forms, tickets or keys at the desk?",
        "Is the wait, the price, the name on the board?",
        "Is there a mirror, a hook and a seat in each room?",
    ],
)
def test_two_things_are_a_warning(ask):
    assert [severity for severity, _ in two(ask)] == ["warning"]


def test_either_of_two_things_is_a_hint():
    assert two("Is each wish or complaint written down?") == [("hint", "wish or complaint written")]


@pytest.mark.parametrize(
    "ask",
    [
        "Are the terms and conditions on one page?",
        "Can a guest wait less than two and a half hours?",
        "Does the shop open between nine and ten?",
        "Do the price on the shelf and the price at the till match?",
        "Can a guest with a pram and a suitcase reach the platform?",
        "Can a customer return goods without a form or a proof?",
        "Do one or two clerks stand at the desk?",
        "Does the clerk say whether the part is in stock or on order?",
        "Are ten or more seats free at noon?",
        "When the guest arrives, is the room, as promised, ready?",
        "Do callers reach an agent within three minutes, also in the busiest half hours, at noon?",
        "Does the guest speak within one hour with a manager?",
        'Does the clerk say "Welcome and good evening" to each guest?',
        "Does the surplus go to guests?",
        "Does a brand new room await the guest?",
        "Are food and drink served until ten?",
        "Is drinking water free for guests and their dogs?",
        "Is the name and date of birth asked for before each dose?",
        "Is a mother with a child or a pram helped up the stairs?",
        "Is each order, large or small, confirmed in writing?",
        "Are at least two ways to pay, cash among them, accepted?",
        "Do shop staff and phone staff give the same answer?",
    ],
)
def test_one_thing_passes(ask):
    assert two(ask) == []


def test_the_gravest_joint_of_an_ask_is_the_one_that_is_named():
    assert two("Is each wish or complaint read and answered?") == [("error", "read and answered")]


def test_an_ask_in_another_language_is_left_alone():
    assert not [
        one for one in lint(practice(ask="Wird and or plus gesagt?"), language="de") if one.rule == "two-things"
    ]
