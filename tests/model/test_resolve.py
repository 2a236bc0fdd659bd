"""`extends`, `remove` and `change`: one checklist from several files, with the place of every part."""

import pytest

from cxaudit.errors import InputError
from cxaudit.model.audit import Audit
from cxaudit.model.load import finish_checklist, load_checklist
from cxaudit.model.lock import fingerprint
from cxaudit.model.rate import in_scope
from cxaudit.model.resolve import resolve, validate
from cxaudit.source import read_source

BASE = """\
cxaudit: checklist/1
id: base
title: Base
version: "2.3"
stages: {use: Use, complain: Complain}
dimensions: {care: People count}
facts: {lift: Is there a lift?}
profiles: {lite: [desk.greeting]}
scoring: {target: 80, min_rated: 2}
touchpoints:
  desk:
    title: Desk
    stage: use
    weight: 2
    practices:
      greeting: {ask: Is every guest greeted?, weight: 3, dimension: care, anchors: {0: Never, 4: Always}}
      queue: Is the queue short?
      lift: {ask: Does the lift work?, only_if: lift}
  bill:
    practices:
      right: Is the bill right?
"""
HEAD = "cxaudit: checklist/1\nid: hotel\ntitle: Hotel\nextends: base.yaml\n"


@pytest.fixture
def hotel(tmp_path):
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")

    def write(text, name="hotel"):
        path = tmp_path / f"{name}.yaml"
        path.write_text(text if text.startswith("cxaudit") else HEAD + text, encoding="utf-8")
        return path

    return write


def test_everything_not_mentioned_comes_from_the_extended_checklist(hotel):
    found = load_checklist(hotel(""))
    assert (found.id, found.title, found.version) == ("hotel", "Hotel", "2.3")
    assert list(found.practices()) == ["desk.greeting", "desk.queue", "desk.lift", "bill.right"]
    assert (found.scoring.target, found.touchpoints["desk"].stage, list(found.stages)) == (
        80,
        "use",
        ["use", "complain"],
    )


def test_new_practices_join_touchpoints_and_new_touchpoints_follow(hotel):
    found = load_checklist(
        hotel("""\
touchpoints:
  desk: {weight: 5, practices: {night: {ask: Is somebody there at night?}, bell: Is there a bell?}}
  bar: {title: Bar, practices: {clean: Is the bar clean?}}
""")
    )
    assert list(found.practices()) == [
        "desk.greeting",
        "desk.queue",
        "desk.lift",
        "desk.night",
        "desk.bell",
        "bill.right",
        "bar.clean",
    ]
    desk = found.touchpoints["desk"]
    assert (desk.title, desk.weight.is_, desk.practices["bell"].ask) == ("Desk", 5, "Is there a bell?")


def test_remove_takes_out_practices_and_touchpoints(hotel):
    found = load_checklist(hotel("remove: [desk.queue, desk.lift, bill]\n"))
    assert list(found.practices()) == ["desk.greeting"]
    assert list(found.touchpoints) == ["desk"]


def test_a_touchpoint_without_practices_is_gone(hotel):
    assert list(load_checklist(hotel("remove: [bill.right]\n")).touchpoints) == ["desk"]


def test_keep_takes_over_only_what_it_names(hotel):
    found = load_checklist(hotel("keep: [desk.queue, bill]\n"))
    assert list(found.practices()) == ["desk.queue", "bill.right"]
    found = load_checklist(hotel("keep: [desk]\nremove: [desk.lift]\n"))
    assert list(found.practices()) == ["desk.greeting", "desk.queue"]


def test_a_selection_does_not_inherit_profiles_budget_or_reasons_but_a_removal_keeps_the_rest(hotel, tmp_path):
    base = tmp_path / "base.yaml"
    base.write_text(BASE.replace("profiles:", "visit_minutes: 90\nlint: {balance: few}\nprofiles:"), encoding="utf-8")
    kept = load_checklist(hotel("keep: [desk]\n"))
    assert (kept.profiles, kept.visit_minutes, kept.lint) == ({}, None, {})
    removed = load_checklist(hotel("remove: [desk.queue]\n"))
    assert (removed.profiles, removed.visit_minutes, removed.lint) == ({"lite": ["desk.greeting"]}, 90, {})


