"""Advances of letters in the fonts of the report that is being set: those of its theme, else ours.

Charts and pages measure texts before anything is drawn. Which fonts hold is a matter of the whole run of one report, so
it is set around it and not handed through every chart.
"""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache

from cxaudit.errors import RenderError
from cxaudit.model.font_files import open_font
from cxaudit.report.brand_parts import FontPart
from cxaudit.report.fonts import FACES, font_file

_OWN: ContextVar[tuple[FontPart, ...]] = ContextVar("fonts of the theme", default=())


class Advances(dict[str, float]):
    """The advance of each letter for a size of 1. Each is one of a kind, so that sums over it can be remembered."""

    __hash__ = object.__hash__  # type: ignore[assignment]
    __eq__ = object.__eq__


@contextmanager
def set_in(fonts: Sequence[FontPart]) -> Iterator[None]:
    """Measure texts in these fonts until the end of the block."""
    token = _OWN.set(tuple(fonts))
    try:
        yield
    finally:
        _OWN.reset(token)


def advances(role: str, weight: int) -> Advances:
    """The advance of each letter for a size of 1; letters that the theme's font lacks have that of ours.

    Raises: RenderError when a font of the document cannot be read.
    """
    if not _OWN.get():
        return _ours(role, weight)
    cuts = {part.weight: part for part in _OWN.get() if part.role == role and part.style == "normal"}
    part = cuts.get(weight) or cuts.get(400)  # type: ignore[call-overload]  # any weight may be asked for
    return _theirs(part.data, role, weight) if part else _ours(role, weight)


@cache
def _ours(role: str, weight: int) -> Advances:
    from fontTools.ttLib import TTFont

    wanted = (f"cx-{role}", weight, "normal")
    face = next(face for face in FACES if (face.family, face.weight, face.style) == wanted)
    with TTFont(str(font_file(face)), lazy=True) as font:
        metrics, scale = font["hmtx"], font["head"].unitsPerEm
        return Advances((chr(code), metrics[name][0] / scale) for code, name in font.getBestCmap().items())


@lru_cache(maxsize=24)
def _theirs(data: str, role: str, weight: int) -> Advances:
    font = open_font(base64.b64decode(data))
    if font is None:
        raise RenderError(f"a {role} font of this document is damaged")
    metrics, scale = font["hmtx"], font["head"].unitsPerEm
    own = {chr(code): metrics[name][0] / scale for code, name in font.getBestCmap().items()}
    return Advances({**_ours(role, weight), **own})
