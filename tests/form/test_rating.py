"""Rating by touch and by keyboard, on the page in one file."""

from tests.form.browser import LAPTOP
from tests.form.guesthouse import ANSWER, CLEAN, GREETING, LIFT, LUGGAGE, PRACTICES, QUEUE, WORKS


def test_a_tap_rates_a_second_one_clears_and_undo_brings_it_back(window, filed):
    form = window().open(filed)
    form.level(LUGGAGE, "3").tap()
    assert form.state(LUGGAGE) == "rated"
    form.level(LUGGAGE, "0").evaluate(
        """level => { for (const detail of [1, 2])
            level.dispatchEvent(new MouseEvent('click', {detail, bubbles: true, cancelable: true})) }"""
    )
    assert form.level(LUGGAGE, "0").is_checked(), "the second half of a double tap does nothing"
    form.level(LUGGAGE, "3").tap()
    form.page.wait_for_timeout(650)
    form.level(LUGGAGE, "3").tap()
    assert form.state(LUGGAGE) == "unrated"
    form.page.locator("#snack button").tap()
    assert form.state(LUGGAGE) == "rated"
    assert form.level(LUGGAGE, "3").is_checked()


def test_every_target_of_a_finger_is_44_pixels_high(window, filed):
    form = window().open(filed)
    form.level(LIFT, "not_applicable").tap()
    for where in ("front-desk", "call", "room", "/end"):
        form.go(where)
        small = form.page.evaluate(
            """() => [...document.querySelectorAll('button,a,summary,.lv,textarea,select,[type=text]')].filter(e => {
                const box = e.getBoundingClientRect();
                return box.width && e.checkVisibility() && !e.closest('.skip') && (box.height < 44 || box.width < 44);
            }).map(e => e.outerHTML.slice(0, 90))"""
        )
        assert small == []


def test_the_keyboard_alone_rates_a_whole_touchpoint(window, filed):
    form = window(**LAPTOP, has_touch=False, is_mobile=False).open(filed)
    form.press("ArrowDown", "4", "ArrowDown", "7", ".", "5", "ArrowDown", "n")
    form.page.keyboard.type("Guests had no luggage.")
    form.press("Escape", "e")
    form.page.keyboard.type("2 4 n")
    form.press("Escape", "ArrowDown", "2")
    states = {name: form.state(name) for name in (GREETING, QUEUE, LUGGAGE, LIFT)}
    assert states == {GREETING: "rated", QUEUE: "rated", LUGGAGE: "not_applicable", LIFT: "unrated"}, "no level 2"
    form.press("1", "ArrowDown")
    assert form.page.evaluate("document.activeElement.matches('.bar .main')"), "below the last card is the way on"
    found = form.wait_for_stored(LIFT, "body['state'] == 'rated'")
    assert found[QUEUE]["body"]["observations"][0]["rating"] == "7.5"
    assert found[LUGGAGE]["body"]["reason"] == "Guests had no luggage."
    assert found[LUGGAGE]["body"]["note"] == "2 4 n", "in a text the keys are letters"
    form.press("Enter")
    form.page.locator("h1", has_text="Reservations by phone").wait_for()
    assert form.page.evaluate("document.activeElement.tagName") == "H1"


def test_more_keys_clear_go_back_move_between_levels_and_tell_themselves(window, filed):
    form = window(**LAPTOP, has_touch=False, is_mobile=False).open(filed)
    form.go(GREETING)
    form.press("3", "Delete")
    assert form.state(GREETING) == "unrated"
    form.press("ArrowLeft")
    assert form.state(GREETING) == "unrated", "moving chooses nothing"
    form.press("Space")
    assert form.level(GREETING, "2").is_checked()
    form.press("o")
    assert form.state(GREETING) == "reason"
    form.page.keyboard.type("no")
    assert form.state(GREETING) == "reason", "this is no reason yet"
    form.page.keyboard.type("body came")
    assert form.state(GREETING) == "not_observed"
    form.press("Escape", "ArrowUp")
    assert form.page.evaluate("document.activeElement.tagName") == "H1", "above the first card is the heading"
    form.press("?")
    assert form.page.locator("#ask[open] kbd").count() > 10
    form.press("Escape")
    form.go(CLEAN)
    form.press("1", "0")
    assert form.level(CLEAN, "10").is_checked(), "two digits soon after each other"
    form.press("ArrowDown", "2")
    assert form.level(WORKS, "some").is_checked(), "levels without numbers by their position"


def test_keys_do_nothing_outside_a_card(window, filed):
    form = window(**LAPTOP, has_touch=False, is_mobile=False).open(filed)
    form.page.locator("h1").focus()
    form.press("3", "n", "o", "Delete")
    assert {form.state(name) for name in (GREETING, QUEUE, LUGGAGE, LIFT)} == {"unrated"}


