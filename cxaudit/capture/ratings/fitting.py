"""Whether a record can be of an audit."""

from cxaudit.capture.ratings.records import Record
from cxaudit.model.check import answers
from cxaudit.model.load import AuditFolder
from cxaudit.model.rate import in_scope


def check_body(folder: AuditFolder, record: Record) -> str | None:
    """Why a record cannot be of this audit, in one sentence; None when it can."""
    key = str(record.body.get("practice", "")) if record.is_photo else record.id
    practice = in_scope(folder.checklist, folder.audit).get(key)
    if practice is None:
        return f"This audit has no practice '{key[:80]}'."
    if record.is_photo:
        return None
    cases, scale = record.body["observations"], folder.checklist.scale_of(practice)
    if wrong := next((case["rating"] for case in cases if scale.points_of(case["rating"]) is None), None):
        return f"'{wrong}' is not on the scale of '{key}'; {answers(scale)}."
    if practice.rate != "case" and (len(cases) > 1 or any(case.get("note") for case in cases)):
        return f"'{key}' takes one rating, not single observations."
    return None
