"""Whether a verdict waits while somebody asks the history of the running station."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import cycle
from typing import Any

from inspector.bench.history.rows import BEGIN, END
from inspector.client.station import StationClient
from inspector.demo.demo import Demo
from inspector.demo.layout import DemoOptions
from inspector.demo.report import disagreements, document
from inspector.domain.errors.base import InspectorError
from inspector.domain.errors.state import LineUnreconciledError
from inspector.domain.evaluation import Evaluation
from inspector.paths import DataFolder
from inspector.wire.history import ResultFilter
from inspector.wire.statistics import GroupedQuery, StatisticsQuery, SubgroupKind

_PAUSE_S = 0.1


def measure_line_beside_questions(data: DataFolder, parts: int) -> dict[str, Any]:
    """A line of 600 parts a minute on this history: left alone, asked without end, left alone.

    Raises:
        LineUnreconciledError: a run did not account for every part, so its figures mean nothing.
    """
    options = DemoOptions(parts=parts)
    before = verdict_latency_ms(options, data)
    with _asking(data) as asked:
        beside = verdict_latency_ms(options, data)
    after = verdict_latency_ms(options, data)
    return {"alone": [before, after], "asked": beside, "questions": asked.total()}


def verdict_latency_ms(options: DemoOptions, data: DataFolder) -> dict[str, float]:
    """Percentiles of trigger to verdict of one run of the line.

    Raises:
        LineUnreconciledError: it did not account for every part.
    """
    run = Demo(options, data).run(lambda _: True, with_app=False)
    faults = disagreements(run)
    if faults:
        raise LineUnreconciledError("; ".join(faults))
    latency: dict[str, float] = document(run)["latency_ms"]["trigger_to_verdict"]
    return latency


@contextmanager
def _asking(data: DataFolder) -> Iterator[Counter[str]]:
    """Pages, a count and charts of a month, one after the other, ten a second at most."""
    stop = threading.Event()
    asked: Counter[str] = Counter()
    month = {"since": BEGIN, "until": END}
    rejects = ResultFilter(evaluation=Evaluation.NOT_OK)

    def ask() -> None:
        client = StationClient.from_run_file(data.run_file)
        questions: dict[str, Callable[[], object]] = {
            "page": lambda: client.history.page(rejects),
            "count": lambda: client.history.count(rejects),
            "pareto": lambda: client.statistics.pareto(StatisticsQuery(**month)),
            "yield": lambda: client.statistics.yields(
                GroupedQuery(**month, subgroup=SubgroupKind.HOUR)
            ),
        }
        for name, question in cycle(questions.items()):
            if stop.wait(_PAUSE_S):
                break
            with suppress(InspectorError):  # the station starts or ends
                question()
                asked[name] += 1
        client.close()

    asking = threading.Thread(target=ask, name="bench-questions")
    asking.start()
    try:
        yield asked
    finally:
        stop.set()
        asking.join()
