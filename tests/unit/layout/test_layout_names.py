"""Names that say nothing are kept out of the product."""

from pathlib import Path

from definitions import definitions

ROOT = Path(__file__).parents[3]
EMPTY_ENDINGS = ("Manager", "Helper", "Helpers", "Utils", "Handler", "Data", "Info")
EMPTY_MODULES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
EMPTY_FUNCTIONS = {"process", "handle", "do"}


def test_no_class_is_called_by_an_empty_word() -> None:
    found = [
        f"{one.path}: {one.name}"
        for one in definitions()
        if one.is_class and one.name.endswith(EMPTY_ENDINGS)
    ]
    assert found == []


def test_no_function_is_called_by_an_empty_word() -> None:
    found = [f"{one.path}: {one.name}" for one in definitions() if one.name in EMPTY_FUNCTIONS]
    assert found == []


def test_no_module_is_called_by_an_empty_word() -> None:
    paths = (ROOT / "inspector").rglob("*.py")
    assert [str(path) for path in paths if path.stem in EMPTY_MODULES] == []
