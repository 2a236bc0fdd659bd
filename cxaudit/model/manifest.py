"""The manifest of the photos: what was taken in, when and by whom, so that a changed file is noticed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from cxaudit.errors import InputError, Issue
from cxaudit.model.base import Id, Line, Moment, Written, fault
from cxaudit.model.evidence import locate_file
from cxaudit.model.kind import kind_issue
from cxaudit.model.validating import validated
from cxaudit.model.words import quoted
from cxaudit.source import Source, read_source, to_yaml

PHOTOS = "photos"
MANIFEST = f"{PHOTOS}/manifest.yaml"
HEAD = "# The photos that cxaudit took in, with the hash of each file. Written by cxaudit; do not edit.\n"

_NAME = re.compile(r"[a-z0-9]+([-.][a-z0-9]+)*\.(jpg|png)")
_HASH = re.compile(r"[0-9a-f]{64}")


def _photo_name(value: str) -> str:
    if len(value) > 120 or not _NAME.fullmatch(value):
        raise fault(f"{quoted(value)} is no name of a photo", "it must be like mk-d4ba866b01234567.jpg")
    return value


def _hash(value: str) -> str:
    if not _HASH.fullmatch(value):
        raise fault(f"{quoted(value)} is no hash", "a SHA-256 has 64 digits, 0 to 9 and a to f")
    return value


PhotoName = Annotated[str, AfterValidator(_photo_name)]
Sha256 = Annotated[str, AfterValidator(_hash)]
State = Literal["unchanged", "printed", "changed", "gone"]


class Photo(Written):
    """One photo as it was taken in."""

    sha256: Sha256 = Field(description="Hash of the file as it was written into photos/.")
    received: Sha256 | None = Field(None, description="Hash of what came in, before it was encoded again.")
    printed: Sha256 | None = Field(None, description="Hash of the smaller copy that a report carried.")
    name: Line | None = Field(None, description="What the file was called where it came from.")
    taken: Moment | None = Field(None, description="When the photo was taken, as far as it is known.")
    added: Moment = Field(description="When it was taken into the audit.")
    by: Id | None = Field(None, description="The id of the auditor who took it in.")
    width: int = Field(ge=1, le=100_000, description="Width in pixels.")
    height: int = Field(ge=1, le=100_000, description="Height in pixels.")


class PhotoManifest(Written):
    """photos/manifest.yaml, which programs write."""

    cxaudit: Literal["photos/1"] = Field(description="Kind and version of this file.")
    photos: dict[PhotoName, Photo] = Field({}, description="Photos by the name of their file in photos/.")

    def by_file(self) -> dict[str, Photo]:
        """The photos by their path in the audit's folder, such as photos/mk-d4ba866b01234567.jpg."""
        return {f"{PHOTOS}/{name}": photo for name, photo in self.photos.items()}

    def of(self, file: str) -> Photo | None:
        """The entry of a path in the audit's folder; None for a file that was put there by hand."""
        folder, _, name = file.rpartition("/")
        return self.photos.get(name) if folder == PHOTOS else None


def load_manifest(folder: Path) -> tuple[PhotoManifest | None, dict[str, State], list[Issue]]:
    """The manifest of an audit's folder, how its photos stand by their path, and what is wrong with either.

    A photo that was changed, or is gone, is a warning. Without a manifest: None, and nothing is wrong.
    """
    path = locate_file(MANIFEST, folder)
    if path is None or not path.is_file():
        return None, {}, []
    source = read_source(folder / MANIFEST)
    manifest, issues = read_manifest(source)
    if manifest is None:
        return None, {}, issues
    states = {file: photo_state(photo, file, folder) for file, photo in manifest.by_file().items()}
    return manifest, states, [*issues, *check_photos(manifest, states, source)]


def read_manifest(source: Source) -> tuple[PhotoManifest | None, list[Issue]]:
    """The manifest of a file that was read, with its problems."""
    wrong = kind_issue(source, "photos")
    return (None, [*source.issues, wrong]) if wrong else validated(source, PhotoManifest)


def require_manifest(folder: Path) -> PhotoManifest:
    """The manifest to add photos to; an empty one where there is none.

    Raises: InputError when it cannot be read without losing something.
    """
    path = locate_file(MANIFEST, folder)
    if path is None:  # a link that leads out of the folder: writing it anew would lose what it holds
        what, name = ("file", MANIFEST) if (folder / MANIFEST).is_symlink() else ("folder", PHOTOS)
        raise InputError([Issue(str(folder / name), 1, 1, f"this {what} lies outside the audit's folder")])
    if not path.is_file():
        return PhotoManifest(cxaudit="photos/1")
    manifest, issues = read_manifest(read_source(folder / MANIFEST))
    if manifest is None or any(issue.level == "error" for issue in issues):
        raise InputError(issues)
    return manifest


def manifest_text(manifest: PhotoManifest) -> str:
    """The manifest as a file."""
    return HEAD + to_yaml(manifest.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def photo_state(photo: Photo, file: str, folder: Path) -> State:
    """Whether the file still is what was taken in; `printed` for the smaller copy that a report carried."""
    import hashlib  # only audits with a manifest pay for it

    path = locate_file(file, folder)
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
    except OSError:
        found = ""
    if found == photo.sha256:
        return "unchanged"
    if found and found == photo.printed:
        return "printed"
    return "changed" if found else "gone"


def check_photos(manifest: PhotoManifest, states: dict[str, State], source: Source) -> Iterator[Issue]:
    """A warning for each photo that is no longer what was taken in."""
    said = {
        "changed": ("was changed", "restore the file, or take the photo in again"),
        "gone": ("is gone", "restore the file"),
    }
    for file, state in states.items():
        if state in said and (photo := manifest.of(file)):
            what, hint = said[state]
            message = f"{file} {what} since it was taken in on {str(photo.added)[:10]}"
            yield source.issue(("photos", file.removeprefix(f"{PHOTOS}/")), message, hint, at_key=True, level="warning")
