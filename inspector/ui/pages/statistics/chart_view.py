"""A chart that is touched: one finger moves it, two spread it, a tap chooses a place."""

# ruff: noqa: N802

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFontMetricsF
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from inspector.ui.pages.statistics.axes import PlaceAxis
from inspector.ui.pages.statistics.content import Scene, Shape, Stroke
from inspector.ui.pages.statistics.extent import range_of, unbroken
from inspector.ui.theme.tokens import Tone
from inspector.ui.widgets.chart.plotting import line_pen, pg
from inspector.ui.widgets.chart.value_axis import ValueAxis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFont

    from inspector.ui.pages.statistics.content import Bars, Limit, Line, Mark
    from inspector.ui.theme.tokens import Theme

_EDGE_PX = 10
_MARK_PX = 11
_CHOSEN_PX = 17
_DIAMOND_PX = 5
_BAR_WIDTH = 0.72
_DENSE = 200
_SYMBOLS = {Shape.DISC: "o", Shape.RING: "o", Shape.DIAMOND: "d"}
_PATTERNS = {
    Tone.NOT_OK: Qt.BrushStyle.Dense3Pattern,
    Tone.OK: Qt.BrushStyle.SolidPattern,
    Tone.NOT_DECIDABLE: Qt.BrushStyle.BDiagPattern,
    Tone.UNDEFINED: Qt.BrushStyle.CrossPattern,
    Tone.NEUTRAL: Qt.BrushStyle.Dense5Pattern,
}
"""Layers of bars are told apart without colours, too."""


