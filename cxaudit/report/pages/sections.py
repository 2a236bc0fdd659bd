"""What a touchpoint's section shows: its practices in groups, and the bands of the ruler."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from cxaudit.report.document import BandPart, PracticePart, Report

RULER, NARROW = 170.0, 0.085  # millimetres; the part of the scale that has room for a name


@dataclass(frozen=True, slots=True)
class Span:
    """A band on the ruler: from `low` to `high`, fractions of 0 to 1, with its width on the page in millimetres."""

    label: str
    tone: int
    low: float
    high: float
    width: float


def span_bands(bands: Sequence[BandPart]) -> list[Span]:
    """The bands from the lowest, as wide as their part of the scale, or all alike where one has too little room."""
    rising = list(reversed(bands))
    ends = [band.from_ for band in rising[1:]] + [1.0]
    even = any(end - band.from_ < NARROW for band, end in zip(rising, ends, strict=True))
    return [
        Span(band.label, band.tone, band.from_, end, round(RULER * (1 / len(rising) if even else end - band.from_), 2))
        for band, end in zip(rising, ends, strict=True)
    ]


def group_practices(report: Report, touchpoint: str) -> list[tuple[str, list[PracticePart]]]:
    """The practices of a touchpoint under the names of their groups; gaps by what they cost, empty groups left out."""
    groups: dict[str, list[PracticePart]] = {
        name: []
        for name in ("Below target", "At target", "Not observed", "Not applicable", "Not rated", "Shown, not scored")
    }
    for part in report.practices:
        if part.touchpoint == touchpoint:
            groups[_group(part)].append(part)
    groups["Below target"].sort(key=lambda part: (not part.triggered, -part.uplift))
    letters = map(_letter, count(1))
    return [(name, [_lettered(part, letters) for part in members]) for name, members in groups.items() if members]


def _lettered(part: PracticePart, letters: Iterator[str]) -> PracticePart:
    """The practice with a letter at each of its pictures, in the order in which they are printed."""
    evidence = [seen.model_copy(update={"letter": next(letters)}) if seen.picture else seen for seen in part.evidence]
    return part.model_copy(update={"evidence": evidence})


def _letter(number: int) -> str:
    """Count with letters: A, B to Z, AA, AB."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _group(part: PracticePart) -> str:
    if part.advisory:
        return "Shown, not scored"
    if part.state == "rated":
        return "Below target" if part.gap > 0 or part.triggered else "At target"
    return {"not_observed": "Not observed", "not_applicable": "Not applicable", "unrated": "Not rated"}[part.state]
