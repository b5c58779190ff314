"""How large a package may be; docs/reference/model-package.md lists the same."""

from __future__ import annotations

from typing import Final

MANIFEST_BYTES: Final = 1 << 20
FILE_BYTES: Final = 1 << 30
PACKAGE_BYTES: Final = 2 << 30
FILES: Final = 256
FOLDER_DEPTH: Final = 3
TEXT_BYTES: Final = 64 << 20
PICTURE_BYTES: Final = 64 << 20
PICTURE_PIXELS: Final = 64_000_000
PICTURE_SIDE_PX: Final = 16_384
GRAPH_NODES: Final = 20_000
GRAPH_INITIALIZERS: Final = 20_000
GRAPH_METADATA_BYTES: Final = 64 << 10
GRAPH_DOCUMENTATION_BYTES: Final = 1 << 20
TENSOR_RANK: Final = 8
TENSOR_ELEMENTS: Final = 1 << 28
ACTIVATION_ELEMENTS: Final = 1 << 26
