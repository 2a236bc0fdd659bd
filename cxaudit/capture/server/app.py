"""The routes: two pages, their data, and one auditor's records and photos."""

import asyncio
import gzip
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from cxaudit.capture.form.page import form_page
from cxaudit.capture.ratings.records import is_same, read_record
from cxaudit.capture.server.answers import Refusal, answer, refuse
from cxaudit.capture.server.board import board_data
from cxaudit.capture.server.board_page import board_page
from cxaudit.capture.server.bodies import PHOTO_BYTES, RECORD_BYTES, read_body, read_json
from cxaudit.capture.server.desk import Desk, tag_of
from cxaudit.capture.server.guard import App, Guard
from cxaudit.capture.server.photos import keep, photo_file

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

UPLOADS = 4  # photos in memory at once
PHOTO_TOKENS = 4.0  # a photo costs the server more than a rating

T = TypeVar("T")
Serve = Callable[["Request"], Awaitable["Response"]]


def make_app(desk: Desk, hosts: tuple[str, ...] = ()) -> App:
    """The whole application behind its guard; `hosts` are the names besides this machine's own that it answers to."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.routing import Route

    async def refused(_: "Request", problem: Exception) -> "Response":
        if isinstance(problem, Refusal):
            return refuse(problem)
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        return answer({"message": _PLAIN.get(status, "This is not possible.")}, status)

    routes = _Routes(desk)
    single = "/api/{auditor}/{kind}/{id}"
    app = Starlette(
        routes=[
            Route("/", routes.page(form_page(None, desk.folder.audit.language))),
            Route("/board", routes.page(board_page(desk.folder.audit.language))),
            Route("/form.json", routes.form),
            Route("/board.json", routes.board),
            Route("/api/{auditor}/records", routes.records),
            Route(single.replace("{kind}", "records"), routes.put_record, methods=["PUT"]),
            Route(single.replace("{kind}", "photos"), routes.put_photo, methods=["PUT"]),
            Route(single.replace("{kind}", "photos"), routes.get_photo, methods=["GET"]),
        ],
        exception_handlers={Refusal: refused, HTTPException: refused},
    )
    app.router.redirect_slashes = False  # a redirect would name the Host that the client sent
    return Guard(app, hosts)


_PLAIN = {404: "There is nothing at this address.", 405: "This address does not take that."}


class _Routes:
    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.uploads = asyncio.Semaphore(UPLOADS)
        self.pictures = asyncio.Lock()  # one at a time: decoding takes memory, and the manifest is one file
        self._form: tuple[bytes, bytes] | None = None

    def page(self, text: str) -> Serve:
        """A page that holds nothing of the audit; asked for again, it is sent only if it has changed."""
        content = text.encode()
        packed, tag = gzip.compress(content, mtime=0), tag_of(content)

        async def serve(request: "Request") -> "Response":
            from starlette.responses import Response

            headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
            if request.headers.get("if-none-match") == tag:
                return Response(None, 304, headers)
            return _packed(request, content, packed, "text/html", headers)

        return serve

    async def form(self, request: "Request") -> "Response":
        """What there is to rate."""
        self._join(request)
        if self._form is None:
            content = bytes(answer(self.desk.data).body)
            self._form = content, gzip.compress(content, mtime=0)
        return _packed(request, *self._form, "application/json", {"Vary": "Accept-Encoding"})

    async def board(self, request: "Request") -> "Response":
        """Who has finished what, and the ratings side by side once all have."""
        self.desk.check_code(request.headers.get("x-board", ""), self.desk.board, _address(request))
        without = frozenset(request.query_params.get("without", "").split(",")) - {""}
        return answer(await board_data(self.desk, without))

    async def records(self, request: "Request") -> "Response":
        """Every record of an auditor."""
        lane = self.desk.lane_of(self._auditor(request), _address(request))
        return answer({"records": [record.to_json() for record in (await lane.read()).values()]})

    async def put_record(self, request: "Request") -> "Response":
        """Keep one record, or answer with the newer one that stands."""
        auditor = self._auditor(request)
        lane = self.desk.lane_of(auditor, _address(request))
        self.desk.spend(auditor, 1.0)
        data = read_json(await read_body(request, RECORD_BYTES))
        try:
            record = read_record(data)
        except ValueError as problem:
            raise Refusal(422, str(problem)) from None
        if record.id != request.path_params["id"]:
            raise Refusal(422, "The address names another practice than the record does.")
        stands = await lane.put(record)
        return answer({}) if is_same(stands, record) else answer({"record": stands.to_json()}, 409)

    async def put_photo(self, request: "Request") -> "Response":
        """Keep the picture of a photo; its record follows."""
        auditor, number = self._auditor(request), request.path_params["id"]
        self.desk.lane_of(auditor, _address(request))
        self.desk.spend(auditor, PHOTO_TOKENS)
        async with self.uploads:
            data = await read_body(request, PHOTO_BYTES)
            async with self.pictures:
                await self._in_thread(partial(keep, self.desk.folder.folder, auditor, number, data, self.desk.now()))
        return answer({})

    async def get_photo(self, request: "Request") -> "Response":
        """The picture of a photo."""
        from starlette.responses import Response

        auditor = self._auditor(request)
        self.desk.lane_of(auditor, _address(request))
        path = photo_file(self.desk.folder.folder, auditor, request.path_params["id"])
        if path is None or not path.is_file():
            raise Refusal(404, "There is no such photo.")
        content = await self._in_thread(path.read_bytes)
        return Response(content, media_type="image/jpeg")

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self.desk.pool, work)

    def _join(self, request: "Request") -> None:
        self.desk.check_code(request.headers.get("x-join", ""), self.desk.join, _address(request))

    def _auditor(self, request: "Request") -> str:
        """The auditor that the address names, once the code is right."""
        self._join(request)
        return str(request.path_params["auditor"])


def _packed(request: "Request", content: bytes, packed: bytes, kind: str, headers: Mapping[str, str]) -> "Response":
    from starlette.responses import Response

    more: dict[str, Any] = dict(headers)
    if "gzip" in request.headers.get("accept-encoding", "").lower():
        content, more = packed, {**more, "Content-Encoding": "gzip"}
    return Response(content, headers=more, media_type=kind)


def _address(request: "Request") -> str:
    return request.client.host if request.client else "?"
