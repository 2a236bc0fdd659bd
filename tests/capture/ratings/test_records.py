"""Records: one rule for two copies of an answer, and what no record may be."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxaudit.capture.ratings.records import Record, is_newer, is_same, read_record

GOOD = {"id": "front-desk.queue", "rev": 1, "device": "a1", "at": 5, "body": {"state": "rated"}}
PHOTO = {"id": "photo:0123456789abcdef", "rev": 1, "device": "a1", "at": 5, "body": {"practice": "front-desk.queue"}}
records = st.builds(
    Record,
    id=st.just("a.b"),
    rev=st.integers(1, 3),
    device=st.sampled_from("xyz"),
    at=st.integers(0, 3),
    body=st.just({}),
)


def merged(copies):
    """What stands after the copies came in one after the other."""
    standing = None
    for record in copies:
        if is_newer(record, standing):
            standing = record
    return standing


@given(st.lists(records, min_size=1, max_size=4))
def test_every_order_of_arrival_ends_with_the_same_record(copies):
    ends = {(end.rev, end.at, end.device) for end in map(merged, itertools.permutations(copies))}
    assert len(ends) == 1


def test_the_revision_decides_then_the_clock_then_the_device():
    old = Record("a.b", 2, "x", 9, {})
    assert is_newer(Record("a.b", 3, "a", 1, {}), old)  # a clock that went back decides nothing
    assert is_newer(Record("a.b", 2, "a", 10, {}), old)
    assert is_newer(Record("a.b", 2, "y", 9, {}), old)
    assert not is_newer(old, old)
    assert is_same(old, Record("a.b", 2, "x", 1, {}))
    assert not is_same(old, None)


def test_what_is_left_out_is_empty_and_numbers_become_texts():
    body = {"state": "rated", "observations": [{"rating": 2}, {"rating": 7.5, "at": None, "note": "x"}], "more": 1}
    assert read_record(GOOD | {"body": body}).body == {
        "state": "rated",
        "observations": [{"rating": "2"}, {"rating": "7.5", "note": "x"}],
        "reason": "",
        "note": "",
        "cause": "",
    }


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (2, "2"),
        (2.0, "2"),
        (0.1234567890123456, "0.1234567890123456"),
        (1.7976931348623151e308, "1.7976931348623151e+308"),
    ],
)
def test_a_number_keeps_every_digit(number, text):
    assert read_record(GOOD | {"body": {"observations": [{"rating": number}]}}).body["observations"] == [
        {"rating": text}
    ]


def test_what_no_file_can_hold_is_left_out():
    note = "a\x00b\x07c\r\nd\ud83d\tе\U0001f600"
    assert read_record(GOOD | {"body": {"note": note}}).body["note"] == "abc\nd\tе\U0001f600"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"id": "../../etc/passwd"}, "id"),
        ({"id": "photo:../x"}, "id"),
        ({"id": 5}, "id"),
        ({"rev": 0}, "'rev'"),
        ({"rev": 10**9 + 1}, "'rev'"),
        ({"rev": True}, "'rev'"),
        ({"rev": "1"}, "'rev'"),
        ({"at": -1}, "'at'"),
        ({"at": 10**15}, "'at'"),
        ({"device": ""}, "device"),
        ({"device": "a b"}, "device"),
        ({"body": None}, "no record"),
        ({"body": {"state": "perfect"}}, "no state"),
        ({"body": {"observations": {"a": 1}}}, "list"),
        ({"body": {"observations": [{"rating": None}]}}, "has a rating"),
        ({"body": {"observations": [{"rating": float("nan")}]}}, "has a rating"),
        ({"body": {"observations": [{"rating": "1"}] * 501}}, "at most 500"),
        ({"body": {"note": "x" * 20_001}}, "20,001 characters"),
        ({"body": {"reason": "x" * 2_001}}, "2,001 characters"),
        ({"body": {"note": ["x"]}}, "is a text"),
    ],
)
def test_what_is_no_record_is_refused_in_one_sentence(wrong, said):
    with pytest.raises(ValueError, match=said) as problem:
        read_record(GOOD | wrong)
    assert str(problem.value).endswith(".")


@pytest.mark.parametrize("wrong", [{"practice": "x"}, {"practice": None}, {"width": -1}, {"height": 1e9}])
def test_a_photo_names_its_practice_and_has_a_size(wrong):
    assert read_record(PHOTO).body["practice"] == "front-desk.queue"
    with pytest.raises(ValueError, match=r"practice|width|height"):
        read_record(PHOTO | {"body": PHOTO["body"] | wrong})


@pytest.mark.parametrize("data", [None, [], "x", 5, {}, {"body": {}}])
def test_what_is_nothing_like_a_record_is_refused(data):
    with pytest.raises(ValueError, match=r"record"):
        read_record(data)
