"""The page for a browser from the page for paper: landmarks, contents, tables and charts for a narrow screen."""

import re
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pyphen import Pyphen, language_fallback

from cxaudit.errors import RenderError
from cxaudit.report.environment import render_template

FRAME = "report/screen.html.jinja"
WIDE = 250.0  # points; a wider chart keeps its size on a phone and scrolls
MOST_COLUMNS = 8  # more never become a card
SHORT = 30  # letters that fit a phone beside one long column
LONG, LONG_HEAD = 14, 9  # letters of a word that may be divided, in a text and in the head of a table
_TAG = re.compile(r"(<[^>]*>)")
_PART = re.compile(
    r'<section\b[^>]*?\bid="([^"]+)"[^>]*>(?:(?!</section>).)*?<h2\b[^>]*?data-bookmark="([^"]*)"', re.DOTALL
)
_TITLE = re.compile(r"(<svg\b[^>]*>)<title>.*?</title>(?:<style></style>)?", re.DOTALL)
_MUTE = ("svg", "style", "title", "script")


def frame_page(html: str, context: dict[str, Any], templates: Path | None = None) -> str:
    """The page with skip link, header, contents, main part and footer, as report/screen.html.jinja sets them."""
    html = _TITLE.sub(r"\1", html)  # titles of charts would follow the pointer, and their labels say the same
    found = re.search(r"(.*?<body\b[^>]*>)(.*)(</body>.*)", html, re.DOTALL)
    if found is None:
        raise RenderError("report/report.html.jinja: the page has no <body>, so it cannot be set for a screen")
    start, body, end = found.groups()
    cut = re.search(r'<section\b(?![^>]*\bid="cover")', body)
    cover, main = (body[: cut.start()], body[cut.start() :]) if cut else (body, "")
    parts = [(unescape(key), unescape(name)) for key, name in _PART.findall(main) if key != "contents"]
    known = {
        "cover": Markup(cover),  # noqa: S704  (our own page, escaped by Jinja)
        "main": Markup(_fitted(main, context["audit"].language)),  # noqa: S704  (the same)
        "parts": [part for part in parts if not part[0].startswith("touchpoint-")],
        "places": [part for part in parts if part[0].startswith("touchpoint-")],
    }
    return start + render_template(FRAME, context | known, templates) + end


def show_on_screen(svg: Markup) -> Markup:
    """A chart; one that is wider than a phone gets a region of its own, which the keyboard can reach and scroll."""
    size = re.match(r'<svg\b[^>]*? aria-label="([^"]*)" width="([\d.]+)pt"', svg)
    if not size or float(size.group(2)) < WIDE or 'preserveAspectRatio="none"' in svg[:2000]:
        return svg
    name = size.group(1).partition(":")[0]
    return Markup('<div class="scroll chart" tabindex="0" role="group" aria-label="{}">{}</div>').format(
        Markup(name),  # noqa: S704  (escaped already)
        svg,
    )


@dataclass(slots=True)
class _Table:
    """A table while it is read: what its heads say, and where its cells are."""

    at: int  # the place of its first tag
    heads: list[str] = field(default_factory=list)
    cells: list[tuple[int, int]] = field(default_factory=list)  # place of the tag, and column
    column: int = 0
    longest: dict[int, int] = field(default_factory=dict)  # letters of the longest text in each column


def _fitted(html: str, language: str) -> str:
    """The page with labels in the cells of tables that become cards, regions around wide tables, and soft hyphens."""
    tokens = _TAG.split(html)
    mute, table, inside, length = 0, None, "", 0
    for i, token in enumerate(tokens):
        name = _name_of(token)
        if name.lstrip("/") in _MUTE:
            mute += -1 if name.startswith("/") else 0 if token.endswith("/>") else 1
        elif mute or not token.strip():
            continue
        elif not name:
            if inside == "head" and table:
                table.heads[-1] += token
            length += len(token.strip())
            tokens[i] = _divided(token, language, LONG_HEAD if inside == "head" else LONG)
        elif name == "table":
            table = _Table(i)
        elif table and name == "img":
            tokens[i] = token.replace('alt="', 'alt="Picture: ', 1)  # the caption beside it says the same
        elif table:
            inside = _read_tag(table, token, name, i, inside)
            length = _measure(table, name, inside, length)
            if name == "/table":
                _finish(table, tokens, i)
                table, inside = None, ""
    return "".join(tokens)


