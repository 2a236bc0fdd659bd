"""Running the server: a socket of our own, patience with slow clients but not without end, and a clean stop."""

import contextlib
import errno
import signal
import socket
import threading
from asyncio import BaseTransport, TimerHandle
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from cxaudit.capture.server.guard import MAX_HEAD, App
from cxaudit.errors import NotFound

if TYPE_CHECKING:
    from uvicorn import Config, Server
    from uvicorn.protocols.http.h11_impl import H11Protocol

PORT = 8765
TRIED = 20  # ports after the first one
CONNECTIONS = 400  # a class of thirty with a few windows each, and room for those that hang
HEADER_SECONDS = 15.0  # to send a whole head, and to send what nobody reads
KEEP_ALIVE_SECONDS = 30
STOP_SECONDS = 3  # for what is under way at Ctrl-C


def listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens; without a port the first free one from 8765 on, with 0 any.

    Raises: NotFound when the port is taken, or the address is none of this machine.
    """
    tried = range(PORT, PORT + TRIED) if port is None else (port,)
    problem: OSError | None = None
    for number in tried:
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        try:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # on Windows SO_REUSEADDR would let two programs share a port
                made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind((host, number))
            made.listen(256)
        except OSError as refused:
            made.close()
            problem = refused
            if refused.errno not in (errno.EADDRINUSE, errno.EACCES):
                break
        else:
            return made
    if problem is not None and problem.errno == errno.EADDRINUSE:
        where = f"port {port} is" if port else f"the ports {PORT} to {PORT + TRIED - 1} are"
        raise NotFound(f"{where} taken by another program", "choose another one with --port")
    raise NotFound(f"no server can be started at {host}:{port or PORT} ({problem.strerror if problem else '?'})")


def run(app: App, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C or until asked to end; what is under way is finished. `ready` is called when all is set up."""
    make_server(app, ready).run(sockets=[listening])


def make_server(app: App, ready: Callable[[], None]) -> "Server":
    """A server that is careful with strangers, and ends without noise."""
    import uvicorn

    config = uvicorn.Config(
        app,
        loop="asyncio",
        http=_patient_protocol(),
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",  # a mistake of ours keeps its traceback; a client's mistakes fill no screen
        access_log=False,
        proxy_headers=False,  # or anybody could write whose wrong codes they are
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
        h11_max_incomplete_event_size=MAX_HEAD,
    )
    return _stoppable(config, ready)


def _stoppable(config: "Config", ready: Callable[[], None]) -> "Server":
    """A server that ends at a signal and returns, where uvicorn would raise the signal once more."""
    import uvicorn

    class Stoppable(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            names = ("SIGINT", "SIGTERM", "SIGBREAK")
            heard = threading.current_thread() is threading.main_thread()  # no other thread may listen to signals
            before = {
                number: signal.signal(number, self.handle_exit)
                for name in names
                if heard and (number := getattr(signal, name, None)) is not None
            }
            try:
                yield
            finally:
                for number, handler in before.items():
                    signal.signal(number, handler)

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

    return Stoppable(config)


def _patient_protocol() -> "type[H11Protocol]":  # noqa: C901 - one small class, which has to wait for its base
    """The protocol of uvicorn, which waits for ever for the end of a head, with an end to its patience."""
    from uvicorn.protocols.http.h11_impl import H11Protocol

    class Patient(H11Protocol):
        _timer: TimerHandle | None = None

        def connection_made(self, transport: BaseTransport) -> None:
            super().connection_made(transport)  # type: ignore[arg-type]
            if len(self.connections) > 2 * CONNECTIONS:  # those that never ask anything get no 503
                self.transport.abort()
                return
            self._wait()

        def data_received(self, data: bytes) -> None:
            super().data_received(data)
            self._wait()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._wait()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop_waiting()
            super().connection_lost(exc)

        def _wait(self) -> None:
            """Start the clock while a request should come to its end; stop it while we owe the answer."""
            if (self.cycle is not None and not self.cycle.response_complete) or self.timeout_keep_alive_task:
                self._stop_waiting()
            elif self._timer is None:
                self._timer = self.loop.call_later(HEADER_SECONDS, self.transport.abort)

        def _stop_waiting(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    return Patient
