"""The audit: what was seen, and what will be done.

Every description here is also the editor's help and the reference.
"""

from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from cxaudit.model.base import Day, Id, Key, Line, Moment, PracticeId, Text, Written, fault, short_form
from cxaudit.model.business import BusinessCase
from cxaudit.model.checklist import Effort

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
FLAGS = frozenset({"yes", "true", "on", "y", "x", "1", "n/a", "na", "-", "no", "false"})
RatingKey = Annotated[str, Field(min_length=1, max_length=60)]


def _as_evidence(value: Any) -> dict[str, Any]:
    return {"file": value} if str(value).lower().endswith(PICTURES) else {"text": value}


class Evidence(Written):
    """What supports a rating: a file of the audit's folder, or a text."""

    file: Line | None = Field(None, description="A photo or document, as a path inside the audit's folder.")
    text: Text | None = Field(None, description="Words that were read or heard, or a record that was seen.")
    caption: Text | None = Field(None, description="What it shows.")
    internal: bool = Field(False, description="Never in a client's edition.")

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        if (self.file is None) == (self.text is None):
            advice = "keep one of them" if self.file else "add one of them"
            raise fault("evidence is either a 'file' or a 'text'", advice)
        return self


class Observation(Written):
    """One case, where a practice is rated case by case."""

    rating: RatingKey = Field(description="A level of the practice's scale, or the measured value.")
    at: Moment | None = Field(None, description="When: 2026-10-14T11:05, 11:05 or 2026-10-14.")
    note: Text | None = Field(None, description="What was seen in this case.")


class Reply(Written):
    """The client's answer; the rating stays."""

    text: Text = Field(description="The reply, in the client's words.")
    by: Line | None = Field(None, description="Who replied.")
    on: Day | None = Field(None, description="When.")


class Rating(Written):
    """What an auditor recorded for one practice: at most one of a rating, observations and the two reasons."""

    rating: RatingKey | None = Field(None, description="A level of the practice's scale, or the measured value.")
    observations: list[Annotated[Observation, short_form("rating")]] | None = Field(
        None, min_length=1, description="Single cases, for practices with `rate: case`."
    )
    not_applicable: Text | None = Field(None, description="Why the practice does not apply here.")
    not_observed: Text | None = Field(None, description="Why it could not be seen; lowers the coverage.")
    note: Text | None = Field(None, description="What was seen.")
    internal: Text | None = Field(None, description="A note that never appears in a client's edition.")
    evidence: list[Annotated[Evidence, short_form("text", _as_evidence)]] = Field(
        [], description="Photos, files and texts."
    )
    cause: Line | None = Field(
        None,
        description="people, process, policy, system, training, staffing, premises, supplier, template, "
        "or a word of your own.",
    )
    reply: Annotated[Reply, short_form("text")] | None = Field(None, description="The client's answer.")
    hard: bool = Field(False, description="In an answer key: expect an argument.")
    also: list[RatingKey] = Field([], description="In an answer key: levels that can be defended as well.")

    keeps_empty: ClassVar = frozenset({"not_applicable", "not_observed"})

    @model_validator(mode="after")
    def _one_state(self) -> Self:
        for name, example in (("not_applicable", "The site has none."), ("not_observed", "The visit ended at 21:00.")):
            reason = getattr(self, name)
            if name in self.model_fields_set and (reason is None or reason.strip().lower() in FLAGS):
                raise fault(f"'{name}' needs a reason", f"write why, such as {name}: {example}", field=name)
        states = [
            name
            for name in ("rating", "observations", "not_applicable", "not_observed")
            if getattr(self, name) is not None
        ]
        if len(states) > 1:
            raise fault(f"'{states[0]}' and '{states[1]}' exclude each other", "keep one of them", field=states[1])
        return self


class Action(Written):
    """What the client will do; it refines the practice's recommendation, or adds one."""

    do: Text | None = Field(None, description="The act; left out, the recommendation of the checklist.")
    owner: Line | None = Field(None, description="Who does it.")
    due: Day | None = Field(None, description="Until when.")
    effort: Effort | None = Field(None, description="S, M or L.")
    status: Literal["planned", "started", "done", "dropped"] = Field("planned", description="Where it stands.")


class Subject(Written):
    """What is audited."""

    client: Line = Field(description="The client's name.")
    site: Line | None = Field(None, description="The site or unit.")
    kind: Line | None = Field(None, description="The kind of business.")
    logo: Line | None = Field(None, description="A picture, as a path inside the audit's folder.")


class Auditor(Written):
    """Who rates."""

    name: Line = Field(description="Full name.")
    role: Line | None = Field(None, description="Such as lead auditor.")


