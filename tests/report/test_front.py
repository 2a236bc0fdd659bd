"""The plan of the front matter: pages fill, sections begin pages where they can, the scorecard keeps to one page."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxaudit.report import charts
from cxaudit.report.pages.front import Block, Pages, fill_pages, plan_front, spend_room
from cxaudit.report.pages.front_heights import PAPERS, about_height, list_heaviest
from cxaudit.report.pages.scorecard import PADS, WIDTH, set_scorecard, shows_score, stretch_of
from tests.report.reading import read_pdf
from tests.report.reports import make_report

ROOM = 700.0
HEIGHTS = st.lists(st.tuples(st.floats(40, 900), st.booleans(), st.floats(0, 120)), min_size=1, max_size=8)


def blocks(*heights, **more):
    return tuple(Block(str(i), height, **more) for i, height in enumerate(heights))


@given(HEIGHTS, st.floats(150, 500))
@settings(max_examples=150)
def test_every_block_stands_once_in_order_and_no_page_overflows(drawn, follower):
    made = tuple(Block(str(i), high, section=section, stretch=grow) for i, (high, section, grow) in enumerate(drawn))
    plan = fill_pages(made, ROOM, follower)
    assert [i for page in plan.pages for i in page] == list(range(len(made)))
    for page, left in zip(plan.pages, plan.left, strict=True):
        assert left >= -1e-6
        if made[page[0]].height <= ROOM:
            used = sum(made[i].height for i in page) + sum(made[i].gap for i in page[1:])
            assert used + left == pytest.approx(ROOM)


def test_sections_begin_pages_unless_that_leaves_a_page_too_empty():
    assert fill_pages(blocks(600, 600), ROOM, 0).pages == ((0,), (1,))
    assert fill_pages(blocks(300, 300), ROOM, 0).pages == ((0, 1),)
    assert fill_pages(blocks(500, 120, 620), ROOM, 0).pages == ((0, 1), (2,))


def test_a_chart_that_grows_fills_its_page_alone():
    short, curve = Block("text", 420), Block("journey", 410, stretch=110.0)
    assert fill_pages((Block("a", 650), curve, Block("b", 650)), ROOM, 0).pages == ((0,), (1,), (2,))
    assert fill_pages((short, curve), ROOM, 0).pages == ((0,), (1,))


def test_the_first_touchpoint_excuses_the_end_of_the_last_page():
    lonely = blocks(650, 250)
    assert fill_pages(lonely, ROOM, 300).cost < fill_pages(lonely, ROOM, 690).cost


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("touchpoints", [1, 3, 8, 12, 16, 17, 18, 20])
def test_up_to_twenty_touchpoints_the_scorecard_is_one_page(paper, touchpoints):
    report = make_report(touchpoints, touchpoints * 3, dimensions=8, stages=min(touchpoints, 5))
    room = PAPERS[paper].room - 92
    card = set_scorecard(report, room)
    assert not card.long
    assert card.height <= room
    for sheet in card.sheets:
        wide = sheet.stage + sheet.name + sheet.score + sheet.cell * len(sheet.dimensions)
        assert wide == pytest.approx(WIDTH, abs=0.1)
        assert sheet.name >= 36


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_long_words_of_bands_do_not_push_the_scorecard_over_its_page(paper):
    bands = [
        ("a", "Outstanding in every way", 0.9),
        ("b", "Verbesserungsfähigkeiten", 0.5),
        ("c", "Far under all", 0.0),
    ]
    room = PAPERS[paper].room - 92
    few, many = (set_scorecard(make_report(n, 60, dimensions=8, bands=bands), room) for n in (8, 20))
    assert (few.wording, many.wording) == ("stacked", "bare")
    assert not many.long


def test_beyond_a_page_the_scorecard_says_so():
    card = set_scorecard(make_report(40, 150, dimensions=8, stages=8), 600)
    assert card.long
    assert card.rows in PADS


def test_more_than_ten_dimensions_are_two_tables():
    card = set_scorecard(make_report(6, 40, dimensions=13), 600)
    assert [len(sheet.dimensions) for sheet in card.sheets] == [10, 3]


def test_without_dimensions_gap_and_share_stand_beside_the_score():
    (sheet,) = set_scorecard(make_report(6, 40, dimensions=0), 600).sheets
    assert sheet.stage + sheet.name + sheet.score + 36 == pytest.approx(WIDTH)


def test_a_stage_of_one_touchpoint_does_not_repeat_its_score():
    report = make_report(5, 20, stages=5)
    assert not any(shows_score(stage) for stage in report.stages)
    assert all(shows_score(stage) for stage in make_report(10, 40, stages=5).stages)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("size", [(1, 1), (1, 5), (3, 18), (8, 42), (12, 61), (18, 41), (25, 150), (40, 150)])
def test_charts_grow_only_as_far_as_their_page_has_room(paper, size):
    report = make_report(*size, dimensions=8)
    drawn = charts.draw_all(report, paper)
    front = plan_front(report, paper, drawn, continued=False)
    assert "reading" in front.begin
    assert front.contents == "reading"
    assert front.dimensions in ("scorecard", "journey", "importance")
    assert "scorecard" in front.begin or size[0] < 12
    grown = {name: chart.height - drawn[name].height for name, chart in front.charts.items()}
    assert all(0 <= more < PAPERS[paper].room / 3 for more in grown.values())
    assert size[0] > 18 or sum(grown.values()) > 0, "the journey or the matrix fills its page"


@pytest.mark.parametrize("size", [(1, 1), (3, 18), (8, 42)])
@pytest.mark.parametrize("left", [20.0, 60.0, 130.0, 190.0])
def test_the_room_of_a_page_is_spent_once(size, left):
    report = make_report(*size, dimensions=8)
    about = report.checklist.model_copy(update={"about": "For hotels and guest houses of any size. " * 9})
    report = report.model_copy(update={"checklist": about})
    card, drawn = set_scorecard(report, 600), charts.draw_all(report)
    parts = {"reading": about_height(report), "scorecard": stretch_of(card), "journey": 200.0, "importance": 100.0}
    blocks = [Block(name, 100, stretch=stretch) for name, stretch in parts.items()]
    page = Pages((tuple(range(len(blocks))),), (left,), 0.0)
    wide, said, higher, _ = spend_room(report, blocks, page, 900, card, PAPERS["a4"])
    assert stretch_of(card) > 0, "its rows may become airy"
    spent = said * about_height(report) + stretch_of(card) - stretch_of(wide)
    spent += sum(chart.height - drawn[name].height for name, chart in higher.items())
    assert 0 < spent <= left + 1e-6


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_page_about_reading_that_stands_alone_lists_what_counts_most(paper):
    report = make_report(17, 150, dimensions=6)
    shares = [part.model_copy(update={"share": i * 37 % 150 / 11175}) for i, part in enumerate(report.practices)]
    report = report.model_copy(update={"practices": shares})
    alone = Pages(((0,), (1,)), (300.0, 20.0), 0.0)
    blocks = (Block("reading", 380), Block("scorecard", 600))
    card = set_scorecard(report, 600)
    *_, count = spend_room(report, blocks, alone, 900, card, PAPERS[paper])
    assert 4 <= count <= 12
    listed = list_heaviest(report, count)
    assert len(listed) == count
    assert min(part.share for part in listed) >= max(part.share for part in report.practices if part not in listed)
    full = Pages(((0,), (1,)), (90.0, 20.0), 0.0)
    assert spend_room(report, blocks, full, 900, card, PAPERS[paper])[-1] == 0, "a full page needs no list"


def test_an_audit_without_a_score_has_a_plan_too():
    report = make_report(4, 30, missing=range(4))
    front = plan_front(report, "a4", charts.draw_all(report, "a4"), continued=False)
    assert front.dimensions == "scorecard"
    assert not front.charts


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_page_of_the_printed_front_matter_is_emptier_than_a_third(northline, printed, paper):
    reader = read_pdf(printed(paper)[0])
    flat = [item for part in reader.outline for item in (part if isinstance(part, list) else [part])]
    starts = {item.title: reader.get_destination_page_number(item) for item in flat}
    top, foot = {"a4": (765.0, 57.0), "letter": (727.0, 46.0)}[paper]
    front = range(2, starts[northline.touchpoints[0].title])
    assert len(front) > 2
    for number in front:
        lowest = [top]
        reader.pages[number].extract_text(
            visitor_text=lambda text, _cm, at, _font, _size, lowest=lowest: (
                lowest.append(at[5]) if text.strip() and at[5] > foot else None
            )
        )
        assert (min(lowest) - foot) / (top - foot) < 1 / 3
