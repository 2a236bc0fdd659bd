"""What a client gets: nothing internal and no auditor's name, on the pages, in the data, in the files inside."""

import base64
import hashlib
import io
import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from PIL import Image

from cxaudit.model.load import load_audit
from cxaudit.report.attached import attachments_of, restored_files
from cxaudit.report.audience import client_files, names_left, redact
from cxaudit.report.document import Report, report_from_json
from cxaudit.report.render import render_html, render_pdf
from cxaudit.resources import folder
from cxaudit.source import read_source, to_yaml
from tests.generator import write_audit
from tests.report.conftest import read_report
from tests.report.reading import words_of

SIGNED, HIDDEN = "Maria Keller", "Tomás Núñez"
SECRET = "Confidential-remark"
PDFTOTEXT = shutil.which("pdftotext")
SPELLINGS = (HIDDEN, "Tomas Nunez", "Núñez, Tomás", "T. Núñez", "tomas-nunez", "tomas_nunez", "TOMÁS NÚÑEZ")


def _harbour(home: Path) -> Path:
    """The hotel of the samples, with two secrets more than its own internal notes."""
    shutil.copytree(folder("checklists") / "samples" / "harbour-hotel", home / "hotel")
    audit = home / "hotel" / "2026-10"
    _change(audit / "ratings" / "mk.yaml", lambda data: _hide_first_picture(data["ratings"]))
    return audit


def _hostile(home: Path) -> Path:
    """Names and secrets in every place that takes a text, and in names of files."""
    audit = write_audit(home / "hostile", 24, 4, seed=3, photos=6, auditors=2)
    _change(audit / "audit.yaml", _place_names)
    for path in sorted((audit / "ratings").glob("*.yaml")):
        _change(path, lambda part: _place_secrets(part, audit))
    _change(audit / "checklist.yaml", lambda part: part.update(about=f"Written with {HIDDEN}."))
    return audit


def _change(path: Path, change: Any) -> Any:
    data = read_source(path).data
    change(data)
    path.write_text(to_yaml(data), "utf-8")
    return data


def _hide_first_picture(ratings: dict[str, Any]) -> None:
    for rating in ratings.values():
        for part in rating.get("evidence", []):
            if "file" in part:
                part |= {"internal": "yes", "caption": SECRET}
                return


def _place_names(data: dict[str, Any]) -> None:
    second = list(data["auditors"])[1]
    data["auditors"][second] = {"name": HIDDEN, "role": f"auditor ({SPELLINGS[3]})"}
    data["auditors"][next(iter(data["auditors"]))] = {"name": SIGNED, "role": "lead auditor"}
    data["signoff"] = {"by": SIGNED, "role": "lead auditor", "date": "2026-10-20"}
    data["summary"] = f"**{HIDDEN}** and {SIGNED} were there; ask {SPELLINGS[4]}@example.org."
    data["subject"]["kind"] = f"hotel, see {SPELLINGS[5]}"
    key = next(iter(data["actions"]))
    data["actions"][key] |= {"do": f"Ask {SPELLINGS[1]}.", "owner": HIDDEN}


def _place_secrets(data: dict[str, Any], audit: Path) -> None:
    """In one file of ratings: notes, observations, replies, causes, captions, and files named after an auditor."""
    for number, rating in enumerate(data["ratings"].values()):
        if not isinstance(rating, dict):
            continue
        rating["internal"] = f"{SECRET} {number} of {SPELLINGS[number % len(SPELLINGS)]}"
        if "rating" in rating:
            rating["note"] = f"Seen by {SPELLINGS[number % len(SPELLINGS)]}."
            rating["reply"] = {"text": f"Ask {SPELLINGS[2]}.", "by": HIDDEN}
        for case in rating.get("observations", []):
            if isinstance(case, dict):
                case["note"] = f"{SPELLINGS[0]} waited."
        rating["evidence"] = [*_files(audit, data["auditor"], number), *rating.get("evidence", [])]


