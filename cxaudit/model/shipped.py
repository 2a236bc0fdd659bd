"""The file behind a reference: a shipped checklist by its id, or one of the user's own by its path."""

import os
from pathlib import Path, PureWindowsPath

from cxaudit.errors import NotFound
from cxaudit.model.words import closest, quoted
from cxaudit.resources import folder
from cxaudit.source import Source, is_file, is_folder, read_source

YAML_SUFFIXES = (".yaml", ".yml")
KIND = "\ncxaudit: checklist/"


def shipped_checklists() -> dict[str, Path]:
    """The files of the checklists that come with cxaudit, by id; other tables in that folder are none."""
    files = sorted(folder("checklists").glob("*.yaml"))
    return {path.stem: path for path in files if KIND in "\n" + path.read_text("utf-8")}


def read_checklist(reference: str | Path) -> Source:
    """The file that a person names on the command line: `core@1` (shipped), or a path from where they are.

    Raises: NotFound for an unknown id, another major version, or a path that leads to no file.
    """
    named = str(reference)
    return read_source(Path(reference)) if named.endswith(YAML_SUFFIXES) else find_checklist(named, Path())


def find_checklist(reference: str, beside: Path) -> Source:
    """The file behind `core@1` (shipped), or behind a path relative to the folder `beside`.

    Raises: NotFound for an unknown id, another major version, or a path that is no YAML file.
    """
    if reference.endswith(YAML_SUFFIXES):
        return _beside(reference, beside)
    name, _, version = reference.partition("@")
    shipped = shipped_checklists()
    if name not in shipped:
        own = "a checklist of your own is named with its path and .yaml"
        raise NotFound(
            f"there is no checklist {quoted(name)}",
            closest(name, shipped) or f"shipped: {', '.join(sorted(shipped))}; {own}",
        )
    source = read_source(shipped[name], f"{name}.yaml")
    found = str(source.data.get("version", "1.0")) if isinstance(source.data, dict) else "1.0"
    if version and found.split(".")[: version.count(".") + 1] != version.split("."):
        raise NotFound(
            f"checklist '{name}' has version {found}, not {version}", f"write {name}@{found.partition('.')[0]}"
        )
    return source


def _beside(reference: str, folder_of_file: Path) -> Source:
    if Path(reference).is_absolute() or PureWindowsPath(reference).is_absolute():
        raise NotFound(
            f"{quoted(reference)} is an absolute path",
            "write it relative to this file, such as ../checklists/hotel.yaml",
        )
    path = folder_of_file / reference
    if not is_file(path):
        files = path.parent.glob("*.y*ml") if is_folder(path.parent) else ()
        there = [str(Path(reference).parent / near.name) for near in files]
        slashes = "write / instead of \\" if "\\" in reference else ""
        raise NotFound(
            f"there is no file {quoted(reference)}",
            closest(reference, there) or slashes or "paths are relative to this file",
        )
    return read_source(path, os.path.normpath(path))
