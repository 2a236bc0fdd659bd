"""The page about agreement: its words are true, every rating is visible, and names stand in one place."""

import json
from functools import cache
from itertools import combinations, pairwise

import pytest

from cxaudit.cli.steps import describe
from cxaudit.model.load import load_audit
from cxaudit.report.agreement import write_agreement
from cxaudit.report.agreement_parts import AgreementPart, FigurePart, SharedPart
from cxaudit.report.audience import redact
from cxaudit.report.charts.leniency import draw_leniency, signed
from cxaudit.report.charts.opinions import FIRST, FURTHER, draw_opinions
from cxaudit.report.charts.shapes import FULL, meet
from cxaudit.report.render import render_html
from cxaudit.report.text import show_agreement
from cxaudit.resources import folder
from tests.generator import write_audit

SAMPLE = folder("checklists") / "samples" / "harbour-hotel" / "2026-10"


@cache
def harbour():
    return describe(load_audit(SAMPLE))


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """Reports of 61 and 150 practices and three auditors."""
    home = tmp_path_factory.mktemp("large")
    return [describe(load_audit(write_audit(home / str(n), n, seed=3, auditors=3))) for n in (61, 150)]


def part(*spreads, alpha=0.9, reason="", leniency=(0.1, -0.1)):
    """The agreement of two auditors on practices with these spreads."""
    shared = [
        SharedPart(practice=f"t.p{i}", places=[0, spread], levels=["0", str(spread)], spread=spread, settle=spread > 1)
        for i, spread in enumerate(spreads)
    ]
    figure = FigurePart(value=alpha, reason="" if alpha is not None else "all ratings are the same")
    return AgreementPart(
        scale="practice",
        levels=list("01234"),
        shared=shared,
        settle=[row for row in shared if row.settle],
        reason=reason,
        alpha=None if reason else figure,
        leniency=list(leniency),
    )


@pytest.mark.parametrize(
    ("spreads", "text"),
    [
        ([0] * 12, "Two auditors gave the same level on all twelve practices that they share."),
        ([0, 1, 0, 1, 0, 0], "Two auditors stay within one level on all six practices that they share."),
        ([0] * 9 + [2], "Two auditors stay within one level on nine of ten practices; one needs a second look."),
        ([0] * 18 + [2, 3], "Two auditors stay within one level on 18 of 20 practices; two need a second look."),
        ([2, 2, 3, 0, 1, 1], "Two auditors lie two levels or more apart on three of six practices."),
    ],
)
def test_the_finding_says_what_is_true(spreads, text):
    assert write_agreement(part(*spreads))["agreement"] == text


@pytest.mark.parametrize(
    ("alpha", "start"),
    [
        (0.8, "At 0.80"),
        (0.79, "Between 0.67"),
        (0.667, "Between"),
        (0.5, "Below"),
        (-0.1, "At 0 or"),
        (None, "It is und"),
    ],
)
def test_alpha_in_words(alpha, start):
    assert write_agreement(part(*[0] * 6, alpha=alpha))["agreement_alpha"].startswith(start)


def test_a_habit_is_said_and_never_rounded_away():
    assert "0.11 of a level" in write_agreement(part(*[0] * 6, leniency=(0.101, -0.101)))["agreement_mild"]
    assert "looks like a habit" in write_agreement(part(*[0] * 6, leniency=(0.4, -0.4)))["agreement_mild"]
    assert [signed(value) for value in (0.054, -0.054, 0.001)] == ["+0.05", "−0.05", "0.00"]
    assert [show_agreement(value) for value in (0.735, -0.004, -0.05, 1.0)] == ["0.74", "0.00", "−0.05", "1.00"]


def test_one_sentence_says_why_there_are_no_figures():
    words = write_agreement(part(0, 1, 0, 0, reason="only 4"))
    why = "Figures of agreement need five practices that two auditors rated on one scale; here there are four."
    assert words == {"agreement_why": why}
    assert write_agreement(None) == {}


def test_one_auditor_has_no_page(tmp_path):
    report = describe(load_audit(write_audit(tmp_path, 9)))
    assert report.agreement is None
    assert 'id="agreement"' not in render_html(report)


def test_every_rating_is_drawn_once_and_none_hides_another(large):
    for report in (*large, harbour()):
        charts = [chart for page in draw_opinions(report) for chart in page]
        rows = [row for chart in charts for row in chart.rows]
        assert len(rows) == len(report.agreement.shared)
        assert sum(len(row.marks) for row in rows) == sum(
            place is not None for row in report.agreement.shared for place in row.places
        )
        for row in rows:
            xs = sorted(mark.x for mark in row.marks)
            assert all(two - one >= 5.5 for one, two in pairwise(xs))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_charts_fit_on_their_pages_and_no_labels_meet(large, paper):
    for report in (*large, harbour()):
        pages = draw_opinions(report, paper)
        assert pages[0][0].height <= FIRST[paper] + 1
        assert all(chart.height <= FURTHER[paper] + 1 for page in pages[1:] for chart in page)
        for chart in (chart for page in pages for chart in page):
            labels = [*chart.groups, *(row.name for row in chart.rows), *(column.label for column in chart.columns)]
            for one, two in combinations(labels, 2):
                assert not meet(one.box, two.box), (one.text, two.text)
            for row in chart.rows:
                assert row.name.box[2] <= min(mark.x for mark in row.marks)


def test_a_scale_of_many_levels_takes_the_whole_width(large):
    report = large[1]
    rows = [row.model_copy(update={"places": [0, 5, 10]}) for row in report.agreement.shared]
    many = report.agreement.model_copy(update={"levels": [str(i) for i in range(11)], "shared": rows})
    pages = draw_opinions(report.model_copy(update={"agreement": many}))
    assert len(pages) > 1
    assert all(len(page) == 1 and page[0].width == FULL for page in pages[1:])
    assert sum(len(chart.rows) for page in pages for chart in page) == len(rows)


def test_leniency_is_drawn_inside_its_column(large):
    for report in large:
        drawn = draw_leniency(report)
        assert len(drawn.habits) == 3
        assert all(3 <= habit.mark.x <= drawn.width - 3 for habit in drawn.habits)
        for habit in drawn.habits:
            assert not meet(habit.name.box, habit.value.box)


def test_names_and_ids_stand_in_one_place():
    text = harbour().agreement.model_dump_json()
    assert "Keller" not in text
    assert '"mk"' not in text
    hidden = redact(harbour())
    assert hidden.agreement == harbour().agreement
    section = render_html(hidden)
    section = section[section.index('id="agreement"') : section.index('id="change"')]
    assert "Auditor 1" in section
    assert "Núñez" not in section


def test_the_document_holds_the_figures():
    data = json.loads(harbour().to_json())["agreement"]
    assert data["alpha"]["value"] == pytest.approx(0.7932509)
    assert data["leniency"] == pytest.approx([2 / 37, -2 / 37])
    assert data["left_out"] == 2
