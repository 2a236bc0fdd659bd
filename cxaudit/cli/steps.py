"""The six steps in one place: find and read, check, score, plan, describe; rendering is the caller's."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cxaudit.model.load import AuditFolder
    from cxaudit.report.document import Picture, Report


def read_report(path: Path) -> "Report":
    """The report document of an audit, without pictures."""
    from cxaudit.model.load import load_audit

    return describe(load_audit(path))


def describe(folder: "AuditFolder", pictures: "dict[str, Picture] | None" = None) -> "Report":
    """The report document of an audit that was read (and so checked)."""
    from cxaudit.engine.actions import plan_actions
    from cxaudit.engine.findings import find_findings
    from cxaudit.engine.ledger import build_ledger
    from cxaudit.engine.scoring import score_audit
    from cxaudit.report.build import build_report

    scores = score_audit(folder.checklist, folder.audit, folder.ratings, waves=folder.waves)
    findings = find_findings(scores)
    plan = plan_actions(folder.checklist, folder.audit, scores)
    return build_report(folder, scores, findings, plan, build_ledger(scores), pictures)
