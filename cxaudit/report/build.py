"""From computed numbers to the report document: every number gets its name, its band and its words."""

from importlib.metadata import PackageNotFoundError, version

from cxaudit.engine.actions import Plan
from cxaudit.engine.bands import band_of
from cxaudit.engine.findings import Finding
from cxaudit.engine.ledger import Ledger
from cxaudit.engine.scores import Scores, TouchpointScore
from cxaudit.model.checklist import Checklist, title_from
from cxaudit.model.load import AuditFolder
from cxaudit.model.lock import fingerprint
from cxaudit.report.agreement import describe_agreement, write_agreement
from cxaudit.report.business import business_case_part
from cxaudit.report.change import describe_change
from cxaudit.report.change_words import write_change
from cxaudit.report.document import (
    ActionPart,
    AuditPart,
    BandPart,
    ChecklistPart,
    DimensionPart,
    FindingPart,
    LedgerLine,
    LevelPart,
    Person,
    Picture,
    PlanPart,
    PracticePart,
    Program,
    Report,
    ScorePart,
    StagePart,
    SubjectPart,
    TouchpointPart,
)
from cxaudit.report.gates import gates_asked, write_held
from cxaudit.report.photo_records import describe_photos
from cxaudit.report.practices import practice_parts
from cxaudit.report.references import reference_parts
from cxaudit.report.touchpoint_words import touchpoint_headline
from cxaudit.report.words import write_words

INDICATIVE_BELOW = 0.8
TONES = 5


def build_report(
    folder: AuditFolder,
    scores: Scores,
    findings: tuple[Finding, ...],
    plan: Plan,
    ledger: Ledger | None,
    pictures: dict[str, Picture] | None = None,
) -> Report:
    """The document of an audit.

    Args: `pictures` are needed only for rendering; without them the document names pictures but does not carry them.
    """
    practices = practice_parts(folder, scores, _printed_losses(ledger))
    report = Report(
        program=Program(version=program_version()),
        audit=_audit(folder),
        checklist=_checklist(folder.checklist),
        score=_score(scores),
        stages=_stages(folder.checklist, scores),
        dimensions=_dimensions(folder.checklist, scores),
        touchpoints=[_touchpoint(part, folder.checklist, scores, practices) for part in scores.touchpoints.values()],
        practices=practices,
        findings=[FindingPart(kind=row.kind, practice=row.practice, severity=row.severity) for row in findings],
        actions=_actions(plan),
        plan=PlanPart(before=plan.before, after=plan.after, crosshair=plan.crosshair, start=plan.start),
        ledger=[
            LedgerLine(kind=line.kind, practices=list(line.practices), share=line.share, tenths=line.lost)
            for line in (ledger.lines if ledger else ())
        ],
        business_case=business_case_part(folder.audit.business_case),
        change=describe_change(folder, scores),
        agreement=describe_agreement(folder),
        references=reference_parts(folder.checklist),
        photos=describe_photos(folder),
        pictures=pictures or {},
    )
    words = write_words(report) | write_held(folder.checklist.scoring, scores)
    words |= write_change(report) | write_agreement(report.agreement)
    return report.model_copy(update={"words": words})


def _printed_losses(ledger: Ledger | None) -> dict[str, int]:
    kinds = ("practice", "not_applicable")
    lines = ledger.lines if ledger else ()
    return {line.practices[0]: line.lost for line in lines if line.kind in kinds and line.lost}


def program_version() -> str:
    """The installed version of cxaudit."""
    try:
        return version("cxaudit")
    except PackageNotFoundError:
        return "0"


def _audit(folder: AuditFolder) -> AuditPart:
    audit, checklist = folder.audit, folder.checklist
    reasons = (
        {f"Target {audit.target.is_:g} instead of {checklist.scoring.target:g}": audit.target.because}
        if audit.target
        else {}
    )
    known = checklist.practices()
    for key, override in audit.weights.items():
        part = known.get(key) or checklist.touchpoints[key]
        reasons[f"Weight of {part.title or title_from(key)}: {override.is_:g} instead of {part.weight.is_:g}"] = (
            override.because
        )
    lead = audit.auditors.get(audit.lead or "")
    signoff = Person(id="signoff", name=audit.signoff.by, role=audit.signoff.role) if audit.signoff else None
    subject = audit.subject
    return AuditPart(
        id=audit.id,
        title=audit.title,
        language=audit.language,
        date=audit.date,
        issued=audit.signoff.date if audit.signoff else audit.date,
        wave=audit.wave,
        profile=audit.profile,
        subject=SubjectPart(client=subject.client, site=subject.site, kind=subject.kind, logo=subject.logo),
        facts=[checklist.facts[fact] for fact in audit.facts],
        auditors=[Person(id=key, name=person.name, role=person.role) for key, person in audit.auditors.items()],
        lead=lead.name if lead else None,
        combine=audit.combine,
        summary=audit.summary,
        reasons=reasons,
        signoff=signoff,
        sha256=folder.sha256,
    )


