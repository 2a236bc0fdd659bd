"""The page of the business case: its tables, with how each number was worked out."""

from dataclasses import dataclass

from cxaudit.report.business_parts import BusinessCasePart, FigurePart
from cxaudit.report.business_words import range_note
from cxaudit.report.document import Report
from cxaudit.report.money import TIMES, exact_count, exact_money, money, share

NONE = "\N{EN DASH}"
KINDS = {
    "measured": "measured",
    "stated_intention": "what people said",
    "vendor_estimate": "estimate of a vendor",
    "folklore": "repeated everywhere, first seen nowhere",
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that was put in, as printed."""

    title: str
    value: str
    of: str
    origin: str
    badge: str


@dataclass(frozen=True, slots=True)
class RouteRow:
    """A route from customers to money, as printed; dashes where something is not known."""

    title: str
    working: str
    customers: str
    revenue: str
    margin: str
    badge: str


@dataclass(frozen=True, slots=True)
class AmountRow:
    """An amount beside the routes, as printed."""

    title: str
    working: str
    amount: str
    badge: str


@dataclass(frozen=True, slots=True)
class BusinessPage:
    """Everything that the page prints beside its charts."""

    figures: list[FigureRow]
    routes: list[RouteRow]
    amounts: list[AmountRow]
    worked_out: str
    range_note: str
    break_even_alt: str
    at_risk_alt: str
    open_bars: bool


def set_business(report: Report) -> BusinessPage | None:
    """The rows of the page; None where the audit has no business case."""
    part = report.business_case
    if part is None:
        return None
    routes = _route_rows(part)
    return BusinessPage(
        [_figure_row(figure, part.currency) for figure in part.figures],
        routes,
        _further_rows(part),
        _worked_out(part),
        range_note(part),
        _spoken("Customers in a year", [(row.title, row.customers, row.badge) for row in routes], _goal(part)),
        _spoken(f"Revenue in {part.currency} a year", [(row.title, row.revenue, row.badge) for row in routes], ""),
        any(row.badge for row in routes),
    )


def _figure_row(figure: FigurePart, currency: str) -> FigureRow:
    if figure.unit == "share":
        value = share(figure.value)
    elif figure.unit == "money":
        low = f"{exact_money(figure.low)} to " if figure.low != figure.value else ""
        value = f"{currency}\N{NO-BREAK SPACE}{low}{exact_money(figure.value)}"
    else:
        value = exact_count(figure.value)
    found = figure.statistic
    if not found:
        return FigureRow(figure.title, value, figure.of, figure.from_ or "the client; no source was given", "")
    times = f"; {found.low:g} to {found.high:g} times the cost of keeping" if figure.name == "acquisition_cost" else ""
    of = found.denominator if found.denominator.startswith("of ") else f"of whom is {found.denominator}"
    whose = found.attributed_to.removesuffix(" named in the article")
    when = f"{found.year}, " if found.year else ""
    origin = f"{when}{KINDS.get(found.kind, found.kind)}{times}, {of}; attributed to {whose}"
    return FigureRow(figure.title, value, figure.of, origin, found.badge or "survey")


def _route_rows(part: BusinessCasePart) -> list[RouteRow]:
    values = {figure.name: figure.value for figure in part.figures}
    rows = []
    for title, route, names, before in (
        ("All who leave", part.lost, ("customers", "yearly_churn"), None),
        ("Top-down: over service", part.top_down, ("service_share_of_churn",), part.lost),
        ("Preventable at most", part.preventable, ("preventable_share",), part.top_down),
        (
            "Bottom-up: after a bad experience",
            part.bottom_up,
            ("customers", "bad_experience_share", "leave_share"),
            None,
        ),
    ):
        if route is None:
            continue
        factors = [exact_count(before.customers)] if before else []
        factors += [exact_count(values[name]) if name == "customers" else share(values[name]) for name in names]
        rows.append(
            RouteRow(
                title,
                f" {TIMES} ".join(factors),
                exact_count(route.customers),
                NONE if route.revenue is None else exact_money(route.revenue),
                NONE if route.margin is None else exact_money(route.margin),
                _badge(part, route.rests_on),
            )
        )
    return rows


def _worked_out(part: BusinessCasePart) -> str:
    """How the break-even was worked out, for the note under its chart."""
    even, values = part.break_even, {figure.name: figure.value for figure in part.figures}
    if even is None:
        return ""
    exact = f"{even.customers:,.2f}".rstrip("0").rstrip(".")
    cost, revenue = (money(value, part.currency) for value in (even.cost, values["revenue_per_customer"]))
    churn = "" if even.churn is None else f", or {round(even.churn * 100, 2):g} points of churn"
    churn = ", more than there are" if even.out_of_reach else churn
    return f"{cost} ÷ ({revenue} {TIMES} {share(values['margin'])}) = {exact} customers{churn}."


def _further_rows(part: BusinessCasePart) -> list[AmountRow]:
    """What the figures allow beyond break-even and routes."""
    currency, rows = part.currency, []
    values = {figure.name: figure for figure in part.figures}
    over = exact_count(part.top_down.customers) if part.top_down else ""
    if part.replacement:
        found, badge = part.replacement, _badge(part, part.replacement.rests_on)
        won = _span(values["acquisition_cost"].low, values["acquisition_cost"].value, currency)
        rows.append(AmountRow("Replacing them", _product(over, won), _span(found.low, found.high, currency), badge))
        if found.net_low is not None and found.net_high is not None:
            kept = money(values["retention_cost"].value, currency)
            less = f"{over} {TIMES} ({won} less {kept})"
            rows.append(
                AmountRow("The same, net of keeping", less, _span(found.net_low, found.net_high, currency), badge)
            )
    if part.win_back:
        back, badge = part.win_back, _badge(part, part.win_back.rests_on)
        again, contacted = share(values["recontacted_share"].value), exact_count(back.contacted)
        rows.append(
            AmountRow(
                "Contacted again",
                _product(over, again),
                contacted,
                _badge(part, part.top_down.rests_on if part.top_down else []),
            )
        )
        if back.customers is not None:
            come = exact_count(back.customers)
            most = ", at most" if badge else ""
            rate = share(values["win_back_rate"].value)
            rows.append(AmountRow(f"Of these, won back{most}", _product(contacted, rate), come, badge))
            if back.revenue is not None:
                each = money(values["revenue_per_customer"].value, currency)
                rows.append(
                    AmountRow("Their yearly revenue", _product(come, each), money(back.revenue, currency), badge)
                )
    if part.lifetime:
        life, rate = part.lifetime, share(values["discount_rate"].value)
        margin = money(part.break_even.margin_per_customer, currency) if part.break_even else "yearly margin"
        working = f"{margin} {TIMES} {life.multiple:.2f}, discounted at {rate}"
        rows.append(AmountRow("Value of one customer over the years", working, money(life.value, currency), ""))
        if life.at_break_even is not None:
            rows.append(
                AmountRow("The same at break-even", "at the lower churn", money(life.at_break_even, currency), "")
            )
    return rows


def _product(*factors: str) -> str:
    return f" {TIMES} ".join(factors)


def _span(low: float, high: float, currency: str) -> str:
    return money(high, currency) if low == high else f"{money(low, currency)} to {exact_money(high)}"


def _badge(part: BusinessCasePart, rests_on: list[str]) -> str:
    """The gravest badge among the statistics; `survey` where they are verified but still not the client's own."""
    badges = {
        figure.statistic.badge or "survey"
        for figure in part.figures
        if figure.statistic and figure.statistic.id in rests_on
    }
    return next((word for word in ("folklore", "not verified", "survey") if word in badges), "")


def _goal(part: BusinessCasePart) -> str:
    return f"must stay to break even {part.break_even.whole:,}" if part.break_even else ""


def _spoken(name: str, rows: list[tuple[str, str, str]], first: str) -> str:
    """What a chart shows, in words."""
    texts = [first] if first else []
    texts += [f"{title.lower()} {value}{f' ({badge})' if badge else ''}" for title, value, badge in rows]
    return f"{name}: {', '.join(texts)}"
