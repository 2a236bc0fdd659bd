"""The cover is one page, whatever the names."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from cxaudit.report.charts.cover import draw_cover
from cxaudit.report.document import Picture
from cxaudit.report.pages.cover import set_cover
from cxaudit.report.render import render_pdf
from tests.report.reports import make_report

LONG = {
    "german": "Vereinigte Donaudampfschifffahrtsgesellschaft und Söhne mbH",
    "words": "The Honourable Company of Wholesale Merchants and Keepers of the Inns at the Great North Road " * 2,
    "unbroken": "W" * 160,
    "capitals": "GUEST EXPERIENCE AND SERVICE QUALITY " * 5,
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", LONG)
def test_the_cover_stays_on_one_page(name, paper, front_only):
    out = io.BytesIO()
    Image.new("RGB", (40, 400), "navy").save(out, "PNG")
    import base64

    logo = Picture(media="image/png", width=40, height=400, sha256="", data=base64.b64encode(out.getvalue()).decode())
    made = make_report(touchpoints=1, practices=1)
    text = LONG[name]
    subject = made.audit.subject.model_copy(update={"client": text, "site": text, "logo": "logo.png"})
    audit = made.audit.model_copy(update={"subject": subject, "title": text, "wave": text[:60], "lead": text})
    checklist = made.checklist.model_copy(update={"title": text})
    long = made.model_copy(
        update={"audit": audit, "checklist": checklist, "pictures": {"logo.png": logo}, "audience": "client"}
    )
    pages = PdfReader(io.BytesIO(render_pdf(long, paper=paper, templates=front_only))).pages
    assert "Executive summary" in pages[1].extract_text()
    assert "Confidential to" in pages[0].extract_text()


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", ["one", "two", "three", *LONG])
def test_the_line_of_the_journey_stays_below_the_title(name, paper):
    made = make_report(touchpoints=8, practices=24)
    title = {"one": "Audit", "two": "Guest experience audit", "three": "Customer experience audit, early summer 2026"}
    audit = made.audit.model_copy(update={"title": (title | LONG)[name], "wave": "2026-Q2"})
    made = made.model_copy(update={"audit": audit})
    cover = set_cover(made)
    assert cover.bottom > 141 + 20 + 17, "below the line with the wave"
    drawing = draw_cover(made, paper, cover.bottom)
    assert min(ring.y - ring.r for ring in drawing.marks) >= cover.bottom
    assert max(ring.y for ring in drawing.marks) < drawing.height
    heights = [ring.y for ring in drawing.marks]
    assert max(heights) - min(heights) > 30, "it is still a journey"


def test_the_title_ends_where_the_page_says(northline, front_only):
    update = {"title": "Customer experience audit, early summer 2026", "summary": ""}
    audit = northline.audit.model_copy(update=update)
    made = northline.model_copy(update={"audit": audit})
    lowest = []
    page = PdfReader(io.BytesIO(render_pdf(made, templates=front_only))).pages[0]
    page.extract_text(
        visitor_text=lambda text, _cm, at, _font, size, lowest=lowest: (
            lowest.append(at[5] * 72 / 96)  # the page is drawn in pixels of CSS, downwards
            if size > 40 and text.strip()
            else None
        )
    )
    bottom = set_cover(made).bottom
    assert bottom - 16 < max(lowest) < bottom, "the last line stands on its base, a little above its end"
