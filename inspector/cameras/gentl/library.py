"""Harvesters and genicam: where they come in, and how their errors become ours."""

from __future__ import annotations

import importlib
import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from inspector.domain.errors.camera import (
    CameraBusyError,
    CameraError,
    CameraLostError,
    DriverMissingError,
    FeatureError,
)
from inspector.domain.phrases.cameras import CameraPhrase
from inspector.domain.phrases.drivers import DriverPhrase

_STANDARD_ERROR = 2
_LIBRARY_LOGGERS = ("harvesters", "genicam")
_REFUSALS = (
    "AccessException",
    "OutOfRangeException",
    "InvalidArgumentException",
    "PropertyException",
    "LogicalErrorException",
    "DynamicCastException",
)
_HELD_BY_ANOTHER = ("ResourceInUseException", "AccessDeniedException", "BusyException")


def core() -> Any:
    """The module ``harvesters.core``; its import runs `git`, so it waits until it is needed.

    Raises:
        DriverMissingError: it is not installed.
    """
    return _module("harvesters.core")


def gentl() -> Any:
    """The module ``genicam.gentl``: producers, devices, buffers."""
    return _module("genicam.gentl")


def genapi() -> Any:
    """The module ``genicam.genapi``: nodes."""
    return _module("genicam.genapi")


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise DriverMissingError(
            DriverPhrase.GENTL_NEEDS(fault=str(error)),
            remedy="Install them: pip install harvesters==1.4.3 genicam==1.6.0",
        ) from error


@contextmanager
def native_output_muted() -> Iterator[None]:
    """Drop what genicam and vendors write to standard error past Python, such as missing calls."""
    try:
        kept = os.dup(_STANDARD_ERROR)
    except OSError:  # a program without a console has none
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STANDARD_ERROR)
    os.close(nowhere)
    try:
        yield
    finally:
        os.dup2(kept, _STANDARD_ERROR)
        os.close(kept)


def silence() -> None:
    """Both libraries log with a traceback what they raise as well; we tell it once."""
    for name in _LIBRARY_LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)


@contextmanager
def node_errors(name: str) -> Iterator[None]:
    """What a node refuses is a ``FeatureError``; a device that does not answer is lost."""
    try:
        yield
    except _failures() as error:
        if isinstance(error, _named(genapi(), _REFUSALS)):
            raise FeatureError(f"{name}: {first_line(error)}") from error
        raise CameraLostError(
            CameraPhrase.CAMERA_NOT_REACHED(camera=name, fault=first_line(error))
        ) from error


@contextmanager
def stream_errors(source: str) -> Iterator[None]:
    """A stream that fails is a lost camera."""
    try:
        yield
    except _failures() as error:
        raise CameraLostError(f"{source}: {first_line(error)}") from error


@contextmanager
def opening_errors(source: str) -> Iterator[None]:
    """A device that another program holds is busy.

    Harvesters makes Ctrl-C its own when the main thread opens a device; it is given back.
    """
    is_main = threading.current_thread() is threading.main_thread()
    interrupt = signal.getsignal(signal.SIGINT)
    try:
        yield
    except _failures() as error:
        if isinstance(error, _named(gentl(), _HELD_BY_ANOTHER)):
            raise CameraBusyError(CameraPhrase.CAMERA_IN_USE(camera=source)) from error
        raise CameraError(
            CameraPhrase.CAMERA_NOT_OPENED_BECAUSE(camera=source, fault=first_line(error))
        ) from error
    finally:
        if is_main:
            signal.signal(signal.SIGINT, interrupt)


def _failures() -> tuple[type[Exception], ...]:
    return genapi().GenericException, gentl().GenericException


def _named(module: Any, names: tuple[str, ...]) -> tuple[type[Exception], ...]:
    return tuple(getattr(module, name) for name in names)


def first_line(error: Exception) -> str:
    """The library's own words without its file names and line numbers."""
    text = str(error).partition("\n")[0].removeprefix("GenTL exception: ")
    text = text.partition(" : ")[0].replace(" (Message from the source: )", "").strip()
    return text or type(error).__name__
