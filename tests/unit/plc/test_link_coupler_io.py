"""What is read from a coupler and written to it, request by request, and the edges in between."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from inspector.gate.links.coupler_edges import CouplerEdges
from inspector.gate.links.coupler_io import CouplerIo, CouplerWiring, Reading
from inspector.plc.client import ModbusClient
from inspector.plc.coupler import CouplerInput, CouplerOutput
from inspector.plc.line.signals import LineInputs
from inspector.plc.server import ModbusServer
from inspector.plc.transport import Tcp

EYE, CHUTE = CouplerInput.PHOTO_EYE, CouplerInput.CHUTE
WIRING = CouplerWiring(inputs={EYE: 10, CHUTE: 12}, outputs={CouplerOutput.PASS_GATE: 3})


class NotedCoupler:
    """Answers everything and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[object, ...]] = []
        self.on: set[int] = set()
        self.words = {0: 1, 1: 2, 7: 42}

    def read_coils(self, address: int, count: int) -> list[bool]:
        raise NotImplementedError

    def read_holding_registers(self, address: int, count: int) -> list[int]:
        raise NotImplementedError

    def write_holding_registers(self, address: int, values: list[int]) -> None:
        raise NotImplementedError

    def read_discrete_inputs(self, address: int, count: int) -> list[bool]:
        self.asked.append(("inputs", address, count))
        return [each in self.on for each in range(address, address + count)]

    def read_input_registers(self, address: int, count: int) -> list[int]:
        self.asked.append(("words", address, count))
        return [self.words[each] for each in range(address, address + count)]

    def write_coils(self, address: int, values: list[bool]) -> None:
        self.asked.append(("coils", address, values))


def talk(wiring: CouplerWiring, coupler: NotedCoupler, outputs: CouplerOutput) -> Reading:
    """One reading and one write."""

    async def run() -> Reading:
        server = ModbusServer(coupler, Tcp("127.0.0.1", 0))
        client = ModbusClient(Tcp("127.0.0.1", await server.start()), timeout_s=2.0)
        await client.connect()
        io = CouplerIo(client, wiring)
        before = asyncio.get_running_loop().time()
        reading = await io.read()
        switched_s = await io.write(outputs)
        assert before < reading.at_s < switched_s < asyncio.get_running_loop().time()
        client.close()
        await server.stop()
        return reading

    return asyncio.run(run())


def test_all_inputs_are_one_request_and_adjacent_coils_another():
    coupler = NotedCoupler()
    coupler.on = {12}
    outputs = {CouplerOutput.ALARM: 5, CouplerOutput.PASS_GATE: 4, CouplerOutput.INFEED: 3}
    reading = talk(replace(WIRING, outputs=outputs), coupler, CouplerOutput.INFEED)
    assert coupler.asked == [("inputs", 10, 3), ("coils", 3, [True, False, False])]
    assert (reading.inputs, reading.encoder, reading.photo_eye_count) == (CHUTE, 0, None)


def test_the_pass_gate_is_switched_before_what_lies_apart_from_it():
    coupler = NotedCoupler()
    outputs = {CouplerOutput.ALARM: 1, CouplerOutput.INFEED: 2, CouplerOutput.PASS_GATE: 9}
    talk(replace(WIRING, outputs=outputs), coupler, CouplerOutput.PASS_GATE | CouplerOutput.ALARM)
    assert coupler.asked[1:] == [("coils", 9, [True]), ("coils", 1, [True, False])]


@pytest.mark.parametrize(
    ("order", "count"), [("high_first", 1 << 16 | 2), ("low_first", 2 << 16 | 1)]
)
def test_the_encoder_is_two_words_in_the_order_of_the_coupler(order, count):
    coupler = NotedCoupler()
    wiring = replace(WIRING, encoder=0, encoder_words=order, photo_eye_counter=7)
    reading = talk(wiring, coupler, CouplerOutput(0))
    assert (reading.encoder, reading.photo_eye_count) == (count, 42)
    assert coupler.asked[:3] == [("words", 7, 1), ("inputs", 10, 3), ("words", 0, 2)]


def take(
    edges: CouplerEdges, on: CouplerInput, encoder: int = 0, count: int | None = None
) -> LineInputs:
    return edges.take(Reading(0.0, on, encoder, count))


def test_an_edge_is_a_sensor_that_was_off_before():
    edges, none = CouplerEdges(WIRING), CouplerInput(0)
    assert take(edges, EYE).photo_eye == ()  # whoever stands there has come before we looked
    assert take(edges, EYE | CHUTE).bin_chute == (0,)
    assert take(edges, EYE | CHUTE).bin_chute == ()
    assert take(edges, none) == LineInputs()
    assert take(edges, EYE).photo_eye == (0,)
    edges.restart()
    assert take(edges, CHUTE).bin_chute == ()


def test_every_sensor_has_its_place_in_the_line_program():
    edges = CouplerEdges(replace(WIRING, inputs={each: each for each in CouplerInput}))
    take(edges, CouplerInput(0))
    found = take(edges, CouplerInput(0x7F))
    assert found == LineInputs(0, True, (0,), (0,), (0,), (0,), bin_full=True, air_low=True)
    assert not take(edges, CouplerInput(0)).line_running


@pytest.mark.parametrize(
    ("before", "now", "between"),
    [(100, 111, 105), (0xFFFFFFFE, 4, 1), (4, 0xFFFFFFFE, 1), (100, 90, 95)],
)
def test_an_edge_lies_halfway_between_two_counts(before, now, between):
    edges = CouplerEdges(WIRING)
    take(edges, CouplerInput(0), before)
    assert take(edges, EYE, now).photo_eye == (between,)


def test_the_photo_eyes_own_counter_sees_what_was_too_short_for_the_polling():
    edges, none = CouplerEdges(WIRING), CouplerInput(0)
    take(edges, none, 0, 65535)
    assert take(edges, EYE, 10, 0).photo_eye == (5,)
    assert take(edges, none, 20, 2).photo_eye == (15, 15)
    assert not edges.counter_was_reset


def test_a_counter_that_lags_behind_the_eye_is_waited_for():
    edges, none = CouplerEdges(WIRING), CouplerInput(0)
    take(edges, none, 0, 7)
    assert take(edges, EYE, 0, 7).photo_eye == ()
    assert take(edges, EYE, 0, 8).photo_eye == (0,)


def test_a_counter_that_leaps_was_reset():
    edges = CouplerEdges(WIRING)
    take(edges, CouplerInput(0), 0, 700)
    assert take(edges, EYE, 0, 1).photo_eye == (0,)
    assert edges.counter_was_reset
    take(edges, EYE, 0, 1)
    assert not edges.counter_was_reset
