"""HTML to PDF with WeasyPrint: tagged, reproducible, with attachments, and never reading anything from outside."""

import atexit
import contextlib
import datetime as dt
import gc
import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from cxaudit.errors import RenderError
from cxaudit.report.document import Report
from cxaudit.report.fonts import font_files
from cxaudit.report.missing import describe_missing
from cxaudit.report.text import shorten
from cxaudit.report.weasy import import_weasyprint

VARIANT = "pdf/ua-1"
_MEDIA = {
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that the PDF carries. `relationship` is a word of ISO 32000-2, 7.11.3: Source, Data, Supplement."""

    name: str
    data: bytes
    description: str
    relationship: str = "Data"


def write_pdf(
    html: str,
    css: str,
    *,
    day: dt.date,
    attachments: Sequence[Attachment] = (),
    warn: Callable[[str], None] | None = None,
    report: Report | None = None,
) -> bytes:
    """A tagged PDF (PDF/UA-1) of the page; the same input gives the same bytes.

    Args: `css` holds the style with its fonts; `day` is written as the day of every attachment; `warn` is told, in a
        sentence, about characters without a glyph, refused addresses and rules of a style sheet that were ignored; in
        `report` such characters are looked for, to name their places.
    Raises: RenderError when something could not be typeset; InstallError without Pango or without our fonts.
    """
    weasyprint = import_weasyprint()
    fetcher = _fetcher(weasyprint)
    sheet = _sheet(css)
    with _listening() as heard:
        document = weasyprint.HTML(string=html, base_url=None, url_fetcher=fetcher).render(
            stylesheets=[sheet.style], font_config=sheet.fonts, pdf_variant=VARIANT
        )
        data: bytes = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=hashlib.sha256(html.encode()).hexdigest()[:32].encode(),
            attachments=[_attach(weasyprint, part, day) for part in _in_order(attachments)],
            finisher=_finish(attachments),
        )
    _report_problems([*sheet.heard, *heard], [*sheet.refused, *fetcher.refused], warn or str, report)
    return data


@contextlib.contextmanager
def paused_collection() -> Iterator[None]:
    """One render makes few cycles and many objects: without the collector it takes 0.8 to 0.9 of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@dataclass(slots=True)
class _Sheet:
    style: Any
    fonts: Any
    heard: list[logging.LogRecord] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@lru_cache(maxsize=12)  # the editions on both papers, and a few themes
def _sheet(css: str) -> _Sheet:
    """The parsed style sheet: parsing takes longer than typesetting three pages, and a new font set leaks memory."""
    weasyprint = import_weasyprint()
    fetcher, fonts = _fetcher(weasyprint), weasyprint.text.fonts.FontConfiguration()
    with _listening() as heard:
        style = weasyprint.CSS(string=css, font_config=fonts, url_fetcher=fetcher)
    return _Sheet(style, fonts, heard, fetcher.refused)


atexit.register(_sheet.cache_clear)  # a font set that outlives WeasyPrint's modules complains on stderr


def _fetcher(weasyprint: Any) -> Any:
    """Reads data: addresses and our own font files; anything else is refused and remembered in `refused`."""
    allowed = {path.as_uri() for path in font_files()}

    class Fetcher(weasyprint.urls.URLFetcher):  # type: ignore[misc]  # a class of a library without types
        refused: list[str]

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.lower().startswith("data:") or url in allowed:
                return super().fetch(url, headers)
            self.refused.append(url)
            raise PermissionError("a report loads nothing from outside")

    made = Fetcher(allowed_protocols={"data", "file"}, allow_redirects=False)
    made.refused = []
    return made


def _in_order(attachments: Sequence[Attachment]) -> list[Attachment]:
    """As a name tree of a PDF must stand."""
    return sorted(attachments, key=lambda part: part.name.encode())


def _attach(weasyprint: Any, part: Attachment, day: dt.date) -> Any:
    moment = dt.datetime.combine(day, dt.time(), dt.UTC)
    return weasyprint.Attachment(
        string=part.data,
        name=part.name,
        description=part.description,
        created=moment,
        modified=moment,
        relationship=part.relationship,
    )


def _finish(attachments: Sequence[Attachment]) -> Callable[[Any, Any], None]:
    """Writes what WeasyPrint leaves out of PDF/UA: the scope of head cells, and what an attachment is to the report."""
    known = {part.name: part for part in attachments}

    def finish(_: Any, pdf: Any) -> None:
        import pydyf

        parts = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
        for cell in (item for item in parts if item.get("S") == "/TH"):
            group = _target(pdf, _target(pdf, cell["P"])["P"])
            cell["A"]["Scope"] = "/Column" if group["S"] == "/THead" else "/Row"
        files = [item for item in parts if item.get("Type") == "/Filespec" and item["UF"].string in known]
        for item in files:
            part = known[item["UF"].string]
            item["AFRelationship"] = f"/{part.relationship}"
            media = _MEDIA.get(part.name[part.name.rfind(".") :], "application/octet-stream")  # not the system's list
            _target(pdf, item["EF"]["F"]).extra["Subtype"] = f"/{media.replace('/', '#2f')}"
        if files:
            pdf.catalog["AF"] = pydyf.Array([item.reference for item in files])

    return finish


def _target(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split()[0])]


@contextlib.contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
    """What WeasyPrint logs from warnings upwards, kept from being printed elsewhere."""
    logger, heard = logging.getLogger("weasyprint"), []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record)

    ear, before, level = Ear(logging.WARNING), logger.propagate, logger.level
    logger.addHandler(ear)
    logger.propagate = False
    logger.setLevel(logging.WARNING)
    try:
        yield heard
    finally:
        logger.removeHandler(ear)
        logger.propagate = before
        logger.setLevel(level)


def _report_problems(
    heard: Sequence[logging.LogRecord], refused: Sequence[str], warn: Callable[[str], object], report: Report | None
) -> None:
    for sentence in describe_missing(sorted({code for record in heard for code in _missing_glyphs(record)}), report):
        warn(sentence)
    for address in dict.fromkeys(refused):
        warn(f"refused to load {address!a}: a report loads nothing from outside")
    for record in heard:
        message = shorten(record.getMessage(), 240)
        if "notdef" in str(record.msg) or "a report loads nothing from outside" in record.getMessage():
            continue
        if (record.levelno >= logging.ERROR and "alt description" not in message) or "Font-face 'cx-" in message:
            raise RenderError(f"the report could not be typeset: {message}")
        warn(f"typesetting: {message}")


def _missing_glyphs(record: logging.LogRecord) -> Iterator[int]:
    if "notdef" in str(record.msg) and isinstance(record.args, tuple):
        yield from (code for code in record.args if isinstance(code, int))
