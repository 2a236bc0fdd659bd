"""The PDF: tagged, described, with bookmarks and attachments, the same bytes each time, and nothing from outside."""

import datetime as dt
import io
import logging
import re

import pdfua
import pikepdf
import pytest

from cxaudit.errors import RenderError
from cxaudit.report.pdf import write_pdf
from cxaudit.report.render import render_pdf
from tests.report.conftest import FILES
from tests.report.reading import bookmarks_of, words_of
from tests.report.reports import make_report

DAY = dt.date(2026, 10, 20)


@pytest.fixture(scope="module")
def written(printed) -> tuple[bytes, list[str]]:
    """The sample as PDF, and the warnings it gave."""
    return printed("a4")


@pytest.fixture(scope="module")
def pdf(written):
    with pikepdf.open(io.BytesIO(written[0])) as opened:
        yield opened


def elements(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    """All structure elements of a kind."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == f"/{kind}" and item.get("/Type") == "/StructElem"
    ]


def text_of(data: bytes, *pages: int) -> str:
    texts = words_of(data)
    return " ".join(texts[i] for i in pages or range(len(texts)))


def starts(data: bytes) -> dict[str, int]:
    """The page on which each bookmark's part starts, from 0."""
    return {title: page for title, page, _ in bookmarks_of(data)}


def outline(pdf: pikepdf.Pdf) -> list[str]:
    with pdf.open_outline() as root:
        return [item.title for top in root.root for item in (top, *top.children)]


def test_the_sample_gives_no_warning(written):
    assert written[1] == []


def test_it_says_what_it_is(pdf, northline):
    assert pdf.Root.Lang == "en"
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    title = "Client contact audit, autumn 2026: Northline IT Support, Service desk and field team"
    assert str(pdf.docinfo["/Title"]) == title
    assert str(pdf.docinfo["/Author"]) == "Lena Wirth"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261023")
    assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()


def test_bookmarks_are_names_and_not_sentences(pdf):
    assert outline(pdf) == [
        "Client contact audit, autumn 2026",
        "Executive summary",
        "From the lead auditor",
        "How to read this",
        "Contents",
        "Scorecard",
        "Journey and priorities",
        "Reaching a person who can help",
        "Promises made and kept",
        "Complaint and recovery",
        "Gap register",
        "Action plan",
        "Business case",
        "Points ledger",
        "Appendix",
    ]


def test_every_picture_says_what_it_shows(pdf):
    figures = elements(pdf, "Figure")
    assert len(figures) > 12
    assert all(str(figure.get("/Alt", "")).strip() for figure in figures)


def test_every_table_has_heads_with_a_scope(pdf):
    heads = elements(pdf, "TH")
    assert {str(head.A.Scope) for head in heads} == {"/Column", "/Row"}
    assert len(elements(pdf, "THead")) == len(elements(pdf, "Table"))


def test_the_checker_of_pdf_ua_finds_nothing(written, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(written[0])
    assert not pdfua.validate(path).findings


def test_the_summary_is_one_page_and_parts_follow_in_order(written):
    data = written[0]
    assert "Executive summary" in text_of(data, 1)
    assert "95.8 % coverage" in text_of(data, 1).replace("\N{NO-BREAK SPACE}", " ")
    assert "From the lead auditor" in text_of(data, 2)
    shown = text_of(data)
    marks = [
        "Executive summary",
        "How to read this",
        "Scorecard",
        "Importance and performance",
        "Touchpoint 1 of 3",
        "Gaps in order",
        "Actions in order",
        "Every point lost",
        "All ratings",
        "Sign-off",
    ]
    places = [shown.rindex(mark) for mark in marks[4:]]
    assert places == sorted(places)


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.28, 841.89)), ("letter", (612.0, 792.0))])
@pytest.mark.parametrize(
    "changes",
    [
        {"touchpoints": 1, "practices": 1, "actions": 0, "dimensions": 0, "stages": 0},
        {"touchpoints": 12, "practices": 40, "language": "de"},
    ],
)
def test_the_summary_stays_one_page_on_both_papers(paper, size, changes, front_only):
    made = make_report(**changes)
    words = {"verdict": "A long verdict that goes on about many things. " * 6, "critical": "A failed practice. " * 40}
    summary = ("Much was seen and all of it matters. " * 9 + "\n\n") * 8
    audit = made.audit.model_copy(update={"summary": summary, "lead": "M. Keller"})
    data = render_pdf(made.model_copy(update={"words": words, "audit": audit}), paper=paper, templates=front_only)
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert {tuple(round(float(n), 2) for n in page.MediaBox[2:]) for page in opened.pages} == {size}
    pages = starts(data)
    assert (pages["Executive summary"], pages["From the lead auditor"]) == (1, 2)


