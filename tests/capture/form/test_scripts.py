"""What the page's scripts compute, without a browser: numbers as people write them, the saved file, the merge rule."""

import json
import shutil
import subprocess

import pytest

from cxaudit.capture.ratings.entries import is_reason
from cxaudit.model.audit import FLAGS
from cxaudit.resources import folder

pytestmark = pytest.mark.skipif(shutil.which("node") is None, reason="no node on this computer")
HOME = folder("templates") / "form" / "js"
AROUND = "const $ = () => ({}), words = {}, random = () => 'aaaaaaaa', iso = ms => new Date(ms).toISOString();"


def run(names, code):
    """What the code prints as JSON, with these files of the page before it."""
    source = "\n".join([AROUND, *((HOME / f"{name}.js").read_text("utf-8") for name in names)])
    done = subprocess.run(
        ["node", "-e", f"{source}\nconsole.log(JSON.stringify({code}))"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_numbers_as_people_write_them():
    given = {
        "7": "7",
        "7,5": "7.5",
        " 7.50 ": "7.5",
        "-2": "-2",
        "\u22122,5": "-2.5",
        ".5": "0.5",
        "5,": "5",
        "12\u202f000": "12000",
        "\u0667\u066b\u0665": "7.5",
        "\u06f1\u06f0": "10",
        "1e3": None,
        "7x": None,
        "1.000,5": None,
        "": None,
        "-": None,
        "Infinity": None,
    }
    assert run(["measure"], f"{json.dumps(list(given))}.map(toNumber)") == list(given.values())


BODIES = [
    {"state": "rated", "observations": [{"rating": "2", "at": None, "note": ""}]},
    {"state": "rated", "observations": [{"rating": "7.5", "at": None, "note": ""}], "note": "n", "cause": "own word"},
    {"state": "rated", "observations": [{"rating": "01", "at": "2026-10-14T14:02:11+02:00", "note": "seen"}]},
    {
        "state": "rated",
        "observations": [
            {"rating": "2", "at": "2026-10-14T14:02:11+02:00", "note": ""},
            {"rating": "most", "at": None, "note": "x"},
        ],
        "reason": "switched away from",
    },
    {"state": "not_applicable", "observations": [], "reason": "There is none."},
    {"state": "not_applicable", "observations": [], "note": "still to be said why"},
    {"state": "not_applicable", "observations": [], "reason": "n/a"},
    {"state": "not_observed", "observations": [{"rating": "1", "at": None, "note": ""}], "reason": "Too late."},
    {"state": "not_observed", "observations": [{"rating": "1", "at": None, "note": ""}], "reason": " "},
    {"state": "", "observations": [], "note": "only a note"},
    {"state": "", "observations": [], "reason": "cleared"},
]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_what_the_file_says_is_what_was_entered(body):
    body = {"state": "", "observations": [], "reason": "", "note": "", "cause": ""} | body
    code = f"""(records.set('a.b', {{id: 'a.b', body: {json.dumps(body)}}}),
        whole('a.b', fromFile(JSON.parse(JSON.stringify(toRating('a.b'))), toDraft('a.b'))))"""
    assert run(["checklist", "records", "exchange"], code) == body


RECORDS = [
    {"id": "a.b", "rev": rev, "at": at, "device": device}
    for rev, at, device in ((1, 5, "b"), (2, 1, "a"), (2, 1, "b"), (2, 3, "a"), (3, 1, "a"))
]


def test_what_is_no_reason_is_none_in_the_page_and_in_the_file():
    given = [
        *FLAGS,
        *(f" {flag.upper()}\n" for flag in FLAGS),
        "",
        " ",
        "no lift",
        "Yes, but closed",
        "none",
        "0",
        "\u0644\u0627",
    ]
    assert run(["records"], f"{json.dumps(given)}.map(isReason)") == [is_reason(text) for text in given]


def test_the_newer_of_two_records_does_not_depend_on_the_order():
    code = f"{json.dumps(RECORDS)}.map((a, i, all) => all.map(b => all.indexOf(newer(a, b))))"
    assert run(["records"], code) == [[max(i, j) for j in range(5)] for i in range(5)]


def test_what_no_file_can_hold_is_left_out_of_a_text():
    given = "a\tb\nc\u0000\u0007\u0085\ufffe\U0001f600"
    assert run(["records"], f"[plain({json.dumps(given)}), plain('x\\ud83dy'), plain(5)]") == [
        "a\tb\nc\U0001f600",
        "xy",
        5,
    ]


def test_a_text_that_is_too_long_is_counted_in_characters():
    code = """[{note: 'x'.repeat(20000)}, {note: '\\u{1f600}'.repeat(20000)}, {note: '\\u{1f600}'.repeat(20001)},
        {reason: 'x'.repeat(2001)}, {observations: [{note: 'x'.repeat(20001)}]}].map(excess)"""
    assert run(["records"], code) == [[], [], [["note", 20001]], [["reason", 2001]], [["note", 20001]]]


def test_the_server_merges_by_the_same_rule():
    from cxaudit.capture.ratings.records import Record, is_newer

    records = [Record(body={}, **record) for record in RECORDS]
    assert [[is_newer(a, b) for b in records] for a in records] == [[i > j for j in range(5)] for i in range(5)]
