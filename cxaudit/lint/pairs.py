"""The rule of one thing in one ask: `and`, `or`, `as well as`, `plus`, `within ... with`, and lists."""

import re
from collections.abc import Iterator

from cxaudit.lint.finding import Case, Fault, Severity
from cxaudit.lint.grammar import (
    ASIDES,
    AUXILIARIES,
    DETERMINERS,
    FIXED,
    NEGATIONS,
    OPENERS,
    RELATIONS,
    is_act,
    is_adjective,
)
from cxaudit.lint.text import Token, number_of, tokens, unquoted

_RANK: dict[Severity, int] = {"error": 0, "warning": 1, "hint": 2}
_WITHIN_WITH = re.compile(
    r"\bwithin (?:[\w-]+ ){1,4}(?:times?|seconds?|minutes?|hours?|days?|weeks?|months?|target|deadline),? "
    r"(?:with|without) [\w-]+(?: [\w-]+)?",
    re.IGNORECASE,
)
_TAKES_WITH = re.compile(
    r"\b(?:speaks?|talks?|meets?|met|agreed?|deal|dealt|chat|connected|begins?|starts?|shared?|helped|compared?)\b",
    re.IGNORECASE,
)
_AS_WELL = re.compile(r"[\w-]+ as well as [\w-]+", re.IGNORECASE)
_PLUS = re.compile(r"(?<!\d )\b[a-z-]+,? plus [\w-]+", re.IGNORECASE)
_SPLIT = "could the halves earn two ratings? then write two practices"
_ONE = "does either alone earn the yes? if not, write two practices"

_COMPANIONS = frozenset({"their", "its", "his", "her"})  # `guests and their dogs`

Joint = tuple[Severity, str]


def two_things(case: Case) -> Iterator[Fault]:
    """The gravest joint of an ask that holds more than one thing."""
    text = case.practice.ask
    joints = sorted(_joints(unquoted(text)), key=lambda joint: _RANK[joint[0]])
    if joints:
        severity, quote = joints[0]
        said = "may be two things" if severity == "hint" else "two things in one ask"
        yield Fault((*case.loc, "ask"), f"{said}: '{quote}'", _ONE if severity == "hint" else _SPLIT, quote, severity)


def _joints(text: str) -> Iterator[Joint]:
    for pattern in (_WITHIN_WITH, _AS_WELL, _PLUS):
        found = pattern.search(text)
        if found and not (pattern is _WITHIN_WITH and _TAKES_WITH.search(text[: found.start()])):
            yield "error", found.group()
    said = tokens(text)
    for position, token in enumerate(said):
        if 0 < position < len(said) - 1 and token.word in ("and", "or"):
            severity = _and(said, position) if token.word == "and" else _or(said, position)
            if severity:
                yield severity, _around(text, said, position)
    if not any(token.word in ("and", "or") for token in said) and (quote := _list(text, said)):
        yield "warning", quote


def _and(said: list[Token], position: int) -> Severity | None:
    """How grave an `and` is: an error between acts, states or clauses, less between two things."""
    left, right = said[position - 1].word, said[position + 1].word
    before = [token.word for token in said[:position]]
    if _is_fixed(left, right) or number_of(left) is not None or "between" in before:
        return None
    clause = left == "," or right in AUXILIARIES or right in NEGATIONS
    if clause or is_act(said, position + 1) or is_adjective(left) or left.endswith("ly"):
        return "error"
    if _in_list(said, position):
        return "error" if right not in DETERMINERS else "warning"
    one = right in _COMPANIONS or {token.word for token in said} & RELATIONS or {"with", "without"} & set(before[-4:])
    return None if one else "warning"


def _or(said: list[Token], position: int) -> Severity | None:
    """How grave an `or` is: harmless after a `no` or between numbers, a hint between two things."""
    left, right = said[position - 1].word, said[position + 1].word
    before = [token.word for token in said[:position]]
    numbers = number_of(left) is not None or right in ("more", "less", "fewer", "not", "later")
    scope = set(before) & (NEGATIONS | {"whether"}) or {"with", "without"} & set(before[-4:])
    aside = before[-2:-1] == [","] and [token.word for token in said[position + 2 : position + 3]] == [","]
    if numbers or scope or aside or _is_fixed(left, right):
        return None
    return "warning" if left == "," or _in_list(said, position) else "hint"


def _is_fixed(left: str, right: str) -> bool:
    return (left, right) in FIXED or (right, left) in FIXED


def _in_list(said: list[Token], position: int) -> bool:
    """Whether a comma stands shortly before, as in `clean, dry and lit`, and does not end an opening clause."""
    commas = [place for place in range(position) if said[place].word == ","]
    if commas and said[0].word in OPENERS:
        commas = commas[1:]
    return bool(commas) and position - commas[-1] <= 4 and said[commas[-1] + 1].word not in ASIDES


def _list(text: str, said: list[Token]) -> str:
    """What stands between two commas and is no aside."""
    commas = [place for place, token in enumerate(said) if token.word == ","]
    if len(commas) < 2 or said[0].word in OPENERS:
        return ""
    first, second = commas[0], commas[1]
    between = {token.word for token in said[first + 1 : second + 2]}
    if between & ASIDES:
        return ""
    return text[said[first - 1].start : said[min(second + 1, len(said) - 1)].end] if first else ""


def _around(text: str, said: list[Token], position: int) -> str:
    """The words beside a joint: one before it, and two after it."""
    first = position - 1
    if said[first].word == "," and first:
        first -= 1
    last = position + 1
    if last + 1 < len(said) and said[last + 1].word != ",":
        last += 1
    return text[said[first].start : said[last].end]
