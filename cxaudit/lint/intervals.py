"""Numbers and comparators of a level read as intervals: shares of 0 to 100, durations, and counts of one thing."""

import re
from dataclasses import dataclass, replace

from cxaudit.lint.text import stem, unquoted
from cxaudit.lint.words import NUMBERS, STOP_WORDS

SHARE, CLOCK, WORKDAYS = "share", "minutes", "working days"
INFINITE = float("inf")


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`; `step` is the distance of possible values where that is known.

    `exact` says that it is one bare number, `worded` that it was a word such as all or none.
    """

    low: float
    high: float
    low_in: bool = True
    high_in: bool = True
    step: float = 0.0
    exact: bool = False
    worded: bool = False

    def holds(self, other: "Interval") -> bool:
        """Whether the other interval lies wholly inside this one."""
        left = self.low < other.low or (self.low == other.low and (self.low_in or not other.low_in))
        right = self.high > other.high or (self.high == other.high and (self.high_in or not other.high_in))
        return left and right


_BEHIND = "more|better|above|longer|later|less|fewer|below|under|sooner"
_RISING = ("more", "better", "above", "longer", "later")
_UNITS = {"second": 1 / 60, "minute": 1.0, "hour": 60.0, "day": 1440.0, "week": 10080.0, "month": 43200.0}
_NUMBER = r"\d+(?:\.\d+)?"
_WORDS = re.compile(rf"\b(?:{'|'.join(NUMBERS)})\b")
_PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_LEAST, _MOST = r"(?:at least|no fewer than|no less than|minimum of)", r"(?:at most|up to|no more than|not more than)"
_OVER, _UNDER = r"(?:more than|over|above|longer than|later than)", r"(?:under|below|less than|fewer than|in under)"
_MARK = re.compile(
    rf"(?P<ahead>(?:{_LEAST}|{_MOST}|{_OVER}|{_UNDER}|within|after {_OVER}|after|from|between)\s+)?"
    rf"@(?P<first>{_NUMBER})(?P<step>/\d+)?@"
    rf"(?:\s*(?P<joint>to under|up to|to|or|and|-|\u2013)\s*@(?P<second>{_NUMBER})(?:/\d+)?@)?"
    rf"(?P<behind>\s+(?:of (?:the |all )?[a-z-]+ )?or (?:{_BEHIND}))?"
)


def read_intervals(level: str) -> dict[str, Interval]:
    """The intervals that a level names, by unit; a unit that is named in two ways is left out."""
    text = _plain(level)
    result: dict[str, Interval] = {}
    shares, rest = _mark_shares(text)
    whole = _whole(text)
    if found := _one(_intervals(shares, 100.0), 100.0):
        if not (whole and found.exact and found.low != whole.low):
            result[SHARE] = found
    elif "@" not in shares and whole:
        result[SHARE] = whole
    if (
        SHARE in result
        and re.search(r"\bnot (?:in |for |at )?(?:all|every|each)\b", text)
        and result[SHARE].high == 100
    ):
        result[SHARE] = replace(result[SHARE], high_in=False, worded=False)
    for unit, pattern in ((WORKDAYS, r"working days?"), (CLOCK, rf"(?:{'|'.join(_UNITS)})s?")):
        marked, rest = _mark_durations(rest, pattern)
        bounded = [interval for interval in _intervals(marked, INFINITE) if not interval.exact]
        if found := _one(bounded, INFINITE):
            result[unit] = found
    return result | _counts(rest)


def _plain(level: str) -> str:
    text = re.sub(r"\([^)]*\)", " ", unquoted(level).lower())
    text = re.sub(r"\b(?:(?:at least )?(?:one|1) of (?:them|these|those)|no one)\b", " ", text)
    text = re.sub(r"\bhalf an? (second|minute|hour|day)", r"0.5 \1", text)
    text = re.sub(r"\b(within|than|over|under|after) an? (second|minute|hour|day|week|month)\b", r"\1 1 \2", text)
    text = _WORDS.sub(lambda found: f"{NUMBERS[found.group()]:g}", text)
    return re.sub(r"\b(\d+)(?:, \d+)* or (\d+)\b", r"\1 to \2", text)


def _mark_shares(text: str) -> tuple[str, str]:
    """The text with shares between @ signs, and the text without them."""
    text = re.sub(rf"({_NUMBER})\s*(to|-|\u2013|and)\s*({_NUMBER}\s*(?:%|per ?cent))", r"\1 % \2 \3", text)

    def ratio(found: re.Match[str]) -> str:
        part, whole = float(found["part"]), float(found["whole"])
        step = f"/{whole:g}" if found["of"] == "of" else ""
        return f"@{100 * part / whole:g}{step}@" if 0 < whole >= part else found.group()

    marked = re.sub(rf"({_NUMBER})\s*(?:%|per ?cent\b)", r"@\1@", text)
    marked = re.sub(r"\bnone of (?:the |these )?(\d+)\b", r"0 of \1", marked)
    marked = re.sub(r"\b(\d+) or (more|fewer|less) of (?:the |these )?(\d+)\b", r"\1 of \3 or \2", marked)
    marked = re.sub(
        r"\b(\d+)\s*(?:to|-|\u2013)\s*(\d+) of (?:the |these |all )?(\d+)\b", r"\1 of \3 to \2 of \3", marked
    )
    marked = re.sub(r"\b(\d+) or all (\d+)\b", r"\1 of \2 to \2 of \2", marked)
    marked = re.sub(r"\ball (?:of )?(?:the )?(\d+)\b", r"\1 of \1", marked)
    marked = re.sub(
        r"\b(?P<part>\d+) (?P<of>in|out of|of) (?:the |these |every |all )?(?P<whole>\d+)\b"
        r"(?! ?(?:minute|hour|day|second))",
        ratio,
        marked,
    )
    marked = re.sub(
        r"\b(a|\d) (third|quarter|fifth|tenth)s?\b(?! hour)",
        lambda found: f"@{100 * (1 if found[1] == 'a' else int(found[1])) / _PARTS[found[2]]:g}@",
        marked,
    )
    marked = re.sub(r"(?<!last )(?<!first )(?<!next )\bhalf\b(?! (?:hour|day|page|year|an?\b))(?!-)", "@50@", marked)
    return marked, _MARK.sub(" ", marked) if "@" in marked else text


def _mark_durations(text: str, pattern: str) -> tuple[str, str]:
    marked = re.sub(rf"({_NUMBER})\s*(to|-|\u2013|and|or)\s*({_NUMBER})\s+({pattern})\b", r"\1 \4 \2 \3 \4", text)

    def minutes(found: re.Match[str]) -> str:
        return f"@{float(found[1]) * _UNITS.get(found[2].removesuffix('s'), 1.0):g}@"

    marked = re.sub(rf"({_NUMBER})\s+({pattern})\b", minutes, marked)
    return marked, _MARK.sub(" ", marked) if "@" in marked else text


def _counts(text: str) -> dict[str, Interval]:
    """Counts of one thing by the stem of its name: `two or more rooms`, `one or two trials`."""
    found: dict[str, list[Interval]] = {}
    behind = r"(?:\s+or (?:more|fewer|less))?"
    for count in re.finditer(
        rf"(?:(?:{_LEAST}|{_MOST}|{_OVER}|{_UNDER}|between|from)\s+)?(?<![\d:.,])\b\d+\b(?![:.,]\d)"
        rf"(?:\s*(?:to|or|and|-|\u2013)\s*\d+\b)?{behind}\s+(?P<noun>[a-z][a-z-]+)",
        text,
    ):
        noun = count["noun"]
        marked = re.sub(r"\b(\d+)\b", r"@\1@", count.group().removesuffix(noun))
        if noun not in STOP_WORDS and (intervals := _intervals(marked, INFINITE)):
            found.setdefault(stem(noun), []).extend(intervals)
    return {noun: replace(one, step=1.0) for noun, parts in found.items() if (one := _one(parts, INFINITE)) is not None}


def _intervals(marked: str, top: float) -> list[Interval]:
    return [_interval(found, top) for found in _MARK.finditer(marked)]


def _interval(found: re.Match[str], top: float) -> Interval:
    ahead, behind = (found["ahead"] or "").strip(), (found["behind"] or "").split()[-1:]
    value = float(found["first"])
    step = 100 / float(found["step"][1:]) if found["step"] else 0.0
    if found["second"]:
        return Interval(value, float(found["second"]), high_in=found["joint"] != "to under", step=step)
    if (behind and behind[0] in _RISING) or re.fullmatch(_LEAST, ahead):
        return Interval(value, top, step=step)
    if behind or ahead == "within" or re.fullmatch(_MOST, ahead):
        return Interval(0.0, value, step=step)
    if re.fullmatch(_UNDER, ahead):
        return Interval(0.0, value, high_in=False, step=step)
    if ahead.startswith("after") or re.fullmatch(_OVER, ahead):
        return Interval(value, top, low_in=False, step=step)
    return Interval(value, value, step=step, exact=True)


def _one(parts: list[Interval], top: float) -> Interval | None:
    """The one interval of a level: a single one, or a lower and an upper bound that meet."""
    if len(parts) != 2:
        return parts[0] if len(parts) == 1 else None
    lower = [part for part in parts if part.high == top and part.low > 0]
    upper = [part for part in parts if part.low == 0 and part.high < top]
    if len(lower) != 1 or len(upper) != 1 or lower[0].low >= upper[0].high:
        return None
    return replace(lower[0], high=upper[0].high, high_in=upper[0].high_in)


def _whole(text: str) -> Interval | None:
    if re.match(r"\s*(?:all|every|each|everyone|everything)\b", text) or re.search(r"\bin (?:all|every)\b", text):
        return Interval(100.0, 100.0, worded=True)
    if re.match(r"\s*(?:no|none|nobody|never)\b", text):
        return Interval(0.0, 0.0, worded=True)
    return None
