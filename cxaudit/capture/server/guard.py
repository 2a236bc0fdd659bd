"""The door: which requests are heard at all, before anything of the audit is touched."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

from cxaudit.capture.server.answers import Refusal, refuse

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
MAX_TARGET = 2048  # bytes of a path with its query
MAX_HEAD = 16_000  # bytes of all headers; browsers send one or two thousand
READING = ("GET", "HEAD")

# The pages carry their own policy in a meta element; what only a header can say is said here.
HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"content-security-policy", b"frame-ancestors 'none'"),
    (b"x-frame-options", b"DENY"),
)
NO_STORE = (b"cache-control", b"no-store")


class Guard:
    """Refuses foreign names of this server (DNS rebinding) and what other sites' pages send; sets the headers.

    There is no CORS: no answer ever carries an Access-Control header, so no other site's page can read one.
    """

    def __init__(self, app: App, hosts: Iterable[str]) -> None:
        self.app, self.hosts = app, frozenset(host.lower() for host in (*LOOPBACK, *hosts))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                had = {name.lower() for name, _ in message["headers"]}
                more = [pair for pair in (*HEADERS, NO_STORE) if pair[0] not in had]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        try:
            self.check(scope)
        except Refusal as refusal:
            await refuse(refusal)(scope, receive, dressed)
            return
        try:
            await self.app(scope, receive, dressed)
        except asyncio.CancelledError:  # at the stop, of one who was still sending
            if not started:
                await refuse(Refusal(503, "The server was stopped: this is not saved yet."))(scope, receive, dressed)

    def check(self, scope: Scope) -> None:
        """Raise a Refusal unless the request was addressed to us, by one of our own pages or by no page."""
        hosts, origins, sites = (_values(scope, name) for name in (b"host", b"origin", b"sec-fetch-site"))
        if len(hosts) != 1 or _host_name(hosts[0]) not in self.hosts:
            raise Refusal(403, "This server does not answer to that name; use the address that 'cxaudit serve' prints.")
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > MAX_TARGET:
            raise Refusal(414, "This address is too long.")
        if sum(len(name) + len(value) for name, value in scope["headers"]) > MAX_HEAD:
            raise Refusal(431, "This request says too much about itself.")
        foreign = Refusal(403, "A page of another site may not use this server.")
        if any(origin.lower() != f"http://{hosts[0].lower()}" for origin in origins):
            raise foreign
        # Browsers that send no Origin with a PUT are covered too: the header X-Join, which every write needs, cannot be
        # sent by a foreign page without asking first (preflight), and that question is never answered with yes.
        shown = scope["method"] in READING and not scope["path"].endswith(".json") and "/api/" not in scope["path"]
        if not shown and any(site not in ("same-origin", "none") for site in sites):
            raise foreign


def _values(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1").strip() for key, value in scope["headers"] if key == name]


def _host_name(host: str) -> str:
    """The name without its port: `[::1]:8765` is `::1`."""
    if host.startswith("["):
        inside, closed, rest = host[1:].partition("]")
        return inside.lower() if closed and (not rest or rest.startswith(":")) else ""
    name, _, port = host.partition(":")
    return name.lower() if not port or port.isdecimal() else ""
