"""The generator that tests and the bench rely on: valid files, real lengths, all states, the same for the same seed."""

import pytest

from cxaudit.engine.scoring import score_audit
from cxaudit.model.load import load_audit
from tests.generator import write_audit


@pytest.mark.parametrize(("practices", "touchpoints", "stages"), [(1, 1, 1), (24, 6, 6), (600, 40, 8), (50, 1, 1)])
def test_the_size_is_the_size_asked_for(tmp_path, practices, touchpoints, stages):
    checklist = load_audit(write_audit(tmp_path, practices, touchpoints)).checklist
    size = (len(checklist.practices()), len(checklist.touchpoints), len(checklist.stages))
    assert size == (practices, touchpoints, stages)


def test_texts_are_distinct_and_of_real_length(tmp_path):
    found = load_audit(write_audit(tmp_path, 300, 30))
    practices = found.checklist.practices().values()
    assert len({practice.title for practice in practices}) == 300
    assert all(10 <= len(practice.ask.split()) <= 20 for practice in practices)
    notes = [rating.note.split() for rating in found.audit.ratings.values() if rating.note]
    assert len(notes) > 200
    assert all(20 <= len(note) <= 40 for note in notes)


def test_all_four_states_occur_and_a_critical_practice_fails(tmp_path):
    found = load_audit(write_audit(tmp_path, 24))
    scores = score_audit(found.checklist, found.audit, found.ratings)
    assert {part.state for part in scores.practices.values()} == {"rated", "not_applicable", "not_observed", "unrated"}
    assert scores.triggered


def test_the_same_seed_writes_the_same_bytes(tmp_path):
    first, again, other = (
        write_audit(tmp_path / name, 30, photos=2, auditors=2, seed=seed)
        for name, seed in (("a", 5), ("b", 5), ("c", 6))
    )
    names = sorted(path.relative_to(first) for path in first.rglob("*.*"))
    assert len([name for name in names if name.suffix == ".jpg"]) == 2
    assert len([name for name in names if name.parent.name == "ratings"]) == 2
    assert [(first / name).read_bytes() for name in names] == [(again / name).read_bytes() for name in names]
    assert (first / "audit.yaml").read_bytes() != (other / "audit.yaml").read_bytes()
