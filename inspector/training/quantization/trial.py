"""Networks and pictures to try candidates on where nothing was trained."""

from __future__ import annotations

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from torch import Tensor, nn

from inspector.training.datasets.dataset import Dataset, generated_dataset
from inspector.training.datasets.samples import Samples
from inspector.training.evaluation.temperature import fit_temperature
from inspector.training.export.core import export_core, traced
from inspector.training.export.folding import fold_constants
from inspector.training.export.graph import complete_graph
from inspector.training.networks.architectures import build_network
from inspector.training.networks.layers import features_of, head_layer
from inspector.training.progress import Silence
from inspector.training.quantization.runtime import as_planes

_SEED = 5
_SETTLING_PICTURES = 32
_CHUNK = 16
_RIDGE = 0.1


def trial_dataset(size_px: int, count: int) -> Dataset:
    """A few generated parts: pictures with the statistics of pictures, not noise."""
    return generated_dataset(_SEED, count, size_px, Silence(), with_close_ups=False)


def trial_network(
    architecture: str, weights: str | None, dataset: Dataset, *, with_head: bool
) -> nn.Module:
    """An untrained or ImageNet network whose activations are of usual size.

    Its batch norms are settled on the pictures, for with the statistics that a fresh network has
    activations of deep layers vanish and all times are wrong: a processor is slow on numbers that
    are nearly zero.

    Args:
        architecture: A key of the table of architectures.
        weights: ``imagenet``, a file, or ``None`` for random ones.
        dataset: Its training split settles the norms.
        with_head: Fit the last layer to the training split, which gives an honest accuracy.

    Raises:
        TrainingDatasetError: the weights cannot be used.
    """
    train = dataset.split.train
    size_px = train.images.shape[1]
    torch.manual_seed(_SEED)
    network = build_network(architecture, len(train.classes), weights, size_px=size_px)
    if weights is None:
        _settle(network, train)
    head = head_layer(network)
    nn.init.normal_(head.weight, std=head.in_features**-0.5)
    if with_head:
        fit_head(network, train)
    return network.eval()


def trial_graph(network: nn.Module, dataset: Dataset, *, calibrated: bool) -> onnx.ModelProto:
    """The complete float graph; its temperature from the validation split when calibrated."""
    validation = dataset.split.validation
    size_px = validation.images.shape[1]
    temperature = 1.0
    if calibrated:
        with torch.inference_mode():
            logits = torch.cat([network(planes) for planes in _chunks(validation)])
        temperature = fit_temperature(logits.numpy(), validation.labels)
    return complete_graph(export_core(network, size_px), size_px, temperature)


def batched_graph(network: nn.Module, size_px: int, batch: int) -> onnx.ModelProto:
    """The complete float graph for so many pictures at once; for figures only."""
    planes = torch.zeros(batch, 3, size_px, size_px)
    own = network.eval().to(memory_format=torch.contiguous_format)
    core = fold_constants(traced(own, planes))
    graph = complete_graph(onnx.shape_inference.infer_shapes(core), size_px, 1.0)
    classes = head_layer(network).out_features
    source, target = graph.graph.input[0].name, graph.graph.output[0].name
    shape: list[str | int | None] = [batch, "height", "width", "channels"]
    graph.graph.input[0].CopyFrom(helper.make_tensor_value_info(source, TensorProto.UINT8, shape))
    graph.graph.output[0].CopyFrom(
        helper.make_tensor_value_info(target, TensorProto.FLOAT, [batch, classes])
    )
    return graph


def fit_head(network: nn.Module, samples: Samples) -> None:
    """Set the last layer to the ridge regression of the labels on the features; takes seconds."""
    with torch.inference_mode():
        features = torch.cat([features_of(network, planes) for planes in _chunks(samples)])
    features = features.double()
    mean, deviation = features.mean(0), features.std(0).clamp_min(1e-6)
    scaled = (features - mean) / deviation
    labels = torch.from_numpy(np.array(samples.labels))
    wanted = nn.functional.one_hot(labels, len(samples.classes)).double()
    wanted -= wanted.mean(0)
    gram = scaled @ scaled.T
    ridge = _RIDGE * gram.diagonal().mean() * torch.eye(len(gram), dtype=gram.dtype)
    weights = (scaled.T @ torch.linalg.solve(gram + ridge, wanted)).T / deviation
    head = head_layer(network)
    with torch.no_grad():
        head.weight.copy_(weights)
        head.bias.copy_(-weights @ mean)


def _settle(network: nn.Module, samples: Samples) -> None:
    norms = [module for module in network.modules() if isinstance(module, nn.BatchNorm2d)]
    momenta = [norm.momentum for norm in norms]
    for norm in norms:
        norm.reset_running_stats()
        norm.momentum = None
    network.train()
    rows = np.linspace(0, len(samples) - 1, min(len(samples), _SETTLING_PICTURES)).astype(np.int64)
    with torch.no_grad():
        for planes in _chunks(samples.take(np.unique(rows))):
            network(planes)
    for norm, momentum in zip(norms, momenta, strict=True):
        norm.momentum = momentum
    network.eval()


def _chunks(samples: Samples) -> list[Tensor]:
    images = samples.images
    return [
        torch.from_numpy(
            np.concatenate([as_planes(image) for image in images[start : start + _CHUNK]])
        )
        for start in range(0, len(images), _CHUNK)
    ]
