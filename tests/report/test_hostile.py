"""Hostile texts in every field of audit and checklist: they break no page, inject nothing, and can be read."""

import io
import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
import yaml
from pydantic import ValidationError

from cxaudit.model.load import load_audit
from cxaudit.report.document import Report
from cxaudit.report.render import render_html, render_pdf
from tests.report.conftest import read_report
from tests.report.foreign import write_foreign
from tests.report.markup import TAGS, Page

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("CXAUDIT_DATA", ROOT.parent / "shared" / "data"))
NAUGHTY = DATA / "torture" / "blns.json"
PDFTOTEXT = shutil.which("pdftotext")
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"  # what follows is printed, but the other way round
OWN = [
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(2)>",
    "</title></style></svg><h1>broken",
    "<!-- <![CDATA[ ]]> -->",
    "&lt;b&gt; &amp; &#60;i&#62; &bogus;",
    "{{ 7 * 7 }} {% include 'x' %} {# note #}",
    "javascript:alert(3)",
    "[a link](javascript:alert(4)) ![p](file:///etc/passwd) **bold** `code`",
    "} body { display: none } @import url(http://127.0.0.1:9/);",
    "url(file:///etc/passwd) expression(alert(5))",
    "Z̯̘̪̰̦̙͔ḁ̦̜l̬̠̭g̹̫̪͇ǫ͔ h̵̡̢e̷̛ comes",
    "\u202egnp.exe\u202c and \u2066isolated\u2069",
    "zero\u200bwidth\u200djoined\ufeff mark",
    "tab\tnew\nline\r\nend",
    "بِسْمِ ٱللَّهِ mixed with שָׁלוֹם and 漢字 and 🧑‍🚀",
    "W" * 400,
    "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 3,
    "= 1 + 1 %s %n $(whoami) `id` ../../etc/passwd",
    "",
    " ",
    "null",
    "-",
    '" style="position:fixed" onmouseover="alert(6)" x="',
]
# Keys of the document whose value is no free text: an id, or a word of a list.
FIXED = {
    "id",
    "touchpoint",
    "practice",
    "practices",
    "dimension",
    "stage",
    "band",
    "raw_band",
    "state",
    "language",
    "picture",
    "logo",
    "kind",
    "rests_on",
    "severity",
    "quadrant",
    "horizon",
    "effort",
    "status",
    "sha256",
    "profile",
    "combine",
    "cxaudit",
    "rollup",
    "scale",
    "not_applicable",
    "critical_effect",
    "critical_on",
    "critical_at_or_below",
    "media",
    "data",
    "key",
    "weakest",
    "triggered",
    "touchpoints",
    "cells",
    "cell_bands",
    "letter",
    "pictures",
    "currency",
    "theme",
    "unit",
    "audience",
}
FREE = {"title", "ask", "do", "owner", "because", "note", "text", "by", "client", "site", "name", "role", "summary"}


def bare(text: str) -> str:
    """The text without what may be added or left out on the way: blanks, hyphens, signs without a shape."""
    return "".join(
        letter
        for letter in unicodedata.normalize("NFKC", text)
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cn", "Co", "Cs", "Zs", "Zl", "Zp") and letter != "-"
    )


def fill(value, texts: Iterator[str], key: str = ""):
    """The document with another text in every field that holds a free one."""
    if isinstance(value, dict):
        kept = FIXED | {"name", "names"} if "unit" in value or "allows" in value else FIXED  # keys of figures
        return {name: inside if name in kept else fill(inside, texts, name) for name, inside in value.items()}
    if isinstance(value, list):
        return [fill(inside, texts, key) for inside in value]
    return next(texts) if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d.*", value) else value


