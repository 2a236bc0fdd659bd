"""A sample copied blank: nothing of its ratings, all of what shapes its score."""

import dataclasses
import shutil
from pathlib import Path

import pytest
import yaml

from cxaudit.capture.beginning.copying import blank_sample
from cxaudit.errors import NotFound
from cxaudit.model.load import load_audit
from cxaudit.model.samples import find_sample

SHAPED = """
wave: 2026-Q4
combine: lowest
target: {is: 85, because: The owner's own goal.}
weights: {reach.person: {is: 4, because: Two thirds ring.}}
"""


@pytest.fixture
def sample(tmp_path: Path):
    """A copy of a sample with its own checklist, which may be changed."""
    shipped = find_sample("tarnbeck-fixings")
    shutil.copytree(shipped.folder, tmp_path / "sample")
    return dataclasses.replace(shipped, folder=tmp_path / "sample", audits=(tmp_path / "sample",))


def write(copied, folder: Path):
    for name, content in copied.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return load_audit(folder / copied.audits[-1])


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_shapes_the_score_is_kept(sample, tmp_path):
    practice = next(iter(load_audit(sample.last).checklist.practices()))
    text = (sample.last / "audit.yaml").read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith(("wave:", "combine:", "target:", "weights:"))]
    shaped = "\n".join(kept) + SHAPED.replace("reach.person", practice)
    (sample.last / "audit.yaml").write_text(shaped, "utf-8")
    before = load_audit(sample.last).audit
    after = write(blank_sample(sample), tmp_path / "blank").audit
    assert before.target is not None
    for name in ("wave", "target", "weights", "combine", "profile", "facts", "date"):
        assert getattr(after, name) == getattr(before, name), name


def test_no_rating_and_no_key_is_in_it(sample, tmp_path):
    copied = blank_sample(sample)
    assert set(copied.files) == {"story.md", "audit.yaml", "checklist.lock.yaml", "checklist.yaml"}
    found = write(copied, tmp_path / "blank")
    assert all(rating == type(rating)() for part in found.ratings.values() for rating in part.values())
    assert yaml.safe_load(copied.files["audit.yaml"])["checklist"] == "checklist.yaml"


def test_a_checklist_above_the_last_wave_comes_along_under_its_name(sample, tmp_path):
    wave = sample.folder / "2026-10"
    wave.mkdir()
    for name in ("audit.yaml", "photos", "ratings"):
        if (sample.folder / name).exists():
            (sample.folder / name).rename(wave / name)
    change(wave / "audit.yaml", "checklist: checklist.yaml", "checklist: ../checklist.yaml")
    found = write(blank_sample(dataclasses.replace(sample, audits=(wave,))), tmp_path / "blank")
    assert found.audit.checklist == "checklist.yaml"
    assert found.warnings == ()


def test_a_checklist_outside_the_sample_is_not_read(sample, tmp_path):
    (tmp_path / "other.yaml").write_bytes((sample.folder / "checklist.yaml").read_bytes())
    change(sample.last / "audit.yaml", "checklist: checklist.yaml", "checklist: ../other.yaml")
    with pytest.raises(NotFound, match="lies outside the sample"):
        blank_sample(sample)
