"""The steps from a trained network to a package: export, search, evaluate, write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import onnx
import torch
from torch import nn

from inspector.domain.errors.adapter import FeatureStatisticsError
from inspector.inference.package import ModelPackage
from inspector.training.datasets.dataset import Dataset
from inspector.training.evaluation.evaluate import EvaluationOptions, evaluate_file
from inspector.training.evaluation.evaluation import ModelEvaluation, ModelFile
from inspector.training.evaluation.temperature import fit_temperature
from inspector.training.export.calibration import calibrate_unit, learn_statistics, unit_pictures
from inspector.training.export.core import export_core
from inspector.training.export.graph import complete_graph
from inspector.training.fitting.fit import logits
from inspector.training.options import TrainingOptions
from inspector.training.progress import Progress
from inspector.training.quantization.budget import Budget
from inspector.training.quantization.chosen import score_validation, with_own_unit
from inspector.training.quantization.retraining import NetworkRetraining
from inspector.training.quantization.search import SearchOptions, SearchResult, search
from inspector.training.quantization.variants import REFERENCE_VARIANT, Variant
from inspector.training.release.assemble import assemble_package
from inspector.training.release.evaluated import evidence_of
from inspector.training.run.data import Pictures
from inspector.training.run.folder import RunFolder

_CANDIDATES = "candidates"
FineTune = Callable[[nn.Module, Progress], object]


@dataclass(frozen=True, slots=True)
class Trained:
    """A finished training.

    Attributes:
        package: What may leave the desk.
        chosen: The file that runs.
        variants: All files that were measured, ``fp32`` first.
        evaluation: Of the chosen one, on held-out pictures.
    """

    package: ModelPackage
    chosen: Variant
    variants: tuple[Variant, ...]
    evaluation: ModelEvaluation


def package_network(
    run: RunFolder,
    options: TrainingOptions,
    pictures: Pictures,
    network: nn.Module,
    fine_tune: FineTune,
    progress: Progress,
) -> Trained:
    """Find the file that shall run, find out how good it is, and write the package.

    Args:
        run: Keeps finished candidates.
        options: The budget, and the name of the package.
        pictures: To calibrate, to choose limits and to evaluate.
        network: Trained.
        fine_tune: Trains a network in place a little more.
        progress: Told every step.

    Raises:
        ModelError: of the export, the search, the evaluation or the package.
        TrainingCancelledError: somebody has cancelled.
    """
    dataset = pictures.dataset
    validation = dataset.split.validation
    temperature = fit_temperature(logits(network, validation), torch.from_numpy(validation.labels))

    def complete(own: nn.Module) -> onnx.ModelProto:
        return _complete(own, options.size_px, temperature, dataset, progress)

    retraining = NetworkRetraining(network, options.size_px, fine_tune, complete)
    found = search(
        complete(network),
        dataset,
        _search_options(options),
        run.file(_CANDIDATES),
        progress,
        retraining if options.quantization_training or options.prune_percent else None,
    )
    chosen = with_own_unit(found.chosen, dataset, progress)
    evaluation = _evaluate(options, pictures, found, chosen, temperature, progress)
    evidence = evidence_of(evaluation, score_validation(chosen, dataset, progress))
    package = assemble_package(
        options,
        dataset,
        found.variants,
        chosen,
        run.command,
        evidence=evidence,
        failed=found.failed,
        temperature=temperature,
    )
    return Trained(package, chosen, found.variants, evaluation)


def _complete(
    network: nn.Module, size_px: int, temperature: float, dataset: Dataset, progress: Progress
) -> onnx.ModelProto:
    """The float graph from raw pixels to probabilities and novelty."""
    core = export_core(network, size_px)
    plain = complete_graph(core, size_px, temperature)
    try:
        statistics = learn_statistics(plain, dataset.split.train, progress)
    except FeatureStatisticsError as error:
        progress.tell(f"no novelty: {error.detail}")
        return plain
    graph = complete_graph(core, size_px, temperature, statistics)
    calibrate_unit(graph, unit_pictures(dataset.split.validation, dataset.ok_classes), progress)
    return graph


def _search_options(options: TrainingOptions) -> SearchOptions:
    return SearchOptions(
        budget=Budget(options.accuracy_budget_points, options.flip_budget_percent),
        pruned_share=options.prune_percent / 100,
        max_escape_rate=options.max_escape_percent / 100,
    )


def _evaluate(
    options: TrainingOptions,
    pictures: Pictures,
    found: SearchResult,
    chosen: Variant,
    temperature: float,
    progress: Progress,
) -> ModelEvaluation:
    dataset = pictures.dataset
    file = ModelFile(
        name=f"{options.name}/{options.version}",
        variant=chosen.name,
        architecture=options.architecture,
        model=chosen.model,
        twin=None if chosen.name == REFERENCE_VARIANT else found.variants[0].model,
        classes=dataset.split.test.classes,
        ok_classes=dataset.ok_classes,
        limits=chosen.limits,
        temperature=temperature,
    )
    asked = EvaluationOptions(
        dataset=dataset.description,
        dataset_revision=dataset.revision,
        robustness=options.robustness,
        shortcut_auc=pictures.shortcut_auc,
    )
    return evaluate_file(file, pictures.test, asked, progress)
