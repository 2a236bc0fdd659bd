"""What everybody can use: axe finds nothing, nothing scrolls sideways, large letters, right to left, no script."""

import pytest

from tests.form.accessible import violations
from tests.form.browser import FLAGS, LAPTOP, PHONE, PROGRAM, looping, wide
from tests.form.conftest import write_form
from tests.form.guesthouse import ANSWER, GREETING, LIFT, LUGGAGE, make_audit

STATES = [(360, "light"), (1280, "dark"), (360, "dark"), (1280, "light")]


def fill_in(form) -> None:
    """A screen on which everything is shown that a card can show."""
    form.go("call")
    for level in ("3", "1"):
        form.level(ANSWER, level).click()
        form.card(ANSWER).locator("[data-tool=again]").click()
    form.go("front-desk")
    form.level(GREETING, "1").click()
    form.card(GREETING).locator("[data-tool=note]").click()
    form.card(GREETING).locator("[data-field=note]").fill("Nobody looked up.")
    form.card(GREETING).locator("[data-tool=cause]").click()
    form.card(GREETING).locator("summary").click()
    form.level(LIFT, "not_applicable").click()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_on_any_screen(window, filed, language, tmp_path):
    address = filed if language == "en" else write_form(make_audit(tmp_path / "ar", "ar"), tmp_path / "ar.html")
    form = window(bypass_csp=True).open(address, auditor=None)
    states = STATES if language == "en" else STATES[:2]
    found = {("start", *state): violations(form.page, *state) for state in states}
    form.page.click("[data-auditor=mk]")
    form.page.wait_for_selector("[data-screen=touchpoint]")
    fill_in(form)
    found |= {("touchpoint", *state): violations(form.page, *state) for state in states}
    form.go("call")
    found |= {("cases", *state): violations(form.page, *state) for state in states[:1]}
    form.go("/end")
    found |= {("end", *state): violations(form.page, *state) for state in states}
    assert {state: list_ for state, list_ in found.items() if list_} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_is_wider_than_a_small_screen(window, filed, language, tmp_path):
    address = filed if language == "en" else write_form(make_audit(tmp_path / "ar", "ar"), tmp_path / "ar.html")
    form = window().open(address)
    fill_in(form)
    for width in (320, 360, 768):
        form.page.set_viewport_size({"width": width, "height": 740})
        for where in ("front-desk", "call", "room", "/end"):
            form.go(where)
            assert wide(form.page) == [], (width, where)


@pytest.fixture(scope="module")
def large(playing):
    """A browser whose owner has set letters of twice the size."""
    started, loop = playing
    with looping(loop):
        chromium = started.chromium.launch(
            executable_path=PROGRAM, args=[*FLAGS, "--blink-settings=defaultFontSize=32"]
        )
    yield chromium
    with looping(loop):
        chromium.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_letters_twice_as_large_leave_room_to_read_and_to_work(window, large, filed, language, tmp_path):
    address = filed if language == "en" else write_form(make_audit(tmp_path / "ar", "ar"), tmp_path / "ar.html")
    context = large.new_context(**PHONE, reduced_motion="reduce")
    form = window(context).open(address)
    assert form.page.evaluate("getComputedStyle(document.body).fontSize") == "32px"
    fill_in(form)
    for where in ("front-desk", "room", "/end"):
        form.go(where)
        assert wide(form.page) == [], where
    form.go(LUGGAGE)
    seen = form.page.evaluate(
        """() => { const box = document.activeElement.getBoundingClientRect();
            const hit = document.elementFromPoint(box.left + box.width / 2, Math.min(box.bottom, innerHeight) - 10);
            return hit.contains(document.activeElement) || document.activeElement.parentNode.contains(hit) }"""
    )
    assert seen, "a bar lies over the focus"
    narrow = form.page.evaluate(
        "Math.min(...[...document.querySelectorAll('.levels .lv > bdi')].map(e => e.offsetWidth))"
    )
    assert narrow > 100, "a column of single letters cannot be read"
    context.close()


def test_right_to_left_the_levels_begin_on_the_right_and_the_arrows_turn(window, tmp_path):
    address = write_form(make_audit(tmp_path / "ar", "ar"), tmp_path / "ar.html")
    form = window(viewport={"width": 1280, "height": 800}, has_touch=False, is_mobile=False).open(address)
    assert form.page.evaluate("document.documentElement.dir") == "rtl"
    left = [form.level(GREETING, level).bounding_box()["x"] for level in "01234"]
    assert left == sorted(left, reverse=True)
    form.go(GREETING)
    form.press("0", "ArrowLeft", "Space")
    assert form.level(GREETING, "1").is_checked()
    direction = "getComputedStyle(document.querySelector('.card h2 bdi')).direction"
    assert form.page.evaluate(direction) == "ltr", "a text of the checklist keeps its own direction"


@pytest.mark.usefixtures("_loop")
def test_without_script_the_page_says_that_it_is_a_preview(browser, filed):
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(filed)
        shown = page.locator("body").inner_text()
    finally:
        context.close()
    assert "You are looking at a preview." in shown
    assert "Open this file in a browser" in shown
    assert "Touchpoint" not in shown


def test_the_page_asks_for_nothing_from_anywhere(window, filed):
    form = window()
    asked: list[str] = []
    form.page.on("request", lambda request: asked.append(request.url))
    form.open(filed)
    form.level(GREETING, "3").tap()
    form.go("/end")
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_laptop_gives_the_first_screens_their_room(window, filed, served):
    for address, screen in ((filed, "start"), (served.url, "join")):
        form = window(**LAPTOP).open(address, auditor=None)
        form.page.locator(f"[data-screen={screen}]").wait_for()
        assert form.page.locator(".box").first.bounding_box()["width"] > 500
