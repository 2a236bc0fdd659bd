"""Rows of a table become answers: what they mean, whose they are, which of several counts, and what is unclear."""

from pathlib import Path

import pytest

from cxaudit.capture.tables.map import plan_by_map, plan_by_preset
from cxaudit.capture.tables.presets import PRESETS
from cxaudit.capture.tables.reading import table_of
from cxaudit.capture.tables.taking import Manner, take_rows
from cxaudit.model.answer_map import load_map
from tests.capture.mini import AUDIT, write_mini


@pytest.fixture
def folder(tmp_path: Path):
    return write_mini(tmp_path)


def plan(folder, text: str, mapped: str = "", preset: str = "google"):
    """The table with its columns, by a map (the lines after `cxaudit: map/1`) or by a preset."""
    table = table_of(text.encode(), "answers.csv")
    if not mapped:
        uses, issues = plan_by_preset(table, PRESETS[preset], folder.checklist)
        return table, uses, issues, Manner(adding=True, unanswered=PRESETS[preset].unanswered)
    path = folder.folder / "map.yaml"
    path.write_text("cxaudit: map/1\n" + mapped, "utf-8")
    given, source = load_map(path)
    uses, issues = plan_by_map(table, given, source)
    answers_of = {key: asked.answers for key, asked in given.practices.items()}
    manner = Manner(given.answers, answers_of, given.auditors, adding=given.rows == "cases", dates=given.dates)
    return table, uses, issues, manner


def take(folder, text: str, mapped: str = "", preset: str = "google", auditor: str | None = None):
    table, uses, issues, manner = plan(folder, text, mapped, preset)
    assert issues == []
    return take_rows(table, uses, folder, Manner(**{**vars(manner), "auditor": auditor or manner.auditor}))


def problems(taken):
    return [f"{issue.file}: {issue.message}" for issue in taken.issues]


def one(taken, key, auditor="mk"):
    return taken.bodies[auditor][key]


@pytest.mark.parametrize(
    ("answer", "level"),
    [
        ("2", "2"),
        ("2.0", "2"),
        ("Usually, with gaps", "2"),
        ("usually,  with GAPS ", "2"),
        ("2 – Usually, with gaps", "2"),
        ("2 - what the form once said", "2"),
        ("3", "3"),
    ],
)
def test_a_level_is_understood_by_number_label_or_both(folder, answer, level):
    taken = take(folder, f'x,g [front-desk.greeting]\n1,"{answer}"\n', auditor="mk")
    assert problems(taken) == []
    assert one(taken, "front-desk.greeting")["observations"] == [{"rating": level, "at": "", "note": ""}]


@pytest.mark.parametrize(
    ("column", "answer", "level"),
    [
        ("front-desk.queue", "Over ten", "0"),
        ("front-desk.queue", "0 – Over ten", "0"),
        ("front-desk.queue", "none", "3"),
        ("front-desk.cover", "None", "none"),
        ("front-desk.cover", "level-2", "so me"),
        ("front-desk.wait", "7.5", "7.5"),
        ("front-desk.wait", '"7,5"', "7.5"),
        ("front-desk.wait", "7.5 minutes", "7.5"),
        ("24-hours.share", "80 %", "80"),
    ],
)
def test_anchors_codes_and_measured_values_are_understood(folder, column, answer, level):
    taken = take(folder, f"x,a [{column}]\n1,{answer}\n", auditor="mk")
    assert problems(taken) == []
    assert one(taken, column)["observations"][0]["rating"] == level


@pytest.mark.parametrize(
    ("column", "answer", "said"),
    [
        ("front-desk.greeting", "7", "'7' is not on the scale"),
        ("front-desk.greeting", "2.5", "'2.5' is not on the scale"),
        ("front-desk.greeting", "great", "'great' is not on the scale"),
        ("front-desk.wait", "long", "'long' is not a number"),
    ],
)
def test_an_unclear_answer_is_named_with_row_and_column(folder, column, answer, said):
    taken = take(folder, f"x,a [{column}]\n1,{answer}\n", auditor="mk")
    assert len(taken.issues) == 1
    assert problems(taken)[0].startswith(f'answers.csv > row 2, column "a [{column}]": {column}: {said}')
    assert taken.issues[0].hint


