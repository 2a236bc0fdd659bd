"""`checklists`, `show` and `new` through the command line."""

import json
import re

import pytest

from cxaudit.cli.beginning import _initials, _slug


def test_the_shipped_checklists_are_listed(run):
    result = run("checklists")
    assert result.code == 0
    assert re.search(r"^core +1\.1 +90 +760 +Core practices", result.out, re.MULTILINE)
    listed = json.loads(run("checklists", "--format", "json").out)
    core = next(part for part in listed if part["id"] == "core")
    assert (core["practices"], core["minutes"]) == (90, 760)
    assert core["profiles"] == ["full", "lite", "contact-and-complaint"]


def test_show_prints_every_practice_with_its_question(run):
    result = run("show", "core")
    assert result.code == 0
    assert len(re.findall(r"^  [* ] \w", result.out, re.MULTILINE)) == 90
    assert len(re.findall(r"^  \* ", result.out, re.MULTILINE)) == 8
    data = json.loads(run("show", "core", "--format", "json").out)
    assert sum(len(part["practices"]) for part in data["touchpoints"]) == 90


def test_an_unknown_checklist_gets_a_hint(run):
    result = run("show", "cor")
    assert result.code == 2
    assert "did you mean 'core'?" in result.err


def test_new_writes_an_audit_that_can_be_filled_in_without_another_window(run, tmp_path):
    folder = tmp_path / "my audit ü"
    client = 'Müller & Söhne: "GmbH" # 1'
    result = run(
        "new", folder, "--checklist", "core", "--client", client, "--auditor", "Maria Keller", "--date", "2026-10-14"
    )
    assert result.code == 0, result.err
    text = (folder / "audit.yaml").read_text("utf-8")
    assert text.count("\n  # Look for:") == 90
    assert "  reach.person:\n    rating:\n    note:\n" in text
    assert "4 = All attempts reached a person within five minutes" in " ".join(text.split())
    assert "id: my-audit-u\n" in text
    assert (folder / "photos").is_dir()
    checked = run("check", folder)
    assert checked.code == 0, checked.err
    assert "88 practices (88 not rated yet)" in checked.out
    summary = json.loads(run("summary", folder, "--format", "json").out)
    assert summary["audit"]["subject"]["client"] == client
    assert summary["score"]["raw"] is None


def test_from_nothing_to_a_score_in_three_commands(run, tmp_path):
    folder = tmp_path / "a"
    run("new", folder, "--fact", "back-office", "--fact", "online", "--profile", "contact-and-complaint")
    audit = folder / "audit.yaml"
    text = re.sub(r"^(    rating):$", r"\1: 3", audit.read_text("utf-8"), flags=re.MULTILINE)
    audit.write_text(re.sub(r"^(    observations):$", r"\1: [4, 2]", text, flags=re.MULTILINE), "utf-8")
    assert "18 practices (18 rated)" in run("check", folder).out
    assert json.loads(run("summary", folder, "--format", "json").out)["score"]["raw"] == pytest.approx(0.75)


def test_several_auditors_get_a_file_each(run, tmp_path):
    folder = tmp_path / "a"
    assert run("new", folder, "--auditor", "Maria Keller", "--auditor", "Max Koch").code == 0
    assert sorted(path.name for path in (folder / "ratings").iterdir()) == ["mk.yaml", "mk2.yaml"]
    assert run("check", folder).code == 0


def test_practices_of_a_fact_stand_ready_as_comments(run, tmp_path):
    run("new", tmp_path / "a")
    text = (tmp_path / "a" / "audit.yaml").read_text("utf-8")
    assert "  # reach.direct-talk:\n  #   rating:\n" in text
    assert "Only where 'back-office' is among the facts" in text


def test_an_existing_audit_is_never_overwritten(run, northline):
    before = (northline / "audit.yaml").read_bytes()
    result = run("new", northline)
    assert result.code == 2
    assert "exists already" in result.err
    assert (northline / "audit.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--profile", "light", "has no profile 'light'"),
        ("--fact", "lift", "has no fact 'lift'"),
        ("--checklist", "nothing", "there is no checklist 'nothing'"),
        ("--date", "14.10.2026", "does not match the format"),
    ],
)
def test_wrong_choices_are_named_and_nothing_is_written(run, tmp_path, option, value, said):
    result = run("new", tmp_path / "a", option, value)
    assert result.code == 2
    assert said in result.err
    assert not (tmp_path / "a").exists()


def test_the_lock_keeps_an_old_audit_as_it_was(run, tmp_path):
    checklist = tmp_path / "own.yaml"
    checklist.write_text(
        "cxaudit: checklist/1\nid: own\ntitle: Own\n"
        "touchpoints:\n  desk:\n    practices:\n      hello: Is every guest greeted?\n"
    )
    run("new", tmp_path / "a", "--checklist", checklist)
    assert run("check", tmp_path / "a").err == ""
    checklist.write_text(checklist.read_text() + "      bye: Is every guest seen off?\n")
    result = run("check", tmp_path / "a")
    assert result.code == 0
    assert ": ok, 1 practice (1 not rated yet)" in result.out
    assert "the checklist has changed since this audit was begun" in result.err


def test_ids_come_from_names():
    assert _slug("Ärzte & Co. / Haus 7") == "arzte-co-haus-7"
    assert _slug("日本") == "audit"
    assert _initials(("Maria Keller", "Max Koch", "Ø")) == {"mk": "Maria Keller", "mk2": "Max Koch", "a": "Ø"}
