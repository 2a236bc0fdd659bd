"""What a practice's row says: the level given, also where auditors leave it halfway, and actions that were dropped."""

import pytest

from cxaudit import build_ledger, build_report, find_findings, plan_actions, score_audit
from cxaudit.model.audit import Rating
from cxaudit.model.load import AuditFolder
from tests.engine.small_audits import make

ANCHORS = {"anchors": {str(level): f"Found {level}" for level in range(5)}}
TWO = {"auditors": {"mk": {"name": "Maria Keller"}, "tn": {"name": "Tom Nunez"}}}


def build(ratings, audit=None, more=None):
    checklist, small = make({"desk.a": (1, None, ANCHORS | (more or {}))}, audit=TWO | (audit or {}))
    given = {name: {"desk.a": Rating.model_validate(rating)} for name, rating in ratings.items()}
    scores = score_audit(checklist, small, given)
    folder = AuditFolder(None, small, checklist, given, {}, ())
    plan = plan_actions(checklist, small, scores)
    return build_report(folder, scores, find_findings(scores), plan, build_ledger(scores)).practices[0]


@pytest.mark.parametrize(
    ("first", "second", "pips", "anchor"),
    [
        ("2", "2", 2, "Found 2"),
        ("2", "3", 2, "Between “Found 2” and “Found 3”"),
        ("1", "3", 2, "Found 2"),
        ("0", "1", 0, "Between “Found 0” and “Found 1”"),
    ],
)
def test_halfway_between_two_levels_both_are_shown_and_the_lower_one_counts(first, second, pips, anchor):
    part = build({"mk": {"rating": first}, "tn": {"rating": second}})
    assert (part.pips, part.anchor) == (pips, anchor)


def test_a_mean_of_single_cases_shows_the_level_it_is_nearest_to():
    part = build({"mk": {"observations": [{"rating": "3"}, {"rating": "3"}, {"rating": "4"}]}}, more={"rate": "case"})
    assert part.anchor == "Found 3"


def test_a_dropped_action_is_remembered_and_is_no_part_of_the_plan():
    dropped = {"actions": {"desk.a": {"do": "Buy a bell.", "status": "dropped"}}}
    assert build({"mk": {"rating": "1"}}, audit=dropped).dropped == "Buy a bell."
    assert build({"mk": {"rating": "1"}}).dropped is None


def test_auditors_speak_in_the_order_of_the_audit_not_of_their_files():
    part = build({"tn": {"rating": "1", "note": "Second."}, "mk": {"rating": "3", "note": "First."}})
    assert list(part.by_auditor) == ["Maria Keller", "Tom Nunez"]
    assert [note.text for note in part.notes] == ["First.", "Second."]
