"""Every file of examples/valid loads; every file of examples/invalid prints exactly what stands beside it."""

import os
from pathlib import Path

import pytest

from cxaudit.cli.messages import format_issues
from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.files import load_file

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
EXPECTED = ".expected.txt"
UPDATE = os.environ.get("CXAUDIT_UPDATE_GOLDEN") == "1"
FOREIGN_WORDS = (
    "Input should",
    "valid string",
    "Field required",
    "extra",
    "pydantic",
    "Traceback",
    "mapping",
    "scalar",
    "NoneType",
)


def cases(folder):
    return sorted(path.name for path in (EXAMPLES / folder).iterdir() if not path.name.endswith(EXPECTED))


def entry(name):
    """What a user would name: a file, an audit's folder, or the main.yaml of several checklists."""
    path = Path(name)
    return path / "main.yaml" if (path / "main.yaml").exists() else path


def printed(name):
    try:
        loaded = load_file(entry(name))
    except InputError as problem:
        return format_issues(problem.issues) + "\n"
    except NotFound as problem:
        return format_issues([Issue(name, 1, 1, problem.message.removeprefix(f"{name}: "), problem.hint)]) + "\n"
    return format_issues(loaded.warnings)


def test_there_are_examples():
    assert len(cases("valid")) >= 10
    assert len(cases("invalid")) >= 80


def test_no_expectation_without_its_example():
    names = {Path(name).stem for name in cases("invalid")}
    orphans = [
        path.name
        for path in (EXAMPLES / "invalid").glob(f"*{EXPECTED}")
        if path.name.removesuffix(EXPECTED) not in names
    ]
    assert orphans == []


@pytest.mark.parametrize("name", cases("valid"))
def test_valid(name, monkeypatch):
    monkeypatch.chdir(EXAMPLES / "valid")
    assert printed(name) == ""


@pytest.mark.parametrize("name", cases("invalid"))
def test_invalid(name, monkeypatch):
    monkeypatch.chdir(EXAMPLES / "invalid")
    text = printed(name)
    beside = Path(name).with_suffix("").with_name(Path(name).stem + EXPECTED)
    if UPDATE:
        beside.write_text(text, encoding="utf-8", newline="\n")
    assert beside.is_file(), "write the expectation: CXAUDIT_UPDATE_GOLDEN=1 pytest tests/model/test_messages.py"
    assert text == beside.read_text(encoding="utf-8")
    assert ": error: " in text


@pytest.mark.parametrize("name", cases("invalid"))
def test_messages_are_in_plain_words(name):
    text = (EXAMPLES / "invalid" / f"{Path(name).stem}{EXPECTED}").read_text(encoding="utf-8")
    said = [line for line in text.splitlines() if not line[:5].strip().isdecimal()]  # not the quoted source lines
    assert [word for word in FOREIGN_WORDS for line in said if word in line] == []
