"""The parts of the report document that carry the business case: plain numbers, each with where it is from."""

from typing import Literal

from pydantic import Field

from cxaudit.report.parts import Part

Unit = Literal["customers", "money", "share"]


class StatisticPart(Part):
    """A traced statistic that stands in for a figure of the client, chosen in the audit as illustration."""

    id: str = Field(description="Its id in figures.yaml.")
    kind: str = Field(description="measured, stated_intention, vendor_estimate or folklore.")
    badge: str | None = Field(None, description="`not verified` or `folklore`; empty where it can stand alone.")
    denominator: str = Field(description="Of whom or of what.")
    year: int | None = Field(None, description="Of which year.")
    attributed_to: str = Field(description="Whom its source names.")
    traced_to: str = Field(description="Where it was found, or that it was not.")
    low: float | None = Field(None, description="The lower end, where several numbers are told.")
    high: float | None = Field(None, description="The upper end.")


class FigurePart(Part):
    """A figure that was put in."""

    name: str = Field(description="Its key in the audit.")
    title: str = Field(description="What it is.")
    of: str = Field("", description="Of what it counts a part, or for how long it holds.")
    unit: Unit = Field(description="What it counts; a share is 0 to 1.")
    value: float = Field(description="The number; of a span the upper end.")
    low: float = Field(description="The lower end of a span, else the same.")
    from_: str | None = Field(None, alias="from", description="Where the client has it from; empty if not said.")
    statistic: StatisticPart | None = Field(None, description="The statistic, where it is not the client's own number.")


class MissingPart(Part):
    """Figures that are not known, and what they would tell."""

    names: list[str] = Field(description="Their keys in the audit.")
    titles: list[str] = Field(description="What they are.")
    allows: str = Field(description="What could be said if they were known.")


class BreakEvenPart(Part):
    """What pays the actions back within a year."""

    cost: float = Field(description="What the actions cost.")
    margin_per_customer: float = Field(description="Yearly margin of one customer.")
    customers: float = Field(description="Customers that must be kept, as computed.")
    whole: int = Field(description="The same in whole customers, rounded up.")
    churn: float | None = Field(None, description="The same as a share of all customers; null where it is beyond all.")
    out_of_reach: bool = Field(False, description="More customers must be kept than there are.")


class RoutePart(Part):
    """Customers lost on one route, and what goes with them in a year."""

    customers: float = Field(description="Customers.")
    revenue: float | None = Field(None, description="Their yearly revenue.")
    margin: float | None = Field(None, description="Its margin.")
    rests_on: list[str] = Field([], description="Statistics behind it; empty where all figures are the client's.")
    firm: bool = Field(True, description="No statistic behind it is folklore or not verified.")


class SpanPart(Part):
    """Both routes as a range of yearly revenue; they are never added."""

    low: float = Field(description="The smaller.")
    high: float = Field(description="The larger.")
    ratio: float | None = Field(None, description="The larger over the smaller.")
    firm: bool = Field(True, description="No statistic behind it is folklore or not verified.")


class ReplacementPart(Part):
    """What replacing the customers lost over service costs."""

    low: float = Field(description="The lower end.")
    high: float = Field(description="The upper end.")
    net_low: float | None = Field(None, description="The lower end, less what keeping them would have cost.")
    net_high: float | None = Field(None, description="The upper end, less what keeping them would have cost.")
    rests_on: list[str] = Field([], description="Statistics behind it.")
    firm: bool = Field(True, description="No statistic behind it is folklore or not verified.")


class WinBackPart(Part):
    """What winning back is worth."""

    contacted: float = Field(description="Customers contacted again.")
    customers: float | None = Field(None, description="Those who come back.")
    revenue: float | None = Field(None, description="Their yearly revenue.")
    rests_on: list[str] = Field([], description="Statistics behind it.")
    firm: bool = Field(True, description="No statistic behind it is folklore or not verified.")


class LifetimePart(Part):
    """The discounted margin of one customer over all years to come."""

    multiple: float = Field(description="Yearly margins that it equals.")
    value: float = Field(description="The value at today's churn.")
    at_break_even: float | None = Field(None, description="The value at the churn that breaks even.")


class BusinessCasePart(Part):
    """What keeping customers is worth, as far as the figures allow; the score of the audit enters none of it."""

    currency: str = Field(description="ISO 4217 code of all amounts.")
    headline: str = Field(description="The finding that heads the page.")
    lead: str = Field("", description="The finding in two or three sentences.")
    caveats: list[str] = Field([], description="How far the numbers reach.")
    figures: list[FigurePart] = Field([], description="What was put in.")
    missing: list[MissingPart] = Field([], description="What is not known.")
    break_even: BreakEvenPart | None = Field(None, description="What must be kept.")
    lost: RoutePart | None = Field(None, description="All who leave in a year.")
    top_down: RoutePart | None = Field(None, description="Of these, those who leave over service.")
    preventable: RoutePart | None = Field(None, description="Of these, those who could be kept at most.")
    experiences: float | None = Field(None, description="Customers with a bad experience in a year.")
    bottom_up: RoutePart | None = Field(None, description="Of these, those who then leave.")
    span: SpanPart | None = Field(None, alias="range", description="Both routes as a range.")
    replacement: ReplacementPart | None = Field(None, description="What replacing costs.")
    win_back: WinBackPart | None = Field(None, description="What winning back is worth.")
    lifetime: LifetimePart | None = Field(None, description="What one customer is worth.")
