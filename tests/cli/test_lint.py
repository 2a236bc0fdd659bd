"""`lint` through the command line."""

import json

import pytest

HEAD = "cxaudit: checklist/1\nid: own\ntitle: Own\n"
PART = """\
touchpoints:
  desk:
    practices:
      hello:
        ask: {ask}
        look_for: Watch ten arrivals.
        advisory: yes
        anchors: {{0: No guest was, 1: One guest was, 2: Two were greeted, 3: Three were, 4: All guests were}}
"""


@pytest.fixture
def checklist(tmp_path):
    def write(ask="Is each guest greeted at the door?", more="", name="own.yaml"):
        path = tmp_path / name
        path.write_text(HEAD + PART.format(ask=ask) + more, "utf-8")
        return path

    return write


def test_a_sound_checklist_is_clean(run, checklist):
    path = checklist()
    result = run("lint", path)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{path}: nothing found\n"


def test_a_finding_shows_place_practice_words_rule_and_hint(run, checklist):
    path = checklist("Is each guest greeted and seated?")
    result = run("lint", path)
    assert result.code == 1
    assert result.err == ""
    hint = "could the halves earn two ratings? then write two practices"
    assert result.out.splitlines() == [
        f"{path}:8:28: error: desk.hello: two things in one ask: 'greeted and seated' [two-things]",
        "    8 |         ask: Is each guest greeted and seated?",
        f"      |                            ^^^^^^^^^^^^^^^^^^ {hint}",
        f"{path}: 1 error",
    ]


@pytest.mark.parametrize(
    ("ask", "fail_on", "code"),
    [
        ("Is each guest greeted and seated?", "error", 1),
        ("Is each guest greeted in a timely way?", "error", 0),
        ("Is each guest greeted in a timely way?", "warning", 1),
        ("Is each wish or guest greeted?", "warning", 0),
        ("Is each wish or guest greeted?", "hint", 1),
        ("Is each guest greeted and seated?", "never", 0),
    ],
)
def test_what_fails_is_a_choice(run, checklist, ask, fail_on, code):
    assert run("lint", checklist(ask), "--fail-on", fail_on).code == code


def test_warnings_fail_by_default_and_hints_do_not(run, checklist):
    assert run("lint", checklist("Is each guest greeted in a timely way?")).code == 1
    assert run("lint", checklist("Is each wish or guest greeted?")).code == 0


def test_json_has_one_documented_shape_for_each_checklist(run, checklist):
    silent = "        lint: {two-things: They go together here.}\n"
    path = checklist("Is each guest greeted and seated?", silent)
    result = run("lint", path, "core", "--format", "json")
    assert result.code == 0, result.out
    own, core = (json.loads(line) for line in result.out.splitlines())
    assert {key: own[key] for key in ("cxaudit", "checklist", "read", "counts", "skipped", "issues")} == {
        "cxaudit": "lint/1",
        "checklist": str(path),
        "read": True,
        "counts": {"error": 0, "warning": 0, "hint": 0, "silenced": 1},
        "skipped": [],
        "issues": [],
    }
    assert own["findings"] == [
        {
            "rule": "two-things",
            "severity": "error",
            "file": str(path),
            "line": 8,
            "column": 28,
            "width": 18,
            "excerpt": "        ask: Is each guest greeted and seated?",
            "practice": "desk.hello",
            "message": "two things in one ask: 'greeted and seated'",
            "quote": "greeted and seated",
            "hint": "could the halves earn two ratings? then write two practices",
            "silenced": "They go together here.",
        }
    ]
    assert core["checklist"] == "core"


def test_what_is_silenced_is_counted_and_not_shown(run, checklist):
    path = checklist("Is each guest greeted and seated?", "        lint: {two-things: They go together here.}\n")
    result = run("lint", path)
    assert (result.code, result.out) == (0, f"{path}: nothing found (1 silenced)\n")


def test_several_checklists_go_on_after_a_bad_one_and_are_summed_up(run, checklist, tmp_path):
    bad = tmp_path / "bad.yaml"
    bad.write_text("cxaudit: checklist/1\nid: bad\n", "utf-8")
    path = checklist("Is each guest greeted and seated?")
    result = run("lint", bad, "cor", path)
    assert result.code == 2
    assert f"{bad}:1:1: error:" in result.err
    assert "did you mean 'core'?" in result.err
    assert f"{bad}: not readable\n" in result.out
    assert result.out.endswith(f"{path}: 1 error\n3 checklists: 1 error, 2 not readable\n")
    row = json.loads(run("lint", bad, "--format", "json").out)
    assert (row["read"], row["issues"][0]["line"]) == (False, 1)


def test_another_language_says_what_was_left_out(run, checklist):
    path = checklist("Is each guest greeted and seated?", "language: de\n")
    result = run("lint", path)
    assert result.code == 0
    assert "nothing found; 7 rules were left out, since they know English words only" in result.out


def test_lint_never_imports_the_renderer(checklist):
    import subprocess
    import sys

    code = (
        "import sys; sys.argv = ['cxaudit', 'lint', *sys.argv[1:]]\n"
        "from cxaudit.cli import main\n"
        "try:\n    main()\nexcept SystemExit as leaving:\n"
        "    bad = {'weasyprint', 'jinja2', 'fontTools', 'pypdf'} & set(sys.modules)\n"
        "    raise SystemExit(f'imported {bad}' if bad else leaving.code)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(checklist())], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
