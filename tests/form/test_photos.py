"""Photos in the page: shrunk, without their EXIF, one record each; what is no picture is refused with a message."""

from tests.form.guesthouse import GREETING, LUGGAGE
from tests.form.pictures import as_file, photo, told_by


def choose(form, practice: str, tool: str, *files: dict) -> None:
    with form.page.expect_file_chooser() as choosing:
        form.card(practice).locator(f"[data-tool={tool}]").tap()
    choosing.value.set_files(list(files))


def bytes_of(form, record: str) -> bytes:
    """The bytes of a photo on this device."""
    numbers = form.page.evaluate(
        """id => new Promise(ok => {
            const opening = indexedDB.open('cxaudit', 1);
            opening.onsuccess = () => {
                const blobs = opening.result.transaction('blobs').objectStore('blobs');
                const keys = blobs.getAllKeys(), values = blobs.getAll();
                values.onsuccess = () => {
                    opening.result.close();
                    ok([...new Uint8Array(values.result[keys.result.findIndex(k => k[2] === id)])]);
                };
            };
        })""",
        record,
    )
    return bytes(numbers)


def test_a_photo_of_twelve_megapixels_is_shrunk_and_tells_no_place(window, filed):
    form = window().open(filed)
    choose(form, GREETING, "camera", as_file("IMG_1.JPG", photo()))
    shown = form.card(GREETING).locator("[data-photo]")
    shown.wait_for()
    name = shown.get_attribute("data-photo")
    body = form.stored()[name]["body"]
    assert (body["practice"], body["name"], body["width"], body["height"]) == (GREETING, "IMG_1.JPG", 1600, 1200)
    size, exif = told_by(bytes_of(form, name))
    assert (size, exif) == ((1600, 1200), {})
    shown.locator("[data-field=caption]").fill("The desk at 18:05")
    form.wait_for_stored(name, "body['caption'] == 'The desk at 18:05'")
    shown.locator(".pic").tap()
    assert form.page.locator("#big[open] img").get_attribute("alt") == "The desk at 18:05"


def test_a_file_that_pretends_to_be_a_picture_is_refused_by_name_and_the_others_are_kept(window, filed):
    form = window().open(filed)
    fakes = [as_file("fake.jpg", b"MZ\x90\x00 this is a program"), as_file("empty.png", b"")]
    choose(form, GREETING, "photo", fakes[0], as_file("good.jpg", photo()), fakes[1])
    form.card(GREETING).locator("[data-photo]").wait_for()
    form.page.locator("#snack", has_text="empty.png").wait_for()
    assert "cannot be opened as a picture" in form.page.locator("#snack").inner_text()
    assert form.card(GREETING).locator("[data-photo]").count() == 1
    assert [r["body"]["name"] for r in form.stored().values()] == ["good.jpg"]


def test_a_removed_photo_comes_back_with_undo(window, filed):
    form = window().open(filed)
    choose(form, LUGGAGE, "photo", as_file("a.jpg", photo()), as_file("b.jpg", photo()))
    rows = form.card(LUGGAGE).locator("[data-photo]")
    rows.nth(1).wait_for()
    rows.first.locator("button.icon").tap()
    assert rows.count() == 1
    form.page.locator("#snack button").tap()
    assert rows.count() == 2
    assert not any(record["body"].get("gone") for record in form.stored().values())
