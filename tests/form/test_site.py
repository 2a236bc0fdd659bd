"""The form as a folder for any web host: after one visit it works without a network."""

import pytest
from click.testing import CliRunner

from cxaudit.cli.app import app
from tests.form.guesthouse import GREETING, LUGGAGE


@pytest.fixture(scope="module")
def site(audit, tmp_path_factory):
    """The folder, made by the command."""
    folder = tmp_path_factory.mktemp("site")
    result = CliRunner().invoke(app, ["form", str(audit), "--site", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


def test_after_one_visit_it_opens_and_rates_without_the_host(window, site, host):
    address, stop = host(site)
    form = window().open(address)
    form.page.locator("#snack", has_text="works without a network").wait_for()
    form.level(GREETING, "3").tap()
    form.wait_for_stored(GREETING, "body['state'] == 'rated'")
    stop()
    form.page.goto("about:blank")
    form.open(address, auditor=None)
    form.until(form.level(GREETING, "3").is_checked)
    form.level(LUGGAGE, "1").tap()
    form.wait_for_stored(LUGGAGE, "body['state'] == 'rated'")
    form.wait_for_status("device", "only", says="Only on this device")


def test_it_can_be_put_on_the_home_screen(window, site, host):
    address, _ = host(site)
    form = window().open(address, auditor=None)
    client = form.page.context.new_cdp_session(form.page)
    found = client.send("Page.getAppManifest")
    assert found["errors"] == []
    assert '"Harbour House' in found["data"]
    assert client.send("Page.getInstallabilityErrors")["installabilityErrors"] in (
        [],
        [{"errorId": "in-incognito", "errorArguments": []}],
    )


def test_a_newer_form_is_offered_and_never_forced(window, site, host, tmp_path):
    import shutil

    folder = tmp_path / "site"
    shutil.copytree(site, folder)
    address, _ = host(folder)
    form = window().open(address)
    form.page.locator("#snack", has_text="works without a network").wait_for()
    form.level(GREETING, "3").tap()
    page, worker = folder / "index.html", folder / "sw.js"
    page.write_text(page.read_text("utf-8").replace("Harbour House", "Harbour Palace"), "utf-8")
    text = worker.read_text("utf-8")
    start = text.index("CACHE = ")
    worker.write_text(text[:start] + text[start:].replace("'", "'newer ", 1), "utf-8")
    form.page.evaluate("navigator.serviceWorker.getRegistration().then(r => r.update()).then(() => true)")
    offer = form.page.locator("#snack", has_text="newer version")
    offer.wait_for()
    assert "Harbour House" in form.page.locator("#site").inner_text(), "it stays until the auditor reloads"
    offer.locator("button").tap()
    form.page.locator("#site", has_text="Harbour Palace").wait_for()
    form.until(form.level(GREETING, "3").is_checked)