def _files(audit: Path, auditor: str, number: int) -> list[dict[str, str]]:
    photos = audit / "photos"
    photos.mkdir(exist_ok=True)
    shown, secret, document = f"photos/{auditor}-nunez-{number}.png", f"photos/plain-{auditor}-{number}.png", ""
    for name, colour in ((shown, (number * 7, 90, 160)), (secret, (200, number * 5, 10))):
        Image.new("RGB", (40, 30), colour).save(audit / name)
    document = f"log-of-{SPELLINGS[4]}.txt"
    (audit / document).write_text("x")
    if number > 3:
        return []
    return [
        {"file": shown, "caption": f"Taken by {SPELLINGS[6]}"},
        {"file": secret, "caption": SECRET, "internal": "yes"},
        {"file": document},
        {"text": f"{SECRET} in words", "internal": "yes"},
    ]


@pytest.fixture(scope="module", params=[_harbour, _hostile], ids=["harbour", "hostile"])
def case(request, tmp_path_factory) -> tuple[Path, Report]:
    """An audit's folder and its document."""
    audit = request.param(tmp_path_factory.mktemp("audience"))
    return audit, read_report(audit)


@pytest.fixture(scope="module")
def pdf(case, tmp_path_factory) -> Path:
    audit, report = case
    path = tmp_path_factory.mktemp("pdf") / "client.pdf"
    attachments = attachments_of(load_audit(audit), report, client=True)
    render_pdf(redact(report), path, attachments=attachments)
    return path


def secrets_of(report: Report) -> list[str]:
    """Every text that only auditors may read."""
    notes = [note.text for part in report.practices for note in part.internal]
    evidence = [part for practice in report.practices for part in practice.evidence if part.internal]
    return [*notes, *(text for part in evidence for text in (part.caption, part.text) if text)]


def leaks(text: str, report: Report) -> list[str]:
    """The secrets and hidden names in a text."""
    flat = " ".join(text.split())
    found = [secret for secret in secrets_of(report) if " ".join(secret.split()) in flat]
    return found + [name for name in SPELLINGS if name.lower() in flat.lower()]


@lru_cache
def texts_of(pdf: Path) -> dict[str, str]:
    """Everything in a PDF that can be read: its pages, its data, its descriptions, its structure, its files."""
    texts = {"pages": "\n".join(words_of(pdf.read_bytes()))}
    if PDFTOTEXT:  # a second pair of eyes
        run = subprocess.run([PDFTOTEXT, "-layout", pdf, "-"], check=True, capture_output=True)
        texts["layout"] = run.stdout.decode().replace("\n", " ")
    with pikepdf.open(pdf) as opened:
        texts["xmp"] = opened.Root.Metadata.read_bytes().decode()
        texts["info"] = " ".join(str(value) for value in opened.docinfo.values())
        texts["objects"] = " ".join(
            str(value)
            for item in opened.objects
            if isinstance(item, pikepdf.Dictionary)
            for value in item.values()
            if isinstance(value, pikepdf.String)
        )
        for name, part in opened.attachments.items():
            texts[name] = name + " " + part.get_file().read_bytes().decode()
    return texts


def pictures_of(pdf: Path) -> set[str]:
    """Hashes of the pixels of a PDF's pictures."""
    with pikepdf.open(pdf) as opened:
        found = [
            pikepdf.PdfImage(item)
            for item in opened.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image" and "/SMask" not in item
        ]
        return {hashlib.sha256(image.as_pil_image().convert("RGB").tobytes()).hexdigest() for image in found}


def pixels_of(data: str) -> str:
    image = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGB")
    return hashlib.sha256(image.tobytes()).hexdigest()


def test_there_is_something_to_hide(case):
    _, report = case
    assert len(secrets_of(report)) > 2
    assert leaks(report.to_json(), report)
    assert leaks(render_html(report), report)


def test_no_secret_and_no_name_is_left_in_the_pdf(case, pdf):
    texts = texts_of(pdf)
    assert {"pages", "xmp", "audit.yaml", "report.json", "checklist.lock.yaml"} <= set(texts)
    assert {name: found for name, text in texts.items() if (found := leaks(text, case[1]))} == {}
    assert HIDDEN.encode() not in pdf.read_bytes()


