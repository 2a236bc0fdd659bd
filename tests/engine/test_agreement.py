"""Which ratings are compared between auditors, and when there is nothing to compare."""

import pytest

from cxaudit.engine.agreement import ALONE, FEWEST, measure_agreement
from cxaudit.model.audit import Rating
from tests.engine.small_audits import NA, UNSEEN, make

AUDITORS = {"auditors": {"mk": {"name": "Maria Keller"}, "tn": {"name": "Tomás Núñez"}}}


def agreement(parts, *columns, more=None, **checklist):
    """The agreement on `parts` (practice: scale or None), with a column of ratings per auditor."""
    names = ["mk", "tn", "ab"][: len(columns)]
    audit = {"auditors": {name: {"name": name.upper()} for name in names}}
    checklist, audit = make({key: (1, None, fields or {}) for key, fields in parts.items()}, audit=audit, **checklist)
    ratings = {
        name: {
            f"t.{key}": Rating.model_validate(given if isinstance(given, dict) else {"rating": str(given)})
            for key, given in zip(parts, column, strict=True)
            if given is not None
        }
        for name, column in zip(names, columns, strict=True)
    }
    return measure_agreement(checklist, audit, ratings)


SIX = dict.fromkeys("abcdef")


def test_one_auditor_has_no_agreement():
    assert agreement(SIX, [1, 2, 3, 4, 0, 1]) is None


def test_two_auditors_on_six_practices():
    found = agreement(SIX, [0, 1, 2, 3, 4, 2], [0, 1, 2, 4, 2, 2])
    assert found.reason == ""
    assert found.exact.value == pytest.approx(4 / 6)
    assert found.within_one.value == pytest.approx(5 / 6)
    assert [row.practice for row in found.settle] == ["t.e"]
    assert found.leniency == {"mk": pytest.approx(1 / 6), "tn": pytest.approx(-1 / 6)}


def test_too_few_in_common_gives_no_figures():
    found = agreement(SIX, [0, 1, 2, 3, None, None], [0, 1, 2, 4, 2, 2])
    assert (len(found.shared), found.alpha.value) == (4, None)
    assert found.reason.startswith("only 4 ")
    assert len(agreement(SIX, [0, 1, 2, 3, 4, None], [0, 1, 2, 4, 2, 2]).shared) == FEWEST


def test_an_auditor_who_has_not_rated_is_said():
    checklist, audit = make({"a": (1, 3)}, audit=AUDITORS)
    assert measure_agreement(checklist, audit, {"mk": audit.ratings}).reason == ALONE


def test_states_without_a_rating_are_not_compared():
    found = agreement(SIX, [0, 1, 2, 3, NA, UNSEEN], [0, 1, 2, 4, 2, 2])
    assert len(found.shared) == 4


def test_cases_and_measured_values_are_left_out_and_counted():
    parts = {**SIX, "g": {"rate": "case"}, "h": {"scale": "percent"}}
    seen = {"observations": [{"rating": "3"}, {"rating": "4"}]}
    found = agreement(parts, [0, 1, 2, 3, 4, 2, seen, 80], [0, 1, 2, 4, 2, 2, seen, 75])
    assert (len(found.shared), found.left_out) == (6, 2)


def test_the_two_ends_of_a_short_scale_are_to_be_settled_and_count_in_no_figure():
    found = agreement({**SIX, "g": {"scale": "yes-no"}}, [0, 1, 2, 3, 4, 2, 0], [0, 1, 2, 3, 4, 2, 1])
    assert [row.practice for row in found.others] == ["t.g"]
    assert [row.practice for row in found.settle] == ["t.g"]
    assert found.exact.value == 1


def test_levels_stand_where_the_checklist_declares_them():
    scales = {"gappy": {"levels": {"1": "a", "2": "b", "3": "c", "6": "d"}}}
    parts = {key: {"scale": "gappy"} for key in "abcde"}
    near = agreement(parts, [1, 1, 2, 3, 6], [1, 2, 2, 3, 6], scales=scales)
    far = agreement(parts, [1, 1, 2, 3, 6], [1, 1, 2, 3, 3], scales=scales)
    assert near.within_one.value == far.within_one.value == 1
    assert near.kappa.value > far.kappa.value + 0.1


def test_identical_ratings_are_undefined_not_perfect():
    found = agreement(SIX, [3] * 6, [3] * 6)
    assert found.exact.value == 1
    assert {measure.value for measure in (found.kappa, found.alpha, found.icc)} == {None}
    assert all(measure.reason for measure in (found.kappa, found.alpha, found.icc))


def test_an_intraclass_correlation_takes_only_what_all_have_rated():
    two = agreement(SIX, [0, 1, 2, 3, 4, 2], [0, 1, 2, 4, 2, 2])
    three = agreement(SIX, [0, 1, 2, 3, 4, 2], [0, 1, 2, 4, 2, 2], [None] * 5 + [4])
    assert two.icc.value is not None
    assert three.icc.value is None


def test_leniency_has_the_same_sign_whichever_way_the_scale_is_written():
    def found(levels):
        return agreement(
            SIX, [2, 2, 1, 2, 2, 1], [1, 1, 0, 1, 1, 0], scales={"practice": {"levels": {key: {} for key in levels}}}
        )

    falling = {"levels": {"2": {"points": 1}, "1": {"points": 0.5}, "0": {"points": 0}}}
    turned = agreement(SIX, [2, 2, 1, 2, 2, 1], [1, 1, 0, 1, 1, 0], scales={"practice": falling})
    assert turned.leniency == found("012").leniency == {"mk": pytest.approx(1), "tn": pytest.approx(-1)}
