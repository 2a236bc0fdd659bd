"""The XLSForm: pyxform takes it without a warning, and every practice in scope can be answered in it."""

import io
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from cxaudit.capture.xlsform.names import field_of
from cxaudit.capture.xlsform.survey import CASES, build_xlsform, write_xlsform
from cxaudit.model.load import load_audit
from cxaudit.model.rate import in_scope
from cxaudit.resources import folder
from tests.capture.mini import AUDIT, write_mini

SAMPLES = folder("checklists") / "samples"


@pytest.fixture
def form(tmp_path: Path):
    return build_xlsform(write_mini(tmp_path))


def row(form, name):
    return next(row for row in form.survey if row["name"] == name)


def labels(form, name):
    wanted = row(form, name)["type"].removeprefix("select_one ")
    return {part["name"]: part["label"] for part in form.choices if part["list_name"] == wanted}


def test_pyxform_takes_every_kind_of_practice_without_a_warning(form):
    made = convert(xlsform=write_xlsform(form), validate=False)
    assert made.warnings == []
    for name in ("front_desk__greeting", "_24_hours__hold__10", "front_desk__wait__reason", "cxAudit"):
        assert f"/{name}" in made.xform


def test_pyxform_takes_a_whole_sample_without_a_warning():
    audit = load_audit(SAMPLES / "harbour-hotel" / "2026-10")
    form = build_xlsform(audit)
    assert convert(xlsform=write_xlsform(form), validate=False).warnings == []
    fields = [field for part in form.survey if (field := field_of(part["name"]))]
    scope = in_scope(audit.checklist, audit.audit)
    assert list(dict.fromkeys(field.practice for field in fields)) == list(scope)
    for part in ("rating", "reason", "note", "photo"):
        assert {field.practice for field in fields if field.part == part} == set(scope)


def test_a_page_is_a_touchpoint(form):
    groups = [(part["name"], part["label"]) for part in form.survey if part["type"] == "begin_group"]
    assert groups == [("front_desk", "Front <desk> & 'door'"), ("_24_hours", "24 hours")]
    assert all(part["appearance"] == "field-list" for part in form.survey if part["type"] == "begin_group")
    assert "front_desk__lift" not in {part["name"] for part in form.survey}, "the site has no lift"


def test_answers_are_anchors_where_there_are_any_and_else_labels(form):
    assert labels(form, "front_desk__queue") == {
        "0": "0 – Over ten",
        "1": "1 – Rarely",
        "2": "2 – Usually, with gaps",
        "3": "3 – None",
        "not_applicable": "Not applicable",
        "not_observed": "Not observed",
    }
    assert labels(form, "front_desk__greeting")["3"] == "3 – Always"
    assert list(labels(form, "front_desk__cover")) == ["none", "level-2", "all", "not_applicable", "not_observed"]


def test_hints_say_what_to_look_for_and_why(form):
    asked = row(form, "front_desk__greeting")
    assert (asked["label"], asked["guidance_hint"]) == ("Is every guest greeted?", "It sets the tone.")
    assert asked["hint"] == "=1+1 guests, $ {all}", "a text is no formula and inserts no field"


def test_a_reason_is_asked_and_required_only_where_there_is_no_rating(form):
    reason = row(form, "front_desk__greeting__reason")
    asked = "${front_desk__greeting}"
    assert reason["relevant"] == f"{asked} = 'not_applicable' or {asked} = 'not_observed'"
    assert reason["required"] == "yes"
    assert "${front_desk__wait__state} = 'not_observed'" in row(form, "front_desk__wait__reason")["relevant"]
    assert row(form, "front_desk__wait__state")["relevant"] == "${front_desk__wait} = ''"


def test_a_measured_value_is_a_number_within_reason(form):
    wait, share = row(form, "front_desk__wait"), row(form, "_24_hours__share")
    assert (wait["type"], wait["constraint"]) == ("decimal", ". >= 0")
    assert wait["label"] == "How long is the wait? (minutes)"
    assert share["constraint"] == ". >= 0 and . <= 100"


def test_cases_stand_in_a_row_and_each_appears_after_the_one_before(form):
    cases = [row(form, f"_24_hours__call__{number}") for number in range(1, CASES + 1)]
    assert [case["label"] for case in cases[:2]] == ["Is the call answered?", "Calls: case 2"]
    assert "!= 'not_applicable'" in cases[1]["relevant"]
    assert cases[2]["relevant"] == "${_24_hours__call__2} != ''"
    assert "not_applicable" in labels(form, "_24_hours__call__1")
    assert "not_applicable" not in labels(form, "_24_hours__call__2")
    assert row(form, "_24_hours__call__1__at")["trigger"] == "${_24_hours__call__1}"
    assert not any("repeat" in part["type"] for part in form.survey), "repeats go into another CSV"


def test_the_form_knows_its_audit_checklist_and_auditor(form, tmp_path):
    hidden = {
        part["name"]: part["calculation"]
        for part in form.survey
        if part["type"] == "calculate" and "cx" in part["name"]
    }
    assert hidden == {"cxAudit": "'mini-2026'", "cxChecklist": "'mini'", "cxVersion": "'2.3'"}
    assert labels(form, "cxAuditor") == {"mk": "Maria Keller", "tn": "Tomás Núñez"}
    alone = build_xlsform(write_mini(tmp_path, AUDIT.replace("  tn: {name: Tomás Núñez}\n", "")))
    assert row(alone, "cxAuditor") == {"type": "calculate", "name": "cxAuditor", "calculation": "'mk'"}


def test_the_version_changes_with_the_form_and_only_then(form, tmp_path):
    settings = form.settings[0]
    assert settings["form_id"] == "mini-2026"
    assert settings["version"].startswith("2.3-")
    assert build_xlsform(write_mini(tmp_path)).settings[0]["version"] == settings["version"]
    with_lift = build_xlsform(write_mini(tmp_path, AUDIT + "facts: [lift]\n"))
    assert with_lift.settings[0]["version"] != settings["version"]


def test_the_workbook_holds_texts_only_and_is_the_same_each_time(form):
    data = write_xlsform(form)
    assert data == write_xlsform(form)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["survey", "choices", "settings"]
    heads = [cell.value for cell in book["survey"][1]]
    assert {"type", "name", "label::English (en)", "hint::English (en)", "guidance_hint::English (en)"} <= set(heads)
    kinds = {cell.data_type for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None}
    assert kinds == {"s"}, "no formula, no number"
