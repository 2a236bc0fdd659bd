"""Invented report documents of any size and of every odd kind, for tests of what is drawn."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from typing import Any

from cxaudit.engine.rounding import share_out, tenths
from cxaudit.report.document import (
    ActionPart,
    AuditPart,
    BandPart,
    ChecklistPart,
    DimensionPart,
    LedgerLine,
    ObservationPart,
    PlanPart,
    PracticePart,
    Program,
    Report,
    ScorePart,
    StagePart,
    SubjectPart,
    TouchpointPart,
)

START = dt.date(2026, 10, 20)
BANDS = [
    ("leading", "Leading", 0.9),
    ("consistent", "Consistent", 0.75),
    ("managed", "Managed", 0.6),
    ("inconsistent", "Inconsistent", 0.4),
    ("at-risk", "At risk", 0.0),
]
EFFORT_DAYS = {"S": 2.0, "M": 10.0, "L": 40.0}
NAMES = {
    "en": [
        "Website and booking",
        "Telephone enquiry",
        "Front desk",
        "Guest room",
        "Breakfast",
        "Requests during the stay",
        "Check-out and bill",
        "Complaints and recovery",
        "Parking",
        "Signs on the way",
    ],
    "de": [
        "Internetauftritt und Buchung",
        "Telefonische Anfrage",
        "Empfang",
        "Gästezimmer",
        "Frühstücksverpflegung",
        "Wünsche während des Aufenthalts",
        "Rechnungsstellung",
        "Beschwerdebearbeitung",
        "Parkplatzbewirtschaftung",
        "Wegebeschilderung",
    ],
    "zh": [
        "网站与预订",
        "电话咨询",
        "前台接待",
        "客房",
        "早餐服务",
        "住店期间的各项请求",
        "退房与账单结算",
        "投诉处理与服务补救",
        "停车场",
        "沿途指示牌",
    ],
}
PRACTICES = {
    "en": [
        "Queue under five minutes",
        "Greeted in 30 seconds",
        "No repeated details",
        "Allergen answers correct",
        "One person owns it",
        "Time promised and kept",
        "Step-free rooms findable",
        "Front line may put it right",
        "Total price before payment",
        "Help with onward travel",
    ],
    "de": [
        "Wartezeit unter fünf Minuten",
        "Begrüßung in 30 Sekunden",
        "Keine Mehrfacherfassung",
        "Allergenauskunft richtig",
        "Eindeutige Zuständigkeitsregelung",
        "Zeitzusage eingehalten",
        "Barrierefreiheit auffindbar",
        "Wiedergutmachung vor Ort",
        "Gesamtpreis vor Zahlung",
        "Hilfe bei der Weiterreise",
    ],
    "zh": [
        "排队时间少于五分钟",
        "三十秒内得到问候",
        "无需重复信息",
        "过敏原信息回答正确",
        "由专人负责",
        "承诺时间并兑现",
        "无障碍客房易于查找",
        "一线员工有权补救",
        "付款前告知总价",
        "协助后续行程",
    ],
}
STAGES = {
    "en": ["Choose and book", "Arrive", "Stay", "Leave", "Afterwards"],
    "de": ["Auswahl und Buchung", "Anreise", "Aufenthalt", "Abreise", "Nachbereitung"],
    "zh": ["选择与预订", "抵达", "住宿", "离开", "离店之后"],
}
DIMENSIONS = {
    "en": [
        "Care",
        "Ease",
        "Clarity",
        "Reliability",
        "Competence",
        "Comfort",
        "Speed",
        "Fairness",
        "Privacy",
        "Access",
        "Safety",
        "Value",
        "Trust",
        "Tone",
    ],
    "de": [
        "Wertschätzung",
        "Leichtigkeit",
        "Verständlichkeit",
        "Zuverlässigkeit",
        "Fachkompetenz",
        "Wohlbefinden",
        "Schnelligkeit",
        "Fairness",
        "Vertraulichkeit",
        "Zugänglichkeit",
        "Sicherheit",
        "Gegenwert",
        "Vertrauen",
        "Ton",
    ],
    "zh": [
        "关怀",
        "便捷",
        "清晰",
        "可靠",
        "能力",
        "舒适",
        "速度",
        "公平",
        "隐私",
        "无障碍",
        "安全",
        "价值",
        "信任",
        "语气",
    ],
}


def make_report(
    touchpoints: int = 8,
    practices: int = 42,
    *,
    seed: int = 1,
    language: str = "en",
    actions: int = 10,
    dimensions: int = 6,
    stages: int = 5,
    weights: Sequence[float] = (2, 3, 4, 5),
    points: Sequence[float] = (0, 0.25, 0.5, 0.75, 0.75, 0.75, 1),
    missing: Sequence[int] = (),
    bands: Sequence[tuple[str, str, float]] = BANDS,
    triggered: int = 1,
    cap: float | None = 0.49,
    target: float = 0.8,
) -> Report:
    """A document with computed scores.

    Args: `missing` are numbers of touchpoints without a score; `cap` lowers the shown score if it is lower;
        `triggered` is how many critical practices failed.
    """
    chance = random.Random(f"{seed} {touchpoints} {practices}")
    last = max(len(bands) - 1, 1)
    made = [
        BandPart(id=key, label=label, from_=low, tone=round(i * 4 / last)) for i, (key, label, low) in enumerate(bands)
    ]
    asked = _practices(chance, touchpoints, practices, language, weights, points, missing, dimensions, made)
    failing = [part for part in asked if part.points is not None and part.points <= 0.25][:triggered]
    failed = {"critical": True, "triggered": True}
    asked = [part.model_copy(update=failed) if part in failing else part for part in asked]
    rated = [part for part in asked if part.points is not None]
    raw = _mean(rated)
    held = raw is not None and cap is not None and bool(failing) and cap < raw
    adjusted = cap if held else raw
    total = sum(part.weight for part in rated)
    asked = [
        part if part.points is None else part.model_copy(update={"lost": part.weight * (1 - part.points) / total})
        for part in asked
    ]
    rated = [part for part in asked if part.points is not None]
    places = [_touchpoint(i, touchpoints, asked, language, stages, made) for i in range(touchpoints)]
    return Report(
        program=Program(version="0"),
        touchpoints=places,
        practices=asked,
        audit=AuditPart(
            id="a",
            title="Guest experience audit",
            language=language,
            date=START,
            issued=START,
            subject=SubjectPart(client="Harbour Hotel"),
        ),
        checklist=ChecklistPart(
            id="hotel",
            title="Hotel",
            version="1",
            scale="practice",
            rollup="practices",
            not_applicable="drop",
            critical_at_or_below="1",
            critical_effect="cap",
            critical_cap=cap or 0.49,
            effort_days=EFFORT_DAYS,
            bands=made,
        ),
        score=ScorePart(
            raw=raw,
            adjusted=adjusted,
            band=_band(made, adjusted),
            raw_band=_band(made, raw),
            undetermined=False,
            limited=held,
            coverage=1.0,
            target=target,
            rated=len(rated),
            applicable=len(asked),
            triggered=[part.id for part in failing],
        ),
        stages=[
            StagePart(
                id=f"s{i}",
                title=STAGES[language][i % 5],
                touchpoints=inside,
                score=_mean([part for part in asked if part.touchpoint in inside]),
            )
            for i in range(stages)
            if (inside := [part.id for part in places if part.stage == f"s{i}"])
        ],
        dimensions=[_dimension(i, asked, language, made, target) for i in range(dimensions)],
        actions=make_actions(chance, asked, actions),
        plan=PlanPart(before=0, after=0, crosshair=0.006, start=START),
        ledger=_ledger(rated, raw, adjusted),
    )


def make_observations(ratings: Sequence[str], points: Sequence[float], times: Sequence[str] = ()) -> PracticePart:
    """A practice with single observations."""
    bands = [BandPart(id=key, label=label, from_=low, tone=i) for i, (key, label, low) in enumerate(BANDS)]
    seen = [
        ObservationPart(rating=rating, points=value, band=_band(bands, value) or "", at=at)
        for rating, value, at in zip(ratings, points, times or [""] * len(ratings), strict=True)
    ]
    return PracticePart(id="t0.p0", touchpoint="t0", title="x", ask="x?", state="rated", weight=1, observations=seen)


def make_actions(chance: random.Random, asked: Sequence[PracticePart], count: int) -> list[ActionPart]:
    """A plan with due dates of every kind: past, soon, years ahead, none."""
    rated = [part for part in asked if part.points is not None]
    gaps = [part for part in rated if (part.points or 0) < 0.8] or rated
    found: list[dict[str, Any]] = []
    for i in range(count if gaps else 0):
        part = gaps[i % len(gaps)]
        effort = chance.choice("SSSMML")
        away = chance.choice([-40, 9, 20, 25, 40, 60, 85, 150, 900])
        due = None if chance.random() < 0.3 else START + dt.timedelta(days=away)
        days = (due - START).days if due else {"S": 10, "M": 60, "L": 150}[effort]
        found.append(
            {
                "practice": part.id,
                "do": f"Mend {part.title}.",
                "due": due,
                "effort": effort,
                "days": EFFORT_DAYS[effort],
                "critical": part.triggered,
                "uplift": round(part.weight * (1 - (part.points or 0)) * 0.004, 6),
                "status": "done" if chance.random() < 0.1 else "planned",
                "horizon": "now" if days <= 30 else "next" if days <= 90 else "later",
            }
        )
    found.sort(key=lambda row: (not row["critical"], -row["uplift"] / row["days"]))
    return [
        ActionPart(number=i, tenths=round(row["uplift"] * 1000), quadrant="later", **row)
        for i, row in enumerate(found, 1)
    ]


def _practices(
    chance: random.Random,
    touchpoints: int,
    count: int,
    language: str,
    weights: Sequence[float],
    points: Sequence[float],
    missing: Sequence[int],
    dimensions: int,
    bands: list[BandPart],
) -> list[PracticePart]:
    found = []
    for i in range(count):
        home = i * touchpoints // count if count >= touchpoints else i
        value = None if home in missing else chance.choice(points)
        names = PRACTICES[language]
        found.append(
            PracticePart(
                id=f"t{home}.p{i}",
                touchpoint=f"t{home}",
                title=names[i % 10] + (f" {i // 10 + 1}" if i >= 10 else ""),
                ask="Is it so?",
                dimension=f"d{i % dimensions}" if dimensions else None,
                points=value,
                state="rated" if value is not None else "not_observed",
                band=_band(bands, value),
                weight=chance.choice(weights),
            )
        )
    return found


def _touchpoint(
    i: int, count: int, asked: Sequence[PracticePart], language: str, stages: int, bands: list[BandPart]
) -> TouchpointPart:
    inside = [part for part in asked if part.touchpoint == f"t{i}"]
    rated = [part for part in inside if part.points is not None]
    score, name = _mean(rated), NAMES[language][i % 10]
    weakest = min(rated, key=lambda part: part.points or 0, default=None)
    return TouchpointPart(
        id=f"t{i}",
        title=name + (f" {i // 10 + 1}" if i >= 10 else ""),
        short=name.split()[0],
        stage=f"s{i * stages // count}" if stages else "",
        channel=["online", "phone", "in person"][i % 3],
        moment_of_truth=i % 4 == 2,
        weight=1,
        score=score,
        adjusted=score,
        band=_band(bands, score),
        share=1 / count,
        low=min((part.points for part in rated), default=None),
        high=max((part.points for part in rated), default=None),
        weakest=weakest.id if weakest else None,
        rated=len(rated),
        applicable=len(inside),
        triggered=[part.id for part in inside if part.triggered],
    )


def _dimension(
    i: int, asked: Sequence[PracticePart], language: str, bands: list[BandPart], target: float
) -> DimensionPart:
    inside = [part for part in asked if part.dimension == f"d{i}" and part.points is not None]
    score = _mean(inside)
    return DimensionPart(
        id=f"d{i}",
        title=DIMENSIONS[language][i % 14],
        score=score,
        band=_band(bands, score),
        gap=None if score is None else max(target - score, 0),
        rated=len(inside),
    )


def _ledger(rated: Sequence[PracticePart], raw: float | None, adjusted: float | None) -> list[LedgerLine]:
    if raw is None or adjusted is None:
        return []
    losing = [part for part in rated if part.lost > 0]
    lines = [
        LedgerLine(kind="practice", practices=[part.id], tenths=lost)
        for part, lost in zip(losing, share_out([part.lost for part in losing], 1000 - tenths(raw)), strict=True)
    ]
    held = tenths(raw) - tenths(adjusted)
    return [*lines, *([LedgerLine(kind="critical", practices=[rated[0].id], tenths=held)] if held else [])]


def _mean(parts: Sequence[PracticePart]) -> float | None:
    rated = [part for part in parts if part.points is not None]
    total = sum(part.weight for part in rated)
    return sum(part.weight * (part.points or 0) for part in rated) / total if total else None


def _band(bands: Sequence[BandPart], score: float | None) -> str | None:
    return None if score is None else next((band.id for band in bands if score >= band.from_ - 1e-9), None)
