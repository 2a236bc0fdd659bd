"""A small audit of two, the application without a network, and the real command on a free port."""

import asyncio
import datetime as dt
import http.client
import io
import json
import signal
import subprocess
from collections.abc import Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cxaudit.capture.server.desk import Desk

CHECKLIST = """
cxaudit: checklist/1
id: inn
title: Inn
version: "1.0"
language: en
scale: practice
scales:
  practice: {levels: {0: Absent, 1: Sporadic, 2: Uneven, 3: Consistent, 4: Excellent}}
  wait: {unit: minutes, best: 1, worst: 10}
stages: {arrive: Arrive}
touchpoints:
  front-desk:
    title: Front desk
    stage: arrive
    practices:
      greeting: {title: Greeted, ask: "Is every guest greeted at once?"}
      queue: {title: Queue, ask: "How long does a guest wait?", scale: wait}
  call:
    title: Phone
    stage: arrive
    practices:
      answer: {title: Answered, ask: "Is the call answered?", rate: case}
"""
AUDIT = """
cxaudit: audit/1
id: inn-2026
title: Inn, autumn
checklist: checklist.yaml
date: 2026-10-14
language: en
subject: {client: The Inn, site: Hamburg}
auditors:
  mk: {name: Maria Keller, role: lead auditor}
  tn: {name: Tomás Núñez}
"""
JOIN, BOARD = "K7QM2F", "BRDCDE"
PRACTICES = ("front-desk.greeting", "front-desk.queue", "call.answer")
HERE = "127.0.0.1:8765"


def make_audit(folder: Path, auditors: tuple[str, ...] = ()) -> Path:
    """A folder with an audit of Maria and Tomás, or of auditors with these ids."""
    folder.mkdir()
    (folder / "checklist.yaml").write_text(CHECKLIST, "utf-8")
    head, _, names = AUDIT.partition("auditors:\n")
    names = "".join(f"  {key}: {{name: Auditor {key}}}\n" for key in auditors) or names
    (folder / "audit.yaml").write_text(f"{head}auditors:\n{names}", "utf-8")
    return folder


def record(
    practice: str = PRACTICES[0], rating: str = "2", *, rev: int = 1, device: str = "phone1", **body: Any
) -> dict:
    """A practice's record as the page sends it."""
    whole = {
        "state": "rated",
        "observations": [{"rating": rating, "at": "2026-10-14T14:02:11+02:00"}] if rating else [],
        "reason": "",
        "note": "",
        "cause": "",
    }
    return {"id": practice, "rev": rev, "device": device, "at": 1791979331000 + rev, "body": whole | body}


def picture(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def photo_record(number: str, practice: str = PRACTICES[0], *, rev: int = 1, **body: Any) -> dict:
    whole = {
        "practice": practice,
        "caption": "The desk",
        "name": "IMG_1.JPG",
        "taken": "2026-10-14T14:01:00+02:00",
        "added": "2026-10-14T14:02:00+02:00",
        "width": 40,
        "height": 30,
    }
    return record(rev=rev) | {"id": f"photo:{number}", "body": whole | body}


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, except the empty ones that programs lock."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files if path.name != ".lock"}


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        return json.loads(self.body)

    @property
    def message(self) -> str:
        return str(self.data["message"])


@dataclass
class Client:
    """Asks the application, in one event loop; remembers whose phone it is."""

    app: Any
    runner: asyncio.Runner
    desk: Desk
    told: list[str]
    headers: dict[str, str] = field(default_factory=lambda: {"host": HERE})
    address: str = "192.0.2.50"

    def ask(self, method: str, path: str, body: Any = b"", **headers: str) -> Answer:
        return self.together(self.asking(method, path, body, **headers))[0]

    def put(self, data: dict, auditor: str = "mk", **headers: str) -> Answer:
        return self.ask("PUT", f"/api/{auditor}/records/{data['id']}", data, **{"x_join": JOIN} | headers)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **{"x_join": JOIN, "x_board": BOARD} | headers)

    def together(self, *asked: Awaitable[Answer]) -> list[Answer]:
        async def all_of_them() -> list[Answer]:
            return await asyncio.gather(*asked)

        return self.runner.run(all_of_them())

    async def asking(self, method: str, path: str, body: Any = b"", *, parts: int = 1, **headers: str) -> Answer:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        size = max(1, -(-len(content) // parts))
        chunks = [content[at : at + size] for at in range(0, len(content), size)] or [b""]
        given = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        target, _, query = path.partition("?")
        scope = {
            "type": "http",
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": target,
            "raw_path": target.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in given.items() if value],
            "client": (self.address, 50000),
            "server": ("127.0.0.1", 8765),
        }
        sent: list[dict] = []

        async def receive() -> dict:
            if not chunks:
                await asyncio.sleep(3600)
            part = chunks.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(chunks)}

        async def send(message: Any) -> None:
            sent.append(dict(message))

        await self.app(scope, receive, send)
        start, *rest = sent
        found = {name.decode().lower(): value.decode() for name, value in start["headers"]}
        return Answer(start["status"], found, b"".join(part.get("body", b"") for part in rest))


class Clock:
    """A clock that tests set, forwards and backwards."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.wall = dt.datetime(2026, 10, 14, 14, 2, tzinfo=dt.timezone(dt.timedelta(hours=2)))

    def now(self) -> dt.datetime:
        return self.wall

    def tick(self) -> float:
        return self.seconds


@dataclass
class Running:
    """The real command, started on a free port."""

    process: subprocess.Popen
    links: dict[str, Any]
    opened: list[http.client.HTTPConnection] = field(default_factory=list)

    @property
    def port(self) -> int:
        return int(self.links["addresses"][0].rstrip("/").rpartition(":")[2])

    def connection(self) -> http.client.HTTPConnection:
        """A connection that is closed when the test ends."""
        self.opened.append(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30))
        return self.opened[-1]

    def put(self, connection: http.client.HTTPConnection, auditor: str, data: dict) -> int:
        body = json.dumps(data).encode()
        connection.request("PUT", f"/api/{auditor}/records/{data['id']}", body, {"X-Join": self.links["code"]})
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def stop(self) -> tuple[int, str, str]:
        """Ctrl-C; the exit code, and the rest of stdout and stderr."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err
