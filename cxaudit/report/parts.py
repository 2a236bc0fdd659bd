"""The parts of the report document that describe the engagement, and one practice with all that was found about it."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

State = Literal["rated", "not_applicable", "not_observed", "unrated"]
Audience = Literal["internal", "client"]
Fraction = Annotated[float, Field(ge=0, le=1)]


class Part(BaseModel):
    """A part of the document; unknown fields of a later version are ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        allow_inf_nan=False,
        serialize_by_alias=True,
        populate_by_name=True,
        defer_build=True,
    )


class Program(Part):
    """What made the document."""

    name: str = Field("cxaudit", description="The program.")
    version: str = Field(description="Its version.")


class Person(Part):
    """An auditor."""

    id: str = Field(description="The auditor's id in the audit.")
    name: str = Field(description="Full name.")
    role: str | None = Field(None, description="Role.")


class SubjectPart(Part):
    """What was audited."""

    client: str = Field(description="The client.")
    site: str | None = Field(None, description="The site.")
    kind: str | None = Field(None, description="The kind of business.")
    logo: str | None = Field(None, description="Key of a picture.")


class AuditPart(Part):
    """The engagement."""

    id: str = Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="The audit's id; also the name of the report's file."
    )
    title: str = Field(description="Title of the report.")
    language: str = Field("en", description="BCP 47 tag.")
    date: dt.date = Field(description="Day of the audit.")
    issued: dt.date = Field(description="Day of issue: of the sign-off, else of the audit.")
    wave: str | None = Field(None, description="The round.")
    profile: str = Field("full", description="The selection of practices.")
    subject: SubjectPart = Field(description="What was audited.")
    facts: list[str] = Field([], description="The facts that hold, in words.")
    auditors: list[Person] = Field([], description="Who rated.")
    lead: str | None = Field(None, description="Name of the lead auditor.")
    combine: str = Field("median", description="How several auditors became one.")
    summary: str | None = Field(None, description="The lead auditor's summary (Markdown).")
    reasons: dict[str, str] = Field(
        {}, description="Why a target or weight differs from the checklist, by what it is about."
    )
    signoff: Person | None = Field(None, description="Who signed the report off.")
    sha256: str = Field("", description="Hash of the audit's files.")


class EvidencePart(Part):
    """What supports a rating."""

    letter: str = Field("", description="The letter a picture is printed with; given when a section is put in order.")
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
    tenths: int = Field(0, description="The same as printed points, in tenths: its line of the ledger.")
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
    dropped: str | None = Field(None, description="An action that the client has dropped; empty without words for it.")
    advice: AdvicePart | None = Field(None, description="The checklist's recommendation.")
    refs: dict[str, list[str]] = Field({}, description="References by scheme.")


class ReferencePart(Part):
    """What one scheme of references stands for."""

    title: str = Field(description="Name of the standard, or `Sources of the checklist`.")
    publisher: str | None = Field(None, description="Who publishes it.")
    parts: dict[str, str] = Field({}, description="The parts that practices name, with their titles.")


class Picture(Part):
    """A re-encoded picture."""

    media: Literal["image/jpeg", "image/png"] = Field(description="What kind of picture it is.")
    width: int = Field(description="Pixels.")
    height: int = Field(description="Pixels.")
    page: bool = Field(False, description="Whether it shows a page or a screen, which must be large enough to be read.")
    sha256: str = Field(description="Hash of the original file.")
    data: str = Field(description="Base64.")