class ChartView(pg.PlotWidget):  # type: ignore[misc]
    """Draws a scene.

    Signals:
        chosen: With the place that was tapped.
    """

    chosen = Signal(int)

    def __init__(self, theme: Theme, font: QFont) -> None:
        self._places, self._values = PlaceAxis(), ValueAxis()
        super().__init__(axisItems={"bottom": self._places, "left": self._values})
        self._theme = theme
        self._font = font
        self._content: Scene = Scene(labels=())
        self._chosen: int | None = None
        self._touched = False
        self._moved = False
        self._items: list[Any] = []
        self._chosen_items: list[Any] = []
        plot = self.getPlotItem()
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=True, y=False)
        plot.setContentsMargins(0, _EDGE_PX, _EDGE_PX, 0)
        plot.showGrid(x=False, y=True, alpha=0.25)
        plot.getViewBox().sigRangeChangedManually.connect(self._note_move)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.scene().sigMouseClicked.connect(self._tap)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)

    @property
    def touched(self) -> bool:
        """Whether a finger lies on the chart now."""
        return self._touched

    @property
    def chosen_place(self) -> int | None:
        """Which place is marked."""
        return self._chosen

    @property
    def _dense(self) -> bool:
        """Whether points lie so close that marks would hide the line, and take long to draw."""
        return len(self._content.labels) > _DENSE

    def show_scene(self, scene: Scene, *, same: bool) -> None:
        """Draw a scene; ``same`` keeps what part of it is in view where a person chose that."""
        self._content = scene
        if not same:
            self._moved = False
        self._draw()
        if not self._moved:
            self.show_all()

    def show_theme(self, theme: Theme, font: QFont) -> None:
        """Draw in other colours and sizes."""
        self._theme, self._font = theme, font
        self._draw()

    def choose(self, place: int | None) -> None:
        """Mark a place and bring it into view."""
        self._chosen = place
        self._draw_chosen()
        if place is not None:
            low, high = self.getPlotItem().viewRange()[0]
            if not low <= place <= high:
                half = (high - low) / 2
                self.setXRange(place - half, place + half, padding=0)

    def show_all(self) -> None:
        """The whole chart."""
        self._moved = False
        count = max(1, len(self._content.labels))
        self.getPlotItem().getViewBox().setLimits(
            xMin=-0.6, xMax=count - 0.4, minXRange=min(3.0, count + 0.2)
        )
        self.setXRange(-0.6, count - 0.4, padding=0)
        self.setYRange(*range_of(self._content), padding=0)

    def mousePressEvent(self, event: Any) -> None:
        """Remember that a finger is here."""
        self._touched = True
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: Any) -> None:
        """The finger is gone."""
        self._touched = False
        super().mouseReleaseEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Two fingers spread the chart around the point between them."""
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture) and pinch.scaleFactor() > 0:
                box = self.getPlotItem().getViewBox()
                centre = self.mapToScene(self.mapFromGlobal(pinch.hotSpot().toPoint()))
                box.scaleBy(x=1 / pinch.scaleFactor(), center=box.mapSceneToView(centre))
                self._moved = True
                return True
        return bool(super().viewportEvent(event))

    def _tap(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._content.labels:
            return
        at = self.getPlotItem().getViewBox().mapSceneToView(QPointF(event.scenePos()))
        place = min(max(round(at.x()), 0), len(self._content.labels) - 1)
        self.chosen.emit(place)

    def _note_move(self, *_: object) -> None:
        self._moved = True

    def _draw(self) -> None:
        plot, theme = self.getPlotItem(), self._theme
        for item in self._items:
            plot.removeItem(item)
        self._items = []
        self.setBackground(theme.surface)
        metrics = QFontMetricsF(self._font)
        lines = [line for label in self._content.labels for line in label.split("\n")]
        widest = max((metrics.horizontalAdvance(line) for line in lines), default=8.0)
        for axis in (self._places, self._values):
            axis.setPen(QColor(theme.edge))
            axis.setTextPen(QColor(theme.ink_muted))
            axis.setStyle(tickFont=self._font, tickTextOffset=6)
        rows = max((label.count("\n") + 1 for label in self._content.labels), default=1)
        self._places.setHeight(rows * metrics.height() + 14)
        self._values.percent = self._content.percent
        self._places.show_labels(self._content.labels, widest)
        self._draw_bars()
        self._draw_whiskers()
        for line in self._content.lines:
            self._draw_line(line)
        marks = self._content.marks
        if self._dense:
            marks = [mark for mark in marks if mark.shape is not Shape.DISC]
        if marks:
            self._add(pg.ScatterPlotItem(spots=self._spots(marks, _MARK_PX)))
        for limit in self._content.limits:
            self._draw_limit(limit)
        self._draw_chosen()

    def _draw_chosen(self) -> None:
        for item in self._chosen_items:
            self.getPlotItem().removeItem(item)
        self._chosen_items = []
        if self._chosen is None or self._chosen >= len(self._content.labels):
            return
        tint = QColor(self._theme.tones[Tone.ACCENT].fill)
        tint.setAlpha(56)
        ends = (self._chosen - 0.5, self._chosen + 0.5)
        region = pg.LinearRegionItem(ends, movable=False, brush=QBrush(tint), pen=pg.mkPen(None))
        region.setZValue(-1)
        self._chosen_items.append(region)
        marks = [mark for mark in self._content.marks if mark.place == self._chosen]
        if marks:
            self._chosen_items.append(pg.ScatterPlotItem(spots=self._spots(marks, _CHOSEN_PX)))
        for item in self._chosen_items:
            self.getPlotItem().addItem(item)

    def _draw_bars(self) -> None:
        base = [0.0] * len(self._content.labels)
        for layer in self._content.bars:
            self._add(self._bar_item(layer, base))
            base = [low + high for low, high in zip(base, layer.values, strict=True)]

    def _bar_item(self, layer: Bars, base: Sequence[float]) -> Any:
        colours = self._theme.tones[layer.tone]
        brush = QBrush(QColor(colours.fill), _PATTERNS.get(layer.tone, Qt.BrushStyle.SolidPattern))
        return pg.BarGraphItem(
            x=list(range(len(base))),
            y0=list(base),
            height=list(layer.values),
            width=_BAR_WIDTH,
            brush=brush,
            pen=pg.mkPen(QColor(colours.fill)),
        )

    def _draw_whiskers(self) -> None:
        whiskers = self._content.whiskers
        if whiskers:
            x = [float(place) for place, _, _ in whiskers for _ in range(2)]
            y = [end for _, lower, upper in whiskers for end in (lower, upper)]
            pen = line_pen(self, QColor(self._theme.ink_muted), 1 if self._dense else 2)
            self._add(pg.PlotCurveItem(x, y, pen=pen, connect="pairs"))

    def _draw_line(self, line: Line) -> None:
        tone = line.tone
        colour = QColor(self._theme.ink if tone is None else self._theme.tones[tone].ink)
        for first, values in unbroken(line.values):
            x: list[float] = [float(first + at) for at in range(len(values))]
            if line.stroke is Stroke.STEPPED:
                x = [each + side for each in x for side in (-0.5, 0.5)]
                values = [each for each in values for _ in range(2)]
            width = 2 if line.stroke is Stroke.SOLID else 1.5
            width = 1 if self._dense else width
            self._add_line(x, values, colour, width, dashed=line.stroke is not Stroke.SOLID)

    def _spots(self, marks: Sequence[Mark], size_px: int) -> list[dict[str, Any]]:
        spots = []
        for mark in marks:
            colours = self._theme.tones[mark.tone]
            hollow, diamond = mark.shape is Shape.RING, mark.shape is Shape.DIAMOND
            spots.append(
                {
                    "pos": (mark.place, mark.value),
                    "symbol": _SYMBOLS[mark.shape],
                    "size": size_px + _DIAMOND_PX * diamond,
                    "pen": pg.mkPen(
                        QColor(self._theme.surface if diamond else colours.ink), width=2
                    ),
                    "brush": QBrush(QColor(self._theme.surface if hollow else colours.ink)),
                }
            )
        return spots

    def _draw_limit(self, limit: Limit) -> None:
        colour = QColor(self._theme.ink)
        line = pg.InfiniteLine(
            limit.position,
            angle=90,
            pen=line_pen(self, colour, 2, Qt.PenStyle.DashLine),
            label=limit.name,
            labelOpts={"position": 0.94, "color": colour, "fill": QColor(self._theme.surface)},
        )
        line.label.setFont(self._font)
        self._add(line)

    def _add_line(
        self,
        x: Sequence[float],
        y: Sequence[float],
        colour: QColor,
        width: float,
        *,
        dashed: bool = False,
    ) -> None:
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        pen = line_pen(self, colour, width, style)
        self._add(pg.PlotCurveItem(list(x), list(y), pen=pen, antialias=not self._dense))

    def _add(self, item: Any) -> None:
        self._items.append(item)
        self.getPlotItem().addItem(item)