def filled(report: Report, strings: list[str]) -> tuple[Report, list[str]]:
    """The report with hostile texts everywhere, and those that stand in notes, which are printed whole."""
    turn = (strings[i % len(strings)] for i in range(1_000_000))
    data = fill(report.model_dump(mode="json", by_alias=True), turn)
    data["audit"]["summary"] = "\n\n".join(strings)
    noted = []
    for i, part in enumerate(data["practices"]):
        mine = strings[i :: len(data["practices"])]
        part["notes"] = [{"auditor": "", "text": text} for text in mine]
        noted += mine
    try:
        return Report.model_validate(data), noted
    except ValidationError as problem:  # fields that only take words of a list, which FIXED does not know
        for fault in problem.errors():
            *path, last = fault["loc"]
            was, now = report.model_dump(mode="json", by_alias=True), data
            for step in path:
                was, now = was[step], now[step]
            now[last] = was[last]
    return Report.model_validate(data), noted


def check_page(html: str) -> Page:
    page = Page(html)
    assert page.tags <= TAGS
    assert not page.open
    assert not [name for name in page.attributes if name.startswith("on") or name in ("srcdoc", "formaction")]
    assert all(link.startswith(("data:image/", "#")) for link in page.links)
    return page


def check_pdf(data: bytes) -> str:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        actions = [link.get("/A", {}) for page in pdf.pages for link in page.get("/Annots", [])]
        assert all(action.get("/S") in (None, "/GoTo") for action in actions)
        assert "/JavaScript" not in pdf.Root.get("/Names", {})
    if not PDFTOTEXT:  # pypdf does not read a font in which a glyph is missing
        return ""
    run = subprocess.run([PDFTOTEXT, "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return bare(run.stdout.decode())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_our_own_list_stays_text_in_both_forms(northline, language):
    report, noted = filled(northline, OWN)
    report = report.model_copy(update={"audit": report.audit.model_copy(update={"language": language})})
    shown = bare(check_page(render_html(report)).text)
    assert [text for text in noted if bare(text) not in shown] == []
    warnings: list[str] = []
    printed = check_pdf(render_pdf(report, warn=warnings.append))
    plain = [text for text in noted if bare(text).isascii() and OVERRIDE not in text]
    assert [text for text in plain if printed and bare(text) not in printed] == []
    assert not [line for line in warnings if not line.startswith(("no font", "characters that no font"))]


@pytest.mark.skipif(not NAUGHTY.is_file(), reason="the public list of naughty strings is not at hand")
def test_the_public_list_stays_text_in_both_forms(northline):
    strings = json.loads(NAUGHTY.read_text("utf-8"))
    report, noted = filled(northline, strings)
    shown = bare(check_page(render_html(report)).text)
    assert [text for text in noted if bare(text) not in shown] == []
    warnings: list[str] = []
    printed = check_pdf(render_pdf(report, warn=warnings.append))
    plain = [text for text in noted if bare(text).isascii() and OVERRIDE not in text]
    lost = [text for text in plain if printed and bare(text) not in printed]
    assert len(plain) > 300
    assert lost == []
    assert not [line for line in warnings if not line.startswith(("no font", "characters that no font"))]
    assert len(warnings) < 20


def test_hostile_texts_of_files_take_the_whole_way(tmp_path):
    folder = write_foreign(tmp_path, "he")
    turn = (text for _ in range(100) for text in OWN if len(text) > 1 and "\n" not in text and text.strip() != "null")
    for name in ("own.yaml", "audit.yaml"):
        data = yaml.load((folder / name).read_text("utf-8"), yaml.BaseLoader)
        (folder / name).write_text(yaml.safe_dump(written(data, turn), allow_unicode=True), "utf-8")
    assert load_audit(folder).audit.subject.client
    report = read_report(folder)
    check_page(render_html(report))
    check_pdf(render_pdf(report))


def written(value, texts, key=""):
    """The file with hostile texts wherever people write freely."""
    if isinstance(value, dict):
        free = FREE | value.keys() if key in ("levels", "dimensions", "stages") else FREE
        return {
            name: next(texts)[: 40 if name == "title" else 200]
            if isinstance(inside, str) and name in free
            else written(inside, texts, name)
            for name, inside in value.items()
        }
    return [written(inside, texts, key) for inside in value] if isinstance(value, list) else value
