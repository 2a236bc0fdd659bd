"""Words of an ask and its levels."""

import pytest

from tests.lint.small_checklists import SOUND, broken, levels, lint, practice


def named(rule: str, **given) -> list[str]:
    return [finding.quote for finding in lint(practice(**given)) if finding.rule == rule]


def test_an_ask_may_have_20_words():
    assert "long-ask" not in broken(ask="Does " + "word " * 18 + "end?")
    assert "long-ask" in broken(ask="Does " + "word " * 19 + "end?")


@pytest.mark.parametrize(
    ("ask", "word"),
    [
        ("Is each guest given a sincere apology?", "sincere"),
        ("Is each letter answered in a timely manner?", "timely"),
        ("Is the notice clear?", "clear"),
        ("Are guests usually greeted?", "usually"),
        ("Is the data handled lawfully?", "lawfully"),
        ("Would guests come again?", "Would guests"),
        ("Do guests feel welcome?", "guests feel"),
        ("Is the lobby in a good state?", "good"),
    ],
)
def test_what_nobody_can_see_is_quoted(ask, word):
    assert named("unseen-words", ask=ask) == [word]


@pytest.mark.parametrize(
    "ask",
    [
        "Does the remedy make good what the guest lost?",
        "Is personal information kept in a locked room?",
        "Is the fire exit clear?",
        "Is the table clear of plates when guests sit down?",
        "Does warm water come within a minute?",
        "Can staff say what a refund would cost?",
        "Does the clerk say how often the bus goes?",
        "Is there a child-friendly table?",
        'Does the clerk say "good to see you" to each guest?',
        "Does the clerk say good morning to each guest?",
        "Do guests asked at the door say that they feel at home?",
        "Is a voice prompt played before the tone?",
        "Does the alarm sound within a minute?",
    ],
)
def test_harmless_uses_pass(ask):
    assert named("unseen-words", ask=ask) == []


def test_a_word_is_fine_where_look_for_says_what_it_means():
    ask = "Does each announcement tell the caller something useful?"
    assert named("unseen-words", ask=ask) == ["useful"]
    assert named("unseen-words", ask=ask, look_for="Useful means the wait, or the place in line. Take ten.") == []


def test_levels_are_read_too_and_each_says_its_own_words():
    anchors = SOUND["anchors"] | {"1": "Mostly a vague greeting was given", "3": "All guests got a warm welcome"}
    assert named("unseen-words", anchors=anchors) == ["Mostly", "warm"]


@pytest.mark.parametrize(
    "ask",
    [
        "Is a letter answered within the published time?",
        "Is a letter answered within the agreed reply time?",
        "Are calls answered within target?",
        "Do trains leave on schedule?",
        "Does the desk meet its own standards?",
        "Are leads followed up within the service level?",
        "Is the lobby up to brand standard?",
    ],
)
def test_the_firms_own_target_is_no_yardstick(ask):
    assert len(named("own-target", ask=ask)) == 1
    assert named("own-target", ask=ask, look_for="Take ten. If no time is published, take two days.") == []


@pytest.mark.parametrize(
    "ask",
    [
        "Is the table set by the time the guest sits down?",
        "Can guests fill in the form in their own time?",
        "Does the crew come at the agreed time with the customer?",
        "Does the crew arrive within the window given to the customer?",
        "Is the target group named on the poster?",
        "When an agreed time is missed, does the client get the credit without a claim?",
    ],
)
def test_what_was_agreed_with_a_customer_is_a_yardstick(ask):
    assert named("own-target", ask=ask) == []


def test_a_level_with_the_firms_own_target_is_found():
    anchors = levels("No guest", "One guest", "Guests within target", "Two guests", "Three guests")
    assert named("own-target", anchors=anchors) == ["within target"]
