"""A practice in rows: what fits stays in one, what is long goes on in others, and pictures stand in even rows."""

from itertools import pairwise

import pytest

from cxaudit.report.document import EvidencePart, NotePart, ObservationPart, Picture, ReplyPart, Report
from cxaudit.report.pages.measures import block_height
from cxaudit.report.pages.rows import HIGH, LOW, MIDDLE, lay_out, list_given
from cxaudit.report.pages.shots import COLUMN, PAGE, READ, TALLEST, frame_pictures, frame_row
from tests.report.reports import make_report

PHONE, PHOTO, UPRIGHT, SQUARE, STRIP = (700, 1500), (1200, 900), (900, 1200), (1000, 1000), (4000, 300)
SHAPES = [PHOTO, UPRIGHT, (1200, 675), SQUARE, PHOTO, PHONE, (1600, 500), UPRIGHT]
GERMAN = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsvorschrift "


def with_pictures(shapes: list[tuple[int, int]], *, page: bool = False) -> tuple[Report, list[EvidencePart]]:
    pictures = {
        f"p{i}.png": Picture(media="image/png", width=width, height=height, page=page, sha256="", data="")
        for i, (width, height) in enumerate(shapes)
    }
    return make_report().model_copy(update={"pictures": pictures}), [EvidencePart(picture=key) for key in pictures]


def practice(**changes):
    return make_report().practices[0].model_copy(update={"reply": None, "evidence": [], "notes": []} | changes)


@pytest.mark.parametrize("count", range(1, 9))
@pytest.mark.parametrize("page", [False, True])
@pytest.mark.parametrize("start", range(3))
def test_one_to_eight_pictures_of_mixed_shapes_stand_in_rows_of_one_height(count, page, start):
    report, evidence = with_pictures((SHAPES * 2)[start : start + count], page=page)
    rows = frame_pictures(report, evidence)
    assert [frame.evidence for row in rows for frame in row.frames] == evidence
    for row in rows:
        assert len({frame.height for frame in row.frames}) == 1
        assert sum(frame.width for frame in row.frames) + 4 * (len(row.frames) - 1) <= PAGE + 0.1
        assert 12 <= row.frames[0].height <= TALLEST
        assert not row.beside or len(row.frames) == 1


@pytest.mark.parametrize("shape", [PHOTO, UPRIGHT, SQUARE, STRIP, (50, 5000), PHONE])
@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_a_page_is_wide_enough_to_be_read_unless_it_is_narrow(shape, count):
    report, evidence = with_pictures([shape] * count, page=True)
    for frame in (frame for row in frame_pictures(report, evidence) for frame in row.frames):
        assert frame.width >= READ - 0.1 or frame.height == pytest.approx(TALLEST)


def test_photos_stand_several_abreast_and_a_single_one_has_its_caption_beside_it():
    report, evidence = with_pictures([PHOTO] * 3)
    assert [len(row.frames) for row in frame_pictures(report, evidence)] == [3]
    single = frame_pictures(report, evidence[:1])[0]
    assert (single.frames[0].width, single.beside) == (COLUMN, 44)


def test_a_small_picture_stays_in_the_row_and_a_page_does_not():
    report, evidence = with_pictures([(1600, 500)])
    row = lay_out(report, practice(evidence=evidence), None)
    assert row.shots
    assert row.further == ()
    report, evidence = with_pictures([UPRIGHT], page=True)
    assert frame_row(report, evidence) is None
    row = lay_out(report, practice(evidence=evidence), None)
    assert row.shots is None
    assert [len(further.shots.frames) for further in row.further] == [1]


def test_a_picture_that_the_document_does_not_carry_has_no_frame():
    assert frame_pictures(make_report(), [EvidencePart(picture="gone.png"), EvidencePart(text="A log")]) == []


@pytest.mark.parametrize("lead", [False, True])
@pytest.mark.parametrize("words", [0, 3, 40, 90, 200, 700])
@pytest.mark.parametrize("word", ["word ", GERMAN])
def test_nothing_is_lost_and_only_one_block_may_be_higher_than_a_row(lead, words, word):
    notes = [NotePart(auditor="Ada", text=word * words or "–"), NotePart(auditor="Ben", text=word * (words // 2))]
    evidence = [EvidencePart(text=word * (words // 4 + 1), caption="A log")]
    observations = [
        ObservationPart(rating="2", points=0.5, band="managed", note=word * (words // 5 + 1)) for _ in range(4)
    ]
    reply = ReplyPart(text=word * words or "Yes.", by="F. Petersen")
    part = practice(notes=notes, evidence=evidence, observations=observations, reply=reply, anchor="A level")
    row = lay_out(make_report(), part, None, lead=lead)
    printed = [block.of for block in row.blocks]
    printed += [block.of for further in row.further for block in further.blocks]
    printed += [reply] * row.reply
    assert all(printed.count(of) == 1 for of in (*notes, *evidence, reply))
    assert sum(of in observations for of in printed) == 4
    height = sum(block.height for block in row.blocks)
    alone = [block for block in row.blocks if block.kind not in ("anchor", "given")]
    assert height <= HIGH or len(alone) == 1 or row.reply
    for further in row.further:
        assert len(further.blocks) == 1 or sum(block_height(b.kind, b.of, 330) for b in further.blocks) <= LOW


def test_a_long_note_stands_across_two_columns_rather_than_in_one():
    part = practice(notes=[NotePart(auditor="", text="word " * 200)], anchor="A level")
    row = lay_out(make_report(), part, None)
    assert [block.kind for block in row.blocks] == ["anchor"]
    assert [block.kind for further in row.further for block in further.blocks] == ["note"]


def test_a_text_grows_with_its_words_and_with_a_narrower_column():
    heights = [block_height("note", NotePart(auditor="", text="word " * count), MIDDLE) for count in (1, 20, 60)]
    assert all(after > before for before, after in pairwise(heights))
    assert block_height("reason", "word " * 30, 100) > block_height("reason", "word " * 30, 200)


def test_each_auditors_rating_is_said_once():
    assert list_given({"Ada": "3 of 4", "Ben": "3 of 4"}) == "Both auditors: 3 of 4"
    assert list_given(dict.fromkeys("abc", "1 of 4")) == "All three auditors: 1 of 4"
    assert list_given({"Ada": "3 of 4", "Ben": "not observed"}) == "Ada: 3 of 4 · Ben: not observed"
    assert list_given({"Ada": "3 of 4"}) == "Ada: 3 of 4", "one of several auditors"


def test_of_many_auditors_it_is_said_how_many_gave_each_rating():
    many = {f"Auditor {i}": "2 of 4" if i % 5 == 0 else "3 of 4" for i in range(30)}
    assert list_given(many) == "3 of 4: 24 auditors · 2 of 4: six auditors"
    assert list_given(dict.fromkeys(many, "4 of 4")) == "All 30 auditors: 4 of 4"
