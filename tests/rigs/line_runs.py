"""Runs of the whole line with somebody meddling, and parts of which the model is sure."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

import cv2
import psutil

from inspector.demo.demo import Demo, Progress
from inspector.demo.layout import DEFAULT_MODEL, DemoOptions
from inspector.demo.report import Run, disagreements
from inspector.domain.evaluation import Evaluation
from inspector.engine.judging.decision import decide
from inspector.inference.classifier import OnnxClassifier
from inspector.inference.package import ModelPackage, load_package
from inspector.paths import DataFolder
from inspector.resources import bundled
from inspector.sim.parts import OK_CLASSES, render_part

Meddle = Callable[[Demo, Progress], bool]


def save_sure_parts(folder: Path, of_each: int) -> Path:
    """Good and bad parts that the shipped model judges rightly, as class folders.

    With them every escape and every false reject on the line is the line's own doing.
    """
    wanted = {Evaluation.OK: of_each, Evaluation.NOT_OK: of_each}
    for index in count():
        if not any(wanted.values()):
            break
        part = _sure_part(index)
        if part is not None and wanted[part.evaluation]:
            wanted[part.evaluation] -= 1
            path = folder / part.class_name / f"{index:05d}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(part.png)
    return folder


@dataclass(frozen=True, slots=True)
class _SurePart:
    evaluation: Evaluation
    class_name: str
    png: bytes


@cache
def _sure_part(number: int) -> _SurePart | None:
    """A part of the series, unless the model is wrong about it."""
    part, classifier = render_part(977, number, defect_rate=0.5), _classifier()
    decision = decide(
        classifier.classify(part.image).scores,
        classifier.classes,
        classifier.ok_classes,
        _package().limits,
    )
    right = Evaluation.OK if part.class_name in OK_CLASSES else Evaluation.NOT_OK
    if decision.evaluation is not right:
        return None
    return _SurePart(right, part.class_name, cv2.imencode(".png", part.image)[1].tobytes())


@cache
def _package() -> ModelPackage:
    return load_package(bundled("models") / DEFAULT_MODEL)


@cache
def _classifier() -> OnnxClassifier:
    return OnnxClassifier(_package(), provider="cpu")


def run_line(
    options: DemoOptions,
    folder: Path,
    meddle: Meddle,
    route: Callable[[int], int] = lambda port: port,
) -> Run:
    """Run the line; ``meddle`` is called a few times a second and ends it with ``False``."""
    demo = Demo(options, DataFolder(folder), route)
    return demo.run(lambda progress: meddle(demo, progress), with_app=False)


def process(demo: Demo, name: str) -> psutil.Process:
    """The present gate or engine."""
    assert demo.supervisor is not None
    return psutil.Process(demo.supervisor.pid(name))


def assert_no_part_was_lost(run: Run) -> None:
    """The invariant: five independent counts agree and no defective part passed."""
    assert not (wrong := disagreements(run)), wrong
    assert run.line["escapes"] == 0, "parts escaped"
    assert run.line["passed"] <= run.rows.evaluations[Evaluation.OK]


@dataclass
class CuttableCable:
    """A TCP cable between PLC and station that can be cut and restored."""

    station_port: int = 0
    port: int = 0

    def __post_init__(self) -> None:
        self._whole = True
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cable")

    def route(self, station_port: int) -> int:
        """Lay the cable; return the PLC's end."""
        self.station_port = station_port
        self._thread.start()
        self._ready.wait(10)
        return self.port

    def cut(self) -> None:
        """Reset what is connected and refuse what comes."""
        self._loop.call_soon_threadsafe(self._cut)

    def restore(self) -> None:
        """Let connections through again."""
        self._loop.call_soon_threadsafe(setattr, self, "_whole", True)

    def remove(self) -> None:
        """End the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def _cut(self) -> None:
        self._whole = False
        for writer in self._writers:
            writer.transport.abort()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._join, "127.0.0.1", 0))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._cut()
        pending = asyncio.all_tasks(self._loop)
        for task in pending:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._whole:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.station_port)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        await asyncio.gather(_copy(reader, far_writer), _copy(far_reader, writer))
        self._writers -= {writer, far_writer}


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(4096):
            writer.write(data)
    except OSError:
        pass
    finally:
        writer.transport.abort()
