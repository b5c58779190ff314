import json

import cv2

from inspector.bench.vision import FORMATS, as_json, as_table, measure_vision
from inspector.vision.operations import OPERATIONS


def test_every_operation_is_measured_on_every_format():
    threads = cv2.getNumThreads()
    costs = list(measure_vision(sizes=["224x224"], repeats=3))
    assert [(cost.operation, cost.pixel_format) for cost in costs] == [
        (name, pixel_format) for name in OPERATIONS for pixel_format in FORMATS
    ]
    assert all(0 < cost.p50_us <= cost.p99_us for cost in costs)
    assert cv2.getNumThreads() == threads
    assert len(as_table(costs).splitlines()) == len(costs) + 1
    assert json.loads(as_json(costs))[0]["operation"] == costs[0].operation
