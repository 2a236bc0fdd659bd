"""The baseline: found beside the audit, never a reason for the report to fail, never a way to another file."""

import shutil

import pytest

from cxaudit.model.load import load_audit
from cxaudit.resources import folder

SAMPLE = folder("checklists") / "samples" / "harbour-hotel"
LINE = "baseline: ../2026-04/audit.yaml"


@pytest.fixture
def waves(tmp_path):
    for name in ("2026-04", "2026-10"):
        shutil.copytree(SAMPLE / name, tmp_path / "harbour" / name)
    return tmp_path / "harbour"


def change(path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def warned(waves):
    """The one warning about the baseline, with its place."""
    found = load_audit(waves / "2026-10")
    assert found.baseline is None
    (issue,) = found.warnings
    assert issue.level == "warning"
    assert issue.excerpt.startswith("baseline:")
    assert (issue.line, issue.column) == (10, 11)
    return issue


def test_the_earlier_audit_is_read_with_this_one():
    found = load_audit(SAMPLE / "2026-10")
    assert found.baseline is not None
    assert found.baseline.audit.id == "harbour-hotel-2026-04"
    assert found.baseline.baseline is None
    assert found.warnings == ()


@pytest.mark.parametrize("name", ["../2026-04", "../2026-04/", "../../harbour/2026-04/audit.yaml"])
def test_a_folder_stands_for_its_audit(waves, name):
    change(waves / "2026-10" / "audit.yaml", LINE, f"baseline: {name}")
    assert load_audit(waves / "2026-10").baseline is not None


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("../2025-04/audit.yaml", "there is no audit at"),
        ("../2025-04", "is no audit's folder"),
        ("../2026-04/ratings/mk.yaml", "no audit.yaml"),
        ("/etc/passwd", "is no path relative to this file"),
        ("/etc/audit.yaml", "is no path relative to this file"),
        ("C:\\audits\\audit.yaml", "is no path relative to this file"),
        ("~/audit.yaml", "is no path relative to this file"),
        ("https://example.org/audit.yaml", "is no path relative to this file"),
        ("../../../audit.yaml", "more than two folders above"),
        ("audit.yaml", "cannot be its own baseline"),
        (".", "cannot be its own baseline"),
        ('"../2026-04\\0/audit.yaml"', ""),
    ],
)
def test_what_is_no_earlier_audit_is_a_warning_with_its_place(waves, name, message):
    change(waves / "2026-10" / "audit.yaml", LINE, f"baseline: {name}")
    if name.startswith('"'):
        assert load_audit(waves / "2026-10").baseline is None
    else:
        assert message in warned(waves).message


def test_a_link_that_leads_elsewhere_is_not_followed(waves, tmp_path):
    secret = tmp_path / "secret.yaml"
    secret.write_text("secret: 1\n")
    old = waves / "2026-04" / "audit.yaml"
    old.unlink()
    old.symlink_to(secret)
    assert "no audit.yaml" in warned(waves).message


def test_a_broken_baseline_is_told_without_its_contents(waves):
    change(waves / "2026-04" / "audit.yaml", "wave: 2026-Q2", "wavy: TOP SECRET")
    issue = warned(waves)
    assert issue.message == "the baseline has 1 error"
    assert "cxaudit check ../2026-04/audit.yaml" in issue.hint
    assert "SECRET" not in issue.message + issue.hint + issue.excerpt


def test_a_later_audit_is_no_baseline(waves):
    change(waves / "2026-04" / "audit.yaml", "date: 2026-04-15", "date: 2026-10-14")
    assert "is not earlier than this audit" in warned(waves).message


def test_another_client_is_not_compared_but_a_new_name_is(waves):
    old = waves / "2026-04" / "audit.yaml"
    change(old, "client: Harbour Hotel", "client: Harbour Hotel GmbH")
    assert load_audit(waves / "2026-10").baseline is not None
    change(old, "site: Brackhaven", "site: Hollin")
    assert "another subject" in warned(waves).message


@pytest.mark.parametrize(
    ("old", "new"), [("client: Harbour Hotel", "client: Zeta"), ("site: Brackhaven", "site: Hollin")]
)
def test_a_site_of_the_same_name_is_no_reason_to_show_another_clients_scores(waves, old, new):
    change(waves / "2026-04" / "audit.yaml", old, new)
    assert load_audit(waves / "2026-10").baseline is None
    assert "another subject" in warned(waves).message


def test_two_audits_that_name_each_other_end(waves):
    change(waves / "2026-04" / "audit.yaml", "wave: 2026-Q2", "wave: 2026-Q2\nbaseline: ../2026-10/audit.yaml")
    assert load_audit(waves / "2026-10").baseline is not None
    assert "not earlier" in load_audit(waves / "2026-04").warnings[0].message
