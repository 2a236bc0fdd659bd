"""`report` with editions and audiences: names of files, defaults, and what is said on the way."""

import json
import re
import shutil

import pikepdf
import pytest

from cxaudit.report.document import report_from_json
from cxaudit.resources import folder
from tests.report.reading import words_of


@pytest.fixture
def hotel(tmp_path):
    """A copy of the sample with two auditors."""
    shutil.copytree(folder("checklists") / "samples" / "harbour-hotel", tmp_path / "hotel")
    return tmp_path / "hotel" / "2026-10"


@pytest.mark.parametrize(
    ("edition", "name"),
    [("full", "northline-it-2026-10.html"), ("summary", "northline-it-2026-10-summary.html")],
)
def test_the_file_gets_the_edition_behind_its_name(run, northline, edition, name):
    result = run("report", northline, "--edition", edition, "--format", "html")
    assert result.code == 0, result.err
    assert result.out.strip() == str(northline / name)
    assert (northline / name).is_file()


def test_an_unknown_edition_gets_a_hint(run, northline):
    result = run("report", northline, "--edition", "handouts")
    assert result.code == 2
    assert "there is no edition 'handouts'; did you mean 'handout'?" in result.err


def test_the_client_is_the_audience_of_pages_and_everything_is_in_a_saved_document(run, hotel, tmp_path):
    page, inside, saved = tmp_path / "page.html", tmp_path / "inside.html", tmp_path / "saved.json"
    assert run("report", hotel, "-o", page).code == 0
    assert run("report", hotel, "--audience", "internal", "-o", inside).code == 0
    assert run("report", hotel, "-o", saved).code == 0
    note = "nobody asked him to stay until Christmas"
    assert note not in page.read_text()
    assert "Tomás Núñez" not in page.read_text()
    assert note in inside.read_text()
    assert "Tomás Núñez" in inside.read_text()
    whole = report_from_json(saved.read_bytes())
    assert whole.audience == "internal"
    assert note in whole.to_json()
    assert run("report", saved, "-o", tmp_path / "again.html").code == 0
    assert (tmp_path / "again.html").read_text() == page.read_text()


def test_a_document_saved_for_the_client_stays_so(run, hotel, tmp_path):
    saved = tmp_path / "saved.json"
    assert run("report", hotel, "--audience", "client", "-o", saved).code == 0
    assert "Núñez" not in saved.read_text()
    result = run("report", saved, "--audience", "internal", "-o", tmp_path / "x.html")
    assert result.code == 0
    assert "what is internal is not in it" in result.err
    assert 'data-notice="Internal"' not in (tmp_path / "x.html").read_text()


def test_a_surname_that_is_left_is_told(run, hotel):
    ratings = hotel / "ratings" / "mk.yaml"
    ratings.write_text(ratings.read_text().replace("note: Nine files", "note: Mr Núñez read nine files", 1))
    result = run("report", hotel, "--format", "html")
    assert result.code == 0
    assert "warning: 'Núñez', part of an auditor's name, still stands in 'Mr Núñez read nine files" in result.err
    assert "warning" not in run("report", hotel, "--format", "html", "--audience", "internal").err


def test_a_clients_pdf_opens_as_an_audit_that_checks(run, hotel, tmp_path):
    pdf, restored = tmp_path / "client.pdf", tmp_path / "restored"
    assert run("report", hotel, "--edition", "site", "-o", pdf).code == 0
    with pikepdf.open(pdf) as opened:
        assert sorted(opened.attachments) == [
            "audit.yaml",
            "checklist.lock.yaml",
            "ratings-auditor-1.yaml",
            "ratings-auditor-2.yaml",
            "report.json",
        ]
    assert run("open", pdf, restored).code == 0
    checked = run("check", restored)
    assert checked.code == 0, checked.err
    before, after = (json.loads(run("summary", path, "--format", "json").out) for path in (hotel, restored))
    assert after["score"] == before["score"]


def test_a_handout_says_where_the_key_begins_and_carries_no_audit(run, northline, tmp_path):
    pdf = tmp_path / "handout.pdf"
    result = run("report", northline, "--edition", "handout", "-o", pdf)
    assert result.code == 0, result.err
    with pikepdf.open(pdf) as opened:
        assert list(opened.attachments) == []
        with opened.open_outline() as outline:
            titles = [item.title for top in outline.root for item in top.children]
        assert titles == ["Nobody may talk to the client", "Score sheet", "Key – hand out afterwards"]
    said = re.search(r"the key begins on page (\d+): hand out pages 1 to (\d+) first", result.err)
    assert said
    pages = words_of(pdf.read_bytes())
    assert [number for number, text in enumerate(pages, 1) if "Key – hand out afterwards" in text] == [int(said[1])]
    assert int(said[2]) == int(said[1]) - 1


def test_a_handout_without_a_story_is_refused_and_one_from_a_saved_document_works(run, northline, tmp_path):
    saved = tmp_path / "saved.json"
    assert run("report", northline, "--edition", "handout", "-o", saved).code == 0
    assert run("report", saved, "--edition", "handout", "-o", tmp_path / "x.html").code == 0
    assert "Nobody may talk to the client" in (tmp_path / "x.html").read_text()
    assert run("report", northline, "-o", saved).code == 0
    result = run("report", saved, "--edition", "handout", "-o", tmp_path / "y.html")
    assert result.code == 2
    assert "holds no story and no key" in result.err
    (northline / "story.md").unlink()
    result = run("report", northline, "--edition", "handout")
    assert result.code == 2
    assert "a handout needs story.md beside the audit" in result.err


def test_the_shell_offers_editions(run):
    from cxaudit.cli.making import EditionType

    offered = EditionType().shell_complete(None, None, "s")
    assert [item.value for item in offered] == ["summary", "site"]
