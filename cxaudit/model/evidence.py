"""Evidence files: they exist, lie inside the audit's folder, and are the pictures they say they are."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

from cxaudit.errors import Issue
from cxaudit.model.audit import PICTURES, Audit, RatingsFile
from cxaudit.model.words import closest, quoted
from cxaudit.source import Loc, Source

MAX_PIXELS = 100_000_000
MAX_BYTES = 50_000_000


def check_evidence(written: Audit | RatingsFile, folder: Path, source: Source) -> Iterator[Issue]:
    """An issue for each file that is missing, lies outside `folder`, or is no readable picture."""
    if isinstance(written, Audit) and written.subject.logo:
        yield from _check(written.subject.logo, folder, source, ("subject", "logo"), picture=True)
    for key, rating in written.ratings.items():
        for position, evidence in enumerate(rating.evidence):
            if evidence.file:
                loc: Loc = ("ratings", key, "evidence", position, "file")
                yield from _check(
                    evidence.file,
                    folder,
                    source,
                    loc,
                    picture=evidence.file.lower().endswith((*PICTURES, ".bmp", ".tif", ".tiff", ".heic")),
                )


def locate_file(name: str, folder: Path) -> Path | None:
    """The file `name` of the audit's folder; None when it lies outside, also by way of a link."""
    try:
        path = (folder / name).resolve()
        path.is_file()  # a name that is too long for the system is no file of ours
        return path if path.is_relative_to(folder.resolve()) else None
    except (OSError, ValueError, RuntimeError):
        return None


def _check(name: str, folder: Path, source: Source, loc: Loc, *, picture: bool) -> Iterator[Issue]:
    path = locate_file(name, folder)
    if "://" in name:
        yield source.issue(
            loc, f"{quoted(name)} is an address, not a file", "save the picture into photos/ and name it here"
        )
    elif path is None or PureWindowsPath(name).is_absolute():
        yield source.issue(loc, f"{quoted(name)} lies outside the audit's folder", "copy the file into photos/")
    elif not path.is_file():
        yield source.issue(loc, f"there is no file {quoted(name)} in the audit's folder", _near(name, path))
    elif picture and (problem := picture_problem(path)):
        yield source.issue(loc, f"{quoted(name)} {problem}")


def _near(name: str, path: Path) -> str:
    """A file that may be meant: spelt otherwise, or written with the wrong slash."""
    if "\\" in name:
        return f"write {name.replace(chr(92), '/')}"
    beside = [str(Path(name).parent / near.name) for near in path.parent.iterdir()] if path.parent.is_dir() else []
    return closest(name, beside)


@contextmanager
def decoding() -> Iterator[None]:
    """Inside, Pillow refuses what is cut off, whatever WeasyPrint has set, and does not warn of damaged EXIF."""
    from PIL import ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def picture_problem(path: Path) -> str | None:
    """What is wrong with a picture file, from its head only; None when it can be read."""
    from PIL import Image  # only audits with pictures pay for it

    if path.stat().st_size > MAX_BYTES:
        return f"has more than {MAX_BYTES // 1_000_000} MB"
    if path.suffix.lower() == ".heic":
        return "is a HEIC picture; save it as JPEG first"
    try:
        with decoding(), Image.open(path, formats=("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")) as image:
            width, height = image.size
            image.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "is no picture that can be read (PNG, JPEG, WebP or GIF)"
    return "has more than 100 megapixels" if width * height > MAX_PIXELS else None
