"""`form`: the page as a file, or as a site."""

import json
import re

import pytest


def data_of(path):
    found = re.search(r'<script type="application/json" id="cx">(.*?)</script>', path.read_text("utf-8"))
    assert found
    return json.loads(found.group(1))


def test_a_file_in_the_current_folder(run, northline, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = {path: path.read_bytes() for path in northline.rglob("*") if path.is_file()}
    result = run("form", northline, "--file")
    name = f"{data_of(next(tmp_path.glob('*.html')))['audit']['id']}.form.html"
    assert (result.code, result.out) == (0, f"{name}\n")
    assert f"cxaudit import FILE.cxratings.json --into {northline}" in result.err
    assert result.err.isascii()
    assert {path: path.read_bytes() for path in northline.rglob("*") if path.is_file()} == before


def test_a_file_elsewhere_for_one_auditor_replaces_an_older_one(run, northline, tmp_path):
    target = tmp_path / "form.html"
    target.write_text("old")
    plain = run("form", northline / "audit.yaml", "--file", "-o", target)
    assert (plain.code, plain.out) == (0, f"{target}\n")
    data = data_of(target)
    assert data["auditor"] is None
    who = data["auditors"][0]["id"]
    assert run("form", northline, "--file", "-o", target, "--auditor", who).code == 0
    assert data_of(target) == {**data, "auditor": who}


def test_a_site_in_a_new_folder(run, northline, tmp_path):
    site = tmp_path / "deep" / "er"
    result = run("form", northline, "--site", site)
    assert result.code == 0
    assert result.out.splitlines() == [
        str(site / name) for name in ("index.html", "manifest.webmanifest", "icon-192.png", "icon-512.png", "sw.js")
    ]
    assert "any HTTPS host" in result.err
    assert sorted(path.name for path in site.iterdir()) == sorted(line.split("/")[-1] for line in result.out.split())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give either --file or --site DIR"),
        (("--file", "--site", "x"), "give either --file or --site DIR"),
        (("--site", "x", "-o", "y"), "--output goes with --file"),
        (("--file", "--auditor", "zz"), "'zz' is not an auditor of this audit; known are: "),
        (("--file", "-o", "not-there/form.html"), "not-there/form.html: cannot be written"),
    ],
)
def test_what_is_refused(run, northline, tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = run("form", northline, *arguments)
    assert result.code == 2
    assert said in result.err
    assert list(tmp_path.glob("*.html")) == []


def test_a_site_that_cannot_be_made(run, northline, tmp_path):
    (tmp_path / "taken").write_text("a file")
    result = run("form", northline, "--site", tmp_path / "taken" / "site")
    assert result.code == 2
    assert "cannot be made" in result.err


def test_an_audit_without_auditors_is_told_what_to_do(run, northline):
    path = northline / "audit.yaml"
    text = re.sub(r"\nauditors:\n(?:  .*\n)+", "\n", path.read_text("utf-8"))
    path.write_text(text, encoding="utf-8")
    for ratings in (northline / "ratings").glob("*.yaml"):
        ratings.unlink()
    result = run("form", northline, "--file")
    assert result.code == 2
    assert "add who rates under 'auditors' in audit.yaml" in result.err
