"""The form: one HTML page of plain files, with the audit inside it or without (then it asks the server)."""

import json
import re
from pathlib import Path
from typing import Any

from cxaudit.model.direction import runs_right_to_left
from cxaudit.resources import folder

STYLES = ("base", "frame", "places", "touchpoint", "card", "levels", "extras", "screens", "wide")
SCRIPTS = (
    "page",  # words, elements, time
    "checklist",  # practices and their scales
    "records",  # one record per practice and photo, and the merge rule
    "store",  # this device
    "server",  # the queue
    "status",
    "photos",
    "rating",  # what a tap or a key does
    "measure",
    "observations",
    "gallery",
    "fields",  # reason, note, cause
    "card",
    "frame",  # progress, list of touchpoints, dialogs
    "screens",  # touchpoint, start
    "end",
    "keyboard",
    "exchange",  # the shape of the saved file
    "file",
    "join",  # the server's code
    "start",
)
FALLBACK = "en"
_POLICY = {
    "default-src": "'none'",
    "script-src": "'unsafe-inline'",
    "style-src": "'unsafe-inline'",
    "img-src": "blob: data:",
    "base-uri": "'none'",
    "form-action": "'none'",
}
_SITE = {"img-src": "'self' blob: data:", "manifest-src": "'self'", "worker-src": "'self'"}
_SITE_LINKS = """<link rel="manifest" href="manifest.webmanifest">
<link rel="icon" href="icon-192.png">
<link rel="apple-touch-icon" href="icon-192.png">"""


def form_page(data: dict[str, Any] | None, language: str, *, worker: str | None = None) -> str:
    """The whole form as one HTML text that loads nothing.

    Args:
        data: what `form_data` returns; None makes a page without anything of an audit, which asks its server.
        language: of the fixed words and the direction of the page, as a BCP 47 tag.
        worker: the address of a service worker, where the page lies on a site with a manifest and icons.
    """
    home = folder("templates") / "form"
    words, spoken = form_words(language)
    policy = _POLICY | (_SITE if worker else {}) | ({} if data else {"connect-src": "'self'"})
    parts = {
        "lang": spoken,
        "dir": "rtl" if runs_right_to_left(language) else "ltr",
        "policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "links": _SITE_LINKS if worker else '<link rel="icon" href="data:,">',
        "style": _joined(home / "css", STYLES, ".css"),
        "icons": _lean((home / "icons.svg").read_text("utf-8")),
        "data": inline_json(data),
        "words": inline_json(words),
        "worker": inline_json(worker),
        "script": _joined(home / "js", SCRIPTS, ".js"),
    }
    skeleton = (home / "form.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], skeleton)


def form_words(language: str) -> tuple[dict[str, str], str]:
    """The page's fixed words, English where a language lacks one, and the language that they are in."""
    home = folder("templates") / "form" / "words"
    words: dict[str, str] = json.loads((home / f"{FALLBACK}.json").read_text("utf-8"))
    tag = language.lower().replace("_", "-")
    for name in (tag, tag.partition("-")[0]):
        path = home / f"{name}.json"
        if re.fullmatch(r"[a-z0-9-]+", name) and path.is_file():
            return words | json.loads(path.read_text("utf-8")), name
    return words, FALLBACK


def inline_json(data: Any) -> str:
    """JSON that can stand inside a script element: no `<` can end it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _joined(home: Path, names: tuple[str, ...], suffix: str) -> str:
    return "\n".join(_lean((home / f"{name}{suffix}").read_text("utf-8")) for name in names)


def _lean(text: str) -> str:
    """A source without indentation, empty lines and comments, as our own files write them: a third less for a phone.

    A comment fills a line, or follows code after three spaces.
    """
    lines = (re.sub(r" {3}// .*", "", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not re.fullmatch(r"//.*|/\*.*\*/|<!--.*-->", line))
