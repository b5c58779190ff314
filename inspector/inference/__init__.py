"""ONNX Runtime sessions on immutable model packages."""
