"""The board: how far everybody is, and the ratings only when nobody can be led by them any more."""

import pytest

from cxaudit.capture.server.board import is_answered
from cxaudit.capture.server.board_page import board_page
from tests.capture.server.inn import PRACTICES, make_audit, record

GREETING, QUEUE, ANSWER = PRACTICES


def finish(client, auditor: str, *ratings: str) -> None:
    for practice, rating in zip(PRACTICES, ratings, strict=True):
        assert client.put(record(practice, rating), auditor).status == 200


def board(client, query: str = "") -> dict:
    found = client.get(f"/board.json{query}")
    assert found.status == 200
    return found.data


def test_it_counts_answers_by_auditor_and_touchpoint(client):
    client.put(record(GREETING))
    client.put(record(ANSWER, "3"))
    client.put(record(QUEUE, "", state="not_observed"))
    found = board(client)
    assert found["subject"] == "The Inn, Hamburg"
    assert [(part["id"], part["practices"]) for part in found["touchpoints"]] == [("front-desk", 2), ("call", 1)]
    mk, tn = found["auditors"]
    assert (mk["name"], mk["answered"], mk["practices"], mk["finished"], mk["joined"]) == (
        "Maria Keller",
        2,
        3,
        False,
        True,
    )
    assert mk["touchpoints"] == {"front-desk": 1, "call": 1}
    assert mk["saved"]
    assert (tn["answered"], tn["saved"], tn["joined"]) == (0, None, False)


def test_the_spread_is_hidden_until_everybody_has_finished(client):
    finish(client, "mk", "4", "1", "3")
    finish(client, "tn", "4", "10", "")
    hidden = client.get("/board.json")
    assert hidden.data["spread"] is None
    assert not hidden.data["finished"]
    assert b"minutes" not in hidden.body
    client.put(record(ANSWER, "", rev=2, state="not_applicable", reason="No phone."), "tn")
    found = board(client)
    assert found["finished"]
    assert [(row["practice"], row["spread"], row["mixed"]) for row in found["spread"]] == [
        (QUEUE, 1.0, False),
        (ANSWER, 0.0, True),
        (GREETING, 0.0, False),
    ]
    queue, answer, greeting = found["spread"]
    assert [(one["auditor"], one["given"], one["unit"]) for one in queue["ratings"]] == [
        ("mk", ["1"], "minutes"),
        ("tn", ["10"], "minutes"),
    ]
    assert [one["label"] for one in greeting["ratings"]] == ["Excellent", "Excellent"]
    assert [(one["state"], one["reason"]) for one in answer["ratings"]] == [
        ("rated", None),
        ("not_applicable", "No phone."),
    ]


def test_a_changed_mind_hides_it_again(client):
    finish(client, "mk", "4", "1", "3")
    finish(client, "tn", "4", "10", "1")
    assert board(client)["spread"]
    client.put(record(ANSWER, "", rev=2, state=""), "tn")
    assert board(client)["spread"] is None


def test_one_who_does_not_come_need_not_be_waited_for(client):
    finish(client, "mk", "4", "1", "3")
    found = board(client, "?without=tn")
    assert [(one["id"], one["waited"]) for one in found["auditors"]] == [("mk", True), ("tn", False)]
    assert {one["auditor"] for row in found["spread"] for one in row["ratings"]} == {"mk"}
    nobody = client.get("/board.json?without=tn,mk")
    assert (nobody.status, nobody.message) == (422, "At least one auditor has to be waited for.")


def test_an_audit_of_one_works_too(tmp_path, connect):
    client = connect(make_audit(tmp_path / "one", ("mk",)))
    assert board(client)["spread"] is None
    finish(client, "mk", "2", "5", "0")
    found = board(client)
    assert found["finished"]
    assert [row["practice"] for row in found["spread"]] == list(PRACTICES)


def test_a_file_that_cannot_be_read_is_shown_as_that_and_nothing_is_revealed(client, audit):
    finish(client, "mk", "4", "1", "3")
    finish(client, "tn", "4", "1", "3")
    (audit / "ratings" / "tn.yaml").write_text(": [", "utf-8")
    found = board(client)
    assert [(one["readable"], one["finished"]) for one in found["auditors"]] == [(True, True), (False, False)]
    assert found["spread"] is None


@pytest.mark.parametrize(
    ("body", "answered"),
    [
        ({"state": "rated", "observations": [{"rating": "0"}]}, True),
        ({"state": "rated", "observations": []}, False),
        ({"state": "", "observations": [{"rating": "3"}]}, False),
        ({"state": "not_applicable", "reason": "None here."}, True),
        ({"state": "not_observed", "reason": "  "}, False),
        ({"state": "not_applicable", "reason": "n/a"}, False),
    ],
)
def test_an_answer_counts_once_it_is_complete(body, answered):
    assert is_answered(body) is answered


def test_the_page_allows_nothing_but_its_own_script_and_style():
    page = board_page("en")
    policy = page.partition('http-equiv="Content-Security-Policy" content="')[2].partition('"')[0]
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == 2
    assert "{{" not in page
    assert "://" not in page
    assert "style=" not in page
    assert 'dir="rtl"' in board_page("ar")
    assert 'lang="en"' in board_page("ar")
