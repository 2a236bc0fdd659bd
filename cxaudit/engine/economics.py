"""The business case: what must be kept to break even, and what is at risk, from the client's own figures.

The score of the audit enters none of it. Two routes to the revenue at risk look at the same loss from two sides: they
make a range and are never added. What rests on a statistic that nobody could verify says so (`firm` is False).

Source: docs/method.md, rule 13.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, inf, isfinite

from cxaudit.engine.rounding import NOISE
from cxaudit.model.business import BusinessCase
from cxaudit.model.tables import Statistic


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure, or what follows from figures; `low` and `high` differ only where a figure is told as a span.

    `rests_on` names the statistics behind it: none where all figures are the client's. `firm` is False where one of
    these is folklore or not verified, so that no headline may be built on it.
    """

    low: float
    high: float
    rests_on: tuple[str, ...] = ()
    firm: bool = True

    @property
    def value(self) -> float:
        """The number; the upper end of a span."""
        return self.high

    def times(self, *others: "Quantity") -> "Quantity":
        """The product with others; what it rests on is what any of them rests on."""
        low, high, names, firm = self.low, self.high, self.rests_on, self.firm
        for other in others:
            low, high, names, firm = low * other.low, high * other.high, names + other.rests_on, firm and other.firm
        return Quantity(low, high, tuple(dict.fromkeys(names)), firm)


@dataclass(frozen=True, slots=True)
class BreakEven:
    """What pays the actions back within a year; no survey enters it.

    `churn` is None where customers are not known, and where `out_of_reach`: more must be kept than there are.
    """

    cost: float
    margin_per_customer: float
    customers: float
    churn: float | None
    out_of_reach: bool = False

    @property
    def whole(self) -> int:
        """Whole customers that must be kept."""
        return ceil(self.customers - NOISE)


@dataclass(frozen=True, slots=True)
class Route:
    """Customers lost on the way, the yearly revenue that goes with them, and its margin where that is known."""

    customers: Quantity
    revenue: Quantity | None
    margin: Quantity | None


@dataclass(frozen=True, slots=True)
class Span:
    """Both routes as a range of yearly revenue; `ratio` is the larger over the smaller, None where that is 0."""

    low: float
    high: float
    ratio: float | None
    firm: bool


@dataclass(frozen=True, slots=True)
class Replacement:
    """What replacing the customers lost over service costs, `net` of what keeping them would have cost."""

    gross: Quantity
    net: Quantity | None


@dataclass(frozen=True, slots=True)
class WinBack:
    """Customers contacted again, those who come back, and their yearly revenue."""

    contacted: Quantity
    customers: Quantity | None
    revenue: Quantity | None


@dataclass(frozen=True, slots=True)
class Lifetime:
    """The discounted margin of one customer over all years to come, and the same at the churn that breaks even."""

    multiple: float
    value: float
    at_break_even: float | None


@dataclass(frozen=True, slots=True)
class Economics:
    """Everything that the figures allow; what they do not allow is None."""

    break_even: BreakEven | None
    lost: Route | None
    top_down: Route | None
    preventable: Route | None
    experiences: Quantity | None
    bottom_up: Route | None
    span: Span | None
    replacement: Replacement | None
    win_back: WinBack | None
    lifetime: Lifetime | None


def weigh_case(case: BusinessCase, figures: Mapping[str, Statistic]) -> Economics:
    """What the figures of a business case mean.

    Args: `figures` are the traced statistics by id; needed only where the case chose one of them.
    """
    known = known_figures(case, figures)
    lost = _route(known, "customers", "yearly_churn")
    top_down = _route(known, "customers", "yearly_churn", "service_share_of_churn")
    bottom_up = _route(known, "customers", "bad_experience_share", "leave_share")
    even = break_even(known)
    return Economics(
        break_even=even,
        lost=lost,
        top_down=top_down,
        preventable=_route(known, "customers", "yearly_churn", "service_share_of_churn", "preventable_share"),
        experiences=_product(known, "customers", "bad_experience_share"),
        bottom_up=bottom_up,
        span=_span(top_down, bottom_up),
        replacement=_replacement(known, top_down),
        win_back=_win_back(known, top_down),
        lifetime=_lifetime(known, even),
    )


