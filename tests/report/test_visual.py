"""Arabic and Hebrew for a renderer that sets letters from left to right. Oracles: the code charts and UAX 9."""

import unicodedata

import pytest

from cxaudit.report.visual import order_text, order_texts


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Harbour Hotel", "Harbour Hotel"),
        ("שלום", "םולש"),
        ("שלום 123", "123 םולש"),
        ("שלום 12.5 עולם", "םלוע 12.5 םולש"),
        ("Hotel שלום 5", "Hotel 5 םולש"),
        ("מלון (Invoice)", "(Invoice) ןולמ"),
        ("מלון Harbour Hotel כאן", "ןאכ Harbour Hotel ןולמ"),
        ("(שלום)", "(םולש)"),
        ("שָׁ", "שָׁ"),  # marks stay after their letter
    ],
)
def test_the_order_is_that_of_the_eye(text, seen):
    assert order_text(text) == unicodedata.normalize("NFC", seen)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("بب", ["FE90", "FE91"]),  # beh: final, initial, from left to right
        ("ببب", ["FE90", "FE92", "FE91"]),
        ("دار", ["FEAD", "FE8D", "FEA9"]),  # dal, alef and reh never join onwards: all isolated
        ("سلام", ["FEE1", "FEFC", "FEB3"]),  # lam and alef are one
        ("لا", ["FEFB"]),
        ("پي", ["FEF2", "FB58"]),  # Persian peh is of the other block
        ("بِب", ["FE90", "FE91", "0650"]),  # a vowel sign joins nothing and parts nothing
    ],
)
def test_letters_take_the_form_that_their_neighbours_ask_for(text, forms):
    assert [f"{ord(letter):04X}" for letter in order_text(text)] == forms


def test_no_letter_is_lost():
    for text in ("مكتب الاستقبال (Front desk) 45.5 %", "إجابة صحيحة عن الحساسية", "غرفة، نظيفة؟"):
        seen = unicodedata.normalize("NFKC", order_text(text))
        assert sorted(seen) == sorted(text)


def test_only_texts_of_a_chart_change():
    svg = '<svg aria-label="שלום"><text x="1">שלום &lt;b&gt;</text><text>abc</text></svg>'
    assert order_texts(svg) == '<svg aria-label="שלום"><text x="1">&lt;b&gt; םולש</text><text>abc</text></svg>'
    assert order_texts("<svg><text>abc</text></svg>") == "<svg><text>abc</text></svg>"
