"""A report for the client: without auditors' names, internal notes and internal evidence; also the files it carries.

Whoever signed the report answers for it, and stays named on the cover and at the sign-off. The other auditors become
Auditor 1, 2 and so on, wherever they are named: in parts of the document, in texts, in names of files.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from cxaudit.model.audit import PICTURES
from cxaudit.model.checklist import Checklist
from cxaudit.model.load import AUDIT, LOCK, AuditFolder
from cxaudit.model.lock import lock_text
from cxaudit.model.manifest import MANIFEST
from cxaudit.report.disguise import Disguise, disguise_of
from cxaudit.report.document import Report
from cxaudit.report.photo_records import client_manifest
from cxaudit.source import to_yaml

SUFFIX = {"image/png": ".png", "image/jpeg": ".jpg"}
_HEAD = "# The audit as its client may read it: without names of auditors, internal notes and internal evidence.\n"


def redact(report: Report) -> Report:
    """The report as its client may read it; one that was made for a client stays as it is."""
    if report.audience == "client":
        return report
    disguise, renamed = disguise_of(report), _renamed(report)
    data = report.model_dump(mode="json", exclude={"pictures", "theme"})
    for practice in data["practices"]:
        practice["internal"] = []
        practice["evidence"] = [_renamed_evidence(part, renamed) for part in practice["evidence"] if _shown(part)]
        for part in practice["evidence"]:
            if part["file"] and disguise.betrays(part["file"]):
                part["file"] = f"document{PurePosixPath(part['file']).suffix}"
    data["photos"] = {renamed[key]: part for key, part in data["photos"].items() if key in renamed}
    audit = data["audit"]
    kept, audit["signoff"] = audit["signoff"], None
    for person in audit["auditors"]:
        person["id"] = disguise.ids[person["id"]]
    data = disguise.hide_all(data)
    lead = report.audit.lead
    data["audit"] |= {
        "signoff": kept,
        "lead": lead if lead and disguise.signs(lead) else None,
        "id": _as_id(data["audit"]["id"]),
    }
    data["audit"]["subject"]["logo"] = renamed.get(report.audit.subject.logo or "")
    data["pictures"] = {renamed[key]: part.model_dump() for key, part in report.pictures.items() if key in renamed}
    return Report.model_validate({**data, "audience": "client"}).model_copy(update={"theme": report.theme})


def names_left(report: Report) -> dict[str, str]:
    """What redacting cannot judge: parts of auditors' names that still stand in texts, each with the first such text.

    Args: `report` as it was before redacting.
    """
    data = redact(report).model_dump(mode="json", exclude={"pictures", "checklist", "theme"})
    return disguise_of(report).parts_left(list(_texts(data)))


def client_files(folder: AuditFolder, report: Report) -> dict[str, bytes]:
    """The audit's files and the locked checklist as its client may have them, by their path in the folder.

    Args: `report` as it was before redacting.
    """
    disguise, renamed = disguise_of(report), _renamed(report)
    shown = {practice.id for practice in report.practices}
    audit = _written(folder.audit)
    audit.pop("baseline", None)  # the earlier audit is not in the client's hands
    if set("./\\") & set(audit.get("theme") or ""):
        del audit["theme"]  # nor is a theme of the auditor's own
    audit["auditors"] = {disguise.ids[key]: part for key, part in audit.get("auditors", {}).items()}
    if "ratings" in audit:
        audit["ratings"] = _ratings(folder.audit.ratings, shown, disguise, renamed)
    signoff, logo = audit.pop("signoff", None), audit.get("subject", {}).pop("logo", None)
    audit = disguise.hide_all(audit)
    audit["id"] = _as_id(audit["id"])
    audit |= {"signoff": signoff} if signoff else {}
    audit["subject"] |= {"logo": renamed[logo]} if logo in renamed else {}
    files = {AUDIT: (_HEAD + to_yaml(audit)).encode()}
    for auditor, ratings in folder.ratings.items():
        if auditor in disguise.ids and len(folder.files) > 1:
            new = disguise.ids[auditor]
            part = {"cxaudit": "ratings/1", "audit": audit["id"], "auditor": new}
            part["ratings"] = disguise.hide_all(_ratings(ratings, shown, disguise, renamed))
            files[f"ratings/{new}.yaml"] = (_HEAD + to_yaml(part)).encode()
    checklist = disguise.hide_all(_written(folder.checklist))
    checklist.pop("locked", None)
    files[LOCK] = lock_text(Checklist.model_validate(checklist), audit["checklist"]).encode()
    if manifest := client_manifest(folder, renamed, disguise):
        files[MANIFEST] = manifest
    return files


def _written(model: Any) -> dict[str, Any]:
    """A model as plain data, as its file had it."""
    data: dict[str, Any] = model.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return data


def _ratings(ratings: Any, shown: set[str], disguise: Disguise, renamed: dict[str, str]) -> dict[str, Any]:
    """Ratings of the practices that the report shows; a document, which is not enclosed, becomes a text."""
    made = {}
    for key, rating in ratings.items():
        if key not in shown:
            continue
        data = _written(rating)
        data.pop("internal", None)
        evidence = [part for part in data.pop("evidence", []) if _shown(part)]
        kept = []
        for part in evidence:
            file = part.get("file")
            if file and file.lower().endswith(PICTURES):
                kept += [{**part, "file": renamed[file]}] if file in renamed else []
            elif file:
                name = f"document{PurePosixPath(file).suffix}" if disguise.betrays(file) else file
                kept.append({**{k: v for k, v in part.items() if k != "file"}, "text": f"Document: {name}"})
            else:
                kept.append(part)
        made[key] = {**data, "evidence": kept} if kept else data
    return made


def _renamed(report: Report) -> dict[str, str]:
    """New names for the pictures that a client sees: the old ones may say who took them."""
    seen = [part.picture for practice in report.practices for part in practice.evidence if not part.internal]
    names = dict.fromkeys(name for name in (report.audit.subject.logo, *seen) if name)
    made = {}
    for number, name in enumerate(names, 1):
        picture = report.pictures.get(name)
        suffix = SUFFIX[picture.media] if picture else PurePosixPath(name).suffix.lower()
        made[name] = f"photos/{number:02}{suffix}"
    return made


def _shown(evidence: dict[str, Any]) -> bool:
    return not evidence.get("internal")


def _renamed_evidence(part: dict[str, Any], renamed: dict[str, str]) -> dict[str, Any]:
    return {**part, "picture": renamed.get(part["picture"] or "")}


def _as_id(text: str) -> str:
    return "-".join(text.lower().split())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)
