"""YAML events to plain data and places, in one pass.

PyYAML's composer is not used: it recurses in C, so that 200,000 open brackets end the process, and its marks make a
large file several times slower.
"""

import gc
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import yaml

from cxaudit.source.syntax import ODD_SPACE, explain
from cxaudit.source.text import code_of

MAX_DEPTH = 50
LEAST_BUDGET = 10_000

Span = tuple[int, int, int, int]  # line and column of the start and of the end, from 0
Add = Callable[..., None]

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Part:
    """A block or list: where it stands, and the spans of its entries' keys (None in a list) and values."""

    span: Span
    flow: bool = False
    entries: dict[str | int, tuple[Span | None, "Part | Span"]] = field(default_factory=dict)


@dataclass(slots=True)
class _Anchor:
    data: Any
    part: Part | Span
    size: int
    height: int


class _StopError(Exception):
    """What follows would only repeat a problem that was found."""


def read_nodes(text: str, lines: list[str], add: Add) -> tuple[Any, Part | Span | None]:
    """The plain data of a YAML text and the places of its parts; (None, None) when there is none.

    Args: `add` receives each problem: place, message, hint, width, level.
    """
    collecting = gc.isenabled()
    gc.disable()  # nothing becomes garbage here, and looking for it doubles the time of a large file
    try:
        return _Reader(text, lines, add).document()
    except _StopError:
        return None, None
    except yaml.MarkedYAMLError as problem:
        add(*explain(problem, lines))
        return None, None
    finally:
        if collecting:
            gc.enable()


class _Reader:
    def __init__(self, text: str, lines: list[str], add: Add) -> None:
        self.lines, self.add = lines, add
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=_Loader))
        self.anchors: dict[str, _Anchor | None] = {}
        self.budget = max(LEAST_BUDGET, len(text))
        self.count = 0
        self.height = 0

    def document(self) -> tuple[Any, Part | Span | None]:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.add((0, 0), "the file is empty")
            return None, None
        data, part = self.node(next(self.events), 0)
        next(self.events)
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.add(_start(after), "a second document starts here ('---')", "keep one document per file", 3)
        if data is None and not isinstance(part, Part):
            self.add((0, 0), "the file is empty")
            return None, None
        return data, part

    def node(self, event: Any, depth: int) -> tuple[Any, Part | Span]:
        self.count += 1
        self.height = max(self.height, depth)
        if depth > MAX_DEPTH or self.count > self.budget:
            self.add(
                _start(event), "blocks, lists or brackets are nested too deeply", f"at most {MAX_DEPTH} levels are read"
            )
            raise _StopError
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, depth)
        if event.tag and event.tag != "!":
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.add(
                _start(event),
                f"'{shown}' is a YAML tag; tags are not supported",
                "put quotes around text that starts with '!'",
                len(shown),
            )
            if not isinstance(event, yaml.ScalarEvent):
                raise _StopError
        if event.anchor:
            return self.anchored(event, depth)
        return self.content(event, depth)

    def content(self, event: Any, depth: int) -> tuple[Any, Part | Span]:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event), _span(event, event)
        part = Part(_span(event, event), bool(event.flow_style))
        data = self.items(part, depth) if isinstance(event, yaml.SequenceStartEvent) else self.mapping(part, depth)
        return data, part

    def items(self, part: Part, depth: int) -> list[Any]:
        data: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value, child = self.node(event, depth + 1)
            part.entries[len(data)] = (None, child)
            data.append(value)
        part.span = (*part.span[:2], *_start(event, at_end=True))
        return data

    def mapping(self, part: Part, depth: int) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key, where = self.key(event, depth)
            value, child = self.node(next(self.events), depth + 1)
            if key is None:
                continue
            if key in data:
                first = part.entries[key][0] or where
                self.add(
                    where[:2],
                    f"'{key}' appears twice in the same block",
                    f"first on line {first[0] + 1}",
                    max(1, where[3] - where[1]),
                )
                continue
            data[key] = value
            part.entries[key] = (where, child)
        part.span = (*part.span[:2], *_start(event, at_end=True))
        return data

    def key(self, event: Any, depth: int) -> tuple[str | None, Span]:
        where = _span(event, event)
        if isinstance(event, yaml.ScalarEvent) and not (event.value == "<<" and not event.style):
            self.node(event, depth + 1)
            return event.value, where
        if isinstance(event, yaml.ScalarEvent):
            self.add(
                where[:2],
                "merge keys ('<<') are not supported",
                "write the lines out; a checklist can use 'extends'",
                2,
            )
            return None, where
        self.add(where[:2], "a key must be plain text", "put quotes around text that starts with '{', '[' or '*'")
        raise _StopError

    def scalar(self, event: Any) -> str | None:
        value: str = event.value
        if event.style:
            return value
        if value in ("", "~", "null", "Null", "NULL"):
            return None
        if ODD_SPACE.match(value):
            self.add(
                _start(event),
                f"the character {code_of(value[0])} looks like a space, but is none",
                "replace it with normal spaces",
            )
            raise _StopError
        line, column = _start(event, at_end=True)
        row = self.lines[line] if line < len(self.lines) else ""
        if cut := re.match(r"[ \t]+#[^\s#]", row[column:]):
            start = column + cut.end() - 2
            self.add(
                (line, start),
                "text after ' #' is ignored as a comment",
                "quote the text to keep it, or write '# ' for a comment",
                len(row.rstrip()) - start,
                "warning",
            )
        return value

    def anchored(self, event: Any, depth: int) -> tuple[Any, Part | Span]:
        before, highest = self.count, self.height
        self.anchors[event.anchor], self.height = None, depth
        data, part = self.content(event, depth)
        self.anchors[event.anchor] = _Anchor(data, part, self.count - before + 1, self.height - depth)
        self.height = max(self.height, highest)
        return data, part

    def alias(self, event: Any, depth: int) -> tuple[Any, Part | Span]:
        name = event.anchor
        if name not in self.anchors:
            self.add(
                _start(event),
                f"'*{name}' is an alias in YAML, and there is no '&{name}' above",
                "put quotes around the text, or use '- ' for a bullet",
                len(name) + 1,
            )
            return f"*{name}", _span(event, event)
        anchor = self.anchors[name]
        if anchor is None:
            self.add(
                _start(event),
                f"'*{name}' stands inside '&{name}', and so has no end",
                "write the lines out",
                len(name) + 1,
            )
            raise _StopError
        self.count += anchor.size
        self.height = max(self.height, depth + anchor.height)
        if self.count > self.budget or depth + anchor.height > MAX_DEPTH:
            self.add(_start(event), "aliases ('*') make this file grow too large", "write the lines out", len(name) + 1)
            raise _StopError
        return deepcopy(anchor.data), anchor.part


def _start(event: Any, *, at_end: bool = False) -> tuple[int, int]:
    mark = event.end_mark if at_end else event.start_mark
    return mark.line, mark.column


def _span(first: Any, last: Any) -> Span:
    return (*_start(first), *_start(last, at_end=True))
