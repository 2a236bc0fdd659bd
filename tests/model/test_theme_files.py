"""Themes as folders: found by name or path, read completely, and every file in them is what it should be."""

import io
import os
import shutil
import struct

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from cxaudit.errors import InputError, NotFound
from cxaudit.model.font_files import font_problem, forbids_embedding, open_font
from cxaudit.model.theme_files import load_theme, read_theme
from cxaudit.model.themes import find_theme, shipped_themes
from cxaudit.report.fonts import FACES, font_file
from cxaudit.report.render import render_html
from cxaudit.report.theming import apply_theme
from tests.report.reports import make_report

HEAD = 'cxaudit: theme/1\ntitle: Ours\ncolours: "#2C5E50"\n'
SANS = font_file(FACES[0])


@pytest.fixture
def home(tmp_path):
    made = tmp_path / "our-theme"
    made.mkdir()
    return made


def write(home, more="", css=None):
    (home / "theme.yaml").write_text(HEAD + more, encoding="utf-8")
    if css is not None:
        (home / "theme.css").write_text(css, encoding="utf-8")
    return home


def picture(path, colour="navy", size=(400, 100), mode="RGB", kind=None):
    Image.new(mode, size, colour).save(path, kind)


def messages(home):
    try:
        return [issue.message for issue in read_theme(home).warnings]
    except InputError as problem:
        return [issue.message for issue in problem.issues]


def test_a_theme_is_found_by_name_by_folder_and_by_file(home, tmp_path, monkeypatch):
    write(home)
    monkeypatch.chdir(tmp_path)
    assert find_theme("warm", tmp_path) == shipped_themes()["warm"]
    assert load_theme("our-theme").theme.title == "Ours"
    assert load_theme(str(home)).folder == home
    assert find_theme("our-theme/theme.yaml", tmp_path) == home


def test_a_theme_of_the_users_templates_wins_by_name(tmp_path):
    own = tmp_path / "themes" / "warm"
    own.mkdir(parents=True)
    write(own)
    assert load_theme("warm", tmp_path).theme.title == "Ours"
    assert load_theme("warm").theme.title == "Warm"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("warn", "there is no theme 'warn'; did you mean 'warm'?"),
        ("nothing/here", "shipped: high-contrast, neutral, warm; a theme of your own"),
        (".", "the folder '.' holds no theme.yaml"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(name, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotFound) as problem:
        load_theme(name)
    assert said in str(problem.value)


def test_pictures_are_what_they_say(home):
    picture(home / "logo.png")
    write(home, "firm: {name: K, logo: logo.png}\n")
    assert messages(home) == []
    (home / "logo.png").write_text("no picture")
    assert "'logo.png' is no picture that can be read" in messages(home)[0]
    (home / "logo.png").write_text('<?xml version="1.0"?><svg/>')
    assert "'logo.png' is an SVG drawing" in messages(home)[0]
    (home / "logo.png").unlink()
    assert messages(home) == ["'logo.png' is not in the theme's folder"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links here")
def test_a_link_that_leads_out_is_not_followed(home, tmp_path):
    picture(tmp_path / "secret.png")
    (home / "logo.png").symlink_to(tmp_path / "secret.png")
    write(home, "firm: {name: K, logo: logo.png}\n")
    assert messages(home) == ["'logo.png' lies outside the theme's folder"]
    (home / "theme.css").symlink_to(tmp_path / "secret.png")
    assert "this style sheet leads out of the theme's folder" in messages(home)


def test_a_logo_that_cannot_be_seen_and_a_cover_that_is_small_are_warned_about(home):
    picture(home / "white.png", "white")
    picture(home / "dark.png", "#2C5E50")
    picture(home / "small.jpg", "red", (600, 300))
    write(home, "firm: {name: K, logo: white.png, logo_on_accent: dark.png}\ncover: small.jpg\n")
    assert messages(home) == [
        "this logo can hardly be seen on #FFFFFF",
        "this logo can hardly be seen on #2C5E50",
        "this picture is 600 pixels wide and will look blurred",
    ]


def test_a_style_sheets_pictures_are_looked_at(home):
    picture(home / "ok.png")
    write(home, css="h1 { background: url(ok.png), url(not-there.png) }")
    assert messages(home) == ["'not-there.png' is not in the theme's folder"]
    write(home, css="h1 { background: url(ok.png) }")
    assert messages(home) == []


@pytest.mark.parametrize("raw", [b"\xff\xfeh", "é".encode("latin-1")])
def test_a_style_sheet_must_be_text(home, raw):
    write(home)
    (home / "theme.css").write_bytes(raw)
    assert messages(home) == ["this is not UTF-8 text"]


def test_fonts_are_checked(home):
    shutil.copy(SANS, home / "ok.ttf")
    write(home, "fonts: {sans: ok.ttf, serif: ok.ttf}\n")
    assert messages(home) == []
    assert read_theme(home).theme.font_files() == {
        ("fonts", "sans", "regular"): "ok.ttf",
        ("fonts", "sans", "bold"): "ok.ttf",
        ("fonts", "serif", "regular"): "ok.ttf",
    }


def test_woff2_is_a_font_and_a_bomb_is_none(tmp_path):
    path = tmp_path / "a.woff2"
    font = TTFont(SANS)
    font.flavor = "woff2"
    font.save(path)
    assert font_problem(path) is None
    import brotli

    raw = bytearray(path.read_bytes())
    packed = struct.unpack(">I", raw[20:24])[0]
    at = raw.index(brotli_part(raw, packed))
    bomb = brotli.compress(b"\0" * 200_000_000, quality=5)
    raw[20:24] = struct.pack(">I", len(bomb))
    path.write_bytes(bytes(raw[:at]) + bomb)
    assert path.stat().st_size < 100_000
    assert font_problem(path)[0] == "is no font that can be read"


def brotli_part(raw, packed):
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry, woff2DirectorySize

    rest = bytes(raw[woff2DirectorySize:])
    for _ in range(struct.unpack(">H", raw[12:14])[0]):
        rest = WOFF2DirectoryEntry().fromString(rest)
    return rest[:packed]


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.ttf", b"", "is no font that can be read"),
        ("a.ttf", b"\x00\x01\x00\x00" + b"\xff" * 400, "is no font that can be read"),
        ("a.otf", b"OTTO\0\0\0\0", "is no font that can be read"),
        ("a.woff2", b"wOF2" + b"\0" * 60, "is no font that can be read"),
        ("a.ttf", b"wOFF" + b"\0" * 60, "is a WOFF file of the first version"),
        ("a.ttf", b"ttcf" + b"\0" * 60, "is a collection of fonts"),
        ("a.exe", b"MZ", "is no TTF, OTF or WOFF2 file"),
        ("a.eot", b"x", "is no TTF, OTF or WOFF2 file"),
    ],
)
def test_what_is_no_font_is_named(tmp_path, name, raw, said):
    path = tmp_path / name
    path.write_bytes(raw)
    assert font_problem(path)[0] == said


