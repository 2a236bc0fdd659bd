"""Photos in a report: each with its hash and what became of it since; also in the data that a report carries."""

import re
from pathlib import Path

import pytest
import yaml

from cxaudit.capture.photos.keeping import keep_photo
from cxaudit.errors import InputError
from cxaudit.model.files import load_file
from cxaudit.model.load import load_audit
from cxaudit.report.attached import attachments_of, restored_files
from cxaudit.report.audience import redact
from cxaudit.report.document import Report, report_from_json
from cxaudit.report.pages.photos import list_photos
from cxaudit.report.render import render_html, render_pdf
from cxaudit.source import read_source, to_yaml
from tests.capture.pictures import encoded, halves
from tests.generator import write_audit
from tests.report.conftest import read_report

NAMES = {"a1": "Maria Keller", "a2": "Tomás Núñez"}
ADDED = "2026-10-14T20:15:00+02:00"


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """An audit of two auditors with two photos that cxaudit took in, and one that a person copied there."""
    folder = write_audit(tmp_path / "audit", 6, 2, seed=3, auditors=2)
    data = read_source(folder / "audit.yaml").data
    first, second = data["auditors"]
    data["auditors"] = {first: NAMES["a1"], second: NAMES["a2"]}
    (folder / "audit.yaml").write_text(to_yaml(data), "utf-8")
    path = folder / "ratings" / f"{second}.yaml"
    ratings = read_source(path).data
    given = [rating for rating in ratings["ratings"].values() if isinstance(rating, dict)]
    (folder / "photos").mkdir(exist_ok=True)
    (folder / "photos/by-hand.jpg").write_bytes(encoded(halves(30, 20)))
    kept = [
        keep_photo(
            folder,
            f"{second}-{number}.jpg",
            encoded(halves(40 + number, 30)),
            by=second,
            original=f"Nunez_{number}.jpg" if number else "IMG_0.jpg",
            taken=taken,
            added=ADDED,
        )
        for number, taken in enumerate(("2026-10-14T18:05:11+02:00", None))
    ]
    for rating in given:
        rating.pop("evidence", None)
    given[0]["evidence"] = [{"file": kept[0].file}, {"file": "photos/by-hand.jpg"}]
    given[1]["evidence"] = [{"file": kept[1].file, "caption": "The desk"}]
    path.write_text(to_yaml(ratings), "utf-8")
    return folder


def spoil(folder: Path) -> Path:
    """Change the first photo that was taken in, as somebody would who knows what is in it."""
    path = min((folder / "photos").glob("*-0.jpg"))
    path.write_bytes(encoded(halves(40, 30).rotate(180)))
    return path


def write(files: dict[str, bytes], folder: Path) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def carried(folder: Path, *, client: bool) -> Path:
    """The audit's report as a PDF with its data."""
    loaded, report = load_audit(folder), read_report(folder)
    shown = redact(report) if client else report
    pdf = folder.parent / f"{'client' if client else 'own'}.pdf"
    render_pdf(shown, pdf, edition="summary", attachments=attachments_of(loaded, report, client=client))
    return pdf


