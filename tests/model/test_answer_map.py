"""A map of answers is checked like every file: with its place, a sentence and a hint."""

from pathlib import Path

import pytest

from cxaudit.errors import InputError
from cxaudit.model.answer_map import load_map
from cxaudit.model.files import load_file

MAP = """cxaudit: map/1
rows: cases
auditor: Who?
auditors: {Keller: mk}
practices:
  front-desk.queue: How long?
  front-desk.wait: {column: [First, Second], note: [A, B], reason: Why not?}
answers: {Always: 3, no: 0, 4: 4}
ignore: Timestamp
"""


def issues_of(tmp_path, text):
    (tmp_path / "map.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as caught:
        load_map(tmp_path / "map.yaml")
    return [f"{issue.line}: {issue.message}; {issue.hint}" for issue in caught.value.issues]


def test_a_heading_may_stand_for_the_whole_practice(tmp_path):
    (tmp_path / "map.yaml").write_text(MAP.replace("ignore: Timestamp", "ignore: [Timestamp]"), "utf-8")
    given, _ = load_map(tmp_path / "map.yaml")
    assert given.practices["front-desk.queue"].column == ["How long?"]
    assert given.answers == {"Always": "3", "no": "0", "4": "4"}
    assert given.headings()["Second"] == [("practices", "front-desk.wait", "column", 1)]
    assert set(given.headings()) == {"Who?", "How long?", "First", "Second", "A", "B", "Why not?", "Timestamp"}


def test_check_knows_maps(tmp_path):
    (tmp_path / "map.yaml").write_text(MAP.replace("ignore: Timestamp", "ignore: [Timestamp]"), "utf-8")
    loaded = load_file(tmp_path / "map.yaml")
    assert (loaded.kind, loaded.count) == ("map", 2)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "rows: cases",
            "rows: auditor",
            "2: 'auditor' is not allowed here; use auditors or cases; did you mean 'auditors'?",
        ),
        ("{Keller: mk}", "{Keller: M K}", "4: 'M K' must be lower-case words joined by '-', such as 'm-k'; "),
        ("front-desk.queue:", "queue:", "6: 'queue' is not the full id of a practice; write touchpoint.practice"),
        (
            "front-desk.queue: How long?",
            "front-desk.queue: {answers: {a: 1}}",
            "6: this names no column; write the heading",
        ),
        ("ignore: Timestamp", "ignored: [a]", "9: unknown key 'ignored'; did you mean 'ignore'?"),
        ("ignore: Timestamp", "ignore: Timestamp", "9: a list is expected here; write [Timestamp]"),
        ("map/1", "map/2", "1: 'map/2' is newer than this cxaudit, which reads 'map/1'; update cxaudit"),
        ("cxaudit: map/1", "cxaudit: audit/1", "1: this is an audit, but a map of answers is expected here"),
        ("cxaudit: map/1\n", "", "this file does not say what it is; begin the file with 'cxaudit: map/1'"),
    ],
)
def test_every_mistake_has_its_place_and_a_hint(tmp_path, old, new, said):
    assert old in MAP
    found = issues_of(tmp_path, MAP.replace(old, new))
    assert any(said in issue for issue in found), found


def test_the_map_in_the_documentation_is_one(tmp_path):
    guide = (Path(__file__).resolve().parents[2] / "docs" / "other-programs.md").read_text("utf-8")
    (tmp_path / "map.yaml").write_text(guide.partition("```yaml\n")[2].partition("```")[0], "utf-8")
    given, _ = load_map(tmp_path / "map.yaml")
    assert given.practices["front-desk.queue"].answers == {"Hours": "0"}
