"""Between the body of a photo's record and what a ratings file and the manifest hold of it."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cxaudit.capture.ratings.records import MAX_AT
from cxaudit.model.manifest import Photo


def captioned(part: Mapping[str, Any], body: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of evidence with the caption of its record."""
    rest = {name: value for name, value in part.items() if name != "caption"}
    return rest | ({"caption": body["caption"]} if body["caption"].strip() else {})


def from_manifest(known: Photo | None) -> dict[str, Any]:
    """What the manifest adds to the body of a photo."""
    if known is None:
        return {}
    told = known.model_dump(mode="json", include={"name", "taken", "added", "width", "height"}, exclude_none=True)
    return {"name": "", "taken": "", **told}


def photo_digest(body: Mapping[str, Any]) -> str:
    """Of a photo's body, what a ratings file holds: the manifest keeps the rest."""
    told = [
        body["practice"],
        (body.get("caption") or "").strip() if not body.get("gone") else "",
        bool(body.get("gone")),
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:8]


def milliseconds(at: str) -> int:
    """A time of `revisions` as a record has it; 0 for what a person has made unreadable."""
    try:
        moment = dt.datetime.fromisoformat(at)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return min(max(0, round(moment.timestamp() * 1000)), MAX_AT)
    except (ValueError, OverflowError):
        return 0
