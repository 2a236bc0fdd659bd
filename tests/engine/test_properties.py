"""Laws of the arithmetic, on random audits of every rollup, policy, effect, scale and number of auditors."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cxaudit.engine.actions import plan_actions
from cxaudit.engine.findings import find_findings
from cxaudit.engine.ledger import build_ledger
from cxaudit.engine.rounding import share_out, tenths
from cxaudit.engine.scoring import score_audit
from tests.engine.invented import (
    ANSWERS,
    OTHER,
    TABLES,
    cases,
    models,
    naive_counted,
    naive_overall,
    naive_points,
    names,
    score,
)

CLOSE = pytest.approx


def tries(number):
    return settings(
        max_examples=number,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


def test_the_ledger_of_a_thousand_audits_adds_up_as_printed():
    seen = set()

    @tries(1000)
    @given(cases())
    def holds(case):
        scores = score(case)
        seen.update(corners(case, scores))
        ledger = build_ledger(scores)
        if scores.raw is None:
            assert ledger is None
            return
        assert ledger is not None
        assert ledger.raw == tenths(scores.raw)
        assert ledger.shown == tenths(scores.adjusted)
        assert 1000 - sum(line.lost for line in ledger.lines) == ledger.shown
        assert all(line.lost >= 0 for line in ledger.lines)
        for line in ledger.lines:
            if line.kind == "practice":
                assert abs(line.lost - scores.practices[line.practices[0]].lost * 1000) < 1 + 1e-6

    holds()
    assert seen >= {
        "practices",
        "touchpoints",
        "stages",
        "drop",
        "full",
        "zero",
        "flag",
        "cap",
        "overall",
        "touchpoint",
        "median",
        "mean",
        "lowest",
        "lead",
        "auditors 1",
        "auditors 3",
        *OTHER,
        "rated",
        "score",
        "no score",
        "limited",
        "triggered",
        "undetermined",
        "uplift",
    }  # a law that is never put to the test always holds


@tries(100)
@given(cases())
def test_the_score_is_what_the_design_says_or_none(case):
    scores = score(case)
    expected = naive_overall(case, naive_counted(case))
    assert (scores.raw is None) == (expected is None)
    assert [scores.practices[key].counted for key in names(case)] == CLOSE(naive_counted(case))
    if scores.raw is not None and scores.adjusted is not None:
        assert scores.raw == CLOSE(expected)
        assert -1e-12 <= scores.adjusted <= scores.raw + 1e-12 <= 1 + 2e-12
    else:
        assert (scores.adjusted, scores.band) == (None, None)


@tries(100)
@given(cases())
def test_shares_add_up_to_one_and_points_by_share_to_the_score(case):
    scores = score(case)
    parts = scores.practices.values()
    if scores.raw is None:
        assert sum(part.share for part in parts) == 0
    else:
        assert sum(part.share for part in parts) == CLOSE(1)
        assert sum(part.share * part.counted for part in parts if part.counted is not None) == CLOSE(scores.raw)
        assert sum(part.share for part in parts if part.counted is None) == 0
        assert sum(part.share for part in scores.touchpoints.values()) == CLOSE(1)


@tries(100)
@given(cases())
def test_uplift_is_the_change_that_a_second_scoring_finds(case):
    scores = score(case)
    counted = naive_counted(case)
    before = naive_overall(case, counted)
    for place, key in enumerate(names(case)):
        part, points = scores.practices[key], naive_points(case.practices[place], case.combine)
        target = case.target / 100
        if isinstance(points, str) or case.practices[place].kind == "advisory":
            assert (part.gap, part.uplift) == (0, 0)
            continue
        assert part.gap == CLOSE(max(target - points, 0), abs=1e-9)
        after = naive_overall(case, [*counted[:place], max(points, target), *counted[place + 1 :]])
        assert part.uplift == CLOSE((after or 0) - (before or 0), abs=1e-9)


@tries(100)
@given(cases())
def test_expected_points_add_up_to_the_difference_of_the_printed_scores(case):
    checklist, audit, ratings = models(case)
    scores = score_audit(checklist, audit, ratings)
    plan = plan_actions(checklist, audit, scores)
    assert plan.before == tenths(scores.raw or 0)
    assert sum(action.expected for action in plan.actions) == plan.after - plan.before
    assert all(action.expected >= 0 for action in plan.actions)
    tiers = [action.critical for action in plan.actions]
    assert tiers == sorted(tiers, reverse=True)
    assert {action.practice for action in plan.actions} <= {
        found.practice for found in find_findings(scores) if found.kind == "gap"
    }


@tries(100)
@given(cases(), st.data())
def test_a_better_rating_never_lowers_the_raw_score(case, data):
    place = data.draw(st.integers(0, len(case.practices) - 1))
    part = case.practices[place]
    auditor = data.draw(st.integers(0, len(part.given) - 1))
    given_, best = part.given[auditor], ANSWERS[part.scale][0 if part.scale == "wait" else -1]
    assume(given_ not in OTHER)
    better = (
        *part.given[:auditor],
        (best, *given_[1:]) if isinstance(given_, tuple) else best,
        *part.given[auditor + 1 :],
    )
    before, after = score(case), score(case.with_given(place, better))
    assert (before.raw is None) == (after.raw is None)
    assert (after.raw or 0) >= (before.raw or 0) - 1e-12
    assert set(after.triggered) <= set(before.triggered)


@tries(100)
@given(cases())
def test_the_order_of_practices_touchpoints_and_auditors_does_not_matter(case):
    there, back = score(case), score(case, backwards=True)
    for one, other in ((there.raw, back.raw), (there.adjusted, back.adjusted), (there.coverage, back.coverage)):
        assert one == CLOSE(other)
    assert (set(there.triggered), there.undetermined, there.band) == (set(back.triggered), back.undetermined, back.band)
    assert there.dimensions == CLOSE(back.dimensions)
    assert there.stages == CLOSE(back.stages)
    for key, part in there.practices.items():
        other = back.practices[key]
        assert (part.state, part.tally.n) == (other.state, other.tally.n)
        assert (part.points, part.share, part.uplift) == CLOSE((other.points, other.share, other.uplift))
    assert set(find_findings(there)) == set(find_findings(back))


@tries(100)
@given(cases(), st.sampled_from(["overall", "touchpoint"]))
def test_a_cap_that_nothing_exceeds_changes_nothing(case, on):
    scores = score(replace(case, effect="cap", on=on, cap=100.0))
    assert scores.adjusted == CLOSE(scores.raw)
    assert not scores.limited


@tries(100)
@given(cases())
def test_critical_effects_do_what_their_names_say(case):
    scores = score(case)
    if scores.raw is None or not scores.triggered or case.effect == "flag":
        assert scores.adjusted == CLOSE(scores.raw)
    elif case.on == "overall":
        assert scores.adjusted == CLOSE(0 if case.effect == "zero" else min(scores.raw, case.cap / 100))
    failed = {
        key
        for key, part in zip(names(case), case.practices, strict=True)
        if part.kind == "critical"
        and not isinstance(points := naive_points(part, case.combine), str)
        and points <= TABLES["even"]["1"] + 1e-9
    }
    assert set(scores.triggered) == failed


@tries(300)
@given(st.lists(st.floats(0, 0.2), min_size=1, max_size=30), st.floats(0, 1))
def test_shared_out_tenths_are_near_their_fractions(fractions, start):
    total = tenths(start + sum(fractions)) - tenths(start)
    shares = share_out(fractions, total)
    assert sum(shares) == total
    assert all(abs(share - fraction * 1000) < 2 for share, fraction in zip(shares, fractions, strict=True))
    assert min(shares) >= 0


def corners(case, scores):
    """Which of the things that make a difference this audit has."""
    yield from (
        case.rollup,
        case.policy,
        case.effect,
        case.on,
        case.combine,
        f"auditors {len(case.practices[0].given)}",
    )
    yield from (part.state for part in scores.practices.values())
    yield "score" if scores.raw is not None else "no score"
    yield from (
        name
        for name, there in {
            "limited": scores.limited,
            "triggered": scores.triggered,
            "undetermined": scores.undetermined,
            "uplift": any(part.uplift for part in scores.practices.values()),
        }.items()
        if there
    )
