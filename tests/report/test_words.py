"""What the rules write is true in every case, and reads as if a person had written it."""

from pathlib import Path

import pytest

from cxaudit.engine.actions import plan_actions
from cxaudit.engine.findings import find_findings
from cxaudit.engine.ledger import build_ledger
from cxaudit.engine.scoring import score_audit
from cxaudit.model.audit import Audit
from cxaudit.model.checklist import Checklist
from cxaudit.model.load import AuditFolder
from cxaudit.report.build import build_report
from cxaudit.report.document import Report, report_from_json
from cxaudit.report.phrases import all_of, count, fitting, listed, part_of, points, whole

UNSEEN, NA = {"not_observed": "Closed."}, {"not_applicable": "None here."}


def report(
    ratings: dict[str, object],
    *,
    critical: tuple[str, ...] = (),
    scoring: object = None,
    client: str = "Harbour Hotel",
    dimensions: bool = False,
) -> Report:
    touchpoints: dict[str, dict] = {}
    for i, key in enumerate(ratings):
        touchpoint, _, name = key.partition(".")
        practice = {
            "title": name.capitalize(),
            "ask": "Is it so?",
            "critical": key in critical,
            "recommend": [{"below": 4, "do": f"Mend {name}.", "effort": "SML"[i % 3]}],
        }
        if dimensions:
            practice["dimension"] = "care" if i % 2 else "ease"
        touchpoints.setdefault(touchpoint, {"title": touchpoint.capitalize(), "practices": {}})["practices"][name] = (
            practice
        )
    checklist = Checklist.model_validate(
        {
            "cxaudit": "checklist/1",
            "id": "small",
            "title": "Small",
            "touchpoints": touchpoints,
            "scoring": scoring or {},
            "dimensions": {"care": "Valued", "ease": "Easy"} if dimensions else {},
        }
    )
    audit = Audit.model_validate(
        {
            "cxaudit": "audit/1",
            "id": "a",
            "title": "T",
            "checklist": "small",
            "date": "2026-10-14",
            "subject": {"client": client},
            "ratings": {
                key: value if isinstance(value, dict) else {"rating": str(value)}
                for key, value in ratings.items()
                if value is not None
            },
        }
    )
    folder = AuditFolder(Path(), audit, checklist, {"auditor": audit.ratings}, {"audit.yaml": b""})
    scores = score_audit(checklist, audit)
    return build_report(
        folder, scores, find_findings(scores), plan_actions(checklist, audit, scores), build_ledger(scores)
    )


@pytest.mark.parametrize(
    ("ratings", "options", "said"),
    [
        ({"desk.a": 3}, {}, "The verdict on Harbour Hotel is “Consistent”: 75.0, exactly on target."),
        ({"desk.a": 4}, {}, "The verdict on Harbour Hotel is “Leading”: 100.0, 25.0 points above target."),
        ({"desk.a": 0}, {}, "The verdict on Harbour Hotel is “At risk”: 0.0, 75.0 points short of target."),
        (
            {"desk.a": 1, "room.b": 3, "bar.c": 4},
            {},
            "Harbour Hotel scores 66.7, 8.3 points short of target; the most is lost at Desk.",
        ),
        (
            {"desk.a": 2, "room.b": 2},
            {},
            "The verdict on Harbour Hotel is “Inconsistent”: 50.0, 25.0 points short of target.",
        ),
        (
            {"desk.a": 3, "desk.b": None},
            {},
            "An indicative 75.0 for Harbour Hotel, exactly on target: only 50.0 % of the weight was rated.",
        ),
        (
            {"desk.a": 3, "room.b": 3, "bar.c": 3},
            {"scoring": {"target": 75.01}},
            "The verdict on Harbour Hotel is “Consistent”: 75.0, just short of target.",
        ),
        ({"desk.a": NA}, {}, "There is no score: nothing that applies here was rated."),
        ({"desk.a": None}, {}, "There is no score: nothing that applies here was rated."),
        (
            {"desk.a": 4, "desk.b": UNSEEN},
            {"critical": ("desk.b",)},
            "Harbour Hotel scores 100.0 so far; the verdict stays open until every critical practice is rated.",
        ),
        (
            {"desk.a": 0, "desk.b": 1},
            {"critical": ("desk.a",)},
            "Harbour Hotel scores 12.5, 62.5 points short of target, and one critical practice fails.",
        ),
        (
            {"desk.a": 1, "room.b": 4, "bar.c": 4},
            {"critical": ("desk.a",)},
            "Harbour Hotel earns 75.0, exactly on target, and is held at 49.0 by one critical failure: Desk.",
        ),
    ],
)
def test_the_verdict_fits_the_case(ratings, options, said):
    assert report(ratings, **options).words["verdict"] == said


def test_capped_is_said_only_where_the_cap_lowers_the_score():
    held = report({"desk.a": 1, "room.b": 4, "bar.c": 4}, critical=("desk.a",)).words
    assert "capped at 49.0" in held["critical"]
    free = report({"desk.a": 1, "room.b": 1}, critical=("desk.a",)).words
    assert "cap" not in " ".join(free.values()).replace("capital", "")
    flagged = report({"desk.a": 1, "room.b": 4}, critical=("desk.a",), scoring={"critical": {"effect": "flag"}}).words
    assert "capped" not in " ".join(flagged.values())
    zero = report({"desk.a": 1, "room.b": 4}, critical=("desk.a",), scoring={"critical": {"effect": "zero"}}).words
    assert "the overall score is 0" in zero["critical"]
    assert report({"desk.a": 3}).words["critical"] == ""


