"""Themes on real pages: names, logos, colours and fonts arrive, travel with the document, and load nothing."""

import base64
import io
import json
import re
import shutil

import pdfua
import pypdf
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from cxaudit.errors import RenderError
from cxaudit.model.palette import derive_palette
from cxaudit.model.theme_files import load_theme, read_theme
from cxaudit.report.charts import width_of
from cxaudit.report.document import report_from_json
from cxaudit.report.dress import dress_style
from cxaudit.report.fonts import FACES, font_file
from cxaudit.report.pages.brand import set_brand
from cxaudit.report.render import render_html, render_pdf
from cxaudit.report.theme_fonts import families
from cxaudit.report.theming import apply_theme
from cxaudit.report.widths import set_in
from tests.report.reading import read_pdf, words_of
from tests.report.reports import make_report

FIRM = "Kestrel & Lowe Advisory"
FILES = {(face.family, face.weight, face.style): font_file(face) for face in FACES}
THEME = f"""cxaudit: theme/1
title: Kestrel and Lowe
firm: {{name: {FIRM}, about: Service design, logo: logo.png}}
colours: 2C5E50
fonts:
  sans: {{regular: fonts/a.ttf, bold: fonts/b.ttf}}
cover: {{picture: cover.jpg, journey: yes}}
confidentiality: Prepared by {{firm}} for {{client}}.
footer: 4 Quay Street · "Brackhaven"
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A theme with everything; its sans family is our serif one, which no reader can mistake."""
    made = tmp_path_factory.mktemp("kestrel")
    (made / "fonts").mkdir()
    shutil.copy(FILES["cx-serif", 400, "normal"], made / "fonts" / "a.ttf")
    shutil.copy(FILES["cx-serif", 600, "normal"], made / "fonts" / "b.ttf")
    logo = Image.new("RGBA", (1800, 300), (0, 0, 0, 0))
    logo.paste((44, 94, 80, 255), (0, 0, 900, 300))
    logo.save(made / "logo.png")
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    Image.effect_noise((2600, 1500), 60).convert("RGB").save(made / "cover.jpg", exif=exif)
    (made / "theme.yaml").write_text(THEME, encoding="utf-8")
    (made / "theme.css").write_text(
        '.kicker { background: url("logo.png") no-repeat right / 4mm } '
        'p::after { content: "</style><script>alert(1)</script>"; display: none }',
        encoding="utf-8",
    )
    return made


def client(report):
    return report.model_copy(update={"audience": "client"})


@pytest.fixture(scope="module")
def themed(home, northline):
    return apply_theme(client(northline), read_theme(home))


@pytest.fixture(scope="module")
def written(themed):
    heard = []
    return render_pdf(themed, warn=heard.append), heard


def test_the_page_says_whose_it_is(written):
    data, heard = written
    assert heard == []
    first, *others = words_of(data)
    for text in others:
        assert f"Prepared by {FIRM} for Northline IT Support." in text
        assert '4 Quay Street · "Brackhaven"' in text
    assert f"Prepared by {FIRM} for Northline IT Support." in first


def test_it_is_set_in_the_fonts_of_the_theme_under_private_names(written, themed):
    names = {
        str(font["/BaseFont"])
        for page in read_pdf(written[0]).pages
        for font in page["/Resources"]["/Font"].get_object().values()
        for font in [font.get_object()]
    }
    assert not any("SourceSans" in name.replace("-", "") for name in names), names
    assert families(themed.theme.fonts)["sans"] == "cx-theme-sans, cx-sans, sans-serif"
    assert families(themed.theme.fonts)["serif"] == "cx-serif, serif"


def test_the_checker_of_pdf_ua_finds_nothing(written, tmp_path):
    path = tmp_path / "themed.pdf"
    path.write_bytes(written[0])
    assert not pdfua.validate(path).findings


def test_a_saved_document_looks_the_same_without_the_themes_folder(themed, home):
    saved = report_from_json(themed.to_json())
    assert saved == themed
    assert render_html(saved) == render_html(themed)
    assert apply_theme(client(themed), read_theme(home)).theme == themed.theme, "the same input gives the same bytes"


@pytest.mark.usefixtures("real_fonts")
def test_in_html_its_fonts_are_inside_and_ours_only_where_it_has_none(themed):
    html = render_html(themed)
    assert html.count("font-family:cx-theme-sans;") == 2
    assert "font-family:cx-sans;" not in html
    assert html.count("@font-face{font-family:cx-serif;") == 4
    assert "</style><script>" not in html
    assert re.findall(r"url\((?!\"?data:)[^)]*\)", html) == []
    assert "--accent: #2C5E50" in html


