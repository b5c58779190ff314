"""The address of a shared history is whole, and holds no secret."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from inspector.config.history import HistoryConfig


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://line-3:${SHARED_PASSWORD}@db.plant:5433/history",
        "postgresql+psycopg://db.plant/history",
        "postgresql+psycopg://${ACCOUNT}@10.0.0.4/history?sslmode=verify-full",
        None,
    ],
)
def test_an_address_is_taken(url):
    assert HistoryConfig(url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://db.plant/history",
        "sqlite:///history.db",
        "postgresql+psycopg://db.plant",
        "postgresql+psycopg:///history",
        "postgresql+psycopg://[db/history",
        "",
    ],
)
def test_what_is_no_address_is_refused(url):
    with pytest.raises(ValidationError, match="url must be postgresql"):
        HistoryConfig(url=url)


def test_a_password_belongs_into_the_environment():
    with pytest.raises(ValidationError, match="that environment variable") as caught:
        HistoryConfig(url="postgresql+psycopg://me:hunter2@db/history")
    assert "hunter2" not in caught.value.errors()[0]["msg"]
