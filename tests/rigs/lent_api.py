"""One API after the other for many stations of one process.

Its hundred and thirty routes are made once: that takes longer than most tests of a station. Behind
them stand the services of whichever station has it now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from fastapi import FastAPI
from station_services import only

from inspector.api.access import AccessGuard
from inspector.api.app import create_api
from inspector.api.services import StationServices

_free: list[_Lendable] = []


@contextmanager
def lent_api(services: StationServices, token: str) -> Iterator[FastAPI]:
    """The API of one station until the block ends; several may be out at a time."""
    lent = _free.pop() if _free else _Lendable()
    lent.stand_for(services)
    for middleware in lent.api.user_middleware:
        if middleware.cls is AccessGuard:
            middleware.kwargs["token"] = token
    lent.api.middleware_stack = None  # made anew with this token
    try:
        yield lent.api
    finally:
        lent.stand_for(only())
        _free.append(lent)


class _Lendable:
    """An API whose services may become others."""

    def __init__(self) -> None:
        self._behind: dict[str, Any] = {}
        self._asked_when_made: list[Callable[[], object]] = []
        self.api = create_api(self._standing(), "of nobody yet")

    def stand_for(self, services: StationServices) -> None:
        """Let it serve another station, which is asked what one is when its API is made."""
        for name, service in _parts(services):
            self._behind[name] = service
        for ask in self._asked_when_made:
            ask()

    def _standing(self) -> StationServices:
        services: dict[str, Any] = {}
        for each in fields(StationServices):
            desks = _desks(each.name)
            services[each.name] = (
                _KINDS[each.name](*[self._stands_for(f"{each.name}.{desk}") for desk in desks])
                if desks
                else self._stands_for(each.name)
            )
        return StationServices(**services)

    def _stands_for(self, name: str) -> _Standing:
        return _Standing(lambda: self._behind.get(name), self._asked_when_made)


@dataclass(frozen=True)
class _Standing:
    """Stands for a service or a part of one, which there is none of while the API is made."""

    _present: Callable[[], Any]
    _asked_when_made: list[Callable[[], object]]

    def __getattr__(self, name: str) -> Any:
        def part() -> Any:
            present = self._present()
            return None if present is None else getattr(present, name)

        if self._present() is None:
            return _Standing(part, self._asked_when_made)
        return part()

    def __call__(self, *args: Any, **options: Any) -> Any:
        def ask() -> Any:
            present = self._present()
            return None if present is None else present(*args, **options)

        if self._present() is None:
            self._asked_when_made.append(ask)
        return ask()


_KINDS = {each.name: type(getattr(only(), each.name)) for each in fields(StationServices)}


def _desks(service: str) -> list[str]:
    """Of a service that is made of several; empty for others."""
    kind = _KINDS[service]
    return [each.name for each in fields(kind)] if is_dataclass(kind) else []


def _parts(services: StationServices) -> Iterator[tuple[str, Any]]:
    for each in fields(StationServices):
        present = getattr(services, each.name)
        for desk in _desks(each.name):
            yield f"{each.name}.{desk}", getattr(present, desk)
        if not _desks(each.name):
            yield each.name, present
