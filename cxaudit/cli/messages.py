"""How problems look on a terminal: the place, one sentence, the source line, and a caret with a hint."""

import unicodedata
from collections.abc import Iterable

from cxaudit.errors import Issue

EXCERPT_CELLS = 110  # a longer source line is cut around the caret
CARET_CELLS = 60
CUT = "..."
TAB = "    "


def format_issues(issues: Iterable[Issue]) -> str:
    """All issues, files in the order in which they first appear, then by line and column, and a line that counts them.

    Returns: lines without a line break at the end; an empty text when there is no issue.
    """
    found = list(issues)
    if not found:
        return ""
    files = {name: position for position, name in enumerate(dict.fromkeys(issue.file for issue in found))}
    ordered = sorted(found, key=lambda issue: (files[issue.file], issue.line, issue.column))
    return "\n".join([*map(format_issue, ordered), count_issues(found)])


def format_issue(issue: Issue) -> str:
    """One issue in up to three lines: `file:line:column: error: sentence`, the source line, the caret with the hint."""
    place = f":{issue.line}:{issue.column}" if issue.line else ""  # a cell of a workbook is named like a file
    head = f"{_visible(issue.file)}{place}: {issue.level}: {_visible(issue.message)}"
    hint = _visible(issue.hint)
    if not issue.excerpt.strip():
        return f"{head}\n      = {hint}" if hint else head
    shown, before, width = _window(issue)
    number = f"{issue.line:>5}"
    carets = f"{' ' * len(number)} | {' ' * before}{'^' * width} {hint}".rstrip()
    return f"{head}\n{number} | {shown}".rstrip() + f"\n{carets}"


def count_issues(issues: Iterable[Issue]) -> str:
    """How many there are: `2 errors, 1 warning`; empty for none."""
    levels = [issue.level for issue in issues]
    counts = [(level, levels.count(level)) for level in ("error", "warning")]
    return ", ".join(f"{number} {level}{'s' if number > 1 else ''}" for level, number in counts if number)


def cells(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters two, combining ones none."""
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if character < "\x7f":
        return 1
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me") or character in "\u200d\ufe0e\ufe0f" else 1


def _window(issue: Issue) -> tuple[str, int, int]:
    """The part of the source line to show, the cells before the caret in it, and the cells that it underlines."""
    row, start = issue.excerpt, min(issue.column - 1, len(issue.excerpt))
    end = min(start + max(issue.width, 1), len(row))
    marked = _visible(row[start : min(end, start + CARET_CELLS)], TAB)
    width = min(max(1, cells(marked)), CARET_CELLS)
    first, last = max(0, start - EXCERPT_CELLS), min(start + len(marked) + EXCERPT_CELLS, len(row))
    left, right = _visible(row[first:start], TAB), _visible(row[min(end, start + CARET_CELLS) : last], TAB).rstrip()
    room = EXCERPT_CELLS - width
    if first or last < len(row) or cells(left) + cells(right) > room:
        wanted = max(room * 2 // 3, room - cells(right))
        if first or cells(left) > wanted:
            left = CUT + _fitting(left[::-1], wanted - len(CUT))[::-1]
        if last < len(row) or cells(left) + cells(right) > room:
            right = _fitting(right, room - cells(left) - len(CUT)) + CUT
    return left + marked + right, cells(left), width


def _fitting(text: str, room: int) -> str:
    """The beginning of a text that takes no more than `room` cells."""
    used = 0
    for position, character in enumerate(text):
        used += _cells_of(character)
        if used > room:
            return text[:position]
    return text


def _visible(text: str, tab: str = " ") -> str:
    """A text that cannot disturb the terminal: control and direction characters are shown instead of obeyed."""
    return "".join(
        character
        if character.isprintable() or character in " \xa0\u3000\u200d"
        else tab
        if character == "\t"
        else " "
        if character in "\r\n"
        else f"<U+{ord(character):04X}>"
        for character in text
    )
