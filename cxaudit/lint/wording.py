"""Rules on the words of an ask and its levels: too long, words nobody can see, the firm's own target."""

import re
from collections.abc import Iterator

from cxaudit.lint.finding import Case, Fault
from cxaudit.lint.text import Token, tokens, unquoted
from cxaudit.lint.words import FREE_WAYS, HARMLESS, INSTEAD, MINDS, PERSONS, WOULD
from cxaudit.source import Loc

MOST_WORDS = 20

_HARMLESS = re.compile(rf"\b(?:{'|'.join(HARMLESS)})\b", re.IGNORECASE)
_WOULD = re.compile(WOULD, re.IGNORECASE)
_MINDS = re.compile(MINDS, re.IGNORECASE)
_FREE_WAYS = re.compile(FREE_WAYS, re.IGNORECASE)
_THINGS = r"(?:times?|standards?|levels?|hours?|targets?|deadlines?|limits?|periods?|goals?|window)"
_OWN_TARGET = re.compile(
    rf"\b(?:published|agreed|set|target|own|internal)"
    rf"(?: (?!the |a |an |by |in |at |of |for |on |to |out |up |with )[\w-]+)? {_THINGS}\b"
    r"|\b(?:within|on|above|below|meets?|met) (?:the |its |their |our )?targets?\b|\bon schedule\b"
    r"|\b(?:within|meets?|met|keeps?|kept|below|above) (?:the |its )?(?:service[- ]levels?|SLAs?)\b"
    r"|\b(?:house|brand|company|corporate|in-house) standards?\b",
    re.IGNORECASE,
)
_OWN_TIME = re.compile(r"\b(?:his|her|their|your|its|the customer's|the guest's) own time\b", re.IGNORECASE)
_WITH_THEM = re.compile(rf" with (?:the |each |every |a )?{PERSONS}\b", re.IGNORECASE)
_OTHERWISE = re.compile(
    r"\b(?:if|where|when) (?:there (?:is|are) )?(?:no|none|nothing)\b[^.]*"
    r"\b(?:publish|agree|set|given|give|target|standard|level|hour|time|deadline|limit|promise|window|announce|state|exist)",
    re.IGNORECASE,
)


def long_ask(case: Case) -> Iterator[Fault]:
    """An ask of more words than one remembers."""
    said = [token for token in tokens(case.practice.ask) if token.word not in ",;:"]
    if len(said) > MOST_WORDS:
        yield Fault(
            (*case.loc, "ask"),
            f"the ask has {len(said)} words, more than {MOST_WORDS}",
            "which half of it is rated? the rest belongs into look_for",
            case.practice.ask[said[MOST_WORDS].start : said[-1].end],
        )


def unseen_words(case: Case) -> Iterator[Fault]:
    """Words that no auditor can see, hear or count, in the ask and the levels; one fault for each text."""
    ask: Loc = (*case.loc, "ask")
    text = unquoted(case.practice.ask)
    if found := _WOULD.search(text) or _MINDS.search(text):
        yield _mind(ask, found.group())
    else:
        yield from _unseen(case, ask, case.practice.ask)
    for key, level in case.levels():
        yield from _unseen(case, (*case.loc, "anchors", key), level)


def own_target(case: Case) -> Iterator[Fault]:
    """The firm's own target as the yardstick, unless look_for says what holds where there is none."""
    if _OTHERWISE.search(case.practice.look_for or ""):
        return
    texts: list[tuple[Loc, str]] = [((*case.loc, "ask"), case.practice.ask)]
    texts += [((*case.loc, "anchors", key), level) for key, level in case.levels()]
    for loc, text in texts:
        found = _OWN_TARGET.search(_OWN_TIME.sub(lambda own: " " * len(own.group()), unquoted(text)))
        if found and not _is_premise(text, found.start()) and not _WITH_THEM.match(text[found.end() :]):
            yield Fault(
                loc,
                f"'{found.group()}' is the firm's own yardstick: a lax one earns full points",
                "write the number here, or add to look_for: 'If no ... is published, take ...'",
                found.group(),
            )
            return


def _is_premise(text: str, at: int) -> bool:
    """Whether a place lies in a clause that only says when: `When a service level is missed, ...`."""
    opening, comma, _ = text.partition(",")
    return (
        bool(comma) and at < len(opening) and opening.split(" ")[0].lower() in ("when", "if", "where", "after", "once")
    )


def _mind(loc: Loc, quote: str) -> Fault:
    guess = quote.lower().startswith("would")
    return Fault(
        loc,
        f"'{quote}' asks for a guess" if guess else f"'{quote}' asks what is in somebody's mind",
        "ask for what customers do or say: 'Do customers asked at the door ...?'",
        quote,
    )


def _unseen(case: Case, loc: Loc, text: str) -> Iterator[Fault]:
    bare = _HARMLESS.sub(lambda found: " " * len(found.group()), unquoted(text))
    hits = [token for token in tokens(bare) if token.word in INSTEAD and not _allowed(token, bare, case)]
    if hits:
        listed = ", ".join(f"'{token.word}'" for token in hits)
        verb = "is a word" if len(hits) == 1 else "are words"
        quote = text[hits[0].start : hits[0].end]
        yield Fault(loc, f"{listed} {verb} that nobody can see", INSTEAD[hits[0].word], quote)


def _allowed(token: Token, text: str, case: Case) -> bool:
    """A way may be clear; and a word is fine where look_for says what it means."""
    if token.word == "clear" and _FREE_WAYS.search(text):
        return True
    meant = rf"\b{re.escape(token.word)}\b['\"]? (?:means|counts as|is when|if)\b|\bcounts? as ['\"]?{token.word}\b"
    return bool(re.search(meant, case.practice.look_for or "", re.IGNORECASE))
