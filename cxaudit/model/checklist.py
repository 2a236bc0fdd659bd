"""The checklist: what is asked. Every description here is also the editor's help and the reference."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from cxaudit.model.base import Id, Key, Line, PracticeId, Text, Written, fault, one_or_many, short_form
from cxaudit.model.scale import Scale

Effort = Literal["S", "M", "L"]


Silenced = dict[Id, Text]


class Weight(Written):
    """A weight with the reason for it."""

    is_: float = Field(alias="is", ge=0, le=1000, description="The weight: any number of 0 or more.")
    because: Text | None = Field(None, description="Why this weight: printed in the appendix.")


class Recommendation(Written):
    """Advice for one range of ratings."""

    below: Key = Field(description="The advice is shown for ratings below this level.")
    do: Text = Field(description="One act for one role, in the imperative.")
    effort: Effort = Field("M", description="S, M or L; the days behind them are set under scoring.")
    owner: Line | None = Field(None, description="The role that would do it.")


class Practice(Written):
    """One observable, customer-focused standard: the thing that is rated."""

    title: Annotated[str, Field(min_length=1, max_length=40)] | None = Field(
        None, description="At most 40 characters: for charts, registers and plans. Left out, it is made from the id."
    )
    ask: Text = Field(description="The question the auditor answers; yes is the good answer.")
    why: Text | None = Field(None, description="Why it matters to the customer.")
    look_for: Text | None = Field(None, description="Where to stand, how many to take, how to count.")
    evidence: Text | None = Field(None, description="What goes into the folder.")
    rate: Literal["sample", "case"] = Field(
        "sample", description="sample: one rating covers the cases seen. case: each case is an observation."
    )
    weight: Annotated[Weight, short_form("is")] = Field(
        Weight(is_=1), description="A number of 0 or more, or {is, because}."
    )
    critical: bool = Field(False, description="Whether the practice must not fail.")
    dimension: Id | None = Field(None, description="One of the checklist's dimensions.")
    scale: Id | None = Field(None, description="Another scale than the checklist's default.")
    anchors: dict[Key, Text] = Field({}, description="What each level of the scale means for this practice.")
    recommend: list[Recommendation] = Field([], description="Advice, ascending by `below`.")
    refs: dict[Key, list[Line]] = Field({}, description="References: {source: [S3-33], ISO10002: [7.2]}.")
    only_if: Id | None = Field(
        None, description="Asked only where the audit lists this fact; never on a critical practice."
    )
    advisory: bool = Field(False, description="Shown in the report, but never scored.")
    lint: Silenced = Field({}, description="Rules of `cxaudit lint` that do not hold here, each with the reason.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.critical and self.only_if:
            raise fault(
                "a critical practice cannot depend on a fact", "remove 'only_if' or 'critical'", field="only_if"
            )
        if self.critical and self.advisory:
            raise fault("a practice is either critical or advisory", field="advisory")
        return self


class Touchpoint(Written):
    """One moment of contact inside a stage."""

    title: Line | None = Field(None, description="Name in reports. Left out, it is made from the id.")
    short: Annotated[str, Field(min_length=1, max_length=16)] | None = Field(
        None, description="A shorter name for charts, at most 16 characters."
    )
    about: Text | None = Field(None, description="A sentence for the report and the form.")
    stage: Id | None = Field(None, description="One of the checklist's stages.")
    channel: Annotated[list[Line], BeforeValidator(one_or_many, json_schema_input_type=list[Line] | str)] = Field(
        [], description="A channel or a list of them; left out where every channel counts."
    )
    weight: Annotated[Weight, short_form("is")] = Field(
        Weight(is_=1), description="Counts under rollup touchpoints and stages."
    )
    minutes: float | None = Field(None, ge=0, le=10_000, description="Expected time on site.")
    moment_of_truth: bool = Field(False, description="Whether customers judge the firm by this moment.")
    min_rated: int | None = Field(
        None, ge=1, description="Fewer rated practices give no score; overrides the checklist's."
    )
    practices: dict[Id, Annotated[Practice, short_form("ask")]] = Field({}, description="Practices by id.")


class Critical(Written):
    """What a failed critical practice does to the score."""

    at_or_below: Key = Field("1", description="The level of the default scale at which a critical practice fails.")
    effect: Literal["flag", "cap", "zero"] = Field(
        "cap", description="flag: only shown; cap: at most `cap`; zero: no points."
    )
    cap: float = Field(49, ge=0, le=100, description="The highest score under effect cap, 0 to 100.")
    on: Literal["overall", "touchpoint"] = Field("overall", description="Which score the effect changes.")


class Band(Written):
    """A verdict's label for a score range."""

    from_: float = Field(alias="from", ge=0, le=100, description="The lowest score of the band, 0 to 100.")
    label: Annotated[str, Field(min_length=1, max_length=24)] = Field(description="The word on the report.")
    worst_from: float | None = Field(
        None, ge=0, le=100, description="The worst practice must reach this score as well."
    )
    stages_from: float | None = Field(None, ge=0, le=100, description="Every stage must reach this score as well.")
    coverage_from: float | None = Field(
        None, ge=0, le=100, description="At least this much of the weight must be rated, in percent."
    )
    no_critical: bool = Field(False, description="No critical practice may have failed.")
    waves: int = Field(1, ge=1, le=100, description="So many audits of this subject, this one counted.")


DEFAULT_LEVELS = {
    "0": "Absent or harmful",
    "1": "Sporadic, depends on the person",
    "2": "In place, uneven",
    "3": "Consistent, small lapses",
    "4": "Consistent, evidenced and improved",
}
DEFAULT_BANDS: dict[str, Any] = {
    "leading": {"from": 90, "label": "Leading", "worst_from": 50},
    "consistent": {"from": 75, "label": "Consistent"},
    "managed": {"from": 60, "label": "Managed"},
    "inconsistent": {"from": 40, "label": "Inconsistent"},
    "at-risk": {"from": 0, "label": "At risk"},
}


