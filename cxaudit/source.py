"""YAML text to plain data that remembers its lines.

Scalars stay text: the type of the field that receives them decides, so `language: no`, `version: 1.10` and `12:30` mean
what their writer meant. PyYAML's composer gives the nodes with their marks; nothing is ever constructed from tags.
"""

import codecs
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cxaudit.errors import Issue, NotFound

MAX_BYTES = 8_000_000
MAX_DEPTH = 50
MAX_BRACKETS = 500

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_DEEP_DASHES = re.compile(r"(?:[-?][ \t]+){50}")
_ODD_INDENT = re.compile(r"^[ ]*[\xa0\u2000-\u200b\u202f\u3000\u2060\ufeff]", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SYNTAX = (  # (pattern in libyaml's words, ours, hint)
    ("mapping values are not allowed", "unexpected ':'", "put quotes around text that contains ': '"),
    ("expected a single document", "a second document starts here ('---')", "keep one document per file"),
    ("cannot start any token", "this character cannot start a value", "put quotes around the text"),
    ("alphabetic or numeric character", "'*' and '&' have a special meaning in YAML", "put quotes around the text"),
    ("undefined alias", "'*' starts an alias in YAML", "put quotes around the text, or use '- ' for a bullet"),
    ("could not find expected ':'", "a ':' is missing on the line before", ""),
    ("did not find expected ',' or '}'", "this '{' is never closed, or a ',' is missing", ""),
    ("did not find expected ',' or ']'", "this '[' is never closed, or a ',' is missing", ""),
    ("did not find expected key", "the indentation does not match the lines above, or a quote is not closed", ""),
    ("did not find expected '-'", "the list items are not aligned", "put every '- ' of one list in the same column"),
    ("unknown escape character", "'\\' has a special meaning between double quotes", "use single quotes, or write '\\\\'"),
)


Loc = tuple[str | int, ...]


@dataclass
class Source:
    """One YAML file: its text, its plain data (dict, list, str or None) and where each part stands."""

    name: str
    raw: bytes = field(repr=False)
    path: Path | None = None
    issues: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.text = self._decode()
        self.lines = _BREAK.split(self.text)
        self.data: Any = None
        self.root: yaml.Node | None = None if self.issues else self._compose()
        self._budget = max(10_000, len(self.text))
        if self.root is not None:
            self.data = self._plain(self.root, 0)
            if not isinstance(self.data, dict) and not self.issues:
                self._add(self.root.start_mark, "a block of 'key: value' lines is expected here", "start with 'cxaudit: …'"
                          .replace("…", "audit/1"))

    def issue(self, loc: Loc, message: str, hint: str = "", *, at_key: bool = False, level: Any = "error") -> Issue:
        """An issue at the place of `loc` (keys and list positions from the top), or of the nearest part that exists."""
        key, node = self._find(loc)
        at = key if key is not None and (at_key or not isinstance(node, yaml.ScalarNode) or node.value == "") else node
        if at is None:
            return self._make((0, 0), message, hint, 1, level)
        start, end = at.start_mark, at.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return self._make((start.line, start.column), message, hint, width, level)

    def in_flow(self, loc: Loc) -> bool:
        """Whether the mapping that holds `loc` is written in braces, where a comma ends a value."""
        _, node = self._find(loc[:-1])
        return isinstance(node, yaml.MappingNode) and bool(node.flow_style)

    def _find(self, loc: Loc) -> tuple[yaml.Node | None, yaml.Node | None]:
        key: yaml.Node | None = None
        node = self.root
        for part in loc:
            if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                key, node = None, node.value[part]
            elif isinstance(node, yaml.MappingNode):
                key, node = next((pair for pair in node.value if pair[0].value == str(part)), (key, node))
        return key, node

    def _make(self, place: tuple[int, int], message: str, hint: str, width: int, level: Any) -> Issue:
        line, column = place
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return Issue(self.name, line + 1, column + 1, message, hint, max(1, width), excerpt[:2000], level)

    def _add(self, mark: Any, message: str, hint: str = "", width: int = 1, level: Any = "error") -> None:
        place = mark if isinstance(mark, tuple) else (mark.line, mark.column)
        self.issues.append(self._make(place, message, hint, width, level))

    def _place_of(self, before: str) -> tuple[int, int]:
        rows = _BREAK.split(before)
        return len(rows) - 1, len(rows[-1])

    # -- text ------------------------------------------------------------------------------------------------------

    def _decode(self) -> str:
        self.lines = []
        if len(self.raw) > MAX_BYTES:
            self._add((0, 0), f"the file has {len(self.raw):,} bytes; the limit is {MAX_BYTES:,}")
            return ""
        utf16 = self.raw[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        if b"\0" in self.raw[:4096] and not utf16:
            self._add((0, 0), "this is a binary file, not a text file", "expected a YAML file")
            return ""
        try:
            text = self.raw.decode("utf-16" if utf16 else "utf-8-sig")
        except UnicodeDecodeError as problem:
            return self._windows_text(problem, utf16=utf16)
        self.lines = _BREAK.split(text)
        self._guard(text)
        return text

    def _windows_text(self, problem: UnicodeDecodeError, *, utf16: bool) -> str:
        text = self.raw.decode("utf-16" if utf16 else "cp1252", "replace")
        self.lines = _BREAK.split(text)
        place = (0, 0) if utf16 else self._place_of(self.raw[: problem.start].decode("utf-8", "replace").lstrip("\ufeff"))
        self._add(place, "this is not UTF-8 text", "save the file as UTF-8 (it looks like Windows-1252)")
        return text

    def _guard(self, text: str) -> None:
        """What libyaml handles badly: its composer recurses in C, so 200,000 open brackets end the process."""
        depth = deepest = 0
        for bracket in re.findall(r"[\[\]{}]", text):
            depth += 1 if bracket in "[{" else -1
            deepest = max(deepest, depth)
        if deepest > MAX_BRACKETS or _DEEP_DASHES.search(text):
            self._add((0, 0), "brackets or dashes are nested too deeply")
        if odd := _ODD_INDENT.search(text):
            character = f"U+{ord(text[odd.end() - 1]):04X}"
            self._add(self._place_of(text[: odd.end() - 1]), f"invisible character {character} in the indentation",
                      "replace it with normal spaces")
        if control := _CONTROL.search(text):
            self._add(self._place_of(text[: control.start()]), f"control character U+{ord(control.group()):04X}", "delete it")

    # -- nodes -----------------------------------------------------------------------------------------------------

    def _compose(self) -> yaml.Node | None:
        try:
            root: yaml.Node | None = yaml.compose(self.text, Loader=_Loader)
        except yaml.reader.ReaderError as problem:
            self._add(self._place_of(self.text[: problem.position]), "this character is not allowed in YAML", "delete it")
            return None
        except yaml.MarkedYAMLError as problem:
            self._explain(problem)
            return None
        if root is None or (isinstance(root, yaml.ScalarNode) and not root.value.strip()):
            self._add((0, 0), "the file is empty")
            return None
        return root

    def _explain(self, problem: yaml.MarkedYAMLError) -> None:
        mark: Any = problem.problem_mark or problem.context_mark
        row = self.lines[mark.line] if mark.line < len(self.lines) else ""
        said = f"{problem.context} {problem.problem}"
        message, hint = next((words[1:] for words in _SYNTAX if words[0] in said), (str(problem.problem), ""))
        if re.match(r"[ ]*\t", row):
            message, hint = "a tab is used for indentation", "YAML allows only spaces; use two per level"
            mark = (mark.line, row.index("\t"))
        elif problem.context and "quoted scalar" in problem.context and "escape" not in said:
            mark, message, hint = problem.context_mark, "this quote is never closed", ""
        elif message.startswith("this ") and problem.context_mark and "flow" in said:
            mark = problem.context_mark
        elif message.startswith("the indentation") and re.search(r":\s+'[^']*'\w", row):
            message, hint = "this apostrophe ends the quoted text", "write the text in double quotes"
        self._add(mark, message, hint)

    def _plain(self, node: yaml.Node, depth: int) -> Any:
        self._budget -= 1
        if self._budget < 0 or depth > MAX_DEPTH:
            if self._budget > -(10**9):
                self._add(node.start_mark, "nested too deeply, or grown too large by aliases", "avoid &anchors and *aliases")
                self._budget = -(10**9) - 1
            return None
        if node.tag.startswith("!") and node.tag != "!":
            self._add(node.start_mark, f"'{node.tag}' is a YAML tag", "put quotes around text that starts with '!'",
                      len(node.tag))
        elif node.tag and not node.tag.startswith(("tag:yaml.org,2002:", "!")):
            self._add(node.start_mark, "YAML tags are not supported", "put quotes around text that starts with '!'")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self._plain(part, depth + 1) for part in node.value]
        return self._mapping(node, depth)

    def _scalar(self, node: yaml.ScalarNode) -> str | None:
        value: str = node.value
        if node.style:
            return value
        if value in ("", "~", "null", "Null", "NULL"):
            return None
        end = node.end_mark
        row = self.lines[end.line] if end.line < len(self.lines) else ""
        if cut := re.match(r"[ \t]+#\S", row[end.column:]):
            start = end.column + cut.end() - 2
            self._add((end.line, start), "text after ' #' is ignored as a comment",
                      "quote the text to keep it, or write '# ' for a comment", len(row) - start, "warning")
        return value

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._add(key.start_mark, "a key must be plain text", "put quotes around text that starts with '{' or '['")
            elif key.value == "<<":
                self._add(key.start_mark, "merge keys ('<<') are not supported", "a checklist can use 'extends:'", 2)
            elif key.value in plain:
                self._add(key.start_mark, f"'{key.value}' appears twice in the same block",
                          f"first on line {lines[key.value]}", len(key.value))
            else:
                lines[key.value] = key.start_mark.line + 1
                plain[key.value] = self._plain(value, depth + 1)
        return plain


def read_source(path: Path, name: str | None = None) -> Source:
    """Read one YAML file; its problems are in `issues`, its plain data in `data`.

    Args: `name` is how messages call the file (default: the path as given).
    Raises: NotFound when there is no such file, it is a folder, or it may not be read.
    """
    shown = name or str(path)
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except IsADirectoryError as problem:
        raise NotFound(f"{shown}: is a folder, not a file") from problem
    except FileNotFoundError as problem:
        raise NotFound(f"{shown}: no such file") from problem
    except OSError as problem:
        raise NotFound(f"{shown}: cannot be read ({problem.strerror})") from problem
    except ValueError as problem:
        raise NotFound(f"{shown!r}: not a usable file name") from problem
    return Source(shown, raw, path)


def to_yaml(data: dict[str, Any]) -> str:
    """Plain data (from pydantic's JSON mode) as YAML text that reads back the same."""
    dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    return str(yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=110))
