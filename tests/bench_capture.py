"""What capture costs, for `make bench`: the form's weight and first card, a save among thirty, a workbook's way in."""

import datetime as dt
import gzip
import io
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NOW = dt.datetime(2026, 10, 14, 14, 2, tzinfo=dt.UTC)


def capture(folder: Path, write_audit: Callable[..., Path], rounds: int) -> None:
    """Print the figures of capture, one a line."""
    sys.path.insert(0, str(HERE.parent))
    weight()
    first_card(write_audit(folder / "form", 300, seed=4), folder, rounds)
    saves()
    importing(write_audit(folder / "sheet", 300, seed=5, auditors=2), folder, rounds)


def weight() -> None:
    """The page as it crosses the network, without an audit's texts and photos."""
    from cxaudit.capture.form.page import form_page

    size = len(gzip.compress(form_page(None, "en").encode(), 9))
    print(f"{'form: the page, gzipped':62} {size / 1000:6.1f} kB    bound 30")


def first_card(audit: Path, folder: Path, rounds: int) -> None:
    """From opening the file of an audit to its first card, beside an empty page in the same browser."""
    from tests.form.browser import FLAGS, PROGRAM, WHY_NOT

    if WHY_NOT:
        print(f"form: first card not measured: {WHY_NOT}")
        return
    from playwright.sync_api import sync_playwright

    file, empty = folder / "form.html", folder / "empty.html"
    who = _auditors(audit)[0]
    line = [sys.executable, "-m", "cxaudit", "form", str(audit), "--file", "-o", str(file), "--auditor", who]
    subprocess.run(line, check=True, capture_output=True)
    empty.write_text("<!doctype html><meta charset=utf-8><title>x</title><main data-screen=touchpoint>x</main>")
    with sync_playwright() as playing:
        browser = playing.chromium.launch(executable_path=PROGRAM, args=FLAGS)
        took: dict[Path, list[float]] = {file: [], empty: []}
        for _ in range(rounds):
            for path, times in took.items():
                page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
                started = time.perf_counter()
                page.goto(path.as_uri())
                page.wait_for_selector("[data-screen=touchpoint], [data-auditor]")
                times.append(time.perf_counter() - started)
                page.context.close()
        browser.close()
    ours, bare = (1000 * statistics.median(times) for times in took.values())
    what = "form: first screen of 300 practices / an empty page"
    print(f"{what:62} {ours / bare:6.2f}       {ours:.0f} ms, {bare:.0f} ms")


def saves() -> None:
    """Thirty auditors, each saving once a second for ten seconds, against a bare write of the same file."""
    from tests.capture.server.load import measure

    found = measure(10, 1.0)
    print(
        f"{'serve: p99 of a save, 30 auditors / write, fsync, rename':62} {found['p99'] / found['bare99']:6.2f}"
        f"       {found['p50']:.0f} ms (p50), {found['p99']:.0f} ms (p99), {found['saves_a_second']:.0f} saves a second"
    )


def importing(audit: Path, folder: Path, rounds: int) -> None:
    """A workbook of 300 rows, each with an answer: read, checked and compared, against python-calamine alone."""
    from python_calamine import CalamineWorkbook

    from cxaudit.capture.incoming.importing import take_in
    from cxaudit.capture.incoming.opening import open_incoming
    from cxaudit.capture.workbook.filling import fill_workbook
    from cxaudit.model.load import load_audit

    loaded = load_audit(audit)
    auditor = next(iter(loaded.audit.auditors))
    path = folder / "sheet.xlsx"
    data = fill_workbook(loaded, auditor, file=path.name, now=NOW)
    path.write_bytes(data)

    def bare() -> Any:
        return [sheet.to_python() for sheet in _sheets(CalamineWorkbook.from_filelike(io.BytesIO(data)))]

    def whole() -> Any:
        return take_in(loaded, open_incoming(path).bring(loaded), now=NOW)

    ours, peer = ([_cpu(act) for _ in range(max(5, rounds))] for act in (whole, bare))
    one, other = (1000 * statistics.median(times) for times in (ours, peer))
    print(
        f"{'import: workbook of 300 rows / python-calamine':62} {one / other:6.1f}       {one:.0f} ms, {other:.1f} ms"
    )


def _sheets(book: Any) -> list[Any]:
    return [book.get_sheet_by_name(name) for name in book.sheet_names]


def _auditors(audit: Path) -> list[str]:
    from cxaudit.model.load import load_audit

    return list(load_audit(audit).audit.auditors)


def _cpu(act: Callable[[], object]) -> float:
    before = time.process_time()
    act()
    return time.process_time() - before