class Override(Written):
    """A value for this audit only, with the reason."""

    is_: float = Field(alias="is", ge=0, le=1000, description="The value.")
    because: Text = Field(description="Why; printed in the report.")


class Signoff(Written):
    """Who answers for the report."""

    by: Line = Field(description="Name.")
    role: Line | None = Field(None, description="Role.")
    date: Day = Field(description="When it was signed off: the day of issue.")


Ratings = dict[PracticeId, Annotated[Rating, short_form("rating")]]


class Audit(Written):
    """One engagement: one checklist, one subject, one date."""

    cxaudit: Literal["audit/1"] = Field(description="Kind and version of this file.")
    id: Id = Field(description="Lower-case words joined by '-'.")
    title: Line = Field(description="Title of the report.")
    checklist: Line = Field(description="A shipped id such as core@1, or a path to a .yaml file relative to this one.")
    profile: Id = Field("full", description="A named selection of the checklist; full is everything.")
    date: Day = Field(description="The day of the audit, or its last day on site.")
    language: Key = Field("en", description="Language of the report, as a BCP 47 tag.")
    wave: Line | None = Field(None, description="The round, such as 2026-Q4.")
    baseline: Line | None = Field(
        None,
        description="The earlier audit of this subject to compare with: a path to its folder or its audit.yaml, "
        "at most two folders up.",
    )
    theme: Line | None = Field(
        None, description="The look of the report: warm, or the path of a theme's folder relative to this file."
    )
    subject: Subject = Field(description="What is audited.")
    facts: list[Id] = Field([], description="Facts of the checklist that hold here.")
    auditors: dict[Id, Annotated[Auditor, short_form("name")]] = Field({}, description="Who rates, by id.")
    combine: Literal["median", "mean", "lowest", "lead"] = Field(
        "median", description="How several auditors become one."
    )
    target: Override | None = Field(None, description="Another target, with the reason.")
    weights: dict[Line, Override] = Field({}, description="Other weights of practices or touchpoints, with the reason.")
    summary: Text | None = Field(None, description="Free text of the lead auditor (Markdown: bold, lists, paragraphs).")
    ratings: Ratings = Field({}, description="With one auditor; several have one file each under ratings/.")
    actions: dict[PracticeId, Annotated[Action, short_form("do")]] = Field({}, description="Commitments by practice.")
    business_case: BusinessCase | None = Field(None, description="Figures of the client.")
    signoff: Signoff | None = Field(None, description="Who answers for the report.")

    @model_validator(mode="after")
    def _target_in_range(self) -> Self:
        if self.target and not 0 < self.target.is_ <= 100:
            raise fault("the target must lie above 0 and at most at 100", field="target")
        return self

    @property
    def lead(self) -> str | None:
        """The id of the lead auditor: the first whose role begins with `lead`, else the first of all."""
        leads = [key for key, auditor in self.auditors.items() if (auditor.role or "").lower().startswith("lead")]
        return next(iter([*leads, *self.auditors]), None)


class Draft(Written):
    """What the form was told of a practice and does not count: a reason is missing, or the answer was changed since."""

    state: Literal["not_applicable", "not_observed"] | None = Field(None, description="Chosen, but without a reason.")
    reason: Text | None = Field(None, description="A reason that was given before.")
    observations: list[Annotated[Observation, short_form("rating")]] | None = Field(
        None, min_length=1, description="Ratings that were given before."
    )


class Revision(Written):
    """Which edit of an answer stands in this file, so that two devices can be merged."""

    rev: int = Field(ge=1, le=1_000_000_000, description="Counts the edits of this answer.")
    device: Line = Field(description="The page that made it; `hand` in this file, `import` from another.")
    at: Line = Field(description="When, by that device's clock.")
    of: Line | None = Field(None, description="Digest of the answer; another one means that a person has edited it.")
    gone: PracticeId | None = Field(None, description="The practice of a photo that was removed.")


class RatingsFile(Written):
    """One auditor's ratings: ratings/<auditor>.yaml, or an answer key."""

    cxaudit: Literal["ratings/1"] = Field(description="Kind and version of this file.")
    audit: Id = Field(description="The id of the audit.")
    auditor: Id = Field(description="The auditor's id in the audit; `key` in an answer key.")
    ratings: Ratings = Field({}, description="Ratings by practice.")
    drafts: dict[PracticeId, Draft] = Field({}, description="Written by the form: what was entered and does not count.")
    revisions: dict[Line, Revision] = Field({}, description="Written by the form: which edit stands.")
