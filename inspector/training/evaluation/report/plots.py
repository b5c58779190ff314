"""The plots of the report, each as an SVG picture of its own."""

from __future__ import annotations

import base64
import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from inspector.training.evaluation.calibration import Calibration
from inspector.training.evaluation.evaluation import ModelEvaluation
from inspector.training.evaluation.limits import LimitChoice
from inspector.training.evaluation.ranking import Ranking
from inspector.training.evaluation.report.words import Words
from inspector.training.evaluation.robustness.measure import Robustness

GOOD, DEFECT, NEUTRAL, GRID = "#0072b2", "#d55e00", "#5f6b76", "#dfe4e8"
_STYLE: dict[Any, Any] = {
    "axes.axisbelow": True,
    "axes.edgecolor": "#aab4bd",
    "axes.grid": True,
    "axes.labelcolor": "#27323b",
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.family": "sans-serif",
    "font.size": 9,
    "grid.color": GRID,
    "grid.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "svg.fonttype": "none",
    "svg.hashsalt": "inspector",
    "xtick.color": NEUTRAL,
    "ytick.color": NEUTRAL,
}
_BINS = 50
_NEAREST_TO_ONE = 1e-6
_TICKS = (0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9999, 0.99999)
_WIDE, _NARROW = (7.6, 2.9), (3.7, 3.3)


def roc_plot(ranking: Ranking, words: Words) -> str:
    """Defects found over good parts lost, with the points where a line could work."""
    with _drawn(_NARROW) as (figure, axes):
        axes.plot(ranking.roc.x, ranking.roc.y, color=GOOD, linewidth=1.8)
        axes.plot([0, 1], [0, 1], color=NEUTRAL, linewidth=0.8, linestyle=":")
        for point in ranking.points:
            if point.escapes.rate is not None and point.false_rejects.rate is not None:
                axes.plot(point.false_rejects.rate, 1 - point.escapes.rate, "o", color=DEFECT, ms=4)
        _shares(axes, words["good_lost"], words["defects_found"])
        return _svg(figure)


def precision_recall_plot(ranking: Ranking, words: Words) -> str:
    """Precision of an alarm over the share of defects found."""
    with _drawn(_NARROW) as (figure, axes):
        axes.plot(ranking.precision_recall.x, ranking.precision_recall.y, color=GOOD, linewidth=1.8)
        _shares(axes, words["defects_found"], words["precision"])
        return _svg(figure)


def score_plot(evaluation: ModelEvaluation, words: Words) -> str:
    """Good probability of good and of defective parts, with the limit between them."""
    parts, limits = evaluation.parts, evaluation.subject.limits
    good, truly_good = parts.good_scores, parts.truly_good
    with _drawn(_WIDE) as (figure, axes):
        edges = np.linspace(0, 1, _BINS + 1).tolist()
        both = ((truly_good, GOOD, words["good"]), (~truly_good, DEFECT, words["defective"]))
        for chosen, color, label in both:
            axes.hist(good[chosen], edges, color=color, alpha=0.65, label=label)
        axes.axvline(limits.accept, color="#1b242c", linewidth=1.2)
        _count_single_parts(axes)
        axes.annotate(
            f"{words['accept']} {limits.accept:g}",
            (limits.accept, 1),
            (-4, -9),
            xycoords=("data", "axes fraction"),
            textcoords="offset points",
            ha="right",
            fontsize=8.5,
        )
        axes.set_xlim(0, 1)
        axes.set_xlabel(words["good_score"])
        axes.set_ylabel(words["parts"])
        axes.legend(loc="upper center")
        return _svg(figure)


def alternatives_plot(choice: LimitChoice, words: Words) -> str:
    """Escapes and lost good parts over the accept limit."""
    accepts = [each.accept for each in choice.alternatives]
    with _drawn(_WIDE) as (figure, axes):
        for counts, color, label in (
            ([each.escapes for each in choice.alternatives], DEFECT, words["escapes"]),
            ([each.lost for each in choice.alternatives], GOOD, words["lost"]),
        ):
            axes.step(accepts, counts, where="pre", color=color, linewidth=1.8, label=label)
        undecided = [each.not_decidable for each in choice.alternatives]
        axes.step(
            accepts,
            undecided,
            where="pre",
            color=NEUTRAL,
            linewidth=1,
            linestyle="--",
            label=words["not_decidable"],
        )
        axes.axvline(choice.limits.accept, color="#1b242c", linewidth=1.2)
        _stretch_to_one(axes, min(accepts), max(accepts))
        _count_single_parts(axes)
        axes.set_xlabel(words["accept"])
        axes.set_ylabel(words["parts"])
        axes.legend()
        return _svg(figure)


