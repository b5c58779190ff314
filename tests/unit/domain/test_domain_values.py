"""The small promises of the domain's values and of the catalogue of errors."""

from __future__ import annotations

import runpy
import sys

import numpy as np
import pytest

from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.catalogue import as_markdown, catalogue
from inspector.domain.errors.state import ProcessRefusedError, StateError
from inspector.domain.evaluation import Evaluation, Reason
from inspector.domain.frame import Frame
from inspector.domain.history import HistoryFilter, Neighbours
from inspector.domain.ports import CameraStats
from inspector.domain.result_id import make_result_id
from inspector.domain.station import StationState
from inspector.plc import document


def test_verdicts_have_the_numbers_of_opc_machinery():
    numbers = {"UNDEFINED": 0, "OK": 1, "NOT_OK": 2, "NOT_DECIDABLE": 3}
    assert {member.name: member.value for member in Evaluation} == numbers


def test_reasons_fit_the_twelve_bits_that_the_ring_gives_them():
    assert max(Reason) < 1 << 12


@pytest.mark.parametrize(
    ("image", "fault", "complete"),
    [
        (np.zeros((2, 2), np.uint8), None, True),
        (np.zeros((2, 2), np.uint8), Reason.FRAME_INCOMPLETE, False),
        (None, None, False),
    ],
)
def test_only_a_whole_picture_without_fault_is_complete(image, fault, complete):
    assert Frame(image, "Mono8", 1, 0, 0, fault=fault).complete is complete


def test_an_empty_filter_filters_nothing():
    assert HistoryFilter() == HistoryFilter(None, None, None, None, None, None)
    assert Neighbours(None, "b").older is None


def test_the_station_states_have_the_names_of_opc_40100():
    names = ["Preoperational", "Halted", "Error", "Initialized", "Ready"]
    assert list(StationState) == [*names, "SingleExecution", "ContinuousExecution"]


def test_a_camera_counts_from_nothing():
    assert CameraStats() == CameraStats(frames=0, incomplete=0, missed=0)


def test_result_ids_sort_in_the_order_of_the_parts():
    ids = [make_result_id(7, index) for index in (1, 9, 10, 999_999_999_999)]
    assert ids == sorted(ids)


def test_a_refused_process_speaks_with_its_own_code_and_remedy():
    error = ProcessRefusedError("the port is taken", code="PLC-001", remedy="stop the other")
    assert str(error) == "PLC-001: the port is taken"
    assert error.remedy == "stop the other"
    assert str(ProcessRefusedError("no more")) == "STA-004: no more"
    assert StateError("no", remedy="yes").remedy == "yes"


def test_errors_of_other_packages_are_not_in_the_catalogue():
    class ForeignError(InspectorError):
        """Of a plug-in."""

    assert ForeignError not in [entry.error for entry in catalogue()]


@pytest.mark.parametrize(
    ("module", "page"),
    [
        ("inspector.domain.errors.catalogue", as_markdown),
        ("inspector.plc.document", document.as_markdown),
    ],
)
def test_pages_are_written_by_running_their_module(module, page, monkeypatch, capsys):
    monkeypatch.delitem(sys.modules, module)
    runpy.run_module(module, run_name="__main__")
    assert capsys.readouterr().out == page()
