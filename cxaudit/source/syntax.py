"""Errors of YAML's grammar in the words of somebody who edits a text file."""

import re
from typing import Any

import yaml

from cxaudit.source.text import Place, code_of

ODD_SPACE = re.compile("[\xa0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")

_MEANINGS = (  # (part of the parser's words, ours, hint)
    ("mapping values are not allowed", "unexpected ':'", "put quotes around text that contains ': '"),
    ("cannot start any token", "this character cannot start a value", "put quotes around the text"),
    (
        "directive",
        "a line that starts with '%' has a special meaning in YAML",
        "put quotes around the text, or delete the line",
    ),
    ("alphabetic or numeric character", "'*' and '&' have a special meaning in YAML", "put quotes around the text"),
    (
        "could not find expected ':'",
        "a ':' is missing after this",
        "write 'key: value'; longer texts go further to the right",
    ),
    ("did not find expected ',' or '}'", "this '{' is never closed, or a ',' is missing", "add the missing '}' or ','"),
    ("did not find expected ',' or ']'", "this '[' is never closed, or a ',' is missing", "add the missing ']' or ','"),
    ("expected ',' or '}'", "this '{' is never closed, or a ',' is missing", "add the missing '}' or ','"),
    ("expected ',' or ']'", "this '[' is never closed, or a ',' is missing", "add the missing ']' or ','"),
    ("flow node", "a value or a closing bracket is missing here", "add it, or put quotes around the text"),
    ("block node", "a value is missing here", "put quotes around text that starts with ',', ']' or '}'"),
    (
        "did not find expected key",
        "this line does not fit the lines above",
        "check its indentation, and quotes around texts",
    ),
    (
        "expected <block end>",
        "this line does not fit the lines above",
        "check its indentation, and quotes around texts",
    ),
    (
        "did not find expected '-'",
        "the items of this list are not aligned",
        "put every '- ' of one list in the same column",
    ),
    (
        "unknown escape character",
        "'\\' has a special meaning between double quotes",
        "use single quotes, or write '\\\\'",
    ),
    (
        "expected escape sequence",
        "'\\' has a special meaning between double quotes",
        "use single quotes, or write '\\\\'",
    ),
    ("hexde", "'\\' has a special meaning between double quotes", "use single quotes, or write '\\\\'"),
    ("sequence entries are not allowed", "a list cannot start here", "put '- ' on its own line below the key"),
    ("mapping keys are not allowed", "'? ' has a special meaning in YAML", "put quotes around the text"),
    ("indentation indicator", "this text block has a wrong start", "write '|' and the text on the lines below"),
    ("comment or line break", "nothing may follow '|' or '>' on its line", "write the text on the lines below"),
    ("<document start>", "this line does not fit the lines above", "check its indentation, and quotes around texts"),
    ("incompatible YAML document", "a '%YAML' line is not supported", "delete the line"),
    ("tag", "'!' has a special meaning in YAML", "put quotes around the text"),
    ("anchor", "'&' has a special meaning in YAML", "put quotes around the text"),
)
_OTHER = ("this cannot be read as YAML", "check quotes, colons and indentation here and on the line above")


def explain(problem: yaml.MarkedYAMLError, lines: list[str]) -> tuple[Place, str, str]:
    """Place, message and hint of a grammar error."""
    mark: Any = problem.problem_mark or problem.context_mark
    context: Any = problem.context_mark or mark
    said = f"{problem.context or ''} {problem.problem or ''}"
    row = _row(lines, mark.line)
    before = next((line for line in range(mark.line - 1, -1, -1) if lines[line].strip()), mark.line)
    for line in (mark.line, before, context.line):
        if found := _whitespace(line, lines):
            return found
    message, hint = next((words[1:] for words in _MEANINGS if words[0] in said), _OTHER)
    place = (mark.line, mark.column)
    if "quoted scalar" in said and ("end of stream" in said or "document" in said):
        place, message, hint = (context.line, context.column), "this quote is never closed", _closing(context, lines)
    elif re.search(r":[ ]+'[^']*'\w", row[: mark.column + 1]):
        message, hint = "this apostrophe ends the quoted text", "write the text in double quotes"
    elif message.startswith("unexpected") and (key := re.fullmatch(r"([ ]*)(?:- )?[\w.-]+", row[: mark.column])):
        place, message, hint = _misfit(before, mark.line, len(key.group(1)), lines)
    elif (said.startswith("while scanning") and "quoted" not in said) or message.startswith("this '"):
        place = (context.line, context.column)
    if "quotes" in hint and re.search("[:-] [\u201c\u201d\u201e\u201a\u2018]", _row(lines, place[0])):
        hint = 'use straight quotes (") around the text: these are typographic ones'
    return place, message, hint


def _row(lines: list[str], line: int) -> str:
    return lines[line] if line < len(lines) else ""


def _closing(mark: Any, lines: list[str]) -> str:
    single = _row(lines, mark.line)[mark.column : mark.column + 1] == "'"
    return "an apostrophe inside single quotes is written twice: ''" if single else 'add the missing "'


def _misfit(before: int, line: int, indent: int, lines: list[str]) -> tuple[Place, str, str]:
    """A 'key:' where none can be: either the line above is no key, or this one is indented too far."""
    above = len(lines[before]) - len(lines[before].lstrip(" "))
    if indent <= above and before != line:
        hint = "write 'key: value'; the further lines of a text are indented"
        return (before, above), "a ':' is missing on this line", hint
    hint = "align it with the lines above, or put quotes around the text there"
    return (line, indent), "this line is indented too far", hint


def _whitespace(line: int, lines: list[str]) -> tuple[Place, str, str] | None:
    row = _row(lines, line)
    if tab := re.match(r"[ ]*(?:- )?[ ]*\t", row):
        return (line, tab.end() - 1), "a tab is used for indentation", "YAML allows only spaces; use two per level"
    odd = re.match(rf"[ ]*{ODD_SPACE.pattern}", row) or re.search(rf":{ODD_SPACE.pattern}", row)
    if odd:
        code = code_of(odd.group()[-1])
        message = f"the character {code} looks like a space, but is none"
        return (line, odd.end() - 1), message, "replace it with normal spaces"
    return None
