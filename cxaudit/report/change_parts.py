"""The part of the report document about the change since an earlier audit."""

import datetime as dt
from typing import Literal

from pydantic import Field

from cxaudit.report.parts import NotePart, Part


class WavePart(Part):
    """The earlier audit."""

    id: str = Field(description="Its id.")
    title: str = Field(description="Its title.")
    date: dt.date = Field(description="Its day.")
    wave: str | None = Field(None, description="Its round.")
    name: str = Field(description="Its month, or its day where both audits are of the same month.")
    now: str = Field(description="The same for this audit.")
    subject: str = Field("", description="What was audited, where it was called otherwise.")
    checklist: str = Field(description="Title and version of its checklist.")
    same_checklist: bool = Field(description="Whether both audits used the same checklist, by its hash.")
    sha256: str = Field("", description="Hash of its files.")
    raw: float | None = Field(None, description="Its score before any critical rule.")
    adjusted: float | None = Field(None, description="Its score.")
    band: str = Field("", description="The word for its score then.")
    coverage: float | None = Field(None, description="Its coverage.")
    rated: int = Field(0, description="Practices rated.")
    auditors: list[str] = Field([], description="Names of those who rated.")


class CausePart(Part):
    """What one cause did to the score."""

    cause: Literal["ratings", "applicability", "checklist", "scale", "critical"] = Field(description="Which.")
    amount: float = Field(description="What it added, as a fraction of 1.")
    tenths: int = Field(description="The same as printed points, in tenths; they add up to the change of the score.")


class TouchpointChangePart(Part):
    """A touchpoint by the practices that are compared, with today's weights."""

    id: str = Field(description="Its id.")
    before: float = Field(description="Its score then.")
    after: float = Field(description="Its score now.")
    before_band: str | None = Field(None, description="Band of the score then.")
    after_band: str | None = Field(None, description="Band of the score now.")
    compared: int = Field(description="Practices that are compared.")


class PracticeChangePart(Part):
    """A practice of either audit."""

    id: str = Field(description="touchpoint.practice")
    title: str = Field(description="Its title.")
    why: Literal["compared", "scale", "state", "gone", "new"] = Field(
        description="compared; or why not: another scale or other words for its levels, not rated in both audits, "
        "no longer asked, newly asked."
    )
    before: float | None = Field(None, description="Points then.")
    after: float | None = Field(None, description="Points now.")
    before_text: str = Field("", description="The rating then, in words.")
    after_text: str = Field("", description="The rating now, in words.")
    notes: list[NotePart] = Field([], description="What was seen then; only where the rating changed.")


class OutcomePart(Part):
    """An action of the earlier audit, and what became of it."""

    practice: str = Field(description="Id of the practice.")
    title: str = Field(description="Its title.")
    do: str = Field(description="The act.")
    owner: str | None = Field(None, description="Who.")
    due: dt.date | None = Field(None, description="Until when.")
    status: str = Field(description="As the earlier audit has it: planned, started, done or dropped.")
    before_text: str = Field("", description="The rating then, in words.")
    after_text: str = Field("", description="The rating now, in words.")
    change: float | None = Field(None, description="Points gained, 0 to 1; null where the practice is not compared.")


class ChangePart(Part):
    """The change since the earlier audit."""

    baseline: WavePart = Field(description="The earlier audit.")
    before: int | None = Field(description="Its printed score, in tenths.")
    after: int | None = Field(description="The printed score now, in tenths.")
    causes: list[CausePart] = Field([], description="What did it; empty where the change cannot be split.")
    like_before: float | None = Field(None, description="Raw score then, of the compared practices, today's weights.")
    like_after: float | None = Field(None, description="The same now.")
    compared: int = Field(0, description="Practices that are compared.")
    rose: int = Field(0, description="Practices that rose.")
    fell: int = Field(0, description="Practices that fell.")
    touchpoints: list[TouchpointChangePart] = Field([], description="In the order of the journey.")
    practices: list[PracticeChangePart] = Field([], description="In the order of the checklist, then what is gone.")
    actions: list[OutcomePart] = Field([], description="The actions agreed then.")
