"""A report's style in the look of its theme: colours, fonts, the brand, and the theme's own rules."""

import base64
import binascii
import re

from cxaudit.errors import RenderError
from cxaudit.model.palette import OURS
from cxaudit.report.brand_parts import ThemePart
from cxaudit.report.document import Report
from cxaudit.report.pages.brand import Brand, Shown
from cxaudit.report.theme_fonts import families, theme_faces

COVER = {"a4": (580.0, 273.0, 150.0), "letter": (530.0, 223.0, 128.0)}  # points: all, picture, beside the journey
WHITE = "#FFFFFF"


def dress_style(css: str, theme: ThemePart | None) -> str:
    """The style sheet with the theme's colours and fonts in place of its own; only the first value of each changes."""
    if theme is None:
        return css
    wanted = dict(theme.colours)
    wanted |= {role: names for role, names in families(theme.fonts).items() if names.startswith("cx-theme")}
    missing = ""
    for name, value in wanted.items():
        css, found = re.subn(rf"(?<![\w-])--{re.escape(name)}:[^;}}]*", f"--{name}: {value}", css, count=1)
        missing += "" if found else f"--{name}:{value};"
    return (f":root{{{missing}}}" if missing else "") + css


def brand_style(report: Report, brand: Brand, paper: str) -> str:
    """What the brand adds to pages: their colour, the logo in the head, the foot, and the picture on the cover."""
    theme = report.theme
    if theme is None:
        return ""
    rules = []
    if theme.colours.get("paper", WHITE) != WHITE:
        rules.append("@page{background:var(--paper)}")
    if brand.head_logo:
        rules.append(f"@page{{@top-right{{content:'';{_background(brand.head_logo)}}}}}")
        rules.append("@page cover{@top-right{content:none;background:none}}")
    elif brand.wide_head:
        rules.append("@page{@top-left{width:57%}@top-right{width:43%}}")
    if brand.cover_logo and not brand.on_accent:  # light on a dark screen, too: the logo was made for that ground
        rules.append(f".cover-tab{{background:{(OURS | theme.colours)['paper']}}}")
    if brand.wide_foot:
        # The middle box is centred on the page whatever its neighbours are, so its text is pushed to its right half.
        rules.append("@page{@bottom-left{width:62%}@bottom-center{width:28%;padding-left:56%}}")
    if brand.footer:
        foot = f'content:string(notice) "\\A " "{_escaped(brand.footer)}";white-space:pre-line'
        rules.append(f"@page{{@bottom-left{{{foot}}}}}@page cover{{@bottom-left{{content:none}}}}")
    if brand.picture:
        whole, alone, beside = COVER[paper]
        part = (beside if brand.journey else alone) / whole
        picture = f'background-image:url("{_checked(brand.picture)}")'
        rules.append(f".cover-art{{block-size:{whole}pt}}.cover-picture{{block-size:{part:.1%};{picture}}}")
    return "".join(rules)


def theme_style(theme: ThemePart | None) -> str:
    """The theme's own rules.

    Raises: RenderError when they would load something from outside: the document may come from anywhere.
    """
    from cxaudit.model.theme_css import CSS, check_css, find_addresses, replace_addresses

    if theme is None or not theme.css:
        return ""
    for issue in check_css(theme.css, CSS):
        raise RenderError(f"the theme's rules in this document cannot be used: {issue.message}")
    if any(not address.loads_nothing for address in find_addresses(theme.css)):
        raise RenderError("the theme's rules in this document name pictures that are not in it")
    return replace_addresses(theme.css, {})


def own_faces(theme: ThemePart | None) -> str:
    """@font-face rules of the theme's fonts; none without any."""
    return theme_faces(theme.fonts) if theme else ""


def _background(logo: Shown) -> str:
    return (
        f'background:url("{_checked(logo.address)}") no-repeat right bottom/{logo.width}mm {logo.height}mm;'
        "background-origin:content-box"
    )


def _checked(address: str) -> str:
    """An address that holds a picture and nothing that could end it; a saved document may say anything."""
    head, _, data = address.partition(",")
    try:
        return f"{head},{base64.b64encode(base64.b64decode(data, validate=True)).decode()}"
    except (binascii.Error, ValueError) as problem:
        raise RenderError("a picture of the theme in this document is damaged") from problem


def _escaped(text: str) -> str:
    """A text inside quotes in CSS."""
    return "".join(letter if letter.isalnum() or letter in " .,-" else f"\\{ord(letter):x} " for letter in text)
