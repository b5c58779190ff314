"""Write the plain tables of a manifest as TOML."""

from __future__ import annotations

import json
from collections.abc import Mapping

TomlValue = str | int | float | bool | list["TomlValue"] | Mapping[str, "TomlValue"]


def dump_toml(document: Mapping[str, TomlValue]) -> str:
    """TOML text: values first, then tables, then arrays of tables; floats to six digits."""
    return "\n".join(_table_lines(document, ())).lstrip("\n") + "\n"


def _table_lines(table: Mapping[str, TomlValue], path: tuple[str, ...]) -> list[str]:
    lines = []
    for key, value in table.items():
        if not isinstance(value, Mapping) and not _is_table_array(value):
            lines.append(f"{_key(key)} = {_value(value)}")
    for key, value in table.items():
        name = ".".join(_key(part) for part in (*path, key))
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_table_lines(value, (*path, key))]
        elif _is_table_array(value) and isinstance(value, list):
            for entry in value:
                if isinstance(entry, Mapping):
                    lines += ["", f"[[{name}]]", *_table_lines(entry, (*path, key))]
    return lines


def _is_table_array(value: TomlValue) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Mapping)


def _key(key: str) -> str:
    bare = key.replace("_", "").replace("-", "").isalnum() and key.isascii()
    return key if bare else _value(key)


def _value(value: TomlValue) -> str:
    if isinstance(value, float):
        return repr(round(value, 6))
    if isinstance(value, list):
        return "[" + ", ".join(_value(entry) for entry in value) + "]"
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f")
