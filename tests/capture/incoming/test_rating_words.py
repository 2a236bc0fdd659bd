"""What people type for a rating, and what it is taken for."""

import datetime as dt

import pytest

from cxaudit.capture.incoming.rating_words import Unclear, as_text, read_cases, read_rating, read_state
from cxaudit.model.scale import Scale

LABELS = {0: "Absent or harmful", 1: "Sporadic, depends on the person", 2: "Usually", 3: "Consistent", 4: None}
PRACTICE = Scale.model_validate({"levels": LABELS})
COVERAGE = Scale.model_validate({"levels": {"none": None, "some": "Some of them", "NA": None}})
WAIT = Scale.model_validate({"unit": "minutes", "best": 1, "worst": 10})
SHARE = Scale.model_validate({"unit": "percent", "best": 100, "worst": 0})


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ("2", "2"),
        (3.0, "3"),
        ("2.0", "2"),
        ("2,0", "2"),
        ("2 - usually ", "2"),
        ("2 – USUALLY", "2"),
        ("2: usually", "2"),
        ("2 usually", "2"),
        (" usually", "2"),
        ("Sporadic,  depends on\nthe person", "1"),
        ("4 - evidenced", "4"),
    ],
)
def test_a_level_is_known_by_its_number_and_by_its_words(given, level):
    assert read_rating(given, PRACTICE) == level


@pytest.mark.parametrize(
    ("given", "level"), [("SOME", "some"), ("some of THEM", "some"), ("some - Some of them", "some")]
)
def test_a_named_level_is_known_in_any_case(given, level):
    assert read_rating(given, COVERAGE) == level


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("7", "'7' is not on the scale of this practice = use 0, 1, 2, 3 or 4"),
        ("2.5", "'2.5' is not on the scale of this practice = there are no levels between two levels"),
        ("25", "'25' is not on the scale"),
        ("2.5 - usually", "'2.5 - usually' is not on the scale"),
        ("2-3", "'2-3' is not on the scale"),
        ("2 - Consistent", "'2 - Consistent' is two things at once: the number of level '2' and the words of '3'"),
        (True, "'TRUE' is not on the scale"),
        (dt.date(2026, 3, 2), "a date stands here (2026-03-02), not a rating = Excel makes a date of 2-3"),
        (dt.datetime(2026, 3, 2), "a date stands here (2026-03-02), not a rating"),  # noqa: DTZ001 - as calamine gives it
        (dt.time(4, 20), "a time stands here (04:20:00), not a rating"),
        (dt.timedelta(hours=30), "a time stands here"),
    ],
)
def test_what_is_no_level_is_said_with_what_to_do(given, said):
    with pytest.raises(Unclear) as problem:
        read_rating(given, PRACTICE)
    assert f"{problem.value} = {problem.value.hint}".startswith(said)


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("7,5", "7.5"),
        ("7.5 minutes", "7.5"),
        ("7 min", "7"),
        (7.0, "7"),
        ("-3", "-3"),
        ("0,5", "0.5"),
        (1e-05, "1e-05"),
    ],
)
def test_a_measured_value_may_have_a_comma_and_its_unit(given, value):
    assert read_rating(given, WAIT) == value


@pytest.mark.parametrize("given", ["1,234", "1.234,5", "12:30", "seven", "", "inf", "5 hours"])
def test_a_measured_value_that_is_unclear_is_refused(given):
    with pytest.raises(Unclear):
        read_rating(given, WAIT)


def test_a_percent_sign_is_a_unit_where_percent_are_measured():
    assert read_rating("85 %", SHARE) == "85"
    with pytest.raises(Unclear):
        read_rating("85 %", WAIT)


def test_cases_stand_one_after_another():
    given = '3; usually ;1 @2026-10-14T11:05 "11 rings; ""no"" answer";\n4 "x"'
    assert read_cases(given, PRACTICE) == [
        {"rating": "3", "at": "", "note": ""},
        {"rating": "2", "at": "", "note": ""},
        {"rating": "1", "at": "2026-10-14T11:05", "note": '11 rings; "no" answer'},
        {"rating": "4", "at": "", "note": "x"},
    ]


@pytest.mark.parametrize(
    ("given", "ratings"),
    [
        ("3, 4, 2", ["3", "4", "2"]),
        (3.0, ["3"]),
        ("Sporadic, depends on the person; 3", ["1", "3"]),
        ("3 “late”; 4", ["3", "4"]),
        (" ; ;", []),
    ],
)
def test_cases_in_other_spellings(given, ratings):
    assert [case["rating"] for case in read_cases(given, PRACTICE)] == ratings


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("3; 9", "'9' is not on the scale"),
        ("3 @late", "'late' is not a time"),
        ('3 "open', "cannot be read as a case"),
        ('"only a note"', "not on the scale"),
        (dt.date(2026, 3, 2), "a date stands here"),
    ],
)
def test_a_case_that_is_unclear_is_refused(given, said):
    with pytest.raises(Unclear, match=said):
        read_cases(given, PRACTICE)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ("n/a", ("not_applicable", "")),
        ("N/A: none here", ("not_applicable", "none here")),
        ("Not Applicable - no lift", ("not_applicable", "no lift")),
        ("not observed (it was dark)", ("not_observed", "it was dark")),
        ("not_observed", ("not_observed", "")),
        ("nah", None),
        ("not applicable to us", None),
    ],
)
def test_states_have_many_spellings(given, state):
    assert read_state(given) == state


@pytest.mark.parametrize(
    ("value", "text"), [(2.0, "2"), (0.1 + 0.2, "0.3"), (12345678.0, "12345678"), ("a\r\nb ", "a\nb"), (False, "FALSE")]
)
def test_a_value_is_shown_as_its_writer_saw_it(value, text):
    assert as_text(value) == text
