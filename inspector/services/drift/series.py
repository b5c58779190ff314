"""Measures over time: what is drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from inspector.clock import utc_datetime
from inspector.domain.drift import Measure, Observation, WatchedConfiguration
from inspector.domain.evaluation import Evaluation
from inspector.services.drift.values import ModelReference, measured_values
from inspector.wire.drift import SeriesPoint

_Key = tuple[int, str, WatchedConfiguration]


def series_points(
    observations: Sequence[Observation],
    measure: Measure,
    model: Callable[[str], ModelReference | None],
    since_utc_ns: int,
    bucket_ns: int,
) -> list[SeriesPoint]:
    """One point for each stretch of time, camera, and recipe with model.

    Args:
        observations: All within the time.
        measure: What is drawn.
        model: What is known of a model, by its hash.
        since_utc_ns: Where the first stretch begins.
        bucket_ns: How long a stretch is.
    """
    values: dict[_Key, list[float]] = defaultdict(list)
    parts: set[int] = set()
    for each in observations:
        key = ((each.triggered_utc_ns - since_utc_ns) // bucket_ns, each.camera, each.configuration)
        if measure is Measure.REJECTED:
            if each.scores and each.sequence not in parts:
                parts.add(each.sequence)
                values[key[0], "", key[2]].append(float(each.evaluation is not Evaluation.OK))
            continue
        found = measured_values(each, model(each.configuration.model_sha256))
        if measure in found:
            values[key].append(found[measure])
    ordered = sorted(values.items(), key=lambda item: (item[0][0], item[0][1]))
    return [_point(key, found, since_utc_ns, bucket_ns) for key, found in ordered]


def _point(key: _Key, values: list[float], since_utc_ns: int, bucket_ns: int) -> SeriesPoint:
    bucket, camera, configuration = key
    p10, median, p90 = np.percentile(values, (10, 50, 90))
    return SeriesPoint(
        start=utc_datetime(since_utc_ns + bucket * bucket_ns),
        camera=camera,
        recipe_id=configuration.recipe_id,
        recipe_revision=configuration.recipe_revision,
        model_sha256=configuration.model_sha256,
        count=len(values),
        mean=float(np.mean(values)),
        median=float(median),
        p10=float(p10),
        p90=float(p90),
    )
