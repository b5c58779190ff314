"""A shipped file is small, gives back every byte, and is refused when one bit is not right."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from package_rig import tiny_graph, tiny_package

from inspector.domain.errors.model import ModelError
from inspector.domain.errors.release import (
    ModelSignatureError,
    PackageConflictError,
    ShipmentBaseError,
    ShipmentError,
)
from inspector.inference.package import ModelPackage, find_packages, load_package
from inspector.inference.registry.registry import ModelRegistry
from inspector.inference.shipping.encoding import Encoding, _differences, restore, shortest
from inspector.inference.shipping.pack import pack_package
from inspector.inference.shipping.patch import apply_patch, make_patch
from inspector.inference.shipping.unpack import install_shipment
from inspector.inference.shipping.words import apply_words, make_words
from inspector.inference.signature import Trust, public_key_text
from inspector.resources import bundled

WIDTH = 200  # a body of 160 kB


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def one_more_class(model: onnx.ModelProto) -> onnx.ModelProto:
    """A head with a class more: every later byte of the file moves."""
    head = next(tensor for tensor in model.graph.initializer if tensor.name == "head")
    values = numpy_helper.to_array(head)
    head.CopyFrom(numpy_helper.from_array(np.hstack([values, values[:, :1]]), "head"))
    model.graph.initializer.insert(0, head)
    del model.graph.initializer[-1]
    model.graph.output[0].type.tensor_type.shape.dim[1].dim_value = values.shape[1] + 1
    return model


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("packages")


@pytest.fixture(scope="module")
def base(root: Path) -> ModelPackage:
    return tiny_package(root, "1.0.0", model=tiny_graph(1, WIDTH), key=bytes(32))


@pytest.fixture(scope="module")
def adapted(root: Path, base: ModelPackage) -> ModelPackage:
    """The same body with another head."""
    model = tiny_graph(1, WIDTH, head_seed=7)
    return tiny_package(root, "1.1.0", model=model, parent_sha256=base.sha256)


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models")


def test_a_whole_package_arrives_as_it_was(
    base: ModelPackage, registry: ModelRegistry, tmp_path: Path
) -> None:
    packed = pack_package(base, tmp_path / "a.inspector-model")
    assert packed.shipped_bytes == packed.path.stat().st_size
    installed = install_shipment(packed.path, registry)
    assert contents(installed.folder) == contents(base.folder)


def test_another_head_ships_as_a_tiny_difference(
    base: ModelPackage, adapted: ModelPackage, registry: ModelRegistry, tmp_path: Path
) -> None:
    packed = pack_package(adapted, tmp_path / "delta.inspector-model", base)
    encodings = {file.name: file.encoding for file in packed.files}
    assert encodings["model.fp32.onnx"] == "words"
    assert encodings["golden/01.png"] == "same"
    assert packed.model_bytes < 2 * packed.head_bytes
    assert packed.head_bytes == WIDTH * 3 * 4
    assert packed.shipped_bytes < packed.full_bytes / 10
    registry.add(base.folder)
    installed = install_shipment(packed.path, registry)
    assert contents(installed.folder) == contents(adapted.folder)
    assert installed.sha256 == adapted.sha256


def test_a_class_more_moves_all_bytes_and_still_ships_small(
    base: ModelPackage, registry: ModelRegistry, tmp_path: Path
) -> None:
    old = tiny_graph(1, WIDTH).SerializeToString()
    new = one_more_class(tiny_graph(1, WIDTH)).SerializeToString()
    assert len(old) != len(new)
    form = shortest(new, old)
    assert len(form.stored) < len(new) / 20
    assert restore(form.encoding, form.stored, old, len(new), form.plain_bytes) == new


def retrained(model: onnx.ModelProto, share: float) -> onnx.ModelProto:
    """Each weight moved by about this share of the spread of its tensor."""
    rng = np.random.default_rng(1)
    for item in model.graph.initializer:
        values = numpy_helper.to_array(item)
        if values.dtype == np.int8:
            moved = values + np.rint(rng.normal(0, share * 40, values.shape))
            item.CopyFrom(numpy_helper.from_array(moved.clip(-127, 127).astype(np.int8), item.name))
        elif values.dtype.kind == "f":
            moved = values * (1 + share * rng.normal(size=values.shape))
            item.CopyFrom(numpy_helper.from_array(moved.astype(values.dtype), item.name))
    return model


def quantized(bias_in_halves: bool) -> onnx.ModelProto:
    """INT8 weights behind a DequantizeLinear, and a bias as such files store theirs."""
    rng = np.random.default_rng(3)
    bias = rng.normal(size=WIDTH).astype(np.float16 if bias_in_halves else np.float32)
    constants = {
        "weights": rng.normal(0, 40, (WIDTH, WIDTH)).clip(-127, 127).astype(np.int8),
        "scale": rng.uniform(0.01, 0.02, WIDTH).astype(np.float16),
        "bias": bias,
    }
    wide = ["wide_scale", *(["wide_bias"] if bias_in_halves else [])]
    nodes = [
        helper.make_node("Cast", [name.removeprefix("wide_")], [name], to=TensorProto.FLOAT)
        for name in wide
    ]
    nodes += [
        helper.make_node("DequantizeLinear", ["weights", "wide_scale"], ["w"], axis=1),
        helper.make_node("MatMul", ["x", "w"], ["product"]),
        helper.make_node("Add", ["product", wide[-1] if bias_in_halves else "bias"], ["y"]),
    ]
    sides = [helper.make_tensor_value_info(n, TensorProto.FLOAT, [1, WIDTH]) for n in ("x", "y")]
    values = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    return helper.make_model(helper.make_graph(nodes, "int8", sides[:1], sides[1:], values))


@pytest.mark.parametrize("bias_in_halves", [True, False])
def test_int8_weights_that_were_trained_on_ship_as_a_difference_although_they_moved(
    bias_in_halves: bool,
) -> None:
    old = quantized(bias_in_halves=True).SerializeToString()
    new = retrained(quantized(bias_in_halves), 0.02).SerializeToString()
    form = shortest(new, old)
    assert form.encoding == "words"
    assert len(form.stored) < 0.4 * form.whole_bytes
    assert restore(form.encoding, form.stored, old, len(new), form.plain_bytes) == new


def test_float_weights_that_moved_a_little_ship_smaller_than_the_whole() -> None:
    old = tiny_graph(1, WIDTH).SerializeToString()
    new = retrained(tiny_graph(1, WIDTH), 1e-4).SerializeToString()
    form = shortest(new, old)
    assert form.encoding == "words"
    assert len(form.stored) < 0.6 * form.whole_bytes
    assert restore(form.encoding, form.stored, old, len(new), form.plain_bytes) == new


@settings(max_examples=300, derandomize=True)
@given(script=st.binary(max_size=200), size=st.integers(0, 100))
def test_words_of_nonsense_never_build_more_than_they_may(script: bytes, size: int) -> None:
    try:
        assert len(apply_words(b"x" * 50, script, size)) == size
    except ShipmentError:
        return


@settings(max_examples=300, derandomize=True)
@given(place=st.integers(0, 300), bit=st.integers(0, 7))
def test_words_with_one_bit_flipped_are_refused_or_give_a_file_of_the_same_size(
    place: int, bit: int
) -> None:
    old, new = tiny_graph(1).SerializeToString(), tiny_graph(2).SerializeToString()
    script = bytearray(make_words(old, new) or b"")
    script[place] ^= 1 << bit
    try:
        assert len(apply_words(old, bytes(script), len(new))) == len(new)
    except ShipmentError:
        return


@settings(max_examples=60, derandomize=True)
@given(data=st.data(), size=st.integers(1, 300))
def test_every_form_gives_back_every_byte(data: st.DataObject, size: int) -> None:
    old = data.draw(st.binary(min_size=size, max_size=size))
    new = data.draw(st.one_of(st.just(old), st.binary(min_size=size, max_size=size), st.binary()))
    for form in (shortest(new, old), shortest(new, None), *_differences(new, old, 0)):
        assert restore(form.encoding, form.stored, old, len(new), form.plain_bytes) == new


@pytest.mark.parametrize("encoding", ["same", "words", "patch"])
def test_a_difference_of_a_file_that_is_not_there_is_refused(encoding: Encoding) -> None:
    stored = shortest(b"x" * 100, None).stored
    with pytest.raises(ShipmentError, match="without"):
        restore(encoding, stored, None, 100, 100)


def test_a_difference_of_a_shorter_file_is_refused() -> None:
    old = tiny_graph(1).SerializeToString()
    new = tiny_graph(2).SerializeToString()
    words = make_words(old, new)
    assert words is not None
    with pytest.raises(ShipmentError, match="does not fit"):
        apply_words(old[:200], words, len(new))


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of a file")
def test_a_full_disk_leaves_nothing(base: ModelPackage, registry: ModelRegistry) -> None:
    import resource
    import signal

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    script = (
        "import sys\nfrom pathlib import Path\n"
        "from inspector.domain.errors.model import ModelPackageError\n"
        "from inspector.inference.registry.registry import ModelRegistry\n"
        "try:\n    ModelRegistry(Path(sys.argv[1])).add(Path(sys.argv[2]))\n"
        "except ModelPackageError as error:\n    sys.exit(str(error))\n"
    )
    command = [sys.executable, "-c", script, str(registry.folder), str(base.folder)]
    ended = subprocess.run(command, preexec_fn=limited, check=False, capture_output=True, text=True)
    assert "MOD-001" in ended.stderr
    assert "cannot be written" in ended.stderr
    assert registry.packages() == []
    assert not list(registry.folder.glob(".draft-*"))


def test_the_model_that_ships_packs_and_arrives(registry: ModelRegistry, tmp_path: Path) -> None:
    package = load_package(find_packages(bundled("models"))[0])
    packed = pack_package(package, tmp_path / "shipped.inspector-model")
    assert packed.head_bytes == 8232
    assert install_shipment(packed.path, registry).sha256 == package.sha256


def test_a_difference_without_its_base_names_it(
    base: ModelPackage, adapted: ModelPackage, registry: ModelRegistry, tmp_path: Path
) -> None:
    packed = pack_package(adapted, tmp_path / "delta.inspector-model", base)
    with pytest.raises(ShipmentBaseError, match=r"tiny/1\.0\.0") as caught:
        install_shipment(packed.path, registry)
    assert base.sha256[:12] in caught.value.detail
    assert registry.packages() == []


def test_a_base_that_was_damaged_is_no_base(
    base: ModelPackage, adapted: ModelPackage, registry: ModelRegistry, tmp_path: Path
) -> None:
    packed = pack_package(adapted, tmp_path / "delta.inspector-model", base)
    model = registry.add(base.folder).folder / "model.fp32.onnx"
    content = bytearray(model.read_bytes())
    content[-1] ^= 1
    model.write_bytes(content)
    with pytest.raises(ModelError):
        install_shipment(packed.path, registry)
    assert [listing.folder.name for listing in registry.packages()] == ["1.0.0"]


@pytest.fixture(scope="module")
def delta(
    base: ModelPackage, adapted: ModelPackage, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    path = tmp_path_factory.mktemp("delta") / "delta.inspector-model"
    return pack_package(adapted, path, base).path


@pytest.fixture(scope="module")
def station(base: ModelPackage, tmp_path_factory: pytest.TempPathFactory) -> ModelRegistry:
    registry = ModelRegistry(tmp_path_factory.mktemp("station"))
    registry.add(base.folder)
    return registry


def test_one_flipped_bit_anywhere_is_refused_and_leaves_nothing(
    delta: Path, station: ModelRegistry, tmp_path: Path
) -> None:
    whole = delta.read_bytes()
    spoilt = tmp_path / "spoilt.inspector-model"
    places = {*range(80), *range(80, len(whole), 97), *range(len(whole) - 20, len(whole))}
    for place in places:
        content = bytearray(whole)
        content[place] ^= 1 << (place % 8)
        spoilt.write_bytes(content)
        with pytest.raises(ShipmentError):
            install_shipment(spoilt, station)
    assert len(station.packages()) == 1
    assert not list(station.folder.glob(".draft-*"))


@pytest.mark.parametrize("change", [-1, -500, 1])
def test_a_file_that_is_cut_or_too_long_is_refused(
    delta: Path, station: ModelRegistry, tmp_path: Path, change: int
) -> None:
    whole = delta.read_bytes()
    spoilt = tmp_path / "spoilt.inspector-model"
    spoilt.write_bytes(whole[:change] if change < 0 else whole + b"\0" * change)
    with pytest.raises(ShipmentError):
        install_shipment(spoilt, station)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"inspector model shipment 1\n"])
def test_what_is_no_shipped_file_is_refused(
    station: ModelRegistry, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "x.inspector-model"
    path.write_bytes(content)
    with pytest.raises(ShipmentError):
        install_shipment(path, station)
    with pytest.raises(ShipmentError):
        install_shipment(tmp_path / "nowhere", station)


def with_header(path: Path, change: dict[str, object], file: dict[str, object]) -> None:
    """Write the shipped file anew, as somebody would who also hashes the header anew."""
    whole = path.read_bytes()
    start = len(b"inspector model shipment 1\n")
    (length,) = struct.unpack_from("<I", whole, start)
    header = json.loads(whole[start + 36 : start + 36 + length])
    header |= change
    header["files"][0] |= file
    raw = json.dumps(header).encode()
    path.write_bytes(
        whole[:start]
        + struct.pack("<I", len(raw))
        + hashlib.sha256(raw).digest()
        + raw
        + whole[start + 36 + length :]
    )


@pytest.mark.parametrize(
    "file",
    [
        {"name": "../outside.toml"},
        {"name": "/etc/passwd"},
        {"name": "con.md"},
        {"size": 1 << 40},
        {"size": -1},
        {"encoding": "pickle"},
        {"size": 10},
        {"size": 1 << 20, "plain_bytes": 1 << 20},
        {"encoding": "words", "old_name": "nothing.onnx"},
        {"surplus": 1},
    ],
)
def test_a_header_that_lies_is_refused(
    delta: Path, station: ModelRegistry, tmp_path: Path, file: dict[str, object]
) -> None:
    path = Path(shutil.copy(delta, tmp_path / "lying.inspector-model"))
    with_header(path, {}, file)
    with pytest.raises(ShipmentError):
        install_shipment(path, station)
    assert not (station.folder.parent / "outside.toml").exists()


def test_a_header_of_another_package_is_refused(
    delta: Path, station: ModelRegistry, tmp_path: Path
) -> None:
    path = Path(shutil.copy(delta, tmp_path / "lying.inspector-model"))
    with_header(path, {"sha256": "ab" * 32}, {})
    with pytest.raises(ShipmentError, match="another package"):
        install_shipment(path, station)


def test_a_bomb_is_not_unpacked_beyond_what_it_declares() -> None:
    form = shortest(b"\0" * 50_000_000, None)
    assert len(form.stored) < 10_000
    with pytest.raises(ShipmentError, match="large"):
        restore("whole", form.stored, None, 1000, 1000)


def test_an_unsigned_shipment_is_refused_where_keys_are_listed(
    delta: Path, base: ModelPackage, tmp_path: Path
) -> None:
    public = Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    registry = ModelRegistry(tmp_path / "models", Trust.of([public_key_text(public)]))
    registry.add(base.folder)
    with pytest.raises(ModelSignatureError):
        install_shipment(delta, registry)
    assert len(registry.packages()) == 1


def test_the_same_version_with_other_content_is_refused(
    base: ModelPackage, registry: ModelRegistry, tmp_path: Path
) -> None:
    registry.add(tiny_package(tmp_path / "other", "1.0.0", model=tiny_graph(5)).folder)
    packed = pack_package(base, tmp_path / "a.inspector-model")
    with pytest.raises(PackageConflictError):
        install_shipment(packed.path, registry)


def test_a_program_killed_while_it_installs_leaves_nothing(
    delta: Path, station: ModelRegistry
) -> None:
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from inspector.inference.shipping import unpack\n"
        "from inspector.inference.registry.registry import ModelRegistry\n"
        "real, seen = unpack.write_file, []\n"
        "def killed_in_the_middle(*given):\n"
        "    real(*given)\n"
        "    seen.append(given)\n"
        "    os._exit(9) if len(seen) == 3 else None\n"
        "unpack.write_file = killed_in_the_middle\n"
        "unpack.install_shipment(Path(sys.argv[1]), ModelRegistry(Path(sys.argv[2])))\n"
    )
    command = [sys.executable, "-c", script, str(delta), str(station.folder)]
    assert subprocess.run(command, check=False).returncode == 9
    assert len(station.packages()) == 1


@settings(max_examples=150, derandomize=True)
@given(st.data())
def test_a_patch_gives_back_every_byte(data: st.DataObject) -> None:
    old = data.draw(st.binary(max_size=600))
    pieces = data.draw(
        st.lists(
            st.one_of(
                st.binary(max_size=100),
                st.tuples(st.integers(0, 600), st.integers(0, 400)).map(
                    lambda place: old[place[0] : place[0] + place[1]]
                ),
            ),
            max_size=6,
        )
    )
    new = b"".join(pieces)
    assert apply_patch(old, make_patch(old, new), len(new)) == new


def test_a_patch_finds_what_has_moved_across_its_chunks() -> None:
    rng = np.random.default_rng(2)
    old = rng.bytes(3_000_000)
    new = old[1_000_001:2_900_000] + b"between" + old[:1_500_000]
    script = make_patch(old, new)
    assert len(script) < 1000
    assert apply_patch(old, script, len(new)) == new


@settings(max_examples=200, derandomize=True)
@given(script=st.binary(max_size=200), size=st.integers(0, 100))
def test_a_script_of_nonsense_never_builds_more_than_it_may(script: bytes, size: int) -> None:
    try:
        assert len(apply_patch(b"x" * 50, script, size)) <= size
    except ShipmentError:
        return
