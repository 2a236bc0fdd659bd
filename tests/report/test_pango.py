import sys
from pathlib import Path

import pytest

from cxaudit.report import pango

BOOTSTRAP = Path(__file__).parents[2] / ".ci" / "bootstrap.sh"


def only(*programs):
    return lambda name: f"/usr/bin/{name}" if name in programs else None


def test_this_machine_lacks_nothing():
    assert pango.missing_libraries() == []


def test_what_cannot_be_loaded_is_missing(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(pango, "_loads", lambda library: "pango" not in library)
    assert pango.missing_libraries() == ["libpango-1.0.so.0", "libpangoft2-1.0.so.0"]


def test_elsewhere_libraries_are_found_by_their_short_names(monkeypatch):
    asked = []
    monkeypatch.setattr(sys, "platform", "freebsd")
    monkeypatch.setattr(pango.ctypes.util, "find_library", asked.append)
    assert pango.missing_libraries() == list(pango.LIBRARIES)
    assert asked == ["gobject-2.0", "pango-1.0", "harfbuzz", "fontconfig", "pangoft2-1.0", "harfbuzz-subset"]


def test_on_a_mac_homebrews_folder_is_searched_after_the_users_own(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setenv("DYLD_FALLBACK_LIBRARY_PATH", "/my/own")
    pango.make_findable()
    assert pango.os.environ["DYLD_FALLBACK_LIBRARY_PATH"].split(":")[:2] == ["/my/own", "/opt/homebrew/lib"]


def test_libraries_unpacked_beside_python_are_loaded_in_an_order_that_works(tmp_path, monkeypatch):
    folder = tmp_path / "pango" / "usr" / "lib" / "x86_64-linux-gnu"
    folder.mkdir(parents=True)
    for name in ("a.so.0", "b.so.0", "broken.so.0"):
        (folder / name).touch()
    (tmp_path / "pango" / "fonts.conf").touch()
    loaded = []

    def loads(library):  # a needs b, and nothing helps the broken one
        name = Path(library).name
        good = name == "b.so.0" or (name == "a.so.0" and "b.so.0" in loaded)
        loaded.extend([name] * good)
        return good

    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    monkeypatch.setattr(pango, "_loads", loads)
    monkeypatch.setenv("FONTCONFIG_FILE", "to be undone after the test")
    monkeypatch.delenv("FONTCONFIG_FILE")
    pango.make_findable()
    assert loaded == ["b.so.0", "a.so.0"]
    assert pango.os.environ["FONTCONFIG_FILE"] == str(tmp_path / "pango" / "fonts.conf")


@pytest.mark.parametrize("program", ["apt-get", "dnf", "pacman", "apk", "zypper", "brew"])
def test_the_command_is_that_of_the_system(program, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(pango.shutil, "which", only(program))
    assert pango.install_command().startswith(program)
    assert "pango" in pango.install_command()


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_without_a_known_program_there_is_advice(platform, monkeypatch):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(pango.shutil, "which", only())
    assert pango.install_command().startswith("(")
    assert "pango" in pango.install_command()


def test_what_bootstrap_unpacks_is_what_apt_would_install():
    text = BOOTSTRAP.read_text(encoding="utf-8")
    packages = [word for word in pango._COMMANDS["apt-get"].split() if word.startswith("lib")]
    assert f"unpack_packages .venv/pango {' '.join(packages)} " in text
