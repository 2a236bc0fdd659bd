"""Chromium and Playwright for the tests of the form: where they are, and how a page is used as a person would."""

import asyncio
import contextlib
import importlib.util
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.report.chromium import FOUND, LEAN

PROGRAM = FOUND
WHY_NOT = (
    "no Chromium on this computer (apt-get install chromium)"
    if not PROGRAM
    else "no Playwright: pip install playwright"
    if not importlib.util.find_spec("playwright")
    else ""
)
# The last --disable-features holds: those that Playwright asks for, and ours.
PLAYWRIGHTS = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch"
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    f"{LEAN},{PLAYWRIGHTS}",
]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 1}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}


@contextlib.contextmanager
def looping(loop: asyncio.AbstractEventLoop | None) -> Iterator[None]:
    """Playwright's loop counts as running only meanwhile: other tests of this process have loops of their own."""
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


class Form:
    """The form in one window. `told` is what the browser's console complained about."""

    def __init__(self, page: Any, told: list[str]) -> None:
        self.page, self.told = page, told

    def open(self, url: str, auditor: str | None = "mk") -> "Form":
        """Go there; sit an auditor down if the page asks who rates."""
        self.page.goto(url)
        self.page.wait_for_selector("#main[data-screen]")  # no wait_for_function: the page's policy forbids its eval
        if auditor and self.page.locator("[data-screen=start]").count():
            self.page.click(f"[data-auditor={auditor}]")
            self.page.wait_for_selector("[data-screen=touchpoint]")
        return self

    def go(self, where: str) -> "Form":
        """To a touchpoint, a practice, or `/end`, by the address as links do."""
        self.page.evaluate("where => { location.hash = where }", where)
        shown = "end" if where == "/end" else "touchpoint"
        self.page.wait_for_selector(f"[data-screen={shown}]")
        return self

    def card(self, practice: str) -> Any:
        return self.page.locator(f'.card[data-practice="{practice}"]')

    def level(self, practice: str, level: str) -> Any:
        return self.card(practice).locator(f'[data-level="{level}"]')

    def state(self, practice: str) -> str:
        return self.card(practice).get_attribute("data-state")

    def status(self) -> tuple[str, str, int]:
        """The kind of the status line, what it says, and how many records are being stored or sent."""
        return tuple(
            self.page.locator("#status").evaluate("e => [e.dataset.kind || '', e.innerText, +(e.dataset.busy || 0)]")
        )

    def wait_for_status(self, *kinds: str, says: str = "", seconds: float = 20) -> str:
        """Wait until the status line is of one of these kinds and says this; returns all that it says.

        A save that takes less than 0.3 s does not change the line: the kinds that tell that all is well, or refused,
        are waited for until nothing is under way.
        """
        patient = bool({"server", "device", "only", "refused"} & {*kinds})

        def arrived() -> str:
            kind, said, under_way = self.status()
            return said if kind in kinds and says in said and not (patient and under_way) else ""

        return self.until(arrived, seconds)

    def until(self, found: Callable[[], Any], seconds: float = 10) -> Any:
        """Wait until this finds something true; returns it."""
        end = time.monotonic() + seconds
        while not (value := found()) and time.monotonic() < end:
            self.page.wait_for_timeout(30)
        assert value, f"not in {seconds} s: {value!r}; status {self.status()}"
        return value

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def stored(self) -> dict[str, Any]:
        """The records on this device, by practice or photo, when none is being stored or sent any more."""
        self.until(lambda: not self.status()[2])
        return self.page.evaluate(
            """() => new Promise((ok, no) => {
                const opening = indexedDB.open('cxaudit', 1);
                opening.onerror = () => no(opening.error);
                opening.onsuccess = () => {
                    const all = opening.result.transaction('records').objectStore('records').getAll();
                    all.onsuccess = () => {
                        opening.result.close();
                        ok(Object.fromEntries(all.result.map(r => [r.id, r])));
                    };
                };
            })"""
        )

    def wait_for_stored(self, practice: str, test: str) -> dict[str, Any]:
        """Wait until what is stored of a practice passes a test in Python, written with `body`."""

        def passes() -> dict[str, Any]:
            found = self.stored()
            return found if practice in found and eval(test, {"body": found[practice]["body"]}) else {}

        return self.until(passes)


def wide(page: Any) -> list[str]:
    """What stands out of the screen sideways."""
    return page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth + 1;
            const over = [...document.body.querySelectorAll('*')].filter(e => {
                const box = e.getBoundingClientRect();
                if (box.width <= 1 || e.closest('.vh,.skip') || (box.right <= width && box.left >= -1)) return false;
                for (let p = e.parentElement; p !== document.body; p = p.parentElement)
                    if (getComputedStyle(p).overflowX !== 'visible') return false;
                return true;
            });
            if (document.documentElement.scrollWidth > width) over.push(document.documentElement);
            return over.map(e => e.outerHTML.slice(0, 100)).slice(0, 5);
        }"""
    )


def profile_process(profile: Path) -> int:
    """The process of the browser that works in this profile (Linux)."""
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                words = (entry / "cmdline").read_bytes().split(b"\0")
                if f"--user-data-dir={profile}".encode() in words and not any(w.startswith(b"--type=") for w in words):
                    return int(entry.name)
    raise AssertionError(f"no browser works in {profile}")
