"""The page about agreement: its words are true, every rating is visible, and names stand in one place."""

import json
from functools import cache
from itertools import combinations, pairwise

import pytest

from cxaudit.cli.steps import describe
from cxaudit.model.load import load_audit
from cxaudit.report.agreement import write_agreement
from cxaudit.report.agreement_parts import AgreementPart, CoefficientPart, SharedPart
from cxaudit.report.audience import redact
from cxaudit.report.charts.leniency import draw_leniency
from cxaudit.report.charts.opinions import FIRST, FURTHER, draw_opinions
from cxaudit.report.charts.shapes import FULL, meet
from cxaudit.report.pages.opinions import tally_levels
from cxaudit.report.parts import NotePart
from cxaudit.report.render import render_html, render_pdf
from cxaudit.resources import folder
from tests.generator import write_audit
from tests.report.reading import words_of
from tests.report.reports import make_report

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
    figure = CoefficientPart(value=alpha, reason="" if alpha is not None else "all ratings are the same")
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
            assert all(two - one >= 7.2 for one, two in pairwise(xs))


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


def crowd(report, auditors):
    """The report as if so many auditors had rated: each gives what one of the real ones gave, or one level beside."""
    agreement = report.agreement
    shared = []
    for n, row in enumerate(agreement.shared):
        known = [place for place in row.places if place is not None]
        places = [min(max(known[i % len(known)] + (i * 7 + n) % 3 - 1, 0), 4) for i in range(auditors)]
        levels = [agreement.levels[place] for place in places]
        shared.append(row.model_copy(update={"places": places, "levels": levels, "spread": max(places) - min(places)}))
    leniency = [(i * 37 % 29 - 14) / 50 for i in range(auditors)]
    person = report.audit.auditors[0]
    people = [person.model_copy(update={"name": f"Auditor {i + 1}"}) for i in range(auditors)]
    made = agreement.model_copy(update={"shared": shared, "leniency": leniency})
    return report.model_copy(update={"agreement": made, "audit": report.audit.model_copy(update={"auditors": people})})


@pytest.mark.parametrize("auditors", [4, 5, 6, 7, 12, 30])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_many_auditors_are_counted_where_their_marks_would_touch(large, paper, auditors):
    report = crowd(large[1], auditors)
    charts = [chart for page in draw_opinions(report, paper) for chart in page]
    assert {chart.tallied for chart in charts} == {auditors > 5}
    rows = {row.practice: row for row in report.agreement.shared}
    titles = {rows[part.id].practice: part for part in report.practices if part.id in rows}
    assert len(titles) == sum(len(chart.rows) for chart in charts)
    for chart in charts:
        for row in chart.rows:
            xs = sorted(mark.x for mark in row.marks)
            assert all(two - one >= 7.2 for one, two in pairwise(xs))
            counts = [int(tally.number.text) for tally in row.tallies]
            assert sum(counts) + len(xs) == auditors
            for tally, column in ((t, c) for t in row.tallies for c in chart.columns if c.x <= t.bar.x < c.x + c.width):
                assert tally.number.box[2] <= column.x + column.width, "the number stands in its own column"
                assert not meet(tally.bar.box, tally.number.box)
                assert not meet(tally.bar.box, row.name.box)
            widths = {tally.bar.width / int(tally.number.text) for tally in row.tallies}
            assert max(widths, default=0) - min(widths, default=0) < 1e-9, "twice as many, twice as long"


def test_of_many_auditors_the_strictest_and_the_mildest_are_named(large):
    few, many = (draw_leniency(crowd(large[0], count)) for count in (8, 30))
    assert (len(few.habits), few.total, len(many.habits), many.total) == (8, 8, 6, 30)
    values = [habit.value.text for habit in many.habits]
    assert values == ["−0.28", "−0.28", "−0.26", "+0.24", "+0.26", "+0.28"]
    assert many.height < 170


def test_levels_are_tallied_from_the_lowest():
    row = SharedPart(practice="t.p", places=[3, 1, None, 3, 10], levels=["3", "1", None, "3", "10"], spread=9)
    assert tally_levels(row) == [("1", 1), ("3", 2), ("10", 1)]


def test_what_is_to_settle_begins_below_its_heading_however_much_was_seen():
    made = make_report(touchpoints=1, practices=9)
    notes = [NotePart(auditor=f"Auditor {i}", text="word " * 36) for i in range(6)]
    practices = [row.model_copy(update={"notes": notes}) for row in made.practices]
    agreed = part(*[3] * 9)
    rows = [row.model_copy(update={"practice": p.id}) for row, p in zip(agreed.shared, practices, strict=True)]
    figures = dict.fromkeys(("exact", "within_one", "kappa", "icc"), agreed.alpha)
    agreed = agreed.model_copy(update={"shared": rows, "settle": rows} | figures)
    audit = made.audit.model_copy(update={"auditors": harbour().audit.auditors})
    report = made.model_copy(update={"practices": practices, "agreement": agreed, "audit": audit})
    (page,) = (text for text in words_of(render_pdf(report)) if "To settle" in text)
    assert practices[0].title in page.partition("To settle")[2]


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
