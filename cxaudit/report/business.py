"""From the figures of an audit to the business case of its report."""

from collections.abc import Mapping
from typing import Any, Literal

from cxaudit.engine.economics import Economics, Quantity, Route, known_figures, weigh_case
from cxaudit.model.business import BusinessCase
from cxaudit.model.tables import Statistic, load_figures
from cxaudit.report.business_parts import (
    BreakEvenPart,
    BusinessCasePart,
    FigurePart,
    LifetimePart,
    MissingPart,
    ReplacementPart,
    RoutePart,
    SpanPart,
    StatisticPart,
    WinBackPart,
)
from cxaudit.report.business_words import ALLOWS, TITLES, caveats, headline, lead

_MONEY = ("revenue_per_customer", "retention_cost", "acquisition_cost", "action_cost")


def business_case_part(case: BusinessCase | None) -> BusinessCasePart | None:
    """The business case of a report, with its sentences; None where the audit gives no figure."""
    if case is None or all(figure.value is None and not figure.figure for figure in case.figures().values()):
        return None
    used = any(figure.figure for figure in case.figures().values())
    figures: Mapping[str, Statistic] = load_figures().figures if used else {}
    known, found = known_figures(case, figures), weigh_case(case, figures)
    bare = BusinessCasePart(
        currency=case.currency,
        headline="",
        figures=[_figure(name, number, case, figures) for name, number in known.items()],
        missing=_missing(known),
        **_results(found),
    )
    said = bare.model_copy(update={"headline": headline(bare), "lead": lead(bare)})
    return said.model_copy(update={"caveats": caveats(said)})


def _figure(name: str, number: Quantity, case: BusinessCase, figures: Mapping[str, Statistic]) -> FigurePart:
    given = case.figures()[name]
    unit: Literal["customers", "money", "share"] = "money" if name in _MONEY else "share"
    return FigurePart(
        name=name,
        title=TITLES[name][0],
        of=TITLES[name][1],
        unit="customers" if name == "customers" else unit,
        value=number.value,
        low=number.low,
        from_=given.from_,
        statistic=_statistic(given.figure, figures[given.figure]) if given.figure else None,
    )


def _statistic(key: str, found: Statistic) -> StatisticPart:
    return StatisticPart(
        id=key,
        kind=found.kind,
        badge=found.badge,
        denominator=found.denominator,
        year=found.year,
        attributed_to=found.attributed_to,
        traced_to=found.traced_to,
        low=found.low,
        high=found.high,
    )


def _missing(known: Mapping[str, Quantity]) -> list[MissingPart]:
    parts = []
    for names, allows in ALLOWS:
        absent = [name for name in names if name not in known]
        if absent:
            parts.append(MissingPart(names=absent, titles=[TITLES[name][0] for name in absent], allows=allows))
    return parts


def _results(found: Economics) -> dict[str, Any]:
    even, span, life = found.break_even, found.span, found.lifetime
    return {
        "break_even": BreakEvenPart(
            cost=even.cost,
            margin_per_customer=even.margin_per_customer,
            customers=even.customers,
            whole=even.whole,
            churn=even.churn,
            out_of_reach=even.out_of_reach,
        )
        if even
        else None,
        "lost": _route(found.lost),
        "top_down": _route(found.top_down),
        "preventable": _route(found.preventable),
        "experiences": found.experiences.value if found.experiences else None,
        "bottom_up": _route(found.bottom_up),
        "span": SpanPart(low=span.low, high=span.high, ratio=span.ratio, firm=span.firm) if span else None,
        "replacement": _replacement(found),
        "win_back": _win_back(found),
        "lifetime": LifetimePart(multiple=life.multiple, value=life.value, at_break_even=life.at_break_even)
        if life
        else None,
    }


def _route(route: Route | None) -> RoutePart | None:
    if route is None:
        return None
    return RoutePart(
        customers=route.customers.value,
        revenue=route.revenue.value if route.revenue else None,
        margin=route.margin.value if route.margin else None,
        rests_on=list(route.customers.rests_on),
        firm=route.customers.firm,
    )


def _replacement(found: Economics) -> ReplacementPart | None:
    part = found.replacement
    if part is None:
        return None
    return ReplacementPart(
        low=part.gross.low,
        high=part.gross.high,
        net_low=part.net.low if part.net else None,
        net_high=part.net.high if part.net else None,
        rests_on=list(part.gross.rests_on),
        firm=part.gross.firm,
    )


def _win_back(found: Economics) -> WinBackPart | None:
    part = found.win_back
    if part is None:
        return None
    last = part.customers or part.contacted
    return WinBackPart(
        contacted=part.contacted.value,
        customers=part.customers.value if part.customers else None,
        revenue=part.revenue.value if part.revenue else None,
        rests_on=list(last.rests_on),
        firm=last.firm,
    )
