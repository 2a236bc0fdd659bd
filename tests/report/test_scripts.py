"""Names and notes in many scripts, and whole reports from right to left, in the PDF."""

import io
import shutil
import subprocess
import unicodedata
from functools import cache

import pdfua
import pikepdf
import pytest

from cxaudit.report.document import NotePart
from cxaudit.report.render import render_html, render_pdf
from tests.report.conftest import read_report
from tests.report.foreign import CLIENT, NAME, NOTE, PRACTICES, write_foreign
from tests.report.reading import read_pdf, text_of
from tests.report.reports import make_report

PDFTOTEXT = shutil.which("pdftotext")
OURS = ["Ελληνικά καλημέρα", "Кириллица здравствуйте", "Tiếng Việt ưỡng ặ", "Čeština żółć ğışŞ"]
OTHERS = ["بيت", "שלום", "旅館への道", "排队时间", "환영", "नमस्ते", "😀"]


def told_report():
    made = make_report(touchpoints=2, practices=2, actions=0)
    subject = made.audit.subject.model_copy(update={"client": OURS[0]})
    parts = [
        made.practices[0].model_copy(update={"notes": [NotePart(auditor=OURS[3], text=text) for text in OURS]}),
        made.practices[1].model_copy(update={"notes": [NotePart(auditor="", text=text) for text in OTHERS]}),
    ]
    audit = made.audit.model_copy(update={"subject": subject})
    return made.model_copy(update={"audit": audit, "practices": parts})


@pytest.mark.skipif(not PDFTOTEXT, reason="pdftotext of Poppler reads fonts in which a glyph is missing")
def test_every_script_stays_in_the_text_and_what_no_font_has_is_told_with_its_place():
    told: list[str] = []
    data = render_pdf(told_report(), warn=told.append)
    run = subprocess.run([PDFTOTEXT, "-raw", "-", "-"], input=data, capture_output=True, check=True)
    shown = unicodedata.normalize("NFC", run.stdout.decode())
    for text in (*OURS, "旅館への道", "排队时间", "환영"):
        assert text in shown
    assert all(letter in shown for letter in "بيتשלום😀")  # in the order of the eye or of the reader
    assert len(told) <= 1  # all of them stand in one note's practice
    assert all("in practice t1.p1, notes" in line for line in told)
    ours = {f"U+{ord(letter):04X}" for text in OURS for letter in text}
    assert not [line for line in told if ours & set(line.split())]


@pytest.fixture(scope="module")
def printed_in(tmp_path_factory):
    """A report in a language as a PDF, with what was told; made once."""

    @cache
    def act(language):
        told: list[str] = []
        folder = write_foreign(tmp_path_factory.mktemp("foreign"), language)
        return render_pdf(read_report(folder), warn=told.append), told

    return act


@pytest.mark.parametrize("language", ["ar", "he"])
def test_a_right_to_left_report_is_accessible_and_keeps_its_words(language, printed_in, tmp_path):
    data, told = printed_in(language)
    path = tmp_path / "report.pdf"
    path.write_bytes(data)
    assert [line for line in told if not line.startswith("no font")] == []
    assert not pdfua.validate(path).findings
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert str(opened.Root.Lang) == language
    if told:
        pytest.skip("no font for this script on this computer")
    words = " ".join(text_of(page) for page in read_pdf(data).pages).split()
    for text in (CLIENT[language], NAME[language], NOTE[language], *PRACTICES[language]):
        written = [word.strip('().,:"') for word in text.split()]  # beside digits, readers differ in the order
        assert [word for word in written if word.isalpha() and word not in " ".join(words)] == []


def test_the_head_of_the_page_changes_sides(printed_in):
    data, _ = printed_in("he")
    found: dict[str, float] = {}

    def see(text, _, matrix, *__):
        if text.strip() in ("2026", "20 Oct 2026"):
            found.setdefault(text.strip(), matrix[4])

    page = read_pdf(data).pages[1]
    page.extract_text(visitor_text=see)
    assert found
    assert min(found.values()) < page.mediabox.width / 4


def test_html_of_a_right_to_left_report_says_so_and_names_its_english(tmp_path, monkeypatch):
    monkeypatch.setattr("cxaudit.report.render.embedded_faces", lambda *_: "")
    html = render_html(read_report(write_foreign(tmp_path, "ar")))
    assert html.count('dir="rtl"') == 1
    assert '<html dir="rtl" lang="ar">' in html
    assert '<span dir="ltr" lang="en">Executive summary</span>' in html
    assert '<bdi dir="ltr">Harbour Hotel GmbH (Hamburg)</bdi>' in html
