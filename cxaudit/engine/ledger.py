"""The points ledger: from 100 down to the score that is shown, in lines that add up exactly as printed."""

from dataclasses import dataclass
from typing import Literal

from cxaudit.engine.rounding import share_out, tenths
from cxaudit.engine.scores import Scores

FULL = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """One line, in tenths of a point: `lost` is 0 or more; `share` is the practice's effective share, 0 to 1."""

    kind: Literal["practice", "not_applicable", "not_observed", "unrated", "critical"]
    practices: tuple[str, ...]
    share: float
    lost: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """All lines; `raw` and `shown` are the printed scores in tenths: 1000 minus all lines is `shown`."""

    lines: tuple[Line, ...]
    raw: int
    shown: int


def build_ledger(scores: Scores) -> Ledger | None:
    """The ledger of an audit; None when there is no score.

    Source: docs/method.md, rule 11.
    """
    if scores.raw is None or scores.adjusted is None:
        return None
    raw, shown = tenths(scores.raw), tenths(scores.adjusted)
    losing = [part for part in scores.practices.values() if part.lost > 0]
    lost = share_out([part.lost for part in losing], FULL - raw)
    lines = [
        Line("not_applicable" if part.state == "not_applicable" else "practice", (part.id,), part.share, amount)
        for part, amount in zip(losing, lost, strict=True)
    ]
    for state in ("not_applicable", "not_observed", "unrated"):
        dropped = tuple(
            part.id
            for part in scores.practices.values()
            if part.state == state and part.counted is None and not part.advisory
        )
        if dropped:
            lines.append(Line(state, dropped, 0.0, 0))
    if raw != shown:
        lines.append(Line("critical", scores.triggered, 0.0, raw - shown))
    return Ledger(tuple(lines), raw, shown)
