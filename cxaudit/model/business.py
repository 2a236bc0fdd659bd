"""The figures of the business case: what the client knows, what a statistic may illustrate, and what is impossible."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from cxaudit.errors import Issue
from cxaudit.model.base import Id, Line, Written, fault, short_form
from cxaudit.model.words import closest
from cxaudit.source import Source

if TYPE_CHECKING:
    from cxaudit.model.tables import Statistic

LEAST = 1e-6  # of what is divided by: a margin or revenue of nothing
MOST = 1e10  # of anything; beyond it a zero too many is likelier than such a firm
# The one traced figure that speaks about a field. Any other would answer a question that nobody asked.
ILLUSTRATES = {
    "service_share_of_churn": "switched-over-service",
    "preventable_share": "churn-preventable",
    "leave_share": "stop-buying",
    "acquisition_cost": "dearer-to-win",
    "win_back_rate": "would-come-back",
}
MULTIPLE = "dearer-to-win"  # times the cost of keeping a customer, where the others are shares


class Figure(Written):
    """A number of the business case, with where it is from."""

    value: float | None = Field(None, description="The number.")
    from_: Line | None = Field(None, alias="from", description="Where the client has it from.")
    figure: Id | None = Field(
        None, description="A statistic of figures.yaml as illustration; printed with its year and its badge."
    )

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        if self.figure and self.from_:
            raise fault(
                "a number is the client's own ('from') or a statistic ('figure')", "keep one of them", field="figure"
            )
        return self

    def number(self, figures: Mapping[str, "Statistic"]) -> float | None:
        """The value, or that of the statistic; None where it is not known or the statistic is a multiple."""
        return self.value if self.value is not None or not self.figure else figures[self.figure].value


def _plausible(figure: Figure) -> Figure:
    if figure.value is not None and figure.value < 0:
        raise fault("a number of the business case cannot be negative")
    if figure.value is not None and figure.value > MOST:
        raise fault(f"{figure.value:g} is too large to be meant", "check the zeros")
    return figure


def _above_zero(figure: Figure) -> Figure:
    if figure.value == 0:
        raise fault("this cannot be 0 in a business case", "leave it out if it is not known")
    if figure.value is not None and figure.value < LEAST:
        raise fault(f"{figure.value:g} is too small to be meant", "leave it out if it is not known")
    return figure


def _whole(figure: Figure) -> Figure:
    if figure.value is not None and not figure.value.is_integer():
        raise fault("customers are counted in whole numbers")
    return figure


def _share(figure: Figure) -> Figure:
    if figure.value is not None and not 0 <= figure.value <= 1:
        hint = f"write {figure.value / 100:g} for {figure.value:g} percent" if figure.value > 0 else ""
        raise fault("a share from 0 to 1 is expected here", hint)
    return figure


def _service_share(figure: Figure) -> Figure:
    if figure.value is not None and 1 < figure.value <= 2:
        raise fault(
            "more customers would leave over service than leave at all", "write a share from 0 to 1 of those who leave"
        )
    return figure


Number = Annotated[Figure, AfterValidator(_plausible), short_form("value")] | None
Positive = Annotated[Figure, AfterValidator(_plausible), AfterValidator(_above_zero), short_form("value")] | None
Customers = (
    Annotated[
        Figure,
        AfterValidator(_plausible),
        AfterValidator(_above_zero),
        AfterValidator(_whole),
        short_form("value"),
    ]
    | None
)
Share = Annotated[Figure, AfterValidator(_share), short_form("value")] | None
Margin = Annotated[Figure, AfterValidator(_share), AfterValidator(_above_zero), short_form("value")] | None
ServiceShare = Annotated[Figure, AfterValidator(_service_share), AfterValidator(_share), short_form("value")] | None


class BusinessCase(Written):
    """What keeping customers is worth; unknown figures stay null and are never borrowed."""

    currency: Annotated[str, Field(pattern="^[A-Z]{3}$")] = Field(description="ISO 4217 code, such as EUR.")
    customers: Customers = Field(None, description="Customers today.")
    revenue_per_customer: Positive = Field(None, description="Yearly revenue of one customer.")
    margin: Margin = Field(None, description="Contribution margin, 0 to 1.")
    yearly_churn: Share = Field(None, description="Share of customers lost in a year, 0 to 1.")
    service_share_of_churn: ServiceShare = Field(None, description="Share of these that leave over service, 0 to 1.")
    preventable_share: Share = Field(None, description="Share of those that the actions can keep at most, 0 to 1.")
    bad_experience_share: Share = Field(
        None, description="Share of all customers who have a bad experience in a year, 0 to 1."
    )
    leave_share: Share = Field(None, description="Share of these who then leave, 0 to 1.")
    retention_cost: Number = Field(None, description="What keeping one customer costs a year.")
    acquisition_cost: Number = Field(None, description="What winning one new customer costs.")
    recontacted_share: Share = Field(
        None, description="Share of those who left over service that are contacted again, 0 to 1."
    )
    win_back_rate: Share = Field(None, description="Share of those contacted again who come back, 0 to 1.")
    discount_rate: Share = Field(None, description="Yearly discount rate for the lifetime value, 0 to 1.")
    action_cost: Number = Field(None, description="What the actions cost.")

    def figures(self) -> dict[str, Figure]:
        """The figures that are given, by name, in the order above."""
        named = ((name, getattr(self, name)) for name in BusinessCase.model_fields if name != "currency")
        return {name: figure for name, figure in named if figure is not None}


def check_business_case(case: BusinessCase | None, source: Source) -> list[Issue]:
    """Statistics that do not exist or do not fit, and numbers that contradict each other, each at its place."""
    given = case.figures() if case else {}
    figures: Mapping[str, Statistic] = {}
    if any(figure.figure for figure in given.values()):
        from cxaudit.model.tables import load_figures  # the tables are loaded with the loader that calls this

        figures = load_figures().figures
    issues = [issue for name, figure in given.items() for issue in _statistic(name, figure, given, figures, source)]
    return issues or [*_contradictions(given, figures, source)]


def _statistic(
    name: str, figure: Figure, given: Mapping[str, Figure], figures: Mapping[str, "Statistic"], source: Source
) -> Iterator[Issue]:
    """Only the statistic that speaks about this field may stand in for the client's number, and only as it is told."""
    if not figure.figure:
        return
    loc, fitting = ("business_case", name, "figure"), ILLUSTRATES.get(name)
    if figure.figure not in figures:
        hint = closest(figure.figure, figures) or (f"'{fitting}' speaks about this" if fitting else "")
        yield source.issue(loc, f"there is no statistic '{figure.figure}' in figures.yaml", hint)
    elif figure.figure != fitting:
        hint = f"'{fitting}' does" if fitting else "give the client's own number with 'from'"
        yield source.issue(loc, f"'{figure.figure}' says nothing about '{name}'", hint)
    elif fitting == MULTIPLE:
        if figure.value is not None:
            text = f"'{MULTIPLE}' is a multiple of 'retention_cost', not an amount"
            yield source.issue(("business_case", name, "value"), text, "leave 'value' out", at_key=True)
        elif "retention_cost" not in given or given["retention_cost"].value is None:
            yield source.issue(loc, f"'{MULTIPLE}' is a multiple of 'retention_cost', which is missing")
    elif figure.value is not None:
        statistic = figures[figure.figure]
        told = [value for value in (statistic.value, statistic.low, statistic.high) if value is not None]
        if not min(told) - 1e-9 <= figure.value <= max(told) + 1e-9:
            span = " to ".join(f"{value:g}" for value in sorted({min(told), max(told)}))
            loc = ("business_case", name, "value")
            yield source.issue(loc, f"'{figure.figure}' says {span}, not {figure.value:g}", "leave 'value' out")


def _contradictions(given: Mapping[str, Figure], figures: Mapping[str, "Statistic"], source: Source) -> Iterator[Issue]:
    numbers = {name: figure.number(figures) for name, figure in given.items()}
    churn, bad, leave = (numbers.get(name) for name in ("yearly_churn", "bad_experience_share", "leave_share"))
    if churn is not None and bad is not None and leave is not None and bad * leave > churn + 1e-9:
        yield source.issue(
            ("business_case", "leave_share"),
            "more customers would leave over a bad experience than leave at all",
            f"bad_experience_share x leave_share is {bad * leave:.4g}, yearly_churn only {churn:.4g}",
            at_key=True,
        )
    rate = given.get("win_back_rate")
    if rate and not rate.figure and (rate.value or 0) > 0.92:
        yield source.issue(
            ("business_case", "win_back_rate"),
            "more would come back than ever said that they would",
            "in a survey of 2010 92 percent said so; check the number",
            level="warning",
        )
