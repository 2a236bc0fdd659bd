"""`new --from` through the command line: the next wave, from beginning to the change that the report shows."""

import json
import re
import shutil
from pathlib import Path

import pytest

from cxaudit.resources import folder


@pytest.fixture
def hotel(tmp_path: Path) -> Path:
    target = tmp_path / "hotel"
    shutil.copytree(folder("checklists") / "samples" / "harbour-hotel", target)
    return target


def test_a_next_wave_can_be_rated_and_shows_what_has_changed(run, hotel):
    new = hotel / "2027-04"
    begun = run("new", new, "--from", hotel / "2026-10", "--date", "2027-04-12", "--keep", "notes")
    assert begun.code == 0, begun.err
    assert "10 open actions carried over" in begun.err
    assert "the title is still 'Guest experience audit, autumn 2026'" in begun.err
    checked = run("check", new)
    assert checked.code == 0, checked.err
    assert "41 practices (41 not rated yet)" in checked.out, "notes of the last wave do not count"
    for path in (new / "ratings").glob("*.yaml"):
        text = re.sub(r"^(    rating):$", r"\1: 4", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(re.sub(r"^(    observations):$", r"\1: [4]", text, flags=re.MULTILINE), "utf-8")
    assert run("report", new, "--format", "json", "--output", new / "r.json").code == 0
    report = json.loads((new / "r.json").read_text("utf-8"))
    assert report["audit"]["id"] == "harbour-hotel-2027-04"
    assert report["audit"]["wave"] == "2027-Q2"
    change = report["change"]
    assert change["baseline"]["id"] == "harbour-hotel-2026-10"
    assert sum(cause["tenths"] for cause in change["causes"]) > 100, "all were rated 4"


def test_options_win_over_the_last_wave(run, hotel):
    new = hotel / "2027-04"
    options = (
        "--title",
        "Spring",
        "--auditor",
        "Ada Lang",
        "--wave",
        "third",
        "--checklist",
        "pulse",
        "--profile",
        "full",
    )
    assert run("new", new, "--from", hotel / "2026-10" / "audit.yaml", "--date", "2027-04-12", *options).code == 0
    text = (new / "audit.yaml").read_text("utf-8")
    for line in ("title: Spring", "wave: third", "checklist: pulse@1", "profile: full", "  client: Harbour Hotel"):
        assert f"\n{line}\n" in text
    assert "  al: {name: Ada Lang, role: lead auditor}" in text
    assert "mk:" not in text
    assert run("check", new).code == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--keep", "notes"), "name it with --from"),
        (("--from", "nowhere"), "nowhere"),
        (("--from", "2026-10", "--profile", "light"), "has no profile 'light'"),
        (("--from", "2026-10", "--fact", "lift"), "has no fact 'lift'"),
    ],
)
def test_wrong_options_are_named_and_nothing_is_written(run, hotel, monkeypatch, options, said):
    monkeypatch.chdir(hotel)
    result = run("new", "2027-04", *options)
    assert result.code == 2
    assert said in result.err
    assert not (hotel / "2027-04").exists()


def test_a_last_wave_with_mistakes_is_no_beginning(run, hotel):
    path = hotel / "2026-10" / "ratings" / "tn.yaml"
    path.write_text(path.read_text("utf-8").replace("rating: 2", "rating: 7", 1), "utf-8")
    result = run("new", hotel / "2027-04", "--from", hotel / "2026-10")
    assert result.code == 2
    assert "'7' is not on the scale" in result.err
    assert not (hotel / "2027-04").exists()


def test_a_wave_can_be_named_from_the_first(run, tmp_path):
    assert run("new", tmp_path / "a", "--checklist", "pulse", "--wave", "2026-Q4").code == 0
    assert "\nwave: 2026-Q4\n" in (tmp_path / "a" / "audit.yaml").read_text("utf-8")
