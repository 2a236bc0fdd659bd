"""Random audits for the laws of the arithmetic, and a second, naive scoring of them written from the design's text."""

from dataclasses import dataclass, replace
from statistics import fmean, median
from typing import Any

from hypothesis import strategies as st

from cxaudit.engine.scoring import Scores, score_audit
from cxaudit.model.audit import Audit, Rating
from cxaudit.model.checklist import Checklist

TABLES = {
    "even": {"0": 0.0, "1": 0.25, "2": 0.5, "3": 0.75, "4": 1.0},
    "skewed": {"1": 0.0, "2": 0.1, "3": 0.7, "4": 1.0},
    "named": {"none": 0.0, "some": 0.25, "half": 0.5, "most": 1.0},
    "yes-no": {"0": 0.0, "1": 1.0},
}
SCALES = {
    "even": {"levels": {key: f"Level {key}" for key in TABLES["even"]}},
    "yes-no": {"levels": {"0": "No", "1": "Yes"}},
    "wait": {"unit": "minutes", "best": 2, "worst": 12},
} | {
    name: {"levels": {key: {"points": points} for key, points in TABLES[name].items()}} for name in ("skewed", "named")
}
ANSWERS = {name: list(table) for name, table in TABLES.items()} | {"wait": ["1", "2", "4.5", "7", "11.9", "12", "60"]}
Given = str | tuple[str, ...]  # a rating, several observations, or one of the three other states
OTHER = ("not_applicable", "not_observed", "unrated")


@dataclass(frozen=True)
class Invented:
    """One practice: `given` holds each auditor's answer."""

    touchpoint: int
    weight: float
    scale: str
    kind: str
    dimension: str
    given: tuple[Given, ...]


@dataclass(frozen=True)
class Case:
    """A whole audit as plain values; the models are made from it."""

    practices: tuple[Invented, ...]
    weights: tuple[float, ...]
    stages: tuple[int, ...]
    stage_weights: tuple[float, ...]
    min_rated: tuple[int, ...]
    rollup: str
    policy: str
    combine: str
    effect: str
    on: str
    cap: float
    target: float
    override: float | None

    def with_given(self, place: int, given: tuple[Given, ...]) -> "Case":
        """The same audit with other answers to one practice."""
        changed = replace(self.practices[place], given=given)
        return replace(self, practices=(*self.practices[:place], changed, *self.practices[place + 1 :]))


WEIGHTS = st.sampled_from([0.0, 0.1, 1 / 3, 1.0, 2.5, 3.0, 5.0])


def _answer(scale: str) -> st.SearchStrategy[Given]:
    """One auditor's answer: three of five are a level."""
    level = st.sampled_from(ANSWERS[scale])
    return st.one_of(level, level, level, st.sampled_from(OTHER), st.lists(level, min_size=1, max_size=4).map(tuple))


def _practice(auditors: int, scale: str) -> st.SearchStrategy[Invented]:
    return st.builds(
        Invented,
        st.integers(0, 3),
        WEIGHTS,
        st.just(scale),
        st.sampled_from(["", "", "", "critical", "advisory"]),
        st.sampled_from(["care", "ease", ""]),
        st.tuples(*[_answer(scale)] * auditors),
    )


def _case(auditors: int) -> st.SearchStrategy[Case]:
    practices = st.one_of(*(_practice(auditors, scale) for scale in ANSWERS))
    return st.builds(
        Case,
        st.lists(practices, min_size=1, max_size=7).map(tuple),
        st.tuples(*[WEIGHTS] * 4),
        st.tuples(*[st.integers(0, 1)] * 4),
        st.tuples(WEIGHTS, WEIGHTS),
        st.tuples(*[st.integers(1, 2)] * 4),
        st.sampled_from(["practices", "touchpoints", "stages"]),
        st.sampled_from(["drop", "full", "zero"]),
        st.sampled_from(["median", "mean", "lowest", "lead"]),
        st.sampled_from(["flag", "cap", "zero"]),
        st.sampled_from(["overall", "touchpoint"]),
        st.sampled_from([0.0, 49.0, 80.0]),
        st.sampled_from([10.0, 75.0, 100.0]),
        st.one_of(st.none(), WEIGHTS),
    )


CASES = st.one_of(*(_case(auditors) for auditors in (1, 2, 3)))  # made once: strategies made while drawing take longer


def cases() -> st.SearchStrategy[Case]:
    """An audit of one to three auditors, one to seven practices, four touchpoints and two stages."""
    return CASES


def names(case: Case) -> list[str]:
    """The full ids of the practices, in the order of the case."""
    return [f"t{part.touchpoint}.p{place}" for place, part in enumerate(case.practices)]


