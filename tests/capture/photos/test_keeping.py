"""Photos taken into an audit: into photos/ and its manifest, whole or not at all, by several writers at once."""

import datetime as dt
import hashlib
import multiprocessing
import os
import re
import threading
from pathlib import Path

import pytest
import yaml

from cxaudit.capture import durable
from cxaudit.capture.durable import one_at_a_time, write_durably
from cxaudit.capture.photos import keeping as evidence
from cxaudit.capture.photos.keeping import KeptPhoto, clean_name, describe_photo, keep_photo, read_photo
from cxaudit.errors import InputError, NotFound
from cxaudit.model.manifest import load_manifest
from tests.capture.pictures import encoded, halves, telling_photo

NAME = "mk-d4ba866b01234567.jpg"
ADDED = "2026-10-14T14:02:11+02:00"


def keep(
    folder: Path,
    data: bytes,
    name: str = NAME,
    *,
    original: str = "IMG_1.JPG",
    taken: str | None = None,
    added: str = ADDED,
) -> KeptPhoto:
    return keep_photo(folder, name, data, by="mk", original=original, taken=taken, added=added)


def manifest(folder: Path) -> dict[str, dict[str, str]]:
    photos: dict[str, dict[str, str]] = yaml.safe_load((folder / "photos/manifest.yaml").read_text("utf-8"))["photos"]
    return photos


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_photo_and_all_that_is_known_of_it(tmp_path: Path) -> None:
    given = telling_photo(offset="+02:00")
    kept = keep(tmp_path, given, original="C:\\Users\\mk\\IMG_1.JPG")
    written = (tmp_path / kept.file).read_bytes()
    assert kept.file == f"photos/{NAME}"
    assert kept.sha256 == hashlib.sha256(written).hexdigest()
    assert (kept.name, kept.taken, kept.added, kept.by) == ("IMG_1.JPG", "2026-10-14T18:05:11+02:00", ADDED, "mk")
    assert (kept.width, kept.height, kept.is_new) == (64, 32, True)
    assert manifest(tmp_path) == {
        NAME: {
            "sha256": kept.sha256,
            "received": hashlib.sha256(given).hexdigest(),
            "name": "IMG_1.JPG",
            "taken": "2026-10-14T18:05:11+02:00",
            "added": ADDED,
            "by": "mk",
            "width": 64,
            "height": 32,
        }
    }
    read, states, issues = load_manifest(tmp_path)
    assert (states, issues) == ({f"photos/{NAME}": "unchanged"}, [])
    assert read is not None
    assert read.of(f"photos/{NAME}") is not None
    assert read.of(NAME) is read.of("photos/by-hand.jpg") is None


def test_what_is_told_goes_before_what_the_camera_wrote(tmp_path: Path) -> None:
    assert keep(tmp_path, telling_photo(), taken="2026-10-13T09:00:00.250Z").taken == "2026-10-13T09:00:00Z"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (1_791_993_731_250, "2026-10-14T16:02:11+00:00"),
        (1.79e12, "2026-09-21T14:13:20+00:00"),
        ("2026-10-14", "2026-10-14T00:00:00"),
        (10**30, None),
        (float("nan"), None),
        (True, None),
        ("", None),
        (None, None),
    ],
)
def test_times_of_a_form_are_milliseconds_and_what_is_no_time_is_left_out(
    given: str | float | None, kept: str | None, tmp_path: Path
) -> None:
    taken = keep(tmp_path, encoded(halves()), taken=given).taken
    if isinstance(given, str) or kept is None:
        assert taken == kept
    else:  # as the clock of this machine shows it
        assert dt.datetime.fromisoformat(taken or "") == dt.datetime.fromisoformat(kept)


def test_the_same_bytes_again_change_nothing(tmp_path: Path) -> None:
    first = keep(tmp_path, telling_photo())
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "photos").iterdir()}
    again = keep(tmp_path, telling_photo(), name=f"photos/{NAME}", original="other.jpg", added="2027-01-01T00:00:00Z")
    assert again == KeptPhoto(**{**_fields(first), "is_new": False})
    back = keep(tmp_path, (tmp_path / first.file).read_bytes())  # the kept file itself, from another device
    assert back.sha256 == first.sha256
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "photos").iterdir()} == before


def _fields(kept: KeptPhoto) -> dict[str, object]:
    return {name: getattr(kept, name) for name in kept.__slots__}


def test_another_photo_never_takes_the_place_of_one_that_is_kept(tmp_path: Path) -> None:
    keep(tmp_path, telling_photo())
    before = contents(tmp_path)
    with pytest.raises(ValueError, match=f"^photos/{NAME} is kept already, and it is another photo$"):
        keep(tmp_path, encoded(halves(20, 20)))
    assert contents(tmp_path) == before


