"""Silencing: `lint: {two-things: one act with two names}` in the file, with the reason, and never elsewhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cxaudit.lint.finding import Fault
from cxaudit.model.checklist import Checklist
from cxaudit.model.words import closest
from cxaudit.source import Loc

UNKNOWN, IDLE = "unknown-rule", "idle-silence"


@dataclass
class Silences:
    """The reasons given in a checklist, by practice (None: the whole checklist) and rule, and which were needed."""

    reasons: Mapping[tuple[str | None, str], str]
    used: set[tuple[str | None, str]] = field(default_factory=set)

    def reason(self, practice: str | None, rule: str) -> str | None:
        """Why a finding of this rule is silenced there, or None; remembers that the silence was needed."""
        key = (practice, rule)
        if key in self.reasons:
            self.used.add(key)
        return self.reasons.get(key)

    def faults(self, known: Iterable[str]) -> Iterator[tuple[str, Fault, str | None]]:
        """Silences of rules that do not exist, and those that silence nothing: rule, fault and practice."""
        names = list(known)
        for practice, name in self.reasons:
            loc = (*_loc(practice), "lint", name)
            if name not in names:
                hint = closest(name, names) or f"known are: {', '.join(names)}"
                yield UNKNOWN, Fault(loc, f"there is no rule '{name}'", hint), practice
            elif (practice, name) not in self.used:
                said = f"this silences nothing: '{name}' finds no fault here"
                yield IDLE, Fault(loc, said, "remove it", own=True), practice


def read_silences(checklist: Checklist, *, inherited: bool) -> Silences:
    """All reasons that a checklist gives.

    Args: `inherited` says that those at the top were given for the checklist that this one extends: they do not count.
    """
    reasons: dict[tuple[str | None, str], str] = {}
    if not inherited:
        reasons |= {(None, name): reason for name, reason in checklist.lint.items()}
    for key, practice in checklist.practices().items():
        reasons |= {(key, name): reason for name, reason in practice.lint.items()}
    return Silences(reasons)


def _loc(practice: str | None) -> Loc:
    if practice is None:
        return ()
    touchpoint, _, name = practice.partition(".")
    return ("touchpoints", touchpoint, "practices", name)
