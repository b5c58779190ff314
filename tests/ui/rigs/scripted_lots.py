"""Lots that begin and end when they are told to."""

from dataclasses import dataclass, field

import wire_samples

from inspector.domain.errors.base import InspectorError
from inspector.wire.lots import LotPage, LotRow


@dataclass
class ScriptedLots:
    asked: list[tuple[str, ...]] = field(default_factory=list)
    refusal: InspectorError | None = None
    known: list[LotRow] = field(default_factory=list)

    def page(self, before: int | None = None, limit: int = 50) -> LotPage:
        return LotPage(lots=self.known, next_before=None)

    def begin(self, name: str, note: str = "") -> LotRow:
        self.asked.append(("begin", name))
        return self._row(name)

    def end(self) -> LotRow:
        self.asked.append(("end",))
        return self._row("L-2231")

    def _row(self, name: str) -> LotRow:
        if self.refusal is not None:
            raise self.refusal
        return LotRow(
            lot_id=1,
            name=name,
            note="",
            begun_at=wire_samples.NOON,
            begun_by="Anna Berg",
            ended_at=None,
            ended_by="",
            triggered=0,
            ok=0,
            not_ok=0,
            not_decidable=0,
            undefined=0,
        )
