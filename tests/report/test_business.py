"""The business case in the report: headlines that are true, bars in their place, every figure with where it is from."""

import itertools

import pytest

from cxaudit.model.business import BusinessCase
from cxaudit.report.business import business_case_part
from cxaudit.report.charts.business import draw_at_risk, draw_break_even
from cxaudit.report.charts.shapes import meet
from cxaudit.report.document import Report, report_from_json
from cxaudit.report.pages.business import set_business
from cxaudit.report.render import render_html
from tests.report.reports import make_report

CLIENT = {
    "currency": "EUR",
    "customers": {"value": 10_000, "from": "customer list"},
    "revenue_per_customer": 400,
    "margin": 0.30,
    "yearly_churn": 0.15,
    "action_cost": 30_000,
}
TOLD = {
    "service_share_of_churn": {"figure": "switched-over-service"},
    "preventable_share": {"figure": "churn-preventable"},
    "bad_experience_share": 0.2,
    "leave_share": {"figure": "stop-buying"},
    "retention_cost": 20,
    "acquisition_cost": {"figure": "dearer-to-win"},
    "recontacted_share": 0.5,
    "win_back_rate": {"figure": "would-come-back"},
    "discount_rate": 0.1,
}


def part_of(**more):
    given = CLIENT | more
    return business_case_part(BusinessCase.model_validate({key: value for key, value in given.items() if value != ""}))


def with_case(report: Report, **more) -> Report:
    return report.model_copy(update={"business_case": part_of(**more)})


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "The actions pay if they keep 250 of 10,000 customers a year."),
        ({"customers": ""}, "The actions pay if they keep 250 customers a year."),
        ({"customers": "", "action_cost": 100}, "The actions pay if they keep 1 customer a year."),
        ({"action_cost": 0}, "The actions cost nothing: every customer they keep is a gain."),
        ({"margin": ""}, "What the actions must keep stays open: the margin is not known."),
        (
            {"margin": "", "action_cost": ""},
            "What the actions must keep stays open: the cost of the actions and the margin are not known.",
        ),
        (
            {"action_cost": 2_000_000},
            "The actions cannot pay back in a year: they cost more than the margin of all 10,000 customers.",
        ),
        ({"yearly_churn": 0.02}, "The actions pay if they keep 250 customers a year, but only 200 leave."),
        (
            {"service_share_of_churn": 0.1},
            "The actions pay if they keep 250 customers a year, but only 150 leave over service.",
        ),
        (
            {"service_share_of_churn": 0.5, "preventable_share": 0.1},
            "The actions pay if they keep 250 customers a year, but only 75 could be kept at most.",
        ),
        ({"yearly_churn": 0}, "The actions pay if they keep 250 customers a year, but nobody leaves."),
    ],
)
def test_the_headline_is_true_in_every_case(more, said):
    assert part_of(**more).headline == said


def test_nothing_that_is_not_verified_is_in_a_sentence():
    part = part_of(**TOLD)
    assert part.headline == "The actions pay if they keep 250 of 10,000 customers a year."
    assert part.lead == (
        "The actions cost EUR\N{NO-BREAK SPACE}30,000; each customer kept brings EUR\N{NO-BREAK SPACE}120 of margin a "
        "year. About 1,500 customers leave in a year: 17\N{NO-BREAK SPACE}% of them would have to stay."
    )
    assert not part.span.firm
    own = part_of(service_share_of_churn=0.66, bad_experience_share=0.2, leave_share=0.4)
    said = own.lead.replace("\N{NO-BREAK SPACE}", " ")
    assert said.endswith("Two routes put the revenue at risk between EUR 320,000 and EUR 396,000 a year.")


def test_the_tables_hold_the_worked_example():
    page = set_business(with_case(make_report(4, 20), **TOLD))
    assert [(row.title, row.customers, row.revenue, row.margin) for row in page.routes] == [
        ("All who leave", "1,500", "600,000", "180,000"),
        ("Top-down: over service", "990", "396,000", "118,800"),
        ("Preventable at most", "841.5", "336,600", "100,980"),
        ("Bottom-up: after a bad experience", "800", "320,000", "96,000"),
    ]
    amounts = {row.title: row.amount.replace("\N{NO-BREAK SPACE}", " ") for row in page.amounts}
    assert amounts == {
        "Replacing them": "EUR 118,800 to 138,600",
        "The same, net of keeping": "EUR 99,000 to 118,800",
        "Contacted again": "495",
        "Of these, won back, at most": "455.4",
        "Their yearly revenue": "EUR 182,160",
        "Value of one customer over the years": "EUR 408",
        "The same at break-even": "EUR 466.67",
    }
    assert "1.24 times" in page.range_note
    assert "never added" in page.range_note
    assert "= 250 customers, or 2.5 points of churn" in page.worked_out
    beyond = set_business(with_case(make_report(4, 20), action_cost=2_000_000))
    assert beyond.worked_out.endswith("customers, more than there are.")