def known_figures(case: BusinessCase, figures: Mapping[str, Statistic]) -> dict[str, Quantity]:
    """The figures that have a number, by name; a multiple of the retention cost is worked out."""
    known: dict[str, Quantity] = {}
    for name, figure in case.figures().items():
        value = figure.number(figures)
        if not figure.figure:
            if value is not None:
                known[name] = Quantity(value, value)
            continue
        statistic = figures[figure.figure]
        rests_on, firm = (figure.figure,), statistic.badge is None
        if value is not None:
            known[name] = Quantity(value, value, rests_on, firm)
        elif name == "acquisition_cost" and "retention_cost" in known:
            kept = known["retention_cost"].value
            known[name] = Quantity((statistic.low or 0) * kept, (statistic.high or 0) * kept, rests_on, firm)
    return known


def break_even(known: Mapping[str, Quantity]) -> BreakEven | None:
    """Customers = cost / (revenue x margin); churn = that over all customers.

    Returns: None where one of these is missing, or the margin is so small that no number is large enough.
    """
    cost, revenue, margin = (known.get(name) for name in ("action_cost", "revenue_per_customer", "margin"))
    if cost is None or revenue is None or margin is None:
        return None
    each = revenue.value * margin.value
    customers = cost.value / each if each else inf
    if not isfinite(customers):
        return None
    churn = customers / known["customers"].value if "customers" in known else None
    beyond = churn is not None and churn > 1 + NOISE
    return BreakEven(cost.value, each, customers, None if beyond else churn, beyond)


def lifetime_value(revenue: float, margin: float, churn: float, discount: float) -> tuple[float, float] | None:
    """Multiple and value: r / (1 + i - r) with r = 1 - churn, times the yearly margin.

    Returns: None without churn and discount: the sum then has no end.
    """
    kept = 1 - churn
    left = 1 + discount - kept
    if left <= NOISE:
        return None
    return kept / left, revenue * margin * kept / left


def _product(known: Mapping[str, Quantity], *names: str) -> Quantity | None:
    factors = [known[name] for name in names if name in known]
    return factors[0].times(*factors[1:]) if len(factors) == len(names) else None


def _route(known: Mapping[str, Quantity], *names: str) -> Route | None:
    customers = _product(known, *names)
    if customers is None:
        return None
    revenue = customers.times(known["revenue_per_customer"]) if "revenue_per_customer" in known else None
    margin = revenue.times(known["margin"]) if revenue and "margin" in known else None
    return Route(customers, revenue, margin)


def _span(top_down: Route | None, bottom_up: Route | None) -> Span | None:
    if not top_down or not bottom_up or not top_down.revenue or not bottom_up.revenue:
        return None
    low, high = sorted((top_down.revenue.value, bottom_up.revenue.value))
    return Span(low, high, high / low if low else None, top_down.revenue.firm and bottom_up.revenue.firm)


def _replacement(known: Mapping[str, Quantity], top_down: Route | None) -> Replacement | None:
    if top_down is None or "acquisition_cost" not in known:
        return None
    won, kept = known["acquisition_cost"], known.get("retention_cost")
    gross = top_down.customers.times(won)
    if kept is None:
        return Replacement(gross, None)
    spared = Quantity(won.low - kept.value, won.high - kept.value, won.rests_on, won.firm)
    return Replacement(gross, top_down.customers.times(spared))


def _win_back(known: Mapping[str, Quantity], top_down: Route | None) -> WinBack | None:
    if top_down is None or "recontacted_share" not in known:
        return None
    contacted = top_down.customers.times(known["recontacted_share"])
    customers = contacted.times(known["win_back_rate"]) if "win_back_rate" in known else None
    revenue = customers.times(known["revenue_per_customer"]) if customers and "revenue_per_customer" in known else None
    return WinBack(contacted, customers, revenue)


def _lifetime(known: Mapping[str, Quantity], even: BreakEven | None) -> Lifetime | None:
    names = ("revenue_per_customer", "margin", "yearly_churn", "discount_rate")
    if any(name not in known for name in names):
        return None
    revenue, margin, churn, discount = (known[name].value for name in names)
    found = lifetime_value(revenue, margin, churn, discount)
    if found is None:
        return None
    needed = even.churn if even else None
    better = None if needed is None or needed > churn else lifetime_value(revenue, margin, churn - needed, discount)
    return Lifetime(*found, better[1] if better else None)
