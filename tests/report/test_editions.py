"""The editions: their pages, whatever the audit; what they say; and that they are as accessible as the whole report."""

import re
from html import unescape
from itertools import pairwise

import pdfua
import pytest

from cxaudit.errors import NotFound
from cxaudit.model.load import load_audit
from cxaudit.report.audience import redact
from cxaudit.report.document import Report
from cxaudit.report.editions import EDITIONS, find_edition
from cxaudit.report.handout.build import build_handout
from cxaudit.report.handout.parts import KEY_HEADING
from cxaudit.report.pages.board import set_board
from cxaudit.report.pages.visit import plain_score, set_visit
from cxaudit.report.render import render_html, render_pdf
from cxaudit.resources import folder
from tests.generator import write_audit
from tests.report.conftest import read_report
from tests.report.reading import count_pages, words_of
from tests.report.reports import make_report

PAGES = {"summary": 2, "site": 1}
JARGON = ("uplift", "share", "rollup", "coverage", "critical", "touchpoint", "band", "ledger", "weight", "kappa")
LONG = "Wiedergutmachungsentscheidungsbefugnis und Rechnungsstellungsverfahren, die niemand gelesen hat. " * 6


@pytest.fixture(scope="module")
def handout(northline: Report) -> Report:
    """The sample with its story and its key."""
    audit = load_audit(folder("checklists") / "samples" / "northline-it")
    return redact(northline.model_copy(update={"handout": build_handout(audit)}))


def pages_of(report: Report, edition: str, paper: str = "a4") -> list[str]:
    return words_of(render_pdf(report, edition=edition, paper=paper))


def words(html: str) -> str:
    body = re.sub(r"<(style|svg)\b.*?</\1>", "", html[html.index("<body") :], flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def stretched(report: Report) -> Report:
    """The report with long words wherever a text may be long."""
    subject = report.audit.subject.model_copy(update={"client": LONG[:290], "site": LONG[:290]})
    return report.model_copy(
        update={
            "audit": report.audit.model_copy(update={"title": LONG[:290], "subject": subject}),
            "actions": [row.model_copy(update={"do": LONG, "owner": LONG[:90]}) for row in report.actions],
            "practices": [part.model_copy(update={"ask": LONG, "anchor": LONG}) for part in report.practices],
            "touchpoints": [part.model_copy(update={"title": LONG[:120]}) for part in report.touchpoints],
            "words": report.words | {"scorecard": LONG[:300], "verdict": LONG[:300]},
        }
    )


def test_an_unknown_edition_gets_a_hint():
    with pytest.raises(NotFound, match="did you mean 'summary'"):
        find_edition("sumary")
    with pytest.raises(NotFound, match="there are: full, summary, site, handout"):
        find_edition("x")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_file_is_named_after_audit_and_edition(northline, edition):
    name = find_edition(edition).file_name(northline, "pdf")
    assert name == f"northline-it-2026-10{'' if edition == 'full' else '-' + edition}.pdf"


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("touchpoints", [1, 7, 13, 18, 40])
def test_summary_and_site_keep_to_their_pages(touchpoints, paper, tmp_path):
    practices = 1 if touchpoints == 1 else min(touchpoints * 4, 150)
    report = redact(read_report(write_audit(tmp_path, practices, touchpoints, seed=touchpoints)))
    for edition, count in PAGES.items():
        assert count_pages(render_pdf(report, edition=edition, paper=paper)) == count, edition


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_long_words_and_many_failures_change_nothing(paper):
    report = stretched(make_report(touchpoints=12, practices=60, dimensions=8, triggered=8))
    for edition, count in PAGES.items():
        assert count_pages(render_pdf(report, edition=edition, paper=paper)) == count, edition


def test_the_board_sees_every_touchpoint_and_the_first_actions_whole(tmp_path):
    report = redact(read_report(write_audit(tmp_path, 80, 20, seed=4)))
    page = pages_of(report, "summary")[1]
    flat = page.replace(" ", "")
    assert [part.title for part in report.touchpoints if part.title.replace(" ", "") not in flat] == []
    assert [row.do for row in report.actions[:5] if row.do.replace(" ", "") not in flat] == []


@pytest.mark.parametrize(("touchpoints", "table"), [(3, True), (12, True), (40, False)], ids=["few", "usual", "most"])
def test_the_board_has_a_table_where_there_is_room(touchpoints, table):
    board = set_board(make_report(touchpoints=touchpoints, practices=touchpoints * 3, actions=5, triggered=0), "a4")
    assert bool(board.rows) is table
    shown = board.rows or [row for column in board.columns for row in column]
    assert len(shown) == touchpoints


def test_the_board_reads_what_must_not_fail(northline):
    first, second = pages_of(redact(northline), "summary")
    assert "Executive summary" in first
    assert "3 critical practices failed" in second
    assert "Twelve attempts from 5 to 7 October" in second
    assert "C. Vale" in second
    assert "2 Nov 2026" in second


def test_the_site_page_speaks_plainly(northline):
    text = words(render_html(redact(northline), edition="site"))
    assert "you earned 32.6 of 100 points; the goal is 75" in text
    assert "Three things to keep" in text
    assert "by 2 Nov 2026" in text
    assert "Where the next visit will look" in text
    bare = words(render_html(make_report(triggered=2), edition="site")).lower()
    assert [word for word in JARGON if word in bare] == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"raw": None, "adjusted": None, "triggered": []}, "there is no score yet"),
        ({"raw": 0.9, "adjusted": 0.9, "triggered": [], "limited": False}, "reached the goal of 80."),
        (
            {"raw": 0.7996, "adjusted": 0.7996, "triggered": [], "limited": False},
            "80.0 of 100 points and reached the goal",
        ),
        ({"raw": 0.7994, "adjusted": 0.7994, "triggered": [], "limited": False}, "79.9 of 100 points; the goal is 80."),
        ({"raw": 0.7, "adjusted": 0.7, "triggered": [], "limited": False}, "70.0 of 100 points; the goal is 80."),
        ({"raw": 0.7, "adjusted": 0.49, "limited": True}, "70.0 of 100 points, but only 49.0 count, because"),
        ({"raw": 0.7, "adjusted": 0.0, "limited": True}, "but none of them count, because"),
        ({"raw": 0.7, "adjusted": 0.7, "limited": False}, "the goal is 80, and something that must never go wrong did"),
    ],
)
def test_the_score_in_one_sentence_is_true_in_every_case(changes, expected):
    made = make_report(triggered=1)
    sentence = plain_score(made.model_copy(update={"score": made.score.model_copy(update=changes)}))
    assert expected in sentence
    assert sentence.endswith(".")


