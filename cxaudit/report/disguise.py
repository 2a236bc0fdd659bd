"""What stands in the place of auditors' names: found in any spelling that a text, a path or an address gives them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cxaudit.report.document import Report

STAND_IN, EARLIER = "Auditor", "Earlier auditor"
_WORD = re.compile(r"[^\W_]+")
_APART, _GAP = r"[\W_]{0,3}", r"[\W_]{1,3}"
_GAPPED = re.compile(r"\s")
_UNCASED = "Lo"  # letters of scripts that write words without spaces, or join small words to them
SHORTEST_PART = 3
FIXED = ("effort", "effort_days")  # S, M and L are words of the format, also beside an auditor called M
SIGNING = ("owner", "by", "lead")  # who acts or answers, and is no secret where it is the one who signed


@dataclass(frozen=True)
class Disguise:
    """The auditors of a report by id, and the name of the one who signed it, which may be read by anybody.

    `earlier` names those who rated only in the audit that it is compared with.
    """

    auditors: tuple[tuple[str, str], ...]
    signed: str | None = None
    earlier: tuple[str, ...] = ()

    @cached_property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """Names with what stands in their place; none where the only auditor is the one who signed."""
        now = [name for _, name in self.auditors]
        if len(now) == 1 and self.signs(now[0]):
            return _numbered(self.earlier, EARLIER)
        return (*_numbered(now, STAND_IN), *_numbered(self.earlier, EARLIER))

    @cached_property
    def ids(self) -> dict[str, str]:
        """The auditors' ids with new ones that say nothing, in an order that files keep."""
        digits = len(str(len(self.auditors)))
        return {key: f"auditor-{number:0{digits}}" for number, (key, _) in enumerate(self.auditors, 1)}

    def hide(self, text: str, *, whole: bool = True) -> str:
        """The text without the names; that of the one who signed goes only where it is the whole text."""
        if whole and not self._is_plain_word(text) and (stand_in := self._whole.get(_folded(text))):
            return stand_in
        for pattern, stand_in in self._patterns:
            text = _replace(pattern, stand_in, text)
        return text

    def hide_all(self, value: Any, *, whole: bool = True) -> Any:
        """Plain data with the names hidden in every text; words and keys of the format stay, signatures may sign."""
        if isinstance(value, str):
            return self.hide(value, whole=whole)
        if isinstance(value, dict):
            return {
                key if self._is_plain_word(key) else self.hide(key): part
                if key in FIXED
                else self.hide_all(part, whole=whole and key not in SIGNING)
                for key, part in value.items()
            }
        return [self.hide_all(part, whole=whole) for part in value] if isinstance(value, list) else value

    def betrays(self, path: str) -> bool:
        """Whether a file's name holds an auditor's id, or any part of a name."""
        words = set(_WORD.findall(_folded(path)))
        parts = [part for name, _ in self.hidden for part in _WORD.findall(_folded(name))]
        return bool(
            words & {*self.ids, *parts} or any(len(part) > SHORTEST_PART and part in _folded(path) for part in parts)
        )

    def parts_left(self, texts: Sequence[str]) -> dict[str, str]:
        """Parts of hidden names that still stand in texts, such as a surname alone, each with the first such text."""
        parts = {
            part
            for name, _ in self.hidden
            if not self.signs(name)
            for part in _WORD.findall(name)
            if len(part) >= SHORTEST_PART and part != part.lower()
        }
        kept = set(_WORD.findall(self.signed or ""))
        found: dict[str, str] = {}
        for text in texts:
            for part in (parts - kept).intersection(_WORD.findall(text)):
                found.setdefault(part, text)
        return found

    def signs(self, name: str) -> bool:
        """Whether that is the one who signed."""
        return self.signed is not None and _folded(name) == _folded(self.signed)

    def _is_plain_word(self, text: str) -> bool:
        """Whether a text is a word in small letters that is no auditor's name as it is written, such as an id."""
        return text[:1].islower() and not _GAPPED.search(text) and text not in {name for name, _ in self.hidden}

    @cached_property
    def _whole(self) -> dict[str, str]:
        return {_folded(name): stand_in for name, stand_in in self.hidden}

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        return [(_pattern(name), stand_in) for name, stand_in in self.hidden if not self.signs(name)]


def disguise_of(report: Report) -> Disguise:
    """The disguise that a report's auditors get, and those of the earlier audit whose notes it shows."""
    audit = report.audit
    now = {_folded(person.name) for person in audit.auditors}
    before = report.change.baseline.auditors if report.change else []
    return Disguise(
        tuple((person.id, person.name) for person in audit.auditors),
        audit.signoff.name if audit.signoff else None,
        tuple(name for name in before if _folded(name) not in now),
    )


def _numbered(names: Sequence[str], called: str) -> tuple[tuple[str, str], ...]:
    if len(names) == 1:
        return ((names[0], called),)
    return tuple((name, f"{called} {number}") for number, name in enumerate(names, 1))


def _pattern(name: str) -> re.Pattern[str]:
    """The name in full, surname first, and with only an initial; a name of one word as it is."""
    words = [re.escape(word) for word in _WORD.findall(_folded(name))]
    if len(words) < 2:
        found = [words[0] if words else re.escape(_folded(name))]
    else:
        first, last, initial = words[0], words[-1], words[0][:1]
        pairs = [_APART.join(words), f"{first}{_APART}{last}", f"{last}{_APART}{first}"]
        # An initial needs a gap, or Paul Rice would be in every price; in an address it may stand close.
        found = [*pairs, f"{initial}{_GAP}{last}", f"{last}{_GAP}{initial}", rf"{initial}{last}(?=@)"]
    either = "|".join(dict.fromkeys(found))
    if any(unicodedata.category(letter) == _UNCASED for letter in name):
        return re.compile(either)
    return re.compile(rf"(?<![^\W_])(?:{either})(?![^\W_])")


def _replace(pattern: re.Pattern[str], stand_in: str, text: str) -> str:
    """The text with each place that the pattern finds in its folded form replaced."""
    folded, places = _fold(text)
    pieces, start, one_word = [], 0, _APART not in pattern.pattern
    for match in pattern.finditer(folded):
        first, behind = places[match.start()], places[match.end()]
        seen = text[first:behind]
        if one_word and seen[:1].islower():  # an auditor called Team is not every team
            continue
        slug = seen == seen.lower() and not re.search(r"\s", seen) and seen != seen.upper()
        pieces += [text[start:first], stand_in.lower().replace(" ", "-") if slug else stand_in]
        start = behind
    return "".join([*pieces, text[start:]]) if pieces else text


def _folded(text: str) -> str:
    return " ".join(_fold(text)[0].split())


def _fold(text: str) -> tuple[str, Sequence[int]]:
    """The text without accents and capitals, and where each of its letters stood; one more place marks the end."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    letters, places = [], []
    for place, letter in enumerate(text):
        for plain in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(plain):
                letters.append(plain)
                places.append(place)
    return "".join(letters), [*places, len(text)]