def test_same_input_same_bytes_whatever_the_clock_says(northline, written, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert render_pdf(northline, attachments=FILES) == written[0]


def test_it_carries_its_data(pdf):
    assert list(pdf.attachments) == sorted(part.name for part in FILES)
    for part in FILES:
        spec = pdf.attachments[part.name]
        assert spec.get_file().read_bytes() == part.data
        assert (spec.description, str(spec.relationship)) == (part.description, f"/{part.relationship}")
        assert spec.get_file().mime_type == ("application/json" if part.name.endswith("json") else "application/yaml")
    assert len(pdf.Root.AF) == len(FILES)


def test_it_is_written_where_asked(tmp_path):
    made = make_report(touchpoints=1, practices=1, actions=0)
    assert render_pdf(made, tmp_path / "r.pdf") == (tmp_path / "r.pdf").read_bytes()


def test_characters_without_a_glyph_are_told_by_name(caplog):
    warnings: list[str] = []
    write_pdf(
        "<html lang=en><title>t</title><p>\U000f1234 and \U000f1234",
        "p{font-family:cx-sans}",
        day=DAY,
        warn=warnings.append,
    )
    assert warnings == ["no font on this computer has U+F1234 (without a name); a box is printed instead"]
    assert not caplog.records


@pytest.mark.parametrize(
    "html",
    [
        "<img alt=x src='{}'>",
        "<link rel=stylesheet href='{}'>",
        "<style>@import '{}';</style>",
        "<link rel=attachment href='{}'>",
        "<p style='background: url({})'>",
        "<object data='{}'>x</object>",
        "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style><p>a",
        "<svg width=9 height=9><image href='{}' width=9 height=9 /><title>x</title></svg>",
    ],
)
@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/x.png", "file:///etc/passwd", "ftp://127.0.0.1/x", "FILE:/etc/passwd"]
)
def test_nothing_from_outside_is_loaded(html, address):
    warnings: list[str] = []
    page = "<html lang=en><title>t</title><body>" + html.format(address)
    data = write_pdf(page, "", day=DAY, warn=warnings.append)
    assert b"root:" not in data
    assert any("refused to load" in warning for warning in warnings), warnings
    with pikepdf.open(io.BytesIO(data)) as opened:
        assert not opened.attachments


def test_a_broken_picture_is_an_error_and_not_a_gap():
    page = '<html lang=en><title>t</title><img alt=x src="data:image/png;base64,AAAA">'
    with pytest.raises(RenderError, match="could not be typeset: Failed to load image"):
        write_pdf(page, "", day=DAY)


def test_mistakes_in_a_style_sheet_are_told(caplog):
    warnings: list[str] = []
    write_pdf("<html lang=en><title>t</title>", "p { colour: red }", day=DAY, warn=warnings.append)
    assert len(warnings) == 1
    assert re.match("typesetting: Ignored .colour: ?red", warnings[0])
    assert not caplog.records
    assert logging.getLogger("weasyprint").propagate


def test_the_sample_prints_on_letter_without_a_warning(printed):
    data, warnings = printed("letter")
    assert "Executive summary" in text_of(data, 1)
    assert warnings == []
