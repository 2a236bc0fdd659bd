"""The style sheet of a theme: it loads nothing but pictures that travel with it, and every rule can be read."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cxaudit.errors import Issue
from cxaudit.model.words import quoted

CSS = "theme.css"
MAX_BYTES = 500_000
MAX_DEPTH = 40
_LOADERS = ("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade")
_REFUSED = {
    "import": ("'@import' is not allowed: a theme is complete in its folder", "copy the rules into this file"),
    "font-face": ("'@font-face' is not allowed here", "name the font file in theme.yaml under 'fonts'"),
    "charset": ("'@charset' is not allowed: this file is read as UTF-8", "leave the line out"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """One `url(...)`: what it loads, and its place in the text, in characters from 0."""

    value: str
    start: int
    end: int
    line: int
    column: int

    @property
    def is_data(self) -> bool:
        """Whether the picture stands in the address itself."""
        return bool(re.match(r"data:image/", self.value, re.IGNORECASE))

    @property
    def loads_nothing(self) -> bool:
        """Whether there is no file to look for: the picture itself, or a part of this very document such as `#x`."""
        return self.is_data or self.value.startswith("#")


def find_addresses(css: str) -> list[Address]:
    """Every address that a style sheet would load, in the order of the file."""
    return [found for found in _walk(css) if isinstance(found, Address)]


def check_css(css: str, name: str) -> Iterator[Issue]:
    """An issue for everything that a style sheet of a theme may not say; files are not looked for.

    Args: `name` is how messages call the file.
    """
    lines = css.split("\n")
    for found in _walk(css):
        if isinstance(found, Issue):
            yield _shown(found, name, lines)
        elif not found.loads_nothing and (said := _foreign(found.value)):
            yield css_issue(found, f"{quoted(found.value)} {said[0]}", said[1], name, lines)


def css_issue(address: Address, message: str, hint: str, name: str, lines: list[str]) -> Issue:
    """An issue at the place of an address."""
    return _shown(Issue("", address.line, address.column, message, hint, 4), name, lines)


def replace_addresses(css: str, new: dict[str, str]) -> str:
    """The style sheet with the addresses of files replaced, and nothing in it that could end its block in HTML."""
    for found in reversed(find_addresses(css)):
        if found.value in new:
            css = f'{css[: found.start]}url("{new[found.value]}"){css[found.end :]}'
    return css.replace("</", "<\\/")


def _foreign(value: str) -> tuple[str, str] | None:
    """Why an address is no file of the theme's folder, by its looks."""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", value, re.IGNORECASE):
        return "is an address: a theme loads nothing from outside", "save the picture in the theme's folder"
    if value.startswith(("/", "\\")) or posixpath.normpath(value.replace("\\", "/")).startswith(".."):
        return "lies outside the theme's folder", "copy the file into it"
    if value.lower().partition("?")[0].partition("#")[0].endswith(".svg"):
        return "is an SVG drawing, which can load other files", "save it as PNG"
    return None


def _shown(issue: Issue, name: str, lines: list[str]) -> Issue:
    row = lines[issue.line - 1] if issue.line <= len(lines) else ""
    return Issue(name, issue.line, issue.column, issue.message, issue.hint, issue.width, row)


def _walk(css: str) -> Iterator[Address | Issue]:
    import tinycss2

    starts = [0]
    for line in css.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    yield from _visit(tinycss2.parse_component_value_list(css), css, starts, 0)


def _visit(nodes: Iterable[Any], css: str, starts: list[int], depth: int) -> Iterator[Address | Issue]:
    for node in nodes:
        line, column = node.source_line, node.source_column
        if node.type == "at-keyword" and node.lower_value in _REFUSED:
            message, hint = _REFUSED[node.lower_value]
            yield Issue("", line, column, message, hint, len(node.value) + 1)
        elif node.type == "error":
            yield Issue("", line, column, f"this cannot be read as CSS: {node.message}")
        elif node.type == "url":
            start = starts[line - 1] + column - 1
            yield Address(node.value, start, _end_of(css, start), line, column)
        elif node.type == "function" and node.lower_name in _LOADERS:
            yield from _function(node, css, starts)
        elif depth >= MAX_DEPTH:
            yield Issue("", line, column, "blocks are nested too deeply")
            return
        elif node.type == "function":
            yield from _visit(node.arguments, css, starts, depth + 1)
        elif node.type in ("{} block", "[] block", "() block"):
            yield from _visit(node.content, css, starts, depth + 1)


def _function(node: Any, css: str, starts: list[int]) -> Iterator[Address | Issue]:
    """`url("...")`, or another way of loading, of which none is needed."""
    line, column = node.source_line, node.source_column
    texts = [part for part in node.arguments if part.type not in ("whitespace", "comment")]
    if node.lower_name == "url" and len(texts) == 1 and texts[0].type == "string":
        start = starts[line - 1] + column - 1
        yield Address(texts[0].value, start, _end_of(css, start), line, column)
    else:
        said = f"'{node.name}(...)' is not allowed" if node.lower_name != "url" else "this url(...) cannot be read"
        yield Issue("", line, column, said, 'write url("picture.png")', len(node.name) + 1)


def _end_of(css: str, start: int) -> int:
    """Behind the bracket that closes the address that begins at `start`."""
    match = re.compile(r"""[^(]*\(\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?:[^)\\]|\\.)*)\s*\)?""", re.DOTALL).match(
        css, start
    )
    return match.end() if match else start
