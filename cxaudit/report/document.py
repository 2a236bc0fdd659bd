"""The report as a document: plain numbers and texts, versioned, to and from JSON. The only bridge to rendering.

Scores, points, shares, gaps and uplifts are fractions of 0 to 1 and None is "no score"; only fields called `tenths`
hold printed points, in tenths. Rendering a document reads no file: pictures travel inside it.
"""

import datetime as dt
from typing import Any, Literal

from pydantic import Field, ValidationError

from cxaudit.errors import RenderError
from cxaudit.report.agreement_parts import AgreementPart
from cxaudit.report.brand_parts import ThemePart
from cxaudit.report.business_parts import BusinessCasePart
from cxaudit.report.change_parts import ChangePart
from cxaudit.report.handout.parts import HandoutPart
from cxaudit.report.parts import (
    AdvicePart,
    Audience,
    AuditPart,
    EvidencePart,
    Fraction,
    NotePart,
    ObservationPart,
    Part,
    Person,
    Picture,
    PracticePart,
    Program,
    ReferencePart,
    ReplyPart,
    State,
    SubjectPart,
)
from cxaudit.report.photo_parts import PhotoPart

__all__ = [
    "VERSION",
    "ActionPart",
    "AdvicePart",
    "AuditPart",
    "BandPart",
    "ChecklistPart",
    "DimensionPart",
    "EvidencePart",
    "FindingPart",
    "LedgerLine",
    "LevelPart",
    "NotePart",
    "ObservationPart",
    "Part",
    "Person",
    "Picture",
    "PlanPart",
    "PracticePart",
    "Program",
    "ReferencePart",
    "ReplyPart",
    "Report",
    "ScorePart",
    "StagePart",
    "State",
    "SubjectPart",
    "ThemePart",
    "TouchpointPart",
    "report_from_json",
    "report_schema",
]

VERSION = "report/1"


class LevelPart(Part):
    """A level of the default scale."""

    key: str = Field(description="How it is written.")
    label: str | None = Field(None, description="What it is called.")
    points: Fraction = Field(description="What it is worth.")


class BandPart(Part):
    """A verdict."""

    id: str = Field(description="The band's id.")
    label: str = Field(description="The word on the report.")
    from_: Fraction = Field(alias="from", description="The lowest score of the band.")
    worst_from: Fraction | None = Field(None, description="What the worst practice must reach as well.")
    asks: list[str] = Field([], description="All its gates beside the floor, in words.")
    tone: int = Field(description="Which of the five colours, 0 (best) to 4 (worst).")


class ChecklistPart(Part):
    """The checklist and its method."""

    id: str = Field(description="The checklist's id.")
    title: str = Field(description="Its title.")
    version: str = Field(description="Its version.")
    language: str = Field("en", description="Language of its texts.")
    about: str | None = Field(None, description="For whom it is and how to rate.")
    sha256: str = Field("", description="Hash of the resolved checklist.")
    scale: str = Field(description="Name of the default scale.")
    levels: list[LevelPart] = Field(
        [], description="Levels of the default scale, from the lowest; empty if it is measured."
    )
    rollup: str = Field(description="Whose weights make the overall score: practices, touchpoints or stages.")
    not_applicable: str = Field(description="drop, full or zero.")
    min_rated: int = Field(1, description="Fewer rated practices give a touchpoint no score.")
    critical_at_or_below: str = Field(description="The level at which a critical practice fails.")
    critical_effect: str = Field(description="flag, cap or zero.")
    critical_on: str = Field("overall", description="overall or touchpoint.")
    critical_cap: Fraction = Field(description="The cap.")
    effort_days: dict[str, float] = Field(description="Working days behind S, M and L.")
    bands: list[BandPart] = Field(description="From the highest to the lowest.")


class ScorePart(Part):
    """The overall score."""

    raw: float | None = Field(description="Before any critical rule.")
    adjusted: float | None = Field(description="The score that is shown.")
    band: str | None = Field(description="Band of the shown score.")
    raw_band: str | None = Field(None, description="Band of the raw score.")
    undetermined: bool = Field(description="A critical practice was not rated, so there is no verdict.")
    limited: bool = Field(False, description="A critical failure lowers the score that is shown.")
    coverage: float | None = Field(description="Rated weight over applicable weight.")
    indicative: bool = Field(False, description="Coverage is under 80 %.")
    target: float = Field(description="The wanted score.")
    rated: int = Field(description="Practices rated.")
    applicable: int = Field(description="Practices that apply.")
    triggered: list[str] = Field([], description="Critical practices that failed.")


class StagePart(Part):
    """A stage of the journey."""

    id: str = Field(description="The stage's id; empty where the checklist has no stages.")
    title: str = Field(description="Its title.")
    score: float | None = Field(description="Its score.")
    band: str | None = Field(None, description="Its band.")
    touchpoints: list[str] = Field([], description="Ids of its touchpoints, in order.")


class DimensionPart(Part):
    """A dimension."""

    id: str = Field(description="The dimension's id.")
    title: str = Field(description="Its name.")
    about: str = Field("", description="Its meaning.")
    score: float | None = Field(description="Its score.")
    band: str | None = Field(None, description="Its band.")
    gap: float | None = Field(None, description="Target minus score, never below 0.")
    rated: int = Field(0, description="Practices rated.")


