"""The lock: the resolved checklist with its hash, so that an old audit renders the same next year."""

import json

from cxaudit.model.checklist import Checklist
from cxaudit.source.writing import to_yaml

_HEAD = "# The checklist of this audit as it was when the audit began. Written by cxaudit; do not edit.\n"


def lock_text(checklist: Checklist, reference: str) -> str:
    """The content of checklist.lock.yaml for a checklist that was found under `reference`."""
    data = checklist.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"locked"})
    data = {"cxaudit": checklist.cxaudit, **data, "locked": {"sha256": fingerprint(checklist), "of": reference}}
    return _HEAD + to_yaml(data)


def fingerprint(checklist: Checklist) -> str:
    """SHA-256 of the resolved checklist's content, independent of layout, comments and lock."""
    import hashlib

    content = checklist.model_dump(mode="json", exclude={"locked"}, exclude_defaults=True)
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
