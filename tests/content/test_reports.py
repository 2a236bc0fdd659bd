"""Every shipped checklist makes a report."""

import pytest
from markupsafe import escape

from cxaudit import build_ledger, build_report, find_findings, plan_actions, render_html, score_audit
from cxaudit.model.shipped import shipped_checklists
from tests.content.filled import write_filled


@pytest.mark.parametrize("name", shipped_checklists())
def test_it_is_rated_scored_and_rendered(name, tmp_path):
    folder = write_filled(name, tmp_path / name)
    scores = score_audit(folder.checklist, folder.audit, folder.ratings)
    assert scores.raw is not None
    assert scores.coverage == pytest.approx(1)
    plan = plan_actions(folder.checklist, folder.audit, scores)
    page = render_html(build_report(folder, scores, find_findings(scores), plan, build_ledger(scores)))
    for practice in folder.checklist.practices().values():
        assert str(escape(practice.title)) in page
