"""The inn's audit, its application without a network, and the real command on a free port."""

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cxaudit.capture.server.app import make_app
from cxaudit.capture.server.desk import Desk
from cxaudit.model.load import load_audit
from tests.capture.server.inn import BOARD, JOIN, Client, Clock, Running, make_audit


@pytest.fixture
def audit(tmp_path: Path) -> Path:
    return make_audit(tmp_path / "inn")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def connect(clock: Clock) -> Iterator[Callable[..., Client]]:
    """Makes a client of the application of an audit."""
    with contextlib.ExitStack() as stack:

        def act(folder: Path, hosts: tuple[str, ...] = ()) -> Client:
            pool = stack.enter_context(ThreadPoolExecutor(4))
            told: list[str] = []
            desk = Desk(load_audit(folder), JOIN, BOARD, pool, now=clock.now, tick=clock.tick, tell=told.append)
            desk.open()
            return Client(make_app(desk, hosts), stack.enter_context(asyncio.Runner()), desk, told)

        yield act


@pytest.fixture
def client(audit: Path, connect: Callable[..., Client]) -> Client:
    return connect(audit)


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Starts the installed command on an audit; whatever still runs at the end is killed."""
    started: list[subprocess.Popen] = []
    running: list[Running] = []
    command = Path(sys.executable).with_name("cxaudit")

    def act(folder: Path, *options: str, prefix: tuple[str, ...] = ()) -> Running:
        process = subprocess.Popen(
            [*prefix, str(command), "serve", str(folder), "--port", "0", "--format", "json", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        started.append(process)
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line, f"the server did not start: {process.communicate()[1]}"
        running.append(Running(process, json.loads(line)))
        return running[-1]

    yield act
    for connection in (connection for one in running for connection in one.opened):
        connection.close()
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
