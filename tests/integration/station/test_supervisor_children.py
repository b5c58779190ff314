"""Children fall, refuse and end; the supervisor keeps its word. Real processes, no pretence."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest
from waiting import wait_until

from inspector import file_lock
from inspector.config.reference import station_template
from inspector.domain.errors.config import FolderNotWritableError
from inspector.domain.errors.state import (
    ProcessRefusedError,
    StationAlreadyRunningError,
    StationNotEndingError,
    StationNotRunningError,
    StationRefusedError,
)
from inspector.paths import DataFolder
from inspector.supervisor import instance, output, supervisor
from inspector.supervisor.instance import running_process, sole_instance, stop_running
from inspector.supervisor.supervisor import ChildSpec, Supervisor
from inspector.wire.run_file import read_refusal, read_run_file

WAIT_S = 30


@pytest.fixture
def station_file(tmp_path: Path) -> Path:
    path = tmp_path / "station.toml"
    path.write_text(station_template(), "utf-8")
    return path


def checks(station_file: Path, name: str = "check") -> ChildSpec:
    """A child that ends at once: with 0 for a valid file, with 2 for any other."""
    arguments = ["station", "check", "--station", str(station_file)]
    return ChildSpec(name, arguments, station_file.with_name(f"{name}.out"))


@contextlib.contextmanager
def supervised(*specs: ChildSpec) -> Iterator[Supervisor]:
    running = Supervisor(specs, specs[0].output.with_name("api.json"))
    running.start()
    try:
        yield running
    finally:
        running.stop()


def lines(path: Path) -> int:
    return path.read_text("utf-8").count("\n") if path.exists() else 0


def test_a_child_that_refuses_ends_the_station_with_its_own_words(tmp_path: Path) -> None:
    spec = checks(tmp_path / "missing.toml")
    with supervised(spec) as running:
        assert running.wait(WAIT_S)
        with pytest.raises(ProcessRefusedError) as refusal:
            running.check()
    assert str(refusal.value).startswith("CFG-001: ")
    assert "missing.toml" in refusal.value.detail
    assert "station init" in refusal.value.remedy
    assert lines(spec.output) == 2


def test_every_line_of_a_refusal_is_handed_on(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text("schema_version = 1\n[station]\nid = 5\n[plc]\nport = -1\n", "utf-8")
    with supervised(checks(path)) as running:
        assert running.wait(WAIT_S)
        with pytest.raises(ProcessRefusedError) as refusal:
            running.check()
    assert refusal.value.own_code == "CFG-002"
    told = refusal.value.detail
    assert all(section in told for section in ("station", "plc", "camera", "model"))


def test_a_refusal_without_words_still_names_the_child(tmp_path: Path) -> None:
    spec = ChildSpec("odd", ["station", "no-such-command"], tmp_path / "odd.out")
    with supervised(spec) as running:
        assert running.wait(WAIT_S)
        with pytest.raises(ProcessRefusedError, match=r"(?s)^STA-004: odd: .*No such command"):
            running.check()


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child's arguments are a Python program."""
    monkeypatch.setattr(
        supervisor, "inspector_command", lambda *code: [sys.executable, "-c", *code]
    )


def kept(path: Path) -> list[Path]:
    """The files of an output, the oldest first."""
    return sorted(path.parent.glob(f"{path.name}*"), reverse=True)


def test_what_a_child_writes_without_end_fills_no_disk_and_loses_no_line_when_it_is_rolled_over(
    tmp_path: Path, scripted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "FILE_MAX_BYTES", 100_000)
    code = (
        "import os, sys\n"
        "for number in range(40_000):\n"
        "    os.write(1 + number % 2, b'%07d\\n' % number)\n"
        "sys.stdin.read()"
    )
    spec = ChildSpec("talker", [code], tmp_path / "logs" / "talker.out")
    with supervised(spec):
        wait_until(lambda: spec.output.exists() and b"0039999" in spec.output.read_bytes())
    files = kept(spec.output)
    assert [path.name for path in files] == [
        *(f"talker.out.{place}" for place in range(output.FILES_KEPT - 1, 0, -1)),
        "talker.out",
    ]
    assert all(path.stat().st_size <= 100_000 for path in files)
    numbers = [int(line) for path in files for line in path.read_bytes().split()]
    assert numbers == list(range(numbers[0], 40_000))


