"""Rules on what is looked at: how many cases."""

import re
from collections.abc import Iterator

from cxaudit.lint.finding import Case, Fault
from cxaudit.lint.text import number_of, words

_AMOUNTS = frozenset({"each", "every", "all", "both", "once", "twice", "half", "dozen", "single", "everything"})


def no_number(case: Case) -> Iterator[Fault]:
    """Neither look_for nor evidence says how many cases are looked at."""
    if not case.many_levels:
        return
    texts = {name: text for name in ("look_for", "evidence") if (text := getattr(case.practice, name))}
    said = " ".join(texts.values())
    if re.search(r"\d", said) or any(number_of(word) is not None or word in _AMOUNTS for word in words(said)):
        return
    loc = (*case.loc, next(iter(texts))) if texts else case.loc
    yield Fault(
        loc,
        "neither look_for nor evidence says how many cases are looked at",
        "how many, and which: 'the last ten', 'two at each desk'?",
    )
