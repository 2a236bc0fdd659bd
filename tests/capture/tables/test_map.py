"""What columns are: by a map with all its mistakes, and by the names that programs give them."""

from pathlib import Path

import pytest

from cxaudit.capture.tables.presets import PRESETS, Use
from tests.capture.mini import write_mini
from tests.capture.tables.test_taking import plan


@pytest.fixture
def folder(tmp_path: Path):
    return write_mini(tmp_path)


def use_of(folder, preset, heading):
    _, uses, _, _ = plan(
        folder, f'"{heading}",cxAuditor,"x [front-desk.queue]",frontdeskwait\n1,2,3,4\n', preset=preset
    )
    return uses[0]


@pytest.mark.parametrize(
    ("heading", "use"),
    [
        ("front_desk/front_desk__greeting", Use("rating", "front-desk.greeting")),
        ("front_desk-front_desk__greeting", Use("rating", "front-desk.greeting")),
        ("front_desk__greeting", Use("rating", "front-desk.greeting")),
        ("_24_hours-_24_hours__call__2__note", Use("note", "24-hours.call", 2)),
        ("_24_hours/_24_hours__call__1__at", Use("at", "24-hours.call", 1)),
        ("front_desk/front_desk__greeting__photo_URL", Use("ignored")),
        ("cxAudit", Use("audit")),
        ("Any words front_desk__greeting", Use("")),
        ("Note", Use("")),
    ],
)
@pytest.mark.parametrize("preset", ["kobo", "odk"])
def test_fields_of_our_own_form_are_known_in_every_export(folder, preset, heading, use):
    assert use_of(folder, preset, heading) == use


@pytest.mark.parametrize(
    ("heading", "use"),
    [
        ("_submission_time", Use("sent")),
        ("_validation_status", Use("refused")),
        ("__version__", Use("ignored")),
        ("meta/instanceID", Use("ignored")),
    ],
)
def test_columns_of_kobo_itself_are_known(folder, heading, use):
    assert use_of(folder, "kobo", heading) == use


@pytest.mark.parametrize(
    ("heading", "use"),
    [
        ("SubmissionDate", Use("sent")),
        ("ReviewState", Use("refused")),
        ("KEY", Use("ignored")),
        ("DeviceID", Use("ignored")),
    ],
)
def test_columns_of_odk_itself_are_known(folder, heading, use):
    assert use_of(folder, "odk", heading) == use


@pytest.mark.parametrize(
    ("heading", "use"),
    [
        ("How was it? [front-desk.greeting]", Use("rating", "front-desk.greeting")),
        ("What did you see? [front-desk.greeting note]", Use("note", "front-desk.greeting")),
        ("Why? [front-desk.greeting reason]", Use("reason", "front-desk.greeting")),
        ("Second call [24-hours.call 2]", Use("rating", "24-hours.call", 2)),
        ("Is every guest greeted?", Use("rating", "front-desk.greeting")),
        ("Your name [auditor]", Use("auditor")),
        ("Timestamp", Use("date")),
        ("How was it? [at the desk]", Use("")),
    ],
)
def test_questions_carry_their_id_in_brackets(folder, heading, use):
    assert use_of(folder, "google", heading) == use


@pytest.mark.parametrize(
    ("heading", "use"),
    [
        ("frontdeskgreeting", Use("rating", "front-desk.greeting")),
        ("frontdeskgreeting[comment]", Use("note", "front-desk.greeting")),
        ("frontdeskgreeting[other]", Use("ignored", "front-desk.greeting")),
        ("frontdeskgreeting. Is every guest greeted?", Use("rating", "front-desk.greeting")),
        ("Q1. Is it so? [front-desk.greeting]", Use("rating", "front-desk.greeting")),
        ("auditor", Use("auditor")),
        ("submitdate", Use("date")),
        ("seed", Use("ignored")),
        ("G01Q01", Use("")),
    ],
)
def test_question_codes_are_ids_without_their_signs(folder, heading, use):
    assert use_of(folder, "limesurvey", heading) == use


@pytest.mark.parametrize("preset", PRESETS)
def test_a_table_of_something_else_is_refused_with_what_to_do(folder, preset):
    _, _, issues, _ = plan(folder, "What do you think?,Age\ngood,4\n", preset=preset)
    assert [issue.message for issue in issues] == [
        f"no column of this table is a practice, as {PRESETS[preset].title} would name it"
    ]
    assert "map" in issues[0].hint


def test_an_unknown_practice_and_a_doubled_column_are_named(folder):
    _, _, issues, _ = plan(folder, "a [front-desk.greting],b [front-desk.queue],c [front-desk.queue]\n1,2,3\n")
    assert [(issue.file, issue.message, issue.hint) for issue in issues] == [
        (
            'answers.csv > column "a [front-desk.greting]"',
            "there is no practice 'front-desk.greting' in checklist 'mini'",
            "did you mean 'front-desk.greeting'?",
        ),
        (
            'answers.csv > column "c [front-desk.queue]"',
            "this holds the same as the column 'b [front-desk.queue]'",
            "keep one of them",
        ),
    ]


def test_headings_of_a_map_are_found_in_any_case_and_spacing(folder):
    _, uses, issues, _ = plan(
        folder, '"How  long\nwas it?",B\n1,2\n', "practices: {front-desk.wait: how long was IT?}\n"
    )
    assert issues == []
    assert uses == [Use("rating", "front-desk.wait"), Use("")]


def test_every_heading_that_the_table_lacks_is_named_in_the_map(folder):
    mapped = "auditor: Who\npractices:\n  front-desk.wait: Wait\n  front-desk.queue: {column: Q, note: Notes}\n"
    mapped += "ignore: [Time]\n"
    _, _, issues, _ = plan(folder, "Whom,Queue,Q,Note\n1,2,3,4\n", mapped)
    assert [(Path(issue.file).name, issue.line, issue.message) for issue in issues] == [
        ("map.yaml", 2, "there is no column 'Who' in answers.csv"),
        ("map.yaml", 4, "there is no column 'Wait' in answers.csv"),
        ("map.yaml", 5, "there is no column 'Notes' in answers.csv"),
        ("map.yaml", 6, "there is no column 'Time' in answers.csv"),
    ]
    assert issues[0].hint == "did you mean 'Whom'?"


def test_a_column_that_is_named_twice_is_refused_but_note_and_reason_may_share_one(folder):
    mapped = "practices:\n  front-desk.wait: A\n  front-desk.queue: {column: A, note: B, reason: B}\n"
    _, uses, issues, _ = plan(folder, "A,B\n1,2\n", mapped)
    assert [(issue.line, issue.message) for issue in issues] == [(4, "the column 'A' is named twice in this map")]
    assert uses[1] == Use("note", "front-desk.queue")


def test_day_and_time_may_share_a_column(folder):
    mapped = "auditor: W\ndate: D\ntime: D\npractices: {front-desk.wait: A}\n"
    _, uses, issues, _ = plan(folder, "W,D,A\n1,2,3\n", mapped)
    assert (issues, uses[1]) == ([], Use("date"))
