"""Reports to render: the shipped sample, and the invented ones of the generators."""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from cxaudit.engine.actions import plan_actions
from cxaudit.engine.findings import find_findings
from cxaudit.engine.ledger import build_ledger
from cxaudit.engine.scoring import score_audit
from cxaudit.model.load import load_audit
from cxaudit.report.build import build_report
from cxaudit.report.document import Report
from cxaudit.report.pictures import load_pictures
from cxaudit.report.render import Attachment, render_pdf
from cxaudit.resources import folder

FILES = (
    Attachment("report.json", b"[1]", "Every number", "Data"),
    Attachment("audit.yaml", b"a: 1", "The audit", "Source"),
    Attachment("checklist.lock.yaml", b"b: 1", "The checklist", "Source"),
)


def read_report(path: Path) -> Report:
    """The document of an audit folder, as the commands build it."""
    audit = load_audit(path)
    scores = score_audit(audit.checklist, audit.audit, audit.ratings)
    return build_report(
        audit,
        scores,
        find_findings(scores),
        plan_actions(audit.checklist, audit.audit, scores),
        build_ledger(scores),
        load_pictures(audit),
    )


@pytest.fixture(scope="session")
def front_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Templates of a report that ends with the lead's letter, for those who look at the front alone."""
    name = "report/report.html.jinja"
    kept, cut, rest = (folder("templates") / name).read_text("utf-8").partition('{% include "report/parts/reading')
    assert cut
    path = tmp_path_factory.mktemp("templates") / name
    path.parent.mkdir()
    path.write_text(kept + rest[rest.index("{% endblock %}") :], "utf-8")
    return path.parents[1]


@pytest.fixture(scope="session")
def northline() -> Report:
    """The sample that tells a story: three touchpoints, 18 practices, pictures, replies, actions."""
    return read_report(folder("checklists") / "samples" / "northline-it")


@pytest.fixture(scope="session")
def printed(northline, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[bytes, list[str]]]:
    """The sample on a paper as a PDF that carries `FILES`, with the warnings it gave.

    Made once for all who ask; what another process of this run has made is taken over.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    @cache
    def act(paper: str) -> tuple[bytes, list[str]]:
        kept = shared / f"northline-{paper}.json"
        if kept.is_file():
            told, data = json.loads(kept.read_text("utf-8"))
            return b64decode(data), told
        told = []
        data = render_pdf(northline, paper=paper, attachments=FILES, warn=told.append)
        draft = own / kept.name
        draft.write_text(json.dumps([told, b64encode(data).decode()]), "utf-8")
        draft.replace(kept)
        return data, told

    return act
