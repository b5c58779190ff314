"""What training does without torch."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.domain.errors.training import TrainingExtraMissingError
from inspector.training.extra import require_training_extra
from inspector.training.release.toml_writer import dump_toml

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
