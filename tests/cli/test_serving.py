"""`serve`: what it prints, what it refuses, and how it ends."""

import json
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.capture.server.inn import make_audit

COMMAND = Path(sys.executable).with_name("cxaudit")


@pytest.fixture
def served():
    """Starts the command and waits for a line on stdout; the first lines, and the process."""
    started = []

    def act(folder: Path, *options: str, lines: int = 1) -> tuple[list[str], subprocess.Popen]:
        process = subprocess.Popen(
            [COMMAND, "serve", folder, "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(process)
        return [process.stdout.readline() for _ in range(lines)], process

    yield act
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


def test_it_prints_a_link_for_everybody_and_stops_cleanly(tmp_path, served):
    lines, process = served(make_audit(tmp_path / "inn"), lines=4)
    names, links = zip(*(line.rsplit(maxsplit=1) for line in lines), strict=True)
    assert names == ("everybody", "Maria Keller", "Tomás Núñez", "lead's board")
    code = links[0].partition("#join=")[2]
    assert len(code) == 6
    assert links[1] == f"{links[0]}&as=mk"
    assert "/board#board=" in links[3]
    assert code not in links[3]
    with urllib.request.urlopen(links[0].partition("#")[0], timeout=10) as answer:
        assert answer.status == 200
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=20)
    assert process.returncode == 0
    assert out == ""
    assert said.splitlines() == [
        f"join code: {code}",
        "stop with Ctrl-C",
        "stopped; everything that was saved is in ratings/",
    ]


def test_codes_of_your_own_outlive_a_restart(tmp_path, served):
    folder = make_audit(tmp_path / "inn")
    for _ in range(2):
        [line], process = served(folder, "--code", "harbour-26", "--board-code", "LEAD-2026", "--format", "json")
        found = json.loads(line)
        assert (found["code"], found["board"].partition("#")[2]) == ("HARBOUR26", "board=LEAD2026")
        process.terminate()
        assert process.wait(20) == 0


def test_lan_shows_a_qr_code_and_says_what_it_means(tmp_path, served):
    [line], process = served(make_audit(tmp_path / "inn"), "--lan", "--format", "json")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert said.isascii()
    if json.loads(line)["addresses"][0].startswith("http://127."):
        assert "in no network" in said
    else:
        assert "####" in said
        assert "not encrypted" in said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--code", "abc"], "--code needs at least 6 letters or digits"),
        (["--board-code", "äöüäöü"], "--board-code needs at least 6"),
        (["--code", "SAMESAME", "--board-code", "same-same"], "the board needs another code"),
        (["--port", "70000"], "70000"),
    ],
)
def test_wrong_options_are_refused(tmp_path, run, options, said):
    result = run("serve", make_audit(tmp_path / "inn"), *options)
    assert (result.code, said in result.err) == (2, True)


@pytest.fixture
def refused():
    """Starts the command on what it should refuse at once, whatever happens: what it said."""

    def act(folder: Path) -> str:
        command = [COMMAND, "serve", folder, "--port", "0"]
        result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=20)
        assert (result.returncode, result.stdout) == (2, "")
        assert "Traceback" not in result.stderr
        return result.stderr

    return act


def test_an_audit_with_its_ratings_inside_is_not_served(refused, northline):
    assert "ratings" in refused(northline)


def test_an_audit_without_auditors_is_not_served(tmp_path, refused):
    folder = make_audit(tmp_path / "inn")
    path = folder / "audit.yaml"
    path.write_text(path.read_text("utf-8").partition("auditors:")[0], "utf-8")
    assert "nobody rates in this audit; list the auditors in audit.yaml" in refused(folder)


def test_a_folder_without_an_audit_is_not_served(tmp_path, refused):
    assert "nothing" in refused(tmp_path / "nothing")


def test_an_audit_just_begun_is_served(tmp_path, run, served):
    assert run("new", tmp_path / "begun", "--auditor", "Maria Keller").code == 0
    [line], _ = served(tmp_path / "begun", "--format", "json")
    assert [one["id"] for one in json.loads(line)["auditors"]] == ["mk"]
