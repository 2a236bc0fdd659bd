"""The style of a report: report.css with its colours, the paper, and what charts and pips need of it."""

import re
from collections.abc import Iterable
from pathlib import Path

from cxaudit.errors import RenderError
from cxaudit.resources import folder

PAPERS = ("a4", "letter")
# US Letter is 17.6 mm shorter: the text keeps its width of 170 mm, so no chart changes; margins and distances give way.
LETTER = (
    "@page{size:letter;margin:23mm 22.95mm 16mm}"
    ":root{--side:22.95mm;--space-5:14pt;--space-6:17pt;--row:2.7pt;--tale:1.41}"
)
CSS_NAME = "report/report.css"
_COLOUR = re.compile(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})\b")


def read_style(templates: Path | None, name: str = CSS_NAME) -> str:
    """A style sheet, report.css if no other is named: that of the user's folder if it has one, else our own.

    Raises: RenderError when it cannot be read.
    """
    own = templates / name if templates else None
    path = own if own and own.is_file() else folder("templates") / name
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as problem:
        raise RenderError(f"{path.name} cannot be read: {problem}") from problem


def read_palette(css: str) -> dict[str, str]:
    """The colour variables of a style sheet by name: `ink`, `accent`, `tone-0` and so on."""
    return dict(_COLOUR.findall(css))


def paper_style(paper: str) -> str:
    """What a paper changes: nothing on A4.

    Raises: RenderError for a paper that is neither `a4` nor `letter`.
    """
    if paper not in PAPERS:
        raise RenderError(f"'{paper}' is no paper: choose a4 or letter")
    return LETTER if paper == "letter" else ""


def scope_style(css: str, scope: str) -> str:
    """Plain rules with `scope` before each selector, for a browser, which applies a chart's rules to the whole page."""
    return re.sub(r"([^{}\s][^{}]*)\{", rf"{scope} \1{{", css)


def pips_style(palette: dict[str, str], used: Iterable[tuple[int, int]]) -> str:
    """Level pips as background pictures: one box each, and nothing for a reader to read twice.

    Args: `used` are the pairs (filled, of) that occur.
    """
    ink, rules = palette["ink"].replace("#", "%23"), []
    for filled, of in sorted(set(used)):
        width = of * 8.4 - 0.6
        marks = "".join(
            f"<rect x='{i * 8.4 + 0.4:.1f}' y='.4' width='5.8' height='5.8' fill='{ink if i < filled else 'none'}' "
            f"stroke='{ink}' stroke-width='.7'/>"
            for i in range(of)
        )
        picture = (
            f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:.1f} 6.6' width='{width:.1f}pt' "
            f"height='6.6pt'>{marks}</svg>"
        )
        rules.append(
            f'.pips-{filled}-{of}{{inline-size:{width:.1f}pt;background-image:url("data:image/svg+xml,{picture}")}}'
        )
    return "".join(rules)
