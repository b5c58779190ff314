"""The one import of pyqtgraph, by the pages that draw charts.

On a computer that also trains, pyqtgraph would load the bindings of CUDA, which start a program and
take the memory of the graphics card; a chart needs none of it.
"""

from __future__ import annotations

import sys

_CUDA = "cuda.bindings"
_known = _CUDA in sys.modules
if not _known:
    sys.modules[_CUDA] = None  # type: ignore[assignment]
try:
    import pyqtgraph as pg
finally:
    if not _known:
        del sys.modules[_CUDA]

__all__ = ["pg"]