def said(path: Path) -> bytes:
    """Nothing for the moment between a file that is rolled over and the new one."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_a_file_that_grew_for_years_is_cut_to_its_end_at_the_next_start(
    tmp_path: Path, scripted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "FILE_MAX_BYTES", 1000)
    path = tmp_path / "talker.out"
    path.write_bytes(b"old" * 5000 + b"the last that was said\n")
    with supervised(ChildSpec("talker", ["print('anew'); input()"], path)):
        wait_until(lambda: b"anew" in said(path))
        assert said(path) == b"anew" + os.linesep.encode()
    before = path.with_name("talker.out.1").read_bytes()
    assert before.endswith(b"the last that was said\n")
    assert len(before) == 1000


def test_a_disk_that_takes_nothing_does_not_hold_up_who_writes(
    tmp_path: Path, scripted: None
) -> None:
    (tmp_path / "logs").write_bytes(b"no folder")
    done = tmp_path / "done"
    code = f"print('x' * 1_000_000, flush=True); open({str(done)!r}, 'w').close(); input()"
    with supervised(ChildSpec("talker", [code], tmp_path / "logs" / "talker.out")):
        wait_until(done.exists)


def test_a_child_that_keeps_falling_is_restarted_ever_more_slowly(
    station_file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(supervisor, "_BACKOFF_S", (0.0, 0.001, 0.002))
    spec = checks(station_file)
    with caplog.at_level(logging.ERROR), supervised(spec) as running:
        wait = running._stopping.wait
        monkeypatch.setattr(running._stopping, "wait", lambda s: (pauses.append(s), wait(s))[1])
        wait_until(lambda: lines(spec.output) >= 4 and 0.002 in pauses)
        assert not running.wait(0)
        running.check()
    assert set(pauses) <= {0.0, 0.001, 0.002}
    assert pauses == sorted(pauses)
    assert pauses[-1] == 0.002
    assert "check ended with code 0 and is restarted" in caplog.messages


def test_a_child_that_ran_for_long_is_restarted_at_once(
    station_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = supervisor._Child(checks(station_file))
    child.restarts = 9
    child._begun_ns = supervisor.monotonic_ns() - supervisor._STABLE_NS - 1
    assert child.pause_s == 0
    child.restarts = 9
    child._begun_ns = supervisor.monotonic_ns()
    assert child.pause_s == 2.0
    child.close()


def test_a_child_that_cannot_be_started_is_tried_again(
    station_file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    spec = checks(station_file)
    with supervised(spec) as running:
        command = supervisor.inspector_command
        refused = threading.Event()

        def no_memory(*arguments: str) -> list[str]:
            if refused.is_set():
                return command(*arguments)
            refused.set()
            raise OSError(12, "Cannot allocate memory")

        monkeypatch.setattr(supervisor, "inspector_command", no_memory)
        assert refused.wait(WAIT_S)
        before = lines(spec.output)
        wait_until(lambda: lines(spec.output) > before)
        assert running.pid("check")
    assert "check cannot be started: [Errno 12] Cannot allocate memory" in caplog.messages


def test_a_child_that_refuses_when_started_again_leaves_the_others_and_is_tried_until_mended(
    tmp_path: Path,
    scripted: None,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The gate was ended with the engine, and with it the link to the PLC."""
    monkeypatch.setattr(supervisor, "_REFUSED_PAUSE_S", 0.05)
    monkeypatch.setattr(supervisor, "_LOOK_S", 0.05)
    broken, fell, up = tmp_path / "broken", tmp_path / "fell", tmp_path / "up"
    code = (
        "import os, sys\n"
        f"if not os.path.exists({str(fell)!r}):\n"
        f"    open({str(fell)!r}, 'w').close(); sys.exit(1)\n"
        f"if os.path.exists({str(broken)!r}):\n"
        "    print('error MOD-002: one bit was changed\\nremedy: restore it'); sys.exit(2)\n"
        f"open({str(up)!r}, 'w').close()\n"
        "sys.stdin.read()\n"
    )
    broken.touch()
    gate = ChildSpec("gate", ["import sys; sys.stdin.read()"], tmp_path / "gate.out")
    engine = ChildSpec("engine", [code], tmp_path / "engine.out", up=up)
    run_file = tmp_path / "api.json"
    with caplog.at_level(logging.WARNING), supervised(gate, engine) as running:
        before = running.pid("gate")
        wait_until(lambda: lines(engine.output) >= 6)  # three times two lines
        assert not running.wait(0)
        assert running.pid("gate") == before
        with pytest.raises(StationRefusedError) as refused:
            read_run_file(run_file)
        broken.unlink()
        wait_until(lambda: read_refusal(run_file) is None)
        with pytest.raises(StationNotRunningError, match="STA-002"):
            read_run_file(run_file)
    assert (refused.value.process, refused.value.own_code) == ("engine", "MOD-002")
    assert (refused.value.fault, refused.value.remedy) == ("one bit was changed", "restore it")
    assert sum("engine does not run: MOD-002" in said for said in caplog.messages) == 1
    assert "engine runs again" in caplog.messages
    assert not up.exists(), "nobody shall look for it where it was"


