import pytest
from markupsafe import Markup

from cxaudit.report.direction import (
    direct_charts,
    direct_page,
    direct_style,
    isolate_latin,
    mirror_chart,
    runs_right_to_left,
)

HEAD = '<svg width="100pt" height="9pt" viewBox="0 0 100 9"><title>t</title><style>a{}</style>'


@pytest.mark.parametrize(
    ("language", "right"),
    [
        ("ar", True),
        ("he-IL", True),
        ("fa", True),
        ("ur_PK", True),
        ("ku-Arab", True),
        ("ar-Latn", False),
        ("de", False),
    ],
)
def test_languages_that_run_right_to_left(language, right):
    assert runs_right_to_left(language) is right


@pytest.mark.parametrize(
    ("given", "made"),
    [
        # Our fixed words, held together with what they are marked with.
        (
            "<p>Score 7 <b>of</b> 9.</p>",
            '<p><span dir="ltr" lang="en">Score 7 <b>of</b> 9.</span></p>',
        ),
        # A number with its sign.
        ("<td>+2.8</td>", '<td><span dir="ltr">+2.8</span></td>'),
        # An English sentence about a client with a name of its own.
        (
            "<h2>מלון scores 48.0 points, short of the target.</h2>",
            '<h2><span dir="ltr">מלון scores 48.0 points, short of the target.</span></h2>',
        ),
        # A Latin name in a text of the document's language; brackets stay with it.
        (
            "<p>עובד של Harbour Hotel (Hamburg) אמר &amp; הלך</p>",
            '<p>עובד של <bdi dir="ltr">Harbour Hotel (Hamburg)</bdi> אמר &amp; הלך</p>',
        ),
        ("<p>חשבון ארוך (Invoice) כאן</p>", '<p>חשבון ארוך <bdi dir="ltr">(Invoice)</bdi> כאן</p>'),
        # Nothing to hold, or nothing that may be touched.
        ("<p>שלום 4 דקות</p>", "<p>שלום 4 דקות</p>"),
        ("<p>–</p>", "<p>–</p>"),
        ("<svg><text>Score</text></svg>", "<svg><text>Score</text></svg>"),
        ("<p>broken <b>half</p>", "<p>broken <b>half</p>"),
    ],
)
def test_texts_of_the_other_direction_are_held_together(given, made):
    assert isolate_latin(given) == made


def test_what_was_escaped_stays_escaped():
    assert isolate_latin("<p>שלום שלום &lt;b&gt; x</p>") == '<p>שלום שלום &lt;<bdi dir="ltr">b&gt; x</bdi></p>'


def test_a_page_is_turned_only_where_its_language_asks_for_it():
    page = '<html lang="he"><head><title>A b</title></head><body data-part="20 Oct"><p>A</p></body></html>'
    assert direct_page(page, "de") == page
    made = direct_page(page, "he")
    assert made.startswith('<html dir="rtl" lang="he"><head><title>A b</title>')
    assert 'data-part="\N{LEFT-TO-RIGHT ISOLATE}20 Oct\N{POP DIRECTIONAL ISOLATE}"' in made


def test_margins_of_the_printed_page_change_sides():
    css = "@page{@top-left{text-align: left}@bottom-right{text-align:right}}p{margin-left:0}"
    assert direct_style(css, "en") == css
    assert direct_style(css, "ar") == (
        "@page{@top-right{text-align: right}@bottom-left{text-align:left}}p{margin-left:0}@page{direction:rtl}"
    )


def test_a_mirrored_chart_has_its_texts_at_the_mirrored_places():
    drawn = '<rect x="10" width="5"/><text class="tick" x="10.5" y="4">a</text>'
    drawn += (
        '<text class="tick" x="20" y="4" text-anchor="end">5</text><text x="30" y="4" text-anchor="middle">m</text>'
    )
    made = mirror_chart(f"{HEAD}{drawn}</svg>")
    assert made.startswith(f'{HEAD}<g transform="matrix(-1 0 0 1 100 0)"><rect x="10" width="5"/>')
    turned = 'transform="matrix(-1 0 0 1 100 0)"'
    assert f'<text {turned} class="tick" x="89.5" y="4" text-anchor="end">a</text>' in made
    assert f'<text {turned} class="tick" x="80" y="4">5</text>' in made
    assert f'<text {turned} x="70" y="4" text-anchor="middle">m</text>' in made
    assert made.endswith("</g></svg>")


def test_charts_are_mirrored_in_right_to_left_reports_only():
    svg = Markup(f"{HEAD}</svg>")
    assert direct_charts(lambda shown: shown, "en")(svg) == svg
    assert "<g transform" in direct_charts(lambda shown: shown, "he")(svg)
