"""The wheel holds what the checkout holds: every module, checklist and template."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = {"cxaudit": "cxaudit", "checklists": "cxaudit/checklists", "templates": "cxaudit/templates"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """Names of the files in a wheel that is built here and now, without network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (file,) = folder.glob("cxaudit-*.whl")
    with zipfile.ZipFile(file) as archive:
        return set(archive.namelist())


@pytest.mark.parametrize("name", FOLDERS)
def test_every_file_of_the_folder_is_in_the_wheel(name, wheel):
    files = [path for path in (ROOT / name).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert files, f"nothing found in {ROOT / name}: the test would prove nothing"
    expected = {f"{FOLDERS[name]}/{path.relative_to(ROOT / name).as_posix()}" for path in files}
    assert expected <= wheel, sorted(expected - wheel)


@pytest.mark.parametrize("name", ["cxaudit/cli/__init__.py", "cxaudit/checklists/core.yaml", "cxaudit/py.typed"])
def test_what_everything_rests_on_is_in_the_wheel(name, wheel):
    assert name in wheel


def test_the_reports_templates_are_in_the_wheel(wheel):
    assert any(name.startswith("cxaudit/templates/report/") for name in wheel)


def test_nothing_lands_outside_the_package(wheel):
    assert {name.split("/")[0].partition("-")[0] for name in wheel} == {"cxaudit"}
