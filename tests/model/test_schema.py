"""The editor's schemas accept what cxaudit accepts, and mark what it refuses."""

import json
import re
from pathlib import Path
from typing import get_args

import jsonschema
import pytest
import yaml
from pydantic import BaseModel

from cxaudit.model.schema import MODELS, editor_schema, write_schemas

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = sorted((ROOT / "checklists").rglob("*.yaml"))
VALID = sorted((ROOT / "tests/examples/valid").rglob("*.y*ml"))
INT = re.compile(r"[-+]?[0-9]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
HOTEL = """
cxaudit: checklist/1
id: hotel
title: Hotel stay
version: "1.0"
extends: core@1
keep: [leadership, promises.kept]
remove: [leadership.owner]
visit_minutes: 240
lint: {balance: A visit of two hours.}
change:
  reach.person: {weight: {is: 4, because: Guests meet staff in person.}}
scale: practice
scales:
  yes-no: {levels: {0: "No", 1: "Yes"}}
  coverage: {levels: {none: {points: 0}, some: {points: 0.25}, half: {points: 0.5}, most: {points: 1}}}
  wait: {unit: minutes, best: 1, worst: 10}
scoring:
  rollup: touchpoints
  min_rated: 1
  critical: {at_or_below: 1, effect: cap, cap: 49}
  target: 75
  bands:
    leading: {from: 90, label: Leading, worst_from: 50}
    at-risk: {from: 0,  label: At risk}
  effort_days: {S: 2, M: 10, L: 40}
facts:
  lift: Does the house have a lift for guests?
profiles: {lite: [front-desk.greeting, room.ready]}
stages: {arrive: Arrive and settle in}
touchpoints:
  front-desk:
    stage: arrive
    channel: in person
    minutes: 30
    moment_of_truth: yes
    practices:
      greeting:
        ask: Is every guest greeted within 30 seconds of reaching the desk?
        rate: sample
        weight: {is: 5, because: nothing kind that follows makes up for being ignored}
        critical: yes
        anchors: {0: Nobody looks up, 4: By name}
        recommend:
          - {below: 2, do: "Agree a rota, so that one person always faces the door.", effort: S, owner: Desk}
        refs: {source: [S4-14], ISO10002: [7.2]}
      lift: {title: Lift works, ask: "Is the lift clean, lit and working?", only_if: lift, scale: yes-no}
      signs: Can a visitor find the desk?
"""
HARBOUR = """
cxaudit: audit/1
id: harbour-hotel-2026-10
title: Guest experience audit, autumn 2026
checklist: hotel@1
date: 2026-10-14
baseline: ../2026-04/audit.yaml
subject: {client: Harbour Hotel GmbH, site: Hamburg, kind: hotel, logo: photos/logo.png}
facts: [lift]
auditors:
  mk: {name: Maria Keller, role: lead auditor}
  tn: Tomás Núñez
target: {is: 85, because: The owner's own goal.}
weights: {front-desk.greeting: {is: 4, because: Two thirds of the guests arrive at night.}}
wave:
ratings:
  front-desk.greeting: 3
  front-desk.door:
  front-desk.queue:
    rating: 1
    evidence: [photos/desk.jpg, {file: photos/queue.jpg, caption: The desk at 18:05}, {text: Log of ten timed arrivals}]
    reply: {text: A second desk opens in November., by: F. Petersen, on: 2026-10-18}
  front-desk.luggage: {not_applicable: Guests had no luggage.}
  call.answer: {observations: [3, 4, {rating: 1, at: 2026-10-14T11:05, note: 11 rings}, {rating: 1, at: 11:05}]}
actions:
  front-desk.queue: {do: Open a second desk from 17:00., owner: FP, due: 2026-12-01, effort: S, status: planned}
business_case: {currency: EUR, customers: 10000, revenue_per_customer: {value: 400, from: accounts of 2025},
                margin: 0.30, service_share_of_churn: null}
signoff: {by: Maria Keller, role: lead auditor, date: 2026-10-20}
"""


def yaml_1_2(text):
    """A text as an editor sees it: the core schema of YAML 1.2."""
    return plain(yaml.compose(text, Loader=yaml.BaseLoader if not hasattr(yaml, "CBaseLoader") else yaml.CBaseLoader))


def plain(node):
    if isinstance(node, yaml.MappingNode):
        return {key.value: plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [plain(part) for part in node.value]
    text = node.value
    if node.style:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false") and text in (text.lower(), text.title(), text.upper()):
        return text.lower() == "true"
    return int(text) if INT.fullmatch(text) else float(text) if FLOAT.fullmatch(text) else text


def problems(text):
    data = yaml_1_2(text)
    validator = jsonschema.Draft7Validator(editor_schema(data["cxaudit"].partition("/")[0]))
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("path", [*SHIPPED, *VALID], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_shipped_files_and_valid_examples_fit(path):
    assert problems(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", [HOTEL, HARBOUR], ids=["hotel", "harbour"])
def test_the_examples_of_the_documentation_fit(text):
    assert problems(text) == []


def test_there_are_files_to_check():
    assert len(SHIPPED) >= 3
    assert len(VALID) >= 10


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (HOTEL, "moment_of_truth:", "moment_of_thruth:"),
        (HOTEL, "critical: yes", "critical: maybe"),
        (HOTEL, "id: hotel", "id: Hotel"),
        (HOTEL, "effort: S", "effort: small"),
        (HOTEL, "because: nothing", "becuase: nothing"),
        (HOTEL, "  front-desk:", "  Front Desk:"),
        (HOTEL, "min_rated: 1", "min_rated: one"),
        (HOTEL, "title: Hotel stay\n", ""),
        (HOTEL, "target: 75", "target: 175"),
        (HOTEL, "extends: core@1", "about: x"),
        (HARBOUR, "rating: 1\n", "ratng: 1\n"),
        (HARBOUR, "2026-10-20", "20.10.2026"),
        (HARBOUR, "front-desk.door:", "door:"),
        (HARBOUR, "status: planned", "status: soon"),
        (HARBOUR, "client:", "cleint:"),
    ],
    ids=range(15),
)
def test_mistakes_are_marked(text, old, new):
    assert old in text
    wrong = text.replace(old, new)
    if new == "about: x":
        wrong = wrong.partition("touchpoints:\n")[0]
    assert problems(wrong) != []


@pytest.mark.parametrize("kind", MODELS)
def test_the_schema_is_a_schema_and_names_no_foreign_address(kind):
    schema = editor_schema(kind)
    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["title"] == f"cxaudit {kind}"
    addresses = set(re.findall(r"[a-z]+://[^\"]*", json.dumps(schema)))
    assert addresses == {schema["$schema"]}


def models_of(model):
    found = {model}
    for field in model.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            part = waiting.pop()
            if isinstance(part, type) and issubclass(part, BaseModel):
                found |= models_of(part)
            waiting.extend(part for part in get_args(part) if not isinstance(part, str))
    return found


def test_every_field_has_a_description():
    models = set().union(*(models_of(model) for model in MODELS.values()))
    assert len(models) >= 20
    assert [
        f"{model.__name__}.{name}"
        for model in models
        for name, field in model.model_fields.items()
        if not field.description
    ] == []
    assert [model.__name__ for model in models if not model.__doc__] == []


@pytest.mark.parametrize("kind", MODELS)
def test_every_key_of_the_schema_has_a_description(kind):
    schema = editor_schema(kind)
    for part in [schema, *schema["$defs"].values()]:
        for name, field in part.get("properties", {}).items():
            assert field.get("description"), name


@pytest.mark.parametrize("kind", MODELS)
def test_the_shipped_schemas_are_fresh(kind, tmp_path):
    write_schemas(tmp_path)
    shipped = ROOT / "checklists" / f"{kind}.schema.json"
    assert shipped.is_file(), "write it: cxaudit schema checklists"
    fresh = (tmp_path / shipped.name).read_text(encoding="utf-8")
    assert shipped.read_text(encoding="utf-8") == fresh, "the models have changed: cxaudit schema checklists"
