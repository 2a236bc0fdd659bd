"""Names hidden in any spelling, and nothing else."""

import pytest

from cxaudit.report.disguise import Disguise

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
