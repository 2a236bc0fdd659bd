"""The two type families of a report: their files, and the style rules that name them."""

import base64
import importlib.util
import io
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from cxaudit.errors import InstallError


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a family. The families' names are our own: an installed font of the same name would win."""

    family: str
    weight: int
    style: str
    package: str
    file: str


FACES = (
    Face("cx-sans", 400, "normal", "font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    Face("cx-sans", 600, "normal", "font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    Face("cx-serif", 300, "normal", "font_source_serif_pro", "SourceSerifPro-Light.ttf"),
    Face("cx-serif", 400, "normal", "font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    Face("cx-serif", 400, "italic", "font_source_serif_pro", "SourceSerifPro-It.ttf"),
    Face("cx-serif", 600, "normal", "font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
)


def font_file(face: Face) -> Path:
    """The file of a face.

    Raises: InstallError when it is not there: without fonts Pango may end the whole program.
    """
    package = importlib.util.find_spec(face.package)
    for folder in (package.submodule_search_locations or []) if package else []:
        path = Path(folder, "files", face.file)
        if path.is_file():
            return path
    name = face.package.replace("_", "-")
    raise InstallError(f"the font {face.file} is missing: install the package {name} again")


@cache
def linked_faces() -> str:
    """@font-face rules with the addresses of the files: for a report that is typeset on this machine."""
    return "".join(_rule(face, font_file(face).as_uri()) for face in FACES)


def embedded_faces(text: str, others: Container[str] = ()) -> str:
    """@font-face rules that carry the fonts, cut down to the characters of `text`: for a file that is passed on.

    Args: `others` are the roles (sans, serif) for which a theme has fonts of its own.
    """
    letters = frozenset(text)
    faces = (face for face in FACES if face.family.removeprefix("cx-") not in others)
    return "".join(_rule(face, f"data:font/ttf;base64,{_subset(face, letters)}") for face in faces)


def font_files() -> Iterable[Path]:
    """The files of all faces."""
    return [font_file(face) for face in FACES]


def _rule(face: Face, address: str) -> str:
    return (
        f"@font-face{{font-family:{face.family};font-weight:{face.weight};font-style:{face.style};"
        f'src:url("{address}")}}'
    )


@lru_cache(maxsize=12)
def _subset(face: Face, letters: frozenset[str]) -> str:
    from fontTools import subset

    options = subset.Options(hinting=False, layout_features=["kern", "liga", "mark", "mkmk", "ccmp", "lnum", "tnum"])
    font = subset.load_font(str(font_file(face)), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(map(ord, letters)))
    cutter.subset(font)
    out = io.BytesIO()
    font.save(out)
    font.close()
    return base64.b64encode(out.getvalue()).decode()
