"""A browser for each worker, a context for each test, and pages that may complain about nothing."""

import asyncio
import http.server
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.form.browser import FLAGS, PHONE, PROGRAM, WHY_NOT, Form, looping
from tests.form.guesthouse import make_audit
from tests.form.serving import InThread


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if WHY_NOT and here in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=WHY_NOT))


@pytest.fixture(scope="session")
def playing() -> Iterator[tuple[Any, asyncio.AbstractEventLoop]]:
    """Playwright, and the loop it runs in."""
    from playwright.sync_api import sync_playwright

    with looping(None):
        manager = sync_playwright()
        started = manager.__enter__()
        loop = manager._loop
    yield started, loop
    with looping(loop):
        manager.__exit__(None, None, None)


@pytest.fixture(scope="session")
def browser(playing) -> Iterator[Any]:
    started, loop = playing
    with looping(loop):
        chromium = started.chromium.launch(executable_path=PROGRAM, args=FLAGS)
    yield chromium
    with looping(loop):
        chromium.close()


@pytest.fixture
def _loop(playing) -> Iterator[None]:
    with looping(playing[1]):
        yield


@pytest.fixture
def window(_loop, browser, playing) -> Iterator[Callable[..., Form]]:
    """Opens windows: `context=` for another one of the same device, `**how` for another device.

    What the console complains about fails the test, unless the form's `told` was emptied by it.
    """
    contexts, forms = [], []

    def act(context: Any = None, **how: Any) -> Form:
        if context is None:
            context = browser.new_context(**{**PHONE, "locale": "en-GB", "reduced_motion": "reduce", **how})
            context.set_default_timeout(10_000)
            contexts.append(context)
        form = listen(context.new_page())
        forms.append(form)
        return form

    yield act
    told = [line for form in forms for line in form.told]
    for context in contexts:
        context.close()
    assert told == []


def listen(page: Any) -> Form:
    """The form in a page, which notes what goes wrong in it."""
    told: list[str] = []
    page.on("pageerror", lambda problem: told.append(f"script: {problem} {problem.stack}"))
    page.on(
        "console", lambda said: told.append(f"{said.type}: {said.text}") if said.type in ("error", "warning") else None
    )
    return Form(page, told)


@pytest.fixture(scope="session")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guest house, which no test changes."""
    return make_audit(tmp_path_factory.mktemp("form") / "guesthouse")


@pytest.fixture(scope="session")
def filed(audit: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the form as one file, made by the command."""
    return write_form(audit, tmp_path_factory.mktemp("file") / "form.html")


def write_form(audit: Path, path: Path, *options: str) -> str:
    """Make the one file with the command; returns its address."""
    from click.testing import CliRunner

    from cxaudit.cli.app import app

    result = CliRunner().invoke(app, ["form", str(audit), "--file", "-o", str(path), *options])
    assert result.exit_code == 0, result.output
    return path.as_uri()


@pytest.fixture
def host() -> Iterator[Callable[[Path], tuple[str, Callable[[], None]]]]:
    """Serves a folder as any web host would: its address, and what stops it."""
    servers: list[http.server.ThreadingHTTPServer] = []

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    def act(folder: Path) -> tuple[str, Callable[[], None]]:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/", partial(stop, server)

    def stop(server: http.server.ThreadingHTTPServer) -> None:
        if server in servers:
            servers.remove(server)
            server.shutdown()
            server.server_close()

    yield act
    for server in servers:
        stop(server)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[InThread]:
    """A server of an audit of its own."""
    server = InThread(make_audit(tmp_path / "audit"))
    yield server
    server.stop()
