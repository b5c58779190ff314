"""The order in which a station goes up and down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from inspector.app import EngineProcess
from inspector.services.attendants import Attending


@dataclass
class Piece:
    name: str
    told: list[str]
    breaks: bool = False

    def start(self) -> int:
        self.told.append(f"+{self.name}")
        return 4711

    def stop(self) -> None:
        self.told.append(f"-{self.name}")
        if self.breaks:
            raise OSError(self.name)


def process(told: list[str], *broken: str) -> EngineProcess:
    def piece(name: str) -> Any:
        return Piece(name, told, name in broken)

    store = Attending(lambda: told.append("-store"))
    return EngineProcess(
        piece("line"),
        piece("services"),
        piece("door"),
        behind=(store, piece("model")),
        beside=(piece("alarms"), piece("sealer")),
    )


def test_the_line_goes_up_first_and_the_record_goes_down_last():
    told: list[str] = []
    station = process(told)
    assert station.start() == 4711
    assert told == ["+line", "+door", "+model", "+alarms", "+sealer"]
    told.clear()
    station.stop()
    assert told == ["-sealer", "-alarms", "-line", "-door", "-model", "-store"]


def test_what_fails_to_end_keeps_nothing_else_from_ending():
    told: list[str] = []
    with pytest.raises(OSError, match="line"):
        process(told, "sealer", "line").stop()
    assert told == ["-sealer", "-alarms", "-line", "-door", "-model", "-store"]
