"""What examples in files cannot show: links, large inputs, files that are not there."""

import pytest

from cxaudit.engine.scoring import score_audit
from cxaudit.errors import InputError, NotFound
from cxaudit.model.audit import Audit
from cxaudit.model.files import load_file
from cxaudit.model.load import load_audit, load_checklist, validated
from cxaudit.model.words import closest, slug
from cxaudit.source import Source

CHECKLIST = """cxaudit: checklist/1
id: small
title: Small
scales: {practice: {levels: {0: Bad, 1: Good}}}
touchpoints:
  desk:
    practices:
      greeting: Is every guest greeted?
"""
AUDIT = """cxaudit: audit/1
id: x-2026
title: X
checklist: small.yaml
date: 2026-10-14
subject: {client: X}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "small.yaml").write_text(CHECKLIST)
    (tmp_path / "audit.yaml").write_text(AUDIT)
    return tmp_path


def issues_of(path):
    with pytest.raises(InputError) as caught:
        load_file(path)
    return caught.value.issues


def test_nothing_that_applies_is_valid_and_has_no_score(folder):
    (folder / "audit.yaml").write_text(AUDIT + "ratings: {desk.greeting: {not_applicable: There is no desk.}}\n")
    loaded = load_audit(folder)
    scores = score_audit(loaded.checklist, loaded.audit, loaded.ratings)
    assert scores.raw is None
    assert scores.adjusted is None


def test_a_link_out_of_the_folder_is_no_evidence(folder, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    outside.write_bytes(b"x")
    (folder / "photos").mkdir()
    try:
        (folder / "photos/link.png").symlink_to(outside)
        (folder / "photos/o.png").symlink_to(folder / "photos/o.png")
    except OSError:
        pytest.skip("no links here")
    (folder / "audit.yaml").write_text(AUDIT + "ratings: {desk.greeting: {evidence: [photos/link.png, photos/o.png]}}")
    found = issues_of(folder)
    assert [issue.column for issue in found] == [38, 55]
    assert "lies outside the audit's folder" in found[0].message


@pytest.mark.parametrize("name", ["missing.yaml", "missing", "small.yaml/inside.yaml", "a\0b.yaml"])
def test_what_is_not_there(folder, name):
    with pytest.raises(NotFound):
        load_file(folder / name)


def test_a_folder_in_place_of_a_file(folder):
    (folder / "other.yaml").mkdir()
    (folder / "audit.yaml").write_text(AUDIT.replace("small.yaml", "other.yaml"))
    assert [issue.message for issue in issues_of(folder)] == ["there is no file 'other.yaml'"]


def test_hundreds_of_mistakes_in_a_large_file(folder):
    rows = "".join(f"      p{i}: {{ask: Is it there?, wieght: 2}}\n" for i in range(700))
    (folder / "small.yaml").write_text(CHECKLIST + rows)
    found = issues_of(folder / "small.yaml")
    assert len(found) == 700
    assert {issue.hint for issue in found} == {"did you mean 'weight'?"}
    assert [issue.line for issue in found] == list(range(9, 709))


def test_the_issues_of_an_exception_are_in_file_order(folder):
    (folder / "small.yaml").write_text(CHECKLIST.replace("title:", "titel:") + "      b: {wieght: 1, ask: x}\nid: y\n")
    assert [issue.line for issue in issues_of(folder / "small.yaml")] == [1, 3, 9, 10]


def test_a_checklist_of_two_megabytes(folder):
    rows = "".join(
        f"      p{i}: {{ask: 'Is the thing number {i} in place?', weight: 2, refs: {{source: [S{i}]}}}}\n"
        for i in range(20_000)
    )
    (folder / "small.yaml").write_text(CHECKLIST + rows)
    assert len(load_checklist(folder / "small.yaml").practices()) == 20_001


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ("2026-10-14", True),
        ("20261014", False),
        ("0", False),
        ("86400", False),
        ("2026-10-14T00:00", False),
        ("2026-10-14 ", False),
        ("2026-W42", False),
    ],
)
def test_days_are_written_in_one_way(given, day):
    audit, issues = validated(Source("a.yaml", AUDIT.replace("2026-10-14", f'"{given}"').encode()), Audit)
    assert audit is not None
    assert (issues == []) == day


def test_closest():
    assert closest("WEIGHT", ["weight"]) == "did you mean 'weight'?"
    assert closest("xyz", ["weight"]) == ""
    many = [f"touch-{i}.practice-{j}" for i in range(30) for j in range(10)]
    assert closest("touch-7.practise-3", many) == "did you mean 'touch-7.practice-3'?"
    assert closest("tuch-7.practice-3", many) == "did you mean 'touch-7.practice-3'?"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Front Desk", "front-desk"),
        ("Größe & Maß", "grosse-mass"),
        ("Café", "cafe"),
        ("日本", "my-id"),
        ("a_b", "a-b"),
        ("--", "my-id"),
    ],
)
def test_slug(text, name):
    assert slug(text) == name
