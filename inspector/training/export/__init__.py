"""From a trained network to an ONNX graph that takes raw pixels."""
