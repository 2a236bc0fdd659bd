"""Which languages are written from right to left."""

RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "syr", "ug", "ur", "yi"])


def runs_right_to_left(language: str) -> bool:
    """Whether a language such as `ar`, `he-IL` or `ku-Arab` is written from right to left."""
    first, *others = language.lower().replace("_", "-").split("-")
    return (first in RIGHT_TO_LEFT and "latn" not in others) or "arab" in others or "hebr" in others
