"""What a rule looks at, what it says, and what the author reads."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from cxaudit.model.checklist import Checklist, Practice
from cxaudit.model.scale import Scale
from cxaudit.source import Loc

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Case:
    """One practice as a rule sees it: its full id, its place in the resolved checklist, and its scale."""

    id: str
    loc: Loc
    practice: Practice
    scale: Scale
    checklist: Checklist

    @property
    def many_levels(self) -> bool:
        """Whether the scale is a ladder: levels, and more than a yes and a no."""
        return self.scale.levels is not None and len(self.scale.levels) > 2

    def levels(self) -> list[tuple[str, str]]:
        """The written levels of this practice in the order of the scale: key and text."""
        keys = self.scale.levels or {}
        return [(key, self.practice.anchors[key]) for key in keys if key in self.practice.anchors]


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule found: where, which words, and what to write instead.

    `quote` are the words as they stand in the text at `loc`; `severity` is given only where it differs from the rule's;
    `own` says that only the author of the file at `loc` can change it, so that it is no fault of one that extends it.
    """

    loc: Loc
    message: str
    hint: str
    quote: str = ""
    severity: Severity | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its name silences it; `english` says that it knows words, and so reads English checklists only."""

    name: str
    severity: Severity
    says: str
    practice: Callable[[Case], Iterable[Fault]] | None = None
    checklist: Callable[[Checklist], Iterable[Fault]] | None = None
    english: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with its place in the file where the part was written.

    `practice` is None for a finding on the whole checklist; `silenced` is the reason the author gave, or None.
    """

    rule: str
    severity: Severity
    file: str
    line: int
    column: int
    width: int
    excerpt: str
    practice: str | None
    message: str
    quote: str
    hint: str
    silenced: str | None = None
