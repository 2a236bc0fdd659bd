"""cxaudit: the open toolkit for customer-experience audits.

The six steps, each one function: find and read (`load_audit`), check (done while reading), `score_audit`,
`find_findings`, `plan_actions` and `build_ledger`, `build_report`, `render_html` or `render_pdf`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cxaudit.engine.actions import plan_actions
    from cxaudit.engine.findings import find_findings
    from cxaudit.engine.ledger import build_ledger
    from cxaudit.engine.scoring import score_audit
    from cxaudit.errors import CxAuditError, InputError, InstallError, Issue, NotFound, RenderError
    from cxaudit.model.load import load_audit, load_checklist
    from cxaudit.report.audience import redact
    from cxaudit.report.build import build_report
    from cxaudit.report.document import Report, report_from_json
    from cxaudit.report.render import render_html, render_pdf

__all__ = [
    "CxAuditError",
    "InputError",
    "InstallError",
    "Issue",
    "NotFound",
    "RenderError",
    "Report",
    "build_ledger",
    "build_report",
    "find_findings",
    "load_audit",
    "load_checklist",
    "plan_actions",
    "redact",
    "render_html",
    "render_pdf",
    "report_from_json",
    "score_audit",
]

_HOMES = {
    "errors": ("CxAuditError", "InputError", "InstallError", "Issue", "NotFound", "RenderError"),
    "model.load": ("load_audit", "load_checklist"),
    "engine.scoring": ("score_audit",),
    "engine.findings": ("find_findings",),
    "engine.actions": ("plan_actions",),
    "engine.ledger": ("build_ledger",),
    "report.audience": ("redact",),
    "report.build": ("build_report",),
    "report.document": ("Report", "report_from_json"),
    "report.render": ("render_html", "render_pdf"),
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: `cxaudit check` must not pay for rendering."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"cxaudit.{home}"), name)
    raise AttributeError(f"module 'cxaudit' has no attribute '{name}'")
