"""Twenty faults of a real draft: the quoted wording breaks the named rules, the better wording does not."""

from typing import Any

import pytest

from tests.lint.small_checklists import HEAD, broken, levels, lint, lint_text, practice

# The numbers under which the faults were collected, and the rules that find them.
RULES = {
    1: {"two-things"},
    2: {"unseen-words"},
    3: {"missing-level", "same-levels"},
    6: {"own-target"},
    10: {"thresholds"},
}
PUBLISHED = {"look_for": "Make six attempts. If no hours are published, test on working days from 9:00 to 17:00."}
FAULTS: dict[str, tuple[list[int], dict[str, Any], list[dict[str, Any]]]] = {
    "01 a person and a manager": (
        [1, 6],
        {
            "ask": "Can a customer reach a competent person, and a manager on request, through a live channel in "
            "published hours?"
        },
        [
            {"ask": "Can a customer speak with a person during the published hours?"} | PUBLISHED,
            {"ask": "Does a customer who asks for a manager speak with one by the end of the next working day?"},
            {"ask": "Does the first person reached name the next step without asking a colleague?"},
        ],
    ),
    "02 relying on a person": (
        [2],
        {"ask": "At the end of the contact would the customer rely on this person again?"},
        [
            {
                "ask": "Do customers asked at the door want the same person next time?",
                "look_for": "Ask five customers at the door.",
                "anchors": levels(
                    "None of the five wanted the same person",
                    "One of the five wanted the same person",
                    "Two or three of the five wanted the same person",
                    "Four of the five wanted the same person",
                    "All five wanted the same person, each with a reason",
                ),
            }
        ],
    ),
    "03 speed and tone": (
        [1, 2, 6],
        {"ask": "Is each complaint acknowledged within the set time with a sincere apology?"},
        [
            {"ask": "Does a person acknowledge each complaint within one working day?"},
            {"ask": "Does the customer get an apology that names what went wrong?"},
        ],
    ),
    "04 heard and acknowledged": (
        [1],
        {"ask": "Is the customer heard to the end, with emotion acknowledged and not minimised?"},
        [
            {"ask": "Is the customer heard to the end before anyone answers?"},
            {"ask": "Does the handler say what the trouble means for this customer?"},
        ],
    ),
    "05 levels in brackets": (
        [3, 10],
        {
            "ask": "Are promises kept?",
            "evidence": "promise register: kept on time / made, last 30",
            "anchors": levels(
                "below 80% kept",
                "",
                "90 to 94% kept, lapses not told (1: 80-89%, 3: 95-97%)",
                "",
                "98% or more kept, every lapse told in advance",
            ),
        },
        [
            {
                "ask": "Are promises to customers kept by the time that was given?",
                "look_for": "List the last 20 promises that named a time.",
                "anchors": levels(
                    "Under 70 % were kept",
                    "70 % or more were kept, but under 85 %",
                    "85 % or more were kept, but under 95 %",
                    "95 % or more were kept, but not all",
                    "All were kept",
                ),
            }
        ],
    ),
    "06 rude, flat, warm": (
        [1, 2],
        {
            "ask": "Is every observed contact polite, warm and free of rudeness, including under pressure?",
            "anchors": levels(
                "any rude or dismissive contact",
                "",
                "polite but flat, lapses under pressure",
                "",
                "warm and calm throughout",
            ),
        },
        [
            {
                "ask": "Does every observed contact stay free of contempt?",
                "look_for": "Watch ten contacts. Contempt is shouting, mockery, turning away.",
                "anchors": levels(
                    "Contempt was shown in two or more contacts",
                    "Contempt was shown in one contact",
                    "Contempt was shown in none, but somebody was left standing without a word",
                    "Contempt was shown in none",
                    "Contempt was shown in none, one of them a contact under pressure",
                ),
            }
        ],
    ),
    "07 fit, speed and effort": (
        [1, 6],
        {"ask": "Is a remedy that fits the harm offered within the set time, with no hoops?"},
        [
            {"ask": "Does the remedy make good what the customer lost?"},
            {"ask": "Does the remedy reach the customer within five working days?"},
            {"ask": "Does the customer get the remedy without a further step?"},
        ],
    ),
    "08 three groups": (
        [1],
        {"ask": "Can people with disabilities, other languages or no internet use each main touchpoint?"},
        [
            {"ask": "Can a wheelchair user reach the counter without help?"},
            {"ask": "Can the main task be finished with the keyboard alone?"},
            {"ask": "Can a customer without internet finish the main task?"},
        ],
    ),
    "09 personal information": (
        [1, 2],
        {
            "ask": "Is personal information collected for a stated purpose, kept safely and visible to the customer?",
            "anchors": levels("unsafe or unlawful handling", "", "notice only", "", "minimal, customer can see it"),
        },
        [
            {
                "ask": "Can staff say what each field of the form is used for?",
                "look_for": "Point at five fields of the form.",
                "anchors": levels(
                    "Staff could say it for none of five fields",
                    "Staff could say it for one or two of five fields",
                    "Staff could say it for three or four of five fields",
                    "Staff could say it for all five fields",
                    "Staff could say it for all five fields, as the form does",
                ),
            }
        ],
    ),
    "10 sound sampling": (
        [1, 2],
        {"ask": "Is customer perception collected by touchpoint with sound sampling, and reported with its error?"},
        [
            {"ask": "Is every main touchpoint followed by a question to the customer within a week?"},
            {"ask": "Does the report say how many customers answered?"},
        ],
    ),
    "11 five objects, three states": (
        [1],
        {"ask": "Are premises, vehicles, screens, documents and staff appearance clean, working and in order?"},
        [{"ask": "Does everything a guest uses in the first ten minutes work?"}],
    ),
    "12 the second promise": (
        [2, 3],
        {
            "ask": "Are recovery commitments kept?",
            "anchors": levels("broken second promise", "", "mostly kept, vague", "", "kept, told early if at risk"),
        },
        [
            {
                "ask": "Does the handler promise only what then happens?",
                "rate": "case",
                "anchors": levels(
                    "A promise was broken in silence",
                    "A promise was broken, but the customer was told beforehand",
                    "No promise was broken, but one lacked an act or a date",
                    "Each promise named an act and a date and was kept",
                    "Each promise named an act and a date and was kept, and the handler said what could not be done",
                ),
            }
        ],
    ),
    "13 side by side": (
        [1],
        {"ask": "Are retention and experience spending reviewed side by side with acquisition spending?"},
        [
            {
                "ask": "Is the cost of keeping a customer shown beside the cost of winning one?",
                "anchors": levels(
                    "Neither cost is known",
                    "One of the costs is known",
                    "Both costs are known, in different papers",
                    "Both costs stand on one page",
                    "Both costs stand on one page that led to a dated decision",
                ),
            }
        ],
    ),
    "14 the published time": (
        [6],
        {"ask": "Do enquiries on every offered channel get a complete answer within the published time?"},
        [
            {
                "ask": "Does an enquiry get a complete answer within one working day?",
                "look_for": "Send two enquiries on each channel the firm offers.",
            }
        ],
    ),
    "15 grouped and removed": (
        [1],
        {"ask": "Are complaints grouped by cause, and has a top cause been removed in the last quarter?"},
        [
            {"ask": "Can the company name the three commonest causes of last quarter's complaints?"},
            {"ask": "Is the commonest cause of last quarter gone?"},
        ],
    ),
    "19 a door shut from above": (
        [10],
        {
            "ask": "Does a person acknowledge each complaint within one working day?",
            "anchors": levels(
                "No complaint was acknowledged in time",
                "Fewer than half were acknowledged in time",
                "At least half were, but fewer than nine in ten",
                "At least nine in ten were, but not all",
                "All were, each with the name of the person in charge",
            ),
        },
        [
            {
                "ask": "Does a person acknowledge each complaint within one working day?",
                "anchors": levels(
                    "No complaint was acknowledged in time",
                    "Fewer than half were acknowledged in time",
                    "At least half were, but fewer than nine in ten",
                    "At least nine in ten were",
                    "All were, each with the name of the person in charge",
                ),
            }
        ],
    ),
}
SHARING_NO_WORD = {"levels-leave-ask"}  # these cases borrow their levels from another practice


