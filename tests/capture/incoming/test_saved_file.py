"""The file that a form saves: taken by its revisions, photos with it, and refused as a whole where it is wrong."""

import base64
import io
import json

import pytest
from PIL import Image

from cxaudit.capture.incoming.importing import take_in
from cxaudit.capture.incoming.opening import open_incoming
from cxaudit.capture.incoming.saved_file import read_saved
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.errors import CxAuditError, InputError
from cxaudit.model.load import load_audit
from cxaudit.model.lock import fingerprint
from tests.capture.workbooks import NOW, terminal

AT = "2026-10-14T14:02:11.123+02:00"
HEX = "d4ba866b01234567"


@pytest.fixture
def folder(tmp_path):
    return terminal(tmp_path)


def picture(colour="teal"):
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(kept, "JPEG")
    return base64.b64encode(kept.getvalue()).decode()


def saved(folder, **parts):
    """What the form of tn would save."""
    checklist = {"id": "quay", "version": "1.3", "sha256": fingerprint(folder.checklist)}
    stamp = {"rev": 5, "device": "phone1", "at": AT}
    data = {
        "cxaudit": "ratings/1",
        "audit": "quay-2026",
        "auditor": "tn",
        "checklist": checklist,
        "saved": AT,
        "ratings": {
            "desk.prices": {"rating": 3, "note": "Told twice."},
            "phone.answer": {"observations": [{"rating": 3, "at": AT}, {"rating": 0, "note": "Nobody."}]},
            "desk.lift": {"not_applicable": "Part of the station."},
        },
        "drafts": {"phone.weather": {"state": "not_observed"}, "desk.prices": {"reason": "Fog, at first."}},
        "kept": {},
        "revisions": dict.fromkeys(["desk.prices", "phone.answer", "desk.lift", "phone.weather"], stamp),
        "photos": {
            f"photos/tn-{HEX}.jpg": {
                "id": f"photo:{HEX}",
                "practice": "desk.prices",
                "caption": "The board",
                "name": "IMG_1.JPG",
                "taken": None,
                "added": "2026-10-14T14:02:00+02:00",
                "width": 40,
                "height": 30,
                **stamp,
                "data": picture(),
            }
        },
    }
    return data | parts


@pytest.fixture
def bring(tmp_path, folder):
    def act(data, **options):
        path = tmp_path / "quay-2026.tn.20261014T1402.cxratings.json"
        path.write_text(data if isinstance(data, str) else json.dumps(data), "utf-8")
        now = load_audit(folder.folder)
        return take_in(now, open_incoming(path).bring(now), now=NOW, **options)

    return act


def test_answers_and_photos_are_taken_once_with_their_revisions(bring, folder):
    outcome = bring(saved(folder))
    assert {change.practice for change in outcome.changes} == {
        "desk.prices",
        "phone.answer",
        "desk.lift",
        "phone.weather",
    }
    assert [change.after for change in outcome.changes if "photo" in change.after] == ["photo IMG_1.JPG"]
    now = load_audit(folder.folder)
    rated = now.ratings["tn"]
    assert (rated["desk.prices"].rating, rated["desk.prices"].note) == ("3", "Told twice.")
    assert [part.file for part in rated["desk.prices"].evidence] == [f"photos/tn-{HEX}.jpg"]
    assert rated["desk.prices"].evidence[0].caption == "The board"
    assert rated["desk.lift"].not_applicable == "Part of the station."
    assert len(rated["phone.answer"].observations) == 2
    records = AuditorRatings.open(now, "tn").records
    assert (records["desk.prices"].rev, records["desk.prices"].device) == (5, "phone1")
    assert records["desk.prices"].body["reason"] == "Fog, at first."
    assert records["phone.weather"].body["state"] == "not_observed"
    assert records[f"photo:{HEX}"].body["practice"] == "desk.prices"
    again = bring(saved(folder))
    assert (again.changes, again.conflicts, again.skipped) == ([], [], [])


def test_a_newer_revision_wins_and_an_equal_one_that_differs_is_a_conflict(bring, folder):
    bring(saved(folder))
    older = saved(folder, ratings={"desk.prices": 1}, drafts={}, photos={})
    older["revisions"] = {"desk.prices": {"rev": 4, "device": "laptop", "at": AT}}
    late = bring(older)
    assert (late.changes, late.conflicts, late.skipped) == ([], [], [("desk.prices", "what stands is newer")])
    equal = older | {"revisions": {"desk.prices": {"rev": 5, "device": "laptop", "at": AT}}}
    outcome = bring(equal)
    assert outcome.changes == []
    assert [(part.practice, part.before[:1], part.after[:1]) for part in outcome.conflicts] == [
        ("desk.prices", "3", "1")
    ]
    newer = older | {"revisions": {"desk.prices": {"rev": 6, "device": "laptop", "at": AT}}}
    assert [part.after[:1] for part in bring(newer).changes] == ["1"]
    assert load_audit(folder.folder).ratings["tn"]["desk.prices"].rating == "1"