def test_pictures_are_encoded_anew_and_stay_transparent(themed):
    theme = themed.theme
    assert b"SecretCamera" not in base64.b64decode(theme.cover.data)
    assert max(theme.cover.width, theme.cover.height) == 2000
    with Image.open(io.BytesIO(base64.b64decode(theme.logo.data))) as logo:
        assert logo.mode in ("RGBA", "P")
        assert logo.convert("RGBA").getpixel((logo.width - 1, 1))[3] == 0
    assert themed.pictures.keys() == themed.model_copy(update={"theme": None}).pictures.keys()


def test_a_font_travels_cut_down_and_without_its_hinting(themed):
    (regular, bold) = themed.theme.fonts
    raw = base64.b64decode(regular.data)
    assert len(raw) < 40_000 < FILES["cx-serif", 400, "normal"].stat().st_size
    font = TTFont(io.BytesIO(raw))
    assert not {"fpgm", "prep", "cvt ", "DSIG"} & set(font.keys())
    assert {ord(letter) for letter in "Aäß€–…≥ž"} <= font.getBestCmap().keys()
    assert bold.weight == 600


def test_a_wide_font_is_drawn_smaller_so_that_what_fits_in_ours_fits_in_it(tmp_path):
    for name, cut in (("a", 400), ("b", 600)):
        font = TTFont(FILES["cx-sans", cut, "normal"])
        font["head"].unitsPerEm = 830  # a fifth wider
        font.save(tmp_path / f"{name}.ttf")
    (tmp_path / "theme.yaml").write_text(
        "cxaudit: theme/1\ntitle: Wide\nfonts: {sans: {regular: a.ttf, bold: b.ttf}}\n", encoding="utf-8"
    )
    made = apply_theme(make_report(touchpoints=2, practices=4), read_theme(tmp_path))
    words = "Complaints and recovery 100.0"
    with set_in(made.theme.fonts):
        own = width_of(words, 8), width_of(words, 8, bold=True)
    assert own == pytest.approx((width_of(words, 8), width_of(words, 8, bold=True)), rel=0.02)


def test_texts_are_measured_in_the_font_they_are_set_in(themed):
    words = "Complaints and recovery"
    with set_in(themed.theme.fonts):
        own = width_of(words, 10)
        assert width_of("客", 10) == 10, "letters that it lacks are estimated as ever"
    assert own != width_of(words, 10)


def test_a_variable_font_gives_every_cut(tmp_path):
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib.tables.TupleVariation import TupleVariation

    letters = [chr(code) for code in range(0x20, 0x7F)]
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    pen = TTGlyphPen(None)
    for i, point in enumerate([(50, 0), (450, 0), (450, 700), (50, 700)]):
        (pen.lineTo if i else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Box", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.setupFvar([("wght", 400, 400, 700, "Weight")], [])
    wider = [(0, 0), (90, 0), (90, 0), (0, 0), (0, 0), (90, 0), (0, 0), (0, 0)]
    builder.setupGvar({name: [TupleVariation({"wght": (0, 1, 1)}, wider)] for name in names})
    builder.save(tmp_path / "box.ttf")
    (tmp_path / "theme.yaml").write_text("cxaudit: theme/1\ntitle: Box\nfonts: {sans: box.ttf}\n", encoding="utf-8")
    made = apply_theme(make_report(touchpoints=2, practices=4), read_theme(tmp_path))
    fonts = [TTFont(io.BytesIO(base64.b64decode(part.data))) for part in made.theme.fonts]
    assert all("fvar" not in font for font in fonts)
    edges = [font["glyf"][font.getBestCmap()[ord("A")]].xMax for font in fonts]
    assert edges == [450, 510], "600 lies two thirds of the way to 700"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("css", "a { background: url(http://x.example/a.png) }", "cannot be used"),
        ("css", "@import 'http://x.example/a.css';", "cannot be used"),
        ("css", "a { background: url(secret.png) }", "name pictures that are not in it"),
        ("logo", {"data": 'AA")} html{display:none'}, "is damaged"),
        ("cover", {"data": "A"}, "is damaged"),
        ("colours", {"accent": "red; } html { display: none"}, "this is no report/1 document"),
        ("colours", {"x:red}html{": "#000000"}, "this is no report/1 document"),
        ("fonts", [{"data": "AAAA"}, {}], "is damaged"),
        ("fonts", [{"data": 'AA")}'}, {}], "this is no report/1 document"),
        ("fonts", [{"role": "x"}, {}], "this is no report/1 document"),
    ],
)
def test_a_saved_document_can_bring_nothing_in(themed, field, value, said):
    data = json.loads(themed.to_json())
    theme = data["theme"]
    if field == "fonts":
        theme[field] = [part | new for part, new in zip(theme[field], value, strict=True)]
    else:
        theme[field] = theme[field] | value if isinstance(value, dict) else value
    with pytest.raises(RenderError, match=said):
        render_html(report_from_json(json.dumps(data)))


