"""The practices of a report: each with its rating in words, its evidence and its advice."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import floor

from cxaudit.engine.actions import advice_for
from cxaudit.engine.bands import band_of
from cxaudit.engine.points import Tally
from cxaudit.engine.scores import PracticeScore, Scores
from cxaudit.model.audit import PICTURES, Audit, Rating
from cxaudit.model.checklist import Checklist, Practice, title_from
from cxaudit.model.load import AuditFolder
from cxaudit.model.scale import Scale, as_number
from cxaudit.report.document import (
    AdvicePart,
    EvidencePart,
    NotePart,
    ObservationPart,
    PracticePart,
    ReplyPart,
)

MOST_PIPS = 7
HALFWAY = 1e-9
Given = Mapping[str, Rating]


def practice_parts(folder: AuditFolder, scores: Scores, losses: Mapping[str, int]) -> list[PracticePart]:
    """Every practice in scope, in the order of the checklist."""
    known = folder.checklist.practices()
    return [_part(known[key], score, folder, losses.get(key, 0)) for key, score in scores.practices.items()]


def rating_text(scale: Scale, rating: float | str | None, points: float | None) -> str:
    """A rating in words: `1 of 4`, `2.9 of 4`, `12 minutes`, or the level's label."""
    if points is None:
        return ""
    if scale.measured:
        return f"{_number(rating)} {scale.unit or ''}".strip() if rating is not None else ""
    numbers = [as_number(key) for key in scale.points]
    if len(numbers) > 2 and None not in numbers and isinstance(rating, float):
        return f"{_number(rating)} of {_number(max(number for number in numbers if number is not None))}"
    level = nearest_level(scale, points)
    exact = level is not None and abs(scale.points[level] - points) < 1e-9
    words = _level_words(scale, level)
    return words if exact else f"about {words}"


def nearest_level(scale: Scale, points: float) -> str | None:
    """The level whose points are nearest, the lower one halfway; None on a measured scale."""
    if scale.measured:
        return None
    return min(scale.points, key=lambda key: (round(abs(scale.points[key] - points), 9), scale.points[key]))


def _number(value: float | str | None) -> str:
    if not isinstance(value, float):
        return str(value)
    return f"{value:g}" if value == round(value, 1) else f"{floor(value * 10 + 0.5 + 1e-9) / 10:.1f}"


def _level_words(scale: Scale, level: str | None) -> str:
    if level is None or scale.levels is None:
        return ""
    return scale.levels[level].label or title_from(level)


def _part(practice: Practice, score: PracticeScore, folder: AuditFolder, tenths: int) -> PracticePart:
    checklist, audit, key = folder.checklist, folder.audit, score.id
    scale, points, touchpoint = checklist.scale_of(practice), score.points, score.touchpoint
    given = {
        name: folder.ratings[name][key] for name in _in_order(folder.ratings, audit) if key in folder.ratings[name]
    }
    level = nearest_level(scale, points) if points is not None else None
    pips, pips_of = _pips(scale, level)
    observations = list(_observations(scale, given, checklist, audit))
    override = audit.weights.get(key)
    return PracticePart(
        id=key,
        touchpoint=touchpoint,
        title=practice.title or title_from(key),
        ask=practice.ask,
        dimension=practice.dimension,
        critical=practice.critical,
        advisory=practice.advisory,
        state=score.state,
        rating=score.tally.rating,
        rating_text=rating_text(scale, score.tally.rating, points),
        label=scale.levels[level].label if scale.levels and level else None,
        anchor=_anchor(practice, scale, level, points),
        pips=pips,
        pips_of=pips_of,
        points=points,
        band=band_of(checklist.scoring, points),
        n=score.tally.n,
        low=score.tally.low,
        high=score.tally.high,
        range_text=_range(scale, score.tally, observations),
        weight=score.weight,
        weight_because=override.because if override else practice.weight.because,
        share=score.share,
        lost=score.lost,
        tenths=tenths,
        gap=score.gap,
        uplift=max(score.uplift, 0.0),
        triggered=score.triggered,
        reason="; ".join(
            dict.fromkeys(
                reason for rating in given.values() if (reason := rating.not_applicable or rating.not_observed)
            )
        )
        or None,
        notes=list(_notes(given, audit, "note")),
        internal=list(_notes(given, audit, "internal")),
        cause=next((rating.cause for rating in given.values() if rating.cause), None),
        observations=observations,
        by_auditor=_by_auditor(scale, score, audit),
        evidence=list(_evidence(given)),
        reply=_reply(given),
        dropped=_dropped(audit, key),
        advice=_advice(checklist, practice, points),
        refs=practice.refs,
    )


