"""Who is heard at all: names of the server, pages of other sites, codes, and what stands in every answer."""

from pathlib import Path

import pytest

from tests.capture.server.inn import BOARD, HERE, JOIN, PRACTICES, record, snapshot

ROUTES = [
    ("GET", "/"),
    ("GET", "/board"),
    ("GET", "/form.json"),
    ("GET", "/board.json"),
    ("GET", "/api/mk/records"),
    ("PUT", f"/api/mk/records/{PRACTICES[0]}"),
    ("PUT", "/api/mk/photos/0123456789abcdef"),
    ("GET", "/api/mk/photos/0123456789abcdef"),
    ("GET", "/nowhere"),
    ("OPTIONS", "/form.json"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "192.0.2.7:8765",
        "[::2]",
        "localhost:80:80",
        "[::1",
        "",
    ],
)
def test_a_foreign_name_gets_nothing_at_all(client, audit: Path, method, path, host):
    before = snapshot(audit)
    found = client.ask(method, path, record(), host=host, x_join=JOIN, x_board=BOARD)
    assert found.status == 403
    assert "use the address that 'cxaudit serve' prints" in found.message
    assert snapshot(audit) == before


@pytest.mark.parametrize("host", [HERE, "localhost:8765", "LOCALHOST:9000", "[::1]:8765", "127.0.0.1"])
def test_this_machine_is_called_by_its_own_names(client, host):
    assert client.ask("GET", "/", host=host).status == 200


def test_the_addresses_of_the_local_network_are_added_by_lan_only(audit, connect):
    assert connect(audit, ("192.0.2.7",)).ask("GET", "/", host="192.0.2.7:8765").status == 200
    assert connect(audit).ask("GET", "/", host="192.0.2.7:8765").status == 403


@pytest.mark.parametrize(
    "sent",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://localhost:8765"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"origin": f"http://{HERE}", "sec_fetch_site": "cross-site"},
    ],
)
def test_what_a_page_of_another_site_sends_is_refused_and_nothing_written(client, audit, sent):
    before = snapshot(audit)
    refused = client.put(record(), **sent)
    assert refused.status == 403
    assert refused.message == "A page of another site may not use this server."
    assert client.get("/form.json", **sent).status == 403
    assert snapshot(audit) == before


@pytest.mark.parametrize("sent", [{}, {"origin": f"http://{HERE}"}, {"sec_fetch_site": "same-origin"}])
def test_our_own_page_may_write(client, sent):
    assert client.put(record(), **sent).status == 200


def test_a_link_in_a_mail_opens_the_page(client):
    assert client.ask("GET", "/", sec_fetch_site="cross-site").status == 200
    assert client.ask("GET", "/board", sec_fetch_site="cross-site").status == 200


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_answer_is_guarded_and_no_other_site_may_read_it(client, method, path):
    found = client.ask(method, path, record(), origin=f"http://{HERE}")
    assert found.headers["x-content-type-options"] == "nosniff"
    assert found.headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in found.headers["content-security-policy"]
    assert found.headers["cache-control"] == ("no-cache" if path in ("/", "/board") else "no-store")
    assert not [name for name in found.headers if name.startswith("access-control") or name == "server"]


@pytest.mark.parametrize(
    ("method", "path"),
    [route for route in ROUTES if route[1] not in ("/", "/board", "/nowhere") and route[0] != "OPTIONS"],
)
@pytest.mark.parametrize("code", ["", "K7QM2G", BOARD + "X", "é"])
def test_without_the_code_nothing_is_told_or_written(client, audit, method, path, code):
    before = snapshot(audit)
    found = client.ask(method, path, record(), x_join=code, x_board=code)
    assert found.status == 401
    assert "code" in found.message
    assert snapshot(audit) == before


def test_auditors_do_not_see_the_board_and_its_code_saves_nothing(client):
    assert client.get("/board.json", x_board=JOIN).status == 401
    assert client.put(record(), x_join=BOARD).status == 401


def test_a_code_may_be_typed_in_lower_case_with_blanks(client):
    assert client.get("/form.json", x_join="k7q m2f").status == 200


def test_guessing_ends_after_twenty_wrong_codes_a_minute_and_only_for_the_one_who_guesses(client, clock):
    seen = [client.get("/form.json", x_join=f"AAAA{number:02}").status for number in range(22)]
    assert seen == [401] * 20 + [429] * 2
    right = client.get("/form.json")
    assert right.status == 429
    assert right.headers["retry-after"]
    assert "wait a minute" in right.message
    client.address = "192.0.2.51"
    assert client.get("/form.json").status == 200
    client.address = "192.0.2.50"
    clock.seconds += 61
    assert client.get("/form.json").status == 200


def test_a_page_that_has_no_code_yet_is_not_a_guess(client):
    assert {client.get("/form.json", x_join="").status for _ in range(30)} == {401}


def test_the_page_holds_nothing_of_the_audit(client):
    for path in ("/", "/board"):
        page = client.ask("GET", path)
        assert page.headers["content-type"].startswith("text/html")
        for word in ("Maria", "Inn", "greeted at once", JOIN, BOARD):
            assert word not in page.body.decode()


def test_a_page_that_is_known_is_not_sent_again(client):
    first = client.ask("GET", "/")
    again = client.ask("GET", "/", if_none_match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_pages_travel_packed(client):
    import gzip

    plain, packed = client.ask("GET", "/"), client.ask("GET", "/", accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    form = client.get("/form.json", accept_encoding="gzip")
    assert b"greeted at once" in gzip.decompress(form.body)


def test_an_address_without_end_is_refused(client):
    assert client.ask("GET", "/" + "a" * 3000).status == 414
