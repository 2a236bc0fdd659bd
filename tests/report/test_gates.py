"""Gates of bands in words."""

from cxaudit.model.checklist import Band, Scoring
from cxaudit.report.gates import gates_asked, write_held
from tests.engine.small_audits import scored

LADDER = {
    "high": {"from": 60, "label": "High", "no_critical": "yes", "stages_from": 60, "worst_from": 50},
    "low": {"from": 0, "label": "Low"},
}


def test_a_band_without_gates_asks_for_nothing():
    assert gates_asked(Band.model_validate({"from": 0, "label": "Low"})) == {}


def test_all_gates_have_words_in_the_order_of_the_format():
    band = Band.model_validate(LADDER["high"] | {"coverage_from": 90, "waves": 2})
    assert list(gates_asked(band)) == ["worst_from", "stages_from", "coverage_from", "no_critical", "waves"]


def test_the_sentence_names_the_band_that_is_missed_and_why():
    scoring = {"bands": LADDER, "critical": {"effect": "flag"}}
    scores = scored({"a": (9, 4), "b": (1, 0, {"critical": True})}, scoring=scoring)
    assert scores.band == "low"
    assert write_held(Scoring.model_validate(scoring), scores) == {
        "held": "The score is high enough for “High”, which also asks that no rated practice lies under 50 and "
        "no critical practice has failed. So the verdict is “Low”."
    }
    fine = scored({"a": (9, 4), "b": (1, 4)}, scoring=scoring)
    assert write_held(Scoring.model_validate(scoring), fine) == {}
