"""The form and its server: what is on the screen is in the file, whatever happens between them."""

import json
import os
import random
import shutil

from tests.form.guesthouse import CHECKLIST, GREETING, LIFT, LUGGAGE, QUEUE, make_audit
from tests.form.pictures import as_file, photo, told_by
from tests.form.serving import Process, link, read_file, read_ratings
from tests.form.test_photos import choose

ROUNDS = int(os.environ.get("CXAUDIT_ROUNDS", "2"))


def level_of(rating) -> int | None:
    """The rating in short or in long form."""
    return rating.get("rating") if isinstance(rating, dict) else rating


def test_a_touchpoint_rated_by_touch_with_two_photos_is_in_the_file(window, served):
    form = window().open(link(served.url))
    assert form.page.url == served.url + "#front-desk", "the code does not stay in the address"
    form.level(GREETING, "1").tap()
    form.page.locator(f'[data-measure="{QUEUE}"]').fill("7,5")
    form.level(LUGGAGE, "3").tap()
    form.level(LIFT, "not_applicable").tap()
    form.card(LIFT).locator("[data-field=reason]").fill("The house has no lift.")
    choose(form, GREETING, "photo", as_file("IMG_1.JPG", photo()), as_file("IMG_2.JPG", photo(1200, 1600)))
    form.card(GREETING).locator("[data-photo]").nth(1).wait_for()
    form.card(GREETING).locator("[data-field=caption]").first.fill("The desk at 18:05")
    form.go("/end")
    form.page.locator("#serverline", has_text="Everything is on the server.").wait_for()
    assert "Saved on server" in form.wait_for_status("server")
    ratings = served.ratings()
    assert level_of(ratings[LUGGAGE]) == 3
    assert level_of(ratings[QUEUE]) == 7.5
    assert ratings[LIFT] == {"not_applicable": "The house has no lift."}
    files = [part["file"] for part in ratings[GREETING]["evidence"]]
    assert [part.get("caption") for part in ratings[GREETING]["evidence"]].count("The desk at 18:05") == 1
    found = [told_by((served.folder / name).read_bytes()) for name in files]
    assert sorted(size for size, _ in found) == [(1200, 1600), (1600, 1200)]
    assert [exif for _, exif in found] == [{}, {}]
    listed = (served.folder / "photos" / "manifest.yaml").read_text("utf-8")
    assert "IMG_1.JPG" in listed
    assert b"SecretCamera" not in b"".join((served.folder / name).read_bytes() for name in files)


def test_without_a_link_the_page_asks_for_the_code_and_says_when_it_is_wrong(window, served):
    form = window()
    form.page.goto(served.url)
    form.page.locator("#code").fill("WRONG1")
    form.press("Enter")
    form.page.locator("#code-why", has_text="not right").wait_for()
    form.page.locator("#code").fill(" k7qm-2f ")
    form.press("Enter")
    form.page.click("[data-auditor=tn]")
    form.page.wait_for_selector("[data-screen=touchpoint]")
    form.level(LUGGAGE, "2").tap()
    form.wait_for_status("server")
    assert level_of(served.ratings("tn")[LUGGAGE]) == 2
    assert not served.ratings("mk")
    forgive(form)


def send_now(form) -> None:
    """Tap "Send now", unless the page has sent it by itself meanwhile."""
    form.page.evaluate("(button => button.hidden || button.click())(document.querySelector('#act'))")


def forgive(form) -> None:
    """Chromium notes each refused request in the console: only those are forgiven."""
    form.told[:] = [line for line in form.told if not line.startswith("error: Failed to load resource")]


def test_a_server_that_is_away_leaves_a_queue_that_drains_by_itself(window, served):
    form = window().open(link(served.url))
    form.level(GREETING, "2").tap()
    form.wait_for_status("server")
    served.stop()
    form.level(LUGGAGE, "4").tap()
    form.level(LIFT, "1").tap()
    form.wait_for_status("queue", says="2 to send")
    form.page.goto("about:blank")
    served.start()
    form.open(served.url, auditor=None)
    form.until(form.level(LIFT, "1").is_checked)
    form.wait_for_status("server")
    assert {name: level_of(part) for name, part in served.ratings().items()} == {GREETING: 2, LUGGAGE: 4, LIFT: 1}
    forgive(form)


def test_a_page_that_is_loaded_while_the_server_is_away_works_from_what_it_has(window, served, playing):
    form = window().open(link(served.url))
    form.level(GREETING, "2").tap()
    form.wait_for_status("server")
    form.page.route("**/*.json", lambda route: route.abort())
    form.page.route("**/api/**", lambda route: route.abort())
    form.page.reload()
    form.page.wait_for_selector("[data-screen=touchpoint]")
    form.until(form.level(GREETING, "2").is_checked)
    form.level(LIFT, "0").tap()
    form.wait_for_status("queue", says="to send")
    form.page.unroute_all()
    send_now(form)
    form.wait_for_status("server")
    assert level_of(served.ratings()[LIFT]) == 0
    forgive(form)


