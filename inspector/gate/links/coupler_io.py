"""Reads the coupler's inputs and writes its coils, in as few requests as its wiring allows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from inspector.plc.client import ModbusClient
from inspector.plc.coupler import CouplerInput, CouplerOutput

ALL_OFF = CouplerOutput(0)
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class CouplerWiring:
    """What is wired where; addresses are 0-based.

    Attributes:
        inputs: Discrete input of each sensor.
        outputs: Coil of each actuator.
        encoder: First of two input registers with the encoder's count.
        encoder_words: Which word of the count comes first.
        photo_eye_counter: Input register that counts the photo-eye's edges by itself.
    """

    inputs: Mapping[CouplerInput, int]
    outputs: Mapping[CouplerOutput, int]
    encoder: int | None = None
    encoder_words: Literal["high_first", "low_first"] = "high_first"
    photo_eye_counter: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the coupler said.

    Attributes:
        at_s: When the encoder was read, or the inputs where there is none; event loop time.
        inputs: The sensors that are on.
        encoder: Its count, 0 without.
        photo_eye_count: The photo-eye's own count of edges, ``None`` without.
    """

    at_s: float
    inputs: CouplerInput
    encoder: int = 0
    photo_eye_count: int | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    """Coils at adjacent addresses, which one request writes."""

    address: int
    outputs: tuple[CouplerOutput, ...]


class CouplerIo:
    """The process image of one coupler.

    Args:
        client: Connected by somebody else.
        wiring: What is wired where.

    Attributes:
        wired: The actuators that there are.
    """

    def __init__(self, client: ModbusClient, wiring: CouplerWiring) -> None:
        self._client = client
        self._wiring = wiring
        self._first = min(wiring.inputs.values())
        self._count = max(wiring.inputs.values()) - self._first + 1
        self._runs = _runs(wiring.outputs)
        self.wired = ALL_OFF
        for output in wiring.outputs:
            self.wired |= output

    async def read(self) -> Reading:
        """All inputs as they are now.

        Raises:
            PlcError: the coupler does not answer as it should.
        """
        counted = await self._count_of_photo_eye()
        at_s, bits = await _timed(self._client.read_discrete_inputs(self._first, self._count))
        on = CouplerInput(0)
        for sensor, address in self._wiring.inputs.items():
            if bits[address - self._first]:
                on |= sensor
        if self._wiring.encoder is None:
            return Reading(at_s, on, photo_eye_count=counted)
        at_s, words = await _timed(self._client.read_input_registers(self._wiring.encoder, 2))
        high, low = words if self._wiring.encoder_words == "high_first" else reversed(words)
        return Reading(at_s, on, high << 16 | low, counted)

    async def _count_of_photo_eye(self) -> int | None:
        """Read before the eye itself, so that it is never ahead of what was polled."""
        address = self._wiring.photo_eye_counter
        return None if address is None else (await self._client.read_input_registers(address, 1))[0]

    async def read_outputs(self) -> CouplerOutput:
        """The coils as they are now, whoever has written them; raises as :meth:`read`."""
        on = ALL_OFF
        for run in self._runs:
            coils = await self._client.read_coils(run.address, len(run.outputs))
            for output, energised in zip(run.outputs, coils, strict=True):
                if energised:
                    on |= output
        return on

    async def write(self, outputs: CouplerOutput) -> float:
        """Switch all coils; return when the first run of them was switched, event loop time.

        Raises:
            PlcError: the coupler does not answer as it should.
        """
        first_s = 0.0
        for run in self._runs:
            values = [bool(outputs & each) for each in run.outputs]
            at_s, _ = await _timed(self._client.write_coils(run.address, values))
            first_s = first_s or at_s
        return first_s


async def _timed(answer: Awaitable[_Answer]) -> tuple[float, _Answer]:
    """An answer, and the moment halfway between question and answer."""
    loop = asyncio.get_running_loop()
    asked_s = loop.time()
    answered = await answer
    return (asked_s + loop.time()) / 2, answered


def _runs(outputs: Mapping[CouplerOutput, int]) -> tuple[_Run, ...]:
    """The pass gate's run comes first: it is what must not wait."""
    runs: list[_Run] = []
    for output, address in sorted(outputs.items(), key=lambda item: item[1]):
        if runs and runs[-1].address + len(runs[-1].outputs) == address:
            runs[-1] = _Run(runs[-1].address, (*runs[-1].outputs, output))
        else:
            runs.append(_Run(address, (output,)))
    return tuple(sorted(runs, key=lambda run: CouplerOutput.PASS_GATE not in run.outputs))