def test_a_borrowed_figure_is_printed_with_badge_kind_denominator_and_year():
    report = with_case(make_report(4, 20), **TOLD)
    rows = {row.title: row for row in set_business(report).figures}
    service = rows["Service churn"]
    assert service.badge == "not verified"
    for said in ("2013", "what people said", "of all consumers asked worldwide, not of those who switched"):
        assert said in service.origin
    assert rows["Cost of winning a customer"].badge == "folklore"
    assert rows["Won back"].badge == "survey"
    assert rows["Customers"].origin == "customer list"
    assert rows["Contribution margin"].origin == "the client; no source was given"
    assert any("2007 to 2014" in text for text in report.business_case.caveats)
    assert not any("2007 to 2014" in text for text in part_of().caveats)


def test_what_is_missing_says_what_it_would_tell():
    part = part_of()
    assert [row.names for row in part.missing] == [
        ["service_share_of_churn"],
        ["preventable_share"],
        ["bad_experience_share", "leave_share"],
        ["acquisition_cost", "retention_cost"],
        ["recontacted_share", "win_back_rate"],
        ["discount_rate"],
    ]
    assert part_of(**TOLD).missing == []


def test_no_figures_no_page():
    assert business_case_part(None) is None
    assert business_case_part(BusinessCase(currency="EUR")) is None
    report = make_report(4, 20)
    assert set_business(report) is None
    assert draw_break_even(report) is None
    assert draw_at_risk(report) is None
    assert 'id="business"' not in render_html(report)


@pytest.mark.parametrize(
    "more", [{}, TOLD, {"customers": 1e10, "revenue_per_customer": 1e10, **TOLD}, {"yearly_churn": 0}]
)
def test_bars_are_to_scale_and_labels_never_meet(more):
    report = with_case(make_report(4, 20), **more)
    for chart in (draw_break_even(report), draw_at_risk(report)):
        values = [row.bar.width for row in chart.rows]
        assert max(values) <= chart.width + 1e-6
        labels = [label for row in chart.rows for label in (row.name, row.badge, row.value) if label]
        labels += [chart.words] if chart.words else []
        for a, b in itertools.combinations(labels, 2):
            assert not meet(a.box, b.box), (a.text, b.text)
        assert all(label.box[0] >= 0 and label.box[2] <= chart.width + 1e-6 for label in labels)
        assert all(label.box[3] <= chart.height for label in labels)


def test_the_bars_of_the_worked_example():
    report = with_case(make_report(4, 20), **TOLD)
    even, risk = draw_break_even(report), draw_at_risk(report)
    assert [row.value.text for row in even.rows] == ["250", "990", "800", "842", "1,500"]
    assert [row.open for row in even.rows] == [False, True, True, True, False]
    assert even.rows[0].bar.width == pytest.approx(even.width * 250 / 1500)
    assert [row.value.text for row in risk.rows] == ["396,000", "320,000", "337,000", "600,000"]
    assert risk.band.x == pytest.approx(risk.width * 320 / 600)
    assert risk.band.width == pytest.approx(risk.width * 76 / 600)
    assert risk.words.text == "range 320,000 to 396,000"


def test_the_document_carries_it_both_ways():
    report = with_case(make_report(4, 20), **TOLD)
    again = report_from_json(report.to_json())
    assert again.business_case == report.business_case
    assert '"range":{"low":' in report.to_json()


def test_the_page_is_in_order_and_in_the_contents_and_hostile_words_stay_words():
    hostile = {"value": 10_000, "from": "<script>alert(1)</script> & {{ 7 * 7 }}"}
    html = render_html(with_case(make_report(4, 20), customers=hostile))
    assert html.index('id="actions"') < html.index('id="business"') < html.index('id="ledger"')
    assert '<a href="#business">Business case</a>' in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; {{ 7 * 7 }}" in html
    assert "<script>alert" not in html