def test_a_file_that_a_person_put_there_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / NAME).write_bytes(b"by hand")
    with pytest.raises(ValueError, match=f"^photos/{NAME} is there already, and cxaudit did not write it"):
        keep(tmp_path, telling_photo())
    assert (tmp_path / "photos" / NAME).read_bytes() == b"by hand"
    assert not (tmp_path / "photos/manifest.yaml").exists()


def test_stopped_between_the_photo_and_the_manifest(tmp_path: Path) -> None:
    kept = keep(tmp_path, telling_photo())
    (tmp_path / "photos/manifest.yaml").unlink()
    assert keep(tmp_path, telling_photo()) == kept
    assert list(manifest(tmp_path)) == [NAME]


@pytest.mark.parametrize("damage", [b"", b"another"])
@pytest.mark.parametrize("itself", [False, True], ids=["as it came in", "the kept file"])
def test_a_photo_that_was_damaged_is_put_back_as_it_was(damage: bytes, itself: bool, tmp_path: Path) -> None:
    first = keep(tmp_path, telling_photo(), taken="2026-10-13")
    path = tmp_path / first.file
    good = path.read_bytes()
    path.write_bytes(damage) if damage else path.unlink()
    again = keep(tmp_path, good if itself else telling_photo(), original="other.jpg", added="2027-01-01T00:00:00Z")
    assert path.read_bytes() == good
    assert again == KeptPhoto(**{**_fields(first), "is_new": False})


@pytest.mark.parametrize(
    "name",
    [
        "../mk-1.jpg",
        "photos/../../mk-1.jpg",
        "/etc/mk-1.jpg",
        "a/mk-1.jpg",
        "a\\mk-1.jpg",
        "mk-1.jpg\0",
        "mk-1.jpg\n",
        "mk-1.php",
        "mk-1.jpg/",
        "con.jpg",
        ".jpg",
        "MK-1.jpg",
        "mk-\N{LATIN SMALL LETTER E WITH ACUTE}.jpg",
        "mk-" + "1" * 200 + ".jpg",
        "",
    ],
    ids=ascii,
)
def test_names_that_could_lead_elsewhere_are_refused_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="is no name for a photo"):
        keep(tmp_path / "audit", telling_photo(), name)
    assert list(tmp_path.iterdir()) == []


def test_no_picture_no_trace(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^'IMG_1.JPG' is no picture"):
        keep(tmp_path, b"MZ\x90\0")
    with pytest.raises(ValueError, match="'soon' is no time"):
        keep(tmp_path, telling_photo(), added="soon")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_that_lead_out_of_the_audit_are_not_followed(tmp_path: Path) -> None:
    outside, audit = tmp_path / "outside", tmp_path / "audit"
    outside.mkdir()
    audit.mkdir()
    (audit / "photos").symlink_to(outside)
    with pytest.raises(InputError, match="this folder lies outside the audit's folder"):
        keep(audit, telling_photo())
    assert list(outside.iterdir()) == []
    (audit / "photos").unlink()
    (audit / "photos").mkdir()
    (audit / "photos" / NAME).symlink_to(outside / "gone.jpg")
    with pytest.raises(ValueError, match="is there already"):
        keep(audit, telling_photo())
    (audit / "photos/.manifest.lock").unlink()
    (audit / "photos/.manifest.lock").symlink_to(outside / "lock")
    with pytest.raises(OSError, match="links"):
        keep(audit, telling_photo(), "mk-2.jpg")
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("IMG_1.JPG", "IMG_1.JPG"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\x.jpg", "x.jpg"),
        ("a\x1b[31m\u202egpj.exe\n b", "a[31mgpj.exe b"),
        ("foto größe 漢字.jpg", "foto größe 漢字.jpg"),
        ("..", ""),
        ("", ""),
        ("x" * 20_000, "x" * 200),
    ],
    ids=ascii,
)
def test_names_from_outside_are_cleaned(given: str, clean: str) -> None:
    assert clean_name(given) == clean


def test_a_record_that_comes_after_the_bytes_completes_the_manifest(tmp_path: Path) -> None:
    kept = keep(tmp_path, encoded(halves()), original="", taken=None)
    assert (kept.name, kept.taken) == ("", None)
    told = describe_photo(tmp_path, NAME, original="x/IMG_7.jpg", taken="2026-10-14T13:59:00+02:00", added="nonsense")
    assert told is not None
    assert (told.name, told.taken, told.added) == ("IMG_7.jpg", "2026-10-14T13:59:00+02:00", ADDED)
    assert told.sha256 == kept.sha256
    before = (tmp_path / "photos/manifest.yaml").stat().st_mtime_ns
    assert describe_photo(tmp_path, kept.file) == told
    assert (tmp_path / "photos/manifest.yaml").stat().st_mtime_ns == before
    assert describe_photo(tmp_path, "mk-0.jpg", original="a") is None


