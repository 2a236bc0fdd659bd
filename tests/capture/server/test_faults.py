"""The real process: killed while it saves, full disks, folders that may not be written, many at once, slow clients."""

import contextlib
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import yaml

from tests.capture.server.inn import PRACTICES, make_audit, picture, record, snapshot

ROUNDS = int(os.environ.get("CXAUDIT_KILL_ROUNDS", "3"))
AUDITORS = tuple(f"a{number}" for number in range(1, 31))


def save_until_it_ends(running, auditor: str, first: int, acknowledged: dict) -> None:
    """Save one record after the other, and note what was acknowledged, until the connection breaks."""
    connection, rev = running.connection(), first
    try:
        while True:
            rev += 1
            practice = PRACTICES[rev % len(PRACTICES)]
            if running.put(connection, auditor, record(practice, str(rev % 5), rev=rev, note=f"Note {rev}")) == 200:
                acknowledged[auditor, practice] = rev
    except (OSError, http.client.HTTPException):
        return


def test_killed_while_it_saves_every_acknowledged_rating_is_in_the_file(audit, start):
    luck, acknowledged = random.Random(5), {}
    for number in range(ROUNDS):
        running = start(audit)
        threads = [
            threading.Thread(target=save_until_it_ends, args=(running, auditor, 10_000 * number, acknowledged))
            for auditor in ("mk", "tn")
        ]
        for thread in threads:
            thread.start()
        time.sleep(luck.uniform(0.05, 0.4))
        running.process.kill()
        for thread in threads:
            thread.join(30)
        running.process.communicate()
        for auditor in ("mk", "tn"):
            path = audit / "ratings" / f"{auditor}.yaml"
            found = yaml.safe_load(path.read_text("utf-8"))["revisions"] if path.exists() else {}
            mine = {practice: rev for (who, practice), rev in acknowledged.items() if who == auditor}
            lost = {practice: rev for practice, rev in mine.items() if found[practice]["rev"] < rev}
            assert lost == {}, f"round {number}"
    assert acknowledged
    result = subprocess.run(
        [sys.executable, "-m", "cxaudit", "check", audit], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr


def test_thirty_save_at_once_and_every_rating_is_there(tmp_path, start):
    folder = make_audit(tmp_path / "many", AUDITORS)
    running, problems = start(folder), []

    def rate(auditor: str) -> None:
        connection = running.connection()
        for rev in range(1, 4):
            status = running.put(connection, auditor, record(PRACTICES[rev % 3], str(rev % 5), rev=rev))
            if status != 200:
                problems.append((auditor, rev, status))

    threads = [threading.Thread(target=rate, args=(auditor,)) for auditor in AUDITORS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    code, _, said = running.stop()
    assert problems == []
    assert code == 0
    assert said.count("joined from 127.0.0.1") == 30
    for auditor in AUDITORS:
        found = yaml.safe_load((folder / "ratings" / f"{auditor}.yaml").read_text("utf-8"))
        assert {name: entry["rev"] for name, entry in found["revisions"].items()} == dict(
            zip(PRACTICES, (3, 1, 2), strict=True)
        )


@pytest.fixture
def tiny_disk(tmp_path):
    """A disk of 256 kB, where the machine lets us have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    made = mount and subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=256k", "tmpfs", place], capture_output=True, check=False
    )
    if not made or made.returncode:
        pytest.skip("no disk of our own can be mounted here (needs root): the same is tested without one")
    yield place
    subprocess.run(["umount", place], check=True)


def refused_and_kept(running, folder: Path, data: dict) -> str:
    """Save what cannot be saved; the message. The folder stays as it is."""
    before = snapshot(folder)
    connection = running.connection()
    connection.request(
        "PUT", f"/api/mk/records/{data['id']}", body=json.dumps(data), headers={"X-Join": running.links["code"]}
    )
    answer = connection.getresponse()
    said = answer.read().decode()
    assert answer.status == 507, said
    assert snapshot(folder) == before
    return said


def test_a_full_disk_is_said_and_saving_goes_on_when_there_is_room(tiny_disk, start):
    folder = make_audit(tiny_disk / "inn")
    running = start(folder)
    connection = running.connection()
    assert running.put(connection, "mk", record(note="x" * 10_000)) == 200
    ballast = tiny_disk / "ballast"
    with pytest.raises(OSError, match="No space left"):
        ballast.write_bytes(b"x" * 300_000)
    assert "disk of the server is full" in refused_and_kept(running, folder, record(rev=2, note="y" * 15_000))
    connection.request("PUT", "/api/mk/photos/0123456789abcdef", picture(), {"X-Join": running.links["code"]})
    answer = connection.getresponse()
    assert (answer.status, b"full" in answer.read()) == (507, True)
    ballast.unlink()
    assert running.put(connection, "mk", record(rev=2, note="y" * 15_000)) == 200
    assert yaml.safe_load((folder / "ratings" / "mk.yaml").read_text("utf-8"))["revisions"][PRACTICES[0]]["rev"] == 2


def test_a_file_that_may_not_grow_is_the_same_without_a_disk_of_its_own(audit, start):
    running = start(audit, prefix=("sh", "-c", 'ulimit -f 16; exec "$@"', "sh"))
    connection = running.connection()
    assert running.put(connection, "mk", record(note="x")) == 200
    assert "disk of the server is full" in refused_and_kept(running, audit, record(rev=2, note="y" * 20_000))
    assert running.put(connection, "mk", record(rev=2, note="z")) == 200


def test_a_folder_that_may_not_be_written_is_said(audit, start):
    (audit / "ratings").mkdir()
    running = start(audit)
    chattr = shutil.which("chattr")
    if os.geteuid() == 0:  # root writes everywhere, except where it is forbidden to all
        if not chattr or subprocess.run([chattr, "+i", audit / "ratings"], capture_output=True, check=False).returncode:
            pytest.skip("root may write everywhere, and this disk knows no immutable folder")
    else:
        (audit / "ratings").chmod(0o555)
    try:
        assert "cannot write into the audit's folder" in refused_and_kept(running, audit, record())
    finally:
        if os.geteuid() == 0:
            subprocess.run([chattr, "-i", audit / "ratings"], check=True)
        else:
            (audit / "ratings").chmod(0o755)
    assert running.put(running.connection(), "mk", record()) == 200


def test_the_wire_is_guarded_as_well(audit, start):
    running = start(audit)
    before = snapshot(audit)

    def ask(request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", running.port), timeout=10) as wire:
            wire.sendall(request)
            wire.shutdown(socket.SHUT_WR)
            found = b""
            with contextlib.suppress(ConnectionResetError):  # not all was read: the server hung up
                while part := wire.recv(65536):
                    found += part
            return found

    code = running.links["code"].encode()
    host = b"Host: 127.0.0.1\r\nConnection: close\r\n"
    assert ask(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 403")
    assert ask(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.1 403")
    assert ask(b"GET / HTTP/1.1\r\n" + host + b"X-Long: " + b"x" * 17_000 + b"\r\n\r\n").startswith(b"HTTP/1.1 431")
    assert ask(b"GET / HTTP/1.1\r\n" + host + b"X-Long: " + b"x" * 400_000)[:12] in (b"", b"HTTP/1.1 400")
    assert ask(b"nonsense\r\n\r\n").startswith(b"HTTP/1.1 400")
    assert ask(b"GET /../../etc/passwd HTTP/1.1\r\n" + host + b"\r\n").startswith(b"HTTP/1.1 404")
    up = b"GET /api/mk/photos/..%2f..%2faudit.yaml HTTP/1.1\r\n" + host + b"X-Join: " + code + b"\r\n\r\n"
    assert ask(up).startswith(b"HTTP/1.1 404")
    put = b"PUT /api/mk/records/front-desk.greeting HTTP/1.1\r\n" + host + b"X-Join: " + code
    large = ask(put + b"\r\nContent-Length: 400000\r\n\r\n" + b"x" * 400_000)
    assert large.startswith(b"HTTP/1.1 413")
    assert b"server:" not in large.lower()
    assert ask(put + b"\r\nContent-Length: 500\r\n\r\n{").startswith((b"", b"HTTP/1.1 400"))
    assert snapshot(audit) == before
    code, _, said = running.stop()
    assert (code, "Traceback" in said) == (0, False)
