"""Reading a sentence: its words with their places, stems, numbers, and what stands in quotation marks."""

import re
from dataclasses import dataclass

from cxaudit.lint.words import NUMBERS, STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:['\u2019.-][^\W_]+)*|[,;:]")
_QUOTED = re.compile(r'"[^"]*"|\u201c[^\u201d]*\u201d|\u201e[^\u201c\u201d]*[\u201c\u201d]')
_ENDINGS = ("ations", "ation", "ments", "ment", "ingly", "edly", "ings", "ing", "ers", "ies", "ied", "ed", "es", "ly")


@dataclass(frozen=True, slots=True)
class Token:
    """A word in lower case, or a comma, with its place in the sentence."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words and commas of a text, in order; a word with a hyphen is one."""
    return [Token(found.group().lower(), *found.span()) for found in _TOKEN.finditer(text)]


def words(text: str) -> list[str]:
    """The words of a text in lower case, without punctuation."""
    return [token.word for token in tokens(text) if token.word not in ",;:"]


def unquoted(text: str) -> str:
    """The text with blanks for what stands in quotation marks, so that places stay what they are."""
    return _QUOTED.sub(lambda found: " " * len(found.group()), text)


def stem(word: str) -> str:
    """What `greeted`, `greets` and `greeting` share; good enough to compare, not to print."""
    bare = re.sub(r"['\u2019]s?$", "", word)
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return _single(bare[: -len(ending)])
    return _single(bare[:-1] if bare.endswith("s") and len(bare) > 3 and not bare.endswith("ss") else bare)


def stems(text: str) -> set[str]:
    """The stems of the words that carry meaning; of a word with hyphens also its parts."""
    found = {part for word in words(text) for part in (word, *word.split("-"))}
    return {stem(word) for word in found - STOP_WORDS if len(word) > 2}


def number_of(word: str) -> float | None:
    """The number that a word or a run of digits says, or None."""
    if re.fullmatch(r"\d{1,9}(\.\d+)?", word):
        return float(word)
    return NUMBERS.get(word)


def _single(bare: str) -> str:
    """`plann` and `plan`, `arriv` and `arrive` are the same stem."""
    if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "ls":
        return bare[:-1]
    return bare[:-1] if len(bare) > 3 and bare[-1] in "ey" else bare
