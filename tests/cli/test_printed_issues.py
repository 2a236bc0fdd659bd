"""How an issue looks: carets under the right cells, nothing that disturbs a terminal, long lines cut."""

import pytest

from cxaudit.cli.messages import EXCERPT_CELLS, cells, count_issues, format_issue, format_issues
from cxaudit.errors import Issue


def issue(excerpt="abc", column=1, width=1, **more):
    return Issue(
        **{"file": "a.yaml", "line": 1, "column": column, "message": "m", "excerpt": excerpt, "width": width} | more
    )


def rows(found):
    return format_issue(found).split("\n")


def marked(found):
    """The part of the shown line that stands above the carets."""
    _, shown, carets = rows(found)
    start, end = carets.index("^"), carets.rindex("^") + 1
    position = 0
    text = ""
    for character in shown:
        if start <= position < end:
            text += character
        position += cells(character)
    return text


def test_three_lines():
    found = issue("  weigth: 2", 3, 6, line=12, message="unknown key 'weigth'", hint="did you mean 'weight'?")
    assert format_issue(found) == (
        "a.yaml:12:3: error: unknown key 'weigth'\n   12 |   weigth: 2\n      |   ^^^^^^ did you mean 'weight'?"
    )


def test_without_a_source_line():
    assert rows(issue("")) == ["a.yaml:1:1: error: m"]
    assert rows(issue("", hint="h", level="warning")) == ["a.yaml:1:1: warning: m", "      = h"]


def test_large_line_numbers_keep_the_gutter():
    _, shown, carets = rows(issue(line=1_234_567))
    assert shown.index("|") == carets.index("|")


@pytest.mark.parametrize(
    ("excerpt", "word"),
    [
        ("a: x, word: 1", "word"),
        ("日本語: x, word: 1", "word"),
        ("🏨🏨 ホテル, word: 1", "word"),
        ("e\u0301le\u0301gant, word: 1", "word"),
        ("日本語: x", "日本語"),
        ("\tword: 1", "word"),
        ("\x1b[31mword: 1", "word"),
        ("\u202eword: 1", "word"),
    ],
)
def test_the_caret_stands_below(excerpt, word):
    assert marked(issue(excerpt, excerpt.index(word) + 1, len(word))) == word


@pytest.mark.parametrize("position", [0, 1, 50, 108, 109, 110, 111, 112, 400, 1999, 2000, 5990])
@pytest.mark.parametrize("filler", ["x", "日", "\t", " "])
def test_long_lines_are_cut_around_the_caret(filler, position):
    excerpt = filler * position + "word" + filler * (6000 - position)
    found = issue(excerpt, position + 1, 4)
    assert marked(found) == "word"
    assert cells(rows(found)[1]) <= EXCERPT_CELLS + 12


def test_a_long_mark_is_cut_too():
    _, shown, carets = rows(issue("y" * 5000, 1, 5000, hint="h"))
    assert cells(shown) <= EXCERPT_CELLS + 12
    assert carets.endswith("^ h")


def test_nothing_reaches_the_terminal_unseen():
    found = issue("a\x1b[2J\x07\u202e\x9b", 1, 3, file="\x1b.yaml", message="'\x1b[31m'", hint="\u2066\nx")
    text = format_issue(found)
    assert text.count("\n") == 2
    assert all(character.isprintable() for character in text.replace("\n", ""))


@pytest.mark.parametrize("column", [1, 3, 4, 5, 99])
def test_a_column_at_or_behind_the_end(column):
    assert "^" in rows(issue("abc", column, 9))[2]


def test_sorted_by_file_line_and_column():
    found = [
        issue(file="b", line=2),
        issue(file="a", line=9),
        issue(file="b", line=1, column=3),
        issue(file="b", line=1, column=2),
    ]
    heads = [row.partition(": ")[0] for row in format_issues(found).split("\n") if ": error" in row]
    assert heads == ["b:1:2", "b:1:3", "b:2:1", "a:9:1"]


@pytest.mark.parametrize(
    ("errors", "warnings", "text"), [(0, 0, ""), (1, 0, "1 error"), (2, 1, "2 errors, 1 warning"), (0, 2, "2 warnings")]
)
def test_count(errors, warnings, text):
    found = [issue()] * errors + [issue(level="warning")] * warnings
    assert count_issues(found) == text
    assert format_issues(found).split("\n")[-1] == text
