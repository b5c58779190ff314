"""How large the part of a network is that an adapter changes."""

from __future__ import annotations

from inspector.inference.package import ModelPackage


def head_bytes(package: ModelPackage) -> int | None:
    """Bytes of all tensors that only nodes behind ``features`` read, of the model that runs.

    ``None`` when the package does not name its features.
    """
    import onnx

    manifest = package.manifest
    if not manifest.features:
        return None
    graph = onnx.load_model_from_string(package.read(manifest.model_file)).graph
    behind = {manifest.features}
    inside: set[str] = set()
    for node in graph.node:  # a valid graph lists its nodes in the order they run
        if behind & set(node.input):
            behind |= set(node.output)
            inside |= set(node.input)
    elsewhere = {name for node in graph.node if not behind & set(node.input) for name in node.input}
    return sum(
        onnx.numpy_helper.to_array(tensor).nbytes
        for tensor in graph.initializer
        if tensor.name in inside - elsewhere
    )
