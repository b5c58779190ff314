"""Files that ship with the program: model packages and database migrations."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_CHECKOUT = {"migrations": "db/migrations", "shared": "db/shared"}


def bundled(name: str) -> Path:
    """A folder that ships: inside an installed wheel, else in the checkout.

    ``models``, ``migrations`` of a station's database, or ``shared``: of the shared history.
    """
    installed = _PACKAGE / "_bundled" / name
    if installed.is_dir():
        return installed
    return _PACKAGE.parent / _IN_CHECKOUT.get(name, name)
