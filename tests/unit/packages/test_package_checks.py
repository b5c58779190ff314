"""Nothing of a package is decoded or run before every limit has been checked."""

from __future__ import annotations

import contextlib
import pickle
import shutil
import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import numpy as np
import onnx
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper
from package_rig import CLASSES, replace_file, rewrite_manifest, tiny_graph, tiny_package

from inspector.domain.errors.model import ModelError, ModelPackageError
from inspector.domain.errors.release import (
    ModelGraphError,
    PackageContentError,
    PackageLimitError,
)
from inspector.inference.checks import limits
from inspector.inference.checks.content import check_content
from inspector.inference.checks.graph import check_graph
from inspector.inference.checks.operators import OPERATORS
from inspector.inference.manifest import is_plain, parse_manifest
from inspector.inference.package import find_packages, load_package
from inspector.resources import bundled

MODEL = "model.fp32.onnx"
GRAPH = tiny_graph().SerializeToString()
SHIPPED = find_packages(bundled("models"))[0]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_package(tmp_path_factory.mktemp("packages")).folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "package"))


def check(model: onnx.ModelProto, features: str = "features") -> None:
    check_graph(MODEL, model.SerializeToString(), len(CLASSES), features)


def test_what_ships_and_what_is_exported_passes(folder: Path) -> None:
    load_package(folder)
    load_package(SHIPPED)


# Files


