"""The action plan: agreed, proposed and done actions are told apart, in charts of 1, 10 and 36 and in the table."""

import datetime as dt
import re
from itertools import combinations

import pytest

from cxaudit.report.charts.effort import draw_effort
from cxaudit.report.charts.roadmap import draw_roadmap
from cxaudit.report.charts.shapes import meet
from cxaudit.report.render import render_html
from tests.report.reports import make_report

STATES = (
    {"committed": False, "due": None, "owner": "Head of service"},
    {"committed": True, "due": dt.date(2027, 1, 15), "owner": "F. Petersen", "status": "planned"},
    {"committed": True, "due": dt.date(2027, 2, 1), "owner": "I. Horvat", "status": "done"},
    {"committed": True, "due": None, "owner": None, "status": "started"},
)


@pytest.fixture(autouse=True)
def no_fonts(monkeypatch):
    monkeypatch.setattr("cxaudit.report.render.embedded_faces", lambda *given: "")


def planned(count: int):
    made = make_report(touchpoints=6, practices=60, actions=count)
    rows = [row.model_copy(update=STATES[i % 4]) for i, row in enumerate(made.actions)]
    return made.model_copy(update={"actions": rows})


@pytest.mark.parametrize("count", [1, 10, 36])
def test_numbers_of_the_matrix_never_meet_and_say_what_is_agreed(count):
    report = planned(count)
    chart, road = draw_effort(report), draw_roadmap(report)
    assert (chart.shown, chart.total) == (road.shown, road.total) == (min(count, 14), count)
    apart = [(a.x - b.x) ** 2 + (a.y - b.y) ** 2 >= (2 * a.r) ** 2 for a, b in combinations(chart.chips, 2)]
    assert all(apart)
    by_number = {str(row.number): row for row in report.actions}
    for chip in chart.chips:
        row = by_number[chip.label.text]
        assert (chip.open, chip.done) == (not row.committed, row.status == "done")
    names = [row.name for row in road.rows]
    assert not [pair for pair in combinations([name.box for name in names], 2) if meet(*pair)]


def test_an_agreed_action_comes_with_owner_and_date_and_a_done_one_says_so():
    html = render_html(planned(4))
    table = html.partition('id="actions"')[2].partition("<table")[2].partition("</table>")[0]
    rows = [re.sub(r"<[^>]+>", " ", row).partition("Mend")[2] for row in table.split("<tr")[1:] if "Mend" in row]
    assert [("proposed" in row, "Agreed" in row, "Done" in row, "Started" in row) for row in rows] == [
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, False),
        (False, False, False, True),
    ]
    assert "F. Petersen" in rows[1]
    assert "15 Jan 2027" in rows[1]
    assert "nobody yet" in rows[3]
    assert "no date yet" in rows[3]
