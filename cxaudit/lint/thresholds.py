"""The rule of thresholds: every value fits exactly one level, and the cases looked at can show each of them."""

import re
from collections.abc import Iterator
from itertools import pairwise

from cxaudit.lint.finding import Case, Fault
from cxaudit.lint.intervals import CLOCK, SHARE, WORKDAYS, Interval, read_intervals
from cxaudit.lint.text import number_of, unquoted, words
from cxaudit.lint.words import STOP_WORDS
from cxaudit.source import Loc

FEWEST_CASES = 5
_SHUT = re.compile(r"\bnot (?:in |for |at )?(?:all|every|each)\b", re.IGNORECASE)
_ADDED = re.compile(r"^(?:all|every)\b[^,;]*[,;] (?:each|and|every)\b.*", re.IGNORECASE)
_ADDED_TO = frozenset({"more", "other", "others", "further"})  # the sum of two samples is not said
_SAMPLE = re.compile(r"(?<![\d:.,%])\b(last )?([\w]+)\b(?!\s*%)(?=((?: [\w-]+){0,3}))", re.IGNORECASE)

_ENDS = "let one level end where the next begins: '70 % or more, but under 85 %'"

Rung = tuple[str, Interval]


def thresholds(case: Case) -> Iterator[Fault]:
    """Overlaps, holes, steps that the cases cannot show, and a top level that shuts the door of the one below."""
    if not case.many_levels:
        return
    levels = case.levels()
    yield from _shut_door(case, levels)
    read = {key: read_intervals(unquoted(level)) for key, level in levels}
    for unit in dict.fromkeys(unit for found in read.values() for unit in found):
        rungs = [(key, found[unit]) for key, found in read.items() if unit in found]
        if sum(not interval.worded for _, interval in rungs) >= 2 and (order := _direction(rungs)):
            yield from _neighbours(case, unit, rungs, order)
            if unit == SHARE:
                yield from _too_fine(case, rungs)


def _shut_door(case: Case, levels: list[tuple[str, str]]) -> Iterator[Fault]:
    for (below, lower), (above, upper) in pairwise(levels):
        if _SHUT.search(unquoted(lower)) and (added := _ADDED.match(unquoted(upper))):
            yield Fault(
                (*case.loc, "anchors", above),
                f"'all' without the condition of level {above} fits no level, since level {below} says 'not all'",
                f"take 'not all' out of level {below}",
                upper[: added.end()],
            )


def _direction(rungs: list[Rung]) -> int:
    """1 where values rise with the levels, -1 where they fall, 0 where they do neither."""
    pairs = [(lower, upper) for (_, lower), (_, upper) in pairwise(rungs)]
    if all(upper.low >= lower.low and upper.high >= lower.high for lower, upper in pairs):
        return 1
    return -1 if all(upper.low <= lower.low and upper.high <= lower.high for lower, upper in pairs) else 0


def _neighbours(case: Case, unit: str, rungs: list[Rung], order: int) -> Iterator[Fault]:
    keys = list(case.scale.levels or {})
    for lower, upper in pairwise(rungs):
        if keys.index(upper[0]) - keys.index(lower[0]) != 1:
            continue
        (low_key, low), (high_key, high) = (lower, upper)[::order]
        if low.holds(high) or high.holds(low):
            continue
        loc: Loc = (*case.loc, "anchors", upper[0])
        if low.high > high.low or (low.high == high.low and low.high_in and high.low_in):
            yield Fault(
                loc,
                f"{_shown(high.low, unit, _lattice(low, high, unit))} fits level {low_key} and level {high_key}",
                _ENDS,
                case.practice.anchors[upper[0]],
            )
        elif _is_hole(low, high, unit):
            step = _lattice(low, high, unit)
            at = low.high + (step if low.high_in else 0.0) if step else (low.high + high.low) / 2
            yield Fault(
                loc,
                f"{_shown(at, unit, step)} fits neither level {low_key} nor level {high_key}",
                _ENDS,
                case.practice.anchors[upper[0]],
            )


