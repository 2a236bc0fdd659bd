"""Templates: overrides, errors that name their place, hostile texts, and the golden page of the sample."""

import os
import re
from itertools import pairwise
from pathlib import Path

import pytest

from cxaudit.errors import InstallError, RenderError
from cxaudit.report import fonts
from cxaudit.report.document import NotePart, Program
from cxaudit.report.render import render_html
from tests.report.markup import TAGS, Page
from tests.report.reports import make_report

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden" / "northline.html"
UPDATE = "CXAUDIT_UPDATE_GOLDEN=1 pytest tests/report/test_render_html.py"
COVER = "report/parts/cover.html.jinja"


def plain(html: str) -> str:
    """The page without fonts, pictures and style, which no eye compares."""
    html = re.sub(r"data:[\w/+;,-]+base64,[\w+/=]+", "data:", html)
    return re.sub(r"(<style>).*?(</style>)", r"\1\2", html, flags=re.DOTALL) + "\n"


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"<(style|title)>.*?</\1>", "", html, flags=re.DOTALL)).split())


def override(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return folder


def test_the_sample_page_is_the_golden_one(northline):
    made = plain(render_html(northline.model_copy(update={"program": Program(version="0")})))
    if os.environ.get("CXAUDIT_UPDATE_GOLDEN"):
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(made)
    assert GOLDEN.is_file(), f"write it: {UPDATE}"
    assert made == GOLDEN.read_text(), f"look at the difference; if it is wanted: {UPDATE}"


def test_the_page_is_one_file_without_addresses_of_other_places(northline):
    html = render_html(northline)
    found = Page(html)
    assert found.tags <= TAGS
    assert all(link.startswith(("data:", "#")) for link in found.links)
    assert "file:" not in html


@pytest.mark.usefixtures("real_fonts")
def test_the_page_carries_its_fonts_cut_down_to_its_letters(northline):
    html = render_html(northline)
    assert html.count("@font-face{font-family:cx-") == len(fonts.FACES)
    assert "file:" not in html
    assert 100_000 < len(html) < 900_000
    assert render_html(northline) == html


def test_parts_stand_in_the_order_of_the_deliverable(northline):
    found = re.findall(r'<section class="(?:page|flows|follows)[^"]*" id="([\w-]+)"', render_html(northline))
    assert found == [
        "summary",
        "lead",
        "reading",
        "contents",
        "scorecard",
        "journey",
        "touchpoint-reach",
        "touchpoint-promises",
        "touchpoint-complaint",
        "gaps",
        "actions",
        "business",
        "ledger",
        "appendix",
    ]


def test_headings_descend_without_a_jump(northline):
    levels = [int(level) for level in re.findall(r"<h([1-6])", render_html(northline))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_heading_is_the_plain_name_where_no_rule_wrote_one(northline):
    bare = northline.model_copy(update={"words": {}})
    html = render_html(bare)
    for name in ("Executive summary", "Scorecard", "Gap register", "Action plan", "Points ledger", "Appendix"):
        assert f'data-bookmark="{name}">{name}</h2>' in html.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "changes",
    [
        {"touchpoints": 1, "practices": 1, "actions": 0, "dimensions": 0, "stages": 0},
        {"missing": range(8)},
        {"dimensions": 1, "stages": 1},
        {"dimensions": 12},
        {"touchpoints": 25, "practices": 150, "actions": 40},
        {"language": "de"},
        {"triggered": 0},
        {"cap": None},
        {"target": 1.0, "actions": 0},
    ],
)
def test_every_kind_of_report_renders(changes, paper):
    html = render_html(make_report(**changes), paper=paper)
    assert Page(html).tags <= TAGS
    assert "</html>" in html


def test_no_score_is_never_shown_as_a_number():
    made = make_report(missing=range(8), triggered=0, actions=0)
    shown = words(render_html(made))
    assert "No score" in shown
    assert "There is no score" in shown
    assert " 0.0 At risk" not in shown


def test_capped_is_said_only_where_the_cap_changes_the_score(northline):
    assert northline.score.triggered
    assert not northline.score.limited
    assert "before the cap" not in words(render_html(northline))
    held = northline.score.model_copy(update={"limited": True, "adjusted": 0.2})
    assert "before the cap" in words(render_html(northline.model_copy(update={"score": held})))


def test_internal_notes_are_marked(northline):
    first, *others = northline.practices
    noted = first.model_copy(update={"internal": [NotePart(auditor="", text="Ask the owner.")]})
    made = northline.model_copy(update={"practices": [noted, *others]})
    assert "Internal Ask the owner." in words(render_html(made))


def test_the_summary_is_continued_only_where_it_is_too_long(northline):
    short = northline.model_copy(update={"audit": northline.audit.model_copy(update={"summary": "All is well."})})
    assert 'id="lead"' not in render_html(short)
    assert 'id="lead"' in render_html(northline)
    assert "Where to begin." in words(render_html(northline))


def test_a_template_of_the_user_replaces_ours(northline, tmp_path):
    templates = override(tmp_path, COVER, "<h1>{{ audit.title }}, by hand</h1>")
    assert "<h1>Client contact audit, autumn 2026, by hand</h1>" in render_html(northline, templates=templates)


def test_a_style_of_the_user_replaces_ours_and_colours_may_be_left_out(northline, tmp_path):
    templates = override(tmp_path, "report/report.css", ":root { --accent: #00FF00 }")
    html = render_html(northline, templates=templates)
    assert "#00FF00" in html
    assert "--type-cover: 42pt" not in html


def test_a_folder_without_templates_changes_nothing(northline, tmp_path):
    assert render_html(northline, templates=tmp_path) == render_html(northline)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one\n{% if %}", f"{COVER}, line 2: Expected an expression"),
        ("one\ntwo\n{{ audit.titel }}", f"{COVER}, line 3: 'cxaudit.report."),
        ("\n{{ 1 / 0 }}", f"{COVER}, line 2: division by zero"),
        ("{{ nothing }}", f"{COVER}, line 1: 'nothing' is undefined"),
        ("{% include 'absent.jinja' %}", f"{COVER}, line 1: there is no template 'absent.jinja'"),
        ("{{ ().__class__.__mro__ }}", f"{COVER}, line 1: access to attribute '__class__'"),
        ("{{ audit.auditors.append(1) }}", f"{COVER}, line 1: "),
        ("{{ audit|nofilter }}", f"{COVER}, line 1: No filter named 'nofilter'"),
    ],
)
def test_an_error_in_a_template_names_template_and_line(northline, tmp_path, text, message):
    with pytest.raises(RenderError) as caught:
        render_html(northline, templates=override(tmp_path, COVER, text))
    assert str(caught.value).startswith(message)


def test_a_paper_that_we_do_not_have_is_refused(northline):
    with pytest.raises(RenderError, match="choose a4 or letter"):
        render_html(northline, paper="legal")


def test_a_missing_font_is_told_before_anything_is_typeset(monkeypatch):
    absent = fonts.Face("cx-sans", 400, "normal", "font_source_sans_pro", "Absent.ttf")
    with pytest.raises(InstallError, match="install the package font-source-sans-pro"):
        fonts.font_file(absent)
    with pytest.raises(InstallError, match="no-such-fonts"):
        fonts.font_file(fonts.Face("cx-sans", 400, "normal", "no_such_fonts", "A.ttf"))
