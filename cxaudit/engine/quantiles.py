"""Quantiles of the F distribution, for the interval of an intraclass correlation."""

from math import exp, lgamma, log

STEPS, TINY = 400, 1e-300


def f_quantile(share: float, above: float, below: float) -> float:
    """The value below which `share` (0 to 1) of the F distribution lies; degrees of freedom may be fractions.

    Source: F is a ratio of x / (1 - x) where x has a beta distribution; x is found by bisection.
    """
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if beta_share(middle, above / 2, below / 2) < share:
            low = middle
        else:
            high = middle
    x = (low + high) / 2
    return below * x / (above * max(1 - x, TINY))


def beta_share(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function: the share of Beta(a, b) that lies below `x`.

    Source: Press and others, Numerical Recipes, section 6.4: a continued fraction, by the method of Lentz.
    """
    if x < TINY or x >= 1:
        return float(x >= 1)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front * _fraction(1 - x, b, a) / b
    return front * _fraction(x, a, b) / a


def _fraction(x: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _away(1 - (a + b) * x / (a + 1))
    result = d
    for m in range(1, STEPS):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away(1 + term * d)
            c = _away(1 + term / c)
            step = d * c
            result *= step
        if abs(step - 1) < 1e-14:
            break
    return result


def _away(value: float) -> float:
    """The value, kept away from 0."""
    return value if abs(value) > TINY else TINY
