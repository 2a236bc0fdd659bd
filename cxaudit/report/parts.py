"""The parts of the report document that describe one practice: its rating, what supports it, and what to do."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

State = Literal["rated", "not_applicable", "not_observed", "unrated"]
Fraction = Annotated[float, Field(ge=0, le=1)]


class Part(BaseModel):
    """A part of the document; unknown fields of a later version are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False, serialize_by_alias=True, populate_by_name=True,
                              defer_build=True)


class EvidencePart(Part):
    """What supports a rating."""

    letter: str = Field("", description="The letter a picture is called by in its touchpoint.")
    picture: str | None = Field(None, description="Key of a picture.")
    file: str | None = Field(None, description="Name of a file that is no picture.")
    text: str | None = Field(None, description="Words read or heard, or a record seen.")
    caption: str | None = Field(None, description="What it shows.")
    internal: bool = Field(False, description="Never in a client's edition.")


class ObservationPart(Part):
    """One case."""

    rating: str = Field(description="As it was recorded.")
    points: Fraction = Field(description="Its points.")
    band: str = Field(description="Band of its points.")
    at: str = Field("", description="When, in words.")
    note: str | None = Field(None, description="What was seen.")
    auditor: str = Field("", description="Who saw it.")


class NotePart(Part):
    """A note of one auditor."""

    auditor: str = Field(description="The auditor's name; empty when there is only one.")
    text: str = Field(description="The note.")


class ReplyPart(Part):
    """The client's reply."""

    text: str = Field(description="The reply.")
    by: str | None = Field(None, description="Who replied.")
    on: dt.date | None = Field(None, description="When.")


class AdvicePart(Part):
    """The checklist's recommendation for this rating."""

    do: str = Field(description="One act.")
    owner: str | None = Field(None, description="For which role.")
    effort: str = Field(description="S, M or L.")
    days: float = Field(description="Working days behind it.")


class PracticePart(Part):
    """A practice with everything that was found about it."""

    id: str = Field(description="touchpoint.practice")
    touchpoint: str = Field(description="Id of its touchpoint.")
    title: str = Field(description="Its title.")
    ask: str = Field(description="The question.")
    dimension: str | None = Field(None, description="Id of its dimension.")
    critical: bool = Field(False, description="Whether it must not fail.")
    advisory: bool = Field(False, description="Shown, never scored.")
    state: State = Field(description="Which of the four states.")
    rating: float | str | None = Field(None, description="The level or measured value; a mean may lie between levels.")
    rating_text: str = Field("", description="The rating in words: 1 of 4, 12 minutes, Some.")
    label: str | None = Field(None, description="The general label of the level.")
    anchor: str | None = Field(None, description="What the level means for this practice.")
    pips: int | None = Field(None, description="Filled pips, where the scale has at most seven levels.")
    pips_of: int | None = Field(None, description="Pips in all.")
    points: float | None = Field(None, description="Points.")
    band: str | None = Field(None, description="Band of the points.")
    n: int = Field(0, description="Single values behind the points.")
    low: float | None = Field(None, description="Lowest points among them.")
    high: float | None = Field(None, description="Highest points among them.")
    range_text: str = Field("", description="n, mean and range in words, where there are several observations.")
    weight: float = Field(description="Its weight.")
    weight_because: str | None = Field(None, description="Why this weight.")
    share: float = Field(0, description="Effective share of the overall score.")
    lost: float = Field(0, description="What it takes from the overall score.")
    gap: float = Field(0, description="Target minus points, never below 0.")
    uplift: float = Field(0, description="What the overall raw score gains if it alone reaches the target.")
    triggered: bool = Field(False, description="A critical practice that failed.")
    reason: str | None = Field(None, description="Why it does not apply or was not observed.")
    notes: list[NotePart] = Field([], description="What was seen.")
    internal: list[NotePart] = Field([], description="Notes that never appear in a client's edition.")
    cause: str | None = Field(None, description="The cause.")
    observations: list[ObservationPart] = Field([], description="Single cases.")
    by_auditor: dict[str, str] = Field({}, description="Each auditor's rating in words, where there are several.")
    evidence: list[EvidencePart] = Field([], description="What supports the rating.")
    reply: ReplyPart | None = Field(None, description="The client's reply.")
    advice: AdvicePart | None = Field(None, description="The checklist's recommendation.")
    refs: dict[str, list[str]] = Field({}, description="References by scheme.")
