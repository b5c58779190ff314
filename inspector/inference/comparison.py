"""What one package changes against another: entries of the manifest, and tensors of the network."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from inspector.inference.manifest import Manifest
from inspector.inference.package import ModelPackage

_APART = frozenset({"files", "golden", "validation", "variants"})


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One entry of the manifest; ``None`` where a package does not have it."""

    entry: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class TensorChange:
    """One tensor of the model that runs.

    Attributes:
        name: As the graph calls it.
        kind: ``added``, ``removed`` or ``changed``.
        shape: In the newer package, or in the older for a removed one.
        size_bytes: The same.
    """

    name: str
    kind: str
    shape: tuple[int, ...]
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two packages.

    Attributes:
        entries: Of the manifest, with dotted names, in its order; variants by their names.
        tensors: Of the models that run, in the order of the newer graph.
        equal_tensors: How many tensors are the same, byte for byte.
        file_bytes: Size before and after of each file that is not the same; ``None`` where a
            package lacks it.
        total_bytes: Of all files that the manifests list, before and after.
    """

    entries: tuple[EntryChange, ...]
    tensors: tuple[TensorChange, ...]
    equal_tensors: int
    file_bytes: Mapping[str, tuple[int | None, int | None]]
    total_bytes: tuple[int, int]


def compare_packages(before: ModelPackage, after: ModelPackage) -> Comparison:
    """What ``after`` changes.

    Raises:
        ModelIntegrityError: a file changed since the packages were loaded.
    """
    tensors, equal = _compare_tensors(_tensors(before), _tensors(after))
    return Comparison(
        tuple(_compare_entries(before.manifest, after.manifest)),
        tuple(tensors),
        equal,
        dict(_compare_files(before, after)),
        (_total_bytes(before), _total_bytes(after)),
    )


def compare_manifests(
    before: ModelPackage, after: ModelPackage
) -> tuple[tuple[EntryChange, ...], Mapping[str, tuple[int | None, int | None]]]:
    """Entries and files that differ, without looking into the models."""
    entries = tuple(_compare_entries(before.manifest, after.manifest))
    return entries, dict(_compare_files(before, after))


def _compare_entries(before: Manifest, after: Manifest) -> Iterator[EntryChange]:
    old, new = dict(_entries(before)), dict(_entries(after))
    for entry in {**new, **old}:
        if old.get(entry) != new.get(entry):
            yield EntryChange(entry, old.get(entry), new.get(entry))


def _entries(manifest: Manifest) -> Iterator[tuple[str, Any]]:
    yield from _flat(manifest.model_dump(mode="json", exclude=set(_APART)), "")
    for variant in manifest.variants:
        yield from _flat(variant.model_dump(mode="json"), f"variants.{variant.variant}.")


def _flat(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _tensors(package: ModelPackage) -> dict[str, tuple[tuple[int, ...], int, str]]:
    """Shape, size and hash of each initializer; the hash covers its type as well."""
    import onnx

    model = onnx.load_model_from_string(package.read(package.manifest.model_file))
    found = {}
    for tensor in model.graph.initializer:
        values = onnx.numpy_helper.to_array(tensor)
        content = f"{tensor.data_type} {values.shape}".encode() + values.tobytes()
        found[tensor.name] = (values.shape, values.nbytes, hashlib.sha256(content).hexdigest())
    return found


def _compare_tensors(
    old: Mapping[str, tuple[tuple[int, ...], int, str]],
    new: Mapping[str, tuple[tuple[int, ...], int, str]],
) -> tuple[list[TensorChange], int]:
    changes, equal = [], 0
    for name, (shape, size, digest) in new.items():
        if name in old and old[name][2] == digest:
            equal += 1
        else:
            kind = "changed" if name in old else "added"
            changes.append(TensorChange(name, kind, shape, size))
    for name, (shape, size, _) in old.items():
        if name not in new:
            changes.append(TensorChange(name, "removed", shape, size))
    return changes, equal


def _compare_files(
    before: ModelPackage, after: ModelPackage
) -> Iterator[tuple[str, tuple[int | None, int | None]]]:
    old, new = before.manifest.files, after.manifest.files
    for name in {**new, **old}:
        if old.get(name) == new.get(name):
            continue
        sizes = tuple(
            (package.folder / name).stat().st_size if name in package.manifest.files else None
            for package in (before, after)
        )
        yield name, (sizes[0], sizes[1])


def _total_bytes(package: ModelPackage) -> int:
    return sum((package.folder / name).stat().st_size for name in package.manifest.files)