def models(case: Case, *, backwards: bool = False) -> tuple[Checklist, Audit, dict[str, dict[str, Rating]]]:
    """The case as the engine takes it; `backwards` turns every order round that must not matter."""
    turn = reversed if backwards else list
    touchpoints: dict[str, Any] = {}
    for key, part in turn(list(zip(names(case), case.practices, strict=True))):  # type: ignore[operator]
        at = part.touchpoint
        block = touchpoints.setdefault(
            f"t{at}",
            {
                "stage": f"s{case.stages[at]}",
                "weight": case.weights[at],
                "min_rated": case.min_rated[at],
                "practices": {},
            },
        )
        block["practices"][key.partition(".")[2]] = {
            "ask": "Is it so?",
            "weight": part.weight,
            "scale": part.scale,
            "rate": "case",
            "dimension": part.dimension or None,
            "critical": part.kind == "critical",
            "advisory": part.kind == "advisory",
            "recommend": [{"below": ANSWERS[part.scale][0 if part.scale == "wait" else -1], "do": "Act."}],
        }
    checklist = Checklist.model_validate(
        {
            "cxaudit": "checklist/1",
            "id": "c",
            "title": "C",
            "scale": "even",
            "scales": SCALES,
            "touchpoints": touchpoints,
            "dimensions": {"care": "Care", "ease": "Ease"},
            "stages": {f"s{i}": {"title": f"S{i}", "weight": weight} for i, weight in enumerate(case.stage_weights)},
            "scoring": {
                "rollup": case.rollup,
                "not_applicable": case.policy,
                "target": case.target,
                "critical": {"effect": case.effect, "on": case.on, "cap": case.cap},
            },
        }
    )
    count = len(case.practices[0].given)
    auditors = {f"a{i}": {"name": f"A{i}", "role": "lead" if i == 0 else "auditor"} for i in turn(list(range(count)))}
    override = {} if case.override is None else {names(case)[0]: {"is": case.override, "because": "So."}}
    audit = Audit.model_validate(
        {
            "cxaudit": "audit/1",
            "id": "a",
            "title": "A",
            "checklist": "c",
            "date": "2026-10-14",
            "subject": {"client": "C"},
            "auditors": auditors,
            "combine": case.combine,
            "weights": override,
        }
    )
    ratings = {
        auditor: {
            key: _rating(part.given[int(auditor[1:])])
            for key, part in zip(names(case), case.practices, strict=True)
            if part.given[int(auditor[1:])] != "unrated"
        }
        for auditor in auditors
    }
    return checklist, audit, ratings


def score(case: Case, *, backwards: bool = False) -> Scores:
    """What the engine makes of the case."""
    return score_audit(*models(case, backwards=backwards))


def _rating(given: Given) -> Rating:
    if isinstance(given, tuple):
        return Rating.model_validate({"observations": list(given)})
    return Rating.model_validate({given: "Because."} if given in OTHER else {"rating": given})


# -- the naive scoring: plain loops, from the text of the design -------------------------------------------------------


def naive_points(part: Invented, combine: str) -> float | str:
    """The points of a practice, or its state."""
    seen = [
        fmean(_worth(part.scale, one) for one in (given if isinstance(given, tuple) else (given,)))
        for given in part.given
        if given not in OTHER
    ]
    if not seen:
        return next(state for state in ("not_observed", "not_applicable", "unrated") if state in part.given)
    if combine == "lead" and part.given[0] not in OTHER:
        return seen[0]
    return {"mean": fmean, "lowest": min}.get(combine, median)(seen)


def naive_counted(case: Case) -> list[float | None]:
    """What each practice counts with; None when it takes no part."""
    found: list[float | None] = []
    for part in case.practices:
        points = naive_points(part, case.combine)
        if part.kind == "advisory":
            found.append(None)
        elif isinstance(points, str):
            found.append({"full": 1.0, "zero": 0.0}.get(case.policy) if points == "not_applicable" else None)
        else:
            found.append(points)
    return found


def naive_overall(case: Case, counted: list[float | None]) -> float | None:
    """The overall score: practices into touchpoints, touchpoints into stages, stages into one, as the rollup says."""
    weights = [part.weight for part in case.practices]
    if case.override is not None:
        weights[0] = case.override
    rated = [
        not isinstance(naive_points(part, case.combine), str) and part.kind != "advisory" for part in case.practices
    ]
    if not any(rated):
        return None
    if case.rollup == "practices":
        return _mean(list(zip(weights, counted, strict=True)))
    touchpoints = []
    for at in range(4):
        inside = [place for place, part in enumerate(case.practices) if part.touchpoint == at]
        enough = sum(rated[place] for place in inside) >= case.min_rated[at]
        touchpoints.append(_mean([(weights[place], counted[place]) for place in inside]) if enough else None)
    if case.rollup == "touchpoints":
        return _mean(list(zip(case.weights, touchpoints, strict=True)))
    return _mean(
        [
            (
                case.stage_weights[stage],
                _mean([(case.weights[at], touchpoints[at]) for at in range(4) if case.stages[at] == stage]),
            )
            for stage in range(2)
        ]
    )


def _worth(scale: str, answer: str) -> float:
    if scale == "wait":
        return max(0.0, min(1.0, (12 - float(answer)) / 10))
    return TABLES[scale][answer]


def _mean(pairs: list[tuple[float, float | None]]) -> float | None:
    present = [(weight, value) for weight, value in pairs if value is not None and weight > 0]
    if not present:
        return None
    return sum(weight * value for weight, value in present) / sum(weight for weight, _ in present)
