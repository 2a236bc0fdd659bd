"""The live board: how far everybody is; the ratings themselves only when all have finished, so that nobody is led."""

import asyncio
import datetime as dt
from collections.abc import Mapping
from statistics import fmean
from typing import Any

from cxaudit.capture.ratings.entries import LOOSE, is_reason
from cxaudit.capture.ratings.records import Record
from cxaudit.capture.server.answers import Refusal
from cxaudit.capture.server.desk import Desk
from cxaudit.model.scale import Scale, as_number

Body = Mapping[str, Any]
Records = Mapping[str, Record]


async def board_data(desk: Desk, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What the board shows now.

    Args: `without` are auditors who are not waited for, since they do not come; somebody has to be left.
    Returns: plain data for JSON; `spread` is None until everybody who is waited for has finished.
    Raises: Refusal when nobody is left.
    """
    waited = [key for key in desk.lanes if key not in without]
    if not waited:
        raise Refusal(422, "At least one auditor has to be waited for.")
    read = await asyncio.gather(*(_read(desk, key) for key in desk.lanes))
    by_auditor = dict(zip(desk.lanes, read, strict=True))
    auditors = [_auditor(desk, key, records) for key, records in by_auditor.items()]
    for row in auditors:
        row["waited"] = row["id"] in waited
    finished = all(row["finished"] for row in auditors if row["waited"])
    audit = desk.data["audit"]
    return {
        "title": audit["title"],
        "subject": ", ".join(audit[key] for key in ("client", "site") if audit.get(key)),
        "touchpoints": [
            {"id": part["id"], "title": part["title"], "practices": len(part["practices"])}
            for part in desk.data["touchpoints"]
        ],
        "auditors": auditors,
        "finished": finished,
        "spread": _spread(desk, {key: by_auditor[key] or {} for key in waited}) if finished else None,
    }


def is_answered(body: Body) -> bool:
    """Whether an answer counts: a rating, or the reason why there is none."""
    if body.get("state") == "rated":
        return bool(_given(body))
    return body.get("state") in LOOSE and is_reason(str(body.get("reason") or ""))


async def _read(desk: Desk, auditor: str) -> Records | None:
    """An auditor's records; None while their file cannot be read."""
    try:
        return await desk.lanes[auditor].read()
    except Refusal:
        return None


def _auditor(desk: Desk, key: str, records: Records | None) -> dict[str, Any]:
    """One auditor's row: how many practices of each touchpoint have an answer."""
    done = {}
    for part in desk.data["touchpoints"]:
        ids = [f"{part['id']}.{practice['id']}" for practice in part["practices"]]
        done[part["id"]] = sum(name in (records or {}) and is_answered((records or {})[name].body) for name in ids)
    whole = sum(len(part["practices"]) for part in desk.data["touchpoints"])
    answered = sum(done.values())
    auditor = desk.folder.audit.auditors[key]
    return {
        "id": key,
        "name": auditor.name,
        "joined": desk.has_joined(key),
        "readable": records is not None,
        "touchpoints": done,
        "answered": answered,
        "practices": whole,
        "finished": answered == whole and records is not None,
        "saved": _saved(desk, key) if records else None,
    }


def _saved(desk: Desk, auditor: str) -> str | None:
    """When the auditor's file was written, by whatever: the form, an import, or by hand."""
    try:
        seconds = (desk.folder.folder / "ratings" / f"{auditor}.yaml").stat().st_mtime
    except OSError:
        return None
    return dt.datetime.fromtimestamp(seconds, desk.now().tzinfo).isoformat(timespec="seconds")


def _spread(desk: Desk, by_auditor: Mapping[str, Records]) -> list[dict[str, Any]]:
    """Every practice with the ratings side by side, the widest spread first."""
    rows = []
    checklist = desk.folder.checklist
    practices = checklist.practices()
    for part in desk.data["touchpoints"]:
        for practice in part["practices"]:
            name = f"{part['id']}.{practice['id']}"
            scale = checklist.scale_of(practices[name])
            ratings = [_rating(scale, key, records[name].body) for key, records in by_auditor.items()]
            points = [rating["points"] for rating in ratings if rating["points"] is not None]
            rows.append(
                {
                    "practice": name,
                    "title": practice["title"],
                    "ask": practice["ask"],
                    "touchpoint": part["title"],
                    "spread": max(points) - min(points) if points else 0.0,
                    "mixed": len({rating["state"] for rating in ratings}) > 1,
                    "ratings": ratings,
                }
            )
    return sorted(rows, key=lambda row: (-round(row["spread"], 9), not row["mixed"]))


def _rating(scale: Scale, auditor: str, body: Body) -> dict[str, Any]:
    """One auditor's answer, in words and in points of 0 to 1."""
    state = body["state"]
    given = _given(body) if state == "rated" else []
    points = [value for text in given if (value := scale.points_of(text)) is not None]
    levels = scale.levels or {}
    label = levels[given[0]].label if len(given) == 1 and given[0] in levels else None
    return {
        "auditor": auditor,
        "state": state,
        "given": given,
        "label": label if label and as_number(label) is None else None,
        "unit": scale.unit if scale.measured else None,
        "points": fmean(points) if points else None,
        "reason": None if state == "rated" else str(body.get("reason") or ""),
    }


def _given(body: Body) -> list[str]:
    return [str(seen["rating"]) for seen in body.get("observations") or [] if str(seen.get("rating") or "").strip()]
