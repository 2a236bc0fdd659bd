"""Looking through the XML of a workbook before it is parsed: how large would its sheets become?"""

import re
from collections.abc import Callable
from typing import Any

from cxaudit.capture.workbook.limits import FAILED, NO_RESULT, Extent, TooMuch

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_REPEATED = 1 << 20  # rows; what an empty rest of a sheet has


def read_xml(part: bytes, **handlers: Callable[..., Any]) -> None:
    """Read XML as a stream, with expat's handlers by name.

    Raises: ValueError when it is not well formed.
    """
    from xml.parsers import expat

    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    for name, handler in handlers.items():
        setattr(parser, name, handler)
    try:
        parser.Parse(part, True)
    except expat.ExpatError as problem:
        raise ValueError("the file is damaged") from problem


def check_entities(parts: dict[str, bytes]) -> None:
    """Refuse entities that a file declares itself: they can grow without end, and no office program writes them.

    Raises: TooMuch.
    """
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in parts.values()):
        raise TooMuch("its XML declares entities of its own, which no office program writes")


def weigh_xlsx(parts: dict[str, bytes]) -> dict[str, Extent]:
    """How large each sheet of an .xlsx becomes, by the sheet's name.

    Raises: TooMuch; ValueError when the file is damaged.
    """
    sizes = _string_sizes(parts.get("xl/sharedStrings.xml"))
    found = {}
    for name, part in parts.items():
        if b"sheetData" in part:
            found[name] = _Sheet().read(part)
            found[name].text += sum(times * sizes.get(key, 0) for key, times in found[name].shared.items())
            found[name].add(0, 0, times=0)
    targets = {
        given.get("Id"): "xl/" + given.get("Target", "").lstrip("/").removeprefix("xl/")
        for given in _elements(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"), "Relationship")
    }
    result = {}
    for given in _elements(parts["xl/workbook.xml"], "sheet"):
        key = next((value for name, value in given.items() if name.endswith(":id")), None)
        if (part_name := targets.get(key, "")) in found:
            result[given.get("name", "")] = found[part_name]
    return result


class _Sheet:
    """The sheet of an .xlsx while it is read."""

    def __init__(self) -> None:
        self.extent = Extent()
        self.row, self.column = -1, -1
        self.kind, self.has_formula, self.inside, self.value = "", False, False, ""

    def read(self, part: bytes) -> Extent:
        read_xml(part, StartElementHandler=self.begin, EndElementHandler=self.end, CharacterDataHandler=self.text)
        return self.extent

    def begin(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self.column += 1
            if place := _ADDRESS.fullmatch(given.get("r", "")):
                self.row, self.column = int(place[2]) - 1, _column(place[1])
            self.kind, self.has_formula, self.value = given.get("t", "n"), False, ""
        elif name == "row":
            self.row, self.column = self.row + 1, -1
            if given.get("r", "").isdecimal():
                self.row = int(given["r"][:9]) - 1
        elif name == "f":
            self.has_formula = True
        elif name in ("v", "t"):
            self.inside = True

    def text(self, data: str) -> None:
        if self.inside:
            self.value += data

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if name in ("v", "t"):
            self.inside = False
        elif name == "c" and (self.value or self.has_formula):
            if self.kind == "s":
                self.extent.shared[self.value.strip()] += 1
            self.extent.add(self.row, self.column, size=len(self.value))
            if self.kind == "e":
                self.extent.faults[self.row, self.column] = FAILED
            elif self.has_formula and not self.value and self.kind != "str":
                self.extent.faults[self.row, self.column] = NO_RESULT


def weigh_ods(parts: dict[str, bytes]) -> dict[str, Extent]:
    """How large each sheet of an .ods becomes, by the sheet's name.

    Raises: TooMuch; ValueError when the file is damaged.
    """
    return _Tables().read(parts["content.xml"])


class _Tables:
    """The sheets of an .ods while they are read: rows and cells may stand for many."""

    def __init__(self) -> None:
        self.found: dict[str, Extent] = {}
        self.extent = Extent()
        self.row = self.column = self.rows = self.columns = self.size = 0
        self.fault, self.filled, self.inside = "", False, False
        self.waiting: list[tuple[int, int, int, str]] = []  # column, times, letters and fault of a row's filled cells

    def read(self, part: bytes) -> dict[str, Extent]:
        read_xml(part, StartElementHandler=self.begin, EndElementHandler=self.end, CharacterDataHandler=self.text)
        return self.found

    def begin(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table:table":
            self.extent = self.found[given.get("table:name", "")] = Extent()
            self.row = 0
        elif tag == "table:table-row":
            self.column, self.waiting = 0, []
            self.rows = _repeated(given, "table:number-rows-repeated")
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.columns = _repeated(given, "table:number-columns-repeated")
            kind = given.get("office:value-type") or given.get("calcext:value-type")
            has_formula = "table:formula" in given
            self.filled, self.inside, self.size = kind is not None or has_formula, True, 0
            failed = given.get("calcext:value-type") == "error"
            self.fault = FAILED if failed else NO_RESULT if has_formula and kind is None else ""

    def text(self, data: str) -> None:
        if self.inside:
            self.size += len(data)

    def end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self.inside = False
            if self.filled or self.size:
                self.waiting.append((self.column, self.columns, self.size, self.fault))
            self.column += self.columns
        elif tag == "table:table-row":
            for column, times, size, fault in self.waiting:
                last = self.row + self.rows - 1
                self.extent.add(last, column + times - 1, times=times * self.rows, size=size)
                if fault:
                    self.extent.faults[self.row, column] = fault
            self.row += self.rows


def _repeated(given: dict[str, str], name: str) -> int:
    text = given.get(name, "1")
    return min(max(int(text), 1), _MOST_REPEATED) if text.isdecimal() and len(text) < 10 else _MOST_REPEATED


def _string_sizes(part: bytes | None) -> dict[str, int]:
    """How long each shared string is, by its number."""
    sizes: list[int] = []

    def begin(tag: str, _: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "si":
            sizes.append(0)

    def text(data: str) -> None:
        if sizes:
            sizes[-1] += len(data)

    if part:
        read_xml(part, StartElementHandler=begin, CharacterDataHandler=text)
    return {str(place): size for place, size in enumerate(sizes)}


def _elements(part: bytes, name: str) -> list[dict[str, str]]:
    """The attributes of all elements of a name, whatever their prefix."""
    found: list[dict[str, str]] = []

    def begin(tag: str, given: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(given)

    read_xml(part, StartElementHandler=begin)
    return found


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number - 1
