"""Right-to-left reports: which languages they are, and texts of the other direction held together.

The fixed words of a report are English. In a right-to-left page an English sentence would lose its full stop to the
wrong end, +2.8 would become 2.8+, and WeasyPrint, which sets each inline element on its own and knows no isolation,
would turn the order of a sentence's parts round. So each such text becomes an element of its own direction.
"""

import re
import unicodedata
from collections.abc import Callable
from html import escape, unescape

from markupsafe import Markup

from cxaudit.model.direction import runs_right_to_left

MANY = 2  # so many times more Latin letters make a text a Latin one: a name in its own script may come first
_TAG = re.compile(r"(<[^>]*>)")
_INLINE = frozenset(["a", "abbr", "b", "bdi", "br", "em", "i", "img", "small", "span", "strong", "sub", "sup"])
_RIGHTLESS = re.compile(r"[^\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
_STRINGS = re.compile(r'(\bdata-(?:subject|firm|notice|part)=")([^"]*)')  # what margins print
_MUTE = frozenset(("svg", "style", "title", "script", "head"))


def is_right_to_left(text: str) -> bool | None:
    """The direction of the first letter that has one; None without such a letter."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return None


def isolate_latin(html: str) -> str:
    """The page with texts of the other direction held together.

    The inline content of a block becomes one left-to-right element where most of its letters run that way, marked as
    English where all do: our fixed words. Else its Latin words become such elements.
    """
    made: list[str] = []
    run: list[str] = []
    mute = 0
    for token in _TAG.split(html):
        name = token[1:].split(maxsplit=1)[0].strip("/>").lower() if token.startswith("<") else ""
        if name in _MUTE:
            mute += -1 if token.startswith("</") else 0 if token.endswith("/>") else 1
        elif not mute and (not name or name in _INLINE):
            run.append(token)
            continue
        made += [*_isolated(run), token]
        run = []
    return "".join([*made, *_isolated(run)])


def _isolated(run: list[str]) -> list[str]:
    text = unescape("".join(token for token in run if not token.startswith("<")))
    kinds = [unicodedata.bidirectional(letter) for letter in text]
    left, right = kinds.count("L"), kinds.count("R") + kinds.count("AL")
    if not left and "EN" not in kinds:
        return run
    if right and left <= MANY * right:
        return [token if token.startswith("<") else _RIGHTLESS.sub(_held, unescape(token)) for token in run]
    if not _is_balanced(run):
        return run
    mark = ' lang="en"' if left and not right else ""
    return [f'<span dir="ltr"{mark}>', *run, "</span>"]


def _held(found: re.Match[str]) -> str:
    """Latin words inside a right-to-left text, in an element that no neighbour can turn round; escaped."""
    text = found.group()
    words = re.search(r"\w(?:.*[\w%])?", text, re.DOTALL)
    if not words or all(unicodedata.bidirectional(letter) != "L" for letter in text):
        return escape(text, quote=False)
    start, end = words.span()
    held = text[start : end + 1]
    end += held.endswith(")") and held.count("(") >= held.count(")") - (text[start - 1 : start] == "(")
    start -= text[start - 1 : start] == "(" and ")" in text[start:end]
    before, inside, after = (escape(part, quote=False) for part in (text[:start], text[start:end], text[end:]))
    return f'{before}<bdi dir="ltr">{inside}</bdi>{after}'


def _is_balanced(run: list[str]) -> bool:
    depth = 0
    for token in run:
        if token.startswith("</"):
            depth -= 1
        elif token.startswith("<") and not re.match(r"<(br|img)\b", token):
            depth += 1
        if depth < 0:
            return False
    return depth == 0


def mirror_chart(svg: str) -> str:
    """A chart seen in a mirror, so that what comes first stands on the right; its texts are not turned."""
    head = re.match(
        r'<svg\b[^>]*? viewBox="0 0 ([\d.]+) [\d.]+"[^>]*>(?:<title>.*?</title>)?(?:<style>.*?</style>)?',
        svg,
        re.DOTALL,
    )
    if not head:
        return svg
    width, start, end = head.group(1), head.end(), svg.rindex("</svg>")
    turned = f"matrix(-1 0 0 1 {width} 0)"

    def turn(found: re.Match[str]) -> str:
        """Turned back, at the mirrored place, with its other end anchored."""
        before, x, after = found.groups()
        anchor = re.search(r' text-anchor="(\w+)"', before + after)
        other = {"end": "", "middle": ' text-anchor="middle"'}[anchor.group(1)] if anchor else ' text-anchor="end"'
        rest = re.sub(r' text-anchor="\w+"', "", f"{before}|{after}").split("|", 1)
        at = f"{float(width) - float(x):.2f}".rstrip("0").rstrip(".")
        return f'<text transform="{turned}"{rest[0]} x="{at}"{rest[1]}{other}>'

    drawn = re.sub(r'<text\b([^>]*?) x="(-?[\d.]+)"([^>]*)>', turn, svg[start:end])
    return f'{svg[:start]}<g transform="{turned}">{drawn}</g>{svg[end:]}'


def direct_page(html: str, language: str) -> str:
    """The page as it is, or turned for a language that is written from right to left."""
    if not runs_right_to_left(language):
        return html
    head, body, rest = html.partition("<body")
    return re.sub(r"<html\b", '<html dir="rtl"', head, count=1) + _STRINGS.sub(_marked, isolate_latin(body + rest))


def _marked(found: re.Match[str]) -> str:
    """A text for the margins, where no element can hold it: between the signs that isolate it."""
    kinds = [unicodedata.bidirectional(letter) for letter in found[2]]
    sign = "\u2067" if kinds.count("L") <= MANY * (kinds.count("R") + kinds.count("AL")) else "\u2066"
    return f"{found[1]}{sign}{found[2]}\u2069"


def direct_style(css: str, language: str) -> str:
    """The style sheet as it is, or with the margins of the printed page in a mirror: these have no logical names."""
    if not runs_right_to_left(language):
        return css
    swapped = {"left": "right", "right": "left"}
    css = re.sub(r"(@(?:top|bottom)-|text-align:\s*)(left|right)\b", lambda found: found[1] + swapped[found[2]], css)
    return f"{css}@page{{direction:rtl}}"


def direct_charts(show: Callable[[Markup], Markup], language: str) -> Callable[[Markup], Markup]:
    """How charts are shown, in a mirror where the language asks for it."""
    if not runs_right_to_left(language):
        return show
    return lambda svg: show(Markup(mirror_chart(svg)))  # noqa: S704  (our own drawing, escaped by Jinja)