def _read_tag(table: _Table, token: str, name: str, at: int, inside: str) -> str:
    """Notes a tag of a table; returns where the next text stands: in a `head` cell, else among `heads`, or the body."""
    if name in ("thead", "tbody"):
        return "heads" if name == "thead" else ""
    if inside in ("heads", "head") and name in ("th", "/th"):
        if name == "th":
            table.heads += [""] * _span_of(token)
        return "head" if name == "th" else "heads"
    if inside:
        return inside
    if name == "tr":
        table.column = 0
    elif name in ("td", "th"):
        if name == "td" and _span_of(token) == 1:
            table.cells.append((at, table.column))
        table.column += _span_of(token)
    return inside


def _measure(table: _Table, name: str, inside: str, length: int) -> int:
    """Keeps the letters of a cell that ends; returns how many the current cell has so far."""
    if name in ("/td", "/th") and not inside:
        table.longest[table.column - 1] = max(table.longest.get(table.column - 1, 0), length)
    return 0 if name in ("td", "th", "tr") else length


def _finish(table: _Table, tokens: list[str], end: int) -> None:
    kind = _kind_of(table, tokens[table.at])
    if kind == "scroll":
        name = " ".join(unescape(table.heads[0]).split()) if table.heads else ""
        region = Markup('<div class="scroll" tabindex="0" role="group" aria-label="{}">').format(f"Table by {name}")
        tokens[table.at] = region + Markup(tokens[table.at])  # noqa: S704  (our own page)
        tokens[end] += "</div>"
    elif kind == "cards":
        tokens[table.at] = tokens[table.at].replace('class="', 'class="cards ', 1)
        if "cards" not in tokens[table.at]:
            tokens[table.at] = '<table class="cards">'
        for at, column in table.cells:
            if column < len(table.heads) and (label := " ".join(table.heads[column].split())):
                tokens[at] = f'{tokens[at][:-1]} data-label="{label.replace(chr(34), "&#34;")}">'


def _kind_of(table: _Table, token: str) -> str:
    """`scroll` for a table of figures, `cards` for one of texts; one that fits a phone stays as it is."""
    columns = len(table.heads)
    if re.search(r'class="[^"]*\bheat\b', token) or columns > MOST_COLUMNS:
        return "scroll"
    long = sorted(table.longest.values())
    fits = columns < 3 or (columns < 5 and sum(long[:-1]) <= SHORT and (len(long) < 2 or long[-2] <= SHORT * 2 / 3))
    return "plain" if fits else "cards"


def _divided(text: str, language: str, long: int) -> str:
    """The text with soft hyphens in its long words, for a browser without a dictionary of the language."""
    words = _dictionary(language)
    if not words:
        return text
    return re.sub(
        rf"(?<![&\w])[^\W\d_]{{{long},}}", lambda found: str(words.inserted(found.group(), "\N{SOFT HYPHEN}")), text
    )


@cache
def _dictionary(language: str) -> Pyphen | None:
    known = language_fallback(language)
    return Pyphen(lang=known, left=3, right=3) if known else None


def _name_of(token: str) -> str:
    """The name of a tag, `/td` for an end; nothing for a text."""
    return token[1:].split(maxsplit=1)[0].rstrip(">").removesuffix("/").lower() if token.startswith("<") else ""


def _span_of(token: str) -> int:
    found = re.search(r'\bcolspan="(\d+)"', token)
    return int(found.group(1)) if found else 1
