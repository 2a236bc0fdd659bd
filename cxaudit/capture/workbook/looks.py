"""How the workbook looks and what it says: formats, widths, comments, and how to fill it in, in five sentences."""

import textwrap
from typing import Any

from cxaudit.capture.workbook.columns import (
    CASES,
    CAUSE,
    EVIDENCE,
    ID,
    NOTE,
    PRACTICE,
    QUESTION,
    RATING,
    REASON,
    TO_DO,
)
from cxaudit.model.checklist import Checklist, Practice, title_from

INK, MUTED, ACCENT, LINE, BAND, PALE = "#1F2D3A", "#5B6873", "#23495C", "#D3DAE0", "#E4EBEF", "#F6F8F9"
ALARM, ALARM_FILL, CALL, CALL_FILL, CALM = "#8C2F1B", "#FBE4DE", "#6B4A00", "#FFF1CF", "#2F6B4F"
WIDTHS = {
    ID: 20,
    PRACTICE: 24,
    QUESTION: 42,
    RATING: 25,
    REASON: 24,
    NOTE: 42,
    CASES: 18,
    CAUSE: 12,
    EVIDENCE: 18,
    TO_DO: 14,
}
_COMMENT = {"author": "cxaudit", "font_size": 9, "color": "#FFFDF2", "x_scale": 1}
_LETTERS_A_LINE = 62
_LINE_HEIGHT, _TALLEST = 13.5, 390  # in points; a row may have 409


def formats(book: Any) -> dict[str, Any]:
    """The formats of the workbook by name."""
    base = {"font_color": INK, "font_size": 10, "valign": "top"}
    cell = {**base, "text_wrap": True, "border": 1, "border_color": LINE, "align": "left", "indent": 1}
    entry = {**cell, "locked": False, "num_format": "@"}
    kinds = {
        "title": {**base, "font_size": 16, "bold": True, "valign": "vcenter"},
        "under": {**base, "font_color": MUTED, "valign": "vcenter"},
        "progress": {**base, "bold": True, "font_color": ACCENT, "font_size": 12, "valign": "vcenter"},
        "head": {
            **base,
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": ACCENT,
            "valign": "vcenter",
            "indent": 1,
        },
        "stage": {**base, "bold": True, "font_size": 12, "font_color": ACCENT, "bottom": 2, "bottom_color": ACCENT},
        "touchpoint": {**base, "bold": True, "bg_color": BAND, "valign": "vcenter", "indent": 1},
        "count": {**base, "bg_color": BAND, "font_color": MUTED, "valign": "vcenter", "indent": 1},
        "text": {**cell, "bg_color": PALE},
        "practice": {**cell, "bg_color": PALE, "bold": True},
        "to_do": {**cell, "bg_color": PALE, "font_color": MUTED},
        "entry": entry,
        "long": {**entry, "num_format": "General"},  # old Excel shows a text of more than 255 signs in "@" as ####
        "rating": {**entry, "bold": True},
        "number": {**entry, "bold": True, "num_format": "0.######"},
        "closed": {**cell, "bg_color": PALE, "font_color": MUTED},
        "step": {**base, "font_size": 12, "text_wrap": True},
        "digit": {**base, "font_size": 12, "bold": True, "font_color": ACCENT, "align": "left"},
        "name": {**base, "font_color": MUTED, "font_size": 11},
        "value": {**base, "font_size": 11, "text_wrap": True},
        "missing": {"bg_color": ALARM_FILL, "font_color": ALARM, "border": 1, "border_color": ALARM},
        "wrong": {"font_color": ALARM, "bold": True},
        "call": {"bg_color": CALL_FILL, "font_color": CALL, "border": 1, "border_color": CALL},
        "done": {"font_color": CALM},
    }
    return {name: book.add_format(properties) for name, properties in kinds.items()}


def how_to(file: str, *, by_case: bool) -> list[str]:
    """What an auditor has to know, in five sentences."""
    more = f'; where each case counts, write them one after another under {CASES}: 3; 4; 1 "11 rings".'
    return [
        (
            f"On the sheet Ratings choose a level for each practice under {RATING}; the note on its cell says what "
            f"each level means here{more if by_case else '.'}"
        ),
        (
            "If a practice does not apply here or could not be seen, choose 'not applicable' or 'not observed' and "
            f"write why under {REASON}."
        ),
        (
            f"Write what you saw under {NOTE}, why it is so under {CAUSE} (choose a word or write your own), and the "
            f"names of photos under {EVIDENCE}, with a semicolon between them."
        ),
        f"The column {TO_DO} says what is still open, and amber cells are critical practices without a rating.",
        (
            "Save the workbook as .xlsx, .ods or .xls and send it back with its photos; the lead auditor takes it over "
            f"with: cxaudit import {file}"
        ),
    ]


def height_of(texts: dict[str, str]) -> float:
    """How high a row must be to show its texts, by column, in points."""
    lines = [lines_of(text, WIDTHS[name]) for name, text in texts.items()]
    return min(4 + _LINE_HEIGHT * max(lines, default=1), _TALLEST)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many letters."""
    return sum(max(1, len(textwrap.wrap(line, max(int(width), 8)))) for line in text.split("\n"))


def size_of(text: str) -> dict[str, Any]:
    """How large a comment must be to show its text, in pixels."""
    lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n"))
    return {**_COMMENT, "width": 390, "height": min(26 + 15 * lines, 520)}


def rating_comment(checklist: Checklist, practice: Practice) -> str:
    """What each level means for this practice."""
    scale = checklist.scale_of(practice)
    if scale.levels is None:
        lines = [
            f"Write the measured value{f' in {scale.unit}' if scale.unit else ''}: a number, such as {scale.best:g}.",
            f"Best is {scale.best:g}, worst is {scale.worst:g}.",
        ]
    else:
        lines = [
            f"{key} = {' '.join((practice.anchors.get(key) or level.label or title_from(key)).split())}"
            for key, level in scale.levels.items()
        ]
    if practice.rate == "case":
        lines.append(
            f"Each case counts: write them one after another under {CASES}, such as {_example(checklist, practice)}"
        )
    return "\n".join(lines)


def question_comment(practice: Practice) -> str:
    """Why it matters, what to look for, and what goes into the folder; empty where the checklist does not say."""
    parts = {"Why": practice.why, "Look for": practice.look_for, "Evidence": practice.evidence}
    return "\n".join(f"{name}: {' '.join(text.split())}" for name, text in parts.items() if text)


def _example(checklist: Checklist, practice: Practice) -> str:
    levels = list(checklist.scale_of(practice).levels or ("7.5", "4"))
    return f'{levels[-1]}; {levels[0]} "what happened"'
