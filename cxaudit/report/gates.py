"""What a band asks for beside its floor, in words, and why a score that is high enough does not get it."""

from cxaudit.engine.scores import Scores
from cxaudit.model.checklist import Band, Scoring
from cxaudit.report.phrases import listed


def gates_asked(band: Band) -> dict[str, str]:
    """The gates of a band in words, by their names in the checklist."""
    words = {
        "worst_from": band.worst_from is not None and f"no rated practice lies under {band.worst_from:g}",
        "stages_from": band.stages_from is not None and f"every stage reaches {band.stages_from:g}",
        "coverage_from": band.coverage_from is not None and f"at least {band.coverage_from:g} % of the weight is rated",
        "no_critical": band.no_critical and "no critical practice has failed",
        "waves": band.waves > 1 and f"at least {band.waves} audits were made, each compared with the one before",
    }
    return {gate: text for gate, text in words.items() if text}


def write_held(scoring: Scoring, scores: Scores) -> dict[str, str]:
    """The sentence on the highest band that the score reaches but does not get; nothing where there is none."""
    if not scores.held or scores.band is None:
        return {}
    key, gates = next(iter(scores.held.items()))
    asked = gates_asked(scoring.bands[key])
    missing = listed([asked[gate] for gate in gates])
    return {
        "held": f"The score is high enough for “{scoring.bands[key].label}”, "
        f"which also asks that {missing}. So the verdict is “{scoring.bands[scores.band].label}”."
    }
