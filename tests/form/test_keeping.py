"""What was entered survives: a reload, a killed browser, a clock set back, other windows; and goes into a file."""

import contextlib
import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from cxaudit.model.load import load_audit
from tests.form.browser import FLAGS, PHONE, PROGRAM, profile_process
from tests.form.conftest import listen
from tests.form.guesthouse import ANSWER, CLEAN, GREETING, LIFT, LUGGAGE, QUEUE, make_audit
from tests.form.pictures import as_file, photo
from tests.form.test_photos import choose

ROUNDS = int(os.environ.get("CXAUDIT_ROUNDS", "1"))


@pytest.fixture
def device(_loop, playing, tmp_path):
    """A device whose browser can be killed: starts it, each time on the same profile."""
    from playwright.sync_api import Error

    profile, opened = tmp_path / "profile", []

    def act():
        context = playing[0].chromium.launch_persistent_context(profile, executable_path=PROGRAM, args=FLAGS, **PHONE)
        context.set_default_timeout(10_000)
        opened.append(context)
        form = listen(context.pages[0])

        def kill():
            os.kill(profile_process(profile), signal.SIGKILL)
            with contextlib.suppress(Error):  # it may have noticed already
                context.close()

        return form, kill

    yield act
    opened[-1].close()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="finds the browser's process in /proc")
def test_what_was_entered_more_than_a_second_ago_survives_a_killed_browser(device, filed):
    chance, levels = random.Random(7), {}
    for round_ in range(ROUNDS):
        form, kill = device()
        form.open(filed)
        for practice, level in levels.items():
            form.until(form.level(practice, level).is_checked)
        levels = {name: chance.choice("01234") for name in (GREETING, LUGGAGE)}
        for practice, level in levels.items():
            if not form.level(practice, level).is_checked():
                form.level(practice, level).tap()
        if form.card(GREETING).locator("[data-field=note]").is_hidden():
            form.card(GREETING).locator("[data-tool=note]").tap()
        form.card(GREETING).locator("[data-field=note]").press_sequentially(f"Round {round_}")
        time.sleep(1 + chance.random() / 4)
        form.page.keyboard.type("!")
        kill()
        assert form.told == []
    form, _ = device()
    form.open(filed)
    for practice, level in levels.items():
        form.until(form.level(practice, level).is_checked)
    note = form.card(GREETING).locator("[data-field=note]").input_value()
    assert f"Round {ROUNDS - 1}" in note


def test_a_reload_comes_back_to_the_same_place_with_everything(window, filed):
    form = window().open(filed, auditor="tn").go("room")
    form.level(CLEAN, "7").tap()
    form.wait_for_stored(CLEAN, "body['state'] == 'rated'")
    form.page.goto("about:blank")
    form.open(filed, auditor=None)
    assert form.page.locator("h1").inner_text() == "Guest room", "it opens where it was left"
    form.until(form.level(CLEAN, "7").is_checked)
    form.wait_for_status("device", "only", says="Only on this device")


def test_two_auditors_on_one_device_do_not_see_each_other(window, filed):
    form = window().open(filed)
    form.level(GREETING, "4").tap()
    form.page.evaluate("location.hash = '#/start'")
    form.page.click("[data-auditor=tn]")
    form.page.wait_for_selector("[data-screen=touchpoint]")
    assert form.state(GREETING) == "unrated"
    form.page.evaluate("location.hash = '#/start'")
    form.page.click("[data-auditor=mk]")
    form.page.wait_for_selector("[data-screen=touchpoint]")
    form.until(form.level(GREETING, "4").is_checked)


def test_two_windows_show_the_same_and_a_conflict_is_told(window, filed):
    one = window().open(filed)
    two = window(one.page.context).open(filed)
    one.level(LUGGAGE, "1").tap()
    two.page.wait_for_selector(f'.card[data-practice="{LUGGAGE}"][data-state=rated]')
    assert two.level(LUGGAGE, "1").is_checked()
    assert two.card(LUGGAGE).locator("[data-notice]").count() == 0, "it knew nothing else: no conflict"


def test_a_clock_that_is_set_back_loses_nothing(window, filed):
    form = window()
    form.page.clock.install(time="2026-10-14T14:00:00+02:00")
    form.open(filed)
    form.level(GREETING, "1").tap()
    first = form.wait_for_stored(GREETING, "body['state'] == 'rated'")[GREETING]
    form.page.clock.set_system_time("2020-01-01T00:00:00+00:00")
    form.level(GREETING, "3").tap()
    second = form.wait_for_stored(GREETING, "body['observations'][0]['rating'] == '3'")[GREETING]
    assert second["at"] < first["at"]
    assert second["rev"] == first["rev"] + 1
    form.page.goto("about:blank")
    form.open(filed, auditor=None)
    form.until(form.level(GREETING, "3").is_checked)


def test_a_note_of_forty_pages_is_kept_whole_and_told(window, filed):
    form = window(permissions=["clipboard-read", "clipboard-write"]).open(filed)
    note = "".join(f"{i}: nobody looked up for a while, wörds 🙂\n" for i in range(2400))
    form.card(GREETING).locator("[data-tool=note]").tap()
    form.page.evaluate("text => navigator.clipboard.writeText(text)", note)
    form.press("Control+v")
    form.card(GREETING).locator("[data-notice=long]").wait_for()
    said = form.card(GREETING).locator("[data-notice=long]").inner_text()
    assert "20,000" in said
    assert f"{len(note):,}" in said
    found = form.wait_for_stored(GREETING, "body['note']")
    assert found[GREETING]["body"]["note"] == note
    form.go("/end")
    assert GREETING in form.page.locator("[data-box=stuck] [data-to]").first.get_attribute("data-to")


