"""The shipped checklists: complete, founded, balanced, and free of what lint finds."""

import re
from collections import Counter

import pytest

from cxaudit.engine.crosswalk import cross_sources, cross_standards
from cxaudit.model.load import load_checklist
from cxaudit.model.shipped import shipped_checklists
from cxaudit.model.tables import SOURCE, load_sources, load_standards
from cxaudit.source import read_source

INDUSTRIES = (
    "b2b-technical-services",
    "bank-insurance",
    "contact-centre",
    "ecommerce-saas",
    "healthcare-clinic",
    "public-service",
    "restaurant-hospitality",
    "retail-store",
    "trades-home-services",
)
ALL = ("core", "interactions", "pulse", *INDUSTRIES)
VISIT = 240  # minutes: three to four hours on site
SHORT_LEVEL = 2  # words

loaded = {name: load_checklist(name) for name in shipped_checklists()}


def test_the_twelve_are_there():
    assert sorted(loaded) == sorted(ALL)


@pytest.mark.parametrize("name", ALL)
def test_every_practice_has_every_field_of_the_model_practices(name):
    checklist = loaded[name]
    for key, practice in checklist.practices().items():
        for field in ("title", "ask", "why", "look_for", "evidence", "dimension", "refs", "recommend"):
            assert getattr(practice, field), f"{key} has no {field}"
        assert practice.ask.endswith("?"), key
        scale = checklist.scale_of(practice)
        assert set(practice.anchors) == set(scale.points), key
        assert all(len(text.split()) > SHORT_LEVEL for text in practice.anchors.values()), key
        assert len(set(practice.anchors.values())) == len(practice.anchors), key


@pytest.mark.parametrize("name", ALL)
def test_every_level_below_the_target_has_advice_for_one_role(name):
    checklist = loaded[name]
    for key, practice in checklist.practices().items():
        points = checklist.scale_of(practice).points
        below = [level for level, value in points.items() if value * 100 < checklist.scoring.target]
        edges = [points[advice.below] for advice in practice.recommend]
        assert all(any(points[level] < edge for edge in edges) for level in below), key
        assert all(advice.owner for advice in practice.recommend), key
        assert len({advice.do for advice in practice.recommend}) == len(practice.recommend), key


@pytest.mark.parametrize("name", ALL)
def test_every_reference_names_something_and_every_practice_is_mapped_to_a_standard(name):
    checklist = loaded[name]
    assert cross_sources(checklist, load_sources()).unknown == ()
    cross = cross_standards(checklist, load_standards())
    assert cross.unknown == ()
    assert cross.unmapped == ()


def test_the_core_carries_every_statement_of_the_sources():
    assert cross_sources(loaded["core"], load_sources()).missing == ()


def test_what_only_a_mention_is_no_practice_claims_to_carry():
    named = {name for name, statement in load_sources().statements.items() if not statement.carried}
    for checklist in loaded.values():
        for key, practice in checklist.practices().items():
            assert not named & set(practice.refs.get(SOURCE, [])), key


@pytest.mark.parametrize("name", ALL)
def test_a_fifth_at_most_weighs_five_with_its_reason_and_a_fifth_at_most_is_critical(name):
    practices = [part for part in loaded[name].practices().values() if not part.advisory]
    heavy = [part for part in practices if part.weight.is_ >= 5]
    assert len(heavy) * 5 <= len(practices)
    assert all(part.weight.because for part in heavy)
    assert sum(part.critical for part in practices) * 5 <= len(practices)


def test_the_core_is_as_large_as_a_core_may_be():
    core = loaded["core"]
    assert 70 <= len(core.practices()) <= 90
    assert 23 <= len(core.touchpoints) <= 27
    assert len(core.stages) == 8
    assert set(core.dimensions) == {
        "care",
        "communication",
        "accountability",
        "ease",
        "competence",
        "consistency",
        "recovery",
        "listening",
    }


@pytest.mark.parametrize("name", INDUSTRIES)
def test_an_industry_checklist_is_a_selection_of_the_core_with_15_to_25_practices_of_its_own(name):
    source = read_source(shipped_checklists()[name]).data
    assert source["extends"] == "core@1"
    assert source["keep"]
    core = set(loaded["core"].practices())
    practices = set(loaded[name].practices())
    assert 15 <= len(practices - core) <= 25
    assert 15 <= len(practices & core) <= 30


@pytest.mark.parametrize("name", ["core", *INDUSTRIES])
def test_the_lite_profile_is_a_visit_of_at_most_four_hours(name):
    checklist = loaded[name]
    lite = checklist.profiles["lite"]
    assert len(lite) == len(set(lite)) <= 25
    assert {key for key, part in checklist.practices().items() if part.critical} <= set(lite)
    minutes = 0.0
    for key, touchpoint in checklist.touchpoints.items():
        assert touchpoint.minutes, key
        inside = [practice for practice in touchpoint.practices if f"{key}.{practice}" in lite]
        minutes += touchpoint.minutes * len(inside) / len(touchpoint.practices)
    assert minutes <= VISIT


@pytest.mark.parametrize("name", ALL)
def test_no_two_practices_of_a_checklist_ask_the_same(name):
    practices = loaded[name].practices().values()
    for field in ("title", "ask", "why"):
        texts = Counter(re.sub(r"\W+", " ", getattr(part, field)).lower() for part in practices)
        assert [text for text, times in texts.items() if times > 1] == []


def test_no_industry_writes_what_the_core_has():
    asks = {part.ask: key for key, part in loaded["core"].practices().items()}
    for name in INDUSTRIES:
        own = {key: part for key, part in loaded[name].practices().items() if key not in loaded["core"].practices()}
        assert [key for key, part in own.items() if part.ask in asks] == []


def test_pulse_takes_a_quarter_of_an_hour_and_every_stage_is_in_it():
    pulse = loaded["pulse"]
    assert len(pulse.practices()) == 20
    assert sum(part.minutes or 0 for part in pulse.touchpoints.values()) <= 15
    assert {part.stage for part in pulse.touchpoints.values()} == set(pulse.stages) == set(loaded["core"].stages)


def test_the_log_of_interactions_takes_single_contacts_that_help_or_harm():
    log = loaded["interactions"]
    assert all(part.rate == "case" for part in log.practices().values())
    points = list(log.scales[log.scale].points.values())
    assert min(points) == 0 < points[len(points) // 2] == 0.5 < max(points) == 1
