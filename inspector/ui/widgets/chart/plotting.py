"""The one import of pyqtgraph, by the pages that draw charts.

On a computer that also trains, pyqtgraph would load the bindings of CUDA, which start a program and
take the memory of the graphics card; a chart needs none of it.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPen
    from PySide6.QtWidgets import QWidget

_CUDA = "cuda.bindings"
_known = _CUDA in sys.modules
if not _known:
    sys.modules[_CUDA] = None  # type: ignore[assignment]
try:
    import pyqtgraph as pg
finally:
    if not _known:
        del sys.modules[_CUDA]

__all__ = ["line_pen", "pg"]


def line_pen(
    view: QWidget, colour: QColor, width_px: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine
) -> QPen:
    """A pen for a line that is as wide on a fine screen as on a coarse one.

    Such pens count the pixels of the screen, not those that layouts count in.
    """
    pen: QPen = pg.mkPen(colour, width=width_px * view.devicePixelRatioF(), style=style)
    return pen
