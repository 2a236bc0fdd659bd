"""A sample audit as a folder of one's own: complete, or blank for people who are to rate its story themselves."""

import re
from dataclasses import dataclass
from pathlib import Path

from cxaudit.capture.beginning.begin import Beginning, audit_text
from cxaudit.capture.beginning.next_wave import scoring_settings
from cxaudit.errors import NotFound
from cxaudit.model.audit import Audit
from cxaudit.model.load import AUDIT, LOCK, load_audit
from cxaudit.model.lock import lock_text
from cxaudit.model.samples import STORY, Sample
from cxaudit.model.shipped import YAML_SUFFIXES

_SCHEMA = re.compile(r"(\$schema=)\S*?(\w+\.schema\.json)")
TRAINEE = {"trainee": "Name of the trainee"}


@dataclass(frozen=True)
class Copied:
    """The files to write, by their path inside the new folder, and the folders of the audits among them."""

    files: dict[str, bytes]
    audits: tuple[str, ...]


def copy_sample(sample: Sample) -> Copied:
    """Everything that belongs to a sample, each audit with its checklist locked."""
    files = {}
    for path in sorted(sample.folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if path.suffix == ".yaml":
                home = "../.cxaudit/" if path.parent.name == "ratings" else "./.cxaudit/"
                content = _SCHEMA.sub(rf"\g<1>{home}\2", content.decode()).encode()
            files[path.relative_to(sample.folder).as_posix()] = content
    for audit in sample.audits:
        files[_inside(sample, audit / LOCK)] = _lock(audit)
    return Copied(files, tuple(_inside(sample, audit) for audit in sample.audits))


def blank_sample(sample: Sample) -> Copied:
    """The story and an empty audit of its last wave: no ratings, no pictures, no key.

    Raises: NotFound when the sample's checklist is a file outside the sample.
    """
    loaded = load_audit(sample.last)
    audit = loaded.audit
    own = _own_checklist(sample, audit)
    reference = own.name if own else audit.checklist
    begun = Beginning(
        id=audit.id,
        title=audit.title,
        client=audit.subject.client,
        site=audit.subject.site or "",
        reference=reference,
        date=audit.date,
        auditors=TRAINEE,
        profile=audit.profile,
        facts=tuple(audit.facts),
        language=audit.language,
        settings=scoring_settings(audit),
    )
    files = {
        STORY: (sample.folder / STORY).read_bytes(),
        AUDIT: audit_text(loaded.checklist, begun).encode(),
        LOCK: lock_text(loaded.checklist, reference).encode(),
    }
    if own:
        files[own.name] = own.read_bytes()
    return Copied(files, (".",))


def _own_checklist(sample: Sample, audit: Audit) -> Path | None:
    """The checklist that a sample brings along; None where it uses a shipped one."""
    if not audit.checklist.endswith(YAML_SUFFIXES):
        return None
    own = (sample.last / audit.checklist).resolve()
    if not own.is_relative_to(sample.folder.resolve()):
        raise NotFound(f"{sample.last / AUDIT}: its checklist '{audit.checklist}' lies outside the sample")
    return own


def _lock(audit: Path) -> bytes:
    loaded = load_audit(audit)
    return lock_text(loaded.checklist, loaded.audit.checklist).encode()


def _inside(sample: Sample, path: Path) -> str:
    return path.relative_to(sample.folder).as_posix()