def test_all_problems_are_found_at_once(folder):
    text = "who [auditor],a [front-desk.greeting],b [front-desk.wait]\nmk,7,long\nBob,1,1\ntn,1,2\n"
    found = problems(take(folder, text))
    assert [part.partition(": ")[0] for part in found] == [
        'answers.csv > row 2, column "a [front-desk.greeting]"',
        'answers.csv > row 2, column "b [front-desk.wait]"',
        'answers.csv > row 3, column "who [auditor]"',
    ]


def test_a_map_says_what_answers_mean_and_its_columns_before_the_rest(folder):
    mapped = """
practices:
  front-desk.greeting: {column: G, answers: {good: 3}}
  front-desk.queue: {column: Q, reason: Why}
answers: {good: 2, "-": unrated, none here: not_applicable}
"""
    taken = take(folder, "G,Q,Why\nGood,good,\n-,none here,No queue.\n", mapped, auditor="mk")
    assert one(taken, "front-desk.greeting")["observations"][0]["rating"] == "3"
    queue = one(taken, "front-desk.queue")
    assert (queue["state"], queue["reason"], queue["observations"]) == ("not_applicable", "No queue.", [])


def test_a_map_that_names_a_level_off_the_scale_is_told_so(folder):
    mapped = "practices: {front-desk.greeting: G}\nanswers: {good: 9}\n"
    assert "the map says that 'good' is '9'" in problems(take(folder, "G,x\ngood,1\n", mapped, auditor="mk"))[0]


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        ("not applicable", "not_applicable", "Seen from outside."),
        ("N/A", "not_applicable", "Seen from outside."),
        ("not_observed", "not_observed", "Seen from outside."),
        ("Not observed: closed", "not_observed", "closed"),
    ],
)
def test_without_a_rating_the_reason_is_its_own_column_part_of_the_answer_or_the_note(folder, answer, state, reason):
    text = f"a [front-desk.greeting],n [front-desk.greeting note]\n{answer},Seen from outside.\n"
    body = one(take(folder, text, auditor="mk"), "front-desk.greeting")
    assert (body["state"], body["reason"]) == (state, reason)


def test_the_auditor_is_found_by_id_by_name_and_by_the_map(folder):
    mapped = "auditor: W\nauditors: {Boss: mk}\npractices: {front-desk.greeting: G}\n"
    taken = take(folder, "W,G\ntn,1\nTOMÁS  NÚÑEZ,2\nboss,3\n", mapped)
    assert problems(taken) == []
    assert one(taken, "front-desk.greeting")["observations"][0]["rating"] == "3"
    assert one(taken, "front-desk.greeting", "tn")["observations"][0]["rating"] == "2"
    assert list(taken.meanings[0]) == [("tn", "tn"), ("TOMÁS  NÚÑEZ", "tn"), ("boss", "mk")]


def test_without_a_column_the_auditor_must_be_said_unless_there_is_only_one(folder, tmp_path):
    text = "x,g [front-desk.greeting]\n1,2\n2,3\n"
    assert problems(take(folder, text)) == ["answers.csv: nothing says who rated in this table"]
    alone = write_mini(tmp_path, AUDIT.replace("  tn: {name: Tomás Núñez}\n", ""))
    assert list(take(alone, text).bodies) == ["mk"]


def test_of_several_auditors_only_the_wanted_one_is_taken(folder):
    taken = take(folder, "w [auditor],g [front-desk.greeting]\nmk,1\ntn,2\ntn,3\n", auditor="mk")
    assert list(taken.bodies) == ["mk"]
    assert "2 rows are left out: not by mk" in taken.said


def test_of_several_answers_the_latest_counts_and_that_is_said(folder):
    mapped = "auditor: W\ndate: D\npractices: {front-desk.greeting: {column: G, note: N}}\n"
    rows = "W,D,G,N\nmk,2026-10-15,3,later\nmk,2026-10-14,1,first\ntn,2026-10-14,2,\n"
    taken = take(folder, rows, mapped)
    body = one(taken, "front-desk.greeting")
    assert (body["observations"][0]["rating"], body["note"]) == ("3", "later")
    assert taken.said == ["row 2 counts for front-desk.greeting of mk, not row 3 before it"]


def test_an_empty_answer_takes_nothing_away(folder):
    mapped = "auditor: W\npractices: {front-desk.greeting: {column: G, note: N}, front-desk.queue: Q}\n"
    taken = take(folder, "W,G,N,Q\nmk,1,seen,\nmk,,,2\n", mapped)
    assert one(taken, "front-desk.greeting")["observations"][0]["rating"] == "1"
    assert one(taken, "front-desk.greeting")["note"] == "seen"
    assert one(taken, "front-desk.queue")["observations"][0]["rating"] == "2"
    assert taken.said == []


