"""Clients that are slow, or never end: they are heard for a while and then no longer, and hold nobody else up."""

import asyncio
import socket
import threading
import time

import pytest

from cxaudit.capture.server import running
from cxaudit.capture.server.answers import Refusal
from cxaudit.capture.server.bodies import read_body
from tests.capture.server.inn import JOIN, PRACTICES


class SlowRequest:
    """A request whose body comes in parts with a pause before each."""

    def __init__(self, *parts: bytes, pause: float = 0.0, declared: str = "") -> None:
        self.parts, self.pause = parts, pause
        self.headers = {"content-length": declared}
        self.read = 0

    async def stream(self):
        for part in self.parts:
            await asyncio.sleep(self.pause)
            self.read += len(part)
            yield part


def test_a_body_is_read_in_parts_up_to_its_limit():
    assert asyncio.run(read_body(SlowRequest(b"ab", b"cd"), 4)) == b"abcd"
    with pytest.raises(Refusal, match="too large") as problem:
        asyncio.run(read_body(SlowRequest(b"ab", b"cd", b"e"), 4))
    assert problem.value.status == 413


def test_a_body_that_is_announced_as_too_large_is_heard_out_but_never_kept():
    request = SlowRequest(*[b"x"] * 100, declared="100")
    with pytest.raises(Refusal, match="too large"):
        asyncio.run(read_body(request, 10))
    assert request.read == 41


def test_a_body_that_does_not_end_is_given_up():
    with pytest.raises(Refusal, match="too slow") as problem:
        asyncio.run(read_body(SlowRequest(*[b"x"] * 100, pause=0.02), 1000, seconds=0.1))
    assert problem.value.status == 408


@pytest.fixture
def served(client, monkeypatch):
    """The server in a thread, with little patience."""
    monkeypatch.setattr(running, "STOP_SECONDS", 0.15)
    monkeypatch.setattr(running, "HEADER_SECONDS", 0.15)
    monkeypatch.setattr(running, "CONNECTIONS", 10)
    ready, listening = threading.Event(), running.listen("127.0.0.1", 0)
    server = running.make_server(client.app, ready.set)
    thread = threading.Thread(target=server.run, args=([listening],))
    thread.start()
    assert ready.wait(10)
    yield server, listening.getsockname()[1]
    server.should_exit = True
    thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def port(served):
    return served[1]


def heard(wire: socket.socket) -> bytes:
    """Everything until the server hangs up."""
    found = b""
    try:
        while part := wire.recv(65536):
            found += part
    except ConnectionResetError:
        pass
    return found


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: 127"])
def test_a_head_that_does_not_end_is_given_up(port, begun):
    with connect(port) as wire:
        wire.sendall(begun)
        assert heard(wire) == b""


def test_also_the_second_on_a_connection(port):
    with connect(port) as wire:
        wire.sendall(b"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert wire.recv(65536).startswith(b"HTTP/1.1 404")
        wire.sendall(b"GET / HT")
        assert b"HTTP" not in heard(wire)


def test_what_nobody_reads_is_not_taken_for_ever(port):
    with connect(port) as wire:
        wire.sendall(b"PUT /api/mk/records/x HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000\r\n\r\n")
        assert wire.recv(65536).startswith(b"HTTP/1.1 401")
        wire.sendall(b"x" * 1000)
        assert b"HTTP" not in heard(wire)


def test_a_slow_answer_is_waited_for(port, client, monkeypatch):
    lane = client.desk.lanes["mk"]
    current = lane._current

    def slowly():
        time.sleep(0.4)
        return current()

    monkeypatch.setattr(lane, "_current", slowly)
    with connect(port) as wire:
        wire.sendall(f"GET /api/mk/records HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Join: {JOIN}\r\n\r\n".encode())
        assert wire.recv(65536).startswith(b"HTTP/1.1 200")


def test_many_that_hang_keep_nobody_out_for_long(port):
    hanging = [connect(port) for _ in range(30)]
    try:
        for wire in hanging:
            heard(wire)
        with connect(port) as wire:
            wire.sendall(b"GET /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert wire.recv(65536).startswith(b"HTTP/1.1 404")
    finally:
        for wire in hanging:
            wire.close()


def test_one_who_hangs_up_in_the_middle_leaves_nothing(port, audit):
    with connect(port) as wire:
        head = f"PUT /api/mk/records/{PRACTICES[0]} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Join: {JOIN}\r\n"
        wire.sendall(f"{head}Content-Length: 500\r\n\r\n{{".encode())
    with connect(port) as wire:
        head = f"GET /api/mk/records HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Join: {JOIN}\r\nConnection: close\r\n\r\n"
        wire.sendall(head.encode())
        assert heard(wire).endswith(b'{"records":[]}')
    assert not (audit / "ratings" / "mk.yaml").exists()


def test_at_the_stop_one_who_still_sends_is_told_so(served, caplog):
    server, port = served
    with connect(port) as wire:
        head = f"PUT /api/mk/records/{PRACTICES[0]} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Join: {JOIN}\r\n"
        wire.sendall(f"{head}Content-Length: 500\r\n\r\n{{".encode())
        while not server.server_state.tasks:
            time.sleep(0.01)
        server.should_exit = True
        said = heard(wire)
    assert said.startswith(b"HTTP/1.1 503")
    assert b"not saved yet" in said
    assert not [entry for entry in caplog.records if entry.exc_info]
