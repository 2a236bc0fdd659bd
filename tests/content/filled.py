"""A shipped checklist rated at random, so that it can be seen as a report."""

import datetime as dt
import random
from pathlib import Path

from cxaudit.capture.beginning.begin import Beginning, audit_text
from cxaudit.model.load import AuditFolder, load_audit, load_checklist
from cxaudit.source.writing import to_yaml

NOTES = (
    "Six of ten, counted between 16:10 and 17:00.",
    "As described. Two customers said the same without being asked.",
    "Nobody knew. The duty manager looked for the list and found last year's.",
    "",
)


def write_filled(name: str, folder: Path, seed: int = 1, profile: str = "full") -> AuditFolder:
    """An audit of a shipped checklist in a folder, with every practice rated by chance."""
    rng = random.Random(seed)
    checklist = load_checklist(name)
    begun = Beginning(
        id=f"{name}-sample",
        title=f"Audit with the checklist {checklist.title}",
        client="Harbour Light & Sons",
        site="Main street",
        reference=f"{name}@1",
        date=dt.date(2026, 11, 20),
        auditors={"mk": "Maria Keller"},
        profile=profile,
        facts=tuple(checklist.facts),
    )
    selected = checklist.profiles.get(profile, list(checklist.practices()))
    ratings = {
        key: _rating(rng, list(checklist.scale_of(practice).points), case=practice.rate == "case")
        for key, practice in checklist.practices().items()
        if key in selected
    }
    text = audit_text(checklist, begun)
    folder.mkdir(parents=True, exist_ok=True)
    head = text[: text.index("\nratings:\n")]
    (folder / "audit.yaml").write_text(f"{head}\n{to_yaml({'ratings': ratings})}", encoding="utf-8")
    return load_audit(folder)


def _rating(rng: random.Random, levels: list[str], *, case: bool) -> dict[str, object]:
    draw = rng.choices(levels, range(1, len(levels) + 1), k=rng.randint(3, 12))
    rated: dict[str, object] = {"observations": draw} if case else {"rating": draw[0]}
    return rated | {"note": note} if (note := rng.choice(NOTES)) else rated
