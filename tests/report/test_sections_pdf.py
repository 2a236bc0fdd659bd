"""The pages from the first touchpoint on: full, each with the name of what it shows in its foot, no row cut."""

import io
import re
from collections.abc import Iterator
from itertools import islice

import pikepdf
import pytest

from cxaudit.report.document import EvidencePart, Picture
from cxaudit.report.render import render_pdf
from cxaudit.resources import folder
from tests.report.conftest import read_report
from tests.report.filling import can_measure, measure_pages
from tests.report.reading import bookmarks_of, words_of
from tests.report.reports import make_report

SAMPLES = folder("checklists") / "samples"
EMPTIEST, LEAST_MEAN = 0.55, 0.80
FOOT = re.compile(r"Touchpoint \d+ of \d+: \w")


@pytest.fixture(scope="module", params=["marlbeck-kitchens a4", "tarnbeck-fixings letter"])
def written(request, tmp_path_factory):
    """A sample as a PDF: the report, the path, its bookmarks, and the text of each page."""
    name, paper = request.param.split()
    report = read_report(SAMPLES / name)
    path = tmp_path_factory.mktemp("pages") / "report.pdf"
    render_pdf(report, path, paper=paper)
    data = path.read_bytes()
    return report, path, bookmarks_of(data), words_of(data)


@pytest.mark.skipif(not can_measure(), reason="pdftoppm is not here")
def test_no_page_is_half_empty(written):
    _, path, *_ = written
    own = [page for page in measure_pages(path) if not page.ends]
    assert sum(page.fill for page in own) / len(own) > LEAST_MEAN
    assert {page.number: page.fill for page in own if page.fill < EMPTIEST} == {}


def test_the_foot_names_the_touchpoint_that_begins_the_page_or_else_the_one_that_goes_on(written):
    report, _, bookmarks, pages = written
    titles = {part.title: number for number, part in enumerate(report.touchpoints, 1)}
    begun = [(titles[title], page, top) for title, page, top in bookmarks if title in titles]
    top_of_page = max(top for _, _, top in begun)
    shown, known = 0, [number for number, *_ in begun]
    assert known == list(titles.values())
    for page in range(begun[1][1], begun[-1][1] + 1):
        opening = [number for number, at, top in begun if at == page and top > top_of_page - 3]
        earlier = [number for number, at, _ in begun if at < page]
        expected = opening[0] if opening else earlier[-1]
        found = FOOT.findall(pages[page])
        assert found[-1].startswith(f"Touchpoint {expected} of {len(titles)}: "), page + 1
        shown += bool(opening)
    assert 0 < shown < begun[-1][1] - begun[1][1], "both kinds of pages are there"


def test_a_practice_that_goes_on_says_its_name_again_under_the_head_of_its_touchpoint(written):
    report, *_, pages = written
    names = {part.title: part for part in report.practices}
    places = {part.id: part.title for part in report.touchpoints}
    again = 0
    for text in pages:
        head, found, rest = text.partition(" What to do ")
        title = next((name for name in names if rest.startswith((f"{name}, evidence", f"{name}, continued"))), None)
        if found and title:
            again += 1
            assert f"{places[names[title].touchpoint]} What we saw" in head, "the head names the touchpoint"
    assert again, "a practice goes on at the top of a page"


def test_what_the_ledger_does_with_weight_is_said_below_its_heading(written):
    *_, pages = written
    (page,) = (text for text in pages if "Every point lost per practice" in text)
    assert "gives its weight to the others" in page.partition("Every point lost per practice")[2]


SHA256 = "6a7348f70008fc0f1c6db1ca21fb2e9df48b0d391e86b013d9867941465ef7d6"  # hyphenated after 2e9d once


@pytest.fixture(scope="module")
def illustrated() -> tuple[int, bytes]:
    """A report of many pictures in all shapes: how many, and the PDF."""
    made = make_report(touchpoints=2, practices=16)
    pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    shapes = [(1200, 900), (900, 1200), (1600, 500), (700, 1500)]
    pictures = {
        f"p{i}.png": Picture(media="image/png", width=w, height=h, page=i % 3 == 0, sha256="", data=pixel)
        for i, (w, h) in enumerate(shapes * 9)
    }
    keys = iter(pictures)
    practices = [
        part.model_copy(
            update={
                "evidence": [EvidencePart(picture=key, caption=f"Shot {key[:-4]} here") for key in islice(keys, i % 5)]
            }
        )
        for i, part in enumerate(made.practices)
    ]
    checklist = made.checklist.model_copy(update={"sha256": SHA256})
    changes = {"practices": practices, "pictures": pictures, "checklist": checklist}
    return sum(len(part.evidence) for part in practices), render_pdf(made.model_copy(update=changes))


def test_every_picture_keeps_its_caption(illustrated):
    used, data = illustrated
    assert used > 20
    drawn = captions = 0
    for text, shown in zip(words_of(data), _pictures(data), strict=True):
        said = len(re.findall(r"Shot p\d+", text))
        assert said == shown, "a caption has left its picture"
        captions, drawn = captions + said, drawn + shown
    assert captions == drawn == used


def test_a_hash_is_broken_over_lines_without_a_hyphen(illustrated):
    assert SHA256 in re.sub(r"\s", "", "".join(words_of(illustrated[1])))


def _pictures(data: bytes) -> Iterator[int]:
    """How many raster pictures each page draws."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            pictures = page.resources.get("/XObject", {}).items()
            names = {name for name, item in pictures if item.Subtype == "/Image"}
            drawn = pikepdf.parse_content_stream(page, "Do")
            yield sum(str(operands[0]) in names for operands, _ in drawn)