def rate_everything_once(form) -> None:
    form.level(GREETING, "1").tap()
    form.card(GREETING).locator("[data-tool=note]").tap()
    form.card(GREETING).locator("[data-field=note]").fill("Nobody looked up.\nءلا")
    form.page.locator(f'[data-measure="{QUEUE}"]').fill("7.5")
    form.level(LIFT, "not_applicable").tap()
    form.card(LIFT).locator("[data-field=reason]").fill("The house has no lift.")
    form.level(LUGGAGE, "not_observed").tap()
    choose(form, GREETING, "photo", as_file("IMG_1.JPG", photo()))
    form.card(GREETING).locator("[data-field=caption]").fill("The desk")
    form.go("call")
    for level in ("3", "1"):
        form.level(ANSWER, level).tap()
        form.card(ANSWER).locator("[data-tool=again]").tap()


def save(form):
    with form.page.expect_download() as downloading:
        form.page.locator("#act").tap()
    return downloading.value


def test_a_saved_file_is_imported_into_the_ratings(window, filed, tmp_path):
    from click.testing import CliRunner

    from cxaudit.cli.app import app

    form = window().open(filed)
    rate_everything_once(form)
    download = save(form)
    assert download.suggested_filename.startswith("guesthouse-2026.mk.")
    path = tmp_path / download.suggested_filename
    download.save_as(path)
    folder = make_audit(tmp_path / "audit")
    result = CliRunner().invoke(app, ["import", str(path), "--into", str(folder)])
    assert result.exit_code == 0, result.output
    ratings = load_audit(folder).ratings["mk"]
    assert ratings[GREETING].rating == "1"
    assert ratings[GREETING].note == "Nobody looked up.\nءلا"
    (evidence,) = ratings[GREETING].evidence
    assert evidence.caption == "The desk"
    assert (folder / evidence.file).read_bytes().startswith(b"\xff\xd8")
    assert float(ratings[QUEUE].rating) == 7.5
    assert ratings[LIFT].not_applicable == "The house has no lift."
    assert [case.rating for case in ratings[ANSWER].observations] == ["3", "1"]
    assert LUGGAGE not in ratings or ratings[LUGGAGE].not_observed is None, "no reason: it does not count"
    before = (folder / "ratings" / "mk.yaml").read_bytes()
    again = CliRunner().invoke(app, ["import", str(path), "--into", str(folder)])
    assert again.exit_code == 0, again.output
    assert (folder / "ratings" / "mk.yaml").read_bytes() == before, "importing twice changes nothing"


def timeless(body: dict) -> dict:
    """An answer without the times of its observations: a file has them only where there are several."""
    seen = [part | {"at": None} for part in body.get("observations", [])]
    return body | ({"observations": seen} if seen else {})


def test_a_saved_file_opens_in_the_page_again_and_on_another_device(window, filed, tmp_path):
    form = window().open(filed)
    rate_everything_once(form)
    path = tmp_path / "saved.cxratings.json"
    save(form).save_as(path)
    form.wait_for_status("device")
    other = window().open(filed)
    other.page.locator("#open").set_input_files(path)
    other.page.locator("#snack", has_text="Opened").wait_for()
    assert other.level(GREETING, "1").is_checked()
    assert other.card(GREETING).locator("[data-photo]").count() == 1
    assert other.state(LUGGAGE) == "reason"
    mine = {name: timeless(r["body"]) for name, r in form.stored().items()}
    other.until(lambda: {name: timeless(r["body"]) for name, r in other.stored().items()} == mine)
    other.page.locator("#open").set_input_files(path)
    other.page.locator("#snack", has_text="nothing was newer").wait_for()


FOREIGN = {
    "{": "not a file of this form",
    "[]": "not a file of this form",
    '{"cxaudit": "ratings/1", "audit": "other", "auditor": "mk"}': "another audit: other",
    '{"cxaudit": "ratings/1", "audit": "guesthouse-2026", "auditor": "tn"}': "another auditor: tn",
    '{"cxaudit": "ratings/1", "audit": "guesthouse-2026", "auditor": "mk", "revisions": {"x": 0}}': "not a file",
}


def test_a_file_that_is_not_ours_changes_nothing(window, filed):
    form = window().open(filed)
    for content, said in FOREIGN.items():
        file = {"name": "x.json", "mimeType": "application/json", "buffer": content.encode()}
        form.page.locator("#open").set_input_files(file)
        form.page.locator("#snack", has_text=said).wait_for()
        form.page.locator("#snack button").tap()
    assert form.stored() == {}


def test_without_a_place_to_store_the_page_says_so_and_still_makes_the_file(window, filed, tmp_path):
    form = window()
    form.page.add_init_script("indexedDB.open = () => { throw new DOMException('no', 'SecurityError') }")
    form.open(filed)
    form.level(GREETING, "2").tap()
    assert "save a file now" in form.wait_for_status("none")
    path = tmp_path / "saved.json"
    save(form).save_as(path)
    assert json.loads(path.read_text("utf-8"))["ratings"][GREETING]["rating"] == 2


def test_an_address_that_changes_while_somebody_sits_down_breaks_nothing(window, filed):
    form = window().open(filed, auditor=None)
    form.page.evaluate("document.querySelector('[data-auditor=mk]').click(); location.hash = 'call'")
    form.page.locator("h1", has_text="Reservations by phone").wait_for()
    form.level(ANSWER, "3").tap()
    form.wait_for_stored(ANSWER, "body['state'] == 'rated'")
    form.page.locator("nav a[data-touchpoint=leaving]").wait_for(state="attached")
