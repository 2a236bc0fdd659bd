"""`export xlsform` through the command line."""

import pytest
from pyxform.xls2xform import convert


def test_the_form_of_an_audit_is_written_and_pyxform_takes_it(run, northline):
    result = run("export", "xlsform", northline)
    assert result.code == 0, result.err
    path = northline / "northline-it-2026-10-xlsform.xlsx"
    assert result.out == f"{path}\n"
    assert "version 1.1-" in result.err
    made = convert(xlsform=path, validate=False)
    assert made.warnings == []
    assert 'id="northline-it-2026-10"' in made.xform


def test_it_can_be_written_elsewhere(run, northline, tmp_path):
    assert run("export", "xlsform", northline, "--output", tmp_path / "form.xlsx").code == 0
    assert (tmp_path / "form.xlsx").read_bytes().startswith(b"PK")
    assert not list(northline.glob("*.xlsx"))


@pytest.mark.parametrize("arguments", [("export", "xlsform", "nowhere"), ("export", "odt", "x"), ("export",)])
def test_what_is_wrong_is_said(run, arguments):
    result = run(*arguments)
    assert result.code == 2
    assert result.err


def test_an_audit_with_mistakes_gives_no_form(run, northline):
    text = (northline / "audit.yaml").read_text("utf-8")
    (northline / "audit.yaml").write_text(text.replace("date: 2026", "date: 26"), "utf-8")
    assert run("export", "xlsform", northline).code == 2
    assert not list(northline.glob("*.xlsx"))
