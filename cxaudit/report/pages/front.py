"""The plan of the pages before the first touchpoint: what begins a page, what flows, and what fills the rest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from cxaudit.report.charts.importance import AIRIEST, draw_importance
from cxaudit.report.charts.journey import HIGHER, draw_journey
from cxaudit.report.document import Report
from cxaudit.report.pages.front_heights import (
    PAPERS,
    Sizes,
    about_height,
    contents_height,
    count_heaviest,
    dimensions_height,
    head_height,
    lead_height,
    reading_height,
    touchpoint_height,
)
from cxaudit.report.pages.scorecard import Scorecard, set_scorecard, spread_rows, stretch_of

SPARE, APART = 10.0, 40.0  # kept free, since heights are estimates; between a section and the one below it
EXHIBIT, NOTE = 24.0, 15.0  # what a chart's heading and a line of key take
EMPTY = 0.31  # no page is emptier, if that can be had: a third less what estimates are worth
STRETCHED = {"journey": draw_journey, "importance": draw_importance}
VOICES = ("", "large", "larger")  # sizes of the lead auditor's letter


@dataclass(frozen=True, slots=True)
class Block:
    """What stands together: its height, the gap above it where it does not begin a page, and how it may grow."""

    name: str
    height: float
    gap: float = APART
    section: bool = True
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class Pages:
    """The blocks' numbers page by page, what each page has left, and how bad the plan is (less is better)."""

    pages: tuple[tuple[int, ...], ...]
    left: tuple[float, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Front:
    """The plan of the front matter.

    `begin` names what begins a page; `contents` and `dimensions` say after what they stand; `below` whether the first
    touchpoint begins below the last exhibit; `about` whether there is room for what the checklist says of itself;
    `charts` are those that were drawn higher to fill their pages; `heaviest` says how many of the practices with the
    largest shares are listed, 0 where their page has no room for such a list.
    """

    begin: frozenset[str]
    contents: str
    dimensions: str
    voice: str
    below: bool
    scorecard: Scorecard
    about: bool
    charts: Mapping[str, Any] = field(default_factory=dict)
    heaviest: int = 0

    def page_class(self, name: str) -> str:
        """The class of a section: whether it begins a page."""
        return "page" if name in self.begin else "follows"


def fill_pages(blocks: tuple[Block, ...], room: float, follower: float) -> Pages:
    """Blocks in order on pages, with no more than a third of a page empty where that can be had.

    Sections begin a page if that leaves none too empty. A block higher than a page takes several.

    Args: `follower` is the height of what could begin below the last block, in points.
    """

    @cache
    def best(start: int) -> Pages:
        if start == len(blocks):
            return Pages((), (), 0.0)
        found = []
        used, stretch, cost = 0.0, 0.0, 0.0
        for end in range(start + 1, len(blocks) + 1):
            block, first = blocks[end - 1], end - 1 == start
            gap = 0.0 if first else block.gap
            if not first and used + gap + block.height > room:
                break
            whole, rest = divmod(block.height, room) if first and block.height > room else (0.0, block.height)
            used, stretch = used + gap + rest, stretch + block.stretch
            cost += 1 * whole + 0.1 * (block.section and not first)
            if first and not block.section:
                cost += 0.05  # the exhibits of a section stay together
            after = best(end)
            left = room - used
            empty = max(left - stretch, 0.0) / room
            if end == len(blocks) and left >= follower:
                empty = min(empty, EMPTY)  # what follows begins below
            found.append(
                Pages(
                    (tuple(range(start, end)), *after.pages),
                    (left, *after.left),
                    cost + 1 + 0.2 * empty + 8 * max(empty - EMPTY, 0.0) + after.cost,
                )
            )
        return min(found, key=lambda pages: pages.cost)

    return best(0)


def plan_front(report: Report, paper: str, drawn: Mapping[str, Any], *, continued: bool) -> Front:
    """The plan of the front matter with the fewest empty places.

    Args: `drawn` has the charts by name; `continued` says whether the lead auditor's text has pages of its own.
    """
    sizes = PAPERS[paper]
    room = sizes.room - SPARE
    head = head_height(report.words.get("scorecard", ""), sizes)
    scorecard = set_scorecard(report, room - head)
    follower = APART + touchpoint_height(report)
    places = [name for name in ("scorecard", "journey", "importance") if name == "scorecard" or drawn.get(name)]
    tried = []
    for order, (place, voice) in enumerate(product(places, VOICES if continued else VOICES[:1])):
        for contents in ("reading", "lead") if continued else ("reading",):
            chosen = contents, place, voice
            blocks = tuple(_blocks(report, sizes, {**drawn, "scorecard": scorecard}, chosen, continued=continued))
            pages = fill_pages(blocks, room, follower)
            # Of equal plans the usual order wins.
            tried.append(
                (pages.cost + 0.02 * order + 0.3 * (contents == "lead"), blocks, pages, (contents, place, voice))
            )
    _, blocks, pages, (contents, place, voice) = min(tried, key=lambda one: one[0])
    below = bool(pages.left) and pages.left[-1] >= follower and pages.left[-1] > EMPTY * room
    begin = frozenset(blocks[numbers[0]].name for numbers in pages.pages)
    return Front(begin, contents, place, voice, below, *spend_room(report, blocks, pages, follower, scorecard, sizes))


def spend_room(
    report: Report, blocks: Sequence[Block], pages: Pages, follower: float, scorecard: Scorecard, sizes: Sizes
) -> tuple[Scorecard, bool, dict[str, Any], int]:
    """What fills the rest of the pages: airy rows of the scorecard, what the checklist says of itself, higher charts.

    Each takes of what the ones before it have left. A chart is at most as much higher as its block may grow. The list
    of the heaviest practices comes last, on the page about reading, if that would be too empty without it.
    """
    about, heaviest = False, 0
    charts: dict[str, Any] = {}
    for numbers, room in zip(pages.pages, pages.left, strict=True):
        left, names = room, {blocks[i].name for i in numbers}
        if "reading" in names and left >= about_height(report) > 0:
            about, left = True, left - about_height(report)
        if "scorecard" in names:
            tight, scorecard = scorecard, spread_rows(scorecard, left)
            left -= stretch_of(tight) - stretch_of(scorecard)
        growing = [blocks[i] for i in numbers if blocks[i].name in STRETCHED and blocks[i].stretch]
        if growing and not (numbers[-1] == len(blocks) - 1 and left >= follower):
            total = sum(block.stretch for block in growing)
            charts |= {block.name: STRETCHED[block.name](report, left * block.stretch / total) for block in growing}
        elif "reading" in names and left > EMPTY / 2 * sizes.room:
            heaviest = count_heaviest(report, sizes, left)
    return scorecard, about, charts, heaviest


def _blocks(
    report: Report, sizes: Sizes, drawn: Mapping[str, Any], chosen: tuple[str, str, str], *, continued: bool
) -> Iterator[Block]:
    """The blocks in the order in which they are printed."""
    contents, place, voice = chosen
    words, journey, importance = report.words, drawn.get("journey"), drawn.get("importance")
    listing = Block("contents", contents_height(report, continued=continued), section=False)
    exhibit = Block("dimensions", dimensions_height(report, sizes, drawn), sizes.gap, section=False)
    if continued:
        yield Block("lead", lead_height(report, sizes, voice))
        if contents == "lead":
            yield listing
    yield Block("reading", reading_height(report, sizes), stretch=about_height(report))
    if contents == "reading":
        yield listing
    card = drawn["scorecard"]
    yield Block("scorecard", head_height(words.get("scorecard", ""), sizes) + card.height, stretch=stretch_of(card))
    if place == "scorecard" and report.dimensions:
        yield exhibit
    curve = EXHIBIT + NOTE + journey.height if journey else EXHIBIT + 12
    yield Block("journey", head_height(words.get("journey", ""), sizes) + curve, stretch=HIGHER if journey else 0.0)
    if place == "journey" and report.dimensions:
        yield exhibit
    if importance:
        yield Block(
            "importance", EXHIBIT + importance.height, sizes.gap, section=False, stretch=AIRIEST * len(importance.rows)
        )
    if place == "importance" and report.dimensions:
        yield exhibit