@pytest.fixture
def gates(tmp_path: Path, station_file: Path) -> list[ChildSpec]:
    """Two gates on data folders of their own: the quickest long-lived process of the product."""
    specs = []
    for name in ("first", "second"):
        arguments = ["gate", "--station", str(station_file), "--data-dir", str(tmp_path / name)]
        specs.append(ChildSpec(name, arguments, tmp_path / f"{name}.out"))
    return specs


def test_a_killed_child_comes_back_and_children_end_in_reverse_order(
    tmp_path: Path, gates: list[ChildSpec], monkeypatch: pytest.MonkeyPatch
) -> None:
    _use_free_ports(tmp_path, gates)
    ended: list[str] = []
    close = supervisor._Child.close
    monkeypatch.setattr(
        supervisor._Child, "close", lambda child: (ended.append(child.spec.name), close(child))[1]
    )
    with supervised(*gates) as running:
        address = DataFolder(tmp_path / "first").gate_file
        wait_until(address.exists)
        old = running.pid("first")
        address.unlink()
        psutil.Process(old).kill()
        wait_until(address.exists)
        assert running.pid("first") not in (0, old)
        processes = [psutil.Process(running.pid(name)) for name in ("first", "second")]
    assert ended == ["second", "first"]
    assert not any(process.is_running() for process in processes)


def test_a_child_that_does_not_end_is_killed(
    tmp_path: Path, gates: list[ChildSpec], monkeypatch: pytest.MonkeyPatch
) -> None:
    _use_free_ports(tmp_path, gates)
    monkeypatch.setattr(supervisor, "_GRACE_S", 0.1)
    with supervised(gates[0]) as running:
        wait_until(DataFolder(tmp_path / "first").gate_file.exists)
        process = psutil.Process(running.pid("first"))
        process.suspend()
    assert not process.is_running()


def test_nobody_is_started_any_more_once_the_station_has_ended(station_file: Path) -> None:
    spec = checks(station_file)
    with supervised(spec) as running:
        wait_until(lambda: lines(spec.output) >= 1)
    (child,) = running._children
    assert child.process is not None
    assert child.process.poll() is not None
    assert not any(watcher.is_alive() for watcher in running._watchers)


def test_a_supervisor_that_never_started_can_be_stopped(gates: list[ChildSpec]) -> None:
    running = Supervisor(gates, gates[0].output.with_name("api.json"))
    running.stop()
    assert running.pid("first") == 0


def _use_free_ports(tmp_path: Path, gates: list[ChildSpec]) -> None:
    """Each gate gets a station file with a port that is free now."""
    import socket

    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in gates]
        ports = [probe.getsockname()[1] for probe in probes]
    for spec, port in zip(gates, ports, strict=True):
        path = tmp_path / f"{spec.name}.toml"
        template = station_template()
        path.write_text(template.replace("port = 1502", f"port = {port}"), "utf-8")
        arguments = list(spec.arguments)
        arguments[arguments.index("--station") + 1] = str(path)
        object.__setattr__(spec, "arguments", arguments)