def test_what_is_done_is_not_to_be_mended(northline):
    def title(report: Report) -> list[str]:
        return [row.what for row in set_visit(report, "a4").mend]

    done = [row.model_copy(update={"status": "done"}) for row in northline.actions]
    assert title(northline)
    assert title(northline.model_copy(update={"actions": done})) == []


@pytest.mark.parametrize("edition", ["summary", "site", "handout"])
def test_the_checker_of_pdf_ua_finds_nothing(edition, handout, tmp_path):
    path, warnings = tmp_path / "edition.pdf", list[str]()
    render_pdf(handout, path, edition=edition, warn=warnings.append)
    assert not pdfua.validate(path).findings
    assert warnings == []


@pytest.mark.parametrize("edition", ["summary", "site", "handout"])
def test_headings_begin_with_the_first_level_and_leave_none_out(edition, handout):
    levels = [int(level) for level in re.findall(r"<h([1-6])", render_html(handout, edition=edition))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_key_begins_on_a_page_of_its_own(handout):
    pages = pages_of(handout, "handout")
    first = next(number for number, text in enumerate(pages) if KEY_HEADING in text)
    assert 3 < first < len(pages)
    before = " ".join(pages[:first])
    assert "Nobody may talk to the client" in before
    answers = [part.answer for group in handout.handout.rounds for part in group.questions]
    assert all(answer.why[:40] not in before for answer in answers)
    assert all(answer.why[:20].replace(" ", "") in " ".join(pages[first:]).replace(" ", "") for answer in answers)


def test_the_sheet_asks_every_question_of_the_key_with_all_its_anchors(handout):
    html = render_html(handout, edition="handout")
    sheet = words(html[html.index("<body") : html.index('id="key"')] + "</body>")
    for group in handout.handout.rounds:
        for part in group.questions:
            assert part.ask in sheet
            assert all((choice.anchor or choice.label) in sheet for choice in part.choices)
    assert html.count('class="box"') >= 18 * 7


def test_a_story_cannot_bring_markup(handout):
    story = [
        part.model_copy(update={"text": "<script>x</script> **bold** [a](http://x)"}) for part in handout.handout.story
    ]
    made = handout.model_copy(update={"handout": handout.handout.model_copy(update={"story": story})})
    html = render_html(made, edition="handout")
    assert "<script>x" not in html
    assert "<strong>bold</strong>" in html
    assert 'href="http' not in html
