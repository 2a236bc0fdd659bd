"""What is decided before anybody joins: codes, addresses, ports, QR codes, and audits that cannot be served."""

import socket
import subprocess
import sys

import pytest

from cxaudit.capture.server.codes import ALPHABET, chosen_code, new_code, same_code
from cxaudit.capture.server.lan import lan_addresses
from cxaudit.capture.server.limits import Bucket, WrongCodes
from cxaudit.capture.server.qr import qr_text
from cxaudit.capture.server.running import PORT, listen
from cxaudit.errors import InputError, NotFound
from tests.capture.server.inn import make_audit


def test_codes_can_be_read_aloud_and_are_new_each_time():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {sign for code in codes for sign in code} <= set(ALPHABET)
    assert not set("0OIL1") & set(ALPHABET)
    assert {len(code) for code in codes} == {6}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("HARBOUR26", "HARBOUR26"),
        ("harbour-26", "HARBOUR26"),
        ("short", None),
        ("a-b-c-", None),
        ("über-uns", None),
        ("x" * 41, None),
        ("a b c d e f", None),
        ("#join=xxxx", None),
    ],
)
def test_a_chosen_code_must_be_long_enough_and_fit_into_a_link(text, code):
    assert chosen_code(text) == code


def test_codes_are_compared_as_they_are_typed():
    assert same_code(" k7q m2f", "K7QM2F")
    assert not same_code("K7QM2", "K7QM2F")
    assert not same_code("", "K7QM2F")
    assert not same_code("\ud800", "K7QM2F")


def test_a_bucket_fills_with_time_and_never_runs_over():
    now = [0.0]
    bucket = Bucket(lambda: now[0], size=3, rate=2)
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]
    now[0] = 0.5
    assert [bucket.take(), bucket.take()] == [True, False]
    now[0] = -100.0
    assert not bucket.take()
    now[0] = 1000.0
    assert [bucket.take() for _ in range(4)] == [True, True, True, False]


def test_wrong_codes_are_remembered_for_so_many_addresses_only():
    wrong = WrongCodes(lambda: 5.0)
    for number in range(10_000):
        wrong.add(f"address {number}")
    assert len(wrong._seen) == 4096


def test_addresses_of_the_network_are_not_those_of_this_machine_alone():
    for address in lan_addresses():
        assert socket.inet_aton(address)
        assert not address.startswith(("127.", "0."))


def test_the_next_port_is_taken_unless_one_was_asked_for():
    with listen("127.0.0.1", None) as first, listen("127.0.0.1", None) as second:
        one, other = first.getsockname()[1], second.getsockname()[1]
        assert PORT <= one < other
        with pytest.raises(NotFound, match=f"port {one} is taken by another program; choose another one with --port"):
            listen("127.0.0.1", one)
    with listen("127.0.0.1", 0) as free:
        assert free.getsockname()[1] > 0


def test_an_address_that_is_not_ours_is_refused():
    with pytest.raises(NotFound, match=r"no server can be started at 192\.0\.2\.1"):
        listen("192.0.2.1", 0)


def test_a_qr_code_is_the_same_in_every_manner_of_drawing():
    link = "http://192.0.2.7:8765/#join=K7QM2F"
    blocks, colours, plain = (qr_text(link, way) for way in ("blocks", "colours", "ascii"))
    assert plain.isascii()
    assert colours.isascii()
    size = len(colours.splitlines())
    assert (
        size
        == len(colours.splitlines()[0].replace("\x1b[40m", "").replace("\x1b[107m", "").replace("\x1b[0m", "")) // 2
    )
    assert len(blocks.splitlines()) == (size + 1) // 2
    dark = colours.count("\x1b[40m")
    assert plain.count("##") == dark
    assert blocks.count("▀") + blocks.count("▄") + 2 * blocks.count("█") == dark


def test_ratings_in_the_audit_itself_are_refused_at_the_start(audit, connect):
    path = make_audit(audit.parent / "one", ("mk",)) / "audit.yaml"
    path.write_text(path.read_text("utf-8") + "ratings:\n  front-desk.greeting: 3\n", "utf-8")
    with pytest.raises((NotFound, InputError), match=r"ratings"):
        connect(path.parent)


def test_a_broken_file_is_named_at_the_start(audit, connect):
    (audit / "ratings").mkdir()
    (audit / "ratings" / "tn.yaml").write_text("cxaudit: ratings/1\naudit: another\nauditor: tn\n", "utf-8")
    with pytest.raises(InputError, match=r"tn\.yaml:2"):
        connect(audit)


def test_no_other_command_pays_for_the_server():
    code = (
        "import sys, cxaudit.cli.app, cxaudit.cli.serving; print({'starlette', 'uvicorn', 'segno'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "set()\n"
