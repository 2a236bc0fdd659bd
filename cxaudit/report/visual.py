"""Arabic and Hebrew in charts: WeasyPrint sets the text of an SVG letter by letter from left to right.

So such a text is given to it as it is seen: joined forms chosen, and in visual order. In a browser none of this is
needed. The rules are a small part of two standards, enough for the one-line labels of charts.

Source: The Unicode Standard, 9.2, for joining; Unicode Standard Annex 9, for the order.
"""

import re
import unicodedata
from functools import cache
from html import escape, unescape
from itertools import groupby

from cxaudit.report.direction import is_right_to_left

FORMS = ("isolated", "initial", "medial", "final")
LAM = "\u0644"
_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")


def order_texts(svg: str) -> str:
    """A chart whose Arabic and Hebrew texts are in visual order; the same chart if it has none."""
    if not _RIGHT.search(svg):
        return svg
    return re.sub(
        r"(<text\b[^>]*>)([^<]*)", lambda found: found[1] + escape(order_text(unescape(found[2])), quote=False), svg
    )


def order_text(text: str) -> str:
    """The letters of one line from left to right, as they are seen."""
    text = unicodedata.normalize("NFC", text)
    if not _RIGHT.search(text):
        return text
    base = 1 if is_right_to_left(text) else 0
    letters = list(zip(_joined(text), _levels(text, base), strict=True))
    seen = [(letter, level) for letter, level in letters if letter]
    for lowest in range(max(level for _, level in seen), 0, -1):
        ordered: list[tuple[str, int]] = []
        for high, group in groupby(seen, key=lambda pair: pair[1] >= lowest):
            members = list(group)
            ordered += _reversed(members) if high else members
        seen = ordered
    return "".join(letter.translate(_MIRRORED) if level % 2 else letter for letter, level in seen)


def _reversed(members: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Turned round, but with each mark still after its letter."""
    clusters: list[list[tuple[str, int]]] = []
    for pair in members:
        if clusters and unicodedata.combining(pair[0][0]):
            clusters[-1].append(pair)
        else:
            clusters.append([pair])
    return [pair for cluster in reversed(clusters) for pair in cluster]


def _levels(text: str, base: int) -> list[int]:
    """The level of each letter: even from left to right, odd from right to left, numbers above what is around them."""
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    strong: list[str] = []
    last = "R" if base else "L"
    for i, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            last = "L" if kind == "L" else "R"
        number = kind in ("EN", "AN") or (kind in ("CS", "ES") and _between_digits(kinds, i))
        if kind == "NSM":
            strong.append(strong[-1] if strong else last)
        elif number or kind == "ET":
            strong.append("L" if last == "L" else "N")
        else:
            strong.append({"L": "L", "R": "R", "AL": "R"}.get(kind, ""))
    own = "R" if base else "L"
    _pair_brackets(text, strong, own)
    for i, side in enumerate(strong):
        if not side:
            before = next((found for found in reversed(strong[:i]) if found), own).replace("N", "R")
            after = next((found for found in strong[i + 1 :] if found), own).replace("N", "R")
            strong[i] = before if before == after else own
    odd, even = (1, 2) if base else (1, 0)
    return [{"L": even, "R": odd, "N": 2}[side] for side in strong]


def _pair_brackets(text: str, strong: list[str], own: str) -> None:
    """Both brackets of a pair get one side: that of the line, unless all inside and what is before have the other."""
    opened: list[int] = []
    for i, letter in enumerate(text):
        if letter in "([{":
            opened.append(i)
        elif letter in ")]}" and opened:
            start = opened.pop()
            inside = {side for side in strong[start + 1 : i] if side in ("L", "R")}
            before = next((side for side in reversed(strong[:start]) if side in ("L", "R")), own)
            if inside:
                strong[start] = strong[i] = before if own not in inside and before != own else own


def _between_digits(kinds: list[str], i: int) -> bool:
    return 0 < i < len(kinds) - 1 and kinds[i - 1] == kinds[i + 1] and kinds[i - 1] in ("EN", "AN")


def _joined(text: str) -> list[str]:
    """Each letter in the form that its neighbours ask for; nothing for an alef that the lam before it took."""
    forms, made = _forms(), list(text)
    at = [i for i, letter in enumerate(text) if unicodedata.category(letter) != "Mn"]  # marks join nothing
    for place, i in enumerate(at):
        before = text[at[place - 1]] if place else ""
        after = text[at[place + 1]] if place + 1 < len(at) else ""
        if text[i] not in forms or not made[i]:
            continue
        linked = "initial" in forms.get(before, {}) and "final" in forms[text[i]]
        if before == LAM and linked and text[at[place - 1] : i + 1] in forms:
            continue  # its lam has it
        if text[i] == LAM and after and LAM + after in forms:
            made[i], made[at[place + 1]] = forms[LAM + after]["final" if linked else "isolated"], ""
            continue
        onward = "initial" in forms[text[i]] and "final" in forms.get(after, {})
        form = ("medial" if onward else "final") if linked else ("initial" if onward else "isolated")
        made[i] = forms[text[i]].get(form, text[i])
    return made


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The joined forms of each Arabic letter, from the Unicode data."""
    found: dict[str, dict[str, str]] = {}
    for code in (*range(0xFB50, 0xFDC8), *range(0xFE70, 0xFEFD)):
        kind, *letters = unicodedata.decomposition(chr(code)).split()[:4] or [""]
        text = "".join(chr(int(letter, 16)) for letter in letters)
        if kind.strip("<>") in FORMS and (len(text) == 1 or (len(text) == 2 and text[0] == LAM and code >= 0xFEF5)):
            found.setdefault(text, {})[kind.strip("<>")] = chr(code)
    return found
