"""From the report document to HTML and PDF. Rendering reads templates and fonts, and nothing else."""

import base64
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from cxaudit.report import charts
from cxaudit.report.direction import direct_charts, direct_page, direct_style
from cxaudit.report.document import Picture, Report
from cxaudit.report.dress import brand_style, dress_style, own_faces, theme_style
from cxaudit.report.editions import FULL, find_edition
from cxaudit.report.environment import render_template
from cxaudit.report.fonts import embedded_faces, linked_faces
from cxaudit.report.night import night_style
from cxaudit.report.pages.appendix import list_references, list_unrated, list_weights
from cxaudit.report.pages.book import list_losses, sum_up
from cxaudit.report.pages.brand import set_brand
from cxaudit.report.pages.business import set_business
from cxaudit.report.pages.changes import pick_changes
from cxaudit.report.pages.cover import set_cover
from cxaudit.report.pages.editions import set_edition
from cxaudit.report.pages.front import plan_front
from cxaudit.report.pages.front_heights import list_heaviest
from cxaudit.report.pages.opinions import tally_levels
from cxaudit.report.pages.photos import list_photos
from cxaudit.report.pages.rows import lay_out
from cxaudit.report.pages.sections import group_practices, span_bands
from cxaudit.report.pages.summary import FEW_ACTIONS, ROOM, select_summary, title_class
from cxaudit.report.pdf import Attachment, paused_collection, write_pdf
from cxaudit.report.screen import frame_page, show_on_screen
from cxaudit.report.style import paper_style, pips_style, read_palette, read_style, scope_style
from cxaudit.report.theme_fonts import families
from cxaudit.report.visual import order_texts
from cxaudit.report.widths import set_in

__all__ = ["Attachment", "render_html", "render_pdf"]
CHART_STYLE, EDITION_STYLE = "report/charts/style.jinja", "report/editions/editions.css"
SCREEN_STYLE, EDITION_SCREEN = "report/screen.css", "report/editions/screen.css"
MOST_PIPS = 12
MOST_INLINE = 50  # marks; beyond that a chart as a picture takes 0.4 of the time


def render_html(report: Report, *, paper: str = "a4", templates: Path | None = None, edition: str = FULL) -> str:
    """The report as one file for a browser: fonts, charts and pictures are in it.

    Args: `paper` is `a4` or `letter`; templates in the folder `templates` replace ours of the same name; `edition` is
        one of `cxaudit.report.editions`.
    Raises: RenderError naming template and line; InstallError when our fonts are missing.
    """
    css, palette = _styles(report, paper, templates, edition)
    named = {name: f"var(--{name})" for name in palette}  # so that charts follow the reader's choice of light or dark
    fonts = report.theme.fonts if report.theme else []
    chart_css = scope_style(render_template(CHART_STYLE, {"c": named, "family": families(fonts)}, templates), "svg")
    with set_in(fonts):
        html = _compose(report, paper, templates, edition, palette=named, chart_css="", show=show_on_screen)
    html = direct_page(frame_page(html, {"audit": report.audit}, templates), report.audit.language)
    screen = read_style(templates, SCREEN_STYLE) + (read_style(templates, EDITION_SCREEN) if edition != FULL else "")
    style = css + screen + chart_css + theme_style(report.theme) + night_style(palette)
    faces = own_faces(report.theme) + embedded_faces(html, {part.role for part in fonts})
    return html.replace("</head>", f"<style>{faces}{style}</style>\n</head>", 1)


def render_pdf(
    report: Report,
    path: Path | str | None = None,
    *,
    paper: str = "a4",
    templates: Path | None = None,
    edition: str = FULL,
    attachments: Sequence[Attachment] = (),
    warn: Callable[[str], None] | None = None,
) -> bytes:
    """The report as a tagged PDF (PDF/UA-1), written to `path` if given; the same input gives the same bytes.

    Args: `warn` is told, a sentence each, about missing glyphs, refused addresses and ignored rules of a style sheet.
    Raises: RenderError naming template and line, or what could not be typeset; InstallError without Pango or our fonts.
    """
    with paused_collection():
        css, palette = _styles(report, paper, templates, edition)
        fonts = report.theme.fonts if report.theme else []
        chart_css = render_template(CHART_STYLE, {"c": palette, "family": families(fonts)}, templates)
        with set_in(fonts):
            html = _compose(report, paper, templates, edition, palette=palette, chart_css=chart_css, show=embed_chart)
        html = direct_page(html, report.audit.language)
        css = linked_faces() + own_faces(report.theme) + css + theme_style(report.theme)
        css = direct_style(css, report.audit.language)
        data = write_pdf(html, css, day=report.audit.issued, attachments=attachments, warn=warn, report=report)
    if path is not None:
        Path(path).write_bytes(data)
    return data


