"""Story and key to a handout: what is taken over, and what is said where something is missing or wrong."""

import shutil
from pathlib import Path

import pytest

from cxaudit.errors import InputError, NotFound
from cxaudit.model.load import load_audit
from cxaudit.model.samples import read_key, shipped_samples
from cxaudit.report.handout.build import build_handout
from cxaudit.resources import folder
from cxaudit.source import read_source, to_yaml


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the sample with one audit, which a test may change."""
    shutil.copytree(folder("checklists") / "samples" / "northline-it", tmp_path / "own")
    return tmp_path / "own"


@pytest.mark.parametrize("name", shipped_samples())
def test_every_sample_has_a_handout_with_all_of_its_key(name):
    sample = shipped_samples()[name]
    made = build_handout(load_audit(sample.last))
    questions = [part for group in made.rounds for part in group.questions]
    key = read_key(load_audit(sample.last)).ratings
    assert {part.id for part in questions} == set(key)
    assert [part.number for part in questions] == list(range(1, len(key) + 1))
    assert {part.id for part in questions if part.answer.hard} == {name for name, part in key.items() if part.hard}
    assert all(part.answer.text and part.answer.why for part in questions)
    assert made.title == sample.title
    assert made.note.startswith("A training case.")
    assert made.rules.startswith("How to rate.")
    assert "at a tie the lower one" in made.rules
    assert all(part.text and "\n#" not in part.text for part in made.story)


def test_the_story_may_lie_one_folder_up(own):
    (own / "wave").mkdir()
    for part in ("audit.yaml", "key.yaml", "photos"):
        shutil.move(own / part, own / "wave" / part)
    assert build_handout(load_audit(own / "wave")).title == "Nobody may talk to the client"


@pytest.mark.parametrize("missing", ["story.md", "key.yaml"])
def test_what_a_handout_needs_is_said(own, missing):
    (own / missing).unlink()
    with pytest.raises(NotFound, match=rf"a handout needs {missing} beside the audit.*story\.md is the story"):
        build_handout(load_audit(own))


def test_a_story_that_leads_out_of_the_folder_is_not_read(own, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (own / "story.md").unlink()
    (own / "story.md").symlink_to(tmp_path.parent)
    with pytest.raises(NotFound):
        build_handout(load_audit(own))


def test_a_story_that_is_no_text_is_refused(own):
    (own / "story.md").write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(NotFound, match="cannot be read as text"):
        build_handout(load_audit(own))


def test_a_key_with_mistakes_is_refused_with_their_places(own):
    data = read_source(own / "key.yaml").data
    first = next(iter(data["ratings"]))
    data["ratings"][first]["rating"] = "9"
    data["ratings"]["nowhere.nothing"] = {"rating": "1"}
    (own / "key.yaml").write_text(to_yaml(data), "utf-8")
    with pytest.raises(InputError) as raised:
        build_handout(load_audit(own))
    assert {"is not on the scale", "there is no practice"} <= {
        said
        for issue in raised.value.issues
        for said in ("is not on the scale", "there is no practice")
        if said in issue.message
    }


def test_a_story_without_a_title_takes_that_of_the_audit(own):
    (own / "story.md").write_text("Once.\n\nTwice.\n")
    made = build_handout(load_audit(own))
    assert made.title == "Client contact audit, autumn 2026"
    assert [part.text for part in made.story] == ["Once.\n\nTwice."]


def test_cases_and_levels_that_can_be_defended_are_named():
    made = build_handout(load_audit(folder("checklists") / "samples" / "weir-house"))
    answers = {part.id: part.answer for group in made.rounds for part in group.questions}
    assert answers["complaint.apology"].text == "3 cases: 4, 3 and 2"
    assert len(answers["complaint.apology"].cases) == 3
    harbour = build_handout(load_audit(folder("checklists") / "samples" / "harbour-hotel" / "2026-10"))
    answers = {part.id: part.answer for group in harbour.rounds for part in group.questions}
    assert answers["arrival.card-hold"].also == ["3"]
    assert answers["room.ready"].text == "Not observed"


def test_a_reason_that_names_another_practice_by_its_id_says_its_title():
    made = build_handout(load_audit(folder("checklists") / "samples" / "northline-it"))
    answers = {part.id: part.answer for group in made.rounds for part in group.questions}
    assert "are judged under “Second promise kept”." in answers["promises.written"].why
    assert "is rated under “Proof that it was fixed”." in answers["complaint.second-promise"].why