def _checklist(checklist: Checklist) -> ChecklistPart:
    scoring, scale = checklist.scoring, checklist.scales[checklist.scale]
    last = max(len(scoring.bands) - 1, 1)
    bands = [
        BandPart(
            id=key,
            label=band.label,
            from_=band.from_ / 100,
            worst_from=None if band.worst_from is None else band.worst_from / 100,
            asks=list(gates_asked(band).values()),
            tone=round(i * (TONES - 1) / last) if len(scoring.bands) > 1 else TONES // 2,
        )
        for i, (key, band) in enumerate(scoring.bands.items())
    ]
    levels = [
        LevelPart(key=key, label=scale.levels[key].label if scale.levels else None, points=points)
        for key, points in sorted(scale.points.items(), key=lambda pair: pair[1])
    ]
    return ChecklistPart(
        id=checklist.id,
        title=checklist.title,
        version=checklist.version,
        language=checklist.language,
        about=checklist.about,
        sha256=fingerprint(checklist),
        scale=checklist.scale,
        levels=levels,
        rollup=scoring.rollup,
        not_applicable=scoring.not_applicable,
        min_rated=scoring.min_rated,
        critical_at_or_below=scoring.critical.at_or_below,
        critical_effect=scoring.critical.effect,
        critical_on=scoring.critical.on,
        critical_cap=scoring.critical.cap / 100,
        effort_days={str(effort): days for effort, days in scoring.effort_days.items()},
        bands=bands,
    )


def _score(scores: Scores) -> ScorePart:
    scored = [part for part in scores.practices.values() if not part.advisory]
    return ScorePart(
        raw=scores.raw,
        adjusted=scores.adjusted,
        band=scores.band,
        raw_band=scores.raw_band,
        undetermined=scores.undetermined,
        limited=scores.limited,
        coverage=scores.coverage,
        indicative=scores.coverage is not None and scores.coverage < INDICATIVE_BELOW - 1e-9,
        target=scores.target,
        rated=sum(part.state == "rated" for part in scored),
        applicable=sum(part.state != "not_applicable" for part in scored),
        triggered=list(scores.triggered),
    )


def _stages(checklist: Checklist, scores: Scores) -> list[StagePart]:
    parts = [
        StagePart(
            id=key,
            title=checklist.stages[key].title,
            score=score,
            band=band_of(checklist.scoring, score),
            touchpoints=[part.id for part in scores.touchpoints.values() if part.stage == key],
        )
        for key, score in scores.stages.items()
    ]
    loose = [part.id for part in scores.touchpoints.values() if not part.stage]
    return [*parts, StagePart(id="", title="", score=None, touchpoints=loose)] if loose else parts


def _dimensions(checklist: Checklist, scores: Scores) -> list[DimensionPart]:
    return [
        DimensionPart(
            id=key,
            title=title_from(key),
            about=checklist.dimensions[key],
            score=score,
            band=band_of(checklist.scoring, score),
            gap=None if score is None else max(scores.target - score, 0.0),
            rated=sum(part.dimension == key and part.state == "rated" for part in scores.practices.values()),
        )
        for key, score in scores.dimensions.items()
        if any(part.dimension == key for part in scores.practices.values())
    ]


def _touchpoint(
    part: TouchpointScore, checklist: Checklist, scores: Scores, practices: list[PracticePart]
) -> TouchpointPart:
    written = checklist.touchpoints[part.id]
    title = written.title or title_from(part.id)
    inside = [practice for practice in practices if practice.touchpoint == part.id]
    rated = [practice for practice in inside if practice.points is not None and not practice.advisory]
    weakest = min(rated, key=lambda practice: (practice.points or 0.0, -practice.weight), default=None)
    made = TouchpointPart(
        id=part.id,
        title=title,
        short=written.short or title,
        stage=part.stage,
        channel=", ".join(written.channel),
        moment_of_truth=written.moment_of_truth,
        weight=part.weight,
        weight_because=written.weight.because,
        score=part.score,
        adjusted=part.adjusted,
        band=band_of(checklist.scoring, part.adjusted),
        share=part.share,
        gap=None if part.score is None else max(scores.target - part.score, 0.0),
        low=min((practice.points or 0.0 for practice in rated), default=None),
        high=max((practice.points or 0.0 for practice in rated), default=None),
        weakest=weakest.id if weakest else None,
        rated=part.rated,
        applicable=part.applicable,
        cells=dict(part.cells),
        cell_bands={key: band_of(checklist.scoring, score) or "" for key, score in part.cells.items()},
        triggered=list(part.triggered),
    )
    return made.model_copy(update={"headline": touchpoint_headline(made, inside, scores.target)})


def _actions(plan: Plan) -> list[ActionPart]:
    return [
        ActionPart(
            number=row.number,
            practice=row.practice,
            do=row.do,
            owner=row.owner,
            due=row.due,
            effort=row.effort,
            days=row.days,
            status=row.status,
            committed=row.committed,
            critical=row.critical,
            uplift=max(row.uplift, 0.0),
            tenths=row.expected,
            quadrant=row.quadrant,
            horizon=row.horizon,
        )
        for row in plan.actions
    ]