class TestInstance:
    @pytest.fixture
    def data(self, tmp_path: Path) -> DataFolder:
        return DataFolder(tmp_path / "data")

    def holder(self, data: DataFolder, before: str = "") -> subprocess.Popen[bytes]:
        """Another process that claims the folder and then waits."""
        code = (
            "import sys; from pathlib import Path; from inspector.paths import DataFolder\n"
            "from inspector.supervisor.instance import sole_instance\n"
            "with sole_instance(DataFolder(Path(sys.argv[1]))):\n"
            "    print('claimed', flush=True); sys.stdin.read()\n"
        )
        process = subprocess.Popen(
            [sys.executable, "-c", before + code, str(data.root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"claimed\n"
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        process.kill()
        process.communicate()

    def test_one_station_a_folder(self, data: DataFolder) -> None:
        other = self.holder(data)
        try:
            found = running_process(data)
            assert found is not None
            assert found.pid == other.pid
            with pytest.raises(StationAlreadyRunningError), sole_instance(data):
                pass
        finally:
            self.end(other)

    def test_a_look_whether_a_station_runs_keeps_none_from_starting(
        self, data: DataFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with contextlib.ExitStack() as look:
            lock = data.run_file.with_name("station.lock")
            look.enter_context(file_lock.sole_holder(lock, StationAlreadyRunningError("busy")))
            monkeypatch.setattr(file_lock, "time", SimpleNamespace(sleep=lambda _: look.close()))
            with sole_instance(data):
                assert running_process(data) is not None

    def test_a_killed_station_leaves_the_folder_free(self, data: DataFolder) -> None:
        self.end(self.holder(data))
        assert (data.root / "run" / "station.json").exists()
        assert running_process(data) is None
        with sole_instance(data):
            assert running_process(data) is not None

    def test_a_process_id_that_was_used_again_is_no_station(self, data: DataFolder) -> None:
        self.end(self.holder(data))
        (data.root / "run" / "station.json").write_text(json.dumps({"pid": os.getpid()}))
        assert running_process(data) is None
        with pytest.raises(StationNotRunningError):
            stop_running(data)

    def test_an_orderly_end_leaves_no_file(self, data: DataFolder) -> None:
        with sole_instance(data):
            pass
        assert not (data.root / "run" / "station.json").exists()
        assert running_process(data) is None

    def test_where_nothing_ever_ran_nothing_runs_and_nothing_is_created(
        self, data: DataFolder
    ) -> None:
        assert running_process(data) is None
        assert not data.root.exists()

    @pytest.mark.parametrize("content", ["", "[]", '{"pid": "x"}', '{"pid": -1}', "{"])
    def test_a_damaged_file_names_no_process(self, data: DataFolder, content: str) -> None:
        other = self.holder(data)
        try:
            (data.root / "run" / "station.json").write_text(content)
            assert running_process(data) is None
        finally:
            self.end(other)

    def test_stopping_ends_the_process_and_waits_for_it(self, data: DataFolder) -> None:
        other = self.holder(data)
        stop_running(data)
        assert other.wait(WAIT_S) != 0
        self.end(other)

    def test_a_station_that_does_not_end_is_told_with_a_code(
        self, data: DataFolder, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(instance, "_STOP_S", 0.05)
        other = self.holder(data, "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n")
        try:
            with pytest.raises(StationNotEndingError, match=str(other.pid)):
                stop_running(data)
        finally:
            self.end(other)

    @pytest.mark.parametrize(
        ("met", "raised"),
        [
            (psutil.NoSuchProcess(1), contextlib.nullcontext()),
            (psutil.AccessDenied(1), pytest.raises(StationNotEndingError, match="somebody else")),
        ],
    )
    def test_a_station_that_ended_meanwhile_is_no_error_and_a_foreign_one_is(
        self,
        data: DataFolder,
        monkeypatch: pytest.MonkeyPatch,
        met: psutil.Error,
        raised: contextlib.AbstractContextManager[object],
    ) -> None:
        def terminate(process: psutil.Process) -> None:
            raise met

        monkeypatch.setattr(psutil.Process, "terminate", terminate)
        with sole_instance(data), raised:
            stop_running(data)

    def test_a_folder_that_takes_no_files_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_bytes(b"")
        with (
            pytest.raises(FolderNotWritableError),
            sole_instance(DataFolder(tmp_path / "file" / "data")),
        ):
            pass