def reliability_plot(
    calibration: Calibration, uncalibrated: Calibration | None, words: Words
) -> str:
    """Accuracy over confidence; the area of a dot is the share of the parts."""
    with _drawn(_NARROW) as (figure, axes):
        axes.plot([0, 1], [0, 1], color=NEUTRAL, linewidth=0.8, linestyle=":")
        if uncalibrated is not None:
            _reliability(axes, uncalibrated, "#9aa5ae", words["uncalibrated"])
        _reliability(axes, calibration, GOOD, words["calibrated"])
        _shares(axes, words["confidence"], words["accuracy"])
        if uncalibrated is not None:
            axes.legend(loc="upper left")
        return _svg(figure)


def robustness_plot(robustness: Robustness, words: Words) -> str:
    """The score of each disturbance."""
    results = robustness.disturbances
    scores = [each.score or 0.0 for each in results]
    with _drawn((7.6, 3.6)) as (figure, axes):
        bars = axes.barh([words[each.name] for each in results], scores, color=GOOD, height=0.62)
        axes.bar_label(bars, [f"{score:.2f}" for score in scores], padding=4, fontsize=8.5)
        axes.axvline(1, color=NEUTRAL, linewidth=0.8, linestyle=":")
        axes.set_xlim(0, max(1.12, *scores) + 0.03)
        axes.invert_yaxis()
        axes.grid(visible=False, axis="y")
        axes.set_xlabel(words["score_meaning"])
        return _svg(figure)


def _count_single_parts(axes: Axes) -> None:
    """Counts from none to thousands, with one part still to be seen."""
    axes.set_yscale("symlog", linthresh=1)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_formatter(mpl.ticker.ScalarFormatter())


def _stretch_to_one(axes: Axes, low: float, high: float) -> None:
    """Equal steps for 0.9, 0.99 and 0.999: sure models decide there."""

    def forward(share: NDArray[np.float64]) -> NDArray[np.float64]:
        missing = np.maximum(1 - np.asarray(share, float), _NEAREST_TO_ONE)
        return np.asarray(-np.log10(missing))

    def inverse(place: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(1 - 10.0 ** -np.asarray(place, float))

    axes.set_xscale("function", functions=(forward, inverse))
    axes.set_xticks(_TICKS, [f"{tick:g}" for tick in _TICKS])
    axes.set_xlim(low - 0.02 * (1 - low), max(high, min(t for t in _TICKS if t > low)))


def _reliability(axes: Axes, calibration: Calibration, color: str, label: str) -> None:
    total = sum(each.count for each in calibration.bins)
    confidence = [each.confidence for each in calibration.bins]
    accuracy = [each.accuracy for each in calibration.bins]
    sizes = [12 + 160 * each.count / total for each in calibration.bins]
    axes.plot(confidence, accuracy, color=color, linewidth=1, label=label)
    axes.scatter(confidence, accuracy, sizes, color=color, alpha=0.75, linewidths=0)


def _shares(axes: Axes, x_label: str, y_label: str) -> None:
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.04)
    axes.set_xlabel(x_label)
    axes.set_ylabel(y_label)


@contextmanager
def _drawn(size: tuple[float, float]) -> Iterator[tuple[Figure, Axes]]:
    """A figure of its own; glyphs that matplotlib's fonts lack are drawn by the browser's."""
    fonts = logging.getLogger("matplotlib.font_manager")
    level = fonts.level
    with mpl.rc_context(_STYLE), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        fonts.setLevel(logging.ERROR)
        try:
            figure = Figure(figsize=size, layout="constrained")
            yield figure, figure.subplots()
        finally:
            fonts.setLevel(level)


def _svg(figure: Figure) -> str:
    """A data address, so that names inside one plot cannot meet those of another."""
    stream = io.BytesIO()
    figure.savefig(stream, format="svg", metadata={"Date": None, "Creator": None})
    return "data:image/svg+xml;base64," + base64.b64encode(stream.getvalue()).decode("ascii")
