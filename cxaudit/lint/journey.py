"""Rules on the journey: stages that hold nothing, and one that holds half of everything."""

from collections import defaultdict
from collections.abc import Iterator

from cxaudit.lint.finding import Fault
from cxaudit.lint.shares import effective_shares
from cxaudit.model.checklist import Checklist

HALF = 0.5
FEWEST_STAGES = 4


def stages(checklist: Checklist) -> Iterator[Fault]:
    """A declared stage without any practice; and one stage with over half of the score, among four or more."""
    filled = {part.stage for part in checklist.touchpoints.values() if part.practices}
    for key in checklist.stages:
        if key not in filled:
            yield Fault(
                ("stages", key),
                f"no practice belongs to the stage '{key}'",
                f"give a touchpoint 'stage: {key}', or remove the stage",
                own=True,
            )
    count = len(filled & set(checklist.stages))
    if count < FEWEST_STAGES:
        return
    held: dict[str, float] = defaultdict(float)
    for key, practice in effective_shares(checklist).items():
        held[checklist.touchpoints[key.partition(".")[0]].stage or ""] += practice.share
    for stage, share in held.items():
        if stage and share > HALF + 1e-9:
            yield Fault(
                ("stages", stage),
                f"the stage '{stage}' alone makes {share * 100:.0f} % of the score, of {count} stages",
                "is that what customers live through? weigh its touchpoints less, or the others more",
            )
