"""Whole audits from their folders: the sample of Northline, locks, and audits of every size."""

import os

import pytest

from cxaudit.engine.scoring import score_audit
from cxaudit.errors import InputError, NotFound
from cxaudit.model.load import load_audit, load_checklist
from cxaudit.model.lock import fingerprint, lock_text
from cxaudit.resources import folder
from tests.generator import write_audit

TEN = """\
cxaudit: checklist/1
id: ten
title: Ten
scale: points
scales: {points: {levels: {0: No, 5: Half, 10: Full}}}
scoring: {critical: {at_or_below: 0}}
touchpoints: {desk: {practices: {a: One?, b: Two?}}}
"""
AUDIT = """\
cxaudit: audit/1
id: ten-2026
title: Ten
checklist: ten.yaml
date: 2026-10-14
subject: {client: Harbour}
ratings: {desk.a: 10, desk.b: 10}
"""


@pytest.fixture
def ten(tmp_path):
    (tmp_path / "ten.yaml").write_text(TEN, encoding="utf-8")
    (tmp_path / "audit.yaml").write_text(AUDIT, encoding="utf-8")
    return tmp_path


def lock(audit_folder):
    text = lock_text(load_checklist(audit_folder / "ten.yaml"), "ten.yaml")
    (audit_folder / "checklist.lock.yaml").write_text(text, encoding="utf-8")


# -- the sample --------------------------------------------------------------------------------------------------------


def test_northline():
    found = load_audit(folder("checklists") / "samples" / "northline-it")
    scores = score_audit(found.checklist, found.audit, found.ratings)
    assert scores.raw == pytest.approx(0.3264102564, abs=1e-10)
    assert scores.triggered == ("reach.person", "complaint.accept", "complaint.ownership")
    assert (scores.band, scores.limited, scores.undetermined) == ("at-risk", False, False)
    assert scores.coverage == pytest.approx(0.9577, abs=5e-5)
    assert found.audit.lead == "lw"
    assert found.warnings == ()


def test_northline_again_by_hand():
    """Touchpoint means from the practices' weights, then the touchpoints' weights: rule 2 and 3, nothing else."""
    found = load_audit(folder("checklists") / "samples" / "northline-it")
    total = weight = 0.0
    for name, touchpoint in found.checklist.touchpoints.items():
        rated = []
        for key, practice in touchpoint.practices.items():
            given = found.audit.ratings.get(f"{name}.{key}")
            values = [] if given is None else [seen.rating for seen in given.observations or ()] or [given.rating]
            if values and values != [None]:
                rated.append((practice.weight.is_, sum(int(value) for value in values) / len(values) / 4))
        if rated:  # the profile of this audit asks for three touchpoints
            total += touchpoint.weight.is_ * sum(w * p for w, p in rated) / sum(w for w, _ in rated)
            weight += touchpoint.weight.is_
    assert total / weight == pytest.approx(0.3264102564, abs=1e-10)


# -- W8: scoring that changes in the middle of an audit ----------------------------------------------------------------


def test_the_locked_checklist_is_used_when_the_scale_has_changed_since(ten):
    """Ten of ten points each, then the full answer becomes five points: never 200 %, and the change is told."""
    lock(ten)
    (ten / "ten.yaml").write_text(TEN.replace("{0: No, 5: Half, 10: Full}", "{0: No, 5: Full}"), encoding="utf-8")
    found = load_audit(ten)
    assert score_audit(found.checklist, found.audit).raw == 1
    assert list(found.checklist.scales["points"].points) == ["0", "5", "10"]
    assert [(issue.level, issue.message) for issue in found.warnings] == [
        ("warning", "the checklist has changed since this audit was begun")
    ]


def test_without_a_lock_ratings_that_the_new_scale_lacks_are_refused(ten):
    (ten / "ten.yaml").write_text(TEN.replace("{0: No, 5: Half, 10: Full}", "{0: No, 5: Full}"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_audit(ten)
    assert [issue.message for issue in caught.value.issues] == ["'10' is not on the scale of this practice"] * 2


def test_a_lock_holds_the_checklist_and_its_hash_whole(ten):
    lock(ten)
    found = load_audit(ten).checklist
    assert fingerprint(found) == fingerprint(load_checklist(ten / "ten.yaml")) == found.locked.sha256
    assert found.model_copy(update={"locked": None}) == load_checklist(ten / "ten.yaml")
    (ten / "ten.yaml").unlink()
    assert score_audit(load_audit(ten).checklist, load_audit(ten).audit).raw == 1


@pytest.mark.parametrize("reference", ["core@1", "generated"])
def test_a_lock_reads_back_as_it_was(tmp_path, reference):
    found = (
        load_checklist(reference) if reference == "core@1" else load_audit(write_audit(tmp_path / "g", 60)).checklist
    )
    path = tmp_path / "checklist.lock.yaml"
    path.write_text(lock_text(found, reference), encoding="utf-8")
    again = load_checklist(path)
    assert (again.locked.of, again.locked.sha256) == (reference, fingerprint(found))
    assert again.model_copy(update={"locked": None}) == found


# -- any size ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("practices", "auditors"), [(1, 1), (60, 3), (600, 1)])
def test_audits_of_any_size_are_read_and_scored(tmp_path, practices, auditors):
    found = load_audit(write_audit(tmp_path, practices, auditors=auditors, photos=2))
    assert len(found.ratings) == auditors
    scores = score_audit(found.checklist, found.audit, found.ratings)
    assert len(scores.practices) == practices
    assert sum(part.share for part in scores.practices.values()) == pytest.approx(1)
    assert all(len(part.by_auditor) == auditors for part in scores.practices.values())


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    outside = tmp_path / "secret.yaml"
    outside.write_text("cxaudit: ratings/1\naudit: a\nauditor: mk\nratings: {desk.hello: 1}\n")
    folder = tmp_path / "audit"
    (folder / "ratings").mkdir(parents=True)
    (folder / "ratings" / "mk.yaml").symlink_to(outside)
    (folder / "audit.yaml").write_text(
        "cxaudit: audit/1\nid: a\ntitle: A\nchecklist: core@1\ndate: 2026-10-14\nsubject: {client: C}\n"
        "auditors: {mk: Maria Keller}\n"
    )
    with pytest.raises(InputError, match=r"ratings/mk\.yaml lies outside the audit's folder"):
        load_audit(folder)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_refused_instead_of_waited_for(tmp_path):
    os.mkfifo(tmp_path / "audit.yaml")
    with pytest.raises(NotFound, match="no ordinary file"):
        load_audit(tmp_path / "audit.yaml")