def photo_table(html: str) -> str:
    found = re.search(r"<h3>Photos .*?</section>", html, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def test_each_photo_stands_with_its_letter_its_times_and_its_hash(audit: Path) -> None:
    report = read_report(audit)
    table = list_photos(report)
    known = load_audit(audit).manifest
    assert known is not None
    by_file = {row.file: row for row in table.rows}
    assert by_file.keys() == known.photos.keys()
    assert table.unrecorded == 1
    html = render_html(report)
    for name, row in by_file.items():
        part = next(part for part in report.practices if part.title == row.practice)
        assert f"photos/{name}" in {seen.picture for seen in part.evidence}
        assert row.sha256 == known.photos[name].sha256[:12]
        assert (row.auditor, row.unchanged, row.added) == (NAMES["a2"], "yes", "14 Oct 2026, 20:15")
        after = html.partition(f'{report.pictures[f"photos/{name}"].data}"')[2].partition("</p>")[0]
        printed = re.search(r'class="tag">([A-Z])<', after)
        assert row.letter == (printed[1] if printed else "\N{EN DASH}"), name
    assert {row.letter for row in table.rows} == {"A", "\N{EN DASH}"}
    assert sorted(row.taken for row in table.rows) == ["14 Oct 2026, 18:05", "\N{EN DASH}"]
    said = photo_table(html)
    assert "1 other picture lay in the audit’s folder already: nothing is recorded of it." in said
    assert "smaller copy" not in said


def test_a_photo_that_was_changed_is_told_and_the_report_says_no(audit: Path) -> None:
    path = spoil(audit)
    warning = [issue for issue in load_audit(audit).warnings if issue.file.endswith("manifest.yaml")]
    assert [(issue.level, issue.message) for issue in warning] == [
        ("warning", f"photos/{path.name} was changed since it was taken in on 2026-10-14")
    ]
    assert path.name in warning[0].excerpt
    found = {row.file: row.unchanged for row in list_photos(read_report(audit)).rows}
    assert sorted(found.values()) == ["no", "yes"]
    assert found[path.name] == "no"


def test_a_photo_that_nobody_names_any_more_and_is_gone_is_told(audit: Path) -> None:
    keep_photo(audit, "mk-9.jpg", encoded(halves()), by="mk", original="", taken=None, added=ADDED)
    (audit / "photos/mk-9.jpg").unlink()
    assert [issue.message for issue in load_audit(audit).warnings] == [
        "photos/mk-9.jpg is gone since it was taken in on 2026-10-14"
    ]
    assert "mk-9.jpg" not in str(list_photos(read_report(audit)))


def test_an_audit_without_a_manifest_has_no_table_and_no_warning(audit: Path) -> None:
    (audit / "photos/manifest.yaml").unlink()
    assert load_audit(audit).warnings == ()
    assert read_report(audit).photos == {}
    assert "<h3>Photos " not in render_html(read_report(audit))


@pytest.mark.parametrize("client", [False, True], ids=["internal", "client"])
def test_open_restores_what_is_known_of_the_photos_and_the_audit_checks_clean(
    client: bool, audit: Path, tmp_path: Path
) -> None:
    before = load_audit(audit).manifest
    restored = write(restored_files(carried(audit, client=client)), tmp_path / "restored")
    loaded = load_audit(restored)
    assert loaded.warnings == ()
    assert loaded.manifest
    assert before
    assert sorted(photo.sha256 for photo in loaded.manifest.photos.values()) == sorted(
        photo.sha256 for photo in before.photos.values()
    )
    assert set(loaded.photo_states.values()) == {"printed"}
    again = read_report(restored)
    assert {row.unchanged for row in list_photos(again).rows} == {"smaller copy"}
    assert "A smaller copy came out of a report" in photo_table(render_html(again))
    # and once more: the copy of a copy is still known
    twice = write(restored_files(carried(restored, client=False)), tmp_path / "twice")
    assert load_audit(twice).warnings == ()


def test_a_photo_that_was_changed_stays_so_after_open(audit: Path, tmp_path: Path) -> None:
    spoil(audit)
    restored = write(restored_files(carried(audit, client=False)), tmp_path / "restored")
    assert [issue.message.split(" since")[0] for issue in load_audit(restored).warnings] == [
        f"photos/{spoil(audit).name} was changed"
    ]


def test_a_client_is_not_told_who_took_a_photo(audit: Path) -> None:
    client = redact(read_report(audit))
    assert {row.auditor for row in list_photos(client).rows} == {"Auditor 2"}
    assert re.fullmatch(r"0\d\.jpg", list_photos(client).rows[0].file)
    files = restored_files(carried(audit, client=True))
    manifest = yaml.safe_load(files["photos/manifest.yaml"])["photos"]
    assert {photo["by"] for photo in manifest.values()} == {"auditor-2"}
    assert sorted(photo.get("name", "") for photo in manifest.values()) == ["", "IMG_0.jpg"]
    for text in (files["photos/manifest.yaml"], files["report.json"], render_html(client).encode()):
        assert b"unez" not in text.lower().replace(b"n\xc3\xba\xc3\xb1ez", b"nunez")


def test_a_photo_of_internal_evidence_stays_out_of_a_client_s_edition(audit: Path) -> None:
    path = next(path for path in (audit / "ratings").glob("*.yaml") if "by-hand" in path.read_text("utf-8"))
    data = read_source(path).data
    given = [rating for rating in data["ratings"].values() if isinstance(rating, dict) and "evidence" in rating]
    given[1]["evidence"][0]["internal"] = "yes"
    path.write_text(to_yaml(data), "utf-8")
    assert len(list_photos(read_report(audit)).rows) == 2
    assert len(list_photos(redact(read_report(audit))).rows) == 1
    files = restored_files(carried(audit, client=True))
    assert len(yaml.safe_load(files["photos/manifest.yaml"])["photos"]) == 1


def test_the_document_survives_json(audit: Path) -> None:
    report = read_report(audit)
    assert report_from_json(report.to_json()) == report
    strange = Report.model_validate_json(report.to_json().replace(ADDED, "<b>soon</b>"))
    assert "&lt;b&gt;soon" in render_html(strange)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("cxaudit: photos/1", "cxaudit: photos/2", "newer than this cxaudit"),
        (
            "cxaudit: photos/1",
            "cxaudit: ratings/1",
            "this is a ratings file, but a manifest of photos is expected here",
        ),
        ("sha256: ", "sha256: x", "is no hash"),
        ("width: 40", "width: -1", "must be"),
        ("-0.jpg:", "/../../x.jpg:", "is no name of a photo"),
    ],
)
def test_a_broken_manifest_is_an_error_with_its_place(audit: Path, old: str, new: str, said: str) -> None:
    path = audit / "photos/manifest.yaml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(InputError) as caught:
        load_audit(audit)
    issues = [issue for issue in caught.value.issues if issue.file.endswith("manifest.yaml")]
    assert said in issues[0].message


def test_check_reads_the_manifest_alone(audit: Path) -> None:
    loaded = load_file(audit / "photos/manifest.yaml")
    assert (loaded.kind, loaded.count, loaded.noun, loaded.warnings) == ("photos", 2, "photos", ())
    spoil(audit)
    assert len(load_file(audit / "photos/manifest.yaml").warnings) == 1