def test_the_import_may_be_preferred_over_an_equal_revision(bring, folder):
    bring(saved(folder))
    equal = saved(folder, ratings={"desk.prices": 1}, drafts={}, photos={})
    equal["revisions"] = {"desk.prices": {"rev": 5, "device": "laptop", "at": AT}}
    assert [part.practice for part in bring(equal, prefer="import").changes] == ["desk.prices"]
    assert load_audit(folder.folder).ratings["tn"]["desk.prices"].rating == "1"
    assert AuditorRatings.open(load_audit(folder.folder), "tn").records["desk.prices"].rev == 6


def test_what_was_cleared_on_the_phone_is_cleared(bring, folder):
    bring(saved(folder))
    cleared = saved(folder, ratings={}, drafts={}, photos={})
    cleared["revisions"] = {"desk.prices": {"rev": 6, "device": "phone1", "at": AT}}
    assert [(part.practice, part.after[:1]) for part in bring(cleared).changes] == [("desk.prices", "-")]


def test_a_photo_that_was_taken_away_is_gone(bring, folder):
    bring(saved(folder))
    data = saved(folder)
    [photo] = data["photos"].values()
    photo |= {"gone": True, "data": None, "rev": 6}
    assert [part.after for part in bring(data).changes] == ["photo taken away"]
    assert load_audit(folder.folder).ratings["tn"]["desk.prices"].evidence == []


def test_answers_kept_from_another_checklist_are_listed(bring, folder):
    outcome = bring(saved(folder, kept={"desk.old": {"rating": 2}}))
    assert outcome.skipped == [("desk.old", "the form's checklist did not ask it any more")]


def test_another_audit_is_refused(bring, folder):
    with pytest.raises(InputError, match="belong to the audit 'other'"):
        bring(saved(folder, audit="other"))


def test_another_checklist_is_refused_or_reconciled(bring, folder):
    data = saved(folder, checklist={"id": "quay", "version": "1.2", "sha256": "0" * 64})
    data["ratings"]["desk.old"] = 2
    data["revisions"]["desk.old"] = {"rev": 1, "device": "phone1", "at": AT}
    with pytest.raises(InputError, match=r"another state of the checklist \(quay 1.2; the audit has quay 1.3\)"):
        bring(data)
    outcome = bring(data, reconcile=True)
    assert outcome.skipped == [("desk.old", "this audit does not ask it")]
    assert len(outcome.changes) == 5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ratings": {"desk.prices": {"rating": 9}}}, "'9' is not on the scale"),
        ({"ratings": {"desk.prices": [3]}}, "this is no answer"),
        ({"ratings": {"desk.prices": {"observations": 3}}}, "its observations are no list"),
        ({"ratings": {"desk.prices": {"observations": [{"note": "x"}]}}}, "has no rating"),
        ({"ratings": {"desk.prices": {"rating": 3, "note": ["x"]}}}, "desk.prices"),
        ({"ratings": ["desk.prices"]}, "damaged at: ratings"),
        ({"auditor": 3}, "damaged at: audit, auditor"),
        ({"revisions": {"desk.prices": {"rev": 10**10, "device": "a", "at": AT}}}, "desk.prices"),
        ({"revisions": {"desk.prices": {"rev": 1, "device": "../a b", "at": AT}}}, "desk.prices"),
        ({"revisions": {"desk.prices": {"rev": 1, "device": "a", "at": "yesterday"}}}, "'yesterday' is no time"),
        ({"photos": {"photos/x.jpg": {"id": "photo:../../x"}}}, "no photo of a form"),
        ({"photos": {"photos/x.jpg": 3}}, "no photo of a form"),
    ],
    ids=lambda value: None if isinstance(value, str) else next(iter(value)) + str(next(iter(value.values())))[:40],
)
def test_a_file_with_one_mistake_is_not_taken_at_all(bring, folder, change, said):
    before = {path: path.read_bytes() for path in folder.folder.rglob("*") if path.is_file()}
    with pytest.raises(InputError, match=said):
        bring(saved(folder, **change))
    assert {path: path.read_bytes() for path in folder.folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("data", ["%%%", base64.b64encode(b"<svg/>").decode(), "", None, 3], ids=repr)
def test_a_photo_that_is_no_picture_refuses_the_file(bring, folder, data):
    broken = saved(folder)
    next(iter(broken["photos"].values()))["data"] = data
    with pytest.raises(InputError):
        bring(broken)
    assert list((folder.folder / "photos").glob("tn-*")) == []
    assert "desk.prices" not in load_audit(folder.folder).ratings["tn"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"cxaudit": "form/1"}', "[" * 100_000, '{"cxaudit": NaN}', "1" * 10_000, "\x00\xff"],
    ids=lambda text: text[:16] or "empty",
)
def test_what_is_no_saved_file_is_refused(tmp_path, text):
    path = tmp_path / "a.cxratings.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(CxAuditError) as problem:
        read_saved(path)
    assert str(problem.value)


def test_a_file_that_is_too_large_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr("cxaudit.capture.incoming.saved_file.MAX_BYTES", 2_000_000)
    path = tmp_path / "a.cxratings.json"
    path.write_bytes(b" " * 2_000_001)
    with pytest.raises(InputError, match="more than 2 MB"):
        read_saved(path)
