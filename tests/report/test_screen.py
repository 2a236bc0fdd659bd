"""The page around the parts, tables and charts for narrow screens. How it looks is tested in test_browser.py."""

import re

import pytest
from markupsafe import Markup

from cxaudit.errors import RenderError
from cxaudit.report import screen
from cxaudit.report.render import render_html, render_pdf
from cxaudit.report.screen import show_on_screen
from cxaudit.report.style import read_style
from tests.report.reports import make_report

CHART = '<svg xmlns="x" role="img" aria-label="{}" width="{}pt" height="9.0pt" viewBox="0 0 9 9"><title>t</title></svg>'


@pytest.fixture(autouse=True)
def no_fonts(monkeypatch):
    monkeypatch.setattr("cxaudit.report.render.embedded_faces", lambda *_: "")


def fitted(body: str, language: str = "en") -> str:
    return screen._fitted(body, language)


def table(*heads: str, cells: tuple[str, ...] = (), name: str = "") -> str:
    head = "".join(f'<th scope="col">{text}</th>' for text in heads)
    body = "".join(f"<td>{text}</td>" for text in cells)
    return f'<table class="{name}"><thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table>'


def test_landmarks_stand_in_their_order_and_once(northline):
    html = render_html(northline)
    marks = ['<a class="skip" href="#main">', "<header>", "<h1", "</header>", "<nav ", "</nav>", '<main id="main"']
    marks += ['id="summary"', 'id="appendix"', "</main>", "<footer", "</footer>", "</body>"]
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)
    assert [html.count(mark) for mark in ("<main", "<header>", "<footer", "<nav ", "<h1")] == [1] * 5


def test_the_contents_name_every_part_that_is_there(northline):
    html = render_html(northline)
    nav = html[html.index("<nav ") : html.index("</nav>")]
    linked = re.findall(r'href="#([\w-]+)"', nav)
    parts = re.findall(r'<section\b[^>]*\bid="([\w-]+)"[^>]*data-part', html)
    assert sorted(linked) == sorted(set(parts) - {"contents", "cover"})
    assert all(f'id="{part}"' in html for part in linked)


def test_the_pdf_pays_nothing_for_the_screen(northline, monkeypatch):
    seen: list[str] = []

    def write(html: str, css: str, **_: object) -> bytes:
        seen.extend((html, css))
        return b""

    monkeypatch.setattr("cxaudit.report.render.write_pdf", write)
    render_pdf(northline)
    html, css = seen
    assert "@media screen" in read_style(None, "report/screen.css")
    assert "@media screen" not in css
    assert "<main" not in html
    assert "data-label" not in html


def test_no_script_is_needed_or_there(northline):
    assert "<script" not in render_html(northline)


def test_charts_take_their_colours_from_the_style(northline):
    html = render_html(northline)
    drawn = "".join(re.findall(r"<svg.*?</svg>", html, re.DOTALL))
    assert 'fill="var(--accent)"' in drawn
    assert not re.search(r"#[0-9A-Fa-f]{6}", drawn)


def test_every_chart_says_what_it_shows_and_none_has_a_title_at_the_pointer(northline):
    body = render_html(northline).partition("<body>")[2]
    drawn = re.findall(r"<svg[^>]*>", body)
    assert len(drawn) > 8
    assert all('role="img" aria-label="' in tag and 'aria-label=""' not in tag for tag in drawn)
    assert "<title>" not in body


@pytest.mark.parametrize(("width", "wide"), [("160.0", False), ("231.0", False), ("330.0", True), ("481.9", True)])
def test_a_chart_wider_than_a_phone_scrolls_in_a_region_with_a_name(width, wide):
    made = show_on_screen(Markup(CHART.format("Journey &amp; curve: one 5, two 6", width)))
    region = '<div class="scroll chart" tabindex="0" role="group" aria-label="Journey &amp; curve">'
    assert made.startswith(region) is wide


@pytest.mark.parametrize(
    ("heads", "cells", "kind"),
    [
        (("No", "Action", "Owner", "Due", "Points"), ("1", "Do it. " * 9, "M. Keller", "1 Jan", "+2"), "cards"),
        (("State", "Practice", "Reason"), ("Not observed", "A long title of a practice", "word " * 20), "cards"),
        (("Rating", "Meaning", "Points"), ("4", "Consistent, evidenced and improved", "100"), "plain"),
        (("Word", "Meaning"), ("Share", "word " * 30), "plain"),
        (tuple("abcdefghij"), tuple("1234567890"), "scroll"),
    ],
)
def test_a_table_becomes_cards_scrolls_or_stays_by_what_is_in_it(heads, cells, kind):
    made = fitted(table(*heads, cells=cells, name="x"))
    assert ('class="cards x"' in made) is (kind == "cards")
    assert made.startswith('<div class="scroll" tabindex="0" role="group"') is (kind == "scroll")
    assert re.findall(r'data-label="(.*?)"', made) == ([*heads] if kind == "cards" else [])


def test_labels_of_cards_are_escaped_and_follow_joined_cells():
    row = '<tr><th scope="row" colspan="2">All</th><td>x</td><td colspan="2">y</td></tr>'
    made = fitted(table("A", "B", "&lt;C&gt; &#34;q&#34;", "D", "E " * 9).replace("<tr></tr>", row))
    assert re.findall(r"<td[^>]*>", made) == ['<td data-label="&lt;C&gt; &#34;q&#34;">', '<td colspan="2">']


def test_only_long_words_may_be_divided_and_only_where_people_read():
    word = "Beschwerdebearbeitungsgeschwindigkeit"
    made = fitted(f'<p title="{word}">{word} Empfang &amp;</p><svg><text>{word}</text></svg>', "de")
    assert made.count("\N{SOFT HYPHEN}") > 3
    assert made.replace("\N{SOFT HYPHEN}", "").count(word) == 3
    assert f'<p title="{word}">' in made
    assert f"<text>{word}</text>" in made
    assert "Empfang &amp;" in made
    assert "\N{SOFT HYPHEN}" not in fitted(f"<p>{word}</p>", "xx")


def test_a_user_may_replace_the_frame_and_the_style(tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "screen.html.jinja").write_text("<main>{{ main }}</main>{{ audit.title }}, framed")
    (tmp_path / "report" / "screen.css").write_text(".own{}")
    html = render_html(make_report(touchpoints=1, practices=1), templates=tmp_path)
    assert "Guest experience audit, framed" in html
    assert ".own{}" in html
    assert ".skip" not in html


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_users_page_may_have_a_body_of_its_own_and_must_have_one(tmp_path, northline, language):
    report = northline.model_copy(update={"audit": northline.audit.model_copy(update={"language": language})})
    page = tmp_path / "report" / "report.html.jinja"
    page.parent.mkdir()
    page.write_text("<!doctype html><html><head><title>x</title></head><body class='mine'><p>Own</p></body></html>")
    assert ">Own<" in render_html(report, templates=tmp_path)
    page.write_text("<!doctype html><html><head><title>x</title></head><p>Own</p></html>")
    with pytest.raises(RenderError, match=r"report\.html\.jinja: the page has no <body>"):
        render_html(report, templates=tmp_path)
