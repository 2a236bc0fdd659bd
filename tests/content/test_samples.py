"""The sample audits: complete, consistent with their stories, and worth an argument."""

import re

import pytest

from cxaudit.engine.scoring import score_audit
from cxaudit.model.load import load_audit
from cxaudit.model.samples import read_key, shipped_samples

SAMPLES = shipped_samples()
LEAST_RATED, LEAST_HARD = 15, 3


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"[*_“”\"]", "", text)).strip()


def test_six_firms_and_more_are_there():
    assert len(SAMPLES) >= 6


@pytest.mark.parametrize("name", SAMPLES)
def test_every_practice_was_looked_at_and_has_a_note(name):
    for folder in SAMPLES[name].audits:
        loaded = load_audit(folder)
        assert loaded.warnings == ()
        scores = score_audit(loaded.checklist, loaded.audit, loaded.ratings)
        assert [key for key, part in scores.practices.items() if part.state == "unrated"] == []
        given = [item for ratings in loaded.ratings.values() for item in ratings.items()]
        noted = {key for key, part in given if part.note or any(case.note for case in part.observations or ())}
        rated = {key for key, part in given if part.rating or part.observations}
        assert rated - noted == set(), "a rating without a note of any auditor"


@pytest.mark.parametrize("name", SAMPLES)
def test_an_audit_is_finished(name):
    for folder in SAMPLES[name].audits:
        loaded = load_audit(folder)
        audit = loaded.audit
        assert audit.summary
        assert audit.signoff
        assert audit.signoff.date >= audit.date
        assert audit.business_case
        assert len(audit.actions) >= 5
        assert all(action.owner and action.due for action in audit.actions.values())
        ratings = [part for given in loaded.ratings.values() for part in given.values()]
        assert sum(bool(part.reply) for part in ratings) >= 1
        assert sum(bool(item.file) for part in ratings for item in part.evidence) >= 2


@pytest.mark.parametrize("name", SAMPLES)
def test_the_key_gives_the_reason_for_each_rating_in_the_words_of_the_story(name):
    sample = SAMPLES[name]
    story, key = plain((sample.folder / "story.md").read_text("utf-8")), read_key(load_audit(sample.last))
    rated = {name: part for name, part in key.ratings.items() if part.rating or part.observations}
    assert len(rated) >= LEAST_RATED
    for practice, part in key.ratings.items():
        reason = part.note or part.not_observed or part.not_applicable
        assert reason, practice
        for item in part.evidence:
            assert plain(item.text) in story, f"{practice}: not in the story: {item.text}"
    assert all(part.evidence for part in rated.values())


@pytest.mark.parametrize("name", SAMPLES)
def test_some_cases_are_hard_and_say_why(name):
    hard = [part for part in read_key(load_audit(SAMPLES[name].last)).ratings.values() if part.hard]
    assert len(hard) >= LEAST_HARD
    assert all(part.note or part.not_observed for part in hard)


def test_one_sample_has_two_waves_that_can_be_compared():
    waves = [sample for sample in SAMPLES.values() if len(sample.audits) > 1]
    assert waves
    for sample in waves:
        first, last = (load_audit(folder) for folder in (sample.audits[0], sample.last))
        assert first.checklist == last.checklist
        assert (sample.last / last.audit.baseline).resolve() == (sample.audits[0] / "audit.yaml").resolve()
        assert first.audit.date < last.audit.date