def test_no_secret_and_no_name_is_left_in_the_page(case):
    html = render_html(redact(case[1]))
    assert leaks(re.sub(r"base64,[\w+/=]+", "", html), case[1]) == []


def test_no_internal_picture_is_left(case, pdf):
    _, report = case
    shown = {part.picture for p in report.practices for part in p.evidence if part.picture and not part.internal}
    hidden = {name: part for name, part in report.pictures.items() if name not in shown}
    assert hidden
    html, texts = render_html(redact(report)), texts_of(pdf)
    for part in hidden.values():
        assert part.data not in html
        assert all(part.data not in text and part.sha256 not in text for text in texts.values())
    assert not {pixels_of(part.data) for part in hidden.values()} & pictures_of(pdf)
    assert {pixels_of(report.pictures[name].data) for name in shown if name} & pictures_of(pdf)


def test_whoever_signed_is_named_and_the_others_are_numbered(case):
    made = redact(case[1])
    assert made.audit.lead == SIGNED
    assert made.audit.signoff
    assert made.audit.signoff.name == SIGNED
    assert [person.name for person in made.audit.auditors] == ["Auditor 1", "Auditor 2"]
    assert {name for part in made.practices for name in part.by_auditor} == {"Auditor 1", "Auditor 2"}
    assert {note.auditor for part in made.practices for note in part.notes} <= {"Auditor 1", "Auditor 2"}


def test_the_numbers_stay(case):
    before, after = case[1], redact(case[1])
    assert after.score == before.score
    assert [part.points for part in after.practices] == [part.points for part in before.practices]
    assert after.audience == "client"
    assert redact(after) is after


def test_open_restores_an_audit_that_is_valid_and_scores_the_same(case, pdf, tmp_path):
    for name, data in restored_files(pdf).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    restored = load_audit(tmp_path)
    assert list(restored.audit.auditors) == ["auditor-1", "auditor-2"]
    assert sorted(restored.ratings) == ["auditor-1", "auditor-2"]
    again, sent = read_report(tmp_path), report_from_json((tmp_path / "report.json").read_bytes())
    assert again.score == sent.score == case[1].score
    assert [part.by_auditor for part in again.practices] == [part.by_auditor for part in sent.practices]
    assert restored.checklist.practices().keys() == load_audit(case[0]).checklist.practices().keys()


def test_the_files_are_yaml_that_only_a_model_wrote(case):
    files = client_files(load_audit(case[0]), case[1])
    assert sorted(files) == [
        "audit.yaml",
        "checklist.lock.yaml",
        "ratings/auditor-1.yaml",
        "ratings/auditor-2.yaml",
    ]
    for name in files:
        assert yaml.safe_load(files[name])["cxaudit"].endswith("/1"), name


def test_the_foot_says_for_whom_it_is(case):
    internal, client = (render_html(made) for made in (case[1], redact(case[1])))
    assert 'data-notice="Internal"' in internal
    assert "Internal: names of auditors" in internal
    assert 'data-notice="Confidential to' in client
    assert "Internal: names" not in client


def test_surnames_alone_are_told_and_not_guessed(case):
    report = case[1]
    audit = report.audit.model_copy(update={"summary": "Mr Núñez waited for nine minutes."})
    left = names_left(report.model_copy(update={"audit": audit}))
    assert left == {"Núñez": "Mr Núñez waited for nine minutes."}
    assert names_left(case[1]) == {}


def test_an_auditor_who_works_alone_and_signs_is_named(northline):
    made = redact(northline)
    assert [person.name for person in made.audit.auditors] == ["Lena Wirth"]
    bare = northline.model_copy(update={"audit": northline.audit.model_copy(update={"signoff": None})})
    hidden = redact(bare)
    assert [person.name for person in hidden.audit.auditors] == ["Auditor"]
    assert hidden.audit.lead is None
    assert "Lena Wirth" not in hidden.to_json()
    assert "Lena Wirth" not in render_html(hidden)
