"""One auditor's file as records: nothing a person wrote is lost, and what another process wrote is merged."""

import re

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxaudit.capture.photos.keeping import keep_photo
from cxaudit.capture.ratings.entries import as_number, digest, to_body, to_draft, to_rating
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.fitting import check_body
from cxaudit.capture.ratings.records import Record, blank_body, read_record
from cxaudit.errors import InputError, NotFound
from cxaudit.model.audit import Draft, Rating
from cxaudit.model.load import load_audit
from tests.capture.mini import AUDIT, write_mini
from tests.capture.pictures import telling_photo

GREETING, CALL, WAIT = "front-desk.greeting", "24-hours.call", "front-desk.wait"
HEX = "0123456789abcdef"
BY_HAND = """# yaml-language-server: $schema=../.cxaudit/ratings.schema.json
cxaudit: ratings/1
audit: mini-2026
auditor: tn
ratings:
  # the desk
  front-desk.greeting:
    rating: 2
    note: Twice.
    internal: Ask the owner.
    evidence: [{text: Log of ten}, {file: photos/desk.txt, caption: The log}]
    reply: {text: Noted., by: F. P.}
  front-desk.queue: {not_applicable: No queue.}
"""


@pytest.fixture
def folder(tmp_path):
    made = write_mini(tmp_path)
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "desk.txt").write_text("log")
    return made


@pytest.fixture
def by_hand(folder):
    (folder.folder / "ratings").mkdir()
    path = folder.folder / "ratings" / "tn.yaml"
    path.write_text(BY_HAND, "utf-8")
    return path


def rated(rating, rev=1, key=GREETING, device="phone", **body):
    cases = [{"rating": rating}] if rating else []
    return Record(key, rev, device, 1_790_000_000_123, blank_body() | {"state": "rated", "observations": cases} | body)


def opened(folder, auditor="tn"):
    return AuditorRatings.open(load_audit(folder.folder), auditor)


def test_a_save_is_read_back_as_the_same_records(folder):
    ratings = opened(folder)
    ratings.put(rated("2", 3, note='A: "quoted" # note\n\n  and more  \n', cause="staffing"))
    ratings.put(
        rated(
            "", 2, CALL, observations=[{"rating": "3", "at": "2026-10-14T11:05:00+02:00"}, {"rating": "1", "note": "x"}]
        )
    )
    ratings.put(rated("7.5", 1, WAIT))
    ratings.save()
    again = opened(folder)
    assert again.records == ratings.records
    found = load_audit(folder.folder).ratings["tn"]
    assert (found[GREETING].rating, found[WAIT].rating, len(found[CALL].observations)) == ("2", "7.5", 2)


def test_what_the_form_does_not_own_is_kept(folder, by_hand):
    ratings = opened(folder)
    assert (ratings.records[GREETING].rev, ratings.records[GREETING].device) == (1, "hand")
    ratings.put(rated("3", 2))
    ratings.save()
    entry = yaml.safe_load(by_hand.read_text("utf-8"))["ratings"][GREETING]
    assert entry == {
        "rating": 3,
        "internal": "Ask the owner.",
        "evidence": [{"text": "Log of ten"}, {"file": "photos/desk.txt", "caption": "The log"}],
        "reply": {"text": "Noted.", "by": "F. P."},
    }


def test_a_file_with_a_persons_comments_is_kept_once_beside(folder, by_hand):
    ratings = opened(folder)
    ratings.put(rated("3", 2))
    ratings.save()
    ratings.put(rated("1", 3))
    ratings.save()
    assert (by_hand.parent / "tn.yaml.before").read_text("utf-8") == BY_HAND
    assert load_audit(folder.folder).ratings["tn"][GREETING].rating == "1"


def test_answers_switched_away_from_are_kept_and_do_not_count(folder):
    ratings = opened(folder)
    ratings.put(rated("2", 1, reason="No guests."))
    ratings.put(rated("", 1, "front-desk.queue", state="not_applicable", observations=[{"rating": "1"}]))
    ratings.save()
    loaded = load_audit(folder.folder)
    assert loaded.ratings["tn"][GREETING].not_applicable is None
    assert "front-desk.queue" not in loaded.ratings["tn"]
    assert [issue.message for issue in loaded.warnings] == [
        "'not_applicable' has no reason yet, so 'front-desk.queue' counts as unrated"
    ]
    assert opened(folder).records == ratings.records


