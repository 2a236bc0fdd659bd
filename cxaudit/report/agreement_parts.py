"""The part of the report document about the agreement of several auditors.

Auditors stand by their place in `audit.auditors`, so their names and ids are in one place of the document only.
"""

from pydantic import Field

from cxaudit.report.parts import Part


class CoefficientPart(Part):
    """A coefficient of agreement."""

    value: float | None = Field(description="From -1 to 1; a share from 0 to 1; null where it is undefined.")
    reason: str = Field("", description="Why it is undefined.")
    low: float | None = Field(None, description="Lower end of its 95 % interval.")
    high: float | None = Field(None, description="Upper end of its 95 % interval.")


class SharedPart(Part):
    """A practice that two or more auditors rated on the same scale."""

    practice: str = Field(description="Its id.")
    places: list[int | None] = Field(
        description="For each auditor the level given, by its place on the scale from 0; null for who did not rate it."
    )
    levels: list[str | None] = Field(description="The same as it was recorded.")
    spread: int = Field(description="Levels between the lowest and the highest.")
    settle: bool = Field(False, description="So far apart that the auditors must talk about it.")


class AgreementPart(Part):
    """How far the auditors agree."""

    scale: str = Field(description="Name of the scale that the figures are about.")
    levels: list[str] = Field([], description="Its levels, from the lowest.")
    shared: list[SharedPart] = Field([], description="Practices that two or more auditors rated on this scale.")
    settle: list[SharedPart] = Field([], description="Practices to talk about, on any scale; the widest spread first.")
    left_out: int = Field(0, description="Practices rated in common that are measured, or rated case by case.")
    others: int = Field(0, description="Practices rated in common on other scales.")
    reason: str = Field("", description="Why there are no figures; empty where there are.")
    exact: CoefficientPart | None = Field(None, description="Share of pairs of ratings on the same level.")
    within_one: CoefficientPart | None = Field(None, description="Share of pairs at most one level apart.")
    kappa: CoefficientPart | None = Field(
        None, description="Quadratic-weighted kappa on the declared scale; mean of pairs."
    )
    alpha: CoefficientPart | None = Field(None, description="Krippendorff's alpha, ordinal.")
    icc: CoefficientPart | None = Field(None, description="ICC(2,1): a single auditor, absolute agreement.")
    leniency: list[float | None] = Field(
        [],
        description="For each auditor the mean distance from the mean of the others on the same practices, in levels; "
        "above 0 is milder. Null for who rated nothing in common.",
    )
