"""What the form page is told of an audit, and what it is not."""

import json

import pytest

from cxaudit.capture.form.data import CAUSES, form_data
from cxaudit.model.load import load_audit
from cxaudit.model.lock import fingerprint
from cxaudit.resources import folder

CHECKLIST = """\
cxaudit: checklist/1
id: lab
title: Lab
language: de
about: Rate what you see.
scales:
  practice: {levels: {0: Absent, 1: "There", 2: Good}}
  coverage: {levels: {none: {points: 0}, most: {label: In most, points: 1}}}
  ten: {levels: {9: {}, 10: {}}}
  wait: {unit: minutes, best: 1, worst: 10}
  unused: {best: 0, worst: 1}
facts: {lift: A lift?}
profiles: {lite: [call.answer, call.wait, room.works, room.lift]}
stages: {book: Find and book, stay: Stay}
touchpoints:
  call:
    about: What is heard first.
    stage: book
    channel: [phone, chat]
    minutes: 25
    practices:
      answer:
        title: Somebody answers
        ask: Is the call answered?
        why: It is.
        look_for: Call.
        evidence: log
        weight: {is: 7, because: the weight is not told}
        rate: case
        critical: yes
        anchors: {0: Never, 2: At once}
        recommend: [{below: 2, do: Answer.}]
        refs: {ISO10002: [7.2]}
      wait: {ask: How long?, scale: wait}
  room:
    title: Guest room
    moment_of_truth: yes
    practices:
      works: {ask: How many?, scale: coverage, advisory: yes}
      clean: {ask: How clean?, scale: ten}
      lift: {ask: Does it run?, only_if: lift}
  none-of-it: {practices: {lift: {ask: Lit?, only_if: lift}}}
"""
AUDIT = """\
cxaudit: audit/1
id: lab-audit
title: Lab audit
checklist: checklist.yaml
date: 2026-10-14
language: ar
subject: {client: Harbour Hotel, site: Hamburg}
auditors: {mk: {name: Maria Keller, role: lead auditor}, tn: Tomás Núñez}
weights: {call.answer: {is: 9, because: told to nobody}}
"""


@pytest.fixture
def lab(tmp_path):
    def make(more=""):
        (tmp_path / "checklist.yaml").write_text(CHECKLIST, encoding="utf-8")
        (tmp_path / "audit.yaml").write_text(AUDIT + more, encoding="utf-8")
        return load_audit(tmp_path)

    return make


def asked(data):
    return [f"{part['id']}.{practice['id']}" for part in data["touchpoints"] for practice in part["practices"]]


def test_only_what_is_in_scope_is_asked(lab):
    assert asked(form_data(lab())) == ["call.answer", "call.wait", "room.works", "room.clean"]
    assert [part["id"] for part in form_data(lab("facts: [lift]\n"))["touchpoints"]] == ["call", "room", "none-of-it"]
    lite = form_data(lab("facts: [lift]\nprofile: lite\n"))
    assert asked(lite) == ["call.answer", "call.wait", "room.works", "room.lift"]
    assert set(lite["scales"]) == {"practice", "wait", "coverage"}
    assert [stage["id"] for stage in lite["stages"]] == ["book"]


def test_scales_are_lists_of_levels_or_the_two_ends_of_a_measured_one(lab):
    scales = form_data(lab())["scales"]
    assert scales == {
        "practice": [
            {"id": "0", "label": "Absent", "points": 0},
            {"id": "1", "label": "There", "points": 0.5},
            {"id": "2", "label": "Good", "points": 1},
        ],
        "coverage": [{"id": "none", "label": "None", "points": 0}, {"id": "most", "label": "In most", "points": 1}],
        "ten": [{"id": "9", "points": 0}, {"id": "10", "points": 1}],
        "wait": {"unit": "minutes", "best": 1, "worst": 10},
    }


def test_a_practice_has_its_question_and_none_of_its_weight(lab):
    data = form_data(lab())
    call, room = data["touchpoints"]
    assert call["practices"][0] == {
        "id": "answer",
        "title": "Somebody answers",
        "ask": "Is the call answered?",
        "why": "It is.",
        "look_for": "Call.",
        "evidence": "log",
        "rate": "case",
        "critical": True,
        "scale": "practice",
        "levels": {"0": "Never", "2": "At once"},
    }
    assert call["practices"][1] == {
        "id": "wait",
        "title": "Wait",
        "ask": "How long?",
        "rate": "sample",
        "scale": "wait",
    }
    assert room["practices"][0]["advisory"] is True
    for secret in ("weight", "told to nobody", "recommend", "ISO10002"):
        assert secret not in json.dumps(data)


def test_a_touchpoint_tells_where_and_how_long(lab):
    call, room = form_data(lab())["touchpoints"]
    del call["practices"], room["practices"]
    assert call == {
        "id": "call",
        "title": "Call",
        "about": "What is heard first.",
        "stage": "book",
        "channel": "phone, chat",
        "minutes": 25,
    }
    assert room == {"id": "room", "title": "Guest room", "moment_of_truth": True}


def test_who_rates_what(lab):
    found = lab()
    data = form_data(found, auditor="tn")
    assert data["cxaudit"] == "form/1"
    assert data["audit"] == {
        "id": "lab-audit",
        "title": "Lab audit",
        "date": "2026-10-14",
        "language": "ar",
        "client": "Harbour Hotel",
        "site": "Hamburg",
    }
    assert data["checklist"] == {
        "id": "lab",
        "title": "Lab",
        "version": "1.0",
        "sha256": fingerprint(found.checklist),
        "language": "de",
        "about": "Rate what you see.",
    }
    assert data["auditors"] == [
        {"id": "mk", "name": "Maria Keller", "role": "lead auditor"},
        {"id": "tn", "name": "Tomás Núñez"},
    ]
    assert data["auditor"] == "tn"
    assert form_data(found)["auditor"] is None
    assert data["server"] is None
    assert data["causes"] == list(CAUSES)


def test_nothing_that_was_rated_is_told():
    found = load_audit(folder("checklists") / "samples" / "northline-it")
    notes = [rating.note for ratings in found.ratings.values() for rating in ratings.values() if rating.note]
    said = json.dumps(form_data(found), ensure_ascii=False)
    assert len(notes) > 5
    assert [note for note in notes if note in said] == []