def _lattice(low: Interval, high: Interval, unit: str) -> float:
    """The distance of possible values, where it is known: 1 for counts, a fifth of 100 for `two of five`."""
    known = all(part.step or (part.worded and unit == SHARE) for part in (low, high))
    return max(low.step, high.step) if known else 0.0


def _is_hole(low: Interval, high: Interval, unit: str) -> bool:
    """Whether a possible value lies between the two; whole numbers such as 80-89 and 90-94 leave none."""
    gap = high.low - low.high
    if step := _lattice(low, high, unit):
        first = low.high + (step if low.high_in else 0.0)
        last = high.low - (step if high.low_in else 0.0)
        return last - first > -1e-6
    if low.exact or high.exact:  # a bare `nine in ten` is meant roughly
        return False
    if gap == 0:
        return not low.high_in and not high.low_in
    both_in = low.high_in and high.low_in and not low.worded and not high.worded
    counted = both_in and float(low.high).is_integer() and float(high.low).is_integer()
    return not (counted and gap <= _tick(unit, low.high, high.low))


def _tick(unit: str, first: float, second: float) -> float:
    """The distance of whole numbers in a unit: 1, or an hour between `two hours` and `three hours`."""
    if unit != CLOCK:
        return 1.0
    return next(size for size in (10080.0, 1440.0, 60.0, 1.0) if first % size == 0 and second % size == 0)


def _too_fine(case: Case, rungs: list[Rung]) -> Iterator[Fault]:
    if any(part.step for _, part in rungs):  # counted, not measured: `two of five`
        return
    cases = _cases(case)
    edges = sorted({edge for _, part in rungs for edge in (part.low, part.high) if 0 < edge < 100} | {100.0})
    steps = [
        (above - below, below, above)
        for below, above in pairwise(edges)
        if not any(part.low_in and part.high_in and (part.high, part.low) == (below, above) for _, part in rungs)
    ]
    narrow = [step for step in steps if cases and step[0] < 100 / cases - 1e-6 and step[0] > 1]
    if narrow:
        _, below, above = narrow[-1]
        key = next(key for key, part in rungs if below in (part.low, part.high))
        yield Fault(
            (*case.loc, "anchors", key),
            f"{cases} cases cannot show the step from {below:.3g} % to {above:.3g} %: one case is {100 / cases:.3g} %",
            f"use steps of {100 / cases:.3g} % or more, or look at more cases",
            case.practice.anchors[key],
            severity="warning",
        )


def _cases(case: Case) -> int:
    """How many of the rated things look_for or evidence asks for; 0 where that is not said."""
    levels = " ".join(case.practice.anchors.values())
    rated = _things(case.practice.ask) | _things(levels)
    best = 0
    for text in (case.practice.look_for, case.practice.evidence):
        for found in _SAMPLE.finditer(text or ""):
            number = number_of(found[2].lower())
            named = words(found[3])
            if number is not None and named and named[0] in _ADDED_TO:
                return 0
            if number is None or (named and f"{found[2]} {named[0]}".lower() in levels.lower()):
                continue
            if _things(found[3]) & rated or (found[1] and not named):
                best = max(best, int(number))
    return best if best >= FEWEST_CASES else 0


def _things(text: str) -> set[str]:
    """The words of a text that may name things, one or many; `calls` are no `callers`."""
    return {word.removesuffix("s") for word in words(text) if word not in STOP_WORDS}


def _shown(value: float, unit: str, step: float) -> str:
    if unit == SHARE and step:
        return f"{value / step:.0f} of {100 / step:.0f}"
    if unit == SHARE:
        return f"{value:.3g} %"
    if unit in (CLOCK, WORKDAYS):
        return f"{value:g} {unit}"
    return f"{value:g}"
