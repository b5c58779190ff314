"""The outlines of all symbols on a grid of 24 by 24."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, auto
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

GRID = 24.0
"""Side of the square that the outlines are drawn in."""


class Symbol(Enum):
    """Everything the app says without words."""

    CHECK = auto()
    CROSS = auto()
    QUESTION = auto()
    BAR = auto()
    WARNING = auto()
    PLAY = auto()
    STOP = auto()
    RESET = auto()
    LIVE = auto()
    HISTORY = auto()
    STATISTICS = auto()
    TABLE = auto()
    GLOBE = auto()
    THEME = auto()
    PLUS = auto()
    MINUS = auto()
    FIT = auto()
    COPY = auto()
    BACK = auto()
    OPEN = auto()
    CLOSE = auto()
    DOT = auto()
    RING = auto()
    NO_PICTURE = auto()
    NO_ZOOM = auto()
    SETUP = auto()
    EXPOSE = auto()
    CROSSHAIR = auto()
    KEEP = auto()
    SIGNALS = auto()
    WRENCH = auto()
    PERSON = auto()
    HOLLOW = auto()
    MODELS = auto()
    FILTER = auto()
    FIRST = auto()
    LAST = auto()
    TILES = auto()
    SELECT = auto()
    BESIDE = auto()
    LAYERS = auto()
    KEYBOARD = auto()
    UNDO = auto()
    DATASET = auto()
    REJUDGE = auto()
    DIFFERENCE = auto()
    LOT = auto()
    LOCK = auto()
    REGION = auto()
    HOLD = auto()
    CONTRAST = auto()
    BELL = auto()
    RANKING = auto()
    CHECKLIST = auto()
    TARGET = auto()


Lines = Callable[[QPainterPath], None]


def _polyline(*points: tuple[float, float]) -> Lines:
    def draw(path: QPainterPath) -> None:
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)

    return draw


def _ellipse(x: float, y: float, width: float, height: float) -> Lines:
    return lambda path: path.addEllipse(QRectF(x, y, width, height))


def _polygon(*points: tuple[float, float]) -> Lines:
    return lambda path: path.addPolygon(QPolygonF([QPointF(*p) for p in (*points, points[0])]))


def _arc(x: float, y: float, side: float, start_deg: float, span_deg: float) -> Lines:
    def draw(path: QPainterPath) -> None:
        path.arcMoveTo(QRectF(x, y, side, side), start_deg)
        path.arcTo(QRectF(x, y, side, side), start_deg, span_deg)

    return draw


def _hook(path: QPainterPath) -> None:
    path.moveTo(9.2, 9.6)
    path.cubicTo(9.2, 5.6, 15, 5.8, 15, 9.4)
    path.cubicTo(15, 11.6, 12, 11.6, 12, 14)


def _bell(path: QPainterPath) -> None:
    path.moveTo(5.5, 18)
    path.cubicTo(8, 14, 5, 4, 12, 3.4)
    path.cubicTo(19, 4, 16, 14, 18.5, 18)


def _half_disc(path: QPainterPath) -> None:
    path.moveTo(12, 3)
    path.arcTo(QRectF(3, 3, 18, 18), 90, -180)
    path.closeSubpath()


def _rounded(x: float, y: float, width: float, height: float) -> Lines:
    return lambda path: path.addRoundedRect(QRectF(x, y, width, height), 2, 2)


_OCTAGON = _polygon((8, 2), (16, 2), (22, 8), (22, 16), (16, 22), (8, 22), (2, 16), (2, 8))
_TRIANGLE = _polygon((12, 2.5), (22.5, 21), (1.5, 21))
STROKES: Mapping[Symbol, tuple[Lines, ...]] = MappingProxyType(
    {
        Symbol.CHECK: (_ellipse(2, 2, 20, 20), _polyline((7, 12.4), (10.6, 16), (17, 8.6))),
        Symbol.CROSS: (_OCTAGON, _polyline((8, 8), (16, 16)), _polyline((16, 8), (8, 16))),
        Symbol.QUESTION: (
            _polygon((12, 1), (23, 12), (12, 23), (1, 12)),
            _hook,
            _polyline((12, 17.2), (12, 17.3)),
        ),
        Symbol.BAR: (_rounded(2, 2, 20, 20), _polyline((7, 12), (17, 12))),
        Symbol.WARNING: (
            _TRIANGLE,
            _polyline((12, 9), (12, 14.5)),
            _polyline((12, 17.6), (12, 17.7)),
        ),
        Symbol.BELL: (
            _bell,
            _polyline((3.5, 18), (20.5, 18)),
            _polyline((10.5, 21.4), (13.5, 21.4)),
        ),
        Symbol.RANKING: (
            _polyline((4, 5), (20, 5)),
            _polyline((4, 12), (14, 12)),
            _polyline((4, 19), (9, 19)),
        ),
        Symbol.CHECKLIST: (
            _polyline((3, 6), (5, 8), (8.5, 3.5)),
            _polyline((3, 16), (5, 18), (8.5, 13.5)),
            _polyline((12, 6), (21, 6)),
            _polyline((12, 16), (21, 16)),
        ),
        Symbol.RESET: (_arc(4, 4, 16, 60, 300), _polyline((12.6, 5.6), (16.4, 5.1), (16.6, 1.2))),
        Symbol.LIVE: (_ellipse(2, 2, 20, 20), _ellipse(8, 8, 8, 8)),
        Symbol.HISTORY: (_ellipse(2.5, 2.5, 19, 19), _polyline((12, 7), (12, 12.4), (15.8, 14.6))),
        Symbol.STATISTICS: (
            _polyline((3, 2.5), (3, 21), (21.5, 21)),
            _polyline((6.5, 16), (10.5, 10), (14.5, 13), (20.5, 4.5)),
        ),
        Symbol.TABLE: (
            _rounded(2.5, 3.5, 19, 17),
            _polyline((2.5, 9), (21.5, 9)),
            _polyline((9, 3.5), (9, 20.5)),
        ),
        Symbol.GLOBE: (
            _ellipse(2, 2, 20, 20),
            _ellipse(7.5, 2, 9, 20),
            _polyline((2.5, 12), (21.5, 12)),
        ),
        Symbol.PLUS: (_polyline((12, 4), (12, 20)), _polyline((4, 12), (20, 12))),
        Symbol.MINUS: (_polyline((4, 12), (20, 12)),),
        Symbol.FIT: (
            _polyline((3, 9), (3, 3), (9, 3)),
            _polyline((15, 3), (21, 3), (21, 9)),
            _polyline((21, 15), (21, 21), (15, 21)),
            _polyline((9, 21), (3, 21), (3, 15)),
        ),
        Symbol.COPY: (
            _rounded(8, 8, 13, 13),
            _polyline((4.5, 16), (3, 16), (3, 3), (16, 3), (16, 4.5)),
        ),
        Symbol.BACK: (_polyline((14.5, 5), (7.5, 12), (14.5, 19)),),
        Symbol.OPEN: (_polyline((9.5, 5), (16.5, 12), (9.5, 19)),),
        Symbol.CLOSE: (_polyline((5, 5), (19, 19)), _polyline((19, 5), (5, 19))),
        Symbol.RING: (_ellipse(5, 5, 14, 14), _polyline((7.5, 16.5), (16.5, 7.5))),
        Symbol.THEME: (_ellipse(3, 3, 18, 18),),
        Symbol.NO_ZOOM: (_rounded(2, 5, 20, 14), _rounded(7, 8.5, 10, 7)),
        Symbol.SETUP: (
            _polyline((2, 6), (11, 6)),
            _ellipse(11, 3, 6, 6),
            _polyline((17, 6), (22, 6)),
            _polyline((2, 18), (5, 18)),
            _ellipse(5, 15, 6, 6),
            _polyline((11, 18), (22, 18)),
        ),
        Symbol.EXPOSE: (
            _rounded(2, 6, 20, 14),
            _ellipse(8, 9, 8, 8),
            _polyline((8, 6), (9.5, 3), (14.5, 3), (16, 6)),
        ),
        Symbol.CROSSHAIR: (
            _ellipse(4.5, 4.5, 15, 15),
            _polyline((12, 1), (12, 9)),
            _polyline((12, 15), (12, 23)),
            _polyline((1, 12), (9, 12)),
            _polyline((15, 12), (23, 12)),
        ),
        Symbol.KEEP: (
            _polyline((12, 2), (12, 14)),
            _polyline((7, 9.5), (12, 14.5), (17, 9.5)),
            _polyline((3, 16), (3, 21.5), (21, 21.5), (21, 16)),
        ),
        Symbol.SIGNALS: (
            _polyline((2, 8), (19, 8)),
            _polyline((15, 4), (19.5, 8), (15, 12)),
            _polyline((22, 17), (5, 17)),
            _polyline((9, 13), (4.5, 17), (9, 21)),
        ),
        Symbol.WRENCH: (
            _polyline((10.5, 13.5), (4, 20)),
            _arc(10, 3, 11, 80, 290),
            _polyline((16.4, 3.1), (15.4, 7.2), (16.8, 8.6), (20.9, 7.6)),
        ),
        Symbol.PERSON: (_ellipse(7.5, 2.5, 9, 9), _arc(3, 14, 18, 0, 180)),
        Symbol.TARGET: (
            _ellipse(2, 2, 20, 20),
            _ellipse(7, 7, 10, 10),
            _polyline((12, 12), (21.5, 2.5)),
        ),
        Symbol.HOLLOW: (_ellipse(5, 5, 14, 14),),
        Symbol.MODELS: (
            _polyline((5.5, 6), (12, 12), (5.5, 18)),
            _polyline((18.5, 6), (12, 12), (18.5, 18)),
            _ellipse(2, 3, 5, 5),
            _ellipse(2, 16, 5, 5),
            _ellipse(17, 3, 5, 5),
            _ellipse(17, 16, 5, 5),
            _ellipse(9, 9, 6, 6),
        ),
        Symbol.FILTER: (
            _polyline((2.5, 4), (21.5, 4), (14, 13), (14, 20.5), (10, 18.5), (10, 13), (2.5, 4)),
        ),
        Symbol.FIRST: (
            _polyline((5, 4), (19, 4)),
            _polyline((12, 21), (12, 8)),
            _polyline((6.5, 13.5), (12, 8), (17.5, 13.5)),
        ),
        Symbol.LAST: (
            _polyline((5, 20), (19, 20)),
            _polyline((12, 3), (12, 16)),
            _polyline((6.5, 10.5), (12, 16), (17.5, 10.5)),
        ),
        Symbol.TILES: (
            _rounded(2.5, 2.5, 8, 8),
            _rounded(13.5, 2.5, 8, 8),
            _rounded(2.5, 13.5, 8, 8),
            _rounded(13.5, 13.5, 8, 8),
        ),
        Symbol.SELECT: (
            _polyline((2.5, 6), (5, 8.5), (9, 3.5)),
            _polyline((2.5, 17), (5, 19.5), (9, 14.5)),
            _polyline((13, 6), (22, 6)),
            _polyline((13, 17), (22, 17)),
        ),
        Symbol.BESIDE: (
            _rounded(2, 4, 9, 16),
            _rounded(13, 4, 9, 16),
        ),
        Symbol.LAYERS: (
            _rounded(2.5, 2.5, 13, 13),
            _rounded(8.5, 8.5, 13, 13),
        ),
        Symbol.KEYBOARD: (
            _rounded(1.5, 5, 21, 14),
            _polyline((5.5, 9.5), (5.6, 9.5)),
            _polyline((10, 9.5), (10.1, 9.5)),
            _polyline((14, 9.5), (14.1, 9.5)),
            _polyline((18.5, 9.5), (18.6, 9.5)),
            _polyline((7, 14.5), (17, 14.5)),
        ),
        Symbol.UNDO: (
            _polyline((8.5, 4), (3.5, 9), (8.5, 14)),
            _polyline((3.5, 9), (14, 9), (18.5, 11), (20.5, 15), (20.5, 20)),
        ),
        Symbol.REJUDGE: (
            _arc(3, 3, 18, 60, 300),
            _polyline((12.8, 5.2), (16.6, 4.3), (16.4, 0.8)),
            _polyline((8, 12.2), (11, 15.2), (16, 9.2)),
        ),
        Symbol.DIFFERENCE: (_ellipse(2, 5.5, 13, 13), _ellipse(9, 5.5, 13, 13)),
        Symbol.DATASET: (
            _rounded(2.5, 3, 19, 5),
            _rounded(2.5, 9.5, 19, 5),
            _rounded(2.5, 16, 19, 5),
        ),
        Symbol.LOT: (
            _polygon((12, 2), (21.5, 7), (21.5, 17), (12, 22), (2.5, 17), (2.5, 7)),
            _polyline((2.5, 7), (12, 12), (21.5, 7)),
            _polyline((12, 12), (12, 22)),
        ),
        Symbol.LOCK: (
            _rounded(3.5, 10, 17, 11.5),
            _polyline((7, 10), (7, 6.5), (9.5, 3), (14.5, 3), (17, 6.5), (17, 10)),
        ),
        Symbol.HOLD: (_rounded(5, 3, 5, 18), _rounded(14, 3, 5, 18)),
        Symbol.REGION: (
            _rounded(2, 4, 20, 16),
            _polyline((7, 11.5), (7, 8.5), (10, 8.5)),
            _polyline((14, 8.5), (17, 8.5), (17, 11.5)),
            _polyline((17, 12.5), (17, 15.5), (14, 15.5)),
            _polyline((10, 15.5), (7, 15.5), (7, 12.5)),
        ),
        Symbol.CONTRAST: (_rounded(3, 3, 18, 18),),
        Symbol.NO_PICTURE: (
            _rounded(2, 4, 20, 16),
            _polyline((2.5, 17), (9, 11), (13, 15), (16, 12.5), (21.5, 17)),
            _polyline((3, 23), (21, 1)),
        ),
    }
)
FILLS: Mapping[Symbol, Lines] = MappingProxyType(
    {
        Symbol.PLAY: _polygon((6, 3.5), (20.5, 12), (6, 20.5)),
        Symbol.STOP: _rounded(4.5, 4.5, 15, 15),
        Symbol.DOT: _ellipse(5, 5, 14, 14),
        Symbol.THEME: _half_disc,
        Symbol.CONTRAST: _polygon((3.5, 3.5), (20.5, 20.5), (3.5, 20.5)),
    }
)