def embed_chart(svg: Markup) -> Markup:
    """A chart of many marks as a picture, which is typeset faster; a small one as it is."""
    svg = Markup(order_texts(svg))  # noqa: S704  (our own drawing, escaped by Jinja)
    if svg.count("<") <= 2 * MOST_INLINE:
        return svg
    alt = svg.partition("<title>")[2].partition("</title>")[0]
    data = base64.b64encode(str(svg).encode()).decode()
    return Markup(  # noqa: S704  (our own drawing, escaped by Jinja)
        f'<img class="chart" alt="{alt.replace(chr(34), "&#34;")}" src="data:image/svg+xml;base64,{data}">'
    )


def _styles(report: Report, paper: str, templates: Path | None, edition: str) -> tuple[str, dict[str, str]]:
    css = read_style(templates) + (read_style(templates, EDITION_STYLE) if edition != FULL else "")
    css = dress_style(css, report.theme)
    palette = read_palette(read_style(None)) | read_palette(css)  # a user's style may leave colours as they are
    most = len(report.checklist.levels) - 1
    used = [(part.pips, part.pips_of) for part in report.practices if part.pips is not None and part.pips_of]
    used += [(i, most) for i in range(most + 1)]
    css += pips_style(palette, [pair for pair in used if 0 < pair[1] <= MOST_PIPS]) + paper_style(paper)
    return css + brand_style(report, set_brand(report), paper), palette


def _compose(
    report: Report,
    paper: str,
    templates: Path | None,
    edition: str,
    *,
    palette: dict[str, str],
    chart_css: str,
    show: Callable[[Markup], Markup],
) -> str:
    """The page without its style."""
    cover = set_cover(report)
    drawn = charts.draw_all(report, "letter" if paper == "letter" else "a4", cover.bottom)
    bands = {part.id: part for part in report.checklist.bands}
    dial, journey = (drawn[key].height if drawn.get(key) else 60.0 for key in ("dial", "journey_small"))
    summary = select_summary(report, paper, dial, journey, 0 if edition == "summary" else FEW_ACTIONS)
    front = plan_front(report, paper, drawn, continued=summary.continued)
    context: dict[str, Any] = {
        "report": report,
        "audit": report.audit,
        "checklist": report.checklist,
        "score": report.score,
        "words": {name: text for name, text in report.words.items() if text},
        "paper": paper,
        "practices": {part.id: part for part in report.practices},
        "touchpoints": {part.id: part for part in report.touchpoints},
        "dimensions": {part.id: part for part in report.dimensions},
        "actions": {part.practice: part for part in report.actions},
        "c": palette,
        "svg_style": Markup(chart_css),  # noqa: S704  (our own style sheet)
        "g": drawn | dict(front.charts),
        "show": direct_charts(show, report.audit.language),
        "tone_of": lambda band: bands[band].tone if band in bands else None,
        "band_label": lambda band: bands[band].label if band in bands else "",
        "strip_of": charts.strip_of,
        "rail_of": charts.rail_of,
        "title_class": title_class,
        "cover": cover,
        "brand": set_brand(report),
        "business": set_business(report),
        "summary": summary,
        "front": front,
        "heaviest_of": partial(list_heaviest, report),
        "text_height": ROOM[paper],
        "groups_of": partial(group_practices, report),
        "layout_of": partial(lay_out, report),
        "picture_of": lambda key: _address(report.pictures[key]) if key in report.pictures else None,
        "losses": list_losses(report),
        "changes": pick_changes(report),
        "opinions_by": charts.used_auditors(report),
        "tally_of": tally_levels,
        "sums": sum_up(report),
        "references": list_references(report),
        "photos": list_photos(report),
        "unrated": list_unrated(report),
        "weighed": list_weights(report),
        "ruler_bands": span_bands(report.checklist.bands),
    }
    return render_template(find_edition(edition).template, context | set_edition(report, paper, edition), templates)


def _address(picture: Picture) -> str:
    return f"data:{picture.media};base64,{picture.data}"
