import json

import cv2

from inspector.bench.vision import DECODED_FORMATS, FORMATS, as_json, as_table, measure_vision
from inspector.vision.operations import OPERATIONS


def test_every_operation_is_measured_on_every_format():
    threads = cv2.getNumThreads()
    costs = list(measure_vision(sizes=["224x224"], decoded_formats=[], repeats=3))
    assert [(cost.operation, cost.pixel_format) for cost in costs] == [
        (name, pixel_format) for name in OPERATIONS for pixel_format in FORMATS
    ]
    assert all(0 < cost.p50_us <= cost.p99_us for cost in costs)
    assert cv2.getNumThreads() == threads
    assert len(as_table(costs).splitlines()) == len(costs) + 1
    assert json.loads(as_json(costs))[0]["operation"] == costs[0].operation


def test_every_way_of_decoding_is_measured_at_five_megapixels():
    costs = list(measure_vision(operations=[], repeats=1))
    assert [cost.pixel_format for cost in costs] == list(DECODED_FORMATS)
    assert {(cost.operation, cost.size, cost.runs) for cost in costs} == {
        ("decode", "2448x2048", 1)
    }
    assert {"Mono8", "Mono12p", "Mono12Packed", "BayerRG12p", "RGB8"} <= set(DECODED_FORMATS)
    line = next(line for line in as_table(costs).splitlines() if " Mono12p " in line)
    assert line.split()[:4] == ["decode", "2448x2048", "Mono12p", "1"]
