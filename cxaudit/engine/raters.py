"""Published coefficients of agreement between raters, in pure Python.

Why own code: the one kept library for alpha (`krippendorff`, 19 kB) needs numpy, a download of 17 MB beside 28 MB for
all that cxaudit needs otherwise, and none covers kappa and ICC without numpy and pandas. These are few lines, and
every function reproduces published numbers (tests/engine/test_raters.py). What is undefined is None with the reason,
never 1.

Source: docs/method.md, rule 14.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations
from statistics import fmean

from cxaudit.engine.quantiles import f_quantile

NOT_BY_ALL = "too few practices were rated by all auditors"
NO_SPREAD = "all ratings are the same, so chance cannot be told from agreement"
TOO_FEW = "too few practices were rated by more than one auditor"
NOISE = 1e-12
Table = Sequence[Sequence[float]]  # a row per practice, a column per auditor
Unit = Mapping[str, float]  # one practice: each auditor's rating; who did not rate is left out


@dataclass(frozen=True, slots=True)
class Measure:
    """A coefficient, or None and why it is undefined; `low` and `high` bound its 95 % interval where there is one."""

    value: float | None
    reason: str = ""
    low: float | None = None
    high: float | None = None


def pairs_of(units: Sequence[Unit]) -> list[tuple[float, float]]:
    """The ratings of every two auditors on every practice."""
    return [pair for unit in units for pair in combinations(unit.values(), 2)]


def share_within(pairs: Sequence[tuple[float, float]], distance: float) -> Measure:
    """The share of pairs at most `distance` apart: 0 is raw agreement."""
    if not pairs:
        return Measure(None, TOO_FEW)
    return Measure(sum(abs(a - b) <= distance + 1e-9 for a, b in pairs) / len(pairs))


def weighted_kappa(pairs: Sequence[tuple[float, float]], power: int = 2) -> Measure:
    """Cohen's kappa of two auditors with weights |a - b| ** power: 2 is quadratic, 1 linear, 0 unweighted.

    Distances are those of the values given, so of the declared scale: a level that nobody used still counts as a step.
    (R's irr and scikit-learn number the observed levels instead, and give another value when one is unused.)

    Source: Cohen, Weighted kappa, Psychological Bulletin 70, 1968.
    """
    if not pairs:
        return Measure(None, TOO_FEW)

    def apart(a: float, b: float) -> float:
        return abs(a - b) ** power if power else float(a != b)

    firsts, seconds = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = fmean(apart(a, b) for a, b in pairs)
    total = len(pairs) ** 2
    expected = sum(apart(a, b) * n * m for a, n in firsts.items() for b, m in seconds.items()) / total
    return Measure(1 - observed / expected) if expected > NOISE else Measure(None, NO_SPREAD)


def mean_kappa(units: Sequence[Unit], at_least: int = 1) -> Measure:
    """The mean of the quadratic kappas of all pairs of auditors who rated `at_least` practices in common.

    Source: Light, Measures of response agreement, Psychological Bulletin 76, 1971.
    """
    auditors = list(dict.fromkeys(auditor for unit in units for auditor in unit))
    found = []
    for one, two in combinations(auditors, 2):
        common = [(unit[one], unit[two]) for unit in units if one in unit and two in unit]
        if len(common) >= at_least:
            found.append(weighted_kappa(common))
    known = [measure.value for measure in found if measure.value is not None]
    return Measure(fmean(known)) if known else found[0] if found else Measure(None, TOO_FEW)


def krippendorff_alpha(units: Sequence[Unit], level: str = "ordinal") -> Measure:
    """Krippendorff's alpha; any number of auditors, and any of them may be missing on a practice.

    Practices with fewer than two ratings do not count.

    Args: `level` of measurement: nominal, ordinal, interval or ratio.
    Source: Krippendorff, Computing Krippendorff's alpha-reliability, 2011.
    """
    coincidences: Counter[tuple[float, float]] = Counter()
    for unit in units:
        values = list(unit.values())
        if len(values) > 1:
            for a, b in permutations(values, 2):
                coincidences[a, b] += 1 / (len(values) - 1)  # type: ignore[assignment]
    totals: Counter[float] = Counter()
    for (a, _), count in coincidences.items():
        totals[a] += count
    number = sum(totals.values())
    if number < 2:
        return Measure(None, TOO_FEW)
    delta = _metric(level, totals)
    observed = sum(count * delta(a, b) for (a, b), count in coincidences.items()) / number
    expected = sum(n * m * delta(a, b) for a, n in totals.items() for b, m in totals.items() if a != b)
    expected /= number * (number - 1)
    return Measure(1 - observed / expected) if expected > NOISE else Measure(None, NO_SPREAD)


def _metric(level: str, totals: Mapping[float, float]) -> Callable[[float, float], float]:
    """The squared difference of two values; the ordinal one counts the ratings that lie between them."""

    def ordinal(a: float, b: float) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(count for value, count in totals.items() if low <= value <= high)
        return float(between - (totals[a] + totals[b]) / 2) ** 2 if a != b else 0.0

    return {
        "nominal": lambda a, b: float(a != b),
        "ordinal": ordinal,
        "interval": lambda a, b: (a - b) ** 2,
        "ratio": lambda a, b: ((a - b) / (a + b)) ** 2 if a != b else 0.0,
    }[level]


@dataclass(frozen=True, slots=True)
class Variance:
    """Mean squares of a complete table: between practices, between auditors, and the rest."""

    practices: float
    auditors: float
    rest: float


def mean_squares(table: Table) -> Variance:
    """The two-way analysis of variance of a table with at least two rows and two columns."""
    n, k = len(table), len(table[0])
    grand = fmean(value for row in table for value in row)
    rows = [fmean(row) for row in table]
    columns = [fmean(row[j] for row in table) for j in range(k)]
    between = k * sum((mean - grand) ** 2 for mean in rows)
    judges = n * sum((mean - grand) ** 2 for mean in columns)
    total = sum((value - grand) ** 2 for row in table for value in row)
    return Variance(between / (n - 1), judges / (k - 1), max(total - between - judges, 0.0) / ((n - 1) * (k - 1)))


def intraclass(table: Table) -> Measure:
    """ICC(2,1): absolute agreement of a single auditor, where all of them rated every practice; with its 95 % interval.

    Source: Shrout and Fleiss, Intraclass correlations, Psychological Bulletin 86, 1979, pages 423 and 424.
    """
    if len(table) < 2 or len(table[0]) < 2:
        return Measure(None, NOT_BY_ALL)
    n, k = len(table), len(table[0])
    mean = mean_squares(table)
    b, j, e = mean.practices, mean.auditors, mean.rest
    whole = b + (k - 1) * e + k * (j - e) / n
    if whole < NOISE:
        return Measure(None, NO_SPREAD)
    value = (b - e) / whole
    if not -1 <= value <= 1:  # so little data that the estimate leaves its own range
        return Measure(None, NOT_BY_ALL)
    if e < NOISE or j < NOISE:
        return Measure(value)
    ratio = j / e
    part = n * (1 + (k - 1) * value) - k * value
    freedom = (k - 1) * (n - 1) * (k * value * ratio + part) ** 2 / ((n - 1) * (k * value * ratio) ** 2 + part**2)
    if freedom < 1:
        return Measure(value)  # no interval can be had from less than one degree of freedom
    upper, lower = f_quantile(0.975, n - 1, freedom), f_quantile(0.975, freedom, n - 1)
    other = k * j + (k * n - k - n) * e
    low = n * (b - upper * e) / (upper * other + n * b)
    high = n * (lower * b - e) / (other + n * lower * b)
    return Measure(value, low=max(min(low, value), -1.0), high=min(max(high, value), 1.0))


def leniency(units: Sequence[Unit]) -> dict[str, float]:
    """Each auditor's mean distance from the mean of the others on the same practices: above 0 is milder than they are.

    The leave-one-out version; with complete data it is k / (k - 1) times the distance from the mean of all k auditors.
    Who shares no practice with another is left out.
    Source: Saal, Downey and Lahey, Rating the ratings, Psychological Bulletin 88, 1980, for the idea of severity.
    """
    apart: dict[str, list[float]] = {}
    for unit in units:
        if len(unit) > 1:
            total = sum(unit.values())
            for auditor, value in unit.items():
                apart.setdefault(auditor, []).append(value - (total - value) / (len(unit) - 1))
    return {auditor: fmean(values) for auditor, values in apart.items()}
