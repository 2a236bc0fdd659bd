"""What the documentation says is what the program does."""

import json
import re
import shlex
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner

from cxaudit.cli.app import HOMES, app
from cxaudit.report.document import report_schema
from cxaudit.resources import folder

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("name", HOMES)
def test_every_command_is_in_the_readme_and_has_an_example(name):
    assert f"`cxaudit {name}" in README
    result = CliRunner().invoke(app, [name, "--help"])
    assert result.exit_code == 0
    assert f"Example: cxaudit {name}" in result.output


def test_every_option_that_the_readme_names_exists():
    helps = "".join(CliRunner().invoke(app, [name, "--help"]).output for name in HOMES)
    named = set(re.findall(r"--[a-z][a-z-]+", README))
    assert len(named) > 5
    assert {option for option in named if option not in helps} == set()


def test_the_readmes_steps_and_its_python_do_what_they_say(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    steps = re.search(r"Your own audit in three commands\n\n((?:    cxaudit .*\n)+)", README)
    assert steps
    for line in steps.group(1).strip().splitlines():
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        assert result.exit_code == 0, result.output
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    (tmp_path / "my-audit" / "my-audit.pdf").unlink()
    exec(compile(code.group(1), "README.md", "exec"), {})
    assert (tmp_path / "my-audit.pdf").read_bytes().startswith(b"%PDF")


def test_the_workbook_of_the_readme_comes_back(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    steps = re.findall(r"    (cxaudit (?:new|sheet|import) my-audit.*)\n", README)
    assert [line.split()[1] for line in steps] == ["new", "sheet", "import"]
    for line in steps:
        result = CliRunner().invoke(app, shlex.split(line)[1:])
        assert result.exit_code == 0, result.output
    assert "nothing has changed" in result.output


def test_the_message_that_the_readme_shows_is_the_real_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(app, ["new", "my-audit", "--profile", "lite", "--auditor", "Maria Keller"])
    audit = tmp_path / "my-audit" / "audit.yaml"
    audit.write_text(audit.read_text("utf-8").replace("    rating:\n", "    rating: 7\n", 1), "utf-8")
    shown = re.search(r"(    my-audit/audit.yaml:\d+.*\n.*\n.*\n)", README)
    assert shown
    said = CliRunner().invoke(app, ["check", "my-audit"]).output
    assert "\n".join(line[4:] for line in shown.group(1).rstrip().splitlines()) in said


def test_the_shape_of_the_report_is_fresh_and_true():
    shipped = json.loads((folder("checklists") / "report.schema.json").read_text("utf-8"))
    assert shipped == json.loads(json.dumps(report_schema())), "the document has changed: cxaudit schema checklists"
    sample = folder("checklists") / "samples" / "northline-it"
    printed = json.loads(CliRunner().invoke(app, ["summary", str(sample), "--format", "json"]).output)
    jsonschema.Draft202012Validator(shipped).validate(printed)


def test_the_changelog_has_an_entry_for_what_is_not_released():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"## \[Unreleased\]\n+### \w+\n- ", text)


@pytest.mark.parametrize("name", ["clinic-desk", "our-garage"])
def test_the_authors_guides_examples_pass_check_and_lint(name, tmp_path):
    guide = (folder("checklists") / "README.md").read_text("utf-8")
    texts = [text for text in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if f"id: {name}\n" in text]
    assert len(texts) == 1
    path = tmp_path / f"{name}.yaml"
    path.write_text(texts[0], encoding="utf-8")
    result = CliRunner().invoke(app, ["check", str(path)])
    assert result.exit_code == 0, result.output
    if name == "clinic-desk":
        linted = CliRunner().invoke(app, ["lint", str(path)])
        assert linted.exit_code == 0, linted.output


def test_the_guide_to_themes_is_true(tmp_path, monkeypatch):
    from PIL import Image

    from cxaudit.model.theme_files import read_theme
    from cxaudit.report.fonts import FACES, font_file

    guide = (ROOT / "docs" / "themes.md").read_text("utf-8")
    themes = [text for text in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "cxaudit: theme/1" in text]
    assert len(themes) == 3
    rules = re.search(r"```css\n(.*?)```", guide, re.DOTALL)
    assert rules
    names = ("sans-regular", "sans-bold", "serif-light", "serif", "serif-italic", "serif-bold")
    for i, text in enumerate(themes):
        home = tmp_path / f"theme-{i}"
        (home / "fonts").mkdir(parents=True)
        for name, face in zip(names, FACES, strict=True):
            (home / "fonts" / f"{name}.ttf").write_bytes(font_file(face).read_bytes())
        Image.new("RGB", (900, 200), "#2C5E50").save(home / "logo.png")
        (home / "theme.yaml").write_text(text, encoding="utf-8")
        (home / "theme.css").write_text(rules.group(1), encoding="utf-8")
        assert read_theme(home).warnings == ()
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theme-0").rename("our-theme")
    CliRunner().invoke(app, ["new", "my-audit", "--profile", "lite", "--client", "Harbour Hotel"])
    for line in re.findall(r"^    cxaudit (check our-theme|report my-audit --theme our-theme)$", guide, re.MULTILINE):
        result = CliRunner().invoke(app, line.split())
        assert result.exit_code == 0, result.output
    audit = tmp_path / "my-audit" / "audit.yaml"
    audit.write_text(audit.read_text("utf-8").replace("\nsubject:", "\ntheme: ../our-theme\nsubject:", 1), "utf-8")
    assert CliRunner().invoke(app, ["check", "my-audit"]).exit_code == 0
    (tmp_path / "our-theme" / "theme.yaml").write_text('cxaudit: theme/1\ntitle: x\ncolours:\n  accent: "#E8C547"\n')
    shown = re.search(r"(    our-theme/theme.yaml:4.*\n.*\n.*\n)", guide)
    assert shown
    said = CliRunner().invoke(app, ["check", "our-theme"]).output
    assert "\n".join(line[4:] for line in shown.group(1).rstrip().splitlines()) in said
