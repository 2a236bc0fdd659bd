import pytest

from cxaudit import resources
from cxaudit.errors import InstallError


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty package in an empty checkout."""
    package = tmp_path / "my checkout ü" / "cxaudit"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    return package


@pytest.mark.parametrize("name", ["checklists", "templates"])
def test_the_shipped_folders_are_found_and_hold_something(name):
    found = resources.folder(name)
    assert found.is_absolute()
    assert any(path.is_file() for path in found.rglob("*"))


def test_the_wheels_folder_comes_before_the_checkouts(place):
    (place / "checklists").mkdir()
    (place.parent / "checklists").mkdir()
    (place.parent / "pyproject.toml").touch()
    assert resources.folder("checklists") == place / "checklists"


def test_in_a_checkout_the_folder_beside_the_package_is_found(place):
    (place.parent / "checklists").mkdir()
    (place.parent / "pyproject.toml").touch()
    assert resources.folder("checklists") == place.parent / "checklists"


def test_a_folder_of_that_name_in_site_packages_is_not_ours(place):
    (place.parent / "templates").mkdir()
    with pytest.raises(InstallError, match="'templates' is missing"):
        resources.folder("templates")


def test_the_message_says_where_it_looked(place):
    with pytest.raises(InstallError) as caught:
        resources.folder("checklists")
    assert str(place) in str(caught.value)
