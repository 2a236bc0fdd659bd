"""The HTML report in Chromium: accessible, on any width, light and dark, by keyboard, printed; skipped without it.

axe-core comes from a package of one file, which is some years old; CXAUDIT_AXE may name a newer axe.min.js.
"""

import importlib.util
import io
import os
from base64 import b64decode
from pathlib import Path

import pypdf
import pytest

from cxaudit.report.document import Report
from cxaudit.report.render import render_html
from tests.report.chromium import PROGRAM, WHY_NOT, Chromium, chromium
from tests.report.conftest import read_report
from tests.report.foreign import write_foreign
from tests.report.reports import make_report

pytestmark = pytest.mark.skipif(PROGRAM is None, reason=WHY_NOT)
LONG = "Barrierefreiheitsanforderungsbeschreibungsverantwortlichkeit"
OVER = """(() => { const wide = innerWidth + 1; return [...document.body.querySelectorAll('*')].filter(e => {
  if (e.parentElement.closest('svg, .scroll, thead')) return false;
  const box = e.getBoundingClientRect();
  return box.width > 1 && (box.right > wide || box.left < -1);
}).map(e => e.outerHTML.slice(0, 120)).slice(0, 5) })()"""


def axe() -> str:
    path = os.environ.get("CXAUDIT_AXE")
    if not path:
        spec = importlib.util.find_spec("axe_core_python")
        if not spec or not spec.submodule_search_locations:
            pytest.skip("axe-core is not installed")
        path = str(Path(spec.submodule_search_locations[0]) / "axe.min.js")
    return Path(path).read_text("utf-8")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="module")
def pages(tmp_path_factory, northline) -> dict[str, Path]:
    """Pages by name: the sample, one in Arabic, one of long German words, one that is nearly empty."""
    folder = tmp_path_factory.mktemp("pages")
    german = make_report(touchpoints=13, practices=30, language="de", dimensions=12)
    parts = [part.model_copy(update={"title": LONG, "anchor": LONG * 2}) for part in german.practices]
    reports: dict[str, Report] = {
        "sample": northline,
        "arabic": read_report(write_foreign(folder / "ar", "ar")),
        "german": german.model_copy(update={"practices": parts}),
        "empty": make_report(touchpoints=1, practices=1, actions=0, missing=[0], triggered=0),
    }
    for name, report in reports.items():
        with pytest.MonkeyPatch.context() as patch:
            if name != "sample":  # cutting fonts down takes a while, and others are wider
                patch.setattr("cxaudit.report.render.embedded_faces", lambda *_: "")
            (folder / f"{name}.html").write_text(render_html(report), "utf-8")
    return {name: folder / f"{name}.html" for name in reports}


@pytest.mark.parametrize(
    ("name", "width", "dark"),
    [
        ("sample", 360, False),
        ("sample", 1280, True),
        ("arabic", 360, True),
        ("arabic", 1280, False),
        ("empty", 768, True),
    ],
)
def test_axe_finds_no_violation(browser: Chromium, pages, name, width, dark):
    browser.open(pages[name], width=width, dark=dark)
    browser.run(axe())
    found = browser.run(
        "axe.run(document, {resultTypes: ['violations']}).then(all => "
        "all.violations.map(v => [v.id, v.nodes.length, v.nodes[0].html.slice(0, 200)]))"
    )
    assert found == []


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("name", ["sample", "arabic", "german", "empty"])
def test_nothing_is_wider_than_the_screen_but_what_scrolls_by_itself(browser: Chromium, pages, name, width):
    browser.open(pages[name], width=width)
    assert browser.run("document.documentElement.scrollWidth") <= width
    assert browser.run(OVER) == []


def test_regions_that_scroll_can_be_reached_and_say_so(browser: Chromium, pages):
    browser.open(pages["sample"], width=360)
    found = browser.run(
        "[...document.querySelectorAll('.scroll')].map(e => [e.scrollWidth > e.clientWidth, e.tabIndex, "
        "e.getAttribute('aria-label').length > 3, getComputedStyle(e, '::before').content.includes('Scroll sideways')])"
    )
    assert len(found) >= 3
    assert all(row == [True, 0, True, True] for row in found)
    browser.open(pages["sample"], width=1280)
    assert browser.run("getComputedStyle(document.querySelector('.scroll'), '::before').display") == "none"


def test_the_first_key_reaches_the_skip_link_which_then_shows(browser: Chromium, pages):
    browser.open(pages["sample"], width=1280)
    assert browser.run("document.querySelector('.skip').getBoundingClientRect().bottom") <= 0
    browser.press("Tab")
    assert browser.run("document.activeElement.className") == "skip"
    assert browser.run("document.activeElement.getBoundingClientRect().top") >= 0
    assert browser.run("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_cards_keep_their_heads_for_those_who_listen(browser: Chromium, pages):
    browser.open(pages["sample"], width=360)
    tree = browser.ask("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in tree if not node.get("ignored")]
    assert roles.count("table") >= 5
    assert {"columnheader", "rowheader", "row", "banner", "navigation", "main", "contentinfo"} <= set(roles)


@pytest.mark.parametrize("width", [360, 1280])
def test_type_is_large_enough_to_read(browser: Chromium, pages, width):
    browser.open(pages["sample"], width=width)
    smallest = browser.run(
        "Math.min(...[...document.querySelectorAll('main p, main td, main th, main li')].filter(e => "
        "e.textContent.trim() && e.getClientRects().length).map(e => "
        "parseFloat(getComputedStyle(e).fontSize) * (e.currentCSSZoom || 1)))"
    )
    assert smallest >= (10.5 if width == 360 else 11)  # the words in the cells of the scorecard; texts have 12.6


def test_dark_is_dark_and_light_is_light(browser: Chromium, pages):
    shade = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number).reduce((a, b) => a + b)"
    browser.open(pages["sample"], dark=True)
    assert browser.run(shade) < 120
    browser.open(pages["sample"])
    assert browser.run(shade) == 3 * 255


def test_right_to_left_pages_begin_on_the_right(browser: Chromium, pages):
    browser.open(pages["arabic"], width=1280)
    assert browser.run("document.documentElement.dir") == "rtl"
    first, last = browser.run(
        "(() => { const cells = document.querySelectorAll('.heat thead th');"
        "return [cells[0], cells[cells.length - 1]].map(e => e.getBoundingClientRect().left) })()"
    )
    assert first > last
    stops = browser.run(
        "(() => { const svg = document.querySelector('#journey svg'); const texts = [...svg.querySelectorAll('.name')];"
        "const at = word => texts.find(e => e.textContent.includes(word)).getBoundingClientRect().left;"
        "return [at('الاستقبال'), at('Invoice')] })()"
    )
    assert stops[0] > stops[1]


def test_the_browser_prints_it_light_with_its_charts_and_without_the_screen_s_parts(browser: Chromium, pages):
    browser.open(pages["sample"], dark=True)
    browser.ask("Emulation.setEmulatedMedia", media="print")
    printed = browser.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True, generateTaggedPDF=False)
    data = b64decode(printed["data"])
    reader = pypdf.PdfReader(io.BytesIO(data))
    shown = "".join(page.extract_text() for page in reader.pages)
    assert 8 <= len(reader.pages) <= 40
    assert "Skip to the report" not in shown
    assert "back to the contents" not in shown
    assert "Executive summary" in shown
