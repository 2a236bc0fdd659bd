"""How full the pages of a report are: the lowest ink of each against the height of its text.

    python -m tests.report.filling REPORT.pdf...       a line per report, with its emptiest pages

Needs pdftoppm of Poppler; the test that uses it is skipped without.
"""

import io
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import pikepdf
from PIL import Image

from tests.report.reading import bookmarks_of

DPI = 36
# Margins at top and bottom of A4 and US Letter in millimetres, by the height of the page in points.
MARGINS = {842: (27.0, 20.0), 792: (23.0, 16.0)}
FRONT = ("Scorecard", "Journey")
NEXT = "Gap register"
WHITE = 250


@dataclass(frozen=True, slots=True)
class Page:
    """A page, counted from 1. `fill` is 0 to 1; `ends` marks the last page of the touchpoints and of the report."""

    number: int
    fill: float
    ends: bool


def can_measure() -> bool:
    """Whether the program that draws the pages is there."""
    return shutil.which("pdftoppm") is not None


def measure_pages(pdf: Path) -> list[Page]:
    """The pages from the first that a touchpoint begins to the end of the report."""
    starts = bookmarks_of(pdf.read_bytes())
    front = max(i for i, (title, *_) in enumerate(starts) if title.startswith(FRONT))
    register = next(page for title, page, _ in starts if title == NEXT)
    run = subprocess.run(["pdftoppm", "-r", str(DPI), "-gray", str(pdf)], capture_output=True, check=True)
    images = list(_images(run.stdout))
    with pikepdf.open(pdf) as opened:
        height = round(float(opened.pages[0].mediabox[3]))
    ends = {register - 1, len(images) - 1}
    return [Page(i + 1, _fill(images[i], height), i in ends) for i in range(starts[front + 1][1], len(images))]


def _images(data: bytes) -> Iterator[Image.Image]:
    """The pictures that pdftoppm writes one after the other."""
    stream = io.BytesIO(data)
    while stream.tell() < len(data):
        stream.readline()
        width, height = map(int, stream.readline().split())
        stream.readline()
        yield Image.frombytes("L", (width, height), stream.read(width * height))


def _fill(image: Image.Image, height: int) -> float:
    top, bottom = (margin / 25.4 * DPI for margin in MARGINS[height])
    text = image.crop((0, round(top), image.width, round(image.height - bottom)))
    box = text.point(lambda value: 255 * (value < WHITE)).getbbox()
    return box[3] / text.height if box else 0.0


def main(paths: list[str]) -> None:
    """Print the table."""
    print(f"{'report':24}{'pages':>6}{'mean':>7}{'emptiest, ends left out':>28}")
    means = []
    for path in paths:
        pages = measure_pages(Path(path))
        inner = sorted((page for page in pages if not page.ends), key=lambda page: page.fill)
        means += [page.fill for page in inner]
        low = ", ".join(f"p. {page.number} {page.fill:.0%}" for page in inner[:5])
        print(f"{Path(path).stem:24}{len(pages):6}{mean(page.fill for page in inner):7.0%}  {low}")
    print(f"{'all':24}{len(means):6}{mean(means):7.0%}  {sum(value < 0.55 for value in means)} pages under 55 %")


if __name__ == "__main__":
    main(sys.argv[1:])
