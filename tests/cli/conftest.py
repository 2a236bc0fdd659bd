"""Running commands in this process, as the installed command would."""

import gc
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cxaudit.cli import main
from cxaudit.resources import folder


class Result(NamedTuple):
    """What a command left: its exit code, stdout and stderr."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    def act(*arguments: object) -> Result:
        monkeypatch.setattr("sys.argv", ["cxaudit", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as leaving:
            main()
        gc.enable()  # a command that ends soon does without; the tests go on
        said = capsys.readouterr()
        return Result(int(leaving.value.code or 0), said.out, said.err)

    return act


@pytest.fixture
def northline(tmp_path: Path) -> Path:
    """A copy of the sample audit that a test may change."""
    target = tmp_path / "northline-it"
    shutil.copytree(folder("checklists") / "samples" / "northline-it", target)
    return target
