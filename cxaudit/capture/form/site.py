"""The form for any HTTPS host: the page, a service worker that keeps it without network, a manifest and two icons."""

import hashlib
import io
import json
from typing import Any

from cxaudit.capture.form.page import form_page, inline_json
from cxaudit.resources import folder

WORKER, MANIFEST = "sw.js", "manifest.webmanifest"
ICONS = {f"icon-{size}.png": size for size in (192, 512)}
_INK, _PAPER = "#0a636d", "#ffffff"
_MARK = ((0.30, 0.52), (0.44, 0.66), (0.71, 0.36))  # a tick, inside the circle that a launcher may cut out
_FINER = 4  # drawn so much larger, then made small: smooth edges


def form_site(data: dict[str, Any], language: str) -> dict[str, bytes]:
    """The files of the site by name; all addresses in them are relative, so any folder of a host will do.

    Args:
        data: what `form_data` returns.
        language: of the page's fixed words, as a BCP 47 tag.

    Returns: the worker last, so that whoever writes or uploads them in order never offers it without its page.
    """
    page = form_page(data, language, worker=WORKER).encode()
    files = {"index.html": page, MANIFEST: _manifest(data, language).encode()}
    files |= {name: _icon(size) for name, size in ICONS.items()}
    return {**files, WORKER: _worker(files).encode()}


def _worker(files: dict[str, bytes]) -> str:
    """The service worker; its cache is named after the content, so that a changed page is a changed worker."""
    digest = hashlib.sha256(b"\0".join(name.encode() + b"\0" + content for name, content in files.items()))
    script = (folder("templates") / "form" / "sw.js").read_text("utf-8")
    return script.replace("{{version}}", digest.hexdigest()[:16]).replace("{{files}}", inline_json(list(files)))


def _manifest(data: dict[str, Any], language: str) -> str:
    audit = data["audit"]
    icon = [{"src": name, "sizes": f"{size}x{size}", "type": "image/png"} for name, size in ICONS.items()]
    return json.dumps(
        {
            "id": f"./?{audit['id']}",
            "name": f"{audit['client']}: {audit['title']}",
            "short_name": audit["client"],
            "start_url": "./",
            "scope": "./",
            "display": "standalone",
            "lang": language,
            "background_color": _PAPER,
            "theme_color": _PAPER,
            "icons": [*icon, *({**part, "purpose": "maskable"} for part in icon)],
        },
        ensure_ascii=False,
        indent=1,
    )


def _icon(size: int) -> bytes:
    """A tick on the accent colour, as PNG."""
    from PIL import Image, ImageDraw

    large = size * _FINER
    picture = Image.new("RGB", (large, large), _INK)
    pen, points = ImageDraw.Draw(picture), [(x * large, y * large) for x, y in _MARK]
    width = large // 11
    pen.line(points, fill=_PAPER, width=width, joint="curve")
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=_PAPER)
    kept = io.BytesIO()
    picture.resize((size, size), Image.Resampling.LANCZOS).quantize(32).save(kept, "PNG", optimize=True)
    return kept.getvalue()