def test_every_damaged_font_is_refused_or_read_but_never_a_crash(tmp_path):
    raw = SANS.read_bytes()
    for cut in range(12, len(raw), 9973):
        (tmp_path / "a.ttf").write_bytes(raw[:cut])
        assert font_problem(tmp_path / "a.ttf") is None or open_font(raw[:cut]) is None


def test_a_font_without_letters_and_one_that_forbids_embedding(tmp_path):
    from fontTools import subset

    font = TTFont(SANS)
    cutter = subset.Subsetter()
    cutter.populate(text="ABC")
    cutter.subset(font)
    font.save(tmp_path / "symbols.ttf")
    assert font_problem(tmp_path / "symbols.ttf")[0] == "has no letter 'D'"
    font = TTFont(SANS)
    font["OS/2"].fsType = 2
    out = io.BytesIO()
    font.save(out)
    (tmp_path / "closed.ttf").write_bytes(out.getvalue())
    assert font_problem(tmp_path / "closed.ttf") is None
    assert forbids_embedding(tmp_path / "closed.ttf")
    assert not forbids_embedding(SANS)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("#x", []),
        ("ok.png", []),
        ("ok.png?x", ["'ok.png?x' is not in the theme's folder"]),
        ("a" * 300 + ".png", [f"'{'a' * 40}...' is too long for a file's name"]),
        ("a" * 300 + "/b.png", [f"'{'a' * 40}...' is too long for a file's name"]),
    ],
    ids=["fragment", "file", "question", "long name", "long folder"],
)
def test_an_address_that_loads_nothing_is_no_file_that_is_missing(home, address, said):
    picture(home / "ok.png")
    write(home, css=f"h1 {{ background: url({address}) }}")
    assert messages(home) == said
    if not said:  # and it is rendered as it stands
        report = apply_theme(make_report(2, 4), read_theme(home))
        assert ("url(#x)" in render_html(report)) is (address == "#x")
