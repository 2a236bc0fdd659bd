"""The sample audits that come with cxaudit: whole invented audits, each with a story to rate and the agreed answers."""

from dataclasses import dataclass
from pathlib import Path

from cxaudit.errors import NotFound
from cxaudit.model.audit import RatingsFile
from cxaudit.model.load import AUDIT
from cxaudit.model.words import closest, quoted
from cxaudit.resources import folder
from cxaudit.source import read_source

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

    def load_key(self) -> RatingsFile:
        """The agreed answers to the story."""
        return RatingsFile.model_validate(read_source(self.last / KEY).data)


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


def _sample(home: Path) -> Sample:
    first = (home / STORY).read_text("utf-8").partition("\n")[0]
    audits = sorted(path.parent for path in home.rglob(AUDIT))
    return Sample(home.name, home, first.removeprefix("# ").strip(), tuple(audits))
