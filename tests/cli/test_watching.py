"""Watching: what vanishes while it is looked at stops nothing, and what has not changed is not read again."""

from pathlib import Path

import pytest

from cxaudit.cli import watching


@pytest.fixture(autouse=True)
def _forget() -> None:
    watching._names_in.cache_clear()


def state(folder: Path) -> dict[str, tuple[int, int]]:
    return watching._state([folder], None)


def test_what_an_audit_names_is_watched_wherever_it_lies(northline: Path) -> None:
    own = northline.parent / "own.yaml"
    own.write_text("cxaudit: checklist/1\n", "utf-8")
    audit = northline / "audit.yaml"
    before = state(northline)
    assert str(audit) in before
    assert not any(name.endswith("own.yaml") for name in before)
    audit.write_text("checklist: ../own.yaml\n", "utf-8")
    assert any(name.endswith("own.yaml") for name in state(northline))


def test_an_audit_is_read_only_when_it_has_changed(northline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, seen = watching.read_source, []

    def count(path: Path) -> object:
        seen.append(path)
        return read(path)

    monkeypatch.setattr(watching, "read_source", count)
    for _ in range(5):
        state(northline)
    assert len(seen) == 1
    audit = northline / "audit.yaml"
    audit.write_text(audit.read_text("utf-8") + "\n# changed\n", "utf-8")
    state(northline)
    assert len(seen) == 2


def test_a_file_that_vanishes_between_two_looks_stops_nothing(northline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stamp, audit = watching._stamp, northline / "audit.yaml"

    def vanish(path: Path) -> tuple[int, int] | None:
        found = stamp(path)
        if path == audit:
            path.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(watching, "_stamp", vanish)
    state(northline)
    assert not audit.exists()
    assert str(audit) not in state(northline)


def test_a_folder_that_vanishes_while_it_is_listed_is_empty(northline: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: Path, pattern: str) -> list[Path]:
        raise FileNotFoundError(pattern)

    monkeypatch.setattr(Path, "glob", gone)
    assert state(northline) == {}


def test_the_watch_goes_on_after_a_file_was_broken_or_lost(
    northline: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from cxaudit.model.load import load_audit

    audit = northline / "audit.yaml"
    text, rounds = audit.read_text("utf-8"), iter(("lost", "back", "stop"))

    def sleep(_: float) -> None:
        match next(rounds):
            case "lost":
                audit.unlink()
            case "back":
                audit.write_text(text + "\n", "utf-8")
            case _:
                raise KeyboardInterrupt

    monkeypatch.setattr(watching.time, "sleep", sleep)
    codes: list[int] = []

    def act() -> int:
        load_audit(northline)
        codes.append(0)
        return 0

    assert watching.watch([northline], act) == 0
    assert codes == [0, 0]
    assert "this folder holds no audit.yaml" in capsys.readouterr().err
