"""Realistic checklists and audits of any size, the same for the same seed: for tests, the bench and page design."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import yaml

from tests import generator_texts as texts
from tests.generator_texts import ASPECTS, PLACES, Aspect, Place

MOST_PRACTICES, MOST_TOUCHPOINTS = 600, len(PLACES)
PEOPLE = ["Maria Keller", "Tomás Núñez", "Aoife Byrne", "Jonas Lindqvist"]
SUMMARY = """\
Guests like the people of this house and put up with its gaps for their sake.

**What works.** Nobody whom we met was unwilling. Where a task has an owner and a number on the wall, it is done well,
also in busy hours and also by those who joined last month.

**What does not.** Much depends on who is on duty. Promises are made from memory, and news comes only when guests ask.

**Where to begin.** With the desk at six in the evening, and with one log that every shift opens.
"""
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def write_audit(
    folder: Path, practices: int, touchpoints: int | None = None, seed: int = 1, photos: int = 0, auditors: int = 1
) -> Path:
    """Write checklist.yaml, audit.yaml and, for several auditors, ratings/<auditor>.yaml; returns `folder`.

    Args: `practices` from 1 to 600; `touchpoints` from 1 to 40 (default: one for nine practices); `photos` as many
        pictures under photos/, each shown by one practice; `auditors` from 1 to 4.
    """
    chance = random.Random(f"{seed} {practices} {touchpoints}")  # as text: the same numbers in every process
    count = min(max(touchpoints or round(practices / 9), 1), MOST_TOUCHPOINTS, practices)
    places = [PLACES[i * MOST_TOUCHPOINTS // count] for i in range(count)]
    asked = _choose(places, min(practices, MOST_PRACTICES), chance)
    checklist = _checklist(places, asked, chance)
    audit = _audit(checklist, list(asked), auditors, chance)
    found = _ratings(places, asked, checklist, chance)
    folder.mkdir(parents=True, exist_ok=True)
    for number, key in enumerate(_pictured(found, photos)):
        found[key].setdefault("evidence", []).insert(0, _photo(folder, number, asked[key][1], chance))
    if auditors == 1:
        audit["ratings"] = found
    else:
        for number, auditor in enumerate(audit["auditors"]):
            given = found if number == 0 else _second_opinion(found, asked, chance)
            part = {"cxaudit": "ratings/1", "audit": audit["id"], "auditor": auditor, "ratings": given}
            _write(folder / "ratings" / f"{auditor}.yaml", part)
    _write(folder / "checklist.yaml", checklist)
    _write(folder / "audit.yaml", audit)
    return folder


Asked = dict[str, tuple[Aspect, Place]]


def _choose(places: list[Place], practices: int, chance: random.Random) -> Asked:
    """Which aspect of which place is asked, by full id and in order; a full touchpoint borrows from other places."""
    shuffled = {place.id: chance.sample(ASPECTS, len(ASPECTS)) for place in PLACES}
    chosen: Asked = {}
    for number, place in enumerate(places):
        wanted = practices // len(places) + (number < practices % len(places))
        own = [(aspect, place) for aspect in shuffled[place.id] if place.physical or not aspect.physical]
        others = [
            (aspect, other)
            for other in PLACES[PLACES.index(place) + 1 :] + PLACES[: PLACES.index(place)]
            for aspect in shuffled[other.id]
            if other.physical or not aspect.physical
        ]
        taken = set(chosen.values()) | {(aspect, other) for other in places if other is not place for aspect in ASPECTS}
        for aspect, other in (own + [pair for pair in others if pair not in taken])[:wanted]:
            chosen[f"{place.id}.{aspect.id}" + (f"-{other.id}" if other is not place else "")] = (aspect, other)
    return chosen


def _checklist(places: list[Place], asked: Asked, chance: random.Random) -> dict[str, Any]:
    keys = list(asked)
    critical = {
        key
        for number, key in enumerate(keys)
        if number % 12 == 3 and asked[key][0].kind == "levels" and asked[key][0].id != "thoughtful"
    }
    stages = {place.stage for place in places}
    return {
        "cxaudit": "checklist/1",
        "id": "generated-hotel",
        "title": "Hotel stay",
        "version": "1.0",
        "language": "en",
        "about": "For hotels and guest houses of up to 200 rooms. Rate the level that you met most often.",
        "scale": "practice",
        "scales": {
            "practice": {
                "levels": {
                    "0": "Absent or harmful",
                    "1": "Sporadic, depends on the person",
                    "2": "In place, uneven",
                    "3": "Consistent, small lapses",
                    "4": "Consistent, evidenced and improved",
                }
            },
            "yes-no": {"levels": {"0": "No", "1": "Yes"}},
            "wait": {"unit": "minutes", "best": "1", "worst": "12"},
        },
        "dimensions": texts.DIMENSIONS,
        "facts": {"spa": "Does the house have a spa of its own?"},
        "profiles": {"lite": keys[::3]},
        "stages": {key: title for key, title in texts.STAGES.items() if key in stages},
        "touchpoints": {
            place.id: {
                "title": place.title,
                "stage": place.stage,
                "about": f"What guests meet {place.where}, with their eyes.",
                "channel": place.channel,
                "weight": str(chance.choice([1, 2, 2, 3])),
                "minutes": str(chance.choice([15, 20, 30, 45])),
                "moment_of_truth": "yes" if place.id in ("front-desk", "complaint", "bedroom") else "no",
                "practices": {
                    key.partition(".")[2]: _practice(*asked[key], key in critical, chance)
                    for key in keys
                    if key.startswith(f"{place.id}.")
                },
            }
            for place in places
        },
    }


def _practice(aspect: Aspect, place: Place, critical: bool, chance: random.Random) -> dict[str, Any]:
    weight = chance.choice([1, 2, 3, 3, 4, 5])
    bounds = {"levels": ("2", "4"), "case": ("2", "4"), "yes-no": ("1",), "wait": ("6", "3")}[aspect.kind]
    written: dict[str, Any] = {
        "title": f"{aspect.title} {place.where}",
        "ask": aspect.ask.format(where=place.where),
        "why": chance.choice(texts.WHY),
        "look_for": chance.choice(texts.LOOK_FOR),
        "evidence": chance.choice(texts.EVIDENCE),
        "weight": {"is": "5", "because": "nothing later makes up for it"} if weight > 4 else str(weight),
        "dimension": aspect.dimension,
    }
    if critical:
        written["critical"] = "yes"
    elif aspect.id == "thoughtful":
        written["advisory"] = "yes"
    if aspect.kind in ("yes-no", "wait"):
        written["scale"] = aspect.kind
    elif aspect.kind == "case":
        written["rate"] = "case"
    if aspect.kind in ("levels", "case"):
        written["anchors"] = {
            "0": f"No case in which {aspect.what}; asking made it worse",
            "1": f"One to three cases of ten in which {aspect.what}",
            "2": f"Four to seven cases of ten in which {aspect.what}, depending on who was there",
            "3": f"Eight or nine cases of ten in which {aspect.what}",
            "4": f"Ten cases of ten in which {aspect.what}, and the house checks it itself",
        }
    acts = [aspect.first, aspect.then]
    written["recommend"] = [
        {
            "below": below,
            "do": act.format(where=place.where),
            "effort": chance.choice("SSMML"),
            "owner": texts.OWNERS[place.stage],
        }
        for below, act in zip(bounds, acts, strict=False)
    ]
    written["refs"] = {"RATER": [chance.choice(["reliability", "assurance", "tangibles", "empathy", "responsiveness"])]}
    return written


def _audit(checklist: dict[str, Any], keys: list[str], auditors: int, chance: random.Random) -> dict[str, Any]:
    ids = {
        "".join(word[0] for word in name.lower().split()).replace("ú", "u").replace("á", "a"): name
        for name in PEOPLE[:auditors]
    }
    stage = {key: part["stage"] for key, part in checklist["touchpoints"].items()}
    committed = [key for key in keys[1::8] if chance.random() < 0.7]
    return {
        "cxaudit": "audit/1",
        "id": "harbour-hotel-2026-10",
        "title": "Guest experience audit, autumn 2026",
        "checklist": "checklist.yaml",
        "date": "2026-10-14",
        "language": "en",
        "wave": "2026-Q4",
        "subject": {"client": "Harbour Hotel GmbH", "site": "Hamburg", "kind": "hotel of 120 rooms"},
        "facts": ["spa"],
        "auditors": {
            key: {"name": name, "role": "auditor" if number else "lead auditor"}
            for number, (key, name) in enumerate(ids.items())
        },
        "weights": {keys[0]: {"is": "4", "because": "Two thirds of the guests arrive late."}},
        "summary": SUMMARY,
        "actions": {
            key: {
                "owner": texts.OWNERS[stage[key.partition(".")[0]]],
                "due": chance.choice(["2026-11-15", "2026-12-01", "2027-01-31", "2027-03-31"]),
                "status": chance.choice(["planned", "planned", "started"]),
            }
            for key in committed
        },
        "business_case": {
            "currency": "EUR",
            "customers": "10000",
            "revenue_per_customer": {"value": "400", "from": "accounts of 2025"},
            "margin": "0.30",
            "yearly_churn": "0.15",
            "action_cost": "30000",
        },
        "signoff": {"by": PEOPLE[0], "role": "lead auditor", "date": "2026-10-20"},
    }


def _ratings(places: list[Place], asked: Asked, checklist: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """All four states; the first critical practice fails, and each touchpoint has its own standing."""
    standing = {place.id: chance.uniform(1.3, 3.7) for place in places}
    critical = [key for key in asked if _written(checklist, key).get("critical")]
    left_out = {5: "not_applicable", 6: "not_observed", 7: "unrated"}
    found: dict[str, Any] = {}
    for number, (key, (aspect, _)) in enumerate(asked.items()):
        state = left_out.get(number % 40) if key not in critical else None
        if state == "unrated":
            continue
        if state:
            reasons = texts.NOT_APPLICABLE if state == "not_applicable" else texts.NOT_OBSERVED
            found[key] = {state: chance.choice(reasons)}
            continue
        level = min(4, max(0, round(chance.gauss(standing[key.partition(".")[0]], 0.8))))
        if key in critical:
            level = 1 if key == critical[0] or chance.random() < 0.08 else max(level, 2)
        found[key] = _rating(aspect, level, chance)
    return found


def _written(checklist: dict[str, Any], key: str) -> dict[str, Any]:
    touchpoint, _, practice = key.partition(".")
    found: dict[str, Any] = checklist["touchpoints"][touchpoint]["practices"][practice]
    return found


def _rating(aspect: Aspect, level: int, chance: random.Random) -> dict[str, Any]:
    given: dict[str, Any]
    if aspect.kind == "case":
        others = [min(4, max(0, level + chance.choice([-1, 0, 0, 1]))) for _ in range(chance.randint(2, 5))]
        first = {"rating": str(level), "at": "2026-10-14T11:05", "note": "Third call of the morning."}
        given = {"observations": [first, *map(str, others)]}
    elif aspect.kind == "wait":
        given = {"rating": f"{max(0.5, 11 - 2.6 * level + chance.uniform(-1, 1)):.1f}"}
    else:
        given = {"rating": str(int(level > 1)) if aspect.kind == "yes-no" else str(level)}
    given["note"] = _note(aspect, level, chance)
    if level < 3 and chance.random() < 0.4:
        given["internal"] = "Ask the owner before naming the shift."
    if chance.random() < 0.4:
        given["evidence"] = [
            {
                "text": f"Log of ten cases, 13 to 14 October 2026, sheet {chance.randint(1, 40)}",
                "caption": "Times taken by the auditor",
            }
        ]
    if level < 3:
        given["cause"] = chance.choice(texts.CAUSES)
    if level < 3 and chance.random() < 0.5:
        given["reply"] = {"text": chance.choice(texts.REPLIES), "by": "F. Petersen", "on": "2026-10-18"}
    return given


def _note(aspect: Aspect, level: int, chance: random.Random) -> str:
    seen = {0: "none", 1: "two", 2: "five", 3: "eight", 4: "ten"}[level]
    more = (texts.LOW, texts.LOW, texts.MIDDLE, texts.MIDDLE, texts.HIGH)[level]
    if aspect.kind == "wait":
        day = chance.choice(["Tuesday", "Wednesday"])
        return f"Ten waits timed on {day}; the median is given. {chance.choice(more)}"
    return f"We saw {seen} of ten cases in which {aspect.what}. {chance.choice(more)}"


def _second_opinion(found: dict[str, Any], asked: Asked, chance: random.Random) -> dict[str, Any]:
    """Another auditor: one rating in four differs by a level, and a few cases were not seen."""
    given: dict[str, Any] = {}
    for key, first in found.items():
        aspect = asked[key][0]
        if "rating" not in first or aspect.kind != "levels":
            given[key] = {name: value for name, value in first.items() if name != "evidence"}
        elif chance.random() < 0.05:
            given[key] = {"not_observed": chance.choice(texts.NOT_OBSERVED)}
        else:
            change = chance.choice([-1, 1]) if chance.random() < 0.25 else 0
            level = min(4, max(0, int(first["rating"]) + change))
            given[key] = {"rating": str(level), "note": _note(aspect, level, chance)}
    return given


def _pictured(found: dict[str, Any], photos: int) -> list[str]:
    rated = [key for key, given in found.items() if "rating" in given or "observations" in given]
    return [rated[i * len(rated) // photos] for i in range(min(photos, len(rated)))] if rated and photos else []


def _photo(folder: Path, number: int, place: Place, chance: random.Random) -> dict[str, str]:
    from PIL import Image, ImageDraw

    size = (1200, 900) if number % 3 else (900, 1200)
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _ in range(12):
        x, y = chance.randrange(size[0]), chance.randrange(size[1])
        colour = tuple(chance.randrange(60, 230) for _ in range(3))
        draw.rectangle((x, y, x + chance.randrange(60, 400), y + chance.randrange(60, 400)), fill=colour)
    name = f"photos/{number + 1:03}-{place.id}.jpg"
    (folder / "photos").mkdir(exist_ok=True)
    picture.save(folder / name, quality=80)
    return {"file": name, "caption": f"What a guest saw {place.where} on 14 October 2026 at {chance.randint(8, 20)}:05"}


def _write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110), encoding="utf-8")
