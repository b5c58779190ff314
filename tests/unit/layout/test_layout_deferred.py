"""Validators of the API's messages are built at their first use, whoever comes first."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from pydantic import TypeAdapter

from inspector.wire.model import WireModel

THREADS = 8
BUILT = """
import sys
from inspector.api.app import create_api
from inspector.wire.model import WireModel

def below(kind):
    return {kind}.union(*(below(each) for each in kind.__subclasses__()))

print(sum(each.__pydantic_complete__ for each in below(WireModel)), len(below(WireModel)))
"""


class Inner(WireModel):
    score: float


class Outer(WireModel):
    inner: Inner
    others: tuple[Inner, ...]


def test_nothing_is_built_when_the_api_is_loaded() -> None:
    run = [sys.executable, "-c", BUILT]
    told = subprocess.run(run, capture_output=True, text=True, check=True).stdout.split()
    built, all_of_them = map(int, told)
    assert all_of_them > 150
    assert built < 10


def test_threads_that_come_first_together_all_get_the_whole_validator() -> None:
    together, adapter = Barrier(THREADS), TypeAdapter(Outer)
    document = b'{"inner": {"score": 0.5}, "others": [{"score": 1}]}'

    def read(turn: int) -> str:
        together.wait()
        found = adapter.validate_json(document) if turn % 2 else Outer.model_validate_json(document)
        return found.model_dump_json()

    with ThreadPoolExecutor(THREADS) as threads:
        assert len(set(threads.map(read, range(THREADS)))) == 1
