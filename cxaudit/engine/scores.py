"""The values that scoring gives: of a practice, a touchpoint, and the whole audit."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cxaudit.engine.points import State, Tally
from cxaudit.engine.rollup import Tree, what_if

NOISE = 1e-12


def leaves_open(*, critical: bool, state: State) -> bool:
    """Whether a practice leaves the verdict open: a critical one that applies and that nobody rated."""
    return critical and state in ("not_observed", "unrated")


@dataclass(frozen=True, slots=True)
class PracticeScore:
    """One practice in scope. Points, share, gap and uplift are fractions of 0 to 1.

    `counted` is what enters the score: the points, or what the policy gives a practice that does not apply; None when
    it takes no part.
    """

    id: str
    dimension: str | None
    state: State
    weight: float
    critical: bool
    advisory: bool
    tally: Tally
    by_auditor: Mapping[str, Tally]
    counted: float | None
    triggered: bool = False
    share: float = 0.0
    gap: float = 0.0
    uplift: float = 0.0

    @property
    def touchpoint(self) -> str:
        """The id of its touchpoint."""
        return self.id.partition(".")[0]

    @property
    def points(self) -> float | None:
        """Points from 0 to 1; None unless rated."""
        return self.tally.points

    @property
    def lost(self) -> float:
        """What the practice takes from the overall score, 0 to 1."""
        return self.share * (1 - self.counted) if self.counted is not None else 0.0


@dataclass(frozen=True, slots=True)
class TouchpointScore:
    """One touchpoint with practices in scope; `score` is None when fewer than `min_rated` are rated."""

    id: str
    stage: str
    weight: float
    score: float | None
    adjusted: float | None
    share: float
    rated: int
    applicable: int
    cells: Mapping[str, float]
    triggered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Everything that was computed from one audit; scores are fractions of 0 to 1, None is "no score".

    `held` names the bands that the score reaches but whose gates it does not pass, with these gates.
    """

    raw: float | None
    adjusted: float | None
    band: str | None
    raw_band: str | None
    held: Mapping[str, tuple[str, ...]]
    undetermined: bool
    coverage: float | None
    target: float
    rollup: str
    practices: Mapping[str, PracticeScore]
    touchpoints: Mapping[str, TouchpointScore]
    stages: Mapping[str, float | None]
    dimensions: Mapping[str, float | None]
    triggered: tuple[str, ...]
    tree: Tree = field(repr=False)

    @property
    def limited(self) -> bool:
        """Whether a critical failure lowers the score that is shown."""
        return self.raw is not None and self.adjusted is not None and self.adjusted < self.raw - NOISE

    def with_changes(self, changes: Mapping[str, float]) -> float | None:
        """The raw score if these practices had these points (0 to 1): the one what-if behind uplift and plan."""
        counted = {key: part.counted for key, part in self.practices.items() if part.counted is not None}
        return what_if(self.tree, counted, {key: value for key, value in changes.items() if key in counted})
