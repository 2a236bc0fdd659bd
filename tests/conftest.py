"""For all tests: what takes time and is not looked at is left out."""

import gc
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from jinja2 import FileSystemBytecodeCache

from cxaudit.model import shipped
from cxaudit.report import environment
from cxaudit.resources import folder
from cxaudit.source import Source, read_source

# A busy machine is no reason to fail. What CI=true asks of hypothesis (the same examples each time) stays.
settings.register_profile("untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_configure() -> None:
    gc.set_threshold(100_000, 50, 100)  # documents and PDFs are many objects and few cycles


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()  # thousands of tests live to the end: no collection need visit them, and commands collect often


@pytest.fixture(scope="session", autouse=True)
def _shipped_once() -> Iterator[None]:
    """Shipped checklists are read once: hundreds of tests begin with one, and nobody changes what was read."""
    home, once = folder("checklists"), cache(read_source)

    def read(path: Path, name: str | None = None) -> Source:
        return (once if path.parent == home else read_source)(path, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shipped, "read_source", read)
        yield


@pytest.fixture(scope="session", autouse=True)
def _compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Templates are compiled once for each kind of environment, whatever folders of templates the tests bring."""
    with pytest.MonkeyPatch.context() as patch:
        for kind in (environment.Environment, environment.ImmutableSandboxedEnvironment):
            cache = FileSystemBytecodeCache(str(tmp_path_factory.mktemp(kind.__name__)))
            patch.setattr(environment, kind.__name__, partial(kind, bytecode_cache=cache))
        yield


@pytest.fixture
def real_fonts() -> None:
    """Marks the tests that look at the fonts in an HTML report."""


@pytest.fixture(autouse=True)
def _no_fonts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """HTML reports carry no fonts of ours: cutting six of them down takes longer than all else (1 s each)."""
    if request.path.parent.name in ("cli", "content", "report") and "real_fonts" not in request.fixturenames:
        monkeypatch.setattr("cxaudit.report.render.embedded_faces", lambda *_: "")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line why the browser tests did not run."""
    for reason in sorted(set(_why_no_browser(terminalreporter.stats.get("skipped", [])))):
        terminalreporter.write_line(f"browser tests skipped: {reason}", yellow=True)


def _why_no_browser(skipped: list[pytest.TestReport]) -> Iterator[str]:
    for report in skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else ""
        if "no Chromium" in reason or "no Playwright" in reason:
            yield (
                "no Chromium (apt-get install chromium)"
                if "no Chromium" in reason
                else "no Playwright (pip install playwright)"
            )
