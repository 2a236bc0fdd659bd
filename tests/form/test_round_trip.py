"""What a page saves as a file comes back whole: through `import` and `serve` into a page on another device."""

from click.testing import CliRunner

from cxaudit.cli.app import app
from tests.form.conftest import write_form
from tests.form.guesthouse import ANSWER, CLEAN, GREETING, LIFT, LUGGAGE, QUEUE, WORKS
from tests.form.pictures import as_file, photo
from tests.form.serving import link
from tests.form.test_keeping import save
from tests.form.test_photos import choose

NOTE = "🙂\nwörds: ءلا # - 'x' ".ljust(20_000, "n")
BILL, FAULT = "leaving.bill", "room.fault"


def write(form, practice: str, field: str, text: str) -> None:
    """Into a field of a card, which a tool may have to open first."""
    box = form.card(practice).locator(f"[data-field={field}]").first
    if not box.is_visible():
        form.card(practice).locator(f"[data-tool={field}]").tap()
    box.fill(text)


def rate_in_every_way(form) -> None:
    form.level(GREETING, "1").tap()
    write(form, GREETING, "note", NOTE)
    for name in ("IMG_1.JPG", "IMG_2.JPG"):
        choose(form, GREETING, "photo", as_file(name, photo(800, 600)))
    form.card(GREETING).locator("[data-photo]").nth(1).wait_for()
    form.card(GREETING).locator("[data-field=caption]").last.fill("The desk,\nlate: 18:05")
    form.card(GREETING).locator("[data-photo] .icon").first.tap()
    form.page.locator(f'[data-measure="{QUEUE}"]').fill("7,5")
    form.level(LUGGAGE, "not_observed").tap()  # no reason: a draft
    form.level(LIFT, "1").tap()
    form.level(LIFT, "not_applicable").tap()  # switched away from: the rating stays as a draft
    write(form, LIFT, "reason", "The house has no lift.")
    form.go("call")
    for level in ("3", "1"):
        form.level(ANSWER, level).tap()
        write(form, ANSWER, "observation", f"call {level}") if level == "1" else None
        form.card(ANSWER).locator("[data-tool=again]").tap()
    form.go("room")
    form.level(CLEAN, "10").tap()
    form.level(WORKS, "most").tap()
    form.card(WORKS).locator("[data-tool=cause]").tap()
    form.card(WORKS).locator("[data-field=cause]").select_option("premises")
    form.level(FAULT, "not_observed").tap()
    write(form, FAULT, "reason", "Nothing broke.")
    form.level(FAULT, "2").tap()  # the reason stays as a draft
    form.wait_for_stored(FAULT, "body['state'] == 'rated'")


def plain(records: dict) -> dict:
    """Bodies without what a file need not keep: times of a single observation or a photo, a removed photo."""
    made = {}
    for name, record in records.items():
        body = {key: value for key, value in record["body"].items() if key not in ("taken", "added")}
        if body.get("gone"):
            body = {"gone": True}
        if len(body.get("observations", ())) == 1:
            body["observations"] = [body["observations"][0] | {"at": None}]
        made[name] = (record["rev"], record["device"], body)
    return made


def test_a_file_comes_back_whole_through_import_and_server(window, served, tmp_path):
    form = window().open(write_form(served.folder, tmp_path / "form.html"))
    rate_in_every_way(form)
    form.go("leaving")
    form.level(BILL, "1").tap()
    write(form, BILL, "note", "x" * 20_001)
    path = tmp_path / "mk.cxratings.json"
    save(form).save_as(path)
    form.page.locator("#snack", has_text="Not in it: 1").wait_for()
    result = CliRunner().invoke(app, ["import", str(path), "--into", str(served.folder)])
    assert result.exit_code == 0, result.output
    other = window().open(link(served.url))
    here = plain(form.stored())
    assert here.pop(BILL), "too long for a file: it stays where it is, and keeps nothing else back"
    other.until(lambda: plain(other.stored()) == here)
    shown = other.card(GREETING).locator("[data-photo]")
    assert shown.count() == 1
    assert shown.locator("[data-field=caption]").input_value() == "The desk, late: 18:05"
