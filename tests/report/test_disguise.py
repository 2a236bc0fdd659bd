"""Names hidden in any spelling, and nothing else."""

from dataclasses import replace

import pytest

from cxaudit.cli.steps import describe
from cxaudit.model.load import load_audit
from cxaudit.report.audience import client_files, redact
from cxaudit.report.disguise import Disguise
from cxaudit.resources import folder

TWO = Disguise((("mk", "Maria Keller"), ("tn", "Tomás Núñez")), "Maria Keller")
TEAM = Disguise((("a", "Team"), ("b", "Aoife Byrne")))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("Tomás Núñez counted nine.", "Auditor 2 counted nine."),
        ("TOMAS NUNEZ", "Auditor 2"),
        ("Toma\u0301s Nu\u0301n\u0303ez's list", "Auditor 2's list"),
        ("says T. Núñez, as", "says Auditor 2, as"),
        ("Núñez, Tomás", "Auditor 2"),
        ("t.nunez@example.org", "auditor-2@example.org"),
        ("photos/tomas_nunez-3.jpg", "photos/auditor-2-3.jpg"),
        ("Maria Keller", "Auditor 1"),
        ("signed by Maria Keller", "signed by Maria Keller"),
        ("Tomásito Núñezsson", "Tomásito Núñezsson"),
        ("", ""),
    ],
)
def test_a_name_goes_in_any_spelling_and_other_words_stay(given, expected):
    assert TWO.hide(given) == expected


def test_the_one_who_signed_stays_where_she_acts():
    data = {"note": [{"auditor": "Maria Keller"}], "owner": "Maria Keller", "by": "Tomás Núñez", "Maria Keller": "3"}
    assert TWO.hide_all(data) == {
        "note": [{"auditor": "Auditor 1"}],
        "owner": "Maria Keller",
        "by": "Auditor 2",
        "Auditor 1": "3",
    }


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sarah Hall", "Staff shall greet guests in the halls."),
        ("Paul Rice", "The price was told."),
        ("Ann Rea", "The area was clean."),
        ("David Price", "Each option was priced, and the price told."),
    ],
)
def test_an_initial_and_a_surname_are_not_found_inside_other_words(name, text):
    disguise = Disguise((("a", name), ("b", "Aoife Byrne")))
    assert disguise.hide(text) == text
    initial, surname = name[0], name.split()[-1]
    for given in (f"{initial}. {surname}", f"{surname}, {initial}", f"{initial}{surname}@example.org".lower()):
        assert surname.lower() not in disguise.hide(f"Ask {given}").lower()


@pytest.mark.parametrize("name", ["Gap", "Rated", "M", "Care", "Consistency", "Room", "Breakfast", "Critical"])
def test_an_auditor_with_a_name_like_a_word_of_the_format_breaks_nothing(name):
    audit = load_audit(folder("checklists") / "samples" / "harbour-hotel" / "2026-10")
    people = dict(audit.audit.auditors)
    second = list(people)[1]
    people[second] = people[second].model_copy(update={"name": name})
    audit = replace(audit, audit=audit.audit.model_copy(update={"auditors": people}))
    report = describe(audit)
    shown = redact(report)
    assert [person.name for person in shown.audit.auditors] == ["Auditor 1", "Auditor 2"]
    assert [part.id for part in shown.touchpoints] == [part.id for part in report.touchpoints]
    assert [part.id for part in shown.dimensions] == [part.id for part in report.dimensions]
    assert shown.checklist.effort_days == report.checklist.effort_days
    assert set(client_files(audit, report)) >= {"audit.yaml", "ratings/auditor-2.yaml"}


def test_an_auditor_called_team_is_not_every_team():
    assert TEAM.hide("The team of Team A and Aoife Byrne") == "The team of Auditor 1 A and Auditor 2"


def test_scripts_without_spaces():
    assert Disguise((("a", "田中太郎"), ("b", "B C"))).hide("昨日田中太郎が見た") == "昨日Auditor 1が見た"


def test_nothing_is_hidden_where_the_only_auditor_signed():
    alone = Disguise((("mk", "Maria Keller"),), "Maria  KELLER")
    assert alone.hidden == ()
    assert alone.hide("Maria Keller") == "Maria Keller"
    assert Disguise((("mk", "Maria Keller"),)).hide("Maria Keller") == "Auditor"


def test_those_of_the_earlier_audit_are_hidden_as_well():
    told = Disguise((("mk", "Maria Keller"),), "Maria Keller", ("Jonas Lindqvist",))
    assert told.hide("J. Lindqvist and Maria Keller") == "Earlier auditor and Maria Keller"


@pytest.mark.parametrize("path", ["photos/tn-01.jpg", "photos/NunezT.png", "TOMAS.jpg", "log-keller.pdf"])
def test_a_file_name_betrays_by_id_and_by_part(path):
    assert TWO.betrays(path)


def test_other_file_names_do_not():
    assert not TWO.betrays("photos/stand-in-the-attn.jpg")


def test_ids_say_nothing_and_keep_their_order():
    many = Disguise(tuple((f"a{i}", f"Name {i}") for i in range(12)))
    assert list(many.ids.values()) == sorted(many.ids.values())
    assert many.ids["a0"] == "auditor-01"


def test_parts_of_names_that_remain_are_told_with_the_text():
    texts = ["Nobody.", "Mr Núñez asked twice.", "Keller signed."]
    assert TWO.parts_left(texts) == {"Núñez": "Mr Núñez asked twice."}
