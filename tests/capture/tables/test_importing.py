"""Whole exports as the programs write them, from the file to what is taken in; and our own form there and back."""

import csv
import io
from pathlib import Path

import pytest

from cxaudit.capture.tables.importing import audit_of, describe_answers, read_answers
from cxaudit.capture.tables.reading import read_table, table_of
from cxaudit.capture.xlsform.names import field_of
from cxaudit.capture.xlsform.survey import build_xlsform
from cxaudit.errors import InputError, NotFound
from cxaudit.model.load import load_audit
from cxaudit.model.rate import in_scope
from cxaudit.resources import folder as shipped
from tests.capture.mini import write_mini

ANSWERS = Path(__file__).resolve().parents[2] / "examples" / "answers"
APOLOGY = [
    {"rating": "3", "at": "2026-10-12T16:20:05+02:00", "note": "“We gave you the wrong key.”"},
    {"rating": "1", "at": "2026-10-12T17:05:40+02:00", "note": "“We are sorry you feel that way.”"},
    {"rating": "0", "at": "2026-10-14T10:10:00+02:00", "note": ""},
]


@pytest.fixture(scope="module")
def hotel():
    return load_audit(shipped("checklists") / "samples" / "harbour-hotel" / "2026-10", with_baseline=False)


def read(hotel, name, how, **more):
    return read_answers(read_table(ANSWERS / name), hotel, how, **more)


def ratings(reading):
    """The ratings by auditor and practice, and what was answered instead."""
    return {
        part.auditor: {
            key: ",".join(case["rating"] for case in body["observations"]) or body["state"]
            for key, body in part.answers.items()
        }
        for part in reading.incoming(lambda name: None)
    }


@pytest.mark.parametrize("program", ["kobo", "odk"])
def test_the_same_answers_come_from_kobo_and_from_odk(hotel, program):
    reading = read(hotel, f"{program}.csv", program)
    assert ratings(reading) == {
        "mk": {
            "arrival.noticed": "3",
            "wait.length": "4",
            "complaint.apology": "3,1,0",
            "access.step-free": "not_observed",
        },
        "tn": {"arrival.noticed": "2", "wait.length": "4", "complaint.apology": "2", "access.step-free": "3"},
    }
    first, second = reading.incoming(lambda name: Path("/photos") / name)
    assert first.answers["complaint.apology"]["observations"] == APOLOGY, "from the oldest to the newest"
    assert first.answers["access.step-free"]["reason"] == "The ramp was closed for works."
    assert second.answers["arrival.noticed"]["note"] == "Guests who came in twos waited.\nOne of them sat down."
    assert [(photo.practice, photo.name, photo.path) for photo in first.photos] == [
        ("arrival.noticed", "desk.jpg", Path("/photos/desk.jpg"))
    ]
    assert reading.said == ["1 row is left out: rejected in the program"]
    assert audit_of(reading.table) == "harbour-hotel-2026-10"


def test_answers_come_from_google_forms(hotel):
    reading = read(hotel, "google.csv", "google")
    assert ratings(reading) == {
        "mk": {"arrival.noticed": "3", "wait.length": "4", "complaint.apology": "3"},
        "tn": {"arrival.noticed": "2", "wait.length": "not_observed", "complaint.apology": "1"},
    }
    assert reading.taken.bodies["mk"]["complaint.apology"]["observations"][0]["at"] == "2026-10-12T18:40:02+02:00"
    assert reading.said == ["nothing is known of the columns: Anything else?"]


def test_answers_come_from_limesurvey(hotel):
    reading = read(hotel, "limesurvey.csv", "limesurvey")
    assert ratings(reading) == {
        "mk": {
            "arrival.noticed": "3",
            "wait.length": "4",
            "complaint.apology": "3",
            "access.step-free": "not_applicable",
        },
        "tn": {"arrival.noticed": "2", "complaint.apology": "1", "access.step-free": "not_observed"},
    }
    assert reading.taken.bodies["mk"]["access.step-free"]["reason"] == "There are no steps."


def test_answers_come_from_any_table_with_a_map(hotel):
    reading = read(hotel, "own.csv", str(ANSWERS / "own.yaml"))
    assert ratings(reading) == {
        "mk": {"arrival.noticed": "3", "wait.length": "3"},
        "tn": {"arrival.noticed": "2", "wait.length": "not_applicable"},
    }
    assert reading.taken.bodies["tn"]["wait.length"]["reason"] == "Niemand stand an."
    assert "Windows-1252" in reading.said[0]


