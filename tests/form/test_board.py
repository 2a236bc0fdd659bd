"""The lead's board in the browser: how far everybody is, and the ratings only when all have finished."""

from tests.form.accessible import violations
from tests.form.browser import wide
from tests.form.guesthouse import LEVELS
from tests.form.serving import BOARD

SIZES = [(360, "light"), (1280, "dark"), (360, "dark"), (1280, "light")]


def rate_all(served, auditor: str, **other: str) -> None:
    for touchpoint, practices in LEVELS.items():
        for name, level in practices.items():
            served.put(auditor, f"{touchpoint}.{name}", other.get(name, level))


def test_the_spread_stays_hidden_until_everybody_has_finished(window, served):
    page = window(bypass_csp=True).page
    rate_all(served, "mk")
    served.put("tn", "front-desk.greeting", "0")
    page.goto(f"{served.url}board#board={BOARD}")
    page.locator("#auditors li h3", has_text="Maria Keller").wait_for()
    shown = page.locator("#board").inner_text()
    assert "1 of 11" in shown
    assert "11 of 11" in shown
    assert page.locator("#spread li").count() == 0
    assert "Greeted at once" not in shown, "no practice is named before the end"
    found = {("begun", *size): violations(page, *size) for size in SIZES}
    for touchpoint, practices in LEVELS.items():
        for name, level in practices.items():
            served.put("tn", f"{touchpoint}.{name}", "0" if name == "greeting" else level, rev=2)
    page.locator("#spread li h3", has_text="Greeted at once").wait_for()
    first = page.locator("#spread > li").first.inner_text()
    assert "Maria Keller" in first.replace("\u2068", "").replace("\u2069", "")
    assert page.locator("#agreed").inner_text()
    found |= {("finished", *size): violations(page, *size) for size in SIZES}
    assert {state: list_ for state, list_ in found.items() if list_} == {}
    page.set_viewport_size({"width": 360, "height": 740})
    assert wide(page) == []


def test_the_board_asks_for_its_code_and_the_auditors_code_does_not_open_it(window, served):
    form = window(bypass_csp=True)
    page = form.page
    page.goto(f"{served.url}board#board=K7QM2F")
    page.locator("#said", has_text="does not open the board").wait_for()
    assert page.locator("#board").is_hidden()
    assert violations(page, 360, "light") == []
    page.locator("#code").fill(BOARD)
    page.keyboard.press("Enter")
    page.locator("#auditors li").first.wait_for()
    form.told[:] = [line for line in form.told if not line.startswith("error: Failed to load resource")]
