"""What an adaptation is asked for, and what it found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector.inference.package import ModelPackage
from inspector.training.adapter.base import BasePictures
from inspector.training.adapter.learning import Learned
from inspector.training.adapter.measure import GoldenParity, OldPictures, Recognised
from inspector.training.adapter.pictures import NewPictures
from inspector.training.adapter.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True)
class AdaptOptions:
    """The parameters of ``inspector model adapt``.

    Attributes:
        package: Whose backbone is used.
        pictures: Class folders or a CSV list.
        out: Folder that receives ``<name>/<version>``.
        dataset: What the package was trained on, if it is at hand.
        good: New classes that a good part may have.
        version: Of the new package; empty takes the next minor one.
        seed: Of what is drawn by lot.
    """

    package: Path
    pictures: Path
    out: Path
    dataset: Path | None = None
    good: tuple[str, ...] = ()
    version: str = ""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was measured.

    Attributes:
        pictures: What was learned.
        rehearsal: What kept the old classes alive.
        learned: The head with its temperature and limits.
        base: The pictures of the base dataset; ``None`` without it.
        old: Its test pictures before and after; ``None`` without it.
        held_out: New pictures that nothing was learned from.
        golden: The golden pictures before and after.
        seconds: Of each step.
    """

    pictures: NewPictures
    rehearsal: Rehearsal
    learned: Learned
    base: BasePictures | None
    old: OldPictures | None
    held_out: Recognised
    golden: GoldenParity
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Adapted:
    """A finished adaptation."""

    parent: ModelPackage
    package: ModelPackage
    findings: Findings


def next_version(version: str) -> str:
    """The next minor version, ``1.2.3-rc1`` becomes ``1.3.0``."""
    major, minor, _ = version.split(".", 2)
    return f"{major}.{int(minor) + 1}.0"
