"""A theme into the report document, which then needs no folder to look the same."""

from cxaudit.model.palette import derive_palette
from cxaudit.model.theme_css import find_addresses, replace_addresses
from cxaudit.model.theme_files import ThemeFolder
from cxaudit.report.brand_parts import ThemePart
from cxaudit.report.document import Picture, Report
from cxaudit.report.pictures import encode_file
from cxaudit.report.theme_fonts import pack_fonts

LOGO, COVER = 900, 2000  # pixels: 42 mm at 540 dpi, 216 mm at 235 dpi


def apply_theme(report: Report, theme: ThemeFolder | None) -> Report:
    """The document in the look of a theme; unchanged without one.

    Raises: RenderError when a picture or font cannot be encoded.
    """
    if theme is None:
        return report
    written = theme.theme
    firm, cover = written.firm, written.cover
    names = {"client": report.audit.subject.client, "firm": firm.name if firm else ""}
    part = ThemePart(
        title=written.title,
        firm=firm.name if firm else None,
        about=firm.about if firm else None,
        logo=_picture(theme, firm.logo if firm else None, LOGO),
        logo_on_accent=_picture(theme, firm.logo_on_accent if firm else None, LOGO),
        cover=_picture(theme, cover.picture if cover else None, COVER),
        journey=cover.journey if cover else True,
        confidentiality=_filled(written.confidentiality, names),
        footer=_filled(written.footer, names),
        colours=derive_palette(written.colours) if written.colours else {},
        css=replace_addresses(theme.css, _inside(theme)),
    )
    themed = report.model_copy(update={"theme": part})
    fonts = pack_fonts(theme, themed.model_copy(update={"pictures": {}}).to_json())
    return themed.model_copy(update={"theme": part.model_copy(update={"fonts": fonts})})


def _picture(theme: ThemeFolder, name: str | None, longest: int) -> Picture | None:
    return encode_file(theme.file(name), name, longest) if name else None


def _inside(theme: ThemeFolder) -> dict[str, str]:
    """The pictures that the style sheet names, as addresses that hold them."""
    names = {address.value for address in find_addresses(theme.css) if not address.loads_nothing}
    made = {name: encode_file(theme.file(name), name, COVER) for name in sorted(names)}
    return {name: f"data:{picture.media};base64,{picture.data}" for name, picture in made.items()}


def _filled(text: str | None, names: dict[str, str]) -> str | None:
    """The text with its placeholders filled in one pass: what a name holds is never looked at again."""
    if text is None:
        return None
    return names["client"].join(part.replace("{firm}", names["firm"]) for part in text.split("{client}"))
