"""`samples` through the command line."""

import json
import re

import pytest

from cxaudit.model.samples import shipped_samples


def test_the_samples_are_listed_with_their_stories(run):
    result = run("samples")
    assert result.code == 0
    assert "Nobody may talk to the client" in result.out
    found = json.loads(run("samples", "--format", "json").out)
    assert [part["name"] for part in found] == list(shipped_samples())
    northline = next(part for part in found if part["name"] == "northline-it")
    assert northline["in_key"] == 18
    assert northline["hard"] == ["reach.manager", "complaint.acknowledge", "complaint.apology"]


@pytest.mark.parametrize("name", shipped_samples())
def test_a_copy_is_a_whole_audit_of_ones_own(run, tmp_path, name):
    result = run("samples", "copy", name, tmp_path / "mine")
    assert result.code == 0, result.err
    assert (tmp_path / "mine" / "story.md").is_file()
    audits = sorted(path.parent for path in (tmp_path / "mine").rglob("audit.yaml"))
    assert len(audits) == len(shipped_samples()[name].audits)
    for audit in audits:
        assert (audit / "checklist.lock.yaml").is_file()
        assert (audit / ".cxaudit" / "audit.schema.json").is_file()
        assert (
            (audit / "audit.yaml")
            .read_text("utf-8")
            .startswith("# yaml-language-server: $schema=./.cxaudit/audit.schema.json\n")
        )
        for part in audit.rglob("*.yaml"):
            if schema := re.search(r"\$schema=(\S+)", part.read_text("utf-8")):
                assert (part.parent / schema[1]).is_file(), part
        checked = run("check", audit)
        assert (checked.code, checked.err) == (0, "")
    assert run("check", audits[-1] / "key.yaml").code == 0


@pytest.mark.parametrize("name", shipped_samples())
def test_a_blank_copy_holds_the_story_and_nothing_that_gives_the_answers_away(run, tmp_path, name):
    assert run("samples", "copy", name, tmp_path / "mine", "--blank").code == 0
    names = {path.relative_to(tmp_path / "mine").as_posix() for path in (tmp_path / "mine").rglob("*.*")}
    written = {name for name in names if not name.startswith(".cxaudit/")}
    assert written - {"checklist.yaml"} == {"story.md", "audit.yaml", "checklist.lock.yaml", ".cxaudit"}
    result = run("check", tmp_path / "mine")
    assert (result.code, result.err) == (0, "")
    states = json.loads(run("check", tmp_path / "mine", "--format", "json").out)["states"]
    assert states["rated"] == states["not_applicable"] == states["not_observed"] == 0


def test_nothing_is_written_over(run, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    result = run("samples", "copy", "northline-it", tmp_path / "mine")
    assert result.code == 2
    assert "is not empty" in result.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["notes.txt"]


def test_an_unknown_sample_gets_a_hint(run, tmp_path):
    result = run("samples", "copy", "northline", tmp_path / "mine")
    assert result.code == 2
    assert "there is no sample 'northline'" in result.err
    assert "northline-it" in result.err
    assert not (tmp_path / "mine").exists()