def test_a_selection_drops_stages_and_dimensions_that_nothing_belongs_to(hotel):
    found = load_checklist(hotel("keep: [bill]\nstages: {leave: Leave}\n"))
    assert (list(found.stages), found.dimensions) == (["leave"], {})
    assert list(load_checklist(hotel("remove: [desk]\n")).stages) == ["use", "complain"]


def test_profiles_lose_what_is_removed_and_facts_go_with_their_last_practice(hotel):
    found = load_checklist(hotel("remove: [desk.greeting, desk.lift]\n"))
    assert (found.profiles, found.facts) == ({}, {})
    assert list(load_checklist(hotel("remove: [bill]\nfacts: {pool: Is there a pool?}\n")).facts) == ["lift", "pool"]


def _warnings(path):
    _, warnings = finish_checklist(resolve(read_source(path)))
    return [(issue.level, issue.line, issue.message, issue.hint) for issue in warnings]


def test_a_profile_that_vanishes_is_told(hotel):
    text = "remove: [desk.greeting]\n"
    assert _warnings(hotel(text)) == [
        (
            "warning",
            5,
            "the profile 'lite' of the extended checklist is gone: all its practices are removed",
            "write it anew under 'profiles' if 'lite' is still wanted",
        )
    ]
    assert _warnings(hotel(text + "profiles: {lite: [desk.queue]}\n")) == []  # written anew
    assert _warnings(hotel("remove: [desk.queue]\n")) == []
    assert _warnings(hotel("keep: [bill]\n")) == []  # a selection takes over no profiles at all


def test_touchpoints_follow_the_stages_and_new_ones_stand_first_in_theirs(hotel):
    stages = """\
change: {bill: {stage: complain}}
touchpoints:
  hall: {stage: use, practices: {clean: Is the hall clean?}}
  sorry: {stage: complain, practices: {said: Is it said?}}
  door: {stage: use, practices: {open: Is it open?}}
"""
    assert list(load_checklist(hotel(stages)).touchpoints) == ["hall", "door", "desk", "sorry", "bill"]


def test_without_stages_everywhere_new_touchpoints_follow_the_old(hotel):
    found = load_checklist(hotel("touchpoints: {hall: {stage: use, practices: {clean: Is it clean?}}}\n"))
    assert list(found.touchpoints) == ["desk", "bill", "hall"]


def test_change_replaces_single_fields_of_practices_and_touchpoints(hotel):
    found = load_checklist(
        hotel("""\
change:
  desk.greeting: {weight: {is: 4, because: Guests meet staff in person.}, critical: yes, anchors: {0: Ignored}}
  desk.queue: {ask: Is the queue shorter than three?}
  desk: {title: Front desk, weight: 1}
""")
    )
    greeting = found.practices()["desk.greeting"]
    assert (greeting.weight.is_, greeting.weight.because, greeting.critical) == (
        4,
        "Guests meet staff in person.",
        True,
    )
    assert (greeting.ask, greeting.dimension, greeting.anchors) == ("Is every guest greeted?", "care", {"0": "Ignored"})
    assert found.practices()["desk.queue"].ask == "Is the queue shorter than three?"
    assert (found.touchpoints["desk"].title, found.touchpoints["desk"].weight.is_) == ("Front desk", 1)


def test_shared_blocks_are_joined_key_by_key(hotel):
    found = load_checklist(
        hotel("""\
scoring: {target: 90}
dimensions: {ease: It is easy}
facts: {pool: Is there a pool?}
profiles: {lite: [desk.queue], desk: [desk.greeting, desk.queue]}
scales: {yes-no: {levels: {0: "No", 1: "Yes"}}, practice: {levels: {0: Bad, 1: Good}}}
change: {desk.greeting: {anchors: {0: Never, 1: Always}}}
""")
    )
    assert (found.scoring.target, found.scoring.min_rated) == (90, 2)
    assert found.dimensions == {"care": "People count", "ease": "It is easy"}
    assert list(found.facts) == ["lift", "pool"]
    assert found.profiles == {"lite": ["desk.queue"], "desk": ["desk.greeting", "desk.queue"]}
    assert found.scales["practice"].points == {"0": 0, "1": 1}