class Scoring(Written):
    """How ratings become scores."""

    rollup: Literal["practices", "touchpoints", "stages"] = Field(
        "touchpoints", description="Whose weights make the overall score."
    )
    not_applicable: Literal["drop", "full", "zero"] = Field(
        "drop", description="drop: its weight goes to the others; full: counts as 100; zero: counts as 0."
    )
    min_rated: int = Field(1, ge=1, description="A touchpoint with fewer rated practices has no score.")
    critical: Critical = Field(Critical(), description="What a failed critical practice does.")
    target: float = Field(75, gt=0, le=100, description="The wanted score, 0 to 100.")
    bands: dict[Id, Band] = Field(
        default_factory=lambda: {key: Band.model_validate(band) for key, band in DEFAULT_BANDS.items()},
        min_length=1,
        description="Verdicts from the highest to the lowest; the first match counts.",
    )
    effort_days: dict[Effort, Annotated[float, Field(gt=0, le=10_000)]] = Field(
        {"S": 2, "M": 10, "L": 40}, description="Working days behind S, M and L."
    )

    @model_validator(mode="after")
    def _ladder(self) -> Self:
        names, edges = list(self.bands), [band.from_ for band in self.bands.values()]
        for above, below, name in zip(edges, edges[1:], names[1:], strict=False):
            if below > above:
                raise fault(
                    f"this band starts at {below:g}, above the one before it ({above:g})",
                    "list the highest band first",
                    field=f"bands.{name}.from",
                )
        if edges[-1] != 0:
            raise fault(
                "the last band must start at 0, so that every score has a verdict",
                "write from: 0",
                field=f"bands.{names[-1]}.from",
            )
        if missing := [effort for effort in ("S", "M", "L") if effort not in self.effort_days]:
            raise fault(f"effort_days lacks {', '.join(missing)}", field="effort_days")
        return self


class Stage(Written):
    """A phase of the customer's journey."""

    title: Line = Field(description="Name in reports.")
    weight: float = Field(1, ge=0, le=1000, description="Counts under rollup stages only.")


class Locked(Written):
    """Where a locked checklist came from; written by `cxaudit new`, never by hand."""

    sha256: str = Field(description="Hash of the resolved checklist.")
    of: Line = Field(description="The reference it was resolved from.")


class Checklist(Written):
    """A whole checklist, with everything it extends already in it."""

    cxaudit: Literal["checklist/1"] = Field(description="Kind and version of this file.")
    id: Id = Field(description="Lower-case words joined by '-'.")
    title: Line = Field(description="Name in reports.")
    version: Key = Field("1.0", description="Version; `core@1` finds every 1.x.")
    language: Key = Field("en", description="Language of the texts, as a BCP 47 tag.")
    about: Text | None = Field(None, description="For whom it is, how long it takes, how to rate.")
    scale: Id = Field("practice", description="The default scale.")
    scales: dict[Id, Scale] = Field(
        default_factory=lambda: {"practice": Scale.model_validate({"levels": DEFAULT_LEVELS})},
        min_length=1,
        description="Scales by id.",
    )
    scoring: Scoring = Field(default_factory=Scoring, description="How ratings become scores.")
    visit_minutes: float | None = Field(
        None, gt=0, le=100_000, description="What a visit may take; `cxaudit lint` compares the touchpoints' minutes."
    )
    facts: dict[Id, Line] = Field({}, description="What a site may have; switches on practices with `only_if`.")
    profiles: dict[Id, list[PracticeId]] = Field({}, description="Named selections of practices; `full` is everything.")
    dimensions: dict[Id, Line] = Field({}, description="The second axis, each with its meaning.")
    stages: dict[Id, Annotated[Stage, short_form("title")]] = Field({}, description="The journey, in order.")
    touchpoints: dict[Id, Touchpoint] = Field(
        min_length=1, description="Touchpoints by id, in the order of the journey."
    )
    lint: Silenced = Field(
        {}, description="Rules of `cxaudit lint` on the whole checklist that do not hold here, each with the reason."
    )
    locked: Locked | None = Field(None, description="Only in checklist.lock.yaml.")

    def practices(self) -> dict[str, Practice]:
        """All practices by full id, in order."""
        return {
            f"{touchpoint_id}.{practice_id}": practice
            for touchpoint_id, touchpoint in self.touchpoints.items()
            for practice_id, practice in touchpoint.practices.items()
        }

    def scale_of(self, practice: Practice) -> Scale:
        """The scale a practice is rated on."""
        return self.scales[practice.scale or self.scale]


class ChecklistFile(Checklist):
    """A checklist as written in one file: it may extend another one."""

    scale: Id = Field("practice", description="The default scale.")
    extends: Line | None = Field(
        None, description="Another checklist: a shipped id such as core@1, or a path to a .yaml file."
    )
    keep: list[Line] = Field(
        [], description="Practices and touchpoints of the extended checklist to take over; left out, all of them."
    )
    remove: list[Line] = Field([], description="Practices and touchpoints of the extended checklist to leave out.")
    change: dict[Line, dict[str, Any]] = Field(
        {}, description="New values for practices and touchpoints of the extended one."
    )
    touchpoints: dict[Id, Touchpoint] = Field({}, description="Touchpoints by id; new practices join existing ones.")


def title_from(name: str) -> str:
    """A title made from an id: `front-desk` becomes `Front desk`."""
    words = name.rpartition(".")[2].replace("-", " ")
    return words[:1].upper() + words[1:]
