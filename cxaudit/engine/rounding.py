"""Rounding for print: half up, once, and sums that agree with their parts."""

from collections.abc import Sequence
from math import floor

NOISE = 1e-9


def tenths(fraction: float) -> int:
    """A score of 0 to 1 in tenths of a point (0 to 1000), rounded half up after removing float noise.

    Python's `round` rounds half to even and would print 0.125 as 12.5 but 0.0005 as 0.0.
    """
    scaled = abs(fraction) * 1000
    whole = floor(scaled + 0.5 + NOISE)
    return whole if fraction >= 0 else -whole


def share_out(fractions: Sequence[float], total: int) -> list[int]:
    """Whole tenths for each fraction (of 0 to 1) that add up to `total`: the largest remainders are rounded up first.

    Args: the fractions' sum in tenths lies within one tenth per fraction of `total`; ties go to the earlier fraction.
    Source: largest remainder method (Hamilton); docs/method.md, rules 10 and 11.
    """
    wholes = [floor(fraction * 1000 + NOISE) for fraction in fractions]
    missing = total - sum(wholes)
    if not wholes or not missing:
        return wholes
    step = 1 if missing > 0 else -1
    order = sorted(range(len(wholes)), key=lambda i: (wholes[i] - fractions[i] * 1000) * step)
    if step < 0:
        order = [i for i in order if wholes[i] > 0] or order
    for turn in range(abs(missing)):
        wholes[order[turn % len(order)]] += step
    return wholes
