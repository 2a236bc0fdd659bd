"""Linting a whole checklist: places, files that extend another, other languages, and every valid example."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxaudit.errors import InputError
from cxaudit.lint.linting import lint_checklist, skipped_rules
from cxaudit.lint.rules import BY_NAME, RULES
from cxaudit.lint.words import words_in
from cxaudit.model.checklist import Checklist
from cxaudit.model.load import load_checklist
from cxaudit.source import Source
from tests.lint.small_checklists import HEAD, lint, lint_file, lint_text, practice

ROOT = Path(__file__).resolve().parents[2]
VALID = ROOT / "tests" / "examples" / "valid"
MODEL = ROOT.parent / "shared" / "content" / "model"  # beside the repository; without it these tests are skipped
FOLDED = """\
cxaudit: checklist/1
id: own
title: Own
touchpoints:
  desk:
    practices:
      hello:
        ask: Does the clerk greet the guest
          and offer a drink?
        advisory: yes
        anchors: {0: "None", 1: One was, 2: Two were, 3: Three were, 4: All of the guests were sincerely greeted}
"""


def checklists(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.yaml")) if "cxaudit: checklist/1" in path.read_text("utf-8")]


def test_a_finding_stands_at_its_words():
    found = {one.rule: one for one in lint_text(FOLDED)}
    words = found["unseen-words"]
    assert FOLDED.splitlines()[words.line - 1][words.column - 1 :][: words.width] == "sincerely"
    two = found["two-things"]  # its words go over the end of a line: the place is where they begin
    assert two.quote == "guest\nand offer a".replace("\n", " ")
    assert FOLDED.splitlines()[two.line - 1][two.column - 1 :][: two.width] == "guest"
    assert two.practice == "desk.hello"


def test_findings_come_in_the_order_of_the_file():
    found = lint_text(FOLDED)
    assert found == sorted(found, key=lambda one: (one.line, one.column))


def test_what_was_inherited_is_found_where_it_was_written(tmp_path):
    (tmp_path / "base.yaml").write_text(
        FOLDED.replace("id: own", "id: base") + "facts: {lift: Lift?}\nstages: {use: Use}\n", "utf-8"
    )
    own = tmp_path / "own.yaml"
    own.write_text(
        "cxaudit: checklist/1\nid: own\ntitle: Own\nextends: base.yaml\n"
        "change:\n  desk.hello: {ask: Is each guest greeted and seated?}\n",
        "utf-8",
    )
    found = {one.rule: one for one in lint_file(own)}
    assert (found["two-things"].line, Path(found["two-things"].file).name) == (6, "own.yaml")
    assert (found["unseen-words"].line, Path(found["unseen-words"].file).name) == (11, "base.yaml")
    assert not {"unused", "stages"} & set(found), "one that extends cannot remove them"
    base = {one.rule for one in lint_file(tmp_path / "base.yaml")}
    assert {"unused", "stages"} <= base


def test_in_another_language_only_rules_without_words_are_read():
    found = {one.rule for one in lint(practice(ask="Is it clean and timely?", recommend=[]), language="de-AT")}
    assert found == {"advice"}
    german = load_checklist(VALID / "short-forms.yaml").model_copy(update={"language": "de"})
    assert skipped_rules(german) == [rule.name for rule in RULES if rule.english]
    assert skipped_rules(load_checklist("core")) == []


def test_every_rule_is_described_once():
    assert len(BY_NAME) == len(RULES)
    assert all(rule.says.endswith(".") for rule in RULES)
    reference = (ROOT / "docs" / "lint.md").read_text("utf-8")
    for rule in RULES:
        assert f"### {rule.name}\n" in reference, "docs/lint.md does not describe it"
        assert f"| `{rule.name}` | {rule.severity}" in reference


@pytest.mark.parametrize("rule", ["two-things", "long-ask", "unseen-words", "own-target"])
def test_the_examples_of_the_reference_are_true(rule):
    section = (ROOT / "docs" / "lint.md").read_text("utf-8").partition(f"### {rule}\n")[2].partition("###")[0]
    asks = re.findall(r"^- (Bad|Better|and): (.*\?)$", section, re.MULTILINE)
    assert len(asks) > 1
    for kind, ask in asks:
        assert (rule in {one.rule for one in lint(practice(ask=ask))}) == (kind == "Bad"), ask


@pytest.mark.parametrize("path", checklists(VALID), ids=lambda path: str(path.relative_to(VALID)))
def test_no_valid_checklist_is_too_much(path):
    try:
        found = lint_file(path)
    except InputError:
        pytest.skip("a base that others extend, no checklist by itself")
    for one in found:
        assert one.line >= 1
        assert one.column >= 1
        assert one.message
        assert one.hint


WORDS = sorted(
    words_in(
        "and or , ; : plus within with no not all none every each half % 70 85 1 2 10 two ten in of the at least more "
        "than under fewer guests rooms minutes hour working day but ( ) - would guest agreed time clean greeted 0 / "
        'last take 9999999999999 \u0663 \u00b2 \u2013 @ " . ?'
    )
)
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=25).map(" ".join) | st.text(min_size=1, max_size=40)


@given(st.lists(TEXTS, min_size=9, max_size=9))
def test_no_wording_is_too_much(texts):
    ask, look_for, evidence, do, *anchors = texts
    part = {"ask": ask, "look_for": look_for, "evidence": evidence, "anchors": dict(zip("01234", anchors, strict=True))}
    part |= {"recommend": [{"below": "2", "do": do}]}
    data = HEAD | {"touchpoints": {"desk": {"practices": {"one": part}}}}
    source = Source("own.yaml", b"cxaudit: checklist/1\n")
    for one in lint_checklist(Checklist.model_validate(data), lambda loc: (source, loc)):
        assert one.quote in one.message + " ".join(texts)


@pytest.mark.parametrize("path", checklists(ROOT / "checklists"), ids=lambda path: path.name)
def test_the_shipped_checklists_have_no_fault(path):
    found = [f"{one.line}: {one.rule}: {one.message}" for one in lint_file(path) if one.silenced is None]
    assert found == []


@pytest.mark.skipif(not MODEL.is_dir(), reason="the model practices are not beside the repository")
@pytest.mark.parametrize("name", ["core-excerpt.yaml", "industry-excerpt.yaml"])
def test_the_model_practices_have_no_fault_of_wording(name):
    """Of the core excerpt, more than a fifth weighs 5 or is critical: three touchpoints were chosen for that."""
    found = {(one.rule, one.practice) for one in lint_file(MODEL / name)}
    assert found <= {("balance", None)}
