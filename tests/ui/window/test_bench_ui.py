"""The measurements of the app measure the app."""

import json
import os
import subprocess
import sys
from pathlib import Path

from inspector.bench.ui.live_station import PictureStation, serving


def test_a_probe_tells_its_figures_from_the_apps_own_process(tmp_path: Path) -> None:
    run_file = tmp_path / "live" / "api.json"
    with serving(PictureStation(10), run_file):
        done = subprocess.run(
            [sys.executable, "-m", "inspector.bench.ui.child", "live_view", str(run_file), "1"],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
            timeout=110,
        )
    figures = json.loads(done.stdout)
    assert figures["shown"] > 0
    assert figures["shown"] + figures["skipped"] == figures["sent"]
    assert figures["cpu_share"] > 0
