"""Files that ship with the program: model packages and database migrations."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_IN_CHECKOUT = {
    "migrations": "db/migrations",
    "schema.sql": "db/schema.sql",
    "shared": "db/shared",
}


def bundled(name: str) -> Path:
    """What ships: inside an installed wheel, else in the checkout.

    The folders ``models``, ``migrations`` of a station's database, and ``shared``: of the shared
    history; and the file ``schema.sql`` of a station's database.
    """
    installed = _PACKAGE / "_bundled" / name
    if installed.exists():
        return installed
    return _PACKAGE.parent / _IN_CHECKOUT.get(name, name)
