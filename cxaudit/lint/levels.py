"""Rules on the levels of one practice: missing, without a step, in telegram style, off the ask."""

from collections.abc import Iterator
from itertools import pairwise

from cxaudit.lint.finding import Case, Fault
from cxaudit.lint.text import number_of, stems, words
from cxaudit.lint.words import DEGREES, FILLERS

_AMOUNTS = frozenset({"all", "none", "no", "half", "most", "every", "each", "everyone", "everything", "nobody"})


def missing_level(case: Case) -> Iterator[Fault]:
    """A ladder on which some levels, or all, have no text of their own."""
    if not case.many_levels or case.practice.advisory:
        return
    missing = [key for key in case.scale.levels or {} if key not in case.practice.anchors]
    if not missing:
        return
    if not case.practice.anchors:
        yield Fault(
            case.loc,
            "no level says what it means for this practice",
            "write 'anchors': what would you see at each level?",
            severity="hint",
        )
        return
    noun, verb = ("level", "has") if len(missing) == 1 else ("levels", "have")
    yield Fault(
        (*case.loc, "anchors"),
        f"{noun} {', '.join(missing)} {verb} no text",
        "what would you see there? a level without a text is never given alike by two auditors",
    )


def same_levels(case: Case) -> Iterator[Fault]:
    """Two neighbours that differ by nothing, or only by a word of degree."""
    if not case.many_levels:
        return
    for (below, lower), (above, upper) in pairwise(case.levels()):
        if _core(lower) == _core(upper):
            yield Fault(
                (*case.loc, "anchors", above),
                f"levels {below} and {above} say the same: '{lower}', '{upper}'",
                "what does one see at the higher level that is missing at the lower one?",
                upper,
            )


def short_level(case: Case) -> Iterator[Fault]:
    """Levels of two words or fewer; amounts pass, and so does a scale of yes and no."""
    if not case.many_levels:
        return
    short = [(key, level) for key, level in case.levels() if _is_telegram(level)]
    if short:
        key, level = short[0]
        also = f", and so {'do' if len(short) > 2 else 'does'} {', '.join(key for key, _ in short[1:])}"
        yield Fault(
            (*case.loc, "anchors", key),
            f"level {key} is a telegram: '{level}'{also if short[1:] else ''}",
            "write the sentence an auditor can tick: who did or got what, how many of how many?",
            level,
        )


def levels_leave_ask(case: Case) -> Iterator[Fault]:
    """Levels none of which shares a word with the ask."""
    texts = [level for _, level in case.levels()]
    if not case.many_levels or len(texts) < 2:
        return
    asked = stems(case.practice.ask) | stems(case.practice.title or "")
    if asked and not any(asked & stems(level) for level in texts):
        yield Fault(
            (*case.loc, "anchors"),
            "no level shares a word with the ask",
            f"do the levels answer '{case.practice.ask}'?",
        )


def _core(text: str) -> list[str]:
    return [word for word in words(text) if word not in DEGREES and word not in FILLERS]


def _is_telegram(level: str) -> bool:
    said = words(level)
    if len(said) > 2 or any(character.isdigit() for character in level):
        return False
    return not any(number_of(word) is not None for word in said) and not (len(said) == 2 and said[0] in _AMOUNTS)
