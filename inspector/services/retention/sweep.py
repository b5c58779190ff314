"""One look at what is old: rows first, files second, so that no row ever names a missing file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from inspector.config.retention import RetentionConfig
from inspector.domain.retention import PictureKind, RetentionStore

_BATCH = 200
_NS_PER_DAY = 86_400 * 10**9
_BYTES_PER_GB = 10**9
_ANY_AGE = 2**63 - 1


class PictureDisk(Protocol):
    """Where the pictures lie."""

    def remove(self, path: str) -> bool:
        """Remove a file; ``False`` when it is still there."""

    def free_bytes(self) -> int:
        """Of the disk."""


@dataclass(slots=True)
class Swept:
    """What one look has let go."""

    good_pictures: int = 0
    other_pictures: int = 0
    results: int = 0

    @property
    def anything(self) -> bool:
        """Whether there was anything."""
        return bool(self.good_pictures or self.other_pictures or self.results)

    def add_pictures(self, kind: PictureKind, files: int) -> None:
        """So many more files were let go."""
        if kind is PictureKind.GOOD:
            self.good_pictures += files
        else:
            self.other_pictures += files


class Sweep:
    """Looks once, in small steps.

    Args:
        config: How long what is kept.
        store: The history.
        disk: The archive.
        go_on: Called between two steps; ``False`` ends the look.
    """

    def __init__(
        self,
        config: RetentionConfig,
        store: RetentionStore,
        disk: PictureDisk,
        go_on: Callable[[], bool],
    ) -> None:
        self._config = config
        self._store = store
        self._disk = disk
        self._go_on = go_on

    def run(self, now_utc_ns: int, swept: Swept) -> None:
        """Let go of all that is old now, and of more where the disk is short of space.

        Args:
            now_utc_ns: Unix nanoseconds.
            swept: Counts what is let go, also where the look breaks off.

        Raises:
            StoreError: the history cannot be changed; what was done so far stays done.
        """
        config = self._config
        self._remove_files()
        self._age(swept, PictureKind.GOOD, config.good_pictures_days, now_utc_ns)
        self._age(swept, PictureKind.OTHER, config.other_pictures_days, now_utc_ns)
        for kind in PictureKind if config.free_gb else ():
            self._let_go(swept, kind, _ANY_AGE, "the disk was short of space", self._is_short)
        if config.results_days:
            before = now_utc_ns - round(config.results_days * _NS_PER_DAY)
            for kind in PictureKind:
                self._let_go(swept, kind, before, "their results are old")
            while self._go_on() and (dropped := self._store.drop_results(before, _BATCH)):
                swept.results += dropped

    def _age(self, swept: Swept, kind: PictureKind, days: float, now_utc_ns: int) -> None:
        if days:
            self._let_go(swept, kind, now_utc_ns - round(days * _NS_PER_DAY), f"kept {days:g} days")

    def _is_short(self) -> bool:
        return self._disk.free_bytes() < self._config.free_gb * _BYTES_PER_GB

    def _let_go(
        self,
        swept: Swept,
        kind: PictureKind,
        before_utc_ns: int,
        why: str,
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        note = f"let go by retention on {datetime.now(UTC):%Y-%m-%d}: {why}"
        while self._go_on() and wanted():
            old = self._store.old_pictures(kind, before_utc_ns, _BATCH)
            if not old:
                return
            swept.add_pictures(kind, self._store.let_go(old, note))
            self._remove_files()

    def _remove_files(self) -> None:
        """Those of this look, and those that an earlier one could not remove."""
        while paths := self._store.removals(_BATCH):
            gone: Sequence[str] = [path for path in paths if self._disk.remove(path)]
            self._store.forget_removals(gone)
            if len(gone) < len(paths):
                return
