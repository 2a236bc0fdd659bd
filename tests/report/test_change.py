"""The page about the change: its words are true, its chart is legible, and it hides what the client must not read."""

import re
from functools import cache
from itertools import combinations

import pytest

from cxaudit.cli.steps import describe
from cxaudit.model.load import load_audit
from cxaudit.report.audience import redact
from cxaudit.report.change_parts import CausePart
from cxaudit.report.change_words import headline, left_out, write_change
from cxaudit.report.charts.bridge import draw_bridge
from cxaudit.report.charts.dumbbell import draw_dumbbell
from cxaudit.report.charts.journey import draw_journey
from cxaudit.report.charts.shapes import FULL, meet
from cxaudit.report.pages.changes import pick_changes
from cxaudit.report.render import render_html
from cxaudit.resources import folder

SAMPLE = folder("checklists") / "samples" / "harbour-hotel" / "2026-10"


@cache
def harbour():
    return describe(load_audit(SAMPLE))


def said(score=None, **update):
    """The heading where the change, or the score, is another."""
    report = harbour()
    change = report.change.model_copy(update=update)
    report = report.model_copy(update={"change": change, "score": report.score.model_copy(update=score or {})})
    return headline(report, change)


def by_cause(**tenths):
    return [CausePart(cause=cause, amount=amount / 1000, tenths=amount) for cause, amount in tenths.items()]


def test_the_finding_of_the_sample():
    words = write_change(harbour())
    assert words["change"] == "Up 19.2 points since April: 27 of 38 practices rose, four fell."
    assert words["change_waves"] == (
        "Wave 2026-Q2, 15 Apr 2026: 47.6 (Inconsistent). Wave 2026-Q4, 14 Oct 2026: 66.8 (Managed)."
    )
    assert "no test is printed" in words["change_chance"]


@pytest.mark.parametrize(
    ("update", "text"),
    [
        (
            {"before": 700, "causes": by_cause(ratings=-32)},
            "Down 3.2 points since April: 27 of 38 practices rose, four fell.",
        ),
        ({"before": 668, "causes": []}, "No change of the score since April: 27 of 38 practices rose, four fell."),
        ({"before": None}, "No change since April can be given: the audit before has no score."),
        ({"after": None}, "No change since April can be given: this audit has no score."),
        (
            {"compared": 0},
            "Nothing can be compared like for like: no practice was rated in the same way in both audits.",
        ),
        ({"rose": 38, "fell": 0}, "Up 19.2 points since April: all 38 practices rose."),
        (
            {"rose": 0, "fell": 0, "before": 668, "causes": []},
            "No change of the score since April: all 38 practices kept their ratings.",
        ),
        (
            {"before": 600, "causes": by_cause(ratings=-12, checklist=80)},
            "Up 6.8 points since April: ratings took 1.2, and other causes outweigh them.",
        ),
        (
            {"before": 600, "causes": by_cause(ratings=8, checklist=50, scale=10)},
            "Up 6.8 points since April, 0.8 of them through ratings.",
        ),
        (
            {"before": 600, "causes": by_cause(ratings=0, applicability=68)},
            "Up 6.8 points since April: none of them through ratings, the rest through what could be rated.",
        ),
    ],
)
def test_the_finding_says_what_is_true(update, text):
    assert said(**update) == text


def test_a_score_that_is_held_is_said_to_be_held():
    causes = by_cause(ratings=132, critical=-132)
    assert said({"limited": True}, before=490, after=490, causes=causes) == (
        "Held at 49.0 by the critical rule; without it up 13.2 points since April."
    )


@pytest.mark.parametrize(
    ("day", "since"), [("2026-10-02", "2 Oct 2026"), ("2025-10-20", "October 2025"), ("2025-12-20", "December")]
)
def test_the_month_is_not_ambiguous(day, since):
    import datetime as dt

    base = harbour().change.baseline.model_copy(update={"date": dt.date.fromisoformat(day)})
    assert f" since {since}:" in said(baseline=base)


def test_what_is_not_compared_is_named():
    change = harbour().change
    assert left_out(change) == (
        "Not compared: three not rated in both audits (Change made in one contact, Things left behind, Length of the "
        "wait told)."
    )
    other = change.baseline.model_copy(update={"same_checklist": False})
    assert left_out(change.model_copy(update={"baseline": other})).endswith("different checklists or versions of one.")


def test_the_bridge_stands_on_the_printed_numbers():
    drawn = draw_bridge(harbour().change)
    assert [pier.value.text for pier in drawn.piers] == ["47.6", "+19.7", "−0.5", "0.0", "0.0", "66.8"]
    for one, two in combinations([label for pier in drawn.piers for label in (pier.value, *pier.names)], 2):
        assert not meet(one.box, two.box)
    assert draw_bridge(None) is None


def test_no_label_of_the_dumbbell_meets_another():
    drawn = draw_dumbbell(harbour())
    labels = [*drawn.heads, *drawn.ticks, drawn.target_label]
    for pair in drawn.pairs:
        labels += [pair.name, pair.change, *pair.numbers]
    assert len(drawn.pairs) == 18
    for one, two in combinations(labels, 2):
        assert not meet(one.box, two.box), (one.text, two.text)
    assert all(label.box[0] >= 0 and label.box[2] <= FULL + 0.1 for label in labels)
    moves = [float(pair.change.text.replace("−", "-")) for pair in drawn.pairs]
    assert moves == sorted(moves, reverse=True)


def test_the_journey_shows_the_earlier_scores():
    assert draw_journey(harbour()).before.count("C") == 17
    assert draw_journey(harbour().model_copy(update={"change": None})).before == ""


def test_the_largest_moves_come_with_the_notes_of_both_audits():
    changes = pick_changes(harbour())
    assert [row.part.id for row in changes.fell] == [
        "night.request",
        "people.knowledge",
        "promises.kept",
        "known.used",
    ]
    assert (len(changes.rose), changes.more_rose, changes.more_fell) == (5, 22, 0)
    assert "23:05" in changes.fell[0].then[0].text
    assert "22:50" in changes.fell[0].now[0].text


def test_actions_of_the_earlier_audit_are_followed_up():
    outcomes = {part.practice: part for part in harbour().change.actions}
    assert len(outcomes) == 10
    assert (outcomes["wait.length"].status, outcomes["wait.length"].change) == ("done", 0.75)
    assert outcomes["night.request"].status == "planned"
    assert outcomes["night.woken"].status == "dropped"


def test_the_page_says_it_all():
    html = render_html(harbour())
    section = html[html.index('id="change"') :]
    section = section[: section.index('id="ledger"')]
    assert "Up 19.2 points since April" in section
    assert section.count("<svg") + section.count("data:image/svg") >= 4
    assert 'href="#change"' in html
    assert "in this plan as number" in section


def test_a_client_reads_no_name_of_the_earlier_auditors():
    report = harbour()
    notes = [
        part.model_copy(update={"notes": [note.model_copy(update={"auditor": "Ada Quill"}) for note in part.notes]})
        for part in report.change.practices
    ]
    base = report.change.baseline.model_copy(update={"auditors": ["Ada Quill", "Maria Keller"]})
    change = report.change.model_copy(update={"practices": notes, "baseline": base})
    text = redact(report.model_copy(update={"change": change})).to_json()
    assert "Quill" not in text
    assert not re.search(r'"mk"|"tn"', text)
