"""What a reference to a checklist leads to: a shipped one by its id, a file by its path, or a sentence."""

from pathlib import Path

import pytest

from cxaudit.errors import NotFound
from cxaudit.model.files import load_file
from cxaudit.model.load import load_audit, load_checklist
from cxaudit.model.shipped import find_checklist, read_checklist

LONG = "a" * 300


@pytest.mark.parametrize("reference", ["core", "core@1", "core.yaml", Path("core.yaml")])
def test_an_id_or_a_path(reference, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "core.yaml").write_text("cxaudit: checklist/1\nid: mine\n", "utf-8")
    mine = str(reference).endswith(".yaml")
    assert (read_checklist(reference).data["id"] == "mine") is mine


@pytest.mark.parametrize("reference", ["nowhere.yaml", "nowhere.yml", "nowhere"])
def test_what_leads_nowhere_is_a_sentence(reference):
    with pytest.raises(NotFound, match="nowhere"):
        read_checklist(reference)


@pytest.mark.parametrize("name", [f"{LONG}.yaml", f"{LONG}/b.yaml", f"b/{LONG}.yaml", LONG, "a\0b.yaml", "a\0b"])
@pytest.mark.parametrize(
    "read",
    [
        find_checklist,
        lambda name, home: load_checklist(home / name if name.endswith(".yaml") else name),
        lambda name, home: load_audit(home / name),
        lambda name, home: load_file(home / name),
    ],
    ids=["find", "checklist", "audit", "file"],
)
def test_names_that_the_system_cannot_take_are_not_found(name, read, tmp_path):
    with pytest.raises(NotFound):
        read(name, tmp_path)
