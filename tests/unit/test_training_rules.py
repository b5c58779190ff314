"""What training decides without torch: splits and manifests."""

import tomllib
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors.training import TrainingDatasetError, TrainingExtraMissingError
from inspector.training.datasets.samples import Samples
from inspector.training.datasets.split import split_samples
from inspector.training.extra import require_training_extra
from inspector.training.release.toml_writer import dump_toml


def samples(counts: list[int]) -> Samples:
    labels = np.repeat(np.arange(len(counts)), counts)
    names = tuple(str(row) for row in range(len(labels)))
    classes = tuple(f"class {label}" for label in range(len(counts)))
    return Samples(np.zeros((len(labels), 1, 1, 1), np.uint8), labels, classes, names)


@given(st.lists(st.integers(3, 60), min_size=2, max_size=5), st.integers(0, 2**31))
def test_a_split_shares_nothing_loses_nothing_and_has_every_class_everywhere(
    counts: list[int], seed: int
) -> None:
    split = split_samples(samples(counts), seed)
    parts = (split.train, split.validation, split.test)
    names = [name for part in parts for name in part.names]
    assert Counter(names) == Counter(str(row) for row in range(sum(counts)))
    for part in parts:
        assert set(part.labels) == set(range(len(counts)))
    assert len(split.train) >= len(split.test)
    assert split_samples(samples(counts), seed).test.names == split.test.names


@pytest.mark.parametrize("counts", [[9], [9, 2], [1, 1]])
def test_too_small_classes_cannot_be_split(counts: list[int]) -> None:
    with pytest.raises(TrainingDatasetError):
        split_samples(samples(counts), 1)


names = st.text(min_size=1, max_size=12).filter(lambda text: text.isprintable())
scalars = st.one_of(
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(-1e6, 1e6).map(lambda value: round(value, 6)),
    st.text(max_size=20).filter(lambda text: all(ord(c) < 0xD800 for c in text)),
)
tables = st.dictionaries(names, st.one_of(scalars, st.lists(st.integers(), max_size=3)))
documents = st.dictionaries(
    names, st.one_of(scalars, tables, st.lists(tables, min_size=1, max_size=3)), max_size=6
)


@given(documents)
def test_written_toml_reads_back_the_same(document: dict[str, object]) -> None:
    assert tomllib.loads(dump_toml(document)) == document  # type: ignore[arg-type]


def test_a_missing_extra_is_named_before_anything_is_imported(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "torchvision", None)
    with pytest.raises(TrainingExtraMissingError, match="torchvision") as caught:
        require_training_extra()
    assert "inspector-station[train]" in caught.value.remedy
