"""Fonts of a theme: rebuilt with the letters that a report needs, as pictures are encoded anew, and named privately.

A document carries its fonts, so that it looks the same wherever it is rendered. What is cut away is also what a font
may carry beside its letters: programs for hinting, and tables that only design tools read.
"""

import base64
import hashlib
import io
from collections.abc import Iterable, Sequence
from functools import lru_cache
from statistics import fmean
from typing import Any, Literal

from cxaudit.errors import RenderError
from cxaudit.model.font_files import open_font
from cxaudit.model.theme_files import ThemeFolder
from cxaudit.report.brand_parts import FontPart
from cxaudit.report.widths import advances

Role = Literal["sans", "serif"]
Weight = Literal[300, 400, 600]
Style = Literal["normal", "italic"]
CUTS: dict[str, tuple[Weight, Style]] = {
    "light": (300, "normal"),
    "regular": (400, "normal"),
    "italic": (400, "italic"),
    "bold": (600, "normal"),
}
# Beside the letters of the document: those of our templates' words, and of names that another edition may show.
ALWAYS = (
    "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x203B), 0x20AC, 0x2122)))
    + "−≤≥→←×▲▼◆◇■✓"
)
FEATURES = ["kern", "liga", "clig", "calt", "locl", "ccmp", "rlig", "mark", "mkmk", "lnum", "tnum"]
SHAPING = ["init", "medi", "fina", "isol"]
# What a font needs to be drawn; the rest is for hinting, design tools and signatures.
OUTLINES = ("head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2", "post", "glyf", "loca", "CFF ", "CFF2")
KEPT = frozenset({*OUTLINES, "GSUB", "GPOS", "GDEF", "kern", "fvar", "avar", "gvar", "HVAR", "MVAR", "STAT"})
SPECIMEN = "the quick customer waits at the front desk and nobody looks up before Monday 12.5"
ABOUT_EQUAL, WIDEST, MOST_UNITS = 1.02, 1.3, 16384
REGULAR, BOLD_SPARES = 400, 0.93  # bold stands in few places: it may run a little wider


def pack_fonts(theme: ThemeFolder, text: str) -> list[FontPart]:
    """The fonts that a theme names, cut down to the letters of `text`.

    A family that runs wider than ours is drawn as much smaller: tables and charts have room for so many letters.

    Raises: RenderError when one cannot be rebuilt.
    """
    letters = frozenset(text) | frozenset(ALWAYS)
    cuts = [
        (role, *CUTS[cut], theme.file(name).read_bytes(), name)
        for (_, role, cut), name in theme.theme.font_files().items()
    ]
    built = {part: _guarded(part[3], part[4], part[1], part[2], letters) for part in cuts}
    wide = dict.fromkeys((part[0] for part in cuts), 1.0)
    for (role, weight, *_), data in built.items():
        part = _width(data) / _width_of_ours(role, weight)
        wide[role] = max(wide[role], part if weight == REGULAR else part * BOLD_SPARES)
    return [
        FontPart(
            role="sans" if role == "sans" else "serif",
            weight=weight,
            style=style,
            sha256=hashlib.sha256(raw).hexdigest(),
            data=base64.b64encode(_finished(data, wide[role])).decode(),
        )
        for (role, weight, style, raw, _), data in built.items()
    ]


def theme_faces(fonts: Iterable[FontPart]) -> str:
    """@font-face rules that carry the fonts."""
    return "".join(
        f"@font-face{{font-family:{family_of(part.role)};font-weight:{part.weight};font-style:{part.style};"
        f'src:url("data:font/woff2;base64,{part.data}")}}'
        for part in fonts
    )


def family_of(role: str) -> str:
    """The private name of a theme's family: an installed font of the real name would win."""
    return f"cx-theme-{role}"


def families(fonts: Sequence[FontPart]) -> dict[str, str]:
    """What `font-family` names for each role: the theme's family if it has one, ours, and the system's last."""
    own = {part.role for part in fonts}
    return {
        "sans": f"{family_of('sans')}, cx-sans, sans-serif" if "sans" in own else "cx-sans, sans-serif",
        "serif": f"{family_of('serif')}, cx-serif, serif" if "serif" in own else "cx-serif, serif",
    }


def _guarded(raw: bytes, name: str, weight: int, style: str, letters: frozenset[str]) -> bytes:
    try:
        return _rebuild(raw, weight, style, letters)
    except Exception as problem:  # (a damaged file makes fontTools raise anything)
        raise RenderError(f"the font '{name}' cannot be embedded: {problem or type(problem).__name__}") from problem


@lru_cache(maxsize=24)  # reports in one language need the same letters
def _rebuild(raw: bytes, weight: int, style: str, letters: frozenset[str]) -> bytes:
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options(
        hinting=False,
        layout_features=[*FEATURES, *SHAPING],
        notdef_outline=True,
        name_IDs=[0, 1, 2, 13, 14],  # whose it is, and its licence, stay with it
        recalc_timestamp=False,
    )
    font = TTFont(io.BytesIO(raw), lazy=True, recalcTimestamp=False)
    for tag in [tag for tag in font.keys() if tag not in KEPT and tag != "GlyphOrder"]:  # noqa: SIM118
        del font[tag]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    cutter.subset(font)
    if "fvar" in font:
        font = _fixed(font, weight, style)
    return _saved(font, None)


def _fixed(font: Any, weight: int, style: str) -> Any:
    """One cut of a variable font."""
    from fontTools.varLib import instancer

    place = {}
    for axis in font["fvar"].axes:
        wanted = {"wght": weight, "ital": int(style == "italic")}.get(axis.axisTag, axis.defaultValue)
        if axis.axisTag == "slnt" and style == "italic":
            wanted = axis.minValue
        place[axis.axisTag] = min(max(wanted, axis.minValue), axis.maxValue)
    return instancer.instantiateVariableFont(font, place)


def _width(data: bytes) -> float:
    """The mean advance of a text's letters, for a size of 1."""
    font = open_font(data)
    metrics, letters, units = font["hmtx"], font.getBestCmap(), int(font["head"].unitsPerEm)
    return fmean(metrics[letters[ord(letter)]][0] for letter in SPECIMEN) / units


def _width_of_ours(role: str, weight: int) -> float:
    table = advances(role, weight)
    return fmean(table[letter] for letter in SPECIMEN)


def _finished(data: bytes, wide: float) -> bytes:
    """The font as it travels; `wide` times as wide as ours, it is drawn that much smaller by counting a larger em."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.scaleUpem import scale_upem

    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    if wide > ABOUT_EQUAL:
        if font["head"].unitsPerEm > MOST_UNITS / 2:
            scale_upem(font, 1000)
        units = round(font["head"].unitsPerEm * min(wide, WIDEST))
        font["head"].unitsPerEm = units
        for tag in {"CFF ", "CFF2"} & set(font.keys()):
            top = font[tag].cff.topDictIndex[0]
            top.FontMatrix = [1 / units, 0, 0, 1 / units, 0, 0]
    return _saved(font, "woff2")


def _saved(font: Any, flavour: str | None) -> bytes:
    out = io.BytesIO()
    font.flavor = flavour
    font.save(out)
    return out.getvalue()