def test_what_a_name_holds_is_not_filled_in_again(tmp_path):
    (tmp_path / "theme.yaml").write_text(
        'cxaudit: theme/1\ntitle: x\nfirm: "{client} {{firm}}"\nfooter: "{client} / {firm}"\n', encoding="utf-8"
    )
    report = client(make_report(touchpoints=2, practices=4))
    subject = report.audit.subject.model_copy(update={"client": "<b>{firm}</b>"})
    report = report.model_copy(update={"audit": report.audit.model_copy(update={"subject": subject})})
    made = apply_theme(report, read_theme(tmp_path))
    assert made.theme.footer == "<b>{firm}</b> / {client} {{firm}}"
    assert "<b>{firm}" not in render_html(made)


def test_what_is_internal_says_so_whatever_the_theme_says(themed):
    inside = themed.model_copy(update={"audience": "internal"})
    assert set_brand(inside).notice == "Internal"
    assert set_brand(themed).notice == f"Prepared by {FIRM} for Northline IT Support."


def test_without_a_theme_the_head_shows_the_day_and_the_foot_the_client():
    plain = client(make_report(touchpoints=2, practices=4))
    brand = set_brand(plain)
    assert (brand.head, brand.notice) == ("20 Oct 2026", "Confidential to Harbour Hotel")
    assert apply_theme(plain, None) is plain


@pytest.mark.parametrize(("size", "shown"), [((2000, 100), (42, 2.1)), ((100, 900), (0.89, 8)), ((300, 300), (8, 8))])
def test_a_logo_of_any_shape_stays_inside_its_box(themed, size, shown):
    logo = themed.theme.logo.model_copy(update={"width": size[0], "height": size[1]})
    report = themed.model_copy(update={"theme": themed.theme.model_copy(update={"logo": logo})})
    head = set_brand(report).head_logo
    assert (head.width, head.height) == pytest.approx(shown, abs=0.01)


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_cover_stays_one_page_with_the_longest_names(home, paper, front_only):
    name = "Vereinigte Dienstleistungsberatungsgesellschaft für Kundenerlebnis Müller-Lüdenscheidt & Partner mbB " * 2
    theme = read_theme(home)
    firm = theme.theme.firm.model_copy(update={"name": name, "logo": None})
    theme = type(theme)(home, theme.theme.model_copy(update={"firm": firm}), "")
    report = apply_theme(client(make_report(touchpoints=2, practices=4)), theme)
    pages = pypdf.PdfReader(io.BytesIO(render_pdf(report, paper=paper, templates=front_only))).pages
    assert "Executive summary" in pages[1].extract_text()
    assert "Vereinigte" in pages[0].extract_text()


def test_only_the_first_value_of_a_variable_is_the_themes():
    theme = apply_theme(make_report(touchpoints=2, practices=4), load_theme("warm")).theme
    css = dress_style(":root{--accent: #173B5F;--accent-tint: #E8EEF3}@media(x){:root{--accent: #FFFFFF}}", theme)
    wanted = derive_palette(load_theme("warm").theme.colours)
    assert f"--accent: {wanted['accent']};--accent-tint: {wanted['accent-tint']}" in css
    assert css.endswith("@media(x){:root{--accent: #FFFFFF}}")
    assert f"--ink:{wanted['ink']};" in css, "what a user's own style sheet leaves out comes before it"


def test_thicker_lines_do_not_push_anything_onto_another_page(northline, printed):
    dressed = render_pdf(apply_theme(northline, load_theme("high-contrast")), paper="letter")
    plain, strong = ([text.split() for text in words_of(data)] for data in (printed("letter")[0], dressed))
    assert load_theme("high-contrast").css.count("--hairline: 0.75pt") == 1, "its lines are thicker"
    assert [len(page) for page in strong] == [len(page) for page in plain]
    assert strong == plain
