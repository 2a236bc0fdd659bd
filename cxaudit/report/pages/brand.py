"""Whose report it is: what page head, page foot and cover say and show of the firm that made it."""

from dataclasses import dataclass

from cxaudit.report.brand_parts import ThemePart
from cxaudit.report.document import Picture, Report
from cxaudit.report.pages.room import count_lines, cut_to
from cxaudit.report.text import shorten, show_day

MICRO, LINE = 7.25, 400.0  # points: type, and the room for it
HEAD, WIDE_HEAD, FOOT, WIDE_FOOT = 118.0, 200.0, 190.0, 296.0
MM = 72 / 25.4
HEAD_LOGO = (42.0, 8.0)  # millimetres, at most
COVER_LOGO = (62.0, 17.0)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture with its size in millimetres."""

    address: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Brand:
    """What the templates and the page's style need; without a theme the head shows the day of issue."""

    head: str
    wide_head: bool
    notice: str  # at the foot of every page
    full_notice: str  # on the cover
    footer: str
    wide_foot: bool
    firm: str
    about: str
    head_logo: Shown | None
    cover_logo: Shown | None
    on_accent: bool  # whether the cover's logo may stand on the accent itself
    picture: str
    journey: bool


def set_brand(report: Report) -> Brand:
    """The firm's words and pictures, cut to the room that a page has for them."""
    theme = report.theme or ThemePart(title="")
    client = report.audit.subject.client
    said = theme.confidentiality or f"Confidential to {cut_to(1, client, MICRO, LINE)}."
    notice = "Internal" if report.audience == "internal" else theme.confidentiality or _plain_notice(client)
    wide = bool(theme.footer) or count_lines(notice, MICRO, FOOT) > 1
    wide_head = count_lines(theme.firm or "", MICRO, HEAD, bold=True) > 1
    lines, room = 1 if theme.footer else 2, WIDE_FOOT if wide else FOOT
    logo = theme.logo_on_accent or theme.logo
    return Brand(
        head=_head(theme.firm) if theme.firm else show_day(report.audit.issued),
        wide_head=wide_head,
        notice=cut_to(lines, notice, MICRO, room),
        full_notice=cut_to(3, said, MICRO, LINE),
        footer=cut_to(1, theme.footer, MICRO, room) if theme.footer else "",
        wide_foot=wide,
        firm=theme.firm or "",
        about=theme.about or "",
        head_logo=_sized(theme.logo, HEAD_LOGO),
        cover_logo=_sized(logo, COVER_LOGO),
        on_accent=theme.logo_on_accent is not None,
        picture=address_of(theme.cover) if theme.cover else "",
        journey=theme.journey or theme.cover is None,
    )


def address_of(picture: Picture) -> str:
    """A picture as the address that holds it."""
    return f"data:{picture.media};base64,{picture.data}"


def _head(firm: str) -> str:
    return cut_to(2, firm, MICRO, WIDE_HEAD, bold=True)


def _plain_notice(client: str) -> str:
    return f"Confidential to {shorten(client, 50)}"


def _sized(picture: Picture | None, most: tuple[float, float]) -> Shown | None:
    """As large as its box allows; a wide logo is held by the width, a tall one by the height."""
    if picture is None:
        return None
    scale = min(most[0] / max(picture.width, 1), most[1] / max(picture.height, 1))
    return Shown(address_of(picture), round(picture.width * scale, 2), round(picture.height * scale, 2))
