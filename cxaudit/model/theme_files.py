"""From a theme's folder to a checked theme: its texts, colours, pictures, fonts and style sheet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cxaudit.errors import InputError, Issue, NotFound
from cxaudit.model.contrast import contrast
from cxaudit.model.evidence import locate_file, picture_problem
from cxaudit.model.font_files import font_problem, forbids_embedding
from cxaudit.model.kind import kind_issue
from cxaudit.model.load import AUDIT, AuditFolder
from cxaudit.model.palette import OURS, check_colours, derive_palette
from cxaudit.model.theme import Theme
from cxaudit.model.theme_css import CSS, MAX_BYTES, check_css, css_issue, find_addresses
from cxaudit.model.themes import THEME, find_theme, shown_name
from cxaudit.model.validating import validated
from cxaudit.model.words import closest, quoted
from cxaudit.source import Source, read_source

LONGEST_NAME = 255  # characters that every system takes
FAINT = 1.6  # a logo whose strongest parts have less contrast than this cannot be seen
SHARP = 1400  # pixels over the width of a page: 170 dpi


@dataclass(frozen=True)
class ThemeFolder:
    """A theme as read from its folder; every file that it names is there and is what it should be."""

    folder: Path
    theme: Theme
    css: str = field(default="", repr=False)
    warnings: tuple[Issue, ...] = ()

    def file(self, name: str) -> Path:
        """A file of the theme's folder, for instance a picture.

        Raises: NotFound when it lies outside or has vanished.
        """
        path = locate_file(name, self.folder)
        if path is None or not path.is_file():
            raise NotFound(f"{self.folder}: there is no file {quoted(name)} in this theme")
        return path


def load_theme(reference: str, templates: Path | None = None) -> ThemeFolder:
    """A theme by its name, or by the path of its folder.

    Raises: InputError with all problems; NotFound when there is none.
    """
    return read_theme(find_theme(reference, Path(), templates))


def load_theme_of(audit: AuditFolder, templates: Path | None = None) -> ThemeFolder | None:
    """The theme that an audit names; None if it names none.

    Raises: InputError with all problems; NotFound when it is not there, of which reading the audit has warned.
    """
    named = audit.audit.theme
    if named is None:
        return None
    try:
        home = find_theme(named, audit.folder, templates)
    except NotFound as problem:
        said = f"{audit.folder / AUDIT}: {problem.message}"
        raise NotFound(said, "mend it, or name another theme with --theme") from problem
    return read_theme(home)


def read_theme(home: Path) -> ThemeFolder:
    """The theme of a folder, with everything in it checked.

    Raises: InputError with all problems; NotFound when the folder holds no theme.yaml.
    """
    if locate_file(THEME, home) is None:
        raise NotFound(f"{home / THEME}: leads out of the theme's folder")
    source = read_source(home / THEME, shown_name(home))
    if wrong := kind_issue(source, "theme"):
        raise InputError([*source.issues, wrong])
    theme, issues = validated(source, Theme)
    css = ""
    if theme:
        if theme.colours:
            issues.extend(check_colours(theme.colours, source))
        issues.extend(_check_files(theme, home, source))
    if (home / CSS).is_file():
        css, found = _read_css(home, str(Path(source.name).parent / CSS))
        issues.extend(found)
    if theme is None or any(issue.level == "error" for issue in issues):
        raise InputError(issues)
    return ThemeFolder(home, theme, css, tuple(issues))


def _check_files(theme: Theme, home: Path, source: Source) -> Iterator[Issue]:
    palette = derive_palette(theme.colours) if theme.colours else OURS
    for loc, name in theme.pictures().items():
        if problem := _picture_problem(name, home):
            yield source.issue(loc, f"{quoted(name)} {problem[0]}", problem[1])
        elif path := locate_file(name, home):
            yield from _look_at(path, loc, palette, source)
    for loc, name in theme.font_files().items():
        path = locate_file(name, home)
        problem = _absent(name, home) or (font_problem(path) if path else None)
        if problem:
            yield source.issue(loc, f"{quoted(name)} {problem[0]}", problem[1])
        elif path and forbids_embedding(path):
            said = f"{quoted(name)} says of itself that a document must not carry it"
            yield source.issue(loc, said, "ask its maker, or use another font", level="warning")


def _absent(name: str, home: Path) -> tuple[str, str] | None:
    """Why a name leads to no file of the folder, and what to do; None when it does."""
    path = locate_file(name, home)
    if "://" in name:
        return "is an address, not a file", "save the file in the theme's folder and name it here"
    if any(len(part) > LONGEST_NAME for part in Path(name).parts):
        return "is too long for a file's name", "shorten it"
    if path is None or Path(name).is_absolute():
        return "lies outside the theme's folder", "copy the file into it"
    if not path.is_file():
        there = [str(Path(name).parent / near.name) for near in path.parent.iterdir()] if path.parent.is_dir() else []
        slashes = f"write {name.replace(chr(92), '/')}" if "\\" in name else ""
        return "is not in the theme's folder", slashes or closest(name, there)
    return None


def _picture_problem(name: str, home: Path) -> tuple[str, str] | None:
    path = locate_file(name, home)
    if absent := _absent(name, home) or (None if path else ("lies outside the theme's folder", "")):
        return absent
    if path is not None and (path.suffix.lower() in (".svg", ".svgz") or _begins_as_svg(path)):
        return "is an SVG drawing, which can load other files", "save it as PNG, about 1,000 pixels wide"
    problem = picture_problem(path) if path else None
    return (problem, "") if problem else None


def _begins_as_svg(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(400).lstrip().lower()
    return b"<svg" in head or head.startswith(b"<?xml")


def _look_at(path: Path, loc: tuple[str, ...], palette: dict[str, str], source: Source) -> Iterator[Issue]:
    """Warnings about a picture that can be read, but will not look well."""
    from PIL import Image

    try:
        with Image.open(path) as opened:
            width = opened.width
            opened.thumbnail((96, 96))
            small = opened.convert("RGBA")
    except (OSError, SyntaxError, ValueError):
        return  # its head is fine and its rest is not: encoding it will say so
    if loc[0] == "cover":
        if width < SHARP:
            said = f"this picture is {width} pixels wide and will look blurred"
            yield source.issue(loc, said, "a width of 1,800 or more is sharp", level="warning")
        return
    ground = palette["accent" if loc[-1] == "logo_on_accent" else "paper"]
    if strongest(small, ground) < FAINT:
        other = "'logo_on_accent' is for light logos" if loc[-1] == "logo" else "'logo' is for dark logos"
        said = f"this logo can hardly be seen on {ground}"
        yield source.issue(loc, said, f"give one that stands out; {other}", level="warning")


def strongest(picture: object, ground: str) -> float:
    """The contrast with the ground that a twentieth of a picture's visible pixels exceed; 1 for an empty one."""
    pixels: Iterable[tuple[int, int, int, int]] = picture.get_flattened_data()  # type: ignore[attr-defined]
    found = sorted((contrast(f"#{r:02X}{g:02X}{b:02X}", ground) for r, g, b, a in pixels if a > 127), reverse=True)
    return found[len(found) // 20] if found else 1.0


def _read_css(home: Path, name: str) -> tuple[str, list[Issue]]:
    path = locate_file(CSS, home)
    if path is None or path.stat().st_size > MAX_BYTES:
        said = f"has more than {MAX_BYTES // 1000} kB" if path else "leads out of the theme's folder"
        return "", [Issue(name, 1, 1, f"this style sheet {said}")]
    try:
        css = path.read_text("utf-8-sig").replace("\f", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}")
    except UnicodeDecodeError:
        return "", [Issue(name, 1, 1, "this is not UTF-8 text", "save the file as UTF-8")]
    issues = list(check_css(css, name))
    refused = {(issue.line, issue.column) for issue in issues}
    for address in find_addresses(css):
        wrong = None if address.loads_nothing else _picture_problem(address.value, home)
        if wrong and (address.line, address.column) not in refused:
            issues.append(css_issue(address, f"{quoted(address.value)} {wrong[0]}", wrong[1], name, css.split("\n")))
    return css, issues
