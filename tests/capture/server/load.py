"""How long a save takes while thirty auditors save, against a bare write of the same file. Not collected by pytest.

python -m tests.capture.server.load --seconds 60            each saves again as soon as it was acknowledged
python -m tests.capture.server.load --seconds 60 --pause 1  each saves once a second, as people do
"""

import argparse
import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from cxaudit.model.load import load_audit
from cxaudit.model.rate import in_scope
from tests.capture.server.inn import record

CLIENTS = 30


def prepare(place: Path, clients: int = CLIENTS) -> tuple[Path, list[str]]:
    """An audit of the whole core checklist with so many auditors; its practices that are rated with levels."""
    home = place / "audit"
    home.mkdir()
    names = "".join(f"  a{number}: Auditor {number}\n" for number in range(clients))
    head = (
        "cxaudit: audit/1\nid: load\ntitle: Load\nchecklist: core\ndate: 2026-10-14\nsubject: {client: C}\nauditors:\n"
    )
    (home / "audit.yaml").write_text(head + names, "utf-8")
    loaded = load_audit(home)
    scope = in_scope(loaded.checklist, loaded.audit)
    return home, [
        key for key, part in scope.items() if loaded.checklist.scale_of(part).levels and part.rate == "sample"
    ]


class Phone:
    """One auditor's connection."""

    def __init__(self, links: dict[str, Any], auditor: str) -> None:
        self.links, self.auditor = links, auditor
        self.port = int(links["addresses"][0].rstrip("/").rpartition(":")[2])

    async def connect(self) -> None:
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    async def put(self, data: dict[str, Any]) -> int:
        body = json.dumps(data).encode()
        head = (
            f"PUT /api/{self.auditor}/records/{data['id']} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"X-Join: {self.links['code']}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        answer = await self.reader.readuntil(b"\r\n\r\n")
        size = next(int(line[15:]) for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        said, status = await self.reader.readexactly(size), int(answer.split(b" ", 2)[1])
        if status not in (200, 429):
            raise RuntimeError(f"{status} {said.decode()}")
        return status


async def save(phone: Phone, practices: list[str], ready: asyncio.Barrier, seconds: float, pause: float) -> list[float]:
    """Save until the time is over; how long each took, in seconds."""
    luck, times, rev = random.Random(phone.auditor), [], 1
    await phone.connect()
    for practice in practices:  # first everything once: the file has its full size when the clock starts
        await phone.put(record(practice, "2", note="Nobody looked up for four minutes. " * 4))
    await ready.wait()
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        rev += 1
        started = time.perf_counter()
        status = await phone.put(record(luck.choice(practices), str(rev % 5), rev=rev, note=f"Seen {rev} times. " * 8))
        if status == 429:
            await asyncio.sleep(0.5)
            continue
        times.append(time.perf_counter() - started)
        await asyncio.sleep(pause * luck.uniform(0.5, 1.5))
    phone.writer.close()
    return times


def bare(path: Path, rounds: int = 300) -> list[float]:
    """Write, fsync, rename of the same bytes on the same disk, by one process alone."""
    data, times = path.read_bytes(), []
    for _ in range(rounds):
        started = time.perf_counter()
        other = path.with_suffix(".bare")
        with other.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        other.replace(path.with_suffix(".kept"))
        times.append(time.perf_counter() - started)
    path.with_suffix(".kept").unlink()
    return times


def part(times: list[float], share: float) -> float:
    """The time that this share of the saves stayed under, in milliseconds."""
    return 1000 * sorted(times)[min(len(times) - 1, int(share * len(times)))]


def measure(seconds: float, pause: float, clients: int = CLIENTS, place: Path | None = None) -> dict[str, float]:
    """Milliseconds of a save (p50, p99), of a bare write (bare50, bare99), and saves a second."""
    with tempfile.TemporaryDirectory(dir=place) as temporary:
        home, practices = prepare(Path(temporary), clients)
        command = shutil.which("cxaudit", path=str(Path(sys.executable).parent)) or "cxaudit"
        with subprocess.Popen(
            [command, "serve", home, "--port", "0", "--format", "json"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                links = json.loads(process.stdout.readline()) if process.stdout else {}
                times = asyncio.run(_all(links, practices, seconds, pause, clients))
            finally:
                process.send_signal(signal.SIGINT)
        alone = bare(home / "ratings" / "a0.yaml")
        size = (home / "ratings" / "a0.yaml").stat().st_size
    return {
        "clients": clients,
        "saves": len(times),
        "saves_a_second": len(times) / seconds,
        "p50": part(times, 0.5),
        "p99": part(times, 0.99),
        "bare50": part(alone, 0.5),
        "bare99": part(alone, 0.99),
        "bytes": size,
    }


async def _all(links: dict[str, Any], practices: list[str], seconds: float, pause: float, clients: int) -> list[float]:
    ready, phones = asyncio.Barrier(clients), [Phone(links, f"a{number}") for number in range(clients)]
    found = await asyncio.gather(*(save(phone, practices, ready, seconds, pause) for phone in phones))
    return [taken for one in found for taken in one]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pause", type=float, default=0)
    parser.add_argument("--clients", type=int, default=CLIENTS)
    parser.add_argument("--place", type=Path, default=None)
    given = parser.parse_args()
    result = measure(given.seconds, given.pause, given.clients, given.place)
    print(json.dumps({key: round(value, 2) for key, value in result.items()}))
    half, most = (result[key] / result[key.replace("p", "bare")] for key in ("p50", "p99"))
    print(f"p50 is {half:.1f} times, p99 {most:.1f} times a bare write")
