"""What one package changes against another: entries of the manifest, and tensors of the network."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
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
        name: As the graph calls it, the newer one where both have it.
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


@dataclass(frozen=True, slots=True)
class _Tensor:
    """An initializer; ``form`` is its type and shape, ``sha256`` covers both and the values."""

    name: str
    form: tuple[int, tuple[int, ...]]
    size_bytes: int
    sha256: str

    def change(self, kind: str) -> TensorChange:
        return TensorChange(self.name, kind, self.form[1], self.size_bytes)


def _tensors(package: ModelPackage) -> list[_Tensor]:
    import onnx

    model = onnx.load_model_from_string(package.read(package.manifest.model_file))
    found = []
    for tensor in model.graph.initializer:
        values = onnx.numpy_helper.to_array(tensor)
        form = (tensor.data_type, values.shape)
        sha256 = hashlib.sha256(str(form).encode() + values.tobytes()).hexdigest()
        found.append(_Tensor(tensor.name, form, values.nbytes, sha256))
    return found


def _compare_tensors(
    old: Sequence[_Tensor], new: Sequence[_Tensor]
) -> tuple[list[TensorChange], int]:
    """Tensors that hold the same are the same; of the others, those of one form are paired.

    Names alone do not tell: those of a quantized graph are numbers in the order of its nodes, and
    all that follow a constant which is stored in another way have other ones.
    """
    equal = Counter(each.sha256 for each in old) & Counter(each.sha256 for each in new)
    gone, come = _without(old, equal), _without(new, equal)
    added, removed = _without_partner(come, gone), _without_partner(gone, come)
    reshaped = {each.name for each in added} & {each.name for each in removed}
    new_ones = {each.name for each in added} - reshaped
    changes = [each.change("added" if each.name in new_ones else "changed") for each in come]
    changes += [each.change("removed") for each in removed if each.name not in reshaped]
    return changes, equal.total()


def _without_partner(tensors: Sequence[_Tensor], others: Sequence[_Tensor]) -> list[_Tensor]:
    """Those for which the others have none of the same form left; equal names find each other."""
    partners = Counter(each.form for each in others)
    same = {(each.name, each.form) for each in others}
    alone = []
    for each in sorted(tensors, key=lambda each: (each.name, each.form) not in same):
        if partners[each.form]:
            partners[each.form] -= 1
        else:
            alone.append(each)
    return alone


def _without(tensors: Sequence[_Tensor], equal: Counter[str]) -> list[_Tensor]:
    left, rest = equal.copy(), []
    for each in tensors:
        if left[each.sha256]:
            left[each.sha256] -= 1
        else:
            rest.append(each)
    return rest


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
