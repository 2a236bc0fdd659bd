"""Answers survive their file: whatever an auditor's page may send, the file is read again, and as the same edit."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxaudit.capture.ratings.entries import digest, is_reason
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.fitting import check_body
from cxaudit.capture.ratings.records import Record, blank_body, read_record
from cxaudit.model.load import load_audit
from tests.capture.mini import write_mini

GREETING, CALL, HOLD, WAIT = "front-desk.greeting", "24-hours.call", "24-hours.hold", "front-desk.wait"

odd = st.sampled_from(
    [
        "no",
        "n/a",
        "-",
        "x",
        "1.10",
        "- a",
        "# a",
        "a\n# b\n",
        "\u2028a",
        "\ufeff",
        "\xa0a",
        "\u200b",
        "\ta",
        "a: b",
        "~",
        " a ",
    ]
)
texts = st.one_of(odd, st.lists(odd, max_size=3).map("".join), st.text(max_size=20))
moments = st.one_of(
    st.datetimes(timezones=st.one_of(st.none(), st.timezones())).map(dt.datetime.isoformat),
    st.times().map(dt.time.isoformat),
    st.dates().map(dt.date.isoformat),
    st.sampled_from(
        ["11:05", "11:05+02:00", "11:05Z", "20261014", "2026-W42-3", "2026-10-14T11:05:00+02:00:30", "soon"]
    ),
)
numbers = st.one_of(
    st.integers().map(str), st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["1.10", "1e3", "1e-05"])
)


def answers(key: str, ratings: st.SearchStrategy, most: int) -> st.SearchStrategy:
    more = {"at": moments, "note": texts} if most > 1 else {"at": moments}
    return st.fixed_dictionaries(
        {
            "id": st.just(key),
            "rev": st.just(3),
            "device": st.just("p"),
            "at": st.just(7),
            "body": st.fixed_dictionaries(
                {
                    "state": st.sampled_from(["", "rated", "not_applicable", "not_observed"]),
                    "observations": st.lists(st.fixed_dictionaries({"rating": ratings}, optional=more), max_size=most),
                    "reason": texts,
                    "note": texts,
                    "cause": texts,
                }
            ),
        }
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_mini(tmp_path_factory.mktemp("mini"))


levels = st.sampled_from("0123")


@given(
    st.one_of(
        answers(GREETING, levels, 1), answers(CALL, levels, 3), answers(WAIT, numbers, 1), answers(HOLD, numbers, 3)
    )
)
@settings(max_examples=120, suppress_health_check=list(HealthCheck))
def test_what_may_be_saved_can_be_read_and_is_no_edit_by_hand(folder, data):
    record = read_record(data)
    assert check_body(folder, record) is None
    ratings = AuditorRatings(folder, "tn")
    ratings.path.unlink(missing_ok=True)
    ratings.put(record)
    ratings.save()
    found = AuditorRatings.open(folder, "tn").records[record.id]
    assert (found.rev, found.device) == (3, "p")
    assert {name: found.body[name] for name in ("note", "reason") if record.body[name].strip()} == {
        name: record.body[name] for name in ("note", "reason") if record.body[name].strip()
    }


@pytest.mark.parametrize("reason", ["n/a", "-", " X ", "no"])
def test_a_reason_that_says_nothing_is_kept_and_does_not_count(tmp_path, reason):
    folder = write_mini(tmp_path)
    ratings = AuditorRatings.open(folder, "tn")
    ratings.put(Record(GREETING, 1, "p", 7, blank_body() | {"state": "not_applicable", "reason": reason}))
    ratings.save()
    loaded = load_audit(tmp_path)
    assert GREETING not in loaded.ratings["tn"]
    assert [issue.level for issue in loaded.warnings] == ["warning"]
    assert AuditorRatings.open(loaded, "tn").records == ratings.records
    assert not is_reason(reason)


def test_a_day_stays_a_day(tmp_path):
    folder = write_mini(tmp_path)
    (tmp_path / "ratings").mkdir()
    (tmp_path / "ratings" / "tn.yaml").write_text(
        "cxaudit: ratings/1\naudit: mini-2026\nauditor: tn\n"
        "ratings:\n  24-hours.call: {observations: [{rating: 2, at: 2026-10-14}]}\n"
    )
    ratings = AuditorRatings.open(folder, "tn")
    ratings.answer(GREETING, blank_body() | {"note": "x"}, device="p", at=7)
    ratings.save()
    assert "at: '2026-10-14'" in ratings.path.read_text("utf-8")
    day, midnight = (
        blank_body() | {"state": "rated", "observations": [{"rating": "2", "at": at}]}
        for at in ("2026-10-14", "2026-10-14T00:00:00")
    )
    assert digest(day, by_case=True) == digest(midnight, by_case=True)
