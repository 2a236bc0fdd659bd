"""What the form page needs of an audit, as plain data: the practices in its scope, their scales, and who rates."""

from typing import Any

from cxaudit.model.audit import Audit
from cxaudit.model.checklist import Checklist, Practice, Touchpoint, title_from
from cxaudit.model.load import AuditFolder
from cxaudit.model.lock import fingerprint
from cxaudit.model.rate import in_scope
from cxaudit.model.scale import Scale, as_number

FORM = "form/1"
CAUSES = ("people", "process", "policy", "system", "training", "staffing", "premises", "supplier", "template")


def form_data(folder: AuditFolder, *, auditor: str | None = None) -> dict[str, Any]:
    """The audit as the form page reads it: no weights, no ratings, nothing internal.

    Args:
        folder: the audit.
        auditor: the id of the one who rates; left out, the page asks.

    Returns: plain data for JSON; lists wherever order matters, since JavaScript sorts keys that look like numbers.
    """
    audit, checklist = folder.audit, folder.checklist
    scope = in_scope(checklist, audit)
    asked = []
    for key, part in checklist.touchpoints.items():
        inside = {name: practice for name, practice in part.practices.items() if f"{key}.{name}" in scope}
        if inside:
            asked.append(_touchpoint(key, part, inside, checklist.scale))
    used = {practice.scale or checklist.scale for practice in scope.values()}
    stages = {part.get("stage") for part in asked}
    return {
        "cxaudit": FORM,
        "audit": _audit(audit),
        "checklist": _checklist(checklist),
        "auditors": [_lean(id=key, name=part.name, role=part.role) for key, part in audit.auditors.items()],
        "auditor": auditor,
        "server": None,
        "causes": list(CAUSES),
        "scales": {key: _scale(scale) for key, scale in checklist.scales.items() if key in used},
        "stages": [{"id": key, "title": part.title} for key, part in checklist.stages.items() if key in stages],
        "touchpoints": asked,
    }


def _audit(audit: Audit) -> dict[str, Any]:
    return _lean(
        id=audit.id,
        title=audit.title,
        date=audit.date.isoformat(),
        language=audit.language,
        client=audit.subject.client,
        site=audit.subject.site,
    )


def _checklist(checklist: Checklist) -> dict[str, Any]:
    return _lean(
        id=checklist.id,
        title=checklist.title,
        version=checklist.version,
        sha256=fingerprint(checklist),
        language=checklist.language,
        about=checklist.about,
    )


def _scale(scale: Scale) -> list[dict[str, Any]] | dict[str, Any]:
    """Levels from the lowest to the highest; of a measured scale its two ends and the unit."""
    if scale.levels is None:
        return _lean(unit=scale.unit, best=scale.best, worst=scale.worst)
    return [
        _lean(id=key, label=level.label or (None if as_number(key) is not None else title_from(key)), points=points)
        for (key, level), points in zip(scale.levels.items(), scale.points.values(), strict=True)
    ]


def _touchpoint(key: str, part: Touchpoint, practices: dict[str, Practice], default: str) -> dict[str, Any]:
    return _lean(
        id=key,
        title=part.title or title_from(key),
        about=part.about,
        stage=part.stage,
        channel=", ".join(part.channel) or None,
        minutes=part.minutes,
        moment_of_truth=part.moment_of_truth or None,
        practices=[_practice(name, practice, default) for name, practice in practices.items()],
    )


def _practice(name: str, practice: Practice, default: str) -> dict[str, Any]:
    return _lean(
        id=name,
        title=practice.title or title_from(name),
        ask=practice.ask,
        why=practice.why,
        look_for=practice.look_for,
        evidence=practice.evidence,
        rate=practice.rate,
        critical=practice.critical or None,
        advisory=practice.advisory or None,
        scale=practice.scale or default,
        levels=practice.anchors or None,
    )


def _lean(**values: Any) -> dict[str, Any]:
    """Only what is given: a page on a phone carries no empty keys."""
    return {key: value for key, value in values.items() if value is not None}
