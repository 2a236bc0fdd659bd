"""Rules on recommendations: each is one act that somebody owns, and no level below the target is without one."""

import re
from collections.abc import Iterator
from itertools import pairwise

from cxaudit.engine.actions import advice_for
from cxaudit.lint.finding import Case, Fault
from cxaudit.lint.text import unquoted, words
from cxaudit.model.checklist import Recommendation
from cxaudit.source import Loc

_SLOGANS = re.compile(
    r"(?:improve|ensure|consider|promote|encourage|strive|aim|try|enhance|optimi[sz]e|foster|strengthen|boost|"
    r"maximi[sz]e|minimi[sz]e|increase|focus|work on|make sure|be|pay attention|avoid|raise awareness|empower|"
    r"leverage|emphasi[sz]e|prioriti[sz]e|remember|continue|maintain)\b",
    re.IGNORECASE,
)
_SECOND = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\betc)(?<!\bapprox)(?<!\bNo)(?<!\b[ap]\.m)[.!?] +(?=[A-Z])")


def advice(case: Case) -> Iterator[Fault]:
    """All that keeps a recommendation from being one act that one role can begin."""
    yield from _uncovered(case)
    for position, row in enumerate(case.practice.recommend):
        loc = (*case.loc, "recommend", position)
        yield from _acts(loc, row.do)
        yield from _owned(loc, row)
    for position, (before, after) in enumerate(pairwise(case.practice.recommend), 1):
        if words(before.do) == words(after.do):
            yield Fault(
                (*case.loc, "recommend", position, "do"),
                "this is the advice of the row before it",
                "'nothing there' and 'uneven' need other advice: what is the next step?",
                after.do,
            )


def _uncovered(case: Case) -> Iterator[Fault]:
    """Levels below the target for which no advice is shown, by the function that the plan uses."""
    if case.practice.advisory:
        return
    target = case.checklist.scoring.target / 100
    points = case.scale.points or {"the worst values": 0.0, "values just below the target": target - 1e-6}
    silent = [
        key
        for key, value in points.items()
        if value < target - 1e-9 and not advice_for(case.checklist, case.practice, value)
    ]
    if not silent:
        return
    if not case.practice.recommend:
        what = "any rating"
    elif case.scale.points:
        what = f"level{'s' if silent[1:] else ''} {' and '.join(silent)}"
    else:
        what = " and ".join(silent)
    yield Fault(
        (*case.loc, "recommend") if case.practice.recommend else case.loc,
        f"there is no advice for {what}, below the target of {case.checklist.scoring.target:g}",
        "what could one role begin next Monday? write it under 'recommend'",
    )


def _acts(loc: Loc, text: str) -> Iterator[Fault]:
    bare = unquoted(text)
    place = (*loc, "do")
    if found := _SLOGANS.match(text):
        yield Fault(
            place,
            f"'{found.group()}' begins a wish, not an act",
            "begin with what somebody does: write, print, ring, move, count, ask",
            found.group(),
        )
    if ";" in bare:
        at = bare.index(";")
        before, after = text[: at + 1], text[at + 1 :]
        quote = before[before.rfind(" ") + 1 :] + after.partition(",")[0].rstrip(" .")
        yield Fault(place, "a ';' joins several acts", "which one comes first? keep that one", quote)
    elif found := _SECOND.search(bare):
        quote = text[found.end() :]
        yield Fault(place, "a second sentence stands here", "which act comes first? keep that one", quote)


def _owned(loc: Loc, row: Recommendation) -> Iterator[Fault]:
    missing = [name for name in ("owner", "effort") if name not in row.model_fields_set]
    if missing:
        yield Fault(
            loc,
            f"this advice has no {' and no '.join(missing)}",
            "which role does it, and is it S, M or L?" if missing[1:] else _ASKS[missing[0]],
        )


_ASKS = {"owner": "which role does it? write owner: Head of service", "effort": "is it S, M or L? write effort: S"}
