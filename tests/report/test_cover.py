"""The cover is one page, whatever the names."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader

from cxaudit.report.document import Picture
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
def test_the_cover_stays_on_one_page(name, paper):
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
    pages = PdfReader(io.BytesIO(render_pdf(long, paper=paper))).pages
    assert "Executive summary" in pages[1].extract_text()
    assert "Confidential to" in pages[0].extract_text()