def test_stages_follow_the_new_order_when_all_are_named(hotel):
    assert list(load_checklist(hotel("stages: {arrive: Arrive, use: Stay, complain: Complain}\n")).stages) == [
        "arrive",
        "use",
        "complain",
    ]
    assert list(load_checklist(hotel("stages: {complain: Complain, use: Use}\n")).stages) == ["complain", "use"]


def test_a_new_stage_alone_stands_at_the_end_and_a_named_one_keeps_its_place(hotel):
    assert list(load_checklist(hotel("stages: {leave: Leave}\n")).stages) == ["use", "complain", "leave"]
    found = load_checklist(hotel("stages: {use: Stay with us}\n")).stages
    assert [(key, stage.title) for key, stage in found.items()] == [("use", "Stay with us"), ("complain", "Complain")]


def test_a_checklist_may_extend_one_that_extends_another(hotel):
    hotel("remove: [bill]\nchange: {desk.greeting: {weight: 7}}\n")
    spa = hotel(
        "cxaudit: checklist/1\nid: spa\ntitle: Spa\nextends: hotel.yaml\nremove: [desk.queue]\n"
        "change: {desk.greeting: {critical: yes}}\n",
        "spa",
    )
    found = load_checklist(spa)
    assert list(found.practices()) == ["desk.greeting", "desk.lift"]
    assert (found.practices()["desk.greeting"].weight.is_, found.practices()["desk.greeting"].critical) == (7, True)


def test_the_shipped_checklist_is_found_by_its_id_and_version(hotel):
    core = load_checklist("core@1")
    assert core == load_checklist("core") == load_checklist("core@1.1")
    found = load_checklist(hotel("cxaudit: checklist/1\nid: mine\ntitle: Mine\nextends: core@1\nremove: [complaint]\n"))
    assert set(core.practices()) - set(found.practices()) == {
        key for key in core.practices() if key.startswith("complaint.")
    }


# -- where parts were written ------------------------------------------------------------------------------------------


def test_every_part_remembers_its_file_and_its_place(hotel):
    merged = resolve(
        read_source(
            hotel("""\
scoring: {target: 90}
change: {desk.greeting: {weight: 4}}
touchpoints: {desk: {weight: 5, practices: {bell: Is there a bell?}}, bar: {practices: {clean: Is it clean?}}}
""")
        )
    )
    validate(merged)
    desk = ("touchpoints", "desk")
    expected = {
        ("title",): ("hotel.yaml", ("title",)),
        ("scoring", "target"): ("hotel.yaml", ("scoring", "target")),
        ("scoring", "min_rated"): ("base.yaml", ("scoring", "min_rated")),
        ("stages", "use"): ("base.yaml", ("stages", "use")),
        (*desk, "weight"): ("hotel.yaml", (*desk, "weight")),
        (*desk, "title"): ("base.yaml", (*desk, "title")),
        (*desk, "practices", "bell"): ("hotel.yaml", (*desk, "practices", "bell")),
        (*desk, "practices", "queue"): ("base.yaml", (*desk, "practices", "queue")),
        (*desk, "practices", "greeting", "weight", "is"): ("hotel.yaml", ("change", "desk.greeting", "weight", "is")),
        (*desk, "practices", "greeting", "ask"): ("base.yaml", (*desk, "practices", "greeting", "ask")),
        ("touchpoints", "bar", "practices", "clean"): ("hotel.yaml", ("touchpoints", "bar", "practices", "clean")),
    }
    found = {loc: merged.locate(loc) for loc in expected}
    assert {loc: (source.path.name, place) for loc, (source, place) in found.items()} == expected