def test_cases_add_up_over_rows_with_their_time_and_note(folder):
    mapped = "rows: cases\nauditor: W\ndate: D\ntime: T\npractices: {24-hours.call: {column: C, note: N}}\n"
    taken = take(folder, "W,D,T,C,N\nmk,2026-10-14,11:05,3,\nmk,2026-10-14,11:20,0,11 rings\n", mapped)
    assert one(taken, "24-hours.call") == {
        "state": "rated",
        "observations": [
            {"rating": "3", "at": "2026-10-14T11:05:00", "note": ""},
            {"rating": "0", "at": "2026-10-14T11:20:00", "note": "11 rings"},
        ],
        "reason": "",
        "note": "",
        "cause": "",
    }


def test_where_a_row_is_a_visit_a_later_one_replaces_the_cases(folder):
    mapped = "auditor: W\npractices: {24-hours.call: {column: [A, B], note: N}}\n"
    taken = take(folder, "W,A,B,N\nmk,3,2,one\nmk,1,,\n", mapped)
    body = one(taken, "24-hours.call")
    assert [case["rating"] for case in body["observations"]] == ["1"]
    assert taken.said == ["row 3 counts for 24-hours.call of mk, not row 2 before it"]


def test_single_cases_of_a_practice_that_is_rated_once_are_refused(folder):
    mapped = "auditor: W\npractices: {front-desk.greeting: {column: [A, B]}}\n"
    found = problems(take(folder, "W,A,B\nmk,3,2\n", mapped))
    assert [part.partition(": ")[2] for part in found] == [
        "'front-desk.greeting' takes one rating, not single cases"
    ] * 2


def test_rows_of_another_audit_or_checklist_are_refused(folder):
    head = "cxAudit,cxChecklist,cxVersion,cxAuditor,front_desk/front_desk__greeting\n"
    taken = take(
        folder, head + "other,mini,2.3,mk,1\nmini-2026,hotel,2.3,mk,1\nmini-2026,mini,2.2,mk,1\n", preset="kobo"
    )
    assert [part.partition(": ")[2] for part in problems(taken)] == [
        "this row belongs to the audit 'other', not to 'mini-2026'",
        "this row belongs to the checklist 'hotel', not to 'mini'",
    ]
    assert taken.said == ["rows with version 2.2 of the checklist were taken; the audit uses 2.3"]


def test_answers_to_practices_outside_the_audit_are_left_out_and_said(folder):
    taken = take(folder, "g [front-desk.greeting],l [front-desk.lift]\n1,3\n", auditor="mk")
    assert list(taken.bodies["mk"]) == ["front-desk.greeting"]
    assert taken.said == ["front-desk.lift is not part of this audit; its answers are left out"]


def test_a_note_that_is_too_long_is_refused(folder):
    text = "g [front-desk.greeting],n [front-desk.greeting note]\n1," + "x" * 20_001 + "\n"
    assert "this text has 20,001 characters; at most 20,000 are kept" in problems(take(folder, text, auditor="mk"))[0]


def test_photos_are_named_with_their_places(folder):
    text = "cxAuditor,front_desk__greeting,front_desk__greeting__photo\nmk,3,desk.jpg\ntn,2,\n"
    photos = take(folder, text, preset="odk").photos
    assert [(photo.auditor, photo.practice, photo.name) for photo in photos] == [
        ("mk", "front-desk.greeting", "desk.jpg")
    ]
    assert photos[0].place == 'answers.csv > row 2, column "front_desk__greeting__photo"'


def test_rows_that_were_rejected_in_the_program_do_not_count(folder):
    text = "cxAuditor,front_desk__greeting,ReviewState\nmk,3,approved\nmk,0,rejected\n"
    taken = take(folder, text, preset="odk")
    assert one(taken, "front-desk.greeting")["observations"][0]["rating"] == "3"
    assert taken.said == ["1 row is left out: rejected in the program"]


def test_a_table_without_rows_says_so(folder):
    assert take(folder, "a,g [front-desk.greeting]\n", auditor="mk").said == ["this table has headings and no rows"]


def test_more_cases_than_a_practice_can_hold_are_refused(folder):
    mapped = "rows: cases\nauditor: W\npractices: {24-hours.call: C}\n"
    found = problems(take(folder, "W,C\n" + "mk,3\n" * 501, mapped))
    assert found == ['answers.csv > column "C": there are 501 cases of 24-hours.call; at most 500 are kept']
