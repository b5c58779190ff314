"""Inspector: a visual-inspection station with proof that no part was ever missed."""

import os

__version__ = "0.1.0"

# Before ONNX Runtime loads: since 1.31 it collects usage events on every system.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