@pytest.mark.parametrize(
    ("wrong", "file", "line"),
    [
        ("change: {desk.greeting: {dimension: ease}}\n", "hotel.yaml", 5),
        ("touchpoints:\n  desk:\n    practices:\n      bell: {ask: A bell?, scale: loud}\n", "hotel.yaml", 8),
        ("scales: {practice: {levels: {1: A, 2: B}}}\n", "base.yaml", 16),
    ],
)
def test_a_problem_is_told_where_it_was_written(hotel, wrong, file, line):
    with pytest.raises(InputError) as caught:
        load_checklist(hotel(wrong))
    places = [(issue.file.rpartition("/")[2], issue.line) for issue in caught.value.issues]
    assert (file, line) in places


# -- scope and lock ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("profile", "facts", "practices"),
    [
        ("full", [], ["desk.greeting", "desk.queue", "bill.right"]),
        ("full", ["lift"], ["desk.greeting", "desk.queue", "desk.lift", "bill.right"]),
        ("lite", ["lift"], ["desk.greeting"]),
    ],
)
def test_profiles_and_facts_choose_the_practices_of_an_audit(hotel, profile, facts, practices):
    audit = Audit.model_validate(
        {
            "cxaudit": "audit/1",
            "id": "a",
            "title": "A",
            "checklist": "hotel.yaml",
            "profile": profile,
            "date": "2026-10-14",
            "subject": {"client": "C"},
            "facts": facts,
        }
    )
    assert list(in_scope(load_checklist(hotel("")), audit)) == practices


def test_the_hash_depends_on_content_only(hotel):
    first = fingerprint(load_checklist(hotel("change: {desk.greeting: {weight: 4}}\n")))
    same = [
        "# a comment\nchange:\n  desk.greeting:\n    weight: {is: 4.0}\n",
        "change: {desk.greeting: {weight: 4, critical: no}}\nabout:\n",  # what equals a default was never said
        "change: {desk.greeting: {weight: 4}}\nscoring: {rollup: touchpoints}\n",
    ]
    assert [fingerprint(load_checklist(hotel(text))) for text in same] == [first] * 3
    assert fingerprint(load_checklist(hotel("change: {desk.greeting: {weight: 5}}\n"))) != first
    assert len(first) == 64


def test_scoring_of_an_extended_checklist_is_changed_key_by_key(tmp_path):
    (tmp_path / "base.yaml").write_text(
        "cxaudit: checklist/1\nid: base\ntitle: Base\n"
        "scoring: {critical: {at_or_below: 0, effect: cap, cap: 30}, effort_days: {S: 1, M: 5, L: 20}, target: 60}\n"
        "touchpoints: {desk: {practices: {hello: Is every guest greeted?}}}\n"
    )
    (tmp_path / "own.yaml").write_text(
        "cxaudit: checklist/1\nid: own\ntitle: Own\nextends: base.yaml\n"
        "scoring: {critical: {effect: flag}, effort_days: {L: 30}}\n"
    )
    scoring = load_checklist(tmp_path / "own.yaml").scoring
    assert (scoring.critical.effect, scoring.critical.cap, scoring.critical.at_or_below) == ("flag", 30, "0")
    assert scoring.effort_days == {"S": 1, "M": 5, "L": 30}
    assert scoring.target == 60


def test_a_base_without_touchpoints_is_named_and_nothing_breaks(hotel, tmp_path):
    (tmp_path / "base.yaml").write_text("cxaudit: checklist/1\nid: base\ntitle: Base\ntouchpoints: 5\n", "utf-8")
    for text in ("keep: [desk]\n", "remove: [desk.queue]\n"):
        with pytest.raises(InputError):
            load_checklist(hotel(text))


def test_a_fact_stays_where_a_new_practice_asks_for_it(hotel):
    text = "remove: [desk.lift]\ntouchpoints: {bar: {practices: {up: {ask: Is it up?, only_if: lift}}}}\n"
    assert list(load_checklist(hotel(text)).facts) == ["lift"]