def test_a_folder_that_cannot_be_written_is_told_and_the_queue_is_kept(window, served):
    form = window().open(link(served.url))
    form.wait_for_status("new")
    shutil.rmtree(served.folder / "ratings", ignore_errors=True)
    (served.folder / "ratings").write_text("a file stands where the folder was")
    form.level(GREETING, "3").tap()
    assert "cannot" in form.wait_for_status("trouble", says="1 to send")
    (served.folder / "ratings").unlink()
    send_now(form)
    form.wait_for_status("server")
    assert level_of(served.ratings()[GREETING]) == 3
    forgive(form)


def test_a_ratings_file_that_somebody_broke_is_told_and_mended_by_nobody_but_them(window, served):
    form = window().open(link(served.url))
    form.level(GREETING, "3").tap()
    form.wait_for_status("server")
    path = served.folder / "ratings" / "mk.yaml"
    good = path.read_text("utf-8")
    path.write_text(good + "\n  nonsense: [\n", "utf-8")
    form.level(LUGGAGE, "2").tap()
    form.wait_for_status("trouble", says="mk.yaml")
    assert path.read_text("utf-8").endswith("nonsense: [\n")
    path.write_text(good, "utf-8")
    send_now(form)
    form.wait_for_status("server")
    assert {name: level_of(part) for name, part in served.ratings().items()} == {GREETING: 3, LUGGAGE: 2}
    forgive(form)


def test_too_fast_is_told_and_the_rest_follows(window, served):
    form = window().open(link(served.url))
    form.level(GREETING, "3").tap()
    form.wait_for_status("server")
    bucket = served.desk._buckets["mk"]
    rate, bucket.rate, bucket._left = bucket.rate, 0.0, 0.0
    form.level(LUGGAGE, "2").tap()
    form.wait_for_status("trouble", says="Too many changes")
    bucket.rate = rate
    form.page.wait_for_timeout(100)
    send_now(form)
    form.wait_for_status("server")
    assert level_of(served.ratings()[LUGGAGE]) == 2
    forgive(form)


def test_what_is_not_of_this_audit_any_more_is_refused_in_its_card_alone(window, served):
    form = window().open(link(served.url))
    form.wait_for_status("new")
    served.stop()
    shorter = CHECKLIST.replace(
        "      luggage: {title: Luggage, ask: Is help with luggage offered without being asked?}\n", ""
    )
    assert shorter != CHECKLIST
    (served.folder / "checklist.yaml").write_text(shorter, "utf-8")
    form.level(LUGGAGE, "2").tap()
    form.level(LIFT, "1").tap()
    form.wait_for_status("queue", says="2 to send")
    served.start()
    send_now(form)
    form.card(LUGGAGE).locator("[data-notice=refused]").wait_for()
    form.wait_for_status("refused")
    form.go("/end")
    assert form.page.locator("[data-box=stuck] [data-to]").get_attribute("data-to") == LUGGAGE
    form.page.locator("#serverline", has_text="1 to send").wait_for()
    assert {name: level_of(part) for name, part in served.ratings().items()} == {LIFT: 1}
    forgive(form)


def test_a_body_that_is_too_large_is_refused_with_the_servers_words_and_stays(window, served):
    form = window().open(link(served.url))
    refusal = '{"message": "This is larger than the server takes."}'
    form.page.route(
        "**/records/*", lambda route: route.fulfill(status=413, content_type="application/json", body=refusal)
    )
    form.level(LUGGAGE, "2").tap()
    assert form.wait_for_status("refused").startswith("Only on this device")
    form.card(LUGGAGE).locator("[data-notice=refused]", has_text="larger than the server takes").wait_for()
    form.page.unroute_all()
    form.level(LUGGAGE, "3").tap()
    form.wait_for_status("server")
    assert level_of(served.ratings()[LUGGAGE]) == 3, "changed, it is tried again"
    forgive(form)


def test_another_code_is_asked_for_and_nothing_is_lost(window, served):
    form = window().open(link(served.url))
    form.wait_for_status("new")
    served.desk.join = "NEWCDE"
    form.level(LUGGAGE, "2").tap()
    form.page.locator("#ask[open] #code").wait_for()
    assert "1 to send" in form.page.locator("#ask").inner_text()
    form.page.locator("#code").fill("NEWCDE")
    form.press("Enter")
    form.wait_for_status("server")
    assert level_of(served.ratings()[LUGGAGE]) == 2
    forgive(form)


