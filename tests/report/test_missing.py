from cxaudit.report.document import NotePart
from cxaudit.report.missing import describe_missing
from cxaudit.report.render import render_pdf
from tests.report.reports import make_report


def noted(**texts: str):
    made = make_report(touchpoints=2, practices=3, actions=0)
    notes = {key: [NotePart(auditor="", text=text)] for key, text in texts.items()}
    parts = [part.model_copy(update={"notes": notes.get(part.id.replace(".", "_"), [])}) for part in made.practices]
    return made.model_copy(update={"practices": parts})


def test_a_character_is_told_once_with_the_first_place_where_it_stands():
    report = noted(t0_p0="plain", t1_p2="\U000f1234 here and \U000f1234 there")
    client = report.audit.subject.model_copy(update={"client": "\U000f5678 Ltd"})
    report = report.model_copy(update={"audit": report.audit.model_copy(update={"subject": client})})
    told = list(describe_missing([0xF1234, 0xF5678], report))
    assert told == [
        (
            "no font on this computer has U+F1234 (without a name) in practice t1.p2, notes, text; a box is printed "
            "instead"
        ),
        "no font on this computer has U+F5678 (without a name) in audit, subject, client; a box is printed instead",
    ]


def test_many_characters_of_one_place_are_one_sentence_that_names_a_package():
    (told,) = describe_missing(map(ord, "排队时间少于五分钟"), noted(t0_p0="排队时间少于五分钟"))
    assert told.startswith("no font on this computer has U+6392 (CJK UNIFIED IDEOGRAPH-6392), ")
    assert " and 6 more in practice t0.p0, notes, text; a box is printed instead" in told
    assert told.endswith(" (on Debian and Ubuntu: install fonts-noto-cjk)")
    assert told.isascii()


def test_a_joined_form_is_looked_up_as_the_letter_that_was_written():
    (told,) = describe_missing([0xFE91], noted(t0_p0="باب"))
    assert "U+0628 (ARABIC LETTER BEH) in practice t0.p0" in told


def test_a_character_that_the_document_does_not_hold_has_no_place():
    assert "has U+1F600 (GRINNING FACE); a box" in next(describe_missing([0x1F600], noted()))
    assert "has U+1F600 (GRINNING FACE); a box" in next(describe_missing([0x1F600], None))


def test_the_places_end_somewhere():
    report = make_report(touchpoints=6, practices=20, actions=0)
    parts = [part.model_copy(update={"ask": chr(0xF0000 + i)}) for i, part in enumerate(report.practices)]
    told = list(describe_missing(range(0xF0000, 0xF0014), report.model_copy(update={"practices": parts})))
    assert len(told) == 9
    assert told[-1] == "characters that no font has stand first in 12 more places"


def test_the_pdf_of_a_report_names_the_place():
    told: list[str] = []
    render_pdf(noted(t0_p1="box \U000f1234"), warn=told.append)
    assert [line for line in told if "U+F1234" in line and "practice t0.p1, notes" in line]
    assert len(told) == 1
