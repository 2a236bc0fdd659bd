"""A map to begin with: what can be guessed of an unknown table, and what is left to say."""

from pathlib import Path

import pytest

from cxaudit.capture.tables.reading import table_of
from cxaudit.capture.tables.suggesting import fitting_preset, suggest_map
from cxaudit.model.answer_map import load_map
from tests.capture.mini import write_mini

TABLE = """When,Person,Was every guest greeted?,How long was the wait?,Comments
2026-10-14 11:05,Maria Keller,Always,4,x
2026-10-14 12:05,tn,Mostly,3.5,y
"""


@pytest.fixture
def folder(tmp_path: Path):
    return write_mini(tmp_path)


def test_a_suggested_map_is_a_map_with_what_could_be_guessed(folder):
    text = suggest_map(table_of(TABLE.encode(), "a.csv"), folder, "a.csv")
    (folder.folder / "map.yaml").write_text(text, "utf-8")
    given, _ = load_map(folder.folder / "map.yaml")
    assert (given.auditor, given.date) == ("Person", "When")
    assert {key: part.column for key, part in given.practices.items()} == {
        "front-desk.greeting": ["Was every guest greeted?"],
        "front-desk.wait": ["How long was the wait?"],
    }
    assert '#   "Comments"' in text
    assert '  # "Mostly": ?' in text
    assert "Always" not in text, "the scale has that word"


def test_each_practice_and_each_column_is_guessed_only_once(folder):
    table = table_of(b"Is every guest greeted,Is every guest greeted?\n1,2\n", "a.csv")
    text = suggest_map(table, folder, "a.csv")
    assert '  front-desk.greeting: "Is every guest greeted?"\n' in text
    assert '#   "Is every guest greeted"\n' in text


@pytest.mark.parametrize(
    ("headings", "preset"),
    [
        ("front_desk/front_desk__queue,_uuid,_submission_time", "kobo"),
        ("front_desk-front_desk__queue,SubmissionDate,KEY", "odk"),
        ("How was the queue? [front-desk.queue],Timestamp", "google"),
        ("frontdeskqueue,submitdate,seed", "limesurvey"),
        ("Queue,Name", ""),
        ("Timestamp,_uuid,KEY", ""),
    ],
)
def test_the_names_of_a_program_are_recognised(folder, headings, preset):
    assert fitting_preset(table_of(f"{headings}\n1,2\n".encode(), "a.csv"), folder) == preset