def test_an_edit_by_hand_counts_as_the_newest(folder):
    ratings = opened(folder)
    ratings.put(rated("2", 4, note="x"))
    ratings.save()
    text = ratings.path.read_text("utf-8")
    ratings.path.write_text(text.replace("rating: 2", "rating: 1"), "utf-8")
    found = opened(folder).records[GREETING]
    assert (found.rev, found.device, found.body["observations"]) == (5, "hand", [{"rating": "1"}])
    ratings.refresh()
    assert (ratings.records[GREETING].rev, ratings.records[GREETING].device) == (5, "hand")


def test_an_answer_taken_out_by_hand_is_cleared(folder):
    ratings = opened(folder)
    ratings.put(rated("2", 4))
    ratings.put(rated("1", 1, "front-desk.queue"))
    ratings.save()
    text = ratings.path.read_text("utf-8")
    ratings.path.write_text(re.sub(rf"  {GREETING}:\n    rating: 2\n", "", text), "utf-8")
    ratings.refresh()
    assert (ratings.records[GREETING].rev, ratings.records[GREETING].body) == (5, blank_body())
    assert ratings.records["front-desk.queue"].rev == 1


def test_what_another_process_wrote_meanwhile_is_merged(folder):
    here, there = opened(folder), opened(folder)
    there.put(rated("1", 2))
    there.put(rated("5", 1, WAIT, device="import"))
    there.save()
    here.put(rated("3", 1))
    here.put(rated("0", 1, "front-desk.queue"))
    here.save()
    assert {key: record.body["observations"][0]["rating"] for key, record in opened(folder).records.items()} == {
        GREETING: "1",
        WAIT: "5",
        "front-desk.queue": "0",
    }


def test_an_unsaved_newer_answer_survives_what_changes_elsewhere_in_the_file(folder):
    here, there = opened(folder), opened(folder)
    here.put(rated("1", 1, observations=[{"rating": "1", "at": "2026-10-14T11:05:00+02:00"}]))
    here.save()
    there.refresh()
    there.put(rated("5", 1, WAIT))
    there.save()
    here.put(rated("3", 2))
    here.save()
    assert opened(folder).records[GREETING].body["observations"] == [{"rating": "3"}]


def test_the_answer_that_stands_already_makes_no_revision(folder):
    ratings = opened(folder)
    body = blank_body() | {"state": "rated", "observations": [{"rating": "2"}]}
    assert ratings.answer(GREETING, body, device="import", at=7)
    assert not ratings.answer(GREETING, body | {"note": " "}, device="import", at=8)
    assert ratings.answer(GREETING, blank_body(), device="import", at=9)
    assert (ratings.records[GREETING].rev, ratings.records[GREETING].at) == (2, 9)
    assert not ratings.answer(CALL, blank_body(), device="import", at=9)


def test_a_photo_comes_and_goes_and_its_picture_stays(folder):
    when = "2026-10-14T14:02"
    keep_photo(folder.folder, f"tn-{HEX}.jpg", telling_photo(), by="tn", original="I.JPG", taken=None, added=when)
    ratings = opened(folder)
    body = {"practice": GREETING, "caption": "The desk"}
    ratings.put(read_record({"id": f"photo:{HEX}", "rev": 1, "device": "p", "at": 5, "body": body}))
    ratings.save()
    found = load_audit(folder.folder).ratings["tn"][GREETING].evidence
    assert [(part.file, part.caption) for part in found] == [(f"photos/tn-{HEX}.jpg", "The desk")]
    read = opened(folder).records[f"photo:{HEX}"]
    assert (read.rev, read.device, read.body["name"], read.body["caption"]) == (1, "p", "I.JPG", "The desk")
    ratings.put(Record(f"photo:{HEX}", 2, "p", 6, body | {"gone": True}))
    ratings.save()
    assert GREETING not in load_audit(folder.folder).ratings["tn"]
    assert (folder.folder / "photos" / f"tn-{HEX}.jpg").is_file()
    gone = opened(folder).records[f"photo:{HEX}"]
    assert (gone.rev, gone.body["gone"], gone.body["practice"]) == (2, True, GREETING)


def test_a_save_that_fails_leaves_the_file_as_it_was(folder, monkeypatch):
    ratings = opened(folder)
    ratings.put(rated("2"))
    ratings.save()
    before = ratings.path.read_bytes()

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cxaudit.capture.durable.os.fsync", full)
    ratings.put(rated("1", 2))
    with pytest.raises(OSError, match="No space left"):
        ratings.save()
    assert ratings.path.read_bytes() == before
    assert sorted(path.name for path in ratings.path.parent.iterdir()) == [".tn.lock", "tn.yaml"]


