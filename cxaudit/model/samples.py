"""Audits to learn from: the samples that come with cxaudit, and the story and the key of any audit that has them."""

from dataclasses import dataclass
from pathlib import Path

from cxaudit.errors import InputError, NotFound
from cxaudit.model.audit import RatingsFile
from cxaudit.model.evidence import locate_file
from cxaudit.model.kind import kind_issue
from cxaudit.model.load import AUDIT, AuditFolder
from cxaudit.model.rate import check_ratings
from cxaudit.model.validating import validated
from cxaudit.model.words import closest, quoted
from cxaudit.resources import folder
from cxaudit.source import MAX_BYTES, read_source

STORY = "story.md"
KEY = "key.yaml"


@dataclass(frozen=True)
class Sample:
    """One sample: its folder, the title of its story, and the folders of its audits, the oldest wave first."""

    name: str
    folder: Path
    title: str
    audits: tuple[Path, ...]

    @property
    def last(self) -> Path:
        """The audit that the story is about: the last wave."""
        return self.audits[-1]


def shipped_samples() -> dict[str, Sample]:
    """The samples by name."""
    homes = sorted(path.parent for path in (folder("checklists") / "samples").glob(f"*/{STORY}"))
    return {home.name: _sample(home) for home in homes}


def find_sample(name: str) -> Sample:
    """The sample of that name.

    Raises: NotFound when there is none.
    """
    samples = shipped_samples()
    if name not in samples:
        hint = closest(name, samples) or f"shipped: {', '.join(samples)}"
        raise NotFound(f"there is no sample {quoted(name)}", hint)
    return samples[name]


def read_story(audit: AuditFolder) -> str:
    """The story (Markdown) that lies beside an audit, or one folder up where several waves share it.

    Raises: NotFound when there is none, or when it is no text.
    """
    found = _beside(audit, STORY, audit.folder, audit.folder.resolve().parent)
    if found.stat().st_size > MAX_BYTES:
        raise NotFound(f"{found}: is too large for a story")
    try:
        return found.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise NotFound(f"{found}: cannot be read as text ({problem})") from problem


def read_key(audit: AuditFolder) -> RatingsFile:
    """The agreed answers that lie beside an audit.

    Raises: NotFound when there are none; InputError with all problems of the file.
    """
    source = read_source(_beside(audit, KEY, audit.folder))
    if wrong := kind_issue(source, "ratings"):
        raise InputError([*source.issues, wrong])
    key, issues = validated(source, RatingsFile)
    if key:
        issues.extend(check_ratings(audit.checklist, audit.audit, key.ratings, source))
    if key is None or any(issue.level == "error" for issue in issues):
        raise InputError(issues)
    return key


def _beside(audit: AuditFolder, name: str, *places: Path) -> Path:
    for place in places:
        path = locate_file(name, place)
        if path and path.is_file():
            return path
    where = " or in the folder above it" if len(places) > 1 else ""
    raise NotFound(
        f"{audit.folder}: a handout needs {name} beside the audit{where}",
        f"{STORY} is the story to be rated, {KEY} the agreed answers; "
        "'cxaudit samples copy northline-it my-training' shows both",
    )


def _sample(home: Path) -> Sample:
    first = (home / STORY).read_text("utf-8").partition("\n")[0]
    audits = sorted(path.parent for path in home.rglob(AUDIT))
    return Sample(home.name, home, first.removeprefix("# ").strip(), tuple(audits))
