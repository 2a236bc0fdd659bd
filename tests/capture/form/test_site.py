"""The form as a site: relative, and another cache whenever anything has changed."""

import io
import json
import re

import pytest
from PIL import Image

from cxaudit.capture.form.data import form_data
from cxaudit.capture.form.site import form_site
from cxaudit.model.load import load_audit
from cxaudit.resources import folder


@pytest.fixture(scope="module")
def data():
    return form_data(load_audit(folder("checklists") / "samples" / "northline-it"))


@pytest.fixture(scope="module")
def site(data):
    return form_site(data, "en")


def test_its_files(site):
    assert list(site) == ["index.html", "manifest.webmanifest", "icon-192.png", "icon-512.png", "sw.js"]
    for name, size in (("icon-192.png", 192), ("icon-512.png", 512)):
        picture = Image.open(io.BytesIO(site[name]))
        assert (picture.format, picture.size) == ("PNG", (size, size))


def test_the_manifest_names_the_audit_and_only_relative_addresses(site, data):
    manifest = json.loads(site["manifest.webmanifest"])
    assert manifest["name"] == f"{data['audit']['client']}: {data['audit']['title']}"
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == ("./", "./", "standalone")
    assert {icon["src"] for icon in manifest["icons"]} == {"icon-192.png", "icon-512.png"}
    assert {icon["src"] for icon in manifest["icons"]} < set(site)


def test_the_page_finds_manifest_icons_and_worker_beside_it(site):
    page = site["index.html"].decode()
    assert re.findall(r'<link rel="[a-z-]+" href="([^"]+)">', page) == [
        "manifest.webmanifest",
        "icon-192.png",
        "icon-192.png",
    ]
    assert '<script type="application/json" id="cx-worker">"sw.js"</script>' in page
    assert "manifest-src 'self'; worker-src 'self'" in page


def test_the_worker_keeps_every_file_but_itself(site):
    worker = site["sw.js"].decode()
    assert "{{" not in worker
    kept = re.search(r"FILES = (\[.*?\]);", worker)
    assert kept
    assert json.loads(kept.group(1)) == [name for name in site if name != "sw.js"]


def test_another_form_is_another_worker_and_the_same_form_is_the_same(site, data):
    changed = {**data, "audit": {**data["audit"], "title": "Another title"}}
    assert form_site(data, "en") == site
    assert form_site(changed, "en")["sw.js"] != site["sw.js"]