def test_not_applicable_counts_only_with_its_reason_and_reasons_are_offered_again(window, filed):
    form = window().open(filed)
    form.level(LIFT, "not_applicable").tap()
    assert form.state(LIFT) == "reason"
    assert "A reason is required" in form.card(LIFT).inner_text()
    assert "0 of 11 in all" in form.page.locator(".where").inner_text()
    form.card(LIFT).locator("[data-field=reason]").fill("   ")
    assert form.state(LIFT) == "reason"
    form.card(LIFT).locator("[data-field=reason]").fill("The house has no lift.")
    assert form.state(LIFT) == "not_applicable"
    form.level(LUGGAGE, "not_applicable").tap()
    form.card(LUGGAGE).get_by_role("button", name="The house has no lift.").tap()
    assert form.state(LUGGAGE) == "not_applicable"
    assert form.wait_for_stored(LUGGAGE, "body['reason'] == 'The house has no lift.'")


def test_switching_answers_keeps_what_was_entered(window, filed):
    form = window().open(filed)
    form.level(GREETING, "1").tap()
    form.level(GREETING, "not_observed").tap()
    form.card(GREETING).locator("[data-field=reason]").fill("Nobody came.")
    form.level(GREETING, "3").tap()
    found = form.wait_for_stored(GREETING, "body['state'] == 'rated'")
    assert found[GREETING]["body"]["reason"] == "Nobody came."
    form.level(GREETING, "not_observed").tap()
    assert form.state(GREETING) == "not_observed"


def test_only_unrated_never_moves_a_card_under_the_thumb(window, filed):
    form = window().open(filed)
    form.level(LUGGAGE, "2").tap()
    form.page.locator(".only").tap()
    assert form.page.locator(".card").count() == 3
    places = "[...document.querySelectorAll('.card')].map(e => e.dataset.practice + Math.round(e.offsetTop))"
    form.level(GREETING, "4").scroll_into_view_if_needed()
    before = form.page.evaluate(places)
    form.level(GREETING, "4").tap()
    form.page.wait_for_timeout(150)
    assert form.page.evaluate(places) == before
    assert form.state(GREETING) == "rated"
    form.page.locator(".only").tap()
    assert form.page.locator(".card").count() == 4
    form.page.locator(".only").tap()
    assert form.page.locator(".card").count() == 2, "decided when the screen opens"


def test_the_end_lists_what_is_missing_critical_first_and_leads_there(window, filed):
    form = window().open(filed)
    form.level(LUGGAGE, "0").tap()
    form.level(LIFT, "not_applicable").tap()
    form.level(GREETING, "not_observed").tap()
    form.card(GREETING).locator("[data-field=reason]").fill("Nobody came.")
    form.go("/end")
    listed = form.page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('[data-box]')].map(
            box => [box.dataset.box, [...box.querySelectorAll('[data-to]')].map(a => a.dataset.to)]))"""
    )
    assert listed["reason"] == [LIFT]
    assert listed["unrated"][0] == "call.price", "the critical one comes first"
    assert len(listed["unrated"]) == PRACTICES - 3
    assert listed["look"] == [GREETING, LUGGAGE]
    assert "2 of 11 practices have an answer" in form.page.locator(".head").inner_text()
    form.page.locator(f'[data-box=reason] [data-to="{LIFT}"]').tap()
    form.page.wait_for_selector("[data-screen=touchpoint]")
    assert form.page.evaluate("document.activeElement.closest('.card').dataset.practice") == LIFT


def test_each_case_is_an_observation_with_its_own_note(window, filed):
    form = window().open(filed).go("call")
    assert form.card(ANSWER).locator("[data-tool=again]").is_disabled()
    for level in ("3", "1", "4"):
        form.level(ANSWER, level).tap()
        form.card(ANSWER).locator("[data-tool=again]").tap()
    form.card(ANSWER).locator("[data-observation='1']").tap()
    form.card(ANSWER).locator("[data-field=observation]").fill("11 rings")
    assert "3 observations, 1 to 4" in form.card(ANSWER).inner_text()
    body = form.wait_for_stored(ANSWER, "body['observations'][1]['note'] == '11 rings'")[ANSWER]["body"]
    assert [part["rating"] for part in body["observations"]] == ["3", "1", "4"]
    assert all(part["at"][:2] == "20" and part["at"][-6] in "+-" for part in body["observations"])
    assert form.card("call.price").locator("[data-tool=again]").count() == 0, "one rating covers what was seen"
    form.card(ANSWER).locator(".own button").tap()
    assert "2 observations, 3 to 4" in form.card(ANSWER).inner_text()


def test_a_measured_value_is_taken_as_people_write_it(window, filed):
    form = window().open(filed)
    box = form.page.locator(f'[data-measure="{QUEUE}"]')
    written = {"7,5": "7.5", "٨٫٢٥": "8.25", "-3": "-3", "0": "0", "1 000": "1000", " 2. ": "2"}
    for typed, stored in written.items():
        box.fill(typed)
        form.wait_for_stored(QUEUE, f"body['observations'][0]['rating'] == '{stored}'")


def test_what_is_no_number_is_told_and_the_last_one_stays(window, filed):
    form = window().open(filed)
    box = form.page.locator(f'[data-measure="{QUEUE}"]')
    box.fill("4")
    box.fill("ten")
    box.blur()
    assert "This is not a number: 4 stays saved." in form.card(QUEUE).inner_text()
    assert box.get_attribute("aria-invalid") == "true"
    assert form.wait_for_stored(QUEUE, "True")[QUEUE]["body"]["observations"][0]["rating"] == "4"
    box.fill("")
    box.blur()
    assert form.state(QUEUE) == "unrated"
