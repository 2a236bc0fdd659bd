"""The change since the baseline as a part of the document."""

from cxaudit.engine.actions import advice_for
from cxaudit.engine.bands import band_of
from cxaudit.engine.causes import Wave
from cxaudit.engine.change import Change, PracticeChange, compare_waves
from cxaudit.engine.rounding import tenths
from cxaudit.engine.scores import Scores
from cxaudit.engine.scoring import score_audit
from cxaudit.model.checklist import title_from
from cxaudit.model.load import AuditFolder
from cxaudit.model.lock import fingerprint
from cxaudit.report.change_parts import (
    CausePart,
    ChangePart,
    OutcomePart,
    PracticeChangePart,
    TouchpointChangePart,
    WavePart,
)
from cxaudit.report.parts import NotePart
from cxaudit.report.practices import rating_text
from cxaudit.report.text import MONTHS, show_day

STATES = {"not_applicable": "not applicable", "not_observed": "not observed", "unrated": "not rated"}


def describe_change(folder: AuditFolder, scores: Scores) -> ChangePart | None:
    """The change of an audit since its baseline; None where it has none.

    Args: `scores` are those of the audit in `folder`.
    """
    earlier = folder.baseline
    if earlier is None:
        return None
    before = Wave(earlier.checklist, earlier.audit, score_audit(earlier.checklist, earlier.audit, earlier.ratings))
    after = Wave(folder.checklist, folder.audit, scores)
    found = compare_waves(before, after)
    practices = [] if found is None else [_practice(part, before, after, earlier) for part in found.practices.values()]
    moves = [part.change for part in found.compared] if found else []
    return ChangePart(
        baseline=_wave(earlier, folder, before.scores),
        before=_printed(before.scores.adjusted),
        after=_printed(scores.adjusted),
        causes=[
            CausePart(cause=line.cause, amount=line.amount, tenths=line.tenths)
            for line in (found.causes if found else ())
        ],
        like_before=found.like_before if found else None,
        like_after=found.like_after if found else None,
        compared=len(moves),
        rose=sum(move > 1e-9 for move in moves),
        fell=sum(move < -1e-9 for move in moves),
        touchpoints=_touchpoints(found, after) if found else [],
        practices=practices,
        actions=_outcomes(earlier, before, after, found),
    )


def _printed(score: float | None) -> int | None:
    return None if score is None else tenths(score)


def _wave(earlier: AuditFolder, folder: AuditFolder, scores: Scores) -> WavePart:
    audit, now, subject = earlier.audit, folder.audit, earlier.audit.subject
    bands = earlier.checklist.scoring.bands
    close = (audit.date.year, audit.date.month) == (now.date.year, now.date.month)
    name, today = (
        show_day(day) if close else f"{MONTHS[day.month - 1]} {day.year:04}" for day in (audit.date, now.date)
    )
    moved = (subject.client, subject.site) != (now.subject.client, now.subject.site)
    return WavePart(
        id=audit.id,
        title=audit.title,
        date=audit.date,
        wave=audit.wave,
        name=name,
        now=today,
        subject=", ".join(filter(None, (subject.client, subject.site))) if moved else "",
        checklist=f"{earlier.checklist.title}, version {earlier.checklist.version}",
        same_checklist=fingerprint(earlier.checklist) == fingerprint(folder.checklist),
        sha256=earlier.sha256,
        raw=scores.raw,
        adjusted=scores.adjusted,
        band=bands[scores.band].label if scores.band else "",
        coverage=scores.coverage,
        rated=sum(part.state == "rated" and not part.advisory for part in scores.practices.values()),
        auditors=[person.name for person in audit.auditors.values()],
    )


def _touchpoints(found: Change, after: Wave) -> list[TouchpointChangePart]:
    scoring = after.checklist.scoring
    return [
        TouchpointChangePart(
            id=part.id,
            before=part.before,
            after=part.after,
            before_band=band_of(scoring, part.before),
            after_band=band_of(scoring, part.after),
            compared=part.compared,
        )
        for part in found.touchpoints.values()
    ]


def _practice(part: PracticeChange, before: Wave, after: Wave, earlier: AuditFolder) -> PracticeChangePart:
    known = after.checklist.practices().get(part.id) or before.checklist.practices()[part.id]
    return PracticeChangePart(
        id=part.id,
        title=known.title or title_from(part.id),
        why=part.why,
        before=part.before,
        after=part.after,
        before_text=_rated(before, part.id),
        after_text=_rated(after, part.id),
        notes=_notes(earlier, part.id) if abs(part.change) > 1e-9 else [],
    )


def _rated(wave: Wave, key: str) -> str:
    """The rating in words, or the state; empty where the audit did not ask."""
    score = wave.scores.practices.get(key)
    if score is None:
        return ""
    scale = wave.checklist.scale_of(wave.checklist.practices()[key])
    return STATES.get(score.state) or rating_text(scale, score.tally.rating, score.points)


def _notes(earlier: AuditFolder, key: str) -> list[NotePart]:
    several = len(earlier.audit.auditors) > 1
    return [
        NotePart(auditor=earlier.audit.auditors[auditor].name if several else "", text=ratings[key].note or "")
        for auditor, ratings in earlier.ratings.items()
        if key in ratings and ratings[key].note
    ]


def _outcomes(earlier: AuditFolder, before: Wave, after: Wave, found: Change | None) -> list[OutcomePart]:
    """The actions agreed then, in the order of that audit."""
    known = before.checklist.practices()
    return [
        OutcomePart(
            practice=key,
            title=known[key].title or title_from(key),
            do=action.do or _advised(key, before),
            owner=action.owner,
            due=action.due,
            status=action.status,
            before_text=_rated(before, key),
            after_text=_rated(after, key),
            change=_gained(key, found),
        )
        for key, action in earlier.audit.actions.items()
    ]


def _advised(key: str, before: Wave) -> str:
    """What the checklist advised then, for an action that has no words of its own."""
    practice, score = before.checklist.practices()[key], before.scores.practices.get(key)
    advice = advice_for(before.checklist, practice, score.points if score else None)
    return advice.do if advice else practice.title or title_from(key)


def _gained(key: str, found: Change | None) -> float | None:
    part = found.practices.get(key) if found else None
    return part.change if part and part.why == "compared" else None
