import builtins
import ctypes.util
import os
import subprocess
import sys
import warnings

import pytest

from cxaudit.errors import InstallError
from cxaudit.report import pango, weasy


@pytest.fixture
def no_pango(monkeypatch):
    """WeasyPrint's import as it goes on a machine without Pango."""
    real_import = builtins.__import__

    def failing_import(name, *arguments, **named):
        if name == "weasyprint":
            print("WeasyPrint could not import some external libraries.")
            warnings.warn("HarfBuzz-Subset will be required", DeprecationWarning, stacklevel=1)
            raise OSError("cannot load library 'libpango-1.0-0': no such file. Additionally, ctypes did not find it")
        return real_import(name, *arguments, **named)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", failing_import)
    monkeypatch.setattr(weasy, "install_command", lambda: "apt-get install pango")


def test_it_renders_a_pdf():
    document = weasy.import_weasyprint().HTML(string="<p>Good morning")
    assert document.write_pdf().startswith(b"%PDF")


def test_a_second_import_is_the_first_one():
    assert weasy.import_weasyprint() is weasy.import_weasyprint()


def test_find_library_is_put_back(no_pango):
    before = ctypes.util.find_library
    with pytest.raises(InstallError):
        weasy.import_weasyprint()
    assert ctypes.util.find_library is before


@pytest.mark.parametrize(
    ("user", "command"), [(0, "    apt-get install pango"), (1000, "    sudo apt-get install pango")]
)
def test_without_pango_the_error_holds_the_command(user, command, no_pango, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: user, raising=False)
    with pytest.raises(InstallError) as caught:
        weasy.import_weasyprint()
    first, _, last = str(caught.value).splitlines()
    assert first == (
        "Pango, which typesets the PDF, could not be loaded: cannot load library 'libpango-1.0-0': no such file"
    )
    assert last == command


@pytest.mark.parametrize("command", ["brew install pango", "(with your system's package manager: pango)"])
def test_homebrew_and_advice_need_no_sudo(command, no_pango, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(weasy, "install_command", lambda: command)
    with pytest.raises(InstallError) as caught:
        weasy.import_weasyprint()
    assert str(caught.value).endswith(f"    {command}")


def test_the_banner_stays_out_of_the_data(no_pango, capsys):
    with pytest.raises(InstallError):
        weasy.import_weasyprint()
    out, err = capsys.readouterr()
    assert out == ""
    assert "could not import" in err


@pytest.mark.parametrize("absent", [True, False])
def test_the_absence_of_the_subset_library_is_told(absent, monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(pango, "_loads", lambda library: not (absent and library == pango.SUBSET))
    assert weasy.lacks_subset() is absent


class TestCache:
    @pytest.fixture(autouse=True)
    def _home(self, tmp_path, monkeypatch):
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("XDG_CACHE_HOME", "")
        monkeypatch.setattr(weasy.atexit, "register", lambda *_, **__: None)
        monkeypatch.setattr(weasy.tempfile, "tempdir", str(tmp_path))

    def test_a_home_that_can_be_written_is_used(self):
        weasy._make_cache_writable()
        assert os.environ["XDG_CACHE_HOME"] == ""

    @pytest.mark.skipif(sys.platform == "win32", reason="fontconfig looks elsewhere there")
    def test_without_one_the_cache_is_temporary(self, monkeypatch, tmp_path):
        monkeypatch.setattr(os, "access", lambda *_: False)
        weasy._make_cache_writable()
        assert os.environ["XDG_CACHE_HOME"].startswith(f"{tmp_path}/cxaudit-cache-")
        assert os.path.isdir(os.environ["XDG_CACHE_HOME"])  # noqa: PTH112

    def test_without_any_folder_it_goes_on(self, monkeypatch, tmp_path):
        monkeypatch.setattr(os, "access", lambda *_: False)
        monkeypatch.setattr(weasy.tempfile, "tempdir", str(tmp_path / "absent"))
        weasy._make_cache_writable()
        assert os.environ["XDG_CACHE_HOME"] == ""


@pytest.mark.skipif(sys.platform != "linux", reason="only there the search for wrong names is cut short")
def test_the_import_starts_no_other_program():
    program = (
        "import sys; sys.addaudithook(lambda event, _: event == 'subprocess.Popen' and sys.exit(event))\n"
        "from cxaudit.report.weasy import import_weasyprint; import_weasyprint()"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
