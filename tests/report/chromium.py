"""The system's Chromium over its pipe: sizes, light and dark, scripts, pictures, without a driver of 140 MB."""

import base64
import contextlib
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
OWN = os.environ.get("CXAUDIT_CHROMIUM")
FOUND = OWN or next(filter(None, map(shutil.which, NAMES)), None)
PROGRAM = FOUND if sys.platform == "linux" else None
WHY_NOT = f"no Chromium on this computer (looked for {', '.join(NAMES)}; on Linux only)"
# Each window prepares two pages of its own for the address bar, which take longer than most pages of ours.
LEAN = "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup"
FLAGS = (
    LEAN,
    "--headless",
    "--no-sandbox",
    "--remote-debugging-pipe",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
)
# It reads at 3 and writes at 4, wherever our ends of the pipes are.
START = """import os, sys
ends = [os.dup(os.dup(os.dup(int(text)))) for text in sys.argv[1:3]]
os.dup2(ends[0], 3), os.dup2(ends[1], 4)
os.execv(sys.argv[3], sys.argv[3:])"""


class Chromium:
    """One page. Commands are those of the DevTools protocol, each a line of JSON that ends with a zero byte."""

    def __init__(self, profile: Path) -> None:
        self._theirs, self._out = os.pipe()
        self._in, self._answers = os.pipe()
        command = [str(PROGRAM), *FLAGS, f"--user-data-dir={profile}"]
        self._process = subprocess.Popen(
            [sys.executable, "-c", START, str(self._theirs), str(self._answers), *command],
            pass_fds=(self._theirs, self._answers),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(self._theirs)
        os.close(self._answers)
        self._numbers, self._rest, self._session = itertools.count(1), b"", None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable")

    def ask(self, method: str, **params):
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._write(message)
        while (answer := self._read()).get("id") != number:
            pass
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def open(self, path: Path, *, width: int = 1280, dark: bool = False) -> None:
        """Shows a file at a width in CSS pixels, and waits until it stands."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=width < 600)
        wanted = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.ask("Emulation.setEmulatedMedia", media="screen", features=wanted)
        self.ask("Page.navigate", url=path.as_uri())
        while self._read().get("method") != "Page.loadEventFired":
            pass
        self.run("document.fonts.ready.then(() => true)")

    def run(self, script: str):
        """The value of a script, awaited."""
        done = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def picture(self, path: Path, *, whole: bool = True) -> None:
        shot = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(shot["data"]))

    def press(self, key: str) -> None:
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=9)

    def close(self) -> None:
        with contextlib.suppress(OSError, AssertionError):
            os.write(self._out, b'{"id":0,"method":"Browser.close"}\0')
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
        os.close(self._out)
        os.close(self._in)

    def _write(self, message: dict) -> None:
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._out, data) :]

    def _read(self) -> dict:
        while b"\0" not in self._rest:
            more = os.read(self._in, 1 << 20)
            assert more, "Chromium ended"
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        return json.loads(line)


@contextlib.contextmanager
def chromium(profile: Path) -> Iterator[Chromium]:
    browser = Chromium(profile)
    try:
        yield browser
    finally:
        browser.close()
