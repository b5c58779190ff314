"""Peers that are built and certificates that are made once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from wiring import Certificates


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the peers in C are."""
    return tmp_path_factory.mktemp("peers")


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    """An authority that both sides trust."""
    return Certificates(tmp_path_factory.mktemp("certificates"))