class TouchpointPart(Part):
    """A touchpoint."""

    id: str = Field(description="The touchpoint's id.")
    title: str = Field(description="Its title.")
    short: str = Field(description="A short name for charts.")
    stage: str = Field("", description="Id of its stage.")
    channel: str = Field("", description="Its channels in words; empty where every channel counts.")
    moment_of_truth: bool = Field(False, description="Whether customers judge the firm by it.")
    weight: float = Field(description="Its weight.")
    weight_because: str | None = Field(None, description="Why this weight.")
    score: float | None = Field(description="Its score before any critical rule.")
    adjusted: float | None = Field(None, description="Its score after critical rules on touchpoints.")
    band: str | None = Field(None, description="Its band.")
    gap: float | None = Field(None, description="Target minus score, never below 0.")
    share: float = Field(description="Its effective share of the overall score.")
    low: float | None = Field(None, description="Points of its weakest practice.")
    high: float | None = Field(None, description="Points of its strongest practice.")
    weakest: str | None = Field(None, description="Id of its weakest practice.")
    rated: int = Field(description="Practices rated.")
    applicable: int = Field(description="Practices that apply.")
    cells: dict[str, float] = Field({}, description="Scores per dimension, only where something is rated.")
    cell_bands: dict[str, str] = Field({}, description="Bands of the cells.")
    triggered: list[str] = Field([], description="Critical practices that failed here.")
    headline: str = Field("", description="The finding that heads its section.")


class FindingPart(Part):
    """A finding."""

    kind: Literal["gap", "strength", "observation"] = Field(description="What it is.")
    practice: str = Field(description="Id of the practice.")
    severity: Literal["critical", "major", "minor"] | None = Field(None, description="For gaps.")


class ActionPart(Part):
    """A row of the action plan."""

    number: int = Field(description="Its number in the plan.")
    practice: str = Field(description="Id of the practice.")
    do: str = Field(description="The act.")
    owner: str | None = Field(None, description="Who.")
    due: dt.date | None = Field(None, description="Until when.")
    effort: str = Field(description="S, M or L.")
    days: float = Field(description="Working days.")
    status: str = Field("planned", description="planned, started or done.")
    committed: bool = Field(False, description="Agreed with the client; else a recommendation of the checklist.")
    critical: bool = Field(False, description="It mends a critical failure.")
    uplift: float = Field(description="What it adds to the raw score.")
    tenths: int = Field(
        description="The same as printed points, in tenths; the rows add up to the difference of the scores."
    )
    quadrant: str = Field(description="quick-win, major-project, fill-in or later.")
    horizon: str = Field(description="now, next or later.")


class PlanPart(Part):
    """The plan as a whole."""

    before: int = Field(description="Printed raw score today, in tenths.")
    after: int = Field(description="Printed raw score when all is done, in tenths.")
    crosshair: float = Field(description="Median uplift that parts the quadrants.")
    start: dt.date = Field(description="The day from which 30 and 90 days are counted.")


class LedgerLine(Part):
    """A line of the points ledger."""

    kind: str = Field(description="practice, not_applicable, not_observed, unrated or critical.")
    practices: list[str] = Field(description="Ids of the practices.")
    share: float = Field(0, description="Effective share.")
    tenths: int = Field(description="Printed points lost, in tenths.")


class Report(Part):
    """The whole document."""

    cxaudit: Literal["report/1"] = Field("report/1", description="Kind and version of this document.")
    audience: Audience = Field(
        "internal", description="internal: everything is in it; client: without auditors' names and internal notes."
    )
    program: Program = Field(description="What made it.")
    audit: AuditPart = Field(description="The engagement.")
    checklist: ChecklistPart = Field(description="The checklist and its method.")
    score: ScorePart = Field(description="The overall score.")
    stages: list[StagePart] = Field([], description="The journey.")
    dimensions: list[DimensionPart] = Field([], description="The second axis.")
    touchpoints: list[TouchpointPart] = Field([], description="In the order of the journey.")
    practices: list[PracticePart] = Field([], description="In the order of the checklist.")
    findings: list[FindingPart] = Field([], description="Gaps in order, strengths, observations.")
    actions: list[ActionPart] = Field([], description="The plan in order.")
    plan: PlanPart = Field(description="The plan as a whole.")
    ledger: list[LedgerLine] = Field([], description="From 100 to the score; empty where there is none.")
    business_case: BusinessCasePart | None = Field(None, description="What keeping customers is worth, where given.")
    change: ChangePart | None = Field(None, description="Since the earlier audit; null without a baseline.")
    agreement: AgreementPart | None = Field(None, description="Of the auditors; null where there is only one.")
    references: dict[str, ReferencePart] = Field({}, description="What the schemes under `refs` stand for.")
    words: dict[str, str] = Field({}, description="Headings and sentences that rules wrote from the numbers.")
    handout: HandoutPart | None = Field(None, description="Story, score sheet and key; only in the handout edition.")
    photos: dict[str, PhotoPart] = Field({}, description="What is recorded of pictures, by key.")
    pictures: dict[str, Picture] = Field({}, description="Pictures by key; only where a report is rendered.")
    theme: ThemePart | None = Field(None, description="The look, with its pictures and fonts; null: our neutral one.")

    def to_json(self, *, indent: int | None = None) -> str:
        """The document as JSON text."""
        return self.model_dump_json(indent=indent)


def report_schema() -> dict[str, Any]:
    """The JSON Schema of the document, for programs that read it."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Report.model_json_schema(mode="serialization")}


def report_from_json(text: str | bytes) -> Report:
    """A document from JSON text.

    Raises: RenderError when it is no report, or one of another version.
    """
    try:
        return Report.model_validate_json(text)
    except ValidationError as problem:
        first = problem.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole file"
        raise RenderError(f"this is no {VERSION} document: {where}: {first['msg']}") from problem
