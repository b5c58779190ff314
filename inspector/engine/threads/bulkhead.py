"""Where an unexpected exception ends: the work at hand fails, its thread lives on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from inspector.domain.errors.base import InspectorError


class Bulkhead:
    """Contains the faults of one worker; logs each once and its recovery once.

    Args:
        log: The worker's own logger.
        recovered: What is logged when the worker is well again.
    """

    def __init__(self, log: logging.Logger, recovered: str = "works again") -> None:
        self._log = log
        self._recovered = recovered
        self.fault = ""
        self.error: Exception | None = None

    @property
    def told(self) -> InspectorError:
        """The fault as people are told of it, also one that nobody foresaw."""
        return self.error if isinstance(self.error, InspectorError) else InspectorError(self.fault)

    @contextmanager
    def contain(self) -> Iterator[None]:
        """Whatever goes wrong inside is noted and goes no further."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - the one place where it may
            self.note(error)

    def note(self, error: Exception) -> None:
        """Remember a fault; a traceback is logged only for one that nobody foresaw."""
        foreseen = isinstance(error, InspectorError)
        fault = str(error) if foreseen else f"{type(error).__name__}: {error}"
        if fault != self.fault:
            self._log.error("%s", fault, exc_info=None if foreseen else error)
        self.fault, self.error = fault, error

    def clear(self) -> None:
        """The worker is well."""
        if self.fault:
            self._log.warning("%s", self._recovered)
        self.fault, self.error = "", None
