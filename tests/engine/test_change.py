"""Change between waves: like is compared with like, and the causes add up."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxaudit.engine.causes import SWITCHES, Wave, split_change
from cxaudit.engine.change import compare_waves
from cxaudit.engine.scoring import score_audit
from tests.engine.invented import Case, cases, models
from tests.engine.small_audits import NA, UNSEEN, make

many = settings(
    max_examples=200,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def wave(parts, **more):
    """A small audit as a wave."""
    checklist, audit = make(parts, **more)
    return Wave(checklist, audit, score_audit(checklist, audit))


def invented(case: Case) -> Wave:
    """An invented audit as a wave."""
    checklist, audit, ratings = models(case)
    return Wave(checklist, audit, score_audit(checklist, audit, ratings))


def amounts(before, after):
    """What each cause did in points, rounded, without those that did nothing."""
    found = compare_waves(before, after)
    return {line.cause: round(line.amount * 100, 4) for line in found.causes if abs(line.amount) > 1e-9}


def why(before, after):
    """Why each practice is compared or not."""
    return {key: part.why for key, part in compare_waves(before, after).practices.items()}


def test_a_better_rating_is_the_work_of_ratings():
    assert amounts(wave({"a": (1, 2), "b": (1, 2)}), wave({"a": (1, 4), "b": (1, 2)})) == {"ratings": 25}


def test_a_practice_that_no_longer_applies_is_the_work_of_applicability():
    before, after = wave({"a": (1, 4), "b": (1, 0)}), wave({"a": (1, 4), "b": (1, NA)})
    assert amounts(before, after) == {"applicability": 50}
    assert why(before, after) == {"t.a": "compared", "t.b": "state"}


@pytest.mark.parametrize("state", [UNSEEN, NA, None])
def test_what_was_not_rated_is_not_compared(state):
    found = compare_waves(wave({"a": (1, 4), "b": (1, state)}), wave({"a": (1, 3), "b": (1, 0)}))
    assert [part.id for part in found.compared] == ["t.a"]
    assert (found.like_before, found.like_after) == (1.0, 0.75)


def test_other_weights_and_other_practices_are_the_work_of_the_checklist():
    before = wave({"a": (1, 4), "b": (1, 0)})
    assert amounts(before, wave({"a": (3, 4), "b": (1, 0)})) == {"checklist": 25}
    after = wave({"a": (1, 4), "c": (1, 4)})
    assert amounts(before, after) == {"checklist": 50}
    assert why(before, after) == {"t.a": "compared", "t.c": "new", "t.b": "gone"}


def test_weights_of_one_audit_only_are_the_work_of_the_checklist():
    heavier = {"weights": {"t.a": {"is": 3, "because": "So it was agreed."}}}
    parts = {"a": (1, 4), "b": (1, 0)}
    assert amounts(wave(parts), wave(parts, audit=heavier)) == {"checklist": 25}


def test_another_scale_is_the_work_of_the_scale_whatever_was_rated():
    before, after = wave({"a": (1, 2)}), wave({"a": (1, 1, {"scale": "yes-no"})})
    assert amounts(before, after) == {"scale": 50}
    assert why(before, after) == {"t.a": "scale"}


def test_other_points_of_the_same_levels_are_the_work_of_the_scale():
    skewed = {"practice": {"levels": {str(i): {"label": f"Level {i}", "points": i * i / 16} for i in range(5)}}}
    assert amounts(wave({"a": (1, 2)}), wave({"a": (1, 2)}, scales=skewed)) == {"scale": -25}


def test_other_words_for_a_level_are_not_compared_and_other_blanks_are():
    words = [{"anchors": {"4": text, "0": "None"}} for text in ("All of ten", "All  of\nten", "Nine of ten")]
    one, two, three = (wave({"a": (1, 3, fields)}) for fields in words)
    assert why(one, two) == {"t.a": "compared"}
    assert why(one, three) == {"t.a": "scale"}


def test_another_question_without_anchors_is_another_practice():
    assert why(wave({"a": (1, 3)}), wave({"a": (1, 3, {"ask": "Is it always so?"})})) == {"t.a": "scale"}


def test_a_fact_that_no_longer_holds_is_applicability_and_a_profile_is_the_checklist():
    parts, facts = {"a": (1, 4), "b": (1, 0, {"only_if": "lift"})}, {"facts": {"lift": "Is there a lift?"}}
    before = wave(parts, audit={"facts": ["lift"]}, **facts)
    assert amounts(before, wave({**parts, "b": (1, None, {"only_if": "lift"})}, **facts)) == {"applicability": 50}
    lite = {"profiles": {"lite": ["t.a"]}}
    before = wave({"a": (1, 4), "b": (1, 0)}, **lite)
    after = wave({"a": (1, 4), "b": (1, None)}, audit={"profile": "lite"}, **lite)
    assert amounts(before, after) == {"checklist": 50}


def test_the_critical_rule_is_a_cause_of_its_own():
    critical = {"critical": True}
    before, after = wave({"a": (1, 1, critical), "b": (9, 4)}), wave({"a": (1, 3, critical), "b": (9, 4)})
    found = compare_waves(before, after)
    assert (found.before, found.after) == (490, 975)
    assert {line.cause: line.tenths for line in found.causes if line.tenths} == {"ratings": 50, "critical": 435}


def test_advisory_practices_are_not_compared():
    assert why(
        wave({"a": (1, 3), "b": (1, 0, {"advisory": True})}), wave({"a": (1, 3), "b": (1, 4, {"advisory": True})})
    ) == {"t.a": "compared"}


def test_like_for_like_takes_the_weights_of_today():
    before = wave({"a.x": (1, 0), "b.x": (1, 4)}, touchpoints={"a": {"weight": 1}, "b": {"weight": 1}})
    after = wave({"a.x": (1, 2), "b.x": (1, 4)}, touchpoints={"a": {"weight": 3}, "b": {"weight": 1}})
    found = compare_waves(before, after)
    assert (found.like_before, found.like_after) == (0.25, 0.625)
    assert {key: (part.before, part.after) for key, part in found.touchpoints.items()} == {"a": (0, 0.5), "b": (1, 1)}


def test_interaction_is_shared_evenly():
    """One point of rating counts 0.25 at the old weight and 0.75 at the new one: half of the difference is each's."""
    before = wave({"a": (1, 0), "b": (1, 0)})
    after = wave({"a": (3, 4), "b": (1, 0)})
    assert amounts(before, after) == {"ratings": 62.5, "checklist": 12.5}


