"""What pages select: losses that add up in columns, groups, references, one page of summary."""

import pytest

from cxaudit.report.agreement_parts import AgreementPart
from cxaudit.report.document import EvidencePart
from cxaudit.report.pages.appendix import list_references, list_unrated, list_weights
from cxaudit.report.pages.book import ALONE, MOST, REST, SUMS, WHOLE, list_losses, sum_up
from cxaudit.report.pages.room import count_lines, cut_to
from cxaudit.report.pages.sections import group_practices, span_bands
from cxaudit.report.pages.summary import select_summary, title_class
from tests.report.reports import make_report


@pytest.mark.parametrize(("touchpoints", "practices"), [(1, 1), (3, 12), (8, 42), (25, 150), (2, 150), (40, 400)])
def test_every_loss_is_printed_once_in_columns_that_fit(touchpoints, practices):
    made = make_report(touchpoints=touchpoints, practices=practices)
    blocks = list_losses(made)
    rows = [row for block in blocks for column in block for row in column]
    assert sum(row.tenths for row in rows if row.head and row.tenths) == sum(row.tenths for row in rows if not row.head)
    lost = sum(line.tenths for line in made.ledger if line.kind == "practice")
    assert -sum(row.tenths for row in rows if not row.head) == lost
    most = WHOLE if len(blocks) == 1 else MOST
    for block in blocks:
        heights = [sum(row.lines for row in column) for column in block]
        assert max(heights) <= most
    assert heights[-1] + SUMS <= most
    assert len(blocks) == 1 or sum(heights) >= REST, "a few lines and the sums stand alone"


def test_a_ledger_that_begins_in_mid_page_is_one_block_as_far_as_a_page_has_room():
    sizes = ((3, 12), (8, 42), (12, 61), (25, 150))
    assert [len(list_losses(make_report(*size))) == 1 for size in sizes] == [True, True, True, False]


def test_a_ledger_at_the_top_of_a_page_is_one_block_only_where_the_waterfall_leaves_room():
    agreed = AgreementPart(scale="practice")
    made = [make_report(*size).model_copy(update={"agreement": agreed}) for size in ((3, 12), (8, 42), (12, 61))]
    blocks = [list_losses(report) for report in made]
    assert [len(found) for found in blocks] == [1, 1, 2]
    for found in blocks[:2]:
        assert max(sum(row.lines for row in column) for column in found[0]) <= ALONE


def test_no_column_ends_with_the_name_of_a_touchpoint():
    for block in list_losses(make_report(touchpoints=25, practices=150)):
        assert not [column for column in block if column and column[-1].head]


def test_the_sums_lead_from_100_to_the_score():
    made = make_report()
    assert sum(line.tenths for line in sum_up(made)) == round(made.score.adjusted * 1000)
    assert sum_up(make_report(missing=range(8))) == []


def test_groups_come_in_order_and_the_dearest_gap_first(northline):
    groups = dict(group_practices(northline, "complaint"))
    assert list(groups) == ["Below target", "At target", "Not applicable"]
    below = groups["Below target"]
    assert [part.triggered for part in below] == sorted((part.triggered for part in below), reverse=True)
    assert len(below) + len(groups["At target"]) + len(groups["Not applicable"]) == 12


def test_the_ruler_is_as_long_as_the_text_is_wide(northline):
    spans = span_bands(northline.checklist.bands)
    assert [span.label for span in spans] == ["At risk", "Inconsistent", "Managed", "Consistent", "Leading"]
    assert sum(span.width for span in spans) == pytest.approx(170)
    narrow = span_bands([northline.checklist.bands[0].model_copy(update={"from_": low}) for low in (0.99, 0.5, 0.0)])
    assert {span.width for span in narrow} == {56.67}


def test_references_carry_the_names_of_the_standards_with_the_checklists_own_sources_last(northline):
    found = dict(list_references(northline))
    assert list(found)[-1] == "Sources of the checklist"
    names = [name for names, _ in found["ISO 10002:2018 (ISO)"] for name in names]
    assert {"4 Guiding principles", "7.2 Receipt", "7.9 Closing"} <= set(names)
    rater = found["SERVQUAL (Parasuraman, Zeithaml and Berry, 1988)"]
    assert {"Responsiveness", "Empathy"} <= {name for names, _ in rater for name in names}
    sources = {names[0]: text for names, text in found["Sources of the checklist"]}
    assert sources["The Pitfalls of the Unmanaged Customer Experience"] == "5 statements, carried by 4 practices"
    assert len(sources) <= 5
    assert found["ISO 10003:2018 (ISO)"] == [(["the whole"], "Outside route named")]


def test_the_parts_of_a_standard_stand_in_its_own_order(northline):
    for title, rows in list_references(northline):
        if title.startswith("ISO 10002"):
            numbers = [name.partition(" ")[0] for names, _ in rows for name in names]
            assert numbers == sorted(numbers)
            return
    raise AssertionError("Northline refers to ISO 10002")


