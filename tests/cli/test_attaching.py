"""`import PHOTO --practice ID`, and the manifest of the photos, on the command line."""

from pathlib import Path

import pytest

from cxaudit.capture.photos.keeping import keep_photo
from cxaudit.model.load import load_audit
from tests.capture.pictures import encoded, halves, telling_photo
from tests.generator import write_audit


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    return write_audit(tmp_path / "audit", 6, 2, seed=3, auditors=2)


def test_photos_are_taken_in_as_evidence(audit: Path, tmp_path: Path, run) -> None:
    photo, small = tmp_path / "IMG_1.JPG", tmp_path / "small.png"
    photo.write_bytes(telling_photo())
    small.write_bytes(encoded(halves(20, 20), "PNG"))
    practice = next(iter(load_audit(audit).ratings["tn"]))
    given = ("--into", audit, "--practice", practice, "--auditor", "tn", "--caption", "The desk")
    dry = run("import", photo, *given, "--dry-run")
    assert (dry.code, "dry run" in dry.out) == (0, True)
    assert not (audit / "photos/manifest.yaml").exists()
    result = run("import", photo, small, *given)
    assert result.code == 0, result.err
    captions = [part.caption for part in load_audit(audit).ratings["tn"][practice].evidence]
    assert captions.count("The desk") == 2
    assert result.out.count("photos/tn-") == 2
    assert run("import", photo, *given).out.count("nothing has changed") == 1
    assert run("check", audit).err == ""


@pytest.mark.parametrize(
    ("arguments", "content", "said"),
    [
        ((), b"", "say which with --practice"),
        (("--practice", "no.such"), telling_photo(), "no.such"),
        (("--practice", "PRACTICE"), b"no picture", "is no picture that can be read"),
        (("--practice", "PRACTICE"), b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "Most Compatible"),
    ],
    ids=["no practice", "unknown practice", "no picture", "heic"],
)
def test_what_cannot_be_taken_in_is_said_and_nothing_is_written(
    arguments: tuple[str, ...], content: bytes, said: str, audit: Path, tmp_path: Path, run
) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(content)
    practice = next(iter(load_audit(audit).ratings["tn"]))
    given = [practice if part == "PRACTICE" else part for part in arguments]
    result = run("import", photo, "--into", audit, "--auditor", "tn", *given)
    assert result.code == 2
    assert said in result.err
    assert not list(audit.glob("photos/tn-*"))


def test_check_counts_the_photos_of_a_manifest_and_names_the_one_that_was_changed(audit: Path, run) -> None:
    for number in range(2):
        keep_photo(
            audit,
            f"tn-{number}.jpg",
            encoded(halves(20 + number, 20)),
            by="tn",
            original="",
            taken=None,
            added="2026-10-14",
        )
    manifest = audit / "photos/manifest.yaml"
    assert run("check", manifest).out.strip() == f"{manifest}: ok, 2 photos"
    (audit / "photos/tn-1.jpg").write_bytes(b"changed")
    for path in (manifest, audit):
        result = run("check", path)
        assert result.code == 0
        assert "warning: photos/tn-1.jpg was changed since it was taken in on 2026-10-14" in result.err
