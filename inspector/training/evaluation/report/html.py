"""The report, from an evaluation to one HTML text."""

from __future__ import annotations

import base64
import importlib.resources
from pathlib import Path

import jinja2

from inspector.domain.errors.evaluation import ReportNotWrittenError
from inspector.training.evaluation.evaluation import ModelEvaluation
from inspector.training.evaluation.proportion import Proportion, percent
from inspector.training.evaluation.report import plots
from inspector.training.evaluation.report.words import ENGLISH, Words
from inspector.training.evaluation.worst import Kind

_TEMPLATE = "report.html.j2"


def render_report(evaluation: ModelEvaluation, words: Words = ENGLISH) -> str:
    """One HTML document with everything in it; names from outside are escaped.

    Takes a second or two, most of it for the plots.
    """
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = percent
    environment.filters["tone"] = _tone
    environment.filters["headline"] = _headline
    template = importlib.resources.files(__package__).joinpath(_TEMPLATE).read_text("utf-8")
    return environment.from_string(template).render(
        evaluation=evaluation,
        subject=evaluation.subject,
        plots=_plots(evaluation, words),
        gallery=_gallery(evaluation),
        t=words,
    )


def write_report(evaluation: ModelEvaluation, path: Path) -> None:
    """Write the report to a file.

    Raises:
        ReportNotWrittenError: the folder is missing or read-only, or the disk is full.
    """
    try:
        path.write_text(render_report(evaluation), encoding="utf-8")
    except OSError as error:
        raise ReportNotWrittenError(f"{path}: {error.strerror or error}") from error


def _plots(evaluation: ModelEvaluation, words: Words) -> dict[str, str]:
    drawn = {"scores": plots.score_plot(evaluation, words)}
    drawn["reliability"] = plots.reliability_plot(
        evaluation.calibration, evaluation.uncalibrated, words
    )
    if evaluation.ranking is not None:
        drawn["roc"] = plots.roc_plot(evaluation.ranking, words)
        drawn["precision_recall"] = plots.precision_recall_plot(evaluation.ranking, words)
    if evaluation.in_force is not None:
        drawn["alternatives"] = plots.alternatives_plot(evaluation.in_force, words)
    if evaluation.robustness is not None:
        drawn["robustness"] = plots.robustness_plot(evaluation.robustness, words)
    return drawn


def _gallery(evaluation: ModelEvaluation) -> list[tuple[Kind, list[dict[str, object]]]]:
    """Pictures with the addresses of their thumbnails, by kind."""
    shown: dict[Kind, list[dict[str, object]]] = {kind: [] for kind in Kind}
    for picture in evaluation.worst:
        content = base64.b64encode(picture.thumbnail).decode("ascii")
        shown[picture.kind].append(
            {"picture": picture, "address": f"data:image/jpeg;base64,{content}"}
        )
    return list(shown.items())


def _headline(proportion: Proportion) -> str:
    """A rate in large letters."""
    return "–" if proportion.rate is None else percent(proportion.rate)


def _tone(share: float) -> str:
    """A background between white and blue; the text on it stays readable."""
    return f"rgba(0, 114, 178, {0.55 * min(max(share, 0.0), 1.0):.2f})"