def test_who_is_no_auditor_and_whose_ratings_stand_in_the_audit_is_told(folder, tmp_path):
    with pytest.raises(NotFound, match=r"'zz' is not an auditor.*mk, tn"):
        opened(folder, "zz")
    alone = AUDIT.replace("  tn: {name: Tomás Núñez}\n", "") + "ratings: {front-desk.greeting: 2}\n"
    with pytest.raises(NotFound, match=r"stand in .*audit\.yaml.*ratings/mk\.yaml"):
        AuditorRatings.open(write_mini(tmp_path, alone), "mk")
    blank = alone.replace("{front-desk.greeting: 2}", "\n  front-desk.greeting:\n  front-desk.queue:")
    ratings = AuditorRatings.open(write_mini(tmp_path, blank), "mk")
    ratings.put(rated("3"))
    ratings.save()
    assert load_audit(tmp_path).ratings["mk"][GREETING].rating == "3"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("rating: 2", "rating: [", "never closed"),
        ("rating: 2", "rating: 9", "not on the scale"),
        ("audit: mini-2026", "audit: other", "belong to the audit 'other'"),
        ("auditor: tn", "auditor: mk", "ratings of 'mk'"),
        ("ratings/1", "checklist/1", "ratings"),
    ],
)
def test_a_broken_file_is_not_written_over(folder, by_hand, old, new, said):
    audit = load_audit(folder.folder)
    ratings = AuditorRatings.open(audit, "tn")
    by_hand.write_text(broken := BY_HAND.replace(old, new), "utf-8")
    ratings.put(rated("3", 2))
    with pytest.raises(InputError, match=said):
        ratings.save()
    with pytest.raises(InputError, match=said):
        AuditorRatings.open(audit, "tn")
    assert by_hand.read_text("utf-8") == broken


def test_a_folder_of_ratings_that_leads_elsewhere_is_not_written(folder, tmp_path_factory):
    away = tmp_path_factory.mktemp("away")
    (folder.folder / "ratings").symlink_to(away)
    ratings = AuditorRatings.open(folder, "tn")
    ratings.put(rated("3"))
    with pytest.raises(InputError, match="outside"):
        ratings.save()
    assert list(away.iterdir()) == []


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (rated("2"), None),
        (rated("2", key=CALL, observations=[{"rating": "2", "note": "x"}] * 2), None),
        (rated("2", key="front-desk.nonsense"), "no practice"),
        (rated("1", key="front-desk.lift"), "no practice"),
        (rated("7"), "not on the scale.*0, 1, 2 or 3"),
        (rated("2", observations=[{"rating": "2"}] * 2), "one rating"),
        (rated("2", observations=[{"rating": "2", "note": "x"}]), "one rating"),
        (Record(f"photo:{HEX}", 1, "p", 1, {"practice": "a.b"}), "no practice 'a.b'"),
    ],
)
def test_a_record_must_be_of_this_audit(folder, record, said):
    found = check_body(folder, record)
    assert found is None if said is None else re.search(said, found)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)
bodies = st.fixed_dictionaries(
    {
        "state": st.sampled_from(["", "rated", "not_applicable", "not_observed"]),
        "observations": st.lists(st.fixed_dictionaries({"rating": st.sampled_from("0123")}), max_size=1),
        "reason": texts,
        "note": texts,
        "cause": st.sampled_from(["", "staffing"]),
    }
)


@given(body=bodies)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_tells_apart_what_differs_and_nothing_else(folder, body):
    ratings = AuditorRatings(folder, "tn")
    ratings.path.unlink(missing_ok=True)
    ratings.put(Record(GREETING, 3, "p", 7, body))
    ratings.save()
    again = AuditorRatings(folder, "tn")
    again._read()
    found = again.records[GREETING]
    assert (found.rev, found.device) == (3, "p")  # not taken for an edit by hand
    if body["state"] == "rated" and not body["observations"]:
        return  # a state of nothing: the page counts it as unrated, and so does the file
    assert digest(found.body, by_case=False) == digest(body, by_case=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [("2", 2), ("7.5", 7.5), ("most", "most"), ("01", "01"), ("1e3", "1e3"), ("inf", "inf"), ("no", "no")],
)
def test_a_rating_is_written_as_a_person_would(text, value):
    assert as_number(text) == value


def test_an_answer_without_a_reason_is_a_draft_and_no_rating():
    body = blank_body() | {"state": "not_observed", "note": "Closed."}
    assert to_rating(body, by_case=False) == {"note": "Closed."}
    assert to_draft(body) == {"state": "not_observed"}
    assert to_body(Rating(note="Closed."), Draft(state="not_observed")) == body
