"""The folder behind the name of a theme: a shipped one, one of the user's templates, or a folder by its path."""

import os
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from cxaudit.errors import Issue, NotFound
from cxaudit.model.audit import Audit
from cxaudit.model.words import closest, quoted
from cxaudit.resources import folder
from cxaudit.source import Source

THEME = "theme.yaml"
NEUTRAL = "neutral"


def shipped_themes() -> dict[str, Path]:
    """The folders of the themes that come with cxaudit, by name."""
    return _themes_in(folder("templates"))


def find_theme(reference: str, beside: Path, templates: Path | None = None) -> Path:
    """The folder of a theme: a name (`warm`), or a path relative to the folder `beside`.

    Args: `templates` is the user's folder of templates, whose themes/ wins over ours by name.
    Raises: NotFound when there is none.
    """
    named = shipped_themes() | (_themes_in(templates) if templates else {})
    if reference in named:
        return named[reference]
    path = beside / reference
    try:
        if path.is_file() and path.name == THEME:
            return path.parent
        if (path / THEME).is_file():
            return path
        holds_none = path.is_dir()
    except (OSError, ValueError) as problem:
        raise NotFound(f"{quoted(reference)} is no usable path") from problem
    if holds_none:
        raise NotFound(f"the folder {quoted(reference)} holds no {THEME}", f"shipped: {', '.join(named)}")
    raise NotFound(f"there is no theme {quoted(reference)}", closest(reference, named) or f"shipped: {_known(named)}")


def shown_name(home: Path) -> str:
    """How messages call the theme.yaml of a folder."""
    own = folder("templates")
    return str((home.relative_to(own) if home.is_relative_to(own) else Path(os.path.normpath(home))) / THEME)


def check_theme_named(audit: Audit, home: Path, source: Source) -> Iterator[Issue]:
    """An issue when the theme that an audit names is not there; scoring needs none, so this is only a warning."""
    if audit.theme is None:
        return
    loc = ("theme",)
    if Path(audit.theme).is_absolute() or PureWindowsPath(audit.theme).is_absolute():
        yield source.issue(
            loc, f"{quoted(audit.theme)} is an absolute path", "write it relative to this file, such as ../our-theme"
        )
        return
    if "://" in audit.theme:
        yield source.issue(loc, f"{quoted(audit.theme)} is an address, not a folder", "save the theme beside the audit")
        return
    try:
        find_theme(audit.theme, home)
    except NotFound as problem:
        yield source.issue(loc, problem.message, problem.hint, level="warning")


def _themes_in(templates: Path) -> dict[str, Path]:
    return {path.parent.name: path.parent for path in sorted((templates / "themes").glob(f"*/{THEME}"))}


def _known(named: dict[str, Path]) -> str:
    return f"{', '.join(named)}; a theme of your own is named by the path of its folder"
