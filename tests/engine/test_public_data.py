"""Other people's scoring, said in our format and compared with what they published.

The data stands beside the repository, in ../shared/data, and is no part of it; without it these tests are skipped.
"""

import csv
import json
import tarfile
from collections import Counter, defaultdict
from pathlib import Path

import pytest
import yaml

from cxaudit.engine.scoring import score_audit
from cxaudit.model.audit import Audit
from cxaudit.model.load import load_checklist
from tests.engine.small_audits import NA, scored

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the public data is not beside the repository")

HYGIENE = """\
cxaudit: checklist/1
id: food-hygiene
title: Food hygiene rating
about: The UK scheme; three penalty scores, 80 points at worst; the worst single one limits the rating.
scale: penalty
scales:
  penalty: {unit: penalty points, best: 0, worst: 25}
  trust: {unit: penalty points, best: 0, worst: 30}
scoring:
  rollup: practices
  bands:                                            # penalty points in all: 15, 20, 30, 40 and 50 of 80
    rated-5: {from: 81.25, label: Very good, worst_from: 80}        # none above 5
    rated-4: {from: 75, label: Good, worst_from: 60}                # none above 10
    rated-3: {from: 62.5, label: Generally satisfactory, worst_from: 60}
    rated-2: {from: 50, label: Improvement necessary, worst_from: 40}       # none above 15
    rated-1: {from: 37.5, label: Major improvement, worst_from: 20}         # none above 20
    rated-0: {from: 0, label: Urgent improvement}
touchpoints:
  premises:
    practices:
      hygiene: {ask: Is food handled hygienically?, weight: 25}
      structural: {ask: Are the premises in good order?, weight: 25}
      confidence: {ask: Is there confidence in the management?, weight: 30, scale: trust}
"""


