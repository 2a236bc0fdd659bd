"""Photos from a person's own folder: kept, recorded in the manifest, and evidence of the practice that was named."""

import datetime as dt
from pathlib import Path

import pytest
import yaml

from cxaudit.capture.photos.attaching import attach_photos
from cxaudit.capture.ratings.file import AuditorRatings
from cxaudit.capture.ratings.records import MAX_REV, Record
from cxaudit.errors import InputError, NotFound
from cxaudit.model.load import AuditFolder, load_audit
from tests.capture.pictures import telling_photo
from tests.generator import write_audit

NOW = dt.datetime(2026, 10, 14, 20, 15, tzinfo=dt.timezone(dt.timedelta(hours=2)))


@pytest.fixture
def folder(tmp_path: Path) -> AuditFolder:
    return load_audit(write_audit(tmp_path / "audit", 6, 2, seed=3, auditors=2))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "IMG 1.JPG"
    path.write_bytes(telling_photo(offset="+02:00"))
    return path


def practice_of(folder: AuditFolder) -> str:
    return next(iter(folder.ratings["tn"]))


def shown(folder: AuditFolder, practice: str) -> list[tuple[str, str | None]]:
    """The pictures of a practice with their captions, as the ratings file has them now."""
    rating = load_audit(folder.folder).ratings["tn"][practice]
    return [(part.file, part.caption) for part in rating.evidence if part.file and part.file.startswith("photos/tn-")]


def files(folder: AuditFolder) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder.folder)): path.read_bytes() for path in folder.folder.rglob("*") if path.is_file()
    }


def test_a_photo_becomes_evidence_with_its_record(folder: AuditFolder, photo: Path) -> None:
    practice = practice_of(folder)
    before = load_audit(folder.folder).ratings["tn"][practice]
    (made,) = attach_photos(folder, "tn", practice, [photo], now=NOW, caption="The desk at 18:05")
    assert made.is_new
    assert shown(folder, practice) == [(made.file, "The desk at 18:05")]
    after = load_audit(folder.folder)
    assert after.ratings["tn"][practice].model_copy(update={"evidence": before.evidence}) == before
    assert after.manifest
    kept = after.manifest.of(made.file)
    assert kept
    assert (kept.by, kept.name, kept.taken and kept.taken.isoformat()) == (
        "tn",
        "IMG 1.JPG",
        "2026-10-14T18:05:11+02:00",
    )
    assert kept.added.isoformat() == "2026-10-14T20:15:00+02:00"
    assert after.photo_states == {made.file: "unchanged"}


def test_the_same_photo_again_changes_nothing_and_a_caption_is_a_new_revision(folder: AuditFolder, photo: Path) -> None:
    practice = practice_of(folder)
    (first,) = attach_photos(folder, "tn", practice, [photo], now=NOW, caption="The desk")
    before = files(folder)
    (again,) = attach_photos(load_audit(folder.folder), "tn", practice, [photo], now=NOW + dt.timedelta(days=1))
    assert (again.file, again.is_new) == (first.file, False)
    assert files(folder) == before
    (told,) = attach_photos(load_audit(folder.folder), "tn", practice, [photo], now=NOW, caption="The desk at 18:05")
    assert told.is_new
    assert shown(folder, practice) == [(first.file, "The desk at 18:05")]
    revisions = yaml.safe_load((folder.folder / "ratings/tn.yaml").read_text("utf-8"))["revisions"]
    assert revisions[f"photo:{Path(first.file).stem.removeprefix('tn-')}"]["rev"] == 2


def test_one_photo_may_support_two_practices(folder: AuditFolder, photo: Path) -> None:
    first, second = list(folder.ratings["tn"])[:2]
    made = [attach_photos(load_audit(folder.folder), "tn", key, [photo], now=NOW)[0] for key in (first, second)]
    assert made[0].file != made[1].file
    assert [shown(folder, key) for key in (first, second)] == [[(one.file, None)] for one in made]


def test_all_or_none_and_every_problem_at_once(folder: AuditFolder, photo: Path, tmp_path: Path) -> None:
    heic, text = tmp_path / "b.heic", tmp_path / "c.jpg"
    heic.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    text.write_text("no picture")
    before = files(folder)
    with pytest.raises(InputError) as caught:
        attach_photos(folder, "tn", practice_of(folder), [photo, heic, text, tmp_path / "d.jpg"], now=NOW)
    assert [(Path(issue.file).name, issue.message.split("(")[0].strip()) for issue in caught.value.issues] == [
        ("b.heic", "'b.heic' is a HEIC picture; open it and export it as JPEG"),
        ("c.jpg", "'c.jpg' is no picture that can be read"),
        ("d.jpg", "cannot be read"),
    ]
    assert files(folder) == before


def test_a_dry_run_writes_nothing(folder: AuditFolder, photo: Path) -> None:
    before = files(folder)
    (made,) = attach_photos(folder, "tn", practice_of(folder), [photo], now=NOW, write=False)
    assert made.is_new
    assert files(folder) == before


def test_what_is_not_of_this_audit_is_refused(folder: AuditFolder, photo: Path) -> None:
    before = files(folder)
    with pytest.raises(InputError):
        attach_photos(folder, "tn", "no.such", [photo], now=NOW)
    with pytest.raises(NotFound):
        attach_photos(folder, "zz", practice_of(folder), [photo], now=NOW)
    assert files(folder) == before


def test_a_file_that_has_the_name_of_the_photo_is_told(folder: AuditFolder, photo: Path) -> None:
    (would,) = attach_photos(folder, "tn", practice_of(folder), [photo], now=NOW, write=False)
    (folder.folder / "photos").mkdir(exist_ok=True)
    (folder.folder / would.file).write_bytes(b"a person's")
    before = files(folder)
    with pytest.raises(InputError, match="is there already"):
        attach_photos(folder, "tn", practice_of(folder), [photo], now=NOW)
    assert {name: data for name, data in files(folder).items() if not name.endswith(".lock")} == before


def test_revisions_do_not_run_over(folder: AuditFolder, photo: Path) -> None:
    attach_photos(folder, "tn", practice_of(folder), [photo], now=NOW)
    ratings = AuditorRatings.open(load_audit(folder.folder), "tn")
    (key,) = [key for key in ratings.records if key.startswith("photo:")]
    ratings.put(Record(key, MAX_REV, "p", 5, ratings.records[key].body))
    ratings.save()
    attach_photos(load_audit(folder.folder), "tn", practice_of(folder), [photo], now=NOW, caption="New")
    assert AuditorRatings.open(load_audit(folder.folder), "tn").records[key].rev == MAX_REV
