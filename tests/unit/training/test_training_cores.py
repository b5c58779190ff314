"""A training leaves the line a core and gives way to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

_CHILD = """
import json, os, threading
from inspector.training.cores import give_way, leave_a_core, usable_cores
give_way()
kept = leave_a_core()
policies = []
thread = threading.Thread(target=lambda: policies.append(os.sched_getscheduler(0)))
thread.start()
thread.join()
print(json.dumps([kept, usable_cores(), os.environ["OMP_NUM_THREADS"], policies[0]]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the policy of a thread")
def test_it_keeps_off_one_core_and_runs_when_nobody_else_wants_to() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _CHILD], capture_output=True, check=True, text=True
    ).stdout
    cores = len(os.sched_getaffinity(0))
    kept = max(1, cores - 1)
    assert json.loads(told) == [kept, kept, str(kept), os.SCHED_IDLE]
