"""The effective share of each practice, by the engine that scores audits, with everything applicable and rated."""

import datetime as dt
from collections.abc import Mapping

from cxaudit.engine.scores import PracticeScore
from cxaudit.engine.scoring import score_audit
from cxaudit.model.audit import Audit
from cxaudit.model.checklist import Checklist

A_DAY = dt.date(2000, 1, 1)  # an audit has one; no share depends on it


def effective_shares(checklist: Checklist) -> Mapping[str, PracticeScore]:
    """Each practice of a full audit by id; `share` is its part of the overall score, 0 to 1."""
    scales = {key: checklist.scale_of(practice) for key, practice in checklist.practices().items()}
    ratings = {
        key: max(scale.points, key=scale.points.__getitem__, default=f"{scale.best}") for key, scale in scales.items()
    }
    audit = Audit.model_validate(
        {
            "cxaudit": "audit/1",
            "id": "everything-applies",
            "title": "Everything applies",
            "checklist": checklist.id,
            "date": A_DAY,
            "subject": {"client": "nobody"},
            "facts": list(checklist.facts),
            "ratings": {key: {"rating": rating} for key, rating in ratings.items()},
        }
    )
    return score_audit(checklist, audit).practices
