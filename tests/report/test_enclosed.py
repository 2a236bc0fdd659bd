"""Documents as evidence: the auditors' own PDF brings them back, and a client's never has them."""

import shutil
from pathlib import Path

import pytest

from cxaudit.model.load import load_audit
from cxaudit.report import enclosed
from cxaudit.report.attached import attachments_of, restored_files
from cxaudit.report.audience import redact
from cxaudit.report.pdf import Attachment, write_pdf
from cxaudit.resources import folder
from tests.report.conftest import read_report

LOG, PAPER = "papers/log of calls.txt", "papers/minutes.pdf"
PAGE = "<!doctype html><html lang='en'><title>A page</title><p>Text</p>"


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    """The sample with a text file and an internal PDF as evidence."""
    home = tmp_path / "audit"
    shutil.copytree(folder("checklists") / "samples" / "northline-it", home)
    (home / "papers").mkdir()
    (home / LOG).write_text("Twelve calls, none answered.", "utf-8")
    (home / PAPER).write_bytes(b"%PDF-1.4 minutes")
    text = (home / "audit.yaml").read_text("utf-8")
    added = f"      - {{file: {LOG}, caption: The log}}\n      - {{file: {PAPER}, internal: yes}}\n"
    assert text.count("    evidence:\n") > 1
    (home / "audit.yaml").write_text(text.replace("    evidence:\n", "    evidence:\n" + added, 1), "utf-8")
    return home


def opened(audit: Path, target: Path, **options: object) -> dict[str, bytes]:
    """What the PDF brings back, written into `target`."""
    report = read_report(audit)
    attachments = attachments_of(load_audit(audit), report, **options)  # type: ignore[arg-type]
    pdf = target.with_suffix(".pdf")
    pdf.write_bytes(write_pdf(PAGE, "", day=report.audit.date, attachments=attachments))
    files = restored_files(pdf)
    for name, data in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(data)
    return files


def test_documents_come_back_where_they_were_and_the_audit_checks_clean(audit, tmp_path):
    copy = tmp_path / "copy"
    files = opened(audit, copy)
    assert files[LOG] == (audit / LOG).read_bytes()
    assert files[PAPER] == b"%PDF-1.4 minutes"
    assert load_audit(copy).warnings == load_audit(audit).warnings == ()
    assert read_report(copy).practices == read_report(audit).practices


def test_a_clients_pdf_has_no_document_and_its_audit_names_them_as_texts(audit, tmp_path):
    copy = tmp_path / "copy"
    files = opened(audit, copy, client=True)
    assert not [name for name in files if name.startswith("papers")]
    text = files["audit.yaml"].decode()
    assert f"Document: {LOG}" in text
    assert "minutes" not in text
    assert load_audit(copy).warnings == ()
    assert enclosed.list_left_out(redact(read_report(audit)), files) == []


def test_what_has_no_room_is_told_when_the_pdf_is_made_and_when_it_is_opened(audit, tmp_path, monkeypatch):
    monkeypatch.setattr(enclosed, "MAX_BYTES", 20)
    told: list[str] = []
    files = opened(audit, tmp_path / "copy", warn=told.append)
    assert [sentence.partition(" is not ")[0] for sentence in told] == [f"'{LOG}'"]
    assert PAPER in files
    assert enclosed.list_left_out(read_report(audit), files) == [LOG]


@pytest.mark.parametrize("bad", ["../out.txt", "/tmp/out.txt", ".git/config", "papers/.hidden", "audit.yaml"])
def test_a_report_cannot_place_a_document_outside_the_folder_or_over_its_files(audit, tmp_path, bad):
    report = read_report(audit)
    practices = [
        part.model_copy(
            update={"evidence": [e.model_copy(update={"file": bad}) if e.file == LOG else e for e in part.evidence]}
        )
        for part in report.practices
    ]
    forged = report.model_copy(update={"practices": practices})
    made = [part for part in attachments_of(load_audit(audit), report) if part.name != "report.json"]
    made = [
        Attachment(f"document-01-{Path(bad).name}", b"forged", "") if part.name.startswith("document-01") else part
        for part in made
    ]
    made.append(Attachment("report.json", forged.to_json().encode(), ""))
    pdf = tmp_path / "forged.pdf"
    pdf.write_bytes(write_pdf(PAGE, "", day=report.audit.date, attachments=made))
    files = restored_files(pdf)
    assert b"forged" not in files.values()
    assert PAPER in files