@pytest.mark.parametrize("text", ["cxaudit: photos/1\nphotos: {a-1.jpg: {sha256: x}}\n", "cxaudit: audit/1\n", "a: ["])
def test_a_manifest_that_cannot_be_read_is_left_alone(text: str, tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/manifest.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"manifest\.yaml:"):
        keep(tmp_path, telling_photo())
    assert contents(tmp_path) == {"manifest.yaml": text.encode()}


def test_a_full_disk_leaves_the_old_content_and_no_rubbish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, telling_photo())
    before = contents(tmp_path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        keep(tmp_path, encoded(halves(20, 20)), "mk-2.jpg")
    assert contents(tmp_path) == before


def test_threads_that_keep_photos_at_once_lose_none(tmp_path: Path) -> None:
    names = [f"mk-{number}.jpg" for number in range(8)]
    threads = [
        threading.Thread(target=keep, args=(tmp_path, encoded(halves(20 + at, 20)), name))
        for at, name in enumerate(names)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(manifest(tmp_path)) == names
    assert load_manifest(tmp_path)[2] == []


def _keep_some(folder: Path, who: str) -> None:
    for number in range(5):
        keep(folder, encoded(halves(20 + number, 20)), f"{who}-{number}.jpg")


def test_two_processes_lose_none(tmp_path: Path) -> None:
    """As `serve` and `import` on one audit."""
    context = multiprocessing.get_context("fork" if os.name != "nt" else "spawn")
    others = [context.Process(target=_keep_some, args=(tmp_path, who)) for who in ("mk", "tn")]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert len(manifest(tmp_path)) == 10


def test_a_lock_that_nobody_lets_go_of_is_named(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    lock, what = tmp_path / evidence.LOCK, tmp_path / "photos/manifest.yaml"
    with (
        one_at_a_time(lock, what),
        pytest.raises(InputError, match=re.escape(f"{what}:1:1: another cxaudit has been writing this file")),
        one_at_a_time(lock, what, wait=0.05),
    ):
        pass
    assert keep(tmp_path, telling_photo()).is_new  # free again, although the lock file is still there
    assert lock.exists()


def test_writing_durably_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    write_durably(path, b"one")
    write_durably(path, b"two")
    assert contents(tmp_path) == {"a.yaml": b"two"}
    if os.name != "nt":
        fresh = tmp_path / "b"
        fresh.touch()
        assert path.stat().st_mode == fresh.stat().st_mode


def test_reading_a_photo_from_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(b"12345")
    assert read_photo(path) == b"12345"
    with pytest.raises(NotFound, match=r"cannot be read \(No such file"):
        read_photo(tmp_path / "b.jpg")
    with pytest.raises(NotFound, match="cannot be read"):
        read_photo(tmp_path / "b\0.jpg")
    monkeypatch.setattr(evidence, "MAX_BYTES", 4)
    with pytest.raises(ValueError, match=r"^'a\.jpg' has more than 0 MB"):
        read_photo(path)


def test_photos_have_a_number_so_that_nobody_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "MOST", 1)
    keep(tmp_path, telling_photo())
    with pytest.raises(ValueError, match=r"has 1 photos of 'mk'"):
        keep(tmp_path, telling_photo(), "mk-d4ba866b0123456a.jpg")
    assert sorted(manifest(tmp_path)) == [NAME]
    assert not keep(tmp_path, telling_photo()).is_new
    monkeypatch.setattr(evidence, "MOST", 5)
    monkeypatch.setattr(evidence, "MOST_OF_ALL", 1)
    with pytest.raises(ValueError, match="of all auditors"):
        keep(tmp_path, telling_photo(), "mk-d4ba866b0123456a.jpg")


def test_a_time_that_no_file_takes_is_left_out(tmp_path: Path) -> None:
    of_camera = keep(tmp_path, telling_photo(), taken="2026-10-14T11:05:00+02:00:30").taken
    assert of_camera == "2026-10-14T18:05:11"
    found = describe_photo(tmp_path, NAME, original="I.JPG", taken="2026-10-14T11:05:00+02:00:30")
    assert found
    assert (found.name, found.taken) == ("I.JPG", of_camera)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_manifest_that_leads_elsewhere_is_not_begun_anew(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    keep(tmp_path, telling_photo())
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "manifest.yaml"
    (tmp_path / "photos/manifest.yaml").rename(elsewhere)
    (tmp_path / "photos/manifest.yaml").symlink_to(elsewhere)
    with pytest.raises(InputError, match="lies outside"):
        keep(tmp_path, telling_photo(), "mk-d4ba866b0123456a.jpg")


def test_at_the_last_moment_the_old_content_can_stay(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert write_durably(path, b"one", unless=lambda: False) is not None
    assert write_durably(path, b"two", unless=lambda: True) is None
    assert [(part.name, part.read_bytes()) for part in tmp_path.iterdir()] == [("a.yaml", b"one")]