def test_two_devices_in_conflict_the_higher_revision_wins_and_the_loser_is_told(window, served):
    one, two = window().open(link(served.url)), window().open(link(served.url))
    two.wait_for_status("new")
    two.page.context.set_offline(True)
    two.level(LUGGAGE, "0").tap()
    two.card(LUGGAGE).locator("[data-tool=note]").tap()
    two.card(LUGGAGE).locator("[data-field=note]").fill("Nobody offered.")
    two.wait_for_stored(LUGGAGE, "body['note']")
    one.level(LUGGAGE, "4").tap()
    for level in ("3", "2", "4"):
        one.wait_for_status("server")
        one.level(LUGGAGE, level).tap()
        one.page.wait_for_timeout(60)
    one.wait_for_status("server")
    two.page.context.set_offline(False)
    two.card(LUGGAGE).locator("[data-notice=moved]").wait_for()
    assert two.level(LUGGAGE, "4").is_checked()
    assert "Here it was: 0, “Nobody offered.”" in two.card(LUGGAGE).inner_text()
    two.page.reload()
    two.page.wait_for_selector("[data-screen=touchpoint]")
    two.card(LUGGAGE).locator("[data-notice=moved] button").tap()
    assert two.level(LUGGAGE, "0").is_checked()
    two.wait_for_status("server")
    assert served.ratings()[LUGGAGE] == {"rating": 0, "note": "Nobody offered."}
    forgive(two)


def test_a_rating_of_one_device_appears_on_the_other_without_a_word_of_conflict(window, served):
    one, two = window().open(link(served.url)), window().open(link(served.url))
    one.level(LIFT, "1").tap()
    choose(one, LIFT, "photo", as_file("a.jpg", photo(1600, 1200)))
    one.card(LIFT).locator("[data-photo]").wait_for()
    one.go("/end")
    one.page.locator("#serverline", has_text="Everything is on the server.").wait_for()
    two.page.reload()
    two.page.wait_for_selector("[data-screen=touchpoint]")
    two.page.wait_for_selector(f'.card[data-practice="{LIFT}"][data-state=rated]')
    assert two.card(LIFT).locator("[data-notice]").count() == 0
    shown = two.card(LIFT).locator("[data-photo] img")
    shown.wait_for()
    two.until(lambda: shown.evaluate("e => e.naturalWidth") == 1600)  # its picture comes from the server


def test_what_was_edited_in_the_file_by_hand_comes_to_the_page(window, served):
    form = window().open(link(served.url))
    form.level(GREETING, "1").tap()
    form.wait_for_status("server")
    path = served.folder / "ratings" / "mk.yaml"
    text = path.read_text("utf-8")
    changed = text.replace(f"{GREETING}: 1", f"{GREETING}: 4").replace("rating: 1", "rating: 4")
    assert changed != text
    path.write_text(changed, "utf-8")
    form.page.reload()
    form.page.wait_for_selector("[data-screen=touchpoint]")
    form.until(form.level(GREETING, "4").is_checked)


def test_a_killed_server_has_everything_that_it_acknowledged_and_gets_the_rest(window, tmp_path):
    """Killed at random moments while somebody rates; CXAUDIT_ROUNDS=200 by hand."""
    chance = random.Random(11)
    server = Process(make_audit(tmp_path / "audit"))
    form = window()
    acknowledged, levels = {}, {}

    def note(response) -> None:
        if response.status == 200 and response.request.method == "PUT":
            record = json.loads(response.request.post_data)
            acknowledged[record["id"]] = (record["rev"], record["body"]["observations"][0]["rating"])

    form.page.on("response", note)
    form.open(link(server.url))
    try:
        for _ in range(ROUNDS):
            for name in (GREETING, LUGGAGE):
                levels[name] = chance.choice([level for level in "01234" if level != levels.get(name)])
                form.level(name, levels[name]).tap()
            form.page.wait_for_timeout(chance.random() * 60)
            server.kill()
            levels[LIFT] = "1" if levels.get(LIFT) == "0" else "0"
            form.level(LIFT, levels[LIFT]).tap()
            kept = read_file(server.folder)
            for name, (rev, rating) in acknowledged.items():
                there = kept["revisions"][name]["rev"]
                assert there > rev or (there == rev and str(level_of(kept["ratings"][name])) == rating)
            server.start()
            send_now(form)
            form.wait_for_status("server")
            assert {name: str(level_of(part)) for name, part in read_ratings(server.folder).items()} == levels
    finally:
        server.kill()
    assert set(acknowledged) == {GREETING, LUGGAGE, LIFT}
    forgive(form)