def _anchor(practice: Practice, scale: Scale, level: str | None, points: float | None) -> str | None:
    """What the level given means here; halfway between two levels, as two auditors may leave it, both of them."""
    if level is None or points is None:
        return None
    apart = points - scale.points[level]
    above = [key for key, value in scale.points.items() if abs(value - points - apart) < HALFWAY and apart > HALFWAY]
    texts = [practice.anchors[key] for key in (level, *above) if key in practice.anchors]
    return f"Between “{texts[0]}” and “{texts[1]}”" if len(texts) > 1 else next(iter(texts), None)


def _dropped(audit: Audit, key: str) -> str | None:
    action = audit.actions.get(key)
    return (action.do or "") if action and action.status == "dropped" else None


def _pips(scale: Scale, level: str | None) -> tuple[int | None, int | None]:
    if level is None:
        return None, None
    order = sorted(scale.points, key=lambda key: scale.points[key])
    lowest = as_number(order[0])
    first = 1 if lowest is not None and lowest >= 1 else 0
    count = len(order) - 1 + first
    return (order.index(level) + first, count) if count <= MOST_PIPS else (None, None)


def _observations(scale: Scale, given: Given, checklist: Checklist, audit: Audit) -> Iterator[ObservationPart]:
    cases = [(auditor, case) for auditor, rating in given.items() for case in rating.observations or ()]
    one_day = (
        len({case.at.date() for _, case in cases if isinstance(case.at, dt.datetime)}) == 1
        and len([case for _, case in cases if isinstance(case.at, dt.datetime)]) > 1
    )
    for auditor, case in cases:
        points = scale.points_of(case.rating) or 0.0
        yield ObservationPart(
            rating=case.rating,
            points=points,
            band=band_of(checklist.scoring, points) or "",
            at=_when(case.at, one_day=one_day),
            note=case.note,
            auditor=_name(auditor, audit),
        )


def _when(at: dt.datetime | dt.time | dt.date | None, *, one_day: bool) -> str:
    if at is None:
        return ""
    if isinstance(at, dt.time) or (isinstance(at, dt.datetime) and one_day):
        return f"{at:%H:%M}"
    return f"{at.day} {at:%b}"


def _name(auditor: str, audit: Audit) -> str:
    """The auditor's name where there are several; empty where there is only one."""
    return audit.auditors[auditor].name if len(audit.auditors) > 1 and auditor in audit.auditors else ""


def _notes(given: Given, audit: Audit, field: str) -> Iterator[NotePart]:
    for auditor, rating in given.items():
        if text := getattr(rating, field):
            yield NotePart(auditor=_name(auditor, audit), text=text)


def _evidence(given: Given) -> Iterator[EvidencePart]:
    for rating in given.values():
        for evidence in rating.evidence:
            picture = evidence.file if evidence.file and evidence.file.lower().endswith(PICTURES) else None
            yield EvidencePart(
                picture=picture,
                file=None if picture else evidence.file,
                text=evidence.text,
                caption=evidence.caption,
                internal=evidence.internal,
            )


def _reply(given: Given) -> ReplyPart | None:
    reply = next((rating.reply for rating in given.values() if rating.reply), None)
    return ReplyPart(text=reply.text, by=reply.by, on=reply.on) if reply else None


def _advice(checklist: Checklist, practice: Practice, points: float | None) -> AdvicePart | None:
    advice = advice_for(checklist, practice, points)
    if advice is None:
        return None
    return AdvicePart(
        do=advice.do, owner=advice.owner, effort=advice.effort, days=checklist.scoring.effort_days[advice.effort]
    )


def _by_auditor(scale: Scale, score: PracticeScore, audit: Audit) -> dict[str, str]:
    if len(score.by_auditor) < 2:
        return {}
    words = {"not_applicable": "not applicable", "not_observed": "not observed", "unrated": "not rated"}
    return {
        audit.auditors[auditor].name if auditor in audit.auditors else auditor: words.get(part.state)
        or rating_text(scale, part.rating, part.points)
        for auditor, part in ((name, score.by_auditor[name]) for name in _in_order(score.by_auditor, audit))
    }


def _in_order(names: Iterable[str], audit: Audit) -> list[str]:
    """Auditors as the audit lists them and as they are numbered for a client, not by the names of their files."""
    listed = list(audit.auditors)
    return sorted(names, key=lambda name: listed.index(name) if name in listed else len(listed))


def _range(scale: Scale, tally: Tally, observations: Sequence[ObservationPart]) -> str:
    """`12 observations, mean 2.9, range 1 to 4`; empty for a single rating."""
    if len(observations) < 2:
        return ""
    numbers = [as_number(seen.rating) for seen in observations]
    if None in numbers or not isinstance(tally.rating, float):
        words = [_level_words(scale, seen.rating) for seen in sorted(observations, key=lambda seen: seen.points)]
        return f"{len(observations)} observations, from {words[0]} to {words[-1]}"
    known = [number for number in numbers if number is not None]
    unit = f" {scale.unit}" if scale.measured and scale.unit else ""
    mean = _number(sum(known) / len(known))
    return f"{len(known)} observations, mean {mean}, range {_number(min(known))} to {_number(max(known))}{unit}"