def test_every_food_hygiene_rating_of_norwich(tmp_path):
    """Food Standards Agency: 0 to 15 points and none above 5 is a 5, and so on down the official table."""
    (tmp_path / "food.yaml").write_text(HYGIENE, encoding="utf-8")
    checklist = load_checklist(tmp_path / "food.yaml")
    with (DATA / "multisite/fhrs_norwich/fhrs_scores.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["published_rating"] in set("012345") and row["hygiene"]]
    wrong = []
    for row in rows:
        penalties = [int(row[name]) for name in ("hygiene", "structural", "confidence")]
        scores = score_audit(
            checklist, audit_of({f"premises.{name}": row[name] for name in ("hygiene", "structural", "confidence")})
        )
        assert scores.raw == pytest.approx(1 - sum(penalties) / 80)
        if scores.band != f"rated-{row['published_rating']}":
            wrong.append((row, scores.band))
    assert not wrong
    assert Counter(row["published_rating"] for row in rows).keys() >= set("12345")
    assert len(rows) > 1300


def test_the_official_table_of_food_hygiene_on_all_possible_scores(tmp_path):
    (tmp_path / "food.yaml").write_text(HYGIENE, encoding="utf-8")
    checklist = load_checklist(tmp_path / "food.yaml")
    table = ((5, 15, 5), (4, 20, 10), (3, 30, 10), (2, 40, 15), (1, 50, 20), (0, 80, 30))
    found = Counter()
    for penalties in ((a, b, c) for a in range(0, 26, 5) for b in range(0, 26, 5) for c in (0, 5, 10, 20, 30)):
        expected = next(rating for rating, total, worst in table if sum(penalties) <= total and max(penalties) <= worst)
        names = ("hygiene", "structural", "confidence")
        given = {f"premises.{name}": str(value) for name, value in zip(names, penalties, strict=True)}
        assert score_audit(checklist, audit_of(given)).band == f"rated-{expected}", penalties
        found[expected] += 1
    assert found.keys() == set(range(6))


def test_lighthouse_categories():
    """Weighted means; what is informative, manual or not applicable has no weight; printed with two decimals."""
    categories = json.loads((DATA / "oracles/lighthouse_scoring.json").read_text(encoding="utf-8"))["categories"]
    assert len(categories) >= 9
    for category in categories:
        parts = {
            f"t.p{number}": (
                audit["weight"],
                NA if audit["score"] is None else audit["score"],
                {"advisory": str(audit["mode"] in ("informative", "manual"))},
            )
            for number, audit in enumerate(category["audits"])
        }
        scores = scored(parts, scale="fraction")
        assert scores.raw == pytest.approx(category["expected_score"], abs=0.005 + 1e-9), category["category"]


def test_lighthouse_unit_vectors():
    vectors = json.loads((DATA / "oracles/lighthouse_scoring.json").read_text(encoding="utf-8"))["unit_vectors"]
    assert [vector["expected"] for vector in vectors if not vector["items"]] == [0]  # to us, nothing is no score: None
    filled = [vector for vector in vectors if vector["items"]]
    assert len(filled) >= 4
    for vector in filled:
        parts = {
            f"t.p{number}": (weight, NA if score == "NA" else score)
            for number, (score, weight) in enumerate(vector["items"])
        }
        assert scored(parts, scale="fraction").raw == pytest.approx(vector["expected"], abs=0.005 + 1e-9)


# -- OWASP SAMM: answers that are not evenly spaced, practices in business functions -----------------------------------


@pytest.fixture(scope="module")
def samm():
    """The questions by code (`D-TA-1-A`: function, practice, level, stream) and the answer sets by id."""
    questions, sets = {}, {}
    with tarfile.open(DATA / "checklists/owasp_samm/samm_model_yaml.tar.gz") as archive:
        for member in archive.getmembers():
            folder, name = Path(member.name).parent.name, Path(member.name).stem
            if folder in ("questions", "answer_sets") and member.isfile():
                data = yaml.safe_load(archive.extractfile(member).read())
                if folder == "questions":
                    questions[name] = data
                else:
                    sets[data["id"]] = data["values"]
    assert len(questions) == 90
    assert len(sets) == 24
    return questions, sets


def samm_checklist(questions, sets, folder):
    names = {key: f"set-{number}" for number, key in enumerate(sets)}
    touchpoints = defaultdict(lambda: {"practices": {}})
    for code, question in questions.items():
        function, practice, level, stream = code.lower().split("-")
        touchpoint = touchpoints[f"{function}-{practice}"]
        touchpoint["stage"] = function
        touchpoint["practices"][f"level-{level}{stream}"] = {
            "ask": question["text"],
            "scale": names[question["answerSet"]],
        }
    data = {
        "cxaudit": "checklist/1",
        "id": "samm",
        "title": "SAMM",
        "scale": "set-0",
        "scales": {
            names[key]: {
                "levels": {
                    f"answer-{value['order']}": {"label": str(value["text"]), "points": value["value"]}
                    for value in values
                }
            }
            for key, values in sets.items()
        },
        "scoring": {"rollup": "stages"},
        "stages": {function: f"Function {function}" for function in sorted({key[0] for key in touchpoints})},
        "touchpoints": dict(sorted(touchpoints.items())),
    }
    path = folder / "samm.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return load_checklist(path)


def test_samm_practice_scores_from_its_own_answer_sets(samm, tmp_path):
    """A practice is the sum over its three levels of the mean over its streams: three times our fraction."""
    questions, sets = samm
    given = {
        code: number * 7 % len(sets[question["answerSet"]])
        for number, (code, question) in enumerate(sorted(questions.items()))
    }
    worth = {
        code: next(value["value"] for value in sets[questions[code]["answerSet"]] if value["order"] == order)
        for code, order in given.items()
    }
    assert len(set(worth.values())) >= 4
    theirs = defaultdict(float)
    for code in questions:
        streams = [other for other in questions if other[:6] == code[:6]]
        theirs[code[:4].lower()] += worth[code] / len(streams)
    checklist = samm_checklist(questions, sets, tmp_path)
    keys = {code: "{}-{}.level-{}{}".format(*code.lower().split("-")) for code in questions}
    scores = score_audit(checklist, audit_of({keys[code]: f"answer-{order}" for code, order in given.items()}))
    ours = {key: 3 * (part.score or 0) for key, part in scores.touchpoints.items()}
    assert ours == pytest.approx(dict(theirs))
    assert len(ours) == 15
    functions = {function: [score for key, score in theirs.items() if key[0] == function] for function in "dgiov"}
    assert [len(part) for part in functions.values()] == [3] * 5
    assert 3 * (scores.raw or 0) == pytest.approx(sum(sum(part) / 3 for part in functions.values()) / 5)
    assert {key: 3 * (score or 0) for key, score in scores.stages.items()} == pytest.approx(
        {function: sum(part) / 3 for function, part in functions.items()}
    )


def audit_of(ratings):
    return Audit.model_validate(
        {
            "cxaudit": "audit/1",
            "id": "public",
            "title": "Public",
            "checklist": "public.yaml",
            "date": "2026-10-14",
            "subject": {"client": "Norwich"},
            "ratings": {key: {"rating": value} for key, value in ratings.items()},
        }
    )