def test_a_scheme_of_ones_own_keeps_its_id_and_its_clauses():
    report = make_report()
    refs = {"HOUSE": ["3", "4"]}
    report = report.model_copy(
        update={"practices": [part.model_copy(update={"refs": refs}) for part in report.practices]}
    )
    assert list_references(report) == [("HOUSE", [(["3", "4"], "; ".join(part.title for part in report.practices))])]


def test_practices_without_a_rating_and_reasons_of_weights_are_gathered(northline):
    assert [part.id for part in list_unrated(northline)] == ["promises.written", "complaint.outside"]
    assert (5.0, ["A person answers"], "no other help can begin until somebody answers") in list_weights(northline)


def test_reasons_of_touchpoints_are_listed_too_and_those_of_the_audit_are_not_said_twice(northline):
    first, *others = northline.touchpoints
    weighed = northline.model_copy(
        update={
            "touchpoints": [first.model_copy(update={"weight": 4, "weight_because": "Most is lost here."}), *others]
        }
    )
    assert (4, [f"the touchpoint {first.title}"], "Most is lost here.") in list_weights(weighed)
    reasons = {f"Weight of {first.title}: 2 instead of 4": "The owner asked for it."}
    told = weighed.model_copy(update={"audit": weighed.audit.model_copy(update={"reasons": reasons})})
    assert not [titles for _, titles, _ in list_weights(told) if f"the touchpoint {first.title}" in titles]


def test_a_title_of_any_length_lets_the_ledger_end():
    made = make_report(touchpoints=4, practices=30)
    wordy = [part.model_copy(update={"title": "Donaudampfschifffahrtsgesellschaft " * 30}) for part in made.practices]
    assert list_losses(made.model_copy(update={"practices": wordy}))


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_summary_takes_three_three_and_five(northline, paper):
    page = select_summary(northline, paper, 93, 153)
    assert (len(page.strengths), len(page.gaps), len(page.actions)) == (3, 3, 5)
    assert [part.critical for part in page.gaps] == [True] * 3
    assert page.continued
    assert page.lead.startswith("Northline repairs well")


def test_a_short_text_is_shown_whole_and_a_full_page_shortens_the_actions(northline):
    short = northline.model_copy(update={"audit": northline.audit.model_copy(update={"summary": "All is **well**."})})
    page = select_summary(short, "a4", 93, 153)
    assert (page.lead, page.continued) == ("All is **well**.", False)
    wordy = [row.model_copy(update={"do": "word " * 60}) for row in northline.actions]
    wordy = northline.model_copy(update={"actions": wordy})
    cut = {
        paper: [len(first.do) for first in select_summary(wordy, paper, 93, height).actions]
        for paper, height in (("a4", 100), ("letter", 170))
    }
    assert min(cut["letter"]) < 80 < min(cut["a4"]) < max(cut["a4"]) < 220  # one line, two and three
    # The word below the points of a critical action takes a second line anyway.
    critical = [i for i, row in enumerate(wordy.actions[:5]) if row.critical]
    assert critical
    assert all(80 < cut["letter"][i] < 160 for i in critical)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("words", [15, 30, 45, 60])
def test_the_first_paragraph_is_cut_only_where_no_page_has_room_for_it(northline, paper, words):
    text = " ".join(["kindly"] * words) + ".\n\nA second paragraph."
    page = select_summary(
        northline.model_copy(update={"audit": northline.audit.model_copy(update={"summary": text})}), paper, 93, 153
    )
    assert page.lead.startswith("kindly")
    assert page.lead.split("\n\n")[0] == text.split("\n\n")[0], "the actions may be shorter, the sentence may not"


def test_headings_of_more_than_two_lines_are_set_smaller():
    assert [title_class("word " * count) for count in (10, 25, 60)] == ["", "long", "longest"]


@pytest.mark.parametrize(
    "text", ["a few plain words that go on for more than a line or two " * 3, "W" * 300, "客户体验审计" * 30]
)
def test_a_text_is_cut_to_the_lines_it_has(text):
    cut = cut_to(2, text, 8.25, 100)
    assert count_lines(cut, 8.25, 100) == 2
    assert cut.endswith("…")
    assert cut_to(99, text, 8.25, 100) == text.strip()


def test_pictures_are_lettered_in_the_order_in_which_they_are_printed():
    made = make_report(touchpoints=1, practices=40)
    pictured = [part.model_copy(update={"evidence": [EvidencePart(picture="p.png")]}) for part in made.practices]
    groups = group_practices(made.model_copy(update={"practices": pictured}), made.touchpoints[0].id)
    letters = [part.evidence[0].letter for _, members in groups for part in members]
    assert letters[:3] == ["A", "B", "C"]
    assert letters[25:28] == ["Z", "AA", "AB"]
    assert len(set(letters)) == 40
