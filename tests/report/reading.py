"""PDFs that tests have made, read once: opening one and extracting its texts takes as long as making it."""

import io
import shutil
import subprocess
from functools import lru_cache

import pikepdf
from pypdf import PageObject, PdfReader

PDFTOTEXT = shutil.which("pdftotext")
_TEXTS: dict[int, tuple[PageObject, str]] = {}  # with the page, so that no other gets its number


@lru_cache(maxsize=4)
def read_pdf(data: bytes) -> PdfReader:
    """The reader of a PDF, the same for all who ask about the same bytes."""
    return PdfReader(io.BytesIO(data))


def text_of(page: PageObject) -> str:
    """The text of a page, as `extract_text` gives it."""
    if id(page) not in _TEXTS:
        _TEXTS[id(page)] = (page, page.extract_text())
    return _TEXTS[id(page)][1]


def words_of(data: bytes) -> list[str]:
    """The text of each page, with single blanks; by Poppler where it is, which takes a tenth of the time."""
    if not PDFTOTEXT:
        return [" ".join(text_of(page).split()) for page in read_pdf(data).pages]
    run = subprocess.run([PDFTOTEXT, "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return [" ".join(page.split()) for page in run.stdout.decode().removesuffix("\f").split("\f")]


def bookmarks_of(data: bytes) -> list[tuple[str, int, float]]:
    """Title, page from 0 and height in points above the foot of the page, for every bookmark in order."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        flat = [item for top in outline.root for item in (top, *top.children)]
        places = [item.destination if item.destination is not None else item.action.D for item in flat]
        return [
            (item.title, numbers[place[0].objgen], float(place[3])) for item, place in zip(flat, places, strict=True)
        ]


def count_pages(data: bytes) -> int:
    """How many pages there are; the texts are not read."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return len(pdf.pages)
