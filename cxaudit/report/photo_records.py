"""What the manifest knows of the photos: for the report document, and for the copy that a report carries."""

import base64
import hashlib
from collections.abc import Iterable, Mapping

from cxaudit.model.load import AuditFolder
from cxaudit.model.manifest import PHOTOS, Photo, PhotoManifest, manifest_text, read_manifest
from cxaudit.report.disguise import Disguise
from cxaudit.report.document import Report
from cxaudit.report.photo_parts import PhotoPart
from cxaudit.source import Source


def describe_photos(folder: AuditFolder) -> dict[str, PhotoPart]:
    """The photos that support a rating and were taken in by cxaudit, by their path; others are not recorded."""
    if folder.manifest is None:
        return {}
    people, known = folder.audit.auditors, folder.manifest.by_file()
    seen = {part.file for given in folder.ratings.values() for rating in given.values() for part in rating.evidence}
    return {
        file: PhotoPart(
            sha256=photo.sha256,
            state=folder.photo_states.get(file, "gone"),
            taken=photo.taken.isoformat() if photo.taken else None,
            added=photo.added.isoformat(),
            auditor=people[photo.by].name if photo.by in people else "",
        )
        for file, photo in known.items()
        if file in seen
    }


def own_manifest(folder: AuditFolder) -> bytes:
    """The manifest as the auditors' own edition carries it; empty without one."""
    return manifest_text(folder.manifest).encode() if folder.manifest else b""


def client_manifest(folder: AuditFolder, renamed: Mapping[str, str], disguise: Disguise) -> bytes:
    """The manifest of the pictures that a client sees, under their new names; empty where it knows none of them."""
    known = folder.manifest.by_file() if folder.manifest else {}
    photos = {
        renamed[file].removeprefix(f"{PHOTOS}/"): photo.model_copy(
            update={
                "by": disguise.ids.get(photo.by or ""),
                "name": None if photo.name is None or disguise.betrays(photo.name) else photo.name,
            }
        )
        for file, photo in known.items()
        if file in renamed
    }
    return _text(photos) if photos else b""


def restored_manifest(raw: bytes, report: Report, restored: Iterable[str]) -> bytes:
    """The manifest for an audit that was taken out of a report, which carries smaller copies of its pictures.

    Each photo keeps the hash of the original and gets that of its copy, unless it had been changed already. What was
    not restored is left out. Empty where nothing is left, or where this is no manifest of ours.
    """
    manifest, issues = read_manifest(Source("the report", raw))
    if manifest is None or any(issue.level == "error" for issue in issues):
        return b""
    photos = {}
    for file in restored:
        photo, picture, known = manifest.of(file), report.pictures.get(file), report.photos.get(file)
        if photo and picture and known:
            whole = known.state in ("unchanged", "printed")  # a copy of a changed photo is no copy of what was taken in
            printed = hashlib.sha256(base64.b64decode(picture.data)).hexdigest() if whole else None
            photos[file.removeprefix(f"{PHOTOS}/")] = photo.model_copy(update={"printed": printed})
    return _text(photos) if photos else b""


def _text(photos: dict[str, Photo]) -> bytes:
    return manifest_text(PhotoManifest(cxaudit="photos/1", photos=dict(sorted(photos.items())))).encode()
