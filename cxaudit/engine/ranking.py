"""Published ranking formulas, to compare with other tools; the action plan itself ranks by uplift per day of effort."""


def opportunity(importance: float, satisfaction: float) -> float:
    """Ulwick's opportunity score: importance plus what satisfaction lacks of it.

    Args: both from 0 to 10, as the share of respondents who rate 4 or 5, times 10. With one auditor's rating instead of
        a survey the result is only an opportunity-style index and must be called so.
    Returns: 0 to 20; `importance` itself where satisfaction is as high.
    Source: Ulwick, What Customers Want (2005).
    """
    return importance + max(importance - satisfaction, 0.0)


def rice(reach: float, impact: float, confidence: float, effort: float) -> float:
    """RICE: reach times impact times confidence, per unit of effort.

    Args: `confidence` on any scale that all compared entries share (a fraction, or 1 to 5); `effort` above 0.
    Source: McBride, RICE: Simple prioritization for product managers (Intercom, 2016).
    """
    return reach * impact * confidence / effort


def weighted_gap(target: float, score: float, weight: float) -> float:
    """What a practice lacks to its target, times its weight; nothing is earned above the target.

    Args: `target` and `score` on the same scale.
    """
    return weight * max(target - score, 0.0)
