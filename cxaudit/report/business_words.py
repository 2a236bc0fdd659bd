"""The sentences of the business case: break-even first, and no amount in them that rests on what nobody verified."""

from cxaudit.report.business_parts import BusinessCasePart, RoutePart
from cxaudit.report.money import about_customers, about_money, share
from cxaudit.report.phrases import listed, sentence

# What each figure is called, and of what it counts a part.
TITLES = {
    "customers": ("Customers", "today"),
    "revenue_per_customer": ("Revenue per customer", "a year"),
    "margin": ("Contribution margin", "of revenue"),
    "yearly_churn": ("Churn a year", "of customers"),
    "service_share_of_churn": ("Service churn", "of churn"),
    "preventable_share": ("Preventable at most", "of service churn"),
    "bad_experience_share": ("Bad experiences a year", "of customers"),
    "leave_share": ("Leave after a bad experience", "of these"),
    "retention_cost": ("Cost of keeping a customer", "a year"),
    "acquisition_cost": ("Cost of winning a customer", "once"),
    "recontacted_share": ("Contacted again", "of service churn"),
    "win_back_rate": ("Won back", "of these"),
    "discount_rate": ("Discount rate", "a year"),
    "action_cost": ("Cost of the actions", "in all"),
}
# What a figure would tell, by the group of figures that tell it together; spoken of as in "is not known".
ALLOWS = (
    (("action_cost", "revenue_per_customer", "margin"), "How many customers the actions must keep to pay back."),
    (("customers",), "What share of all customers that is, and everything that is lost in a year."),
    (("yearly_churn",), "How many customers leave anyway, against those who must be kept."),
    (("service_share_of_churn",), "How many leave over service, and the revenue at risk: ask those who leave."),
    (("preventable_share",), "How many of those who leave over service could be kept at most."),
    (
        ("bad_experience_share", "leave_share"),
        "A second route to the revenue at risk, from experiences: how far do the two agree?",
    ),
    (("acquisition_cost", "retention_cost"), "What it costs to replace those who leave over service."),
    (("recontacted_share", "win_back_rate"), "What it is worth to win them back."),
    (("discount_rate",), "What one customer is worth over the years."),
)
_REACH = (
    "Averages hide segments, and firms that sell to firms lose customers differently.",
    "Customers also leave for other reasons than service; which of them could have been kept is known only afterwards.",
    "Winning customers matters as much as keeping them.",
)
_SPOKEN = {
    "action_cost": "the cost of the actions",
    "revenue_per_customer": "the revenue of one customer",
    "margin": "the margin",
}


def headline(part: BusinessCasePart) -> str:
    """The finding that heads the page: what must be kept, against what there is to keep."""
    even, known = part.break_even, {figure.name: figure.value for figure in part.figures}
    if even is None:
        missing = [text for name, text in _SPOKEN.items() if name not in known]
        verb = "is" if len(missing) == 1 else "are"
        return f"What the actions must keep stays open: {listed(missing)} {verb} not known."
    if not even.whole:
        return "The actions cost nothing: every customer they keep is a gain."
    customers = known.get("customers")
    if customers is not None and even.whole > customers:
        every = f"all {customers:,.0f} customers" if customers > 1 else "the one customer"
        return f"The actions cannot pay back in a year: they cost more than the margin of {every}."
    return _doubt(part, even.whole) or (
        f"The actions pay if they keep {_people(even.whole)} a year."
        if customers is None
        else f"The actions pay if they keep {even.whole:,} of {customers:,.0f} customers a year."
    )


def _doubt(part: BusinessCasePart, needed: int) -> str:
    """The finding where there are fewer to keep than must be kept; empty where there are enough."""
    for route, why in (
        (part.lost, "leave"),
        (part.top_down, "leave over service"),
        (part.preventable, "could be kept at most"),
    ):
        if route and route.firm and needed > route.customers + 1e-9:
            there = about_customers(route.customers)
            leaves = why.replace("leave", "leaves") if there in ("0", "1") else why
            only = "nobody" if there == "0" else f"only {there}"
            return f"The actions pay if they keep {_people(needed)} a year, but {only} {leaves}."
    return ""


def lead(part: BusinessCasePart) -> str:
    """The finding in a few sentences; amounts that rest on a folklore or unverified statistic are left out."""
    even, text = part.break_even, []
    if even:
        kept = f"each customer kept brings {about_money(even.margin_per_customer, part.currency)} of margin a year"
        text.append(f"The actions cost {about_money(even.cost, part.currency)}; {kept}.")
    if even and even.whole and part.lost and part.lost.customers:
        text.append(_against(part, even.whole, part.lost))
    elif part.lost:
        text.append(f"{sentence(_count(part.lost.customers))} in a year.")
    if part.span and part.span.firm:
        low, high = (about_money(value, part.currency) for value in (part.span.low, part.span.high))
        text.append(f"Two routes put the revenue at risk between {low} and {high} a year.")
    else:
        firm = [route for route in (part.top_down, part.bottom_up) if route and route.firm and route.revenue]
        if firm:
            text.append(f"The revenue at risk is about {about_money(firm[0].revenue or 0, part.currency)} a year.")
    return " ".join(text)


def caveats(part: BusinessCasePart) -> list[str]:
    """How far the numbers reach: always, and where statistics stand in for the client's own numbers."""
    text = [
        "An aid to a decision, not a forecast: the score of the audit enters no amount, and a point has no price.",
        f"Amounts are in {part.currency} of the years the figures are from; do not set them beside national totals.",
        *_REACH,
    ]
    if any(figure.statistic for figure in part.figures):
        text.append(
            "Statistics are surveys of 2007 to 2014, most of them by firms that sell the cure and among consumers in "
            "the United States, told by themselves: what people intend is not what they do. They illustrate; the "
            "client’s own numbers should replace them."
        )
    if part.win_back:
        text.append("A complaint that was handled well is not taken to make a customer more loyal than before.")
    return text


def range_note(part: BusinessCasePart) -> str:
    """What the routes say together; empty without any."""
    if part.span:
        low, high = (about_money(value, part.currency) for value in (part.span.low, part.span.high))
        ratio = f"; one is {part.span.ratio:.2f} times the other" if part.span.ratio else ""
        return f"Between {low} and {high} a year{ratio}. Both look at the same loss, so they are never added."
    if part.top_down:
        return "One route only: how many have a bad experience and then leave is not known."
    if part.bottom_up:
        return "One route only: how many of those who leave do so over service is not known."
    return "How much of this is lost over service is not known." if part.lost else ""


def _against(part: BusinessCasePart, needed: int, lost: RoutePart) -> str:
    """How many of those who leave must stay."""
    among, service = _count(lost.customers), part.top_down
    if service and service.firm and service.customers:
        over = about_customers(service.customers)
        short = needed > service.customers + 1e-9
        of = "more than these" if short else f"{_part(needed / service.customers)} of these"
        return f"{sentence(among)} in a year, {over} of them over service: {of} would have to stay."
    if needed > lost.customers:
        return f"{sentence(among)} in a year."
    return f"{sentence(among)} in a year: {_part(needed / lost.customers)} of them would have to stay."


def _count(customers: float) -> str:
    number = about_customers(customers)
    if number in ("0", "1"):
        return "nobody leaves" if number == "0" else "about one customer leaves"
    return f"about {number} customers leave"


def _part(value: float) -> str:
    return f"fewer than {share(0.01)}" if value < 0.005 else share(round(value, 2)) if value < 0.995 else "all"


def _people(number: int) -> str:
    return f"{number:,} customer{'' if number == 1 else 's'}"
