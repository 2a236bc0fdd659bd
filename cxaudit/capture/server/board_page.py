"""The board's page: one HTML text of plain files that loads nothing but its data."""

import base64
import hashlib
import json
import re

from cxaudit.capture.form.page import inline_json
from cxaudit.model.direction import runs_right_to_left
from cxaudit.resources import folder

FALLBACK = "en"
_COLOURS = "css/base.css"  # the form's: both look like one program


def board_page(language: str) -> str:
    """The board without anything of an audit in it, in a language for which there are words, else in English."""
    home = folder("templates") / "form"
    words = json.loads((home / f"board.{FALLBACK}.json").read_text("utf-8"))
    spoken, short = FALLBACK, language.lower().partition("-")[0]
    translated = home / f"board.{short}.json"
    if re.fullmatch(r"[a-z]{2,3}", short) and translated.is_file():
        words, spoken = words | json.loads(translated.read_text("utf-8")), short
    style = "\n".join((home / name).read_text("utf-8") for name in (_COLOURS, "board.css"))
    script = (home / "board.js").read_text("utf-8")
    parts = {
        "policy": f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(style)}; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'",
        "lang": spoken,
        "dir": "rtl" if runs_right_to_left(language) else "ltr",
        "style": style,
        "words": inline_json(words),
        "script": script,
        **{f"word_{key}": text for key, text in words.items()},
    }
    skeleton = (home / "board.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], skeleton)


def _hash(text: str) -> str:
    """What a browser may run or apply, and nothing else, whatever gets into the page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