def test_without_a_score_there_is_no_change():
    assert compare_waves(wave({"a": (1, None)}), wave({"a": (1, 3)})) is None
    assert compare_waves(wave({"a": (1, 3)}), wave({"a": (1, None)})) is None


def test_nothing_in_common_is_all_the_work_of_the_checklist():
    found = compare_waves(wave({"a": (1, 4)}), wave({"b": (1, 3)}))
    assert found.compared == ()
    assert (found.like_before, found.like_after) == (None, None)
    assert {line.cause: line.tenths for line in found.causes if line.tenths} == {"checklist": -250}


def test_a_mixture_without_a_score_leaves_the_change_unsplit():
    found = compare_waves(wave({"a": (1, 4)}), wave({"a": (1, NA), "b": (1, 3)}))
    assert (found.before, found.after, found.causes) == (1000, 750, ())


@many
@given(cases(), cases())
def test_the_causes_of_any_two_audits_add_up(one, two):
    before, after = invented(one), invented(two)
    found = compare_waves(before, after)
    if found is None or not found.causes:
        return
    gained = after.scores.adjusted - before.scores.adjusted
    assert sum(line.amount for line in found.causes) == pytest.approx(gained, abs=1e-9)
    assert sum(line.tenths for line in found.causes) == found.after - found.before
    assert all(abs(line.amount * 1000 - line.tenths) < 2 for line in found.causes)
    assert all(line.tenths == 0 for line in found.causes if abs(line.amount) < 1e-12)


@many
@given(cases(), cases())
def test_swapped_waves_turn_every_sign(one, two):
    before, after = invented(one), invented(two)
    alike = frozenset(key for key, part in _practices(before, after).items() if part.why == "compared")
    forth, back = split_change(before, after, alike), split_change(after, before, alike)
    assert (forth is None) == (back is None)
    if forth and back:
        assert all(forth[cause] == pytest.approx(-back[cause], abs=1e-9) for cause in SWITCHES)


@many
@given(cases())
def test_an_audit_against_itself_has_not_changed(case):
    found = compare_waves(invented(case), invented(case))
    if found:
        assert found.before == found.after
        assert all(line.tenths == 0 for line in found.causes)
        assert found.like_before == found.like_after
        assert {part.why for part in found.practices.values()} <= {"compared", "state"}


@many
@given(cases(), st.data())
def test_other_ratings_alone_move_nothing_but_ratings_and_applicability(case, data):
    place = data.draw(st.integers(0, len(case.practices) - 1))
    other = data.draw(
        st.sampled_from([part.given for part in case.practices if part.scale == case.practices[place].scale])
    )
    found = compare_waves(invented(case), invented(case.with_given(place, other)))
    if found:
        acting = {line.cause for line in found.causes if line.tenths}
        assert acting <= {"ratings", "applicability", "critical"}


@many
@given(cases(), st.floats(0.1, 9))
def test_weights_all_times_the_same_change_nothing(case, times):
    heavier = replace(
        case,
        weights=tuple(weight * times for weight in case.weights),
        practices=tuple(replace(part, weight=part.weight * times) for part in case.practices),
    )
    if case.override is None:
        found = compare_waves(invented(case), invented(heavier))
        assert found is None or all(line.tenths == 0 for line in found.causes)


def _practices(before, after):
    from cxaudit.engine import change

    return change._practices(before, after)


def test_like_for_like_leaves_out_the_weight_of_what_is_not_compared():
    """Two touchpoints of one compared practice each, 0 and 4: half, whatever else stands in one of them."""
    scoring = {"rollup": "practices"}
    others = {f"b.n{i}": (1, 4) for i in range(8)}
    before = wave({"a.x": (1, 4), "b.y": (1, 0)}, scoring=scoring)
    after = wave({"a.x": (1, 4), "b.y": (1, 0), **others}, scoring=scoring)
    found = compare_waves(before, after)
    assert (found.like_before, found.like_after) == (0.5, 0.5)


def test_another_ask_is_another_practice_while_its_anchors_do_not_say_it_all():
    parts = {"a": (1, 3, {"ask": "Is the desk staffed?", "anchors": {"4": "Always"}})}
    other = {"a": (1, 3, {"ask": "Is the food hot?", "anchors": {"4": "Always"}})}
    assert why(wave(parts), wave(other)) != why(wave(parts), wave(parts))
