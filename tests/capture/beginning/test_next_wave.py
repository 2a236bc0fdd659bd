"""The next wave: what is carried over, what is left behind, and what is said about it."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from cxaudit.capture.beginning.begin import audit_text, ratings_text
from cxaudit.capture.beginning.next_checklist import keep_checklist, take_checklist
from cxaudit.capture.beginning.next_wave import Wanted, begin_next
from cxaudit.errors import NotFound
from cxaudit.model.load import load_audit
from cxaudit.model.lock import lock_text
from cxaudit.resources import folder
from tests.capture.mini import AUDIT, CHECKLIST, write_mini

HOTEL = folder("checklists") / "samples" / "harbour-hotel" / "2026-10"
NEXT = dt.date(2027, 4, 12)
MORE = """
wave: 2026-Q4
combine: lowest
theme: warm
target: {is: 85, because: The owner's own goal.}
weights: {front-desk: {is: 3, because: Everybody passes it.}, 24-hours.call: {is: 2.5, because: It rings a lot.}}
facts: [lift]
actions:
  front-desk.queue: {do: Open a second desk., owner: F. Petersen, due: 2026-12-01, effort: S, status: started}
  front-desk.wait: {do: Count., status: done}
  front-desk.lift: {do: Repair it., due: 2027-06-01}
  24-hours.call: {do: Nothing., status: dropped}
business_case: {currency: EUR, customers: 1000, revenue_per_customer: 40}
summary: All was well.
signoff: {by: Maria Keller, date: 2026-10-20}
"""


@pytest.fixture
def last(tmp_path: Path):
    home = tmp_path / "2026-10"
    home.mkdir()
    return write_mini(home, AUDIT + MORE)


def begin(last, name="2027-04", **wanted):
    """The next wave beside the last one, written and read again."""
    home = last.folder.parent / name
    made = begin_next(last, home, keep_checklist(last, home), Wanted(id="next", date=NEXT, **wanted))
    home.mkdir()
    for path, content in made.files.items():
        (home / path).parent.mkdir(parents=True, exist_ok=True)
        (home / path).write_bytes(content)
    (home / "audit.yaml").write_text(audit_text(made.checklist, made.beginning), "utf-8")
    (home / "checklist.lock.yaml").write_text(lock_text(made.checklist, made.beginning.reference), "utf-8")
    (home / "ratings").mkdir()
    for auditor in made.beginning.auditors if len(made.beginning.auditors) > 1 else ():
        text = ratings_text(made.checklist, made.beginning, auditor)
        (home / "ratings" / f"{auditor}.yaml").write_text(text, "utf-8")
    return load_audit(home), made


def test_what_describes_the_engagement_is_carried_over(last):
    found, _ = begin(last)
    before, after = last.audit, found.audit
    same = ("title", "subject", "facts", "auditors", "profile", "language", "theme", "combine", "target", "weights")
    assert {name: getattr(after, name) for name in same} == {name: getattr(before, name) for name in same}
    assert (after.id, after.date) == ("next", NEXT)
    assert found.warnings == ()


def test_ratings_summary_and_sign_off_are_begun_anew(last):
    found, _ = begin(last)
    assert found.audit.summary is found.audit.signoff is None
    assert all(rating.rating is None and not rating.note for part in found.ratings.values() for rating in part.values())
    assert list(found.ratings) == ["mk", "tn"]


def test_open_actions_go_along_and_closed_ones_are_counted(last):
    found, made = begin(last)
    assert list(found.audit.actions) == ["front-desk.queue", "front-desk.lift"]
    assert found.audit.actions["front-desk.queue"] == last.audit.actions["front-desk.queue"]
    assert "2 open actions carried over; 1 done and 1 dropped left behind" in made.said
    assert "due before 2027-04-12 and still open: front-desk.queue" in made.said


def test_actions_of_practices_that_are_no_longer_asked_are_named(last):
    (last.folder / "mini.yaml").write_text(CHECKLIST.replace("      queue: ", "      line: ").lstrip(), "utf-8")
    found, made = begin(last)
    assert list(found.audit.actions) == ["front-desk.lift"]
    assert "open, but of practices that are not part of the new audit: front-desk.queue" in made.said
    assert any("1 new, 1 gone (front-desk.queue)" in sentence for sentence in made.said)


def test_what_the_checklist_no_longer_has_is_left_out_and_said(last):
    text = CHECKLIST.replace("facts: {lift: Is there a lift?}\n", "").replace(", only_if: lift", "")
    text = text.replace("24-hours:", "by-phone:")
    (last.folder / "mini.yaml").write_text(text.lstrip(), "utf-8")
    found, made = begin(last)
    assert found.audit.facts == []
    assert list(found.audit.weights) == ["front-desk"]
    assert "left out, since the checklist has no such fact: lift" in made.said
    assert "left out, since the checklist has no such part: the weights of 24-hours.call" in made.said


def test_the_last_wave_is_the_baseline(last):
    found, _ = begin(last)
    assert found.audit.baseline == "../2026-10/audit.yaml"
    assert found.baseline is not None
    assert found.baseline.audit.id == "mini-2026"


def test_a_last_wave_out_of_reach_is_no_baseline_and_that_is_said(last, tmp_path):
    home = tmp_path / "a" / "b" / "c"
    made = begin_next(last, home, keep_checklist(last, home), Wanted(id="next", date=NEXT))
    assert "baseline" not in made.beginning.settings
    assert any("no baseline was set" in sentence and "two folders" in sentence for sentence in made.said)
    assert "at most two folders up" in audit_text(made.checklist, made.beginning)


@pytest.mark.parametrize(
    ("day", "wanted", "client"),
    [(dt.date(2026, 10, 14), "is not earlier", None), (NEXT, "another subject", "Somebody else")],
)
def test_a_baseline_that_cannot_be_compared_is_said_at_once(last, day, wanted, client):
    home = last.folder.parent / "x"
    made = begin_next(last, home, keep_checklist(last, home), Wanted(id="next", date=day, client=client))
    assert any(sentence.startswith("no change will be shown") and wanted in sentence for sentence in made.said)


@pytest.mark.parametrize(
    ("before", "given", "after"),
    [("2026-Q4", None, "2027-Q2"), ("2026-Q4", "second", "second"), ("autumn", None, None), ("2027-Q2", None, None)],
)
def test_the_wave_is_the_quarter_where_it_was_one_and_else_a_question(last, before, given, after):
    text = (last.folder / "audit.yaml").read_text("utf-8")
    (last.folder / "audit.yaml").write_text(text.replace("wave: 2026-Q4", f"wave: {before}"), "utf-8")
    found, made = begin(load_audit(last.folder), wave=given)
    assert found.audit.wave == after
    assert any("has no name yet" in sentence for sentence in made.said) == (after is None)
    if after is None:
        assert f"the last one was '{before}'" in (found.folder / "audit.yaml").read_text("utf-8")


def test_figures_age_so_the_business_case_stands_there_as_comments(last):
    found, _ = begin(last)
    assert found.audit.business_case is None
    text = (found.folder / "audit.yaml").read_text("utf-8")
    lines = text[text.index("# business_case:") : text.index("# signoff")].splitlines()
    uncommented = "\n".join(line.removeprefix("# ").removeprefix("#") for line in lines)
    (found.folder / "audit.yaml").write_text(text[: text.index("# business_case:")] + uncommented, "utf-8")
    assert load_audit(found.folder).audit.business_case == last.audit.business_case


def test_notes_are_kept_as_comments_only_when_asked_for(tmp_path):
    home = tmp_path / "2026-10"
    shutil.copytree(HOTEL, home)
    last = load_audit(home, with_baseline=False)
    found, _ = begin(last, keep_notes=True)
    for auditor in ("mk", "tn"):
        text = " ".join((found.folder / "ratings" / f"{auditor}.yaml").read_text("utf-8").replace("#", "").split())
        notes = [(who, " ".join(r.note.split())) for who, part in last.ratings.items() for r in part.values() if r.note]
        assert len(notes) > 20
        assert [note for who, note in notes if f"Last wave, 2026-Q4 ({who}): {note}" not in text] == []
    assert all(rating == type(rating)() for part in found.ratings.values() for rating in part.values())
    without, _ = begin(last, "without")
    assert "Last wave" not in (without.folder / "ratings" / "mk.yaml").read_text("utf-8")


def test_a_checklist_in_the_folder_of_the_last_wave_is_copied(last):
    found, made = begin(last)
    assert found.audit.checklist == "mini.yaml"
    assert (found.folder / "mini.yaml").read_bytes() == (last.folder / "mini.yaml").read_bytes()
    assert "mini.yaml was copied" in made.said


def test_a_checklist_elsewhere_is_named_by_its_path_from_the_new_folder(last):
    (last.folder.parent / "lists").mkdir()
    (last.folder / "mini.yaml").rename(last.folder.parent / "lists" / "mini.yaml")
    text = (last.folder / "audit.yaml").read_text("utf-8")
    (last.folder / "audit.yaml").write_text(text.replace("checklist: mini", "checklist: ../lists/mini"), "utf-8")
    found, made = begin(load_audit(last.folder), "waves-2027")
    assert found.audit.checklist == "../lists/mini.yaml"
    assert made.files == {}
    deeper = last.folder.parent / "2027" / "spring"
    assert keep_checklist(load_audit(last.folder), deeper).name == "../../lists/mini.yaml"


def test_a_checklist_that_extends_a_file_stays_where_its_file_is(last):
    (last.folder / "own.yaml").write_text("cxaudit: checklist/1\nid: own\ntitle: Own\nextends: mini.yaml\n", "utf-8")
    text = (last.folder / "audit.yaml").read_text("utf-8")
    (last.folder / "audit.yaml").write_text(text.replace("checklist: mini", "checklist: own"), "utf-8")
    found, _ = begin(load_audit(last.folder))
    assert found.audit.checklist == "../2026-10/own.yaml"


def test_a_newer_version_of_the_checklist_is_used_and_said(last):
    (last.folder / "checklist.lock.yaml").write_text(lock_text(last.checklist, "mini.yaml"), "utf-8")
    newer = CHECKLIST.lstrip().replace('"2.3"', '"2.4"')
    (last.folder / "mini.yaml").write_text(newer, "utf-8")
    found, made = begin(load_audit(last.folder))
    assert found.checklist.version == "2.4"
    assert "mini 2.4 is used; the last wave was rated with 2.3" in made.said


def test_a_lost_checklist_is_named_with_the_way_out(last):
    (last.folder / "mini.yaml").unlink()
    with pytest.raises(NotFound, match="--checklist"):
        keep_checklist(last, last.folder.parent / "x")


def test_another_checklist_can_be_taken(last):
    reference = take_checklist(last, last.folder.parent / "x", "pulse")
    assert reference.name.startswith("pulse@")
    assert any("last wave was rated with mini 2.3" in sentence for sentence in reference.said)


def test_the_logo_is_copied_and_other_photos_are_not(last, picture):
    photos = last.folder / "photos"
    photos.mkdir()
    for name in ("logo.png", "desk.png"):
        (photos / name).write_bytes(picture)
    text = (last.folder / "audit.yaml").read_text("utf-8")
    text = text.replace("client: Mini & Sons}", "client: Mini & Sons, kind: hotel, logo: ./photos/logo.png}")
    (last.folder / "audit.yaml").write_text(text, "utf-8")
    found, made = begin(load_audit(last.folder))
    assert found.audit.subject.logo == "photos/logo.png"
    assert found.audit.subject.kind == "hotel"
    assert set(made.files) == {"photos/logo.png", "mini.yaml"}


@pytest.fixture
def picture():
    return next((folder("checklists") / "samples").rglob("*.png")).read_bytes()


def test_a_theme_by_its_path_is_found_from_the_new_folder(last):
    theme = last.folder.parent / "our-theme"
    shutil.copytree(folder("templates") / "themes" / "warm", theme)
    text = (last.folder / "audit.yaml").read_text("utf-8")
    (last.folder / "audit.yaml").write_text(text.replace("theme: warm", "theme: ../our-theme"), "utf-8")
    home = last.folder.parent / "2027" / "spring"
    again = load_audit(last.folder)
    made = begin_next(again, home, keep_checklist(again, home), Wanted(id="next", date=NEXT))
    assert made.beginning.settings["theme"] == "../../our-theme"
