"""Where the shipped checklists and templates live: in a wheel, an editable install, or a bare checkout."""

from pathlib import Path

from cxaudit.errors import InstallError

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder of that name that came with cxaudit.

    Args:
        name: `checklists` or `templates`.

    Raises:
        InstallError: when it is neither in the package nor beside it in a checkout.
    """
    in_package = _PACKAGE / name
    if in_package.is_dir():
        return in_package
    checkout = _PACKAGE.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise InstallError(f"cxaudit's own folder '{name}' is missing from {_PACKAGE}: install cxaudit again")
