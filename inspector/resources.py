"""Files that ship with the program: model packages and database migrations."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def bundled(name: str) -> Path:
    """The folder ``models`` or ``migrations``: inside an installed wheel, else in the checkout."""
    installed = _PACKAGE / "_bundled" / name
    if installed.is_dir():
        return installed
    return _PACKAGE.parent / ("db/migrations" if name == "migrations" else name)
