"""The real application on a free port of this machine, in a thread of the test; and the real command as a process."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import yaml

JOIN, BOARD = "K7QM2F", "BRDCDE"


class InThread:
    """A server whose insides a test may change; stopped and started again at the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        import datetime as dt

        import uvicorn

        from cxaudit.capture.server.app import make_app
        from cxaudit.capture.server.desk import Desk
        from cxaudit.capture.server.running import listen
        from cxaudit.model.load import load_audit

        self.pool = ThreadPoolExecutor(4)
        self.desk = Desk(
            load_audit(self.folder),
            JOIN,
            BOARD,
            self.pool,
            now=lambda: dt.datetime.now(dt.UTC),
            tick=time.monotonic,
            tell=lambda line: None,
        )
        self.desk.open()
        listening = listen("127.0.0.1", self.port)
        self.port = listening.getsockname()[1]
        config = uvicorn.Config(
            make_app(self.desk), loop="asyncio", http="h11", ws="none", lifespan="off", log_config=None
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, args=([listening],), daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = self.server.force_exit = True
        self.thread.join(10)
        self.pool.shutdown(wait=False)

    def put(self, auditor: str, practice: str, level: str, rev: int = 1) -> None:
        """Rate as some other device would."""
        seen = [{"rating": level, "at": "2026-10-14T14:02:11+02:00", "note": ""}]
        body = {"state": "rated", "observations": seen, "reason": "", "note": "", "cause": ""}
        data = {"id": practice, "rev": rev, "device": "other", "at": 1_791_979_331_000, "body": body}
        asked = urllib.request.Request(
            f"{self.url}api/{auditor}/records/{practice}", json.dumps(data).encode(), {"X-Join": JOIN}, method="PUT"
        )
        with urllib.request.urlopen(asked) as answer:
            assert answer.status == 200

    def ratings(self, auditor: str = "mk") -> dict[str, Any]:
        return read_ratings(self.folder, auditor)


class Process:
    """`cxaudit serve`, which can be killed and started again at the same port."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        command = [sys.executable, "-m", "cxaudit", "serve", str(self.folder), "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--code", JOIN, "--board-code", BOARD, "--format", "json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
        line = self.process.stdout.readline()
        assert line, f"the server did not start: {self.process.communicate()[1]}"
        self.port = int(json.loads(line)["addresses"][0].rstrip("/").rpartition(":")[2])

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.communicate()


def read_file(folder: Path, auditor: str = "mk") -> dict[str, Any]:
    """An auditor's file, read as another program would read YAML; empty while there is none."""
    path = folder / "ratings" / f"{auditor}.yaml"
    return yaml.safe_load(path.read_text("utf-8")) if path.is_file() else {}


def read_ratings(folder: Path, auditor: str = "mk") -> dict[str, Any]:
    """The ratings in that file."""
    return read_file(folder, auditor).get("ratings") or {}


def link(url: str, auditor: str = "mk") -> str:
    """The link by which an auditor joins."""
    return f"{url}#join={JOIN}&as={auditor}"