def test_what_goes_where_is_told_for_each_column(hotel):
    columns = {part["column"]: part for part in read(hotel, "own.csv", str(ANSWERS / "own.yaml")).columns()}
    assert columns["Frühstück"] | {"answers": []} == {
        "column": "Frühstück",
        "to": "",
        "practice": None,
        "rows": 2,
        "answers": [],
    }
    assert columns["Wartezeit"]["to"] == "wait.length"
    assert describe_answers(columns["Wartezeit"]["answers"]) == "entfällt = not applicable (1), gut = 3 (1)"
    assert columns["Warum nicht?"]["to"] == "wait.length: reason"


def test_a_wrong_table_is_taken_in_by_nobody(hotel):
    reading = read_answers(
        table_of(b"a [arrival.noticed],b [wait.length]\n7,8\n", "a.csv"), hotel, "google", auditor="mk"
    )
    assert describe_answers(reading.columns()[0]["answers"]) == "7 = ? (1)", "a dry run shows it all the same"
    with pytest.raises(InputError) as caught:
        reading.incoming(lambda name: None)
    assert [issue.file for issue in caught.value.issues] == [
        'a.csv > row 2, column "a [arrival.noticed]"',
        'a.csv > row 2, column "b [wait.length]"',
    ]


def test_mistakes_of_the_map_and_of_the_table_are_told_together(hotel, tmp_path):
    mapped = "cxaudit: map/1\nauditor: W\nauditors: {X: xx}\npractices: {arrival.noticd: A, wait.length: B}\n"
    (tmp_path / "map.yaml").write_text(mapped, "utf-8")
    reading = read_answers(table_of(b"W,A,B\nmk,1,9\n", "a.csv"), hotel, str(tmp_path / "map.yaml"))
    assert [issue.message for issue in reading.issues] == [
        "there is no practice 'arrival.noticd' in checklist 'restaurant-hospitality'",
        "'xx' is no auditor of this audit",
        "wait.length: '9' is not on the scale of this practice",
    ]


@pytest.mark.parametrize(
    ("how", "auditor", "said"),
    [("kob", None, "did you mean 'kobo'?"), ("kobo", "xx", "known are: mk"), ("no.yaml", None, "no such file")],
)
def test_what_is_not_there_is_named(hotel, how, auditor, said):
    with pytest.raises(NotFound, match=said):
        read(hotel, "kobo.csv", how, auditor=auditor)


@pytest.mark.parametrize(("preset", "between", "separator"), [("kobo", "/", ";"), ("odk", "-", ",")])
def test_every_answer_of_our_own_form_comes_back(tmp_path, preset, between, separator):
    audit = write_mini(tmp_path)
    form = build_xlsform(audit)
    choices = {}
    for choice in form.choices:
        choices.setdefault(choice["list_name"], []).append(choice["name"])
    row, group = {}, ""
    for part in form.survey:
        kind, _, options = part["type"].partition(" ")
        if kind == "begin_group":
            group = part["name"] + between
        elif kind == "end_group":
            group = ""
        else:
            field = field_of(part["name"])
            values = {"select_one": choices.get(options, [""])[0], "decimal": "4.5", "text": f"text {part['name']}"}
            value = part.get("calculation", "").strip("'") or values.get(kind, "")
            row[group + part["name"]] = "" if field and field.part in ("state", "at", "photo") else value
    file = io.StringIO()
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([row.keys(), row.values()])
    reading = read_answers(table_of(file.getvalue().encode(), "a.csv"), audit, preset)
    (incoming,) = reading.incoming(lambda name: None)
    assert incoming.auditor == "mk"
    assert set(incoming.answers) == set(in_scope(audit.checklist, audit.audit))
    assert len(incoming.answers["24-hours.call"]["observations"]) == 10
    assert incoming.answers["24-hours.hold"]["observations"][9] == {
        "rating": "4.5",
        "at": "",
        "note": "text _24_hours__hold__10__note",
    }
    assert incoming.answers["front-desk.cover"]["observations"][0]["rating"] == "none"
    assert incoming.answers["front-desk.queue"]["note"] == "text front_desk__queue__note"
    assert reading.said == []
