"""`serve`: auditors rate on their phones and laptops, and everything is saved into the audit's folder at once."""

import datetime as dt
import gc
import os
import sys
import time
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cxaudit.cli.exits import DONE
from cxaudit.cli.options import FORMAT
from cxaudit.cli.output import echo_json, echo_table
from cxaudit.errors import NotFound

if TYPE_CHECKING:
    from cxaudit.capture.server.qr import Way
    from cxaudit.model.load import AuditFolder

THREADS = 12  # a save waits for the disk most of its time


@click.command()
@click.argument("audit", type=click.Path(path_type=Path), metavar="AUDIT_DIR")
@click.option("--lan", is_flag=True, help="Let phones and laptops of the local network join; else only this machine.")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: 8765, or the next one that is free; 0 is any.")
@click.option("--code", "join", metavar="CODE", help="Your own join code, so that links outlive a restart.")
@click.option("--board-code", "board", metavar="CODE", help="Your own code of the lead's board, for the same reason.")
@FORMAT
def serve(audit: Path, lan: bool, port: int | None, join: str | None, board: str | None, form: str) -> int:
    """Let auditors rate in a browser.

    Prints a link for each auditor of AUDIT_DIR, and one for the lead's board, which shows live who has rated what.
    Each rating is saved at once into ratings/, each photo into photos/; a page that loses the connection keeps what is
    entered and sends it later. Stop with Ctrl-C.

    \b
    Example: cxaudit serve my-audit
             cxaudit serve my-audit --lan --code HARBOUR26
    """  # noqa: D301
    from concurrent.futures import ThreadPoolExecutor

    from cxaudit.capture.server.app import make_app
    from cxaudit.capture.server.codes import new_code
    from cxaudit.capture.server.desk import Desk
    from cxaudit.capture.server.lan import lan_addresses
    from cxaudit.capture.server.running import PORT, listen, run
    from cxaudit.model.load import load_audit

    join, board = _chosen(join, "--code") or new_code(), _chosen(board, "--board-code") or new_code()
    if join == board:
        raise click.UsageError("the board needs another code than the auditors have")
    gc.enable()  # unlike other commands, this one does not end soon
    folder = load_audit(audit)
    if not folder.audit.auditors:
        raise NotFound(f"{audit}: nobody rates in this audit", "list the auditors in audit.yaml")
    with ThreadPoolExecutor(THREADS) as pool:
        desk = Desk(folder, join, board, pool, now=_now, tick=time.monotonic, tell=_tell)
        desk.open()
        addresses = lan_addresses() if lan else []
        listening = listen("0.0.0.0" if lan else "127.0.0.1", port)  # noqa: S104 - only where it was asked for
        number = listening.getsockname()[1]
        if port is None and number != PORT:
            _tell(f"port {PORT} is taken: serving at {number}")
        urls = [f"http://{address}:{number}/" for address in (addresses or ["127.0.0.1"])]
        run(make_app(desk, tuple(addresses)), listening, lambda: _announce(folder, urls, join, board, form, lan=lan))
    _tell("stopped; everything that was saved is in ratings/")
    return DONE


def _chosen(code: str | None, option: str) -> str | None:
    from cxaudit.capture.server.codes import LENGTH, chosen_code

    if code is None:
        return None
    found = chosen_code(code)
    if found is None:
        raise click.UsageError(f"{option} needs at least {LENGTH} letters or digits, without accents")
    return found


def _announce(folder: "AuditFolder", urls: list[str], join: str, board: str, form: str, *, lan: bool) -> None:
    """Say where to go: links on stdout, what a person should know on stderr."""
    url = urls[0]
    links: dict[str, Any] = {
        "addresses": urls,
        "code": join,
        "form": f"{url}#join={join}",
        "auditors": [
            {"id": key, "name": auditor.name, "link": f"{url}#join={join}&as={key}"}
            for key, auditor in folder.audit.auditors.items()
        ],
        "board": f"{url}board#board={board}",
    }
    if form == "json":
        echo_json(links)
    else:
        echo_table(
            [
                ["everybody", links["form"]],
                *([one["name"], one["link"]] for one in links["auditors"]),
                ["lead's board", links["board"]],
            ]
        )
    sys.stdout.flush()
    _tell(f"join code: {join}")
    if lan:
        _announce_lan(links["form"], urls)
    _tell("stop with Ctrl-C")


def _announce_lan(link: str, urls: list[str]) -> None:
    from cxaudit.capture.server.qr import qr_text

    if urls[0].startswith("http://127."):
        _tell("this machine is in no network now: nobody else can join")
        return
    click.echo(qr_text(link, _way()), err=True)
    if len(urls) > 1:
        _tell(f"also at: {', '.join(urls[1:])}")
    _tell("whoever has the code can rate; the connection is not encrypted: use it in a network you trust")


def _way() -> "Way":
    """How a QR code can be shown on stderr."""
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return "ascii"
    return "blocks" if "utf" in (sys.stderr.encoding or "").lower() else "colours"


def _now() -> dt.datetime:
    return dt.datetime.now(tz=dt.UTC).astimezone()


def _tell(line: str) -> None:
    """One line on stderr, in ASCII, whatever a name holds."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", line) if not unicodedata.combining(sign))
    click.echo("".join(sign if " " <= sign <= "~" else "?" for sign in plain), err=True)