def test_counts_agree_with_their_verbs():
    assert report({"desk.a": 1}).words["gaps"].startswith("The one rated practice misses the target")
    assert report({"desk.a": 1, "desk.b": 1}).words["gaps"].startswith("Both rated practices miss the target")
    assert report({"desk.a": 1, "desk.b": 4}).words["gaps"].startswith("One of two rated practices misses the target")
    assert report({"desk.a": 4}).words["gaps"] == "No practice that was rated misses the target."


def test_low_coverage_makes_the_score_indicative():
    low = report({"desk.a": 3, "desk.b": None})
    assert "Under 80 % the score is indicative." in low.words["coverage"]
    assert "indicative" not in report({"desk.a": 3}).words["coverage"]


def test_dimensions_lead_the_scorecard_only_where_there_are_two():
    assert report({"desk.a": 1, "desk.b": 4}, dimensions=True).words["scorecard"] == (
        "Ease is the weakest dimension at 25.0; Care leads with 100.0."
    )
    assert (
        report({"desk.a": 1, "room.b": 4}).words["scorecard"]
        == "Desk is the weakest touchpoint at 25.0; Room leads with 100.0."
    )
    assert report({"desk.a": 2, "room.b": 2}).words["scorecard"] == "Both touchpoints score 50.0."


def test_equal_scores_share_the_first_and_the_last_place():
    said = report({"desk.a": 1, "room.b": 1, "bar.c": 4, "gym.d": 4}).words["scorecard"]
    assert said == "Desk and Room are the weakest touchpoints at 25.0; Bar and Gym lead with 100.0."


def test_headlines_of_touchpoints():
    def headline(ratings, **options):
        return report(ratings, **options).touchpoints[0].headline

    assert headline({"desk.a": 4, "desk.b": 3}) == "Every practice rated here meets the target."
    assert headline({"desk.a": NA}) == "Nothing could be rated here."
    assert headline({"desk.a": 1}) == "“A” falls 50.0 points short of the target."
    assert (
        headline({"desk.a": 1, "desk.b": 2}, critical=("desk.a",))
        == "“A” fails, and one other practice misses the target."
    )
    assert headline({"desk.a": 1, "desk.b": 4}) == "“A” misses the target by 50.0 points; the other practice meets it."
    assert headline({"desk.a": 3}) == "“A” meets the target."
    assert headline({"desk.a": 4, "desk.b": 4}) == "Every practice rated here earns full points."
    assert headline({"desk.a": 1, "desk.b": 1}) == "Both practices miss the target."
    assert headline({"desk.a": 1, "desk.b": 2}) == "Both practices miss the target; “A” costs the most."
    assert (
        headline({"desk.a": 3, "desk.b": 4, "desk.c": 2})
        == "“C” misses the target by 25.0 points; the other two meet it."
    )
    assert (
        headline({"desk.a": 3, "desk.b": UNSEEN}, critical=("desk.b",))
        == "“A” meets the target; critical “B” is still open."
    )


def test_touchpoints_that_share_a_place_share_the_sentence():
    shared = report({"desk.a": 1, "room.b": 1, "bar.c": 4, "gym.d": 4}).words
    assert (
        shared["journey"] == "The low points are Desk and Room at 25.0; two of four touchpoints reach the target of 75."
    )
    assert shared["lead"].startswith(
        "Bar and Gym are the strongest points of the journey at 100.0, Desk and Room are the weakest at 25.0."
    )
    level = report({"desk.a": 2, "room.b": 2}).words
    assert level["journey"] == "Both touchpoints score 50.0, short of the target of 75."
    assert "strongest" not in level["lead"]


def test_coverage_counts_as_a_person_does():
    assert report({"desk.a": 3}).words["coverage"] == "The one practice that applies was rated."
    assert report({"desk.a": 3, "desk.b": 3}).words["coverage"] == "Both practices that apply were rated."
    partly = report({"desk.a": 3, "desk.b": 3, "desk.c": None}).words["coverage"]
    assert partly.startswith("2 of 3 practices that apply were rated, 66.7 % by weight.")


def test_numbers_of_one_sentence_are_all_spelt_out_or_none():
    assert part_of(3, 10) == "three of ten"
    assert part_of(5, 18) == "5 of 18"
    assert all_of(2) == "Both"
    assert all_of(3) == "All three"


def test_a_long_client_name_does_not_push_the_verdict_over_two_lines():
    said = report({"desk.a": 1}, client="Vereinigte Donaudampfschifffahrtsgesellschaft und Söhne mbH & Co. KG").words[
        "verdict"
    ]
    assert len(said) <= 105
    assert said.startswith("The audit scores")


def test_no_text_is_missing_and_the_document_reads_back_the_same():
    for made in (report({"desk.a": 1, "room.b": 3}), report({"desk.a": NA})):
        assert report_from_json(made.to_json()) == made
        assert not [text for text in made.words.values() if "None" in text or "nan" in text]


def test_small_words():
    assert points(0.66949) == "66.9"
    assert points(0.6695) == "67.0"
    assert whole(0.75) == "75"
    assert whole(0.625) == "62.5"
    assert count(1, "gap") == "one gap"
    assert count(13, "gap") == "13 gaps"
    assert count(0, "gap") == "no gaps"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], 2) == "a, b and 1 more"
    assert listed([]) == ""
    assert fitting("too long", "short", room=5) == "short"
