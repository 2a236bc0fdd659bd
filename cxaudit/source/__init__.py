"""YAML text to plain data that remembers its lines.

Scalars stay text: the type of the field that receives them decides, so `language: no`, `version: 1.10` and `12:30` mean
what their writer meant. PyYAML's parser gives events with their marks; nothing is ever constructed from tags.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from cxaudit.errors import Issue, NotFound
from cxaudit.source.nodes import Part, Span, read_nodes
from cxaudit.source.text import MAX_BYTES, Place, read_text, split_lines
from cxaudit.source.writing import to_yaml

__all__ = ["MAX_BYTES", "Loc", "Source", "is_file", "is_folder", "read_source", "to_yaml"]

Loc = tuple[str | int, ...]
Level = Literal["error", "warning"]


@dataclass
class Source:
    """One YAML file: its text, its plain data (dict, list, str or None) and where each part stands."""

    name: str
    raw: bytes = field(repr=False)
    path: Path | None = None
    issues: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.data: Any = None
        self._root: Part | Span | None = None
        self.text, faults = read_text(self.raw)
        self.lines = split_lines(self.text)
        for place, message, hint in faults:
            self._add(place, message, hint)
        if not faults:
            self.data, self._root = read_nodes(self.text, self.lines, self._add)
            if self._root is not None and not isinstance(self.data, dict):
                place = self._root.span[:2] if isinstance(self._root, Part) else self._root[:2]
                self._add(
                    place,
                    "lines of 'key: value' are expected here",
                    "the first one says what the file is, such as 'cxaudit: audit/1'",
                )
                self.data = None

    def issue(self, loc: Loc, message: str, hint: str = "", *, at_key: bool = False, level: Level = "error") -> Issue:
        """An issue at the place of `loc` (keys and list positions from the top), or of the nearest part that exists."""
        key, part = self._find(loc)
        span = part.span if isinstance(part, Part) else part
        if span is None:
            return self._make((0, 0), message, hint, 1, level)
        if key is not None and (at_key or isinstance(part, Part) or span[:2] == span[2:]):
            span = key
        return self._make(span[:2], message, hint, self._width(span), level)

    def in_flow(self, loc: Loc) -> bool:
        """Whether the block that holds `loc` is written in braces, where a comma ends a value."""
        _, part = self._find(loc[:-1])
        return isinstance(part, Part) and part.flow

    def _find(self, loc: Loc) -> tuple[Span | None, Part | Span | None]:
        """The spans of the key and of the value; parts of `loc` that are not in the file are passed over."""
        key, part = None, self._root
        for name in loc:
            if isinstance(part, Part) and name in part.entries:
                key, part = part.entries[name]
        return key, part

    def _width(self, span: Span) -> int:
        line, column, last_line, last_column = span
        if line == last_line:
            return last_column - column
        row = self.lines[line] if line < len(self.lines) else ""
        return len(row.rstrip()) - column

    def _make(self, place: Place, message: str, hint: str, width: int, level: Level) -> Issue:
        line, column = place
        if line >= len(self.lines):  # libyaml counts one line more where the last one does not end
            line, column = len(self.lines) - 1, len(self.lines[-1])
        excerpt = self.lines[line]
        return Issue(self.name, line + 1, column + 1, message, hint, max(1, width), excerpt, level)

    def _add(self, place: Place, message: str, hint: str = "", width: int = 1, level: Level = "error") -> None:
        self.issues.append(self._make(place, message, hint, width, level))


def is_file(path: Path) -> bool:
    """Whether this is a file; a name that the system cannot take, such as one that is too long, is none."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises for such names


def is_folder(path: Path) -> bool:
    """Whether this is a folder; a name that the system cannot take is none."""
    return os.path.isdir(path)  # noqa: PTH112 - the same


def read_source(path: Path, name: str | None = None) -> Source:
    """Read one YAML file; its problems are in `issues`, its plain data in `data`.

    Args: `name` is how messages call the file (default: the path as given).
    Raises: NotFound when there is no such file, it is a folder, or it may not be read.
    """
    shown = name or str(path)
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise NotFound(f"{shown}: is no ordinary file")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except IsADirectoryError as problem:
        raise NotFound(f"{shown}: is a folder, not a file") from problem
    except FileNotFoundError as problem:
        raise NotFound(f"{shown}: no such file") from problem
    except OSError as problem:
        windows = isinstance(problem, PermissionError) and path.is_dir()
        reason = "is a folder, not a file" if windows else f"cannot be read ({problem.strerror})"
        raise NotFound(f"{shown}: {reason}") from problem
    except ValueError as problem:
        raise NotFound(f"{shown!r}: not a usable file name") from problem
    return Source(shown, raw, path)
