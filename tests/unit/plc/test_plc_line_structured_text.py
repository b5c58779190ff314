"""The sample in structured text does, scan by scan, what the line program does."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import zip_longest
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest
import structured_text_reader as reader
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plc_line_campaign import METHODS, Campaign, events
from structured_text_machine import Machine

from inspector.plc.block import RegisterBlock
from inspector.plc.export.line_program import as_line_program
from inspector.plc.export.structured_text import as_structured_text
from inspector.plc.line.layout import LineLayout
from inspector.plc.line.methods import TrackingMethod
from inspector.plc.line.program import LineProgram
from inspector.plc.line.signals import LineInputs, LineOutputs
from inspector.plc.registers import MAP_VERSION, PLC_WORDS, VISION_BLOCK, VISION_WORDS
from inspector.sim import soft_plc

SOURCE = reader.read(as_structured_text(), as_line_program("encoder"))
MACHINE = Machine(SOURCE)
NO_EDGES: dict[str, tuple[int, ...]] = {
    "photo_eye": (),
    "reject_eye": (),
    "bin_chute": (),
    "exit_eye": (),
}


class Twin:
    """Runs both programs on the same inputs and compares all that they say and do."""

    def __init__(
        self, layout: LineLayout, session: int, method: TrackingMethod, *, belt_empty: bool
    ) -> None:
        self._program = LineProgram(layout, session, method, belt_empty=belt_empty)
        self._memory = MACHINE.make("INSP_LINE")
        self.vision = RegisterBlock(VISION_BLOCK, VISION_WORDS)
        self._constant = {
            "tracking": SOURCE.constants[f"INSP_TRACK_{method.upper()}"],
            "session": session,
            "belt_empty": belt_empty,
            "timeout_ms": 300,
            "layout": SimpleNamespace(
                decision=layout.decision,
                ejector=layout.ejector,
                leave=layout.exit,
                window=layout.window,
                tolerance=layout.tolerance or layout.window,
                has_chute=layout.has_chute,
                has_exit_eye=layout.has_exit_eye,
            ),
        }
        self._now_ms: float | None = None
        self._inputs = LineInputs()
        self._words: list[int] | None = None
        self._link_failed = False
        self._recipe = self._ordered = 0
        self.scans = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._program, name)

    def change_recipe(self, recipe: int) -> None:
        """A PLC sees what its input is in a scan, not what it was between two."""
        self._recipe = recipe

    def on_link_lost(self) -> None:
        self._scan_again()
        self._link_failed = True
        self._program.on_link_lost()

    def on_exchange(self) -> None:
        self._scan_again()
        self._words = list(self.vision.words)
        self._program.vision.load(self._words)
        self._program.on_exchange()

    def _scan_again(self) -> None:
        """What comes over the link twice between two scans would be one event for a PLC."""
        if self._words is not None or self._link_failed:
            self._scan(self._now_ms or 0.0, replace(self._inputs, **NO_EDGES))

    def scan(self, now_ms: float, inputs: LineInputs) -> LineOutputs:
        """One edge of a sensor at a time, as a PLC sees them."""
        edges = zip_longest(*(getattr(inputs, name) for name in NO_EDGES))
        outputs = LineOutputs()
        for counts in list(edges) or [(None,) * 4]:
            given = zip(NO_EDGES, counts, strict=True)
            one = {name: () if count is None else (count,) for name, count in given}
            outputs = self._scan(now_ms, replace(inputs, **one))
        return outputs

    def _scan(self, now_ms: float, inputs: LineInputs) -> LineOutputs:
        elapsed_ms = 0 if self._now_ms is None else int(now_ms - self._now_ms)
        self._now_ms, self._inputs = now_ms, inputs
        memory = self._memory
        MACHINE.call(
            "INSP_LINE",
            memory,
            **self._constant,
            inputs=_sensors(inputs, elapsed_ms),
            recipe=self._recipe,
            v_words=self._words or list(memory.v_words),
            exchanged=self._words is not None,
            link_failed=self._link_failed,
        )
        self._words, self._link_failed = None, False
        if self._recipe != self._ordered:
            self._ordered = self._recipe
            self._program.change_recipe(self._recipe)
        outputs = self._program.scan(now_ms, inputs)
        assert memory.p_words == self._program.plc.words
        done = LineOutputs(memory.pass_gate, memory.strike, memory.infeed, memory.alarm)
        assert done == outputs
        assert memory.purging == self._program.purging
        assert memory.recipe_refused == self._program.recipe_refused
        self.scans += 1
        return outputs


def _sensors(inputs: LineInputs, elapsed_ms: int) -> SimpleNamespace:
    def count(edges: tuple[int, ...]) -> int:
        return edges[0] if edges else 0

    return SimpleNamespace(
        elapsed_ms=elapsed_ms,
        encoder=inputs.encoder,
        line_running=inputs.line_running,
        photo_eye=bool(inputs.photo_eye),
        photo_eye_count=count(inputs.photo_eye),
        reject_eye=bool(inputs.reject_eye),
        chute=bool(inputs.bin_chute),
        chute_count=count(inputs.bin_chute),
        exit_eye=bool(inputs.exit_eye),
        exit_count=count(inputs.exit_eye),
        bin_full=inputs.bin_full,
        air_low=inputs.air_low,
        reset=inputs.reset,
    )


@pytest.mark.parametrize("method", METHODS)
@given(data=st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_both_programs_do_the_same_in_every_scan(
    method: TrackingMethod, data: st.DataObject
) -> None:
    with patch.object(soft_plc, "LineProgram", Twin):
        campaign = Campaign(method)
        for action, value in data.draw(st.lists(events(method), max_size=25), "events"):
            getattr(campaign, action)(value)
        campaign.run_out()
    assert campaign.program.scans > 0


def test_both_programs_lose_track_of_a_belt_that_runs_backwards() -> None:
    with patch.object(soft_plc, "LineProgram", Twin):
        campaign = Campaign("encoder")
        campaign.run(30)
        campaign.judge_new(63)
        campaign.reverse(4)
        assert campaign.program.purging
        campaign.run_out()
    assert campaign.passed == 0


@pytest.mark.parametrize("method", METHODS)
def test_the_sample_is_wired_for_the_way_of_tracking_that_was_asked_for(
    method: TrackingMethod,
) -> None:
    machine = Machine(reader.read(as_structured_text(), as_line_program(method)))
    memory = machine.make("INSP_SAMPLE")
    inputs = {"encoder": 0, "cycle_ms": 10, "line_running": True, "restarted": 3}
    words = [MAP_VERSION] + [0] * (VISION_WORDS - 1)
    for scan, eye in enumerate([False, True, True, False, True]):
        words[1] = words[5] = 7
        words[7] = memory.p_words[2]
        inputs |= {"photo_eye": eye, "photo_eye_latch": scan, "v_words": list(words)}
        machine.call("INSP_SAMPLE", memory, **inputs, exchange_done=True, exchange_failed=False)
    assert memory.line.tracking == SOURCE.constants[f"INSP_TRACK_{method.upper()}"]
    assert memory.line.layout.decision == (3500 if method == "encoder" else 350)
    assert len(memory.p_words) == PLC_WORDS
    assert memory.p_words[9] == 3
    assert memory.line.slots.count == 2
    assert memory.infeed
    assert memory.horn  # nobody knows what lay on the belt
    assert not memory.pass_gate


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("IF furthest - place > layout.window THEN", "IF furthest - place > 1.5 THEN"),
        ("  lost : BOOL;\nEND_VAR\nVAR\n  index", "  lost : BIT;\nEND_VAR\nVAR\n  index"),
        ("END_FUNCTION_BLOCK\n\nPROGRAM", "PROGRAM"),
    ],
)
def test_the_reader_of_these_tests_refuses_what_is_no_structured_text(
    text: str, broken: str
) -> None:
    whole = as_line_program("encoder")
    assert text in whole
    with pytest.raises(SyntaxError):
        reader.read(as_structured_text(), whole.replace(text, broken))


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("place := place + moved;", "place := place + inputs.encoder;"),
        ("index := 0;\nWHILE", "index := TRUE;\nWHILE"),
        ("lost := track.lost;", "lost := track.place;"),
        ("(v.request AND INSP_REQUEST_PURGE)", "(v.state AND INSP_REQUEST_PURGE)"),
        ("arrive(tracking := tracking, ", "arrive("),
        ("ABS(here - exit_place)", "ABS(here - p.confirm_part)"),
    ],
)
def test_the_machine_of_these_tests_refuses_types_that_do_not_fit(text: str, broken: str) -> None:
    whole = as_line_program("encoder")
    assert text in whole
    with pytest.raises(TypeError):
        Machine(reader.read(as_structured_text(), whole.replace(text, broken)))


class TestOfAnotherReader:
    """A grammar that others wrote reads the files too."""

    @pytest.fixture
    def parser(self) -> Any:
        tree_sitter = pytest.importorskip("tree_sitter")
        grammar = pytest.importorskip("tree_sitter_iec61131_3_st")
        return tree_sitter.Parser(tree_sitter.Language(grammar.language()))

    @pytest.mark.parametrize("method", METHODS)
    def test_it_finds_all_that_is_declared(self, parser: Any, method: TrackingMethod) -> None:
        root = parser.parse(as_line_program(method).encode("ascii")).root_node
        assert not root.has_error
        kinds = Counter(node.type for node in root.children)
        assert kinds["function_block_declaration"] == 8
        assert (kinds["function_declaration"], kinds["program_declaration"]) == (4, 1)

    def test_it_reads_the_register_map(self, parser: Any) -> None:
        assert not parser.parse(as_structured_text().encode("ascii")).root_node.has_error

    def test_it_refuses_what_is_wrong(self, parser: Any) -> None:
        broken = as_line_program("encoder").replace("END_WHILE;", "END_WHIL;")
        assert parser.parse(broken.encode("ascii")).root_node.has_error
