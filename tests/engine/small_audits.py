"""Small audits in one line, so that a test shows nothing but what it is about."""

from typing import Any

from cxaudit.engine.scoring import Scores, score_audit
from cxaudit.model.audit import Audit
from cxaudit.model.checklist import Checklist

SCALES = {
    "practice": {"levels": {str(level): f"Level {level}" for level in range(5)}},
    "yes-no": {"levels": {"0": "No", "1": "Yes"}},
    "percent": {"best": 100, "worst": 0},
    "fraction": {"best": 1, "worst": 0},
}
NA = {"not_applicable": "There is none."}
UNSEEN = {"not_observed": "Closed that day."}


def make(
    parts: dict[str, tuple[Any, ...]],
    *,
    touchpoints: dict[str, Any] | None = None,
    scoring: Any = None,
    scale: str = "practice",
    audit: dict[str, Any] | None = None,
    **checklist: Any,
) -> tuple[Checklist, Audit]:
    """A checklist and an audit from practices given as `touchpoint.practice: (weight, rating, more fields)`.

    A rating is a level, a block such as NA or UNSEEN, or None for unrated; without a dot the touchpoint is `t`.
    """
    blocks: dict[str, Any] = {key: {**fields, "practices": {}} for key, fields in (touchpoints or {}).items()}
    ratings = {}
    for name, (weight, rating, *more) in parts.items():
        key = name if "." in name else f"t.{name}"
        touchpoint, _, practice = key.partition(".")
        fields = {"ask": "Is it so?", "weight": weight, **(more[0] if more else {})}
        blocks.setdefault(touchpoint, {"practices": {}})["practices"][practice] = fields
        if rating is not None:
            ratings[key] = rating if isinstance(rating, dict) else {"rating": str(rating)}
    return (
        Checklist.model_validate(
            {
                "cxaudit": "checklist/1",
                "id": "small",
                "title": "Small",
                "scale": scale,
                "scales": SCALES,
                "scoring": scoring or {},
                "touchpoints": blocks,
            }
            | checklist
        ),
        Audit.model_validate(
            {
                "cxaudit": "audit/1",
                "id": "small",
                "title": "Small",
                "checklist": "small",
                "date": "2026-10-14",
                "subject": {"client": "Harbour"},
                "ratings": ratings,
            }
            | (audit or {})
        ),
    )


def scored(parts: dict[str, tuple[Any, ...]], *, waves: int = 1, **more: Any) -> Scores:
    """The scores of such an audit."""
    return score_audit(*make(parts, **more), waves=waves)
