"""What a touchpoint's section shows: its practices in groups, and their pictures in even rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from cxaudit.report.document import BandPart, EvidencePart, PracticePart, Report

WIDTH, GAP = 75.0, 2.0  # of the middle column and between pictures, in millimetres
ROW_HEIGHT, MOST_HEIGHT = 34.0, 50.0
RULER, NARROW = 170.0, 0.085  # millimetres; the part of the scale that has room for a name
TALL = 480.0  # points: about two thirds of a page


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture with its size on the page in millimetres."""

    evidence: EvidencePart
    width: float
    height: float


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


def frame_pictures(report: Report, evidence: Sequence[EvidencePart]) -> list[list[Frame]]:
    """Pictures in rows of one height that fill the column: nothing is cropped, whatever the shapes."""
    rows: list[list[Frame]] = []
    waiting: list[tuple[EvidencePart, float]] = []
    shown = [part for part in evidence if part.picture in report.pictures]
    for i, part in enumerate(shown):
        picture = report.pictures[part.picture or ""]
        waiting.append((part, min(max(picture.width / max(picture.height, 1), 0.2), 8.0)))
        last = i == len(shown) - 1
        if last or (len(shown) > 1 and len(waiting) > 1 and _height(waiting) <= ROW_HEIGHT):
            height = min(_height(waiting), MOST_HEIGHT if len(shown) == 1 else ROW_HEIGHT)
            rows.append([Frame(seen, round(height * ratio, 2), round(height, 2)) for seen, ratio in waiting])
            waiting = []
    return rows


def is_tall(report: Report, part: PracticePart) -> bool:
    """Whether a practice's row could be longer than a page, so that it must be allowed to break."""
    texts = [
        part.reason or "",
        *(note.text for note in (*part.notes, *part.internal)),
        *(seen.note or "" for seen in part.observations),
        *(f"{seen.text or ''}{seen.caption or ''}" for seen in part.evidence),
    ]
    pictures = sum(row[0].height * 2.84 + 20 for row in frame_pictures(report, part.evidence))
    middle = sum(20 + len(text) / 50 * 13.5 for text in texts) + pictures
    reply = len(part.reply.text) / 22 * 13.5 if part.reply else 0.0
    return max(middle, reply, len(part.ask) / 24 * 13.5) > TALL


def _group(part: PracticePart) -> str:
    if part.advisory:
        return "Shown, not scored"
    if part.state == "rated":
        return "Below target" if part.gap > 0 or part.triggered else "At target"
    return {"not_observed": "Not observed", "not_applicable": "Not applicable", "unrated": "Not rated"}[part.state]


def _height(row: Sequence[tuple[EvidencePart, float]]) -> float:
    return (WIDTH - GAP * (len(row) - 1)) / sum(ratio for _, ratio in row)
