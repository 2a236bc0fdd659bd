"""The business case against the worked example of the method's sources, number by number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from cxaudit.engine.economics import Quantity, break_even, known_figures, lifetime_value, weigh_case
from cxaudit.model.business import BusinessCase
from cxaudit.model.tables import load_figures

FIGURES = load_figures().figures
CLIENT = {
    "currency": "EUR",
    "customers": 10_000,
    "revenue_per_customer": 400,
    "margin": 0.30,
    "yearly_churn": 0.15,
    "retention_cost": 20,
    "action_cost": 30_000,
}
SURVEY = {
    "service_share_of_churn": {"value": 0.66, "figure": "switched-over-service"},
    "preventable_share": {"value": 0.85, "figure": "churn-preventable"},
}


def weigh(**more):
    return weigh_case(BusinessCase.model_validate(CLIENT | more), FIGURES)


def test_break_even_comes_first_and_needs_no_survey():
    even = weigh().break_even
    assert (even.cost, even.margin_per_customer) == (30_000, 120)
    assert even.customers == pytest.approx(250)
    assert even.whole == 250
    assert even.churn == pytest.approx(0.025)


def test_route_one_with_the_figures_of_the_articles():
    found = weigh(**SURVEY)
    assert found.lost.customers.value == pytest.approx(1500)
    assert found.top_down.customers.value == pytest.approx(990)
    assert found.top_down.revenue.value == pytest.approx(396_000)
    assert found.top_down.margin.value == pytest.approx(118_800)
    assert found.preventable.customers.value == pytest.approx(841.5)
    assert found.preventable.revenue.value == pytest.approx(336_600)
    assert found.preventable.margin.value == pytest.approx(100_980)


def test_route_one_with_the_figures_of_the_united_states():
    found = weigh(
        service_share_of_churn={"value": 0.51, "figure": "switched-over-service"},
        preventable_share={"value": 0.81, "figure": "churn-preventable"},
    )
    assert found.top_down.revenue.value == pytest.approx(306_000)
    assert found.preventable.revenue.value == pytest.approx(247_860)


def test_route_two_and_the_range_of_both():
    found = weigh(**SURVEY, bad_experience_share=0.20, leave_share={"figure": "stop-buying"})
    assert found.experiences.value == pytest.approx(2000)
    assert found.bottom_up.customers.value == pytest.approx(800)
    assert found.bottom_up.revenue.value == pytest.approx(320_000)
    assert (found.span.low, found.span.high) == (pytest.approx(320_000), pytest.approx(396_000))
    assert found.span.ratio == pytest.approx(396 / 320)
    assert not found.span.firm


def test_replacing_with_the_folklore_multiple_and_with_the_clients_cost():
    told = weigh(**SURVEY, acquisition_cost={"figure": "dearer-to-win"}).replacement
    assert (told.gross.low, told.gross.high) == (pytest.approx(118_800), pytest.approx(138_600))
    assert (told.net.low, told.net.high) == (pytest.approx(99_000), pytest.approx(118_800))
    assert "dearer-to-win" in told.net.rests_on
    assert not told.net.firm
    own = weigh(service_share_of_churn=0.5, acquisition_cost=120).replacement
    assert own.gross.low == own.gross.high == pytest.approx(90_000)
    assert own.net.value == pytest.approx(75_000)
    assert own.net.firm


@pytest.mark.parametrize(
    ("rate", "customers", "revenue"), [({"figure": "would-come-back"}, 455.4, 182_160), (0.20, 99, 39_600)]
)
def test_winning_back(rate, customers, revenue):
    found = weigh(**SURVEY, recontacted_share=0.5, win_back_rate=rate).win_back
    assert found.contacted.value == pytest.approx(495)
    assert found.customers.value == pytest.approx(customers)
    assert found.revenue.value == pytest.approx(revenue)


def test_lifetime_value():
    multiple, value = lifetime_value(400, 0.3, 0.15, 0.10)
    assert multiple == pytest.approx(3.40)
    assert value == pytest.approx(408.00)
    assert lifetime_value(400, 0.3, 0.135, 0.10)[1] == pytest.approx(441.70, abs=0.005)
    assert lifetime_value(400, 0.3, 0, 0) is None
    found = weigh(discount_rate=0.10).lifetime
    assert found.value == pytest.approx(408)
    assert found.at_break_even == pytest.approx(120 * 0.875 / 0.225)


def test_nothing_is_borrowed():
    found = weigh()
    assert found.lost
    assert [found.top_down, found.preventable, found.bottom_up, found.span] == [None] * 4
    assert [found.replacement, found.win_back, found.lifetime] == [None] * 3
    bare = weigh_case(BusinessCase(currency="EUR"), {})
    assert not any(getattr(bare, name) for name in bare.__slots__)


def test_what_rests_on_an_unverified_statistic_says_so():
    found = weigh(**SURVEY)
    assert found.top_down.revenue.rests_on == ("switched-over-service",)
    assert found.preventable.revenue.rests_on == ("switched-over-service", "churn-preventable")
    assert not found.top_down.revenue.firm
    own = weigh(service_share_of_churn={"value": 0.4, "from": "exit interviews"})
    assert own.top_down.revenue.rests_on == ()
    assert own.top_down.revenue.firm


def test_a_part_of_a_customer_is_a_whole_one_to_keep():
    even = weigh(action_cost=30_001).break_even
    assert even.customers > 250
    assert even.whole == 251
    assert weigh(action_cost=0).break_even.whole == 0
    assert break_even(known_figures(BusinessCase(currency="EUR"), {})) is None


SHARE = st.floats(0, 1)


@given(SHARE, SHARE, SHARE, SHARE)
def test_no_route_loses_more_than_leave_and_the_range_is_no_sum(churn, service, bad, leave):
    found = weigh(yearly_churn=churn, service_share_of_churn=service, bad_experience_share=bad, leave_share=leave)
    assert found.top_down.revenue.value <= found.lost.revenue.value * (1 + 1e-9)
    routes = found.top_down.revenue.value, found.bottom_up.revenue.value
    assert (found.span.low, found.span.high) == (min(routes), max(routes))


@pytest.mark.parametrize(("revenue", "margin", "cost"), [(1e-200, 1e-200, 30_000), (1e-300, 0.3, 1e10)])
def test_a_margin_too_small_for_a_computer_leaves_break_even_open(revenue, margin, cost):
    given = {"revenue_per_customer": revenue, "margin": margin, "action_cost": cost}
    assert break_even({name: Quantity(value, value) for name, value in given.items()}) is None
    with pytest.raises(ValidationError, match=r"e-[23]00 is too small to be meant"):
        weigh(**given)


def test_more_customers_to_keep_than_there_are_is_a_stated_outcome():
    """Churn would have to change by more than all customers: no such year exists."""
    even = weigh(action_cost=10_000_000).break_even
    assert even.customers > CLIENT["customers"]
    assert even.out_of_reach
    assert even.churn is None
    assert not weigh().break_even.out_of_reach
    assert not weigh(customers=None).break_even.out_of_reach
    edge = weigh(customers=250, action_cost=30_000).break_even
    assert (edge.churn, edge.out_of_reach) == (pytest.approx(1), False)