def picture(width: int, height: int, bits: int = 8, colour: int = 0) -> bytes:
    """A PNG header that promises a picture of this size."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    check = struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + header + check


@pytest.mark.parametrize(
    ("width", "height"), [(100_000, 1), (1, 100_000), (16_000, 16_000), (0, 8), (2**31, 2**31)]
)
def test_a_picture_that_would_fill_the_memory_is_not_decoded(
    folder: Path, width: int, height: int
) -> None:
    replace_file(folder, "golden/01.png", picture(width, height))
    with pytest.raises(PackageLimitError, match=f"{width} x {height} pixels"):
        load_package(folder)


@pytest.mark.parametrize("content", [b"", b"GIF89a", picture(8, 8, bits=16), picture(8, 8, 8, 3)])
def test_a_picture_is_an_8_bit_png(folder: Path, content: bytes) -> None:
    replace_file(folder, "golden/01.png", content)
    with pytest.raises(PackageContentError, match=r"golden/01\.png"):
        load_package(folder)


def archive() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        file.writestr("data.pkl", pickle.dumps({}))
    return stream.getvalue()


FOREIGN = {
    **{f"pickle {version}": pickle.dumps({}, version) for version in (2, 3, 4, 5)},
    "zip": archive(),
    "gzip": b"\x1f\x8b\x08",
    "ELF": b"\x7fELF\x02",
    "exe": b"MZ\x90\x00",
}


@pytest.mark.parametrize("kind", FOREIGN)
@pytest.mark.parametrize("name", [MODEL, "golden/01.png", "MODEL_CARD.md"])
def test_a_pickle_or_archive_under_another_name_is_refused(
    folder: Path, name: str, kind: str
) -> None:
    replace_file(folder, name, FOREIGN[kind])
    with pytest.raises(PackageContentError, match=name):
        load_package(folder)


@pytest.mark.parametrize("name", ["weights.pkl", "model.pt", "run.py", "data.npz", "a.so", "b.bin"])
def test_other_kinds_of_files_are_refused_by_their_name(folder: Path, name: str) -> None:
    replace_file(folder, name, b"harmless")
    with pytest.raises(PackageContentError, match=name):
        load_package(folder)


@pytest.mark.parametrize("content", [b"a\0b", b"\xff\xfe\x00"])
def test_text_is_text(content: bytes) -> None:
    with pytest.raises(PackageContentError):
        check_content("report.html", content)


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=x>",
        '<img src="data:image/png;base64,AA" onerror="alert(1)">',
        '<img src="http://elsewhere/x.png">',
        "<img src=//elsewhere/x.png>",
        '<a href="javascript:alert(1)">x</a>',
        '<meta http-equiv="refresh" content="0">',
        "<iframe></iframe>",
        '<link rel="stylesheet" href="x.css">',
        "<img/src=x/onerror=alert(1)>",
        "<p title='>' onclick=alert(1)>",
    ],
)
def test_a_report_neither_acts_nor_fetches(page: str) -> None:
    with pytest.raises(PackageContentError, match="acts or fetches"):
        check_content("report.html", f"<!doctype html><p>fine</p>{page}".encode())


@pytest.mark.parametrize("page", ["<img src=x onerror='a", '<p title="', "<b", "a <b c"])
def test_a_page_with_a_tag_that_does_not_end_is_refused(page: str) -> None:
    with pytest.raises(PackageContentError, match="does not end"):
        check_content("report.html", page.encode())


@pytest.mark.parametrize("piece", ["<a", '<a "', "<", "<a ''", "< "])
def test_a_page_of_millions_of_beginnings_takes_no_time(piece: str) -> None:
    with contextlib.suppress(PackageContentError):
        check_content("report.html", piece.encode() * 1_000_000)


def test_a_report_with_pictures_of_its_own_is_fine() -> None:
    check_content(
        "report.html",
        b'<!doctype html><html><head><meta charset="utf-8"><style>p { color: red }</style></head>'
        b'<p>The line is on = off; &lt;script&gt; is text.</p><a href="#top">up</a>'
        b'<img class="plot" src="data:image/svg+xml;base64,AAAA" alt="part one=2 > src=x.png">'
        b"<p>1 < 2 and a <- b</html>",
    )


def test_too_many_files_are_refused(folder: Path) -> None:
    for number in range(limits.FILES + 1):
        (folder / f"{number}.md").touch()
    with pytest.raises(PackageLimitError, match="files"):
        load_package(folder)


def test_too_many_empty_folders_are_refused(folder: Path) -> None:
    for number in range(limits.FILES + 2):
        (folder / f"{number}").mkdir()
    with pytest.raises(PackageLimitError):
        load_package(folder)


def test_folders_too_deep_are_refused(folder: Path) -> None:
    (folder / "a/b/c/d").mkdir(parents=True)
    with pytest.raises(PackageLimitError, match="deep"):
        load_package(folder)


def test_a_package_too_large_is_refused_before_it_is_read(folder: Path) -> None:
    for number in range(3):
        with (folder / f"{number}.onnx").open("wb") as stream:
            stream.truncate(limits.FILE_BYTES)  # sparse: it takes no room
    with pytest.raises(PackageLimitError, match="MiB"):
        load_package(folder)


@pytest.mark.parametrize("name", ["manifest.toml", "manifest.sha256", "manifest.sig"])
def test_a_file_beside_the_listed_ones_is_bounded_too(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as stream:
        stream.truncate(limits.MANIFEST_BYTES + 1)
    with pytest.raises(PackageLimitError, match=name):
        load_package(folder)


def test_a_manifest_with_too_many_pictures_is_refused(folder: Path) -> None:
    text = (folder / "manifest.toml").read_text("utf-8")
    entry = text[text.index("[[golden]]") : text.index("[files]")]
    rewrite_manifest(folder, lambda text: text.replace(entry, entry * 65))
    with pytest.raises(ModelPackageError, match="at most 64"):
        load_package(folder)


@pytest.mark.parametrize("raw", [b"a = " + b"[" * 100_000, b"a = " + b"{b=" * 50_000])
def test_a_manifest_nested_without_end_is_refused(raw: bytes) -> None:
    with pytest.raises(ModelPackageError):
        parse_manifest(raw)


@pytest.mark.parametrize(
    "name", ["con.png", "golden/AUX", "nul", "a b.png", "x.", ".hidden.md", "com1.onnx", "ü.md"]
)
def test_names_that_mean_something_else_on_another_system_are_refused(name: str) -> None:
    assert not is_plain(name)


# Graphs

Change = Callable[[onnx.ModelProto], object]


def external(model: onnx.ModelProto) -> None:
    tensor = model.graph.initializer[0]
    tensor.data_location = TensorProto.EXTERNAL
    tensor.ClearField("raw_data")
    entry = tensor.external_data.add()
    entry.key, entry.value = "location", "../../secret"


def external_entry_alone(model: onnx.ModelProto) -> None:
    model.graph.initializer[0].external_data.add().key = "location"


def loop(model: onnx.ModelProto) -> None:
    body = helper.make_graph([], "body", [], [])
    model.graph.node.append(helper.make_node("Loop", ["", ""], [], body=body))


def subgraph_of_an_allowed_operator(model: onnx.ModelProto) -> None:
    body = helper.make_graph([], "body", [], [])
    model.graph.node[0].attribute.append(helper.make_attribute("body", body))


def own_function(model: onnx.ModelProto) -> None:
    function = helper.make_function(
        "com.microsoft", "Gelu", ["x"], ["y"], [], [helper.make_opsetid("", 18)]
    )
    model.functions.append(function)


def own_domain(model: onnx.ModelProto) -> None:
    model.opset_import.append(helper.make_opsetid("evil", 1))


def own_operator(model: onnx.ModelProto) -> None:
    model.graph.node[0].domain = "evil"


def python_operator(model: onnx.ModelProto) -> None:
    model.graph.node[0].op_type = "PyOp"


def string_tensor(model: onnx.ModelProto) -> None:
    model.graph.initializer.append(helper.make_tensor("s", TensorProto.STRING, [1], [b"x"]))


def too_short_a_tensor(model: onnx.ModelProto) -> None:
    model.graph.initializer[0].raw_data = b"\0"


def shape_without_content(model: onnx.ModelProto) -> None:
    model.graph.initializer.append(TensorProto(name="s", data_type=1, dims=[1 << 20]))


def negative_side(model: onnx.ModelProto) -> None:
    model.graph.initializer[0].dims[0] = -1


def unknown_type(model: onnx.ModelProto) -> None:
    model.graph.initializer[0].data_type = 99


def old_opset(model: onnx.ModelProto) -> None:
    model.opset_import[0].version = 7


def future_opset(model: onnx.ModelProto) -> None:
    model.opset_import[0].version = 99


def future_format(model: onnx.ModelProto) -> None:
    model.ir_version = 99


def no_opset(model: onnx.ModelProto) -> None:
    model.ClearField("opset_import")


def training(model: onnx.ModelProto) -> None:
    model.training_info.add()


def sparse(model: onnx.ModelProto) -> None:
    model.graph.sparse_initializer.add()


def other_input(model: onnx.ModelProto) -> None:
    model.graph.input[0].name = "picture"


def second_input(model: onnx.ModelProto) -> None:
    model.graph.input.append(helper.make_tensor_value_info("x", TensorProto.FLOAT, [1]))


def float_input(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.tensor_type.elem_type = TensorProto.FLOAT


def batch_input(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 8


def sequence_input(model: onnx.ModelProto) -> None:
    model.graph.input[0].type.ClearField("tensor_type")


def more_classes(model: onnx.ModelProto) -> None:
    model.graph.output[0].type.tensor_type.shape.dim[1].dim_value = 4


def third_output(model: onnx.ModelProto) -> None:
    model.graph.output.append(helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1]))


def wide_novelty(model: onnx.ModelProto) -> None:
    model.graph.output.append(helper.make_tensor_value_info("novelty", TensorProto.FLOAT, [1, 9]))


def dangling(model: onnx.ModelProto) -> None:
    model.graph.node[1].input[0] = "nowhere"


def cycle(model: onnx.ModelProto) -> None:
    model.graph.node[1].input[0] = "scores"


def no_features(model: onnx.ModelProto) -> None:
    for node in model.graph.node:
        for names in (node.input, node.output):
            names[:] = ["other" if name == "features" else name for name in names]


GRAPH_FAULTS: list[Change] = [
    external, external_entry_alone, loop, subgraph_of_an_allowed_operator, own_function, own_domain,
    own_operator, python_operator, string_tensor, too_short_a_tensor, shape_without_content,
    negative_side, unknown_type, old_opset, future_opset, future_format, no_opset, training, sparse,
    other_input, second_input, float_input, batch_input, sequence_input, more_classes, third_output,
    wide_novelty, dangling, cycle, no_features,
]  # fmt: skip


@pytest.mark.parametrize("change", GRAPH_FAULTS)
def test_a_graph_that_a_station_does_not_run_is_refused(folder: Path, change: Change) -> None:
    model = tiny_graph()
    change(model)
    replace_file(folder, MODEL, model.SerializeToString())
    with pytest.raises(ModelGraphError, match=MODEL):
        load_package(folder)


def many_nodes(model: onnx.ModelProto) -> None:
    node = helper.make_node("Identity", ["image"], ["x"])
    model.graph.node.extend([node] * limits.GRAPH_NODES)


def many_initializers(model: onnx.ModelProto) -> None:
    model.graph.initializer.extend([TensorProto(name="x")] * (limits.GRAPH_INITIALIZERS + 1))


def huge_tensor(model: onnx.ModelProto) -> None:
    model.graph.initializer.append(TensorProto(name="s", data_type=1, dims=[1 << 40]))


def much_metadata(model: onnx.ModelProto) -> None:
    entry = model.metadata_props.add()
    entry.key, entry.value = "x", "y" * limits.GRAPH_METADATA_BYTES


def much_metadata_of_nodes(model: onnx.ModelProto) -> None:
    entry = model.graph.node[0].metadata_props.add()
    entry.key, entry.value = "x", "y" * limits.GRAPH_METADATA_BYTES


def much_documentation(model: onnx.ModelProto) -> None:
    model.graph.node[0].doc_string = "x" * (limits.GRAPH_DOCUMENTATION_BYTES + 1)


@pytest.mark.parametrize(
    "change",
    [
        many_nodes,
        many_initializers,
        huge_tensor,
        much_metadata,
        much_metadata_of_nodes,
        much_documentation,
    ],
)
def test_a_graph_too_large_is_refused(change: Change) -> None:
    model = tiny_graph()
    change(model)
    with pytest.raises(PackageLimitError):
        check(model)


def bomb(*nodes: onnx.NodeProto, **constants: np.ndarray) -> onnx.ModelProto:
    """A graph of a few bytes that also makes the tensor ``big``."""
    model = tiny_graph()
    model.graph.node.extend(nodes)
    model.graph.initializer.extend(
        numpy_helper.from_array(value, name) for name, value in constants.items()
    )
    return model


HUGE = np.array([1 << 20, 1 << 12], np.int64)
BOMBS = {
    "constant": bomb(helper.make_node("ConstantOfShape", ["to"], ["big"]), to=HUGE),
    "expand": bomb(
        helper.make_node("Expand", ["scores", "to"], ["big"]), to=np.array([1 << 28, 1])
    ),
    "tile": bomb(helper.make_node("Tile", ["scores", "to"], ["big"]), to=np.array([1 << 14] * 2)),
    "resize": bomb(
        helper.make_node("Resize", ["image", "", "", "to"], ["big"], mode="linear"),
        to=np.array([1, 1 << 15, 1 << 15, 3], np.int64),
    ),
    "pad": bomb(
        helper.make_node("Pad", ["scores", "to"], ["big"]),
        to=np.array([0, 0, 1 << 27, 0], np.int64),
    ),
    "outer product": bomb(
        helper.make_node("MatMul", ["tall", "wide"], ["big"]),
        tall=np.ones((1 << 14, 1), np.float32),
        wide=np.ones((1, 1 << 14), np.float32),
    ),
    "growing step by step": bomb(
        *(
            helper.make_node("Concat", [f"c{step}", f"c{step}"], [f"c{step + 1}"], axis=0)
            for step in range(30)
        ),
        c0=np.ones(16, np.float32),
    ),
    "constant in a node, growing": bomb(
        helper.make_node("Constant", [], ["c0"], value=numpy_helper.from_array(HUGE)),
        *(
            helper.make_node("Concat", [f"c{step}", f"c{step}"], [f"c{step + 1}"], axis=0)
            for step in range(30)
        ),
    ),
}


@pytest.mark.parametrize("kind", BOMBS)
def test_a_few_bytes_cannot_fill_the_memory(kind: str) -> None:
    assert BOMBS[kind].ByteSize() < 200_000
    with pytest.raises(PackageLimitError, match="elements"):
        check(BOMBS[kind])


def test_an_attribute_is_no_place_for_content() -> None:
    with pytest.raises(PackageLimitError, match="too long"):
        check(bomb(helper.make_node("Constant", [], ["c"], value_ints=list(range(1000)))))


def test_a_large_constant_in_a_node_costs_no_more_than_it_is() -> None:
    value = numpy_helper.from_array(np.ones(500_000, np.int64))
    check(bomb(helper.make_node("Constant", [], ["c"], value=value)))


def test_a_tensor_as_large_as_the_pixels_say_is_refused() -> None:
    model = bomb(
        helper.make_node("ReduceMax", ["image", "axes"], ["brightest"], keepdims=0),
        helper.make_node("Cast", ["brightest"], ["side"], to=TensorProto.INT64),
        helper.make_node("ConstantOfShape", ["side"], ["big"]),
    )
    with pytest.raises(ModelGraphError, match="not known"):
        check(model)


def test_a_novelty_output_is_welcome() -> None:
    model = tiny_graph()
    model.graph.node.append(helper.make_node("ReduceMax", ["features"], ["novelty"], keepdims=0))
    model.graph.output.append(helper.make_tensor_value_info("novelty", TensorProto.FLOAT, []))
    check(model)


def test_a_constant_inside_a_node_is_judged_like_any_tensor() -> None:
    model = tiny_graph()
    tensor = numpy_helper.from_array(np.zeros(4, np.float32), "c")
    tensor.data_location = TensorProto.EXTERNAL
    model.graph.node.insert(0, helper.make_node("Constant", [], ["c"], value=tensor))
    with pytest.raises(ModelGraphError, match="another file"):
        check(model)


def test_fields_that_onnx_does_not_know_carry_nothing_along() -> None:
    smuggled = b"\xca\x3e\x05hello"  # field 1001, five bytes
    with pytest.raises(ModelGraphError, match="does not know"):
        check_graph(MODEL, GRAPH + smuggled, len(CLASSES))


def test_the_format_of_one_runtime_is_refused_whatever_else_it_is() -> None:
    with pytest.raises(ModelGraphError, match="one runtime"):
        check_graph(MODEL, b"\x08\x09\x12\x08ORTM" + GRAPH, len(CLASSES))


def test_every_allowed_operator_exists_in_its_domain() -> None:
    known = {schema.name for schema in onnx.defs.get_all_schemas() if schema.domain == ""}
    assert sorted(OPERATORS[""] - known) == []
    assert not OPERATORS[""] & {"If", "Loop", "Scan", "SequenceMap", "RandomNormal", "StringConcat"}


# Fuzzing: whatever comes, it is a ModelError or a package


@pytest.fixture(scope="module")
def victim(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(original, tmp_path_factory.mktemp("fuzz") / "package"))


FUZZ = settings(
    max_examples=120,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FUZZ
@given(place=st.integers(0, len(GRAPH) - 1), bit=st.integers(0, 7), cut=st.integers(0, 40))
@example(place=0, bit=0, cut=len(GRAPH))
def test_a_flipped_bit_or_a_cut_in_a_graph_never_gets_through_as_a_crash(
    place: int, bit: int, cut: int
) -> None:
    content = bytearray(GRAPH)
    content[place] ^= 1 << bit
    spoilt = bytes(content[: len(content) - cut])
    try:
        check_graph(MODEL, spoilt, len(CLASSES), "features")
    except ModelError:
        return


@FUZZ
@given(content=st.binary(max_size=400))
def test_random_bytes_are_no_graph(content: bytes) -> None:
    with pytest.raises(ModelError):
        check_graph(MODEL, content, len(CLASSES))


@FUZZ
@given(name=st.sampled_from(["manifest.toml", "manifest.sha256", MODEL, "golden/01.png"]),
       place=st.integers(0, 1 << 20), value=st.integers(1, 255))  # fmt: skip
def test_one_changed_byte_anywhere_is_a_model_error(
    victim: Path, name: str, place: int, value: int
) -> None:
    path = victim / name
    whole = path.read_bytes()
    content = bytearray(whole)
    content[place % len(content)] ^= value
    path.write_bytes(content)
    try:
        with pytest.raises(ModelError):
            load_package(victim)
    finally:
        path.write_bytes(whole)


@FUZZ
@given(place=st.integers(0, 1 << 20), value=st.integers(1, 255))
def test_a_manifest_that_was_changed_and_hashed_anew_never_crashes(
    victim: Path, place: int, value: int
) -> None:
    path = victim / "manifest.toml"
    whole = path.read_bytes()
    content = bytearray(whole)
    content[place % len(content)] ^= value
    try:
        parse_manifest(bytes(content))
    except ModelError:
        return
