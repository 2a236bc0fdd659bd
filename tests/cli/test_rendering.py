"""`demo`, `report` and `open` through the command line, on the real sample with the real renderer."""

import json
import os
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from cxaudit.errors import RenderError
from cxaudit.report.attached import restored_files
from cxaudit.report.document import report_from_json
from cxaudit.report.pdf import Attachment
from cxaudit.report.render import render_pdf
from tests.report.reading import words_of


@pytest.fixture(scope="module")
def demo_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from click.testing import CliRunner

    from cxaudit.cli.app import app

    path = tmp_path_factory.mktemp("demo") / "demo.pdf"
    result = CliRunner().invoke(app, ["demo", "-o", str(path)])
    assert result.exit_code == 0, result.output
    assert result.output.strip() == str(path)
    return path


def test_the_demo_is_a_tagged_pdf_with_its_data(demo_pdf):
    with pikepdf.open(demo_pdf) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert sorted(pdf.attachments) == ["audit.yaml", "checklist.lock.yaml", "report.json"]
        assert len(pdf.pages) >= 10


def test_open_restores_an_audit_that_checks_and_scores_the_same(run, tmp_path, northline):
    folder, pdf = tmp_path / "restored", tmp_path / "internal.pdf"
    assert run("report", northline, "--edition", "site", "--audience", "internal", "-o", pdf).code == 0
    result = run("open", pdf, folder)
    assert result.code == 0, result.err
    assert (folder / "audit.yaml").read_bytes() == (northline / "audit.yaml").read_bytes()
    assert run("check", folder).code == 0
    before = json.loads(run("summary", northline, "--format", "json").out)
    after = json.loads(run("summary", folder, "--format", "json").out)
    assert after["score"] == before["score"]
    assert after["checklist"] == before["checklist"]
    again = run("open", pdf, folder)
    assert again.code == 2
    assert "is not empty" in again.err


def test_an_internal_report_brings_its_documents_back_and_open_names_what_it_lacks(
    run, tmp_path, northline, monkeypatch
):
    audit, pdf = northline / "audit.yaml", tmp_path / "internal.pdf"
    audit.write_text(audit.read_text("utf-8").replace("    evidence:\n", "    evidence:\n      - file: log.txt\n", 1))
    (northline / "log.txt").write_text("Twelve calls.")
    wanted = ("report", northline, "--edition", "site", "--audience", "internal", "-o", pdf)
    assert run(*wanted).code == 0
    assert run("open", pdf, tmp_path / "whole").code == 0
    assert (tmp_path / "whole" / "log.txt").read_text() == "Twelve calls."
    checked = run("check", tmp_path / "whole")
    assert checked.code == 0, checked.err
    monkeypatch.setattr("cxaudit.report.enclosed.MAX_BYTES", 5)
    assert "warning: 'log.txt' is not enclosed" in run(*wanted).err
    result = run("open", pdf, tmp_path / "part")
    assert result.code == 0
    assert "warning: 'log.txt' is not in the report; copy it into" in result.err


@pytest.mark.usefixtures("real_fonts")
def test_a_saved_document_renders_without_the_audit(run, northline, tmp_path):
    saved, page = tmp_path / "saved.json", tmp_path / "page.html"
    assert run("report", northline, "-o", saved).code == 0
    assert run("report", saved, "-o", page).code == 0
    text = page.read_text("utf-8")
    assert "Northline IT Support scores 32.6" in text
    assert "data:image/" in text
    assert run("report", northline, "-o", tmp_path / "direct.html").code == 0
    assert (tmp_path / "direct.html").read_text("utf-8") == text


def test_bad_input_leaves_the_existing_report_untouched(run, northline, tmp_path):
    target = tmp_path / "report.pdf"
    target.write_text("the old report")
    (northline / "photos" / "letter.png").write_text("no picture at all")
    result = run("report", northline, "-o", target)
    assert result.code == 2
    assert "'photos/letter.png' is no picture that can be read" in result.err
    assert "audit.yaml:" in result.err
    assert target.read_text() == "the old report"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_batch_goes_on_after_one_audit_fails(run, northline, tmp_path):
    result = run(
        "report",
        tmp_path / "missing",
        northline,
        "--out",
        tmp_path / "out",
        "--format",
        "json",
        "--fail-on",
        "critical",
    )
    assert result.code == 2
    assert "1 of 2 reports written" in result.err
    assert result.out.strip() == str(tmp_path / "out" / "northline-it-2026-10.json")
    assert run("report", northline, "--format", "json", "--fail-under", "90").code == 1
    assert (northline / "northline-it-2026-10.json").is_file()


