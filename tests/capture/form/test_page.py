"""The form as one page: whole, safe to hold any text, and light enough for a phone."""

import gzip
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest

from cxaudit.capture.form.data import CAUSES, form_data
from cxaudit.capture.form.page import SCRIPTS, STYLES, form_page, form_words
from cxaudit.model.load import load_audit
from cxaudit.resources import folder

HOME = folder("templates") / "form"
EVIL = '</script><img src=x onerror=alert(1)>{{script}} \u2028 <!-- <script> "'


@pytest.fixture(scope="module")
def data():
    return form_data(load_audit(folder("checklists") / "samples" / "northline-it"))


class Page(HTMLParser):
    """The tags of a page with their attributes, and the content of its scripts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts = [], []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self._inside = True
            self.scripts.append((dict(attrs).get("id"), ""))

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "script"

    def handle_data(self, text):
        if self._inside:
            name, before = self.scripts[-1]
            self.scripts[-1] = (name, before + text)

    def json(self, name):
        return json.loads(dict(self.scripts)[name])

    def attribute(self, tag, name):
        return next(attrs[name] for found, attrs in self.tags if found == tag and name in attrs)


def test_the_audit_stands_in_the_page_as_it_is(data):
    page = Page(form_page(data, "en"))
    assert page.json("cx") == data
    assert page.json("cx-words")["next"] == "Next"
    assert page.json("cx-worker") is None


def test_no_text_of_an_audit_gets_out_of_its_place(data):
    evil = {**data, "audit": {**data["audit"], "title": EVIL}}
    text = form_page(evil, "en")
    page, plain = Page(text), Page(form_page(data, "en"))
    assert page.json("cx")["audit"]["title"] == EVIL
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert "\u2028" not in text


def test_the_page_of_a_server_holds_nothing_of_the_audit(data):
    page = Page(form_page(None, "en"))
    assert page.json("cx") is None
    assert "connect-src 'self'" in page.attribute("meta", "content")
    assert "connect-src" not in Page(form_page(data, "en")).attribute("meta", "content")


def test_the_page_loads_nothing(data):
    page = Page(form_page(data, "en"))
    policy = page.attribute("meta", "content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe-eval" not in policy
    assert [attrs for _, attrs in page.tags if "src" in attrs] == []
    links = [value for _, attrs in page.tags for name, value in attrs.items() if name == "href"]
    assert {link for link in links if not link.startswith("#")} == {"data:,"}
    script = dict(page.scripts)[None]
    assert re.findall(r"https?://[^'\"]+", script) == ["http://www.w3.org/2000/svg"]


def test_without_a_script_it_says_that_it_must_be_opened_in_a_browser(data):
    text = form_page(data, "en")
    preview = re.search(r"<noscript>(.*?)</noscript>", text, re.DOTALL)
    assert preview
    assert "You are looking at a preview." in preview.group(1)
    assert "Open this file in a browser" in preview.group(1)


@pytest.mark.parametrize(
    ("language", "lang", "direction"), [("en", "en", "ltr"), ("de-AT", "en", "ltr"), ("ar", "en", "rtl")]
)
def test_language_and_direction(data, language, lang, direction):
    page = Page(form_page(data, language))
    assert (page.attribute("html", "lang"), page.attribute("html", "dir")) == (lang, direction)


def test_a_language_falls_back_to_english_word_by_word(tmp_path, monkeypatch):
    shutil.copytree(HOME, tmp_path / "form")
    words = tmp_path / "form" / "words" / "de.json"
    words.write_text(json.dumps({"next": "Weiter"}), encoding="utf-8")
    monkeypatch.setattr("cxaudit.capture.form.page.folder", lambda _: tmp_path)
    words, language = form_words("de-AT")
    assert (words["next"], words["back"], language) == ("Weiter", "Back", "de")
    assert form_words("../../de")[1] == "en"


def test_every_file_is_in_the_page():
    assert {path.stem for path in (HOME / "js").iterdir()} == set(SCRIPTS)
    assert {path.stem for path in (HOME / "css").iterdir()} == set(STYLES)
    text = form_page(None, "en")
    assert "{{" not in text
    assert "function makeCard(" in text
    assert "// " not in dict(Page(text).scripts)[None].replace("://", "")


def test_every_word_that_the_scripts_use_exists_and_none_is_left_over():
    script = "".join((HOME / "js" / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    words = json.loads((HOME / "words" / "en.json").read_text("utf-8"))
    literal = set(re.findall(r"['`]([a-z_]+)['`]", script)) | set(re.findall(r"\b([a-z]+): ", script))
    made = {f"cause_{cause}" for cause in CAUSES} | {"again_long"}
    assert set(re.findall(r"\bw\('([a-z_]+)'[,)]", script)) - set(words) == set()
    assert made <= set(words)
    assert set(words) - literal - made == set()


def test_it_is_light():
    weight = len(gzip.compress(form_page(None, "en").encode(), 9))
    assert weight < 30_000


@pytest.mark.skipif(shutil.which("node") is None, reason="no node on this computer")
def test_the_joined_script_is_a_script(tmp_path):
    path = tmp_path / "form.js"
    path.write_text(dict(Page(form_page(None, "en")).scripts)[None], encoding="utf-8")
    subprocess.run(["node", "--check", path], check=True)
