"""Rules on the whole checklist: balance, stages, the visit, and what can never happen."""

from tests.lint.small_checklists import lint, practice

REASON = {"is": 5, "because": "Nothing kind makes up for it."}


def said(rule: str, *practices, **top) -> list[str]:
    return [finding.message for finding in lint(*practices, **top) if finding.rule == rule]


def touchpoint(count: int, prefix: str = "p", **given) -> dict:
    return {"practices": {f"{prefix}{number}": practice(evidence="log") for number in range(count)}} | given


def test_a_practice_over_a_tenth_of_the_score_is_heavy():
    parts = {"desk": touchpoint(1), "room": touchpoint(30, weight=3)}
    assert said("balance", touchpoints=parts) == ["desk.p0 alone makes 25.0 % of the score"]
    assert said("balance", practice(), practice(), practice()) == []  # an equal third is no imbalance


def test_shares_count_everything_that_may_apply():
    many = {f"p{number}": practice(evidence="log", only_if="lift") for number in range(30)}
    parts = {"desk": {"practices": {"one": practice(evidence="log")} | many}}
    assert said("balance", touchpoints=parts, facts={"lift": "Is there a lift?"}) == []


def test_more_than_a_fifth_critical():
    some = [practice(critical=number < 3) for number in range(12)]
    assert said("balance", *some) == ["3 of 12 practices are critical, more than one in five"]
    assert said("balance", *(practice(critical=number < 2) for number in range(12))) == []


def test_top_weights_are_those_of_the_checklist_and_need_a_reason():
    assert said("balance", practice(weight=5), practice()) == ["the top weight of 5 stands here without a reason"]
    assert said("balance", practice(weight=REASON), practice()) == []
    assert said("balance", practice(weight=2), practice()) == []
    assert said("balance", practice(weight=5), practice(weight=20), practice()) == [
        "the top weight of 20 stands here without a reason"
    ]
    assert said("balance", practice(weight=5), practice(weight=5)) == []  # equal weights say nothing


def test_weights_that_do_nothing_are_named():
    parts = {"desk": touchpoint(20, weight=3), "room": touchpoint(20)}
    assert said("balance", touchpoints=parts, scoring={"rollup": "practices"}) == [
        "under 'rollup: practices' the weight of a touchpoint does nothing (desk)"
    ]
    assert said("balance", touchpoints=parts) == []
    staged = {"desk": touchpoint(20, stage="use")}
    stages = {"use": {"title": "Use", "weight": 2}}
    assert said("balance", touchpoints=staged, stages=stages) == [
        "under 'rollup: touchpoints' the weight of a stage does nothing (use)"
    ]
    assert said("balance", touchpoints=staged, stages=stages, scoring={"rollup": "stages"}) == []


def test_empty_stages_and_stages_that_hold_half():
    names = ("find", "buy", "use", "leave")
    parts = {name: touchpoint(10, stage=name) for name in names}
    stages = {name: name.capitalize() for name in names}
    assert said("stages", touchpoints=parts, stages=stages) == []
    assert said("stages", touchpoints=parts, stages=stages | {"after": "After"}) == [
        "no practice belongs to the stage 'after'"
    ]
    parts["use"]["weight"] = 4
    assert said("stages", touchpoints=parts, stages=stages) == [
        "the stage 'use' alone makes 57 % of the score, of 4 stages"
    ]
    del parts["find"], stages["find"]
    assert said("stages", touchpoints=parts, stages=stages) == []


def test_minutes_are_held_against_the_visit():
    parts = {"desk": touchpoint(1, minutes=200), "room": touchpoint(1, minutes=50)}
    assert said("visit-minutes", touchpoints=parts) == [
        "the touchpoints take 250 minutes, a visit 240 (no visit_minutes is given)"
    ]
    assert said("visit-minutes", touchpoints=parts, visit_minutes=250) == []
    assert said("visit-minutes", touchpoints=parts, visit_minutes=120) == [
        "the touchpoints take 250 minutes, a visit 120"
    ]


def test_planned_minutes_answer_the_question_of_evidence():
    many = [practice() for _ in range(30)]
    assert said("evidence-load", *many)
    assert not said("evidence-load", *many, visit_minutes=600)
    planned = {"desk": {"minutes": 100, "practices": {f"p{number}": part for number, part in enumerate(many)}}}
    assert not said("evidence-load", touchpoints=planned)


def test_what_is_never_shown():
    first = {"below": "0", "do": "Open the door.", "effort": "S", "owner": "Manager"}
    rows = practice()["recommend"]
    assert said("unreachable", practice(recommend=[first, *rows])) == [
        "this advice is never shown: no rating is below 0"
    ]
    assert said("unreachable", practice(weight=0), practice()) == ["with a weight of 0 it never counts"]
    assert said("unreachable", practice(weight=0, advisory=True), practice()) == []
    always = {"critical": {"at_or_below": "4"}}
    assert said("unreachable", practice(critical=True), scoring=always) == [
        "this practice fails at every level: the trigger is not below its highest one"
    ]
    levels = {"low": {"points": 0.5}, "high": {"points": 1}}
    scales = {"practice": {"levels": dict.fromkeys("01234", "x")}, "two": {"levels": levels}}
    part = practice(scale="two", anchors=None, critical=True, recommend=[rows[0] | {"below": "high"}])
    assert said("unreachable", part, scales=scales) == [
        "this practice can never fail: its lowest level has more points than the trigger"
    ]


def test_what_is_never_counted():
    empty = {"desk": touchpoint(2), "room": {"title": "Room"}}
    assert said("unreachable", touchpoints=empty) == ["the touchpoint 'room' has no practices"]
    few = {"desk": touchpoint(2, min_rated=3)}
    assert said("unreachable", touchpoints=few) == [
        "the touchpoint 'desk' can never have a score: it needs 3 rated practices and has 2"
    ]
    idle = {"desk": touchpoint(2), "room": touchpoint(2, weight=0)}
    assert said("unreachable", touchpoints=idle) == ["with a weight of 0 the touchpoint 'room' never counts"]
    assert said("unreachable", practice(), profiles={"lite": []}) == ["the profile 'lite' selects nothing"]
    bands = {
        "good": {"from": 50, "label": "Good"},
        "fair": {"from": 50, "label": "Fair"},
        "low": {"from": 0, "label": "Low"},
    }
    assert said("unreachable", practice(), scoring={"bands": bands}) == [
        "no score reaches the band 'fair': 'good' takes all from 50"
    ]
    bands["good"]["worst_from"] = 40
    assert said("unreachable", practice(), scoring={"bands": bands}) == []


def test_what_no_practice_uses_is_a_hint():
    found = lint(practice(dimension="care"), facts={"lift": "Lift?"}, dimensions={"care": "Care", "ease": "Ease"})
    assert [(one.severity, one.message) for one in found if one.rule == "unused"] == [
        ("hint", "the fact 'lift' switches nothing on"),
        ("hint", "no practice belongs to the dimension 'ease'"),
    ]