def test_wrong_combinations_are_refused(run, northline, tmp_path):
    assert run("report", northline, northline, "-o", tmp_path / "x.pdf").code == 2
    assert run("report", northline, "-o", tmp_path / "x.pdf", "--out", tmp_path).code == 2
    assert run("report", northline, "--format", "json", "-o", tmp_path / "no" / "x.json").code == 2


def test_a_users_template_with_an_error_names_template_and_line(run, northline, tmp_path):
    own = tmp_path / "own" / "report" / "parts"
    own.mkdir(parents=True)
    (own / "cover.html.jinja").write_text("<section>\n{% if %}\n</section>")
    result = run("report", northline, "-o", tmp_path / "x.pdf", "--templates", tmp_path / "own")
    assert result.code == 2
    assert "cover.html.jinja, line 2" in result.err
    assert not (tmp_path / "x.pdf").exists()


def test_photos_lose_their_metadata_and_their_size(run, northline):
    photo = northline / "photos" / "letter.png"
    picture = Image.effect_noise((3000, 2000), 60).convert("RGB")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    picture.save(photo.with_suffix(".jpg"), exif=exif, quality=90)
    audit = northline / "audit.yaml"
    audit.write_text(audit.read_text().replace("photos/letter.png", "photos/letter.jpg"))
    assert run("report", northline, "--format", "json").code == 0
    made = report_from_json((northline / "northline-it-2026-10.json").read_bytes())
    import base64

    data = base64.b64decode(made.pictures["photos/letter.jpg"].data)
    assert b"SecretCamera" not in data
    assert max(made.pictures["photos/letter.jpg"].width, made.pictures["photos/letter.jpg"].height) == 1200


def test_attachments_cannot_be_placed_outside_the_folder(northline, tmp_path, run):
    run("report", northline, "--format", "json")
    made = report_from_json((northline / "northline-it-2026-10.json").read_bytes())
    picture = next(iter(made.pictures.values()))
    evil = made.model_copy(
        update={"pictures": {"../evil.png": picture, "/tmp/evil.png": picture, "photos/good.png": picture}}
    )
    names = ["../../evil.yaml", "ratings-../../x.yaml", "ratings-tn.yaml", "audit.yaml"]
    pdf = tmp_path / "evil.pdf"
    pdf.write_bytes(
        render_pdf(
            made,
            edition="site",
            attachments=[
                *(Attachment(name, b"cxaudit: x", "") for name in names),
                Attachment("report.json", evil.to_json().encode(), ""),
            ],
        )
    )
    assert sorted(restored_files(pdf)) == ["audit.yaml", "photos/good.png", "ratings/tn.yaml", "report.json"]


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n" + os.urandom(300)])
def test_what_is_no_report_is_refused(tmp_path, content):
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    with pytest.raises(RenderError):
        restored_files(path)


def test_an_audit_in_which_nothing_applies_renders_and_says_so(run, northline, tmp_path):
    lines = (northline / "audit.yaml").read_text().splitlines()
    head = lines[: next(i for i, line in enumerate(lines) if line.startswith("ratings:"))]
    practices = json.loads(run("summary", northline, "--format", "json").out)["practices"]
    body = [f"  {part['id']}: {{not_applicable: The desk is closed for good.}}" for part in practices]
    (northline / "audit.yaml").write_text("\n".join([*head, "ratings:", *body]) + "\n")
    result = run("report", northline, "-o", tmp_path / "none.pdf")
    assert result.code == 0, result.err
    assert "There is no score" in " ".join(words_of((tmp_path / "none.pdf").read_bytes()))


@pytest.mark.parametrize(("field", "value"), [("id", "../../evil"), ("id", "/etc/evil"), ("media", "image/svg+xml")])
def test_a_saved_document_cannot_name_its_file_or_bring_other_kinds_of_pictures(run, northline, tmp_path, field, value):
    saved = tmp_path / "saved.json"
    run("report", northline, "-o", saved)
    data = json.loads(saved.read_text())
    (data["audit"] if field == "id" else next(iter(data["pictures"].values())))[field] = value
    saved.write_text(json.dumps(data))
    result = run("report", saved, "--format", "html", "--out", tmp_path / "out")
    assert result.code == 2
    assert "this is no report/1 document" in result.err
    assert not list((tmp_path / "out").iterdir())
