"""What the tests of several files share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from postgres_server import postgres

if TYPE_CHECKING:
    from api_fixtures import Served

    from inspector.client.station import StationClient

__all__ = ["postgres"]


@pytest.fixture
def api(tmp_path: Path) -> Iterator[Served]:
    """A served station of this test."""
    from api_fixtures import served  # most tests do without a server

    with served(tmp_path) as running:
        yield running


@pytest.fixture
def client(api: Served) -> Iterator[StationClient]:
    """A client of it."""
    from inspector.client.station import StationClient

    with StationClient.from_run_file(api.run_file) as opened:
        yield opened