@pytest.mark.parametrize("name", FAULTS)
def test_the_quoted_wording_is_found(name):
    numbers, worse, _ = FAULTS[name]
    found = broken(**worse)
    for number in numbers:
        assert found & RULES[number], f"rule {number} finds nothing: {found}"


@pytest.mark.parametrize("name", FAULTS)
def test_the_better_wording_is_clean(name):
    for better in FAULTS[name][2]:
        assert broken(**better) - SHARING_NO_WORD == set(), better["ask"]


def test_16_three_acts_and_nobody():
    worse = [{"below": "4", "do": "Ban blame phrases; coach ownership words; audit weekly"}]
    better = "Let a second person read every complaint reply for blame before it leaves, until twenty need no change."
    messages = [finding.message for finding in lint(practice(recommend=worse)) if finding.rule == "advice"]
    assert messages == ["this advice has no owner and no effort", "a ';' joins several acts"]
    assert broken(recommend=[{"below": "4", "do": better, "owner": "Complaints lead", "effort": "S"}]) == set()


def test_17_two_in_five_matter_most():
    top = {"is": 5, "because": "Nothing kind makes up for it."}

    def weighing(*weights):
        return [finding.message for finding in lint(*(practice(weight=weight, evidence="log") for weight in weights))]

    assert any(
        message.startswith("24 of 61 practices have the top weight of 5") for message in weighing(*[5] * 24, *[3] * 37)
    )
    assert weighing(*[top] * 12, *[1] * 10, *[2] * 10, *[3] * 10, *[4] * 19) == []
    assert weighing(5, *[3] * 30) == ["the top weight of 5 stands here without a reason"]


def test_18_more_evidence_than_a_visit_has_minutes():
    texts = ["log of 10 cases", "10 contacts watched", "ten accounts, with dates"]
    practices = [practice(evidence=texts[number % 3]) for number in range(30)]
    found = lint(*practices)
    assert [finding.message for finding in found] == [
        "30 practices ask for 300 pieces of evidence, for a visit of 240 minutes"
    ]
    assert lint(*practices, about="Ten case files of last month are pulled before the visit.") == []


def test_20_a_fault_in_a_working_room_is_a_human_find():
    """Machines miss the misreading: no rule is named for it. The better wording is clean."""
    assert (
        broken(ask="After reporting a fault, does the guest have a working room within 30 minutes?") <= SHARING_NO_WORD
    )


def test_a_critical_practice_that_hangs_on_a_fact_never_gets_here():
    """The model refuses it, so no rule is needed."""
    from cxaudit.errors import InputError

    text = (
        "touchpoints: {desk: {practices: {a: {ask: Is it lit?, critical: yes, only_if: lift}}}}\nfacts: {lift: Lift?}\n"
    )
    with pytest.raises(InputError, match="a critical practice cannot depend on a fact"):
        lint_text("".join(f"{key}: {value}\n" for key, value in HEAD.items()) + text)
