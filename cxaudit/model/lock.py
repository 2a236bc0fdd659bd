"""The lock: the resolved checklist with its hash, so that an old audit renders the same next year."""

from cxaudit.model.checklist import Checklist
from cxaudit.model.resolve import fingerprint
from cxaudit.source.writing import to_yaml

_HEAD = "# The checklist of this audit as it was when the audit began. Written by cxaudit; do not edit.\n"


def lock_text(checklist: Checklist, reference: str) -> str:
    """The content of checklist.lock.yaml for a checklist that was found under `reference`."""
    data = checklist.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"locked"})
    data = {"cxaudit": checklist.cxaudit, **data, "locked": {"sha256": fingerprint(checklist), "of": reference}}
    return _HEAD + to_yaml(data)
