"""How values look in print: scores, points, dates, lists, and the limited Markdown of the lead auditor's summary."""

import datetime as dt
import math
import re
from functools import cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from cxaudit.engine.rounding import NOISE, tenths
from cxaudit.report.phrases import points, printed, signed

NONE = "\N{EN DASH}"
SPACE = "\N{NO-BREAK SPACE}"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def show_score(fraction: float | None) -> str:
    """A fraction of 0 to 1 as `73.1`; None, which is no score, as a dash."""
    return NONE if fraction is None else points(fraction)


def show_tenths(amount: int | None) -> str:
    """Printed points, given in tenths: `73.1`, with a real minus below zero."""
    return NONE if amount is None else printed(amount)


def show_change(fraction: float | None) -> str:
    """A change given as a fraction of 1: `+25.0`, `−25.0`, `0.0`; None as a dash."""
    return NONE if fraction is None else signed(tenths(fraction))


def show_percent(fraction: float | None, decimals: int = 1) -> str:
    """A share or a coverage of 0 to 1 as `97.9 %`, rounded half up; None as a dash."""
    if fraction is None:
        return NONE
    if decimals:
        return f"{show_score(fraction)}{SPACE}%"
    return f"{math.floor(fraction * 100 + 0.5 + NOISE)}{SPACE}%"


def show_number(value: float) -> str:
    """A weight or a number of days: `2`, `2.5`, `0.25`."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def show_count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 practice`, `3 practices`, in digits."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def show_days(days: float) -> str:
    """Working days: `1 day`, `2.5 days`."""
    return f"{show_number(days)} day{'' if days == 1 else 's'}"


def show_day(day: dt.date | None) -> str:
    """`16 Oct 2026`, whatever the locale; None as a dash."""
    return NONE if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year:04}"


def show_markdown(text: str) -> Markup:
    """Paragraphs, lists, *emphasis* and **strong** as HTML; everything else, HTML included, stays text."""
    return Markup(_markdown().render(text))  # noqa: S704 - the renderer escapes: HTML is off


def sign_text(text: Markup, by: Markup) -> Markup:
    """A text of show_markdown with a signature at the end of its last paragraph, or after its last list."""
    body, end, rest = text.rpartition("</p>")
    return body + Markup(" ") + by + end + rest if end and not rest.strip() else text + by


def split_blocks(text: str) -> list[str]:
    """The paragraphs and whole lists of a Markdown text, each as Markdown."""
    lines = text.splitlines()
    return [
        "\n".join(lines[token.map[0] : token.map[1]]).strip()
        for token in _markdown().parse(text)
        if token.level == 0 and token.map and token.nesting >= 0
    ]


def glue(text: str) -> str:
    """The text with its last two words held together, so that no heading ends in a line of one short word."""
    head, _, last = text.rpartition(" ")
    return f"{head}{SPACE}{last}" if head and len(last) <= 8 else text


def hold(text: str | None) -> str:
    """The text with every percent sign held to its number, so that no line begins with the sign."""
    return re.sub(r"(?<=\d) (?=%)", SPACE, text or "")


def shorten(text: str, room: int) -> str:
    """The text in at most `room` characters: whole sentences if these fill half of it, else words and an ellipsis."""
    text = " ".join(text.split())
    if len(text) <= room:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s)", text[: room + 1])]
    if ends and ends[-1] >= room / 2:
        return text[: ends[-1]]
    cut = text[: room - 1]
    whole = cut.rpartition(" ")[0]
    return f"{(whole if len(whole) >= room / 2 else cut).rstrip(' ,;:')}\N{HORIZONTAL ELLIPSIS}"


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("zero", {"html": False}).enable(["emphasis", "list", "escape"])
